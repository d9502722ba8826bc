/// A file of a plan: its name within the plan's folder, and its bytes.
public struct PlanFile: Hashable, Sendable {
  /// Without the folder, as `people.csv`.
  public var name: String
  /// The content as it is on disk.
  public var bytes: [UInt8]

  /// A file with its bytes.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// A file with a text, in UTF-8.
  public init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }
}

/// What a file of a plan's folder is for.
enum FileRole: Hashable {
  /// plan.yaml.
  case settings
  /// A part of a table.
  case table(PlanTable)
  /// A CSV file that bears the name of no table.
  case unknownTable
  /// Anything else: not read.
  case other

  /// What the name says.
  init(name: String) {
    let lowered = name.lowercased()
    if lowered == "plan.yaml" || lowered == "plan.yml" {
      self = .settings
    } else if lowered.hasSuffix(".csv"), !lowered.hasPrefix(".") {
      let stem = lowered.dropLast(4)
      let word = stem.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)[0]
      self = PlanTable(rawValue: String(word)).map(FileRole.table) ?? .unknownTable
    } else {
      self = .other
    }
  }
}
