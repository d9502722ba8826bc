import PlanModel

/// What is wrong with a row, and where.
extension RowReader {
  /// An error about the row; `column` names the cell that it points to, if the file has it.
  mutating func error(
    _ kind: DiagnosticKind, _ column: String?, _ message: @autoclosure () -> String,
    expected: String? = nil, suggestion: String? = nil
  ) {
    if let column, let index = source.header.index(of: column) {
      cellError(kind, at: index, message(), expected: expected, suggestion: suggestion)
      return
    }
    failedRows[row] = true
    guard state.diagnostics.countError() else { return }
    state.diagnostics.append(
      Diagnostic(
        kind, file: source.name, line: Int(source.csv.rowLines[row]), field: column, message(),
        expected: expected, suggestion: suggestion))
  }

  mutating func missing(_ name: String, at index: Int) {
    cellError(
      .missingValue, at: index, "every row needs a value in '\(name)'", suggestion: "fill the cell")
  }

  mutating func cellError(
    _ kind: DiagnosticKind, at index: Int, _ message: @autoclosure () -> String,
    expected: @autoclosure () -> String? = nil, suggestion: @autoclosure () -> String? = nil
  ) {
    failedRows[row] = true
    guard state.diagnostics.countError() else { return }
    state.diagnostics.append(
      source.diagnostic(
        kind, row: row, column: index, message(), expected: expected(), suggestion: suggestion()))
  }
}

extension SourceTable {
  /// A finding about a cell, with its place, name and text.
  func diagnostic(
    _ kind: DiagnosticKind, severity: Diagnostic.Severity = .error, row: Int, column: Int,
    _ message: String, expected: String? = nil, suggestion: String? = nil
  ) -> Diagnostic {
    let place = csv.place(row: row, column: column)
    let text = csv.text(row: row, column: column)
    return Diagnostic(
      kind, severity: severity, file: name, line: place.line, column: place.column,
      field: csv.text(row: 0, column: column), value: text.isEmpty ? nil : text, message,
      expected: expected, suggestion: suggestion)
  }
}
