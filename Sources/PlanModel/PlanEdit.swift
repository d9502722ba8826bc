/// A change to the files of a plan: the cells that it names and no other byte.
///
///     PlanEdit([.setCell(row: project.origin, column: "priority", text: "1")])
public struct PlanEdit: Hashable, Sendable, Codable {
  /// One change.
  public enum Change: Hashable, Sendable, Codable {
    /// Replaces the text of one cell of a table. `column` is the name in the table's header.
    case setCell(row: RowOrigin, column: String, text: String)
  }

  /// The changes; two of the same cell are an error.
  public var changes: [Change]

  /// The changes, none by default.
  public init(_ changes: [Change] = []) { self.changes = changes }
}
