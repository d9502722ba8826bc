/// A change to the files of a plan: what it names and no other byte.
///
///     PlanEdit([.setCell(row: project.origin, column: "priority", text: "1")])
///
/// Files are named as in the plan's folder. Columns are those of the table, or as the file's own header
/// calls them.
public struct PlanEdit: Hashable, Sendable, Codable {
  /// One change.
  public enum Change: Hashable, Sendable, Codable {
    /// Replaces the text of one cell of a table.
    case setCell(row: RowOrigin, column: String, text: String)
    /// Adds a column behind the others, empty in every row.
    case addColumn(file: String, column: String)
    /// Adds a row at the end of a file; columns that it does not name are empty.
    case addRow(file: String, cells: [Cell])
    /// Removes a row.
    case removeRow(row: RowOrigin)
    /// Adds a file.
    case addFile(name: String, text: String)
    /// Gives a key of plan.yaml another value; nil: none, so that its default holds.
    case setKey(path: [String], text: String?)
  }

  /// A cell of a row that is added.
  public struct Cell: Hashable, Sendable, Codable {
    /// The column's name.
    public var column: String
    /// What it says.
    public var text: String

    /// A text in a column.
    public init(column: String, text: String) {
      self.column = column
      self.text = text
    }
  }

  /// The changes; two of the same cell are an error.
  public var changes: [Change]

  /// The changes, none by default.
  public init(_ changes: [Change] = []) { self.changes = changes }

  /// Whether nothing changes.
  public var isEmpty: Bool { changes.isEmpty }
}
