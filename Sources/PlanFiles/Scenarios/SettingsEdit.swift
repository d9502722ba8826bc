import PlanModel

/// A value of plan.yaml that a scenario sets.
enum SettingsEdit {
  /// The settings with a key replaced: written as plan.yaml, changed, and read again.
  static func settings(
    _ settings: PlanSettings, setting keys: [String], to entry: YAMLNode.Entry, file: String,
    _ diagnostics: inout DiagnosticList
  ) -> PlanSettings {
    var own = settings
    own.governance = nil
    var errors = DiagnosticList()
    var result = settings
    do throws(Diagnostic) {
      guard let root = try YAMLNode.parse(Array(SettingsText.yaml(own).utf8), file: "plan.yaml")
      else { return settings }
      let changed = set(keys[...], to: entry.value, in: root)
      result = SettingsReader.read(changed, file: file, &errors)
      result.governance = settings.governance
    } catch {
      errors.error { error }
    }
    for var error in errors.diagnostics {
      (error.line, error.column) = (entry.value.line, entry.value.column)
      if error.id == DiagnosticKind.unknownKey.rawValue {
        (error.line, error.column) = (entry.line, entry.column)
      }
      error.field = entry.key
      if error.severity == .error {
        diagnostics.error { error }
      } else {
        diagnostics.warning { error }
      }
    }
    return result
  }

  private static func set(
    _ keys: ArraySlice<String>, to value: YAMLNode, in node: YAMLNode
  ) -> YAMLNode {
    guard let key = keys.first else { return value }
    var entries: [YAMLNode.Entry] = []
    if case .mapping(let found) = node.content { entries = found }
    // The end of a plan is given in one of two ways.
    if key == "ends" { entries.removeAll { $0.key == "quarters" } }
    if key == "quarters" { entries.removeAll { $0.key == "ends" } }
    let nothing = YAMLNode(.scalar("", isQuoted: false), line: value.line, column: value.column)
    if let index = entries.firstIndex(where: { $0.key == key }) {
      entries[index].value = set(keys.dropFirst(), to: value, in: entries[index].value)
    } else {
      entries.append(
        YAMLNode.Entry(
          key: key, line: value.line, column: value.column,
          value: set(keys.dropFirst(), to: value, in: nothing)))
    }
    return YAMLNode(.mapping(entries), line: node.line, column: node.column)
  }
}
