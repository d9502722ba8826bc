public import PlanModel

extension PlanReader {
  /// The rows of a table that stands in no plan, its references resolved among those of a plan.
  ///
  /// - Returns: a plan that holds these rows and nothing else; they have no origin in the plan's files.
  /// - Throws: every error that was found, in order of place.
  public static func rows(
    of table: PlanTable, in file: PlanFile, for plan: Plan
  ) throws(PlanErrors) -> Plan {
    var state = ReadingState(of: plan)
    let rows = rows(of: table, in: file, &state)
    guard !state.diagnostics.hasErrors else { throw state.diagnostics.errors }
    return rows
  }

  /// The rows of a table, what is wrong with them in `state`.
  static func rows(of table: PlanTable, in file: PlanFile, _ state: inout ReadingState) -> Plan {
    var rows = Plan()
    var scanner = CSVScanner(bytes: file.bytes)
    let csv = scanner.scan()
    for fault in scanner.faults {
      state.diagnostics.error {
        Diagnostic(
          fault.kind, file: file.name, line: fault.line, column: fault.column,
          value: fault.value, fault.message, suggestion: fault.suggestion)
      }
    }
    guard scanner.faults.isEmpty,
      let header = TableCatalogue.rules(table).read(
        csv, file: file.name, format: state.format, diagnostics: &state.diagnostics)
    else { return rows }
    let source = SourceTable(name: file.name, file: -1, table: table, csv: csv, header: header)
    TableCatalogue.read(source, into: &rows, state: &state)
    return rows
  }
}
