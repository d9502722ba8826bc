/// What an edit does to a plan's files, told one by one.
public struct PlanDifference: Hashable, Sendable, Codable {
  /// What happens.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// A cell gets another text.
    case cell
    /// A row comes in.
    case rowAdded
    /// A row goes.
    case rowRemoved
    /// A table gets a column that it did not have.
    case columnAdded
    /// A file comes in.
    case fileAdded
    /// A key of plan.yaml gets another value.
    case key
  }

  /// What happens.
  public var kind: Kind
  /// The file's name within the plan's folder.
  public var file: String
  /// The line on which it stands before the edit, from 1; nil for what is not there yet.
  public var line: Int?
  /// What the row is about, as `atlas (The Atlas)`; nil where it is about no row.
  public var row: String?
  /// The column as the file calls it, or the key; nil where it is about a whole row or file.
  public var column: String?
  /// The text before; nil where there was none.
  public var old: String?
  /// The text after; nil where there is none.
  public var new: String?

  /// Something that happens to a file.
  public init(_ kind: Kind, file: String, line: Int? = nil, row: String? = nil) {
    self.kind = kind
    self.file = file
    self.line = line
    self.row = row
  }
}
