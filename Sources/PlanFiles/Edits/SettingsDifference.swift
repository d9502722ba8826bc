import PlanModel

/// What differs between two settings, as changes of plan.yaml.
enum SettingsDifference {
  /// The keys whose values differ, in the order in which a whole plan.yaml has them; rules stay.
  static func changes(from old: PlanSettings, to new: PlanSettings) -> [PlanEdit.Change] {
    let (before, after) = (values(of: old), values(of: new))
    let changed = after.filter { value in
      !before.contains { $0.path == value.path && $0.text == value.text }
    }
    let gone = before.filter { value in !after.contains { $0.path == value.path } }
    return gone.map { .setKey(path: $0.path, text: nil) }
      + changed.map { .setKey(path: $0.path, text: $0.text) }
  }

  /// Every value with the keys that lead to it.
  private static func values(of settings: PlanSettings) -> [(path: [String], text: String)] {
    var own = settings
    own.governance = nil
    let text = SettingsText.yaml(own)
    guard let root = try? YAMLNode.parse(Array(text.utf8), file: "plan.yaml") else { return [] }
    return values(of: root, at: [])
  }

  private static func values(
    of node: YAMLNode, at path: [String]
  ) -> [(path: [String], text: String)] {
    switch node.content {
    case .mapping(let entries):
      return entries.flatMap { values(of: $0.value, at: path + [$0.key]) }
    case .scalar(let text, let isQuoted):
      return [(path, isQuoted ? SettingsText.quoted(text) : text)]
    case .sequence: return []
    }
  }
}
