public import PlanModel

/// A plan that was read, with what was found and where it all stands.
public struct ReadPlan: Sendable {
  /// The plan, its references resolved.
  public let plan: Plan
  /// What somebody should look at, in order of place.
  public let warnings: [Diagnostic]
  /// The files, for edits.
  public let source: PlanSource
}

/// The files of a plan that was read: each one's bytes, and where its rows and cells are.
public struct PlanSource: Sendable {
  /// The files that were read, in the order of `Plan.files`.
  public let files: [PlanFile]
  /// The tables among them.
  let tables: [SourceTable]
  /// By table's file: the decimal sign of its numbers, where one is known.
  var decimals: [Int32: DecimalSign] = [:]
  /// What plan.yaml says of how the tables are written.
  var format = FileFormat()

  /// The table's file of that index; nil where it is no table.
  func table(file: Int32) -> SourceTable? { tables.first { $0.file == file } }

  /// The place of a row's cell, with its text; the column is that of the table, not of the header.
  func diagnostic(
    _ kind: DiagnosticKind, at origin: RowOrigin, column: String?, _ message: String,
    expected: String? = nil, suggestion: String? = nil
  ) -> Diagnostic {
    guard let table = table(file: origin.file), let row = table.csv.row(onLine: origin.line) else {
      return Diagnostic(
        kind, file: files.indices.contains(Int(origin.file)) ? files[Int(origin.file)].name : nil,
        line: origin.line > 0 ? Int(origin.line) : nil, field: column, message, expected: expected,
        suggestion: suggestion)
    }
    guard let column, let index = table.header.index(of: column) else {
      return Diagnostic(
        kind, file: table.name, line: Int(origin.line), field: column, message, expected: expected,
        suggestion: suggestion)
    }
    return table.diagnostic(
      kind, row: row, column: index, message, expected: expected, suggestion: suggestion)
  }
}
