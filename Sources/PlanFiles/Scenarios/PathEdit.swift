import PlanModel
import WorkCalendar

/// Reads `path: value` of the verb `set`.
///
/// A row is written as its table's file would have it, the cell is replaced, and the row is read again
/// by the table's schema: what holds for files holds for it.
enum PathEdit {
  /// Columns of a table of which a row has one; setting one empties the others.
  private static func alternatives(in table: PlanTable) -> [[String]] {
    let own: [[String]] =
      switch table {
      case .demand: [["fte", "effort_days", "effort_hours"], ["skill", "person"]]
      case .assignments: [["fte", "percent", "hours_per_week", "hours"]]
      case .contracts: [["pool", "skills"]]
      case .absences: [["fraction", "days"]]
      case .kpis: [["value", "formula"]]
      case .actuals: [["date", "period"]]
      default: []
      }
    return own + [CostRate.Unit.allCases.map { "cost_per_\($0.rawValue)" }]
  }

  static func read(
    _ entry: YAMLNode.Entry, file: String, plan: Plan, _ diagnostics: inout DiagnosticList
  ) -> Change? {
    do throws(Diagnostic) {
      let path = try SetPath(entry, file: file)
      return .set(try read(path, entry, file, plan, &diagnostics))
    } catch {
      if error.id != Self.reported { diagnostics.error { error } }
      return nil
    }
  }

  /// The identifier of an error that stands in the list already.
  private static let reported = "reported"

  private static func read(
    _ path: SetPath, _ entry: YAMLNode.Entry, _ file: String, _ plan: Plan,
    _ diagnostics: inout DiagnosticList
  ) throws(Diagnostic) -> Change.Edit {
    switch path.target {
    case .settings(let keys):
      let before = diagnostics.errorCount
      let settings = SettingsEdit.settings(
        plan.settings, setting: keys, to: entry, file: file, &diagnostics)
      guard diagnostics.errorCount == before else { throw already }
      return Change.Edit(path: entry.key, settings: settings)
    case .rows(let table, let rows, let column):
      guard let text = RowText.text(of: entry.value) else {
        throw Diagnostic(
          .wrongType, file: file, line: entry.value.line, column: entry.value.column,
          field: entry.key, "the value is \(entry.value.form), not a single value")
      }
      let value = entry.value.isNull ? "" : text
      try check(column, of: table, entry, file)
      let found = try PlanRows(plan, table).find(rows, entry, file)
      var before = Plan()
      var after = Plan()
      for index in found {
        let row = plan.row(index, of: table)
        before.append(row)
        after.append(try set(column, to: value, of: row, table, entry, file, plan, &diagnostics))
      }
      return Change.Edit(path: entry.key, before: before, after: after)
    }
  }

  private static let already = Diagnostic(id: reported, severity: .error, message: "")

  private static func check(
    _ column: String, of table: PlanTable, _ entry: YAMLNode.Entry, _ file: String
  ) throws(Diagnostic) {
    let names = TableCatalogue.rules(table).names.filter { $0 != "id" }
    guard !names.contains(column) else { return }
    throw Diagnostic(
      .unknownColumn, file: file, line: entry.line, column: entry.column, field: entry.key,
      value: column,
      column == "id"
        ? "the id of a row cannot be set"
        : "the table '\(table.rawValue)' has no column '\(shown(column))'",
      expected: "one of \(names.joined(separator: ", "))",
      suggestion: suggestion(for: column, among: names))
  }

  /// The row with another cell.
  private static func set(
    _ column: String, to text: String, of row: Plan, _ table: PlanTable, _ entry: YAMLNode.Entry,
    _ file: String, _ plan: Plan, _ diagnostics: inout DiagnosticList
  ) throws(Diagnostic) -> Plan {
    guard var cells = PlanRows.cells(of: row, table, plan.settings) else {
      throw Diagnostic(
        .changeImpossible, file: file, line: entry.line, column: entry.column, field: entry.key,
        "the row gives amounts for days that are no named period, so it cannot be set")
    }
    let isWide = cells.contains { Period(parsing: $0.name) != nil }
    if isWide, TableCatalogue.rules(table).replacedByPeriods.contains(column) {
      throw Diagnostic(
        .changeImpossible, file: file, line: entry.line, column: entry.column, field: entry.key,
        "the row gives its amounts by period, so '\(column)' cannot be set",
        suggestion: "use 'scale', or add a row")
    }
    var cleared: Set<String> = [column]
    if !text.isEmpty {
      for group in alternatives(in: table) where group.contains(column) { cleared.formUnion(group) }
    }
    cells.removeAll { cleared.contains($0.name) }
    cells.append((column, text))
    let before = diagnostics.errorCount
    var errors = DiagnosticList()
    let read = RowText(cells, of: table, entry, file: file).read(plan, &errors)
    for var error in errors.diagnostics {
      error.field = entry.key
      (error.line, error.column) = (entry.value.line, entry.value.column)
      if error.severity == .error {
        diagnostics.error { error }
      } else {
        diagnostics.warning { error }
      }
    }
    guard diagnostics.errorCount == before, var read else { throw already }
    guard read.rowCount(of: table) == 1 else {
      throw Diagnostic(
        .changeImpossible, file: file, line: entry.line, column: entry.column, field: entry.key,
        "the row stands for several rows, so it cannot be set")
    }
    read.keepPlace(of: row)
    return read
  }
}

extension Plan {
  /// Gives the one row what no column holds: its place.
  fileprivate mutating func keepPlace(of row: Plan) {
    func place<Row>(_ rows: inout [Row], _ old: [Row], _ origin: WritableKeyPath<Row, RowOrigin>) {
      if !rows.isEmpty, let first = old.first { rows[0][keyPath: origin] = first[keyPath: origin] }
    }
    place(&people, row.people, \.origin)
    place(&absences, row.absences, \.origin)
    place(&locations, row.locations, \.origin)
    place(&holidays, row.holidays, \.origin)
    place(&teams, row.teams, \.origin)
    place(&hires, row.hires, \.origin)
    place(&pools, row.pools, \.origin)
    place(&contracts, row.contracts, \.origin)
    place(&trainings, row.trainings, \.origin)
    place(&moves, row.moves, \.origin)
    place(&attritions, row.attritions, \.origin)
    place(&goals, row.goals, \.origin)
    place(&initiatives, row.initiatives, \.origin)
    place(&budgets, row.budgets, \.origin)
    place(&projects, row.projects, \.origin)
    place(&logic, row.logic, \.origin)
    place(&risk, row.risk, \.origin)
    place(&tasks, row.tasks, \.origin)
    place(&dependencies, row.dependencies, \.origin)
    place(&demand, row.demand, \.origin)
    place(&assignments, row.assignments, \.origin)
    place(&kpis, row.kpis, \.origin)
    place(&actuals, row.actuals, \.origin)
    place(&estimates, row.estimates, \.origin)
  }
}
