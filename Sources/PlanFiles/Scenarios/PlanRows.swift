import PlanModel
import WorkCalendar

/// The rows of one table of a plan, found by what their cells say.
struct PlanRows {
  private let plan: Plan
  private let table: PlanTable

  init(_ plan: Plan, _ table: PlanTable) {
    self.plan = plan
    self.table = table
  }

  /// The cells of a plan's only row, as a file of the table would have them; nil where it would take
  /// several rows.
  ///
  /// - Parameter withDefaults: every column of the table, and in it what holds by default as well.
  static func cells(
    of row: Plan, _ table: PlanTable, _ settings: PlanSettings, withDefaults: Bool = false
  ) -> [(name: String, text: String)]? {
    var row = row
    row.settings = settings
    let files = PlanWriter.tables(of: row, withDefaults: withDefaults)
    guard let file = files.first, files.count == 1 else { return nil }
    var scanner = CSVScanner(bytes: file.bytes)
    let csv = scanner.scan()
    guard scanner.faults.isEmpty, csv.rowCount == 2 else { return nil }
    return (0..<csv.columnCount).map {
      (csv.text(row: 0, column: $0), csv.text(row: 1, column: $0))
    }
  }

  /// The indices of the rows that are meant, at least one.
  func find(
    _ rows: SetPath.Rows, _ entry: YAMLNode.Entry, _ file: String
  ) throws(Diagnostic) -> [Int] {
    switch rows {
    case .id(let id): return [try find(id, entry, file)]
    case .conditions(let conditions): return try find(conditions, entry, file)
    }
  }

  private func find(
    _ text: String, _ entry: YAMLNode.Entry, _ file: String
  ) throws(Diagnostic) -> Int {
    let names = plan.names(of: table)
    let byId = names.indices.filter { names[$0].id == text }
    let found = byId.isEmpty ? names.indices.filter { names[$0].name == text } : byId
    if let index = found.first, found.count == 1 { return index }
    let candidates = names.flatMap { [$0.id, $0.name].compactMap(\.self) }.sorted()
    throw Diagnostic(
      found.isEmpty ? .unknownReference : .ambiguousReference, file: file, line: entry.line,
      column: entry.column, field: "set", value: text,
      found.isEmpty
        ? "no \(table.noun) has the id or name '\(shown(text))'"
        : "several rows of \(table.rawValue) are called '\(shown(text))'",
      expected: "an id or unique name of \(table.rawValue)",
      suggestion: found.isEmpty
        ? PlanModel.suggestion(for: text, among: candidates)
        : "write conditions, as \(table.rawValue)[project=…, id=…]")
  }

  private func find(
    _ conditions: [(column: String, value: String)], _ entry: YAMLNode.Entry, _ file: String
  ) throws(Diagnostic) -> [Int] {
    let columns = TableCatalogue.rules(table).names
    for condition in conditions where !columns.contains(condition.column) {
      throw Diagnostic(
        .unknownColumn, file: file, line: entry.line, column: entry.column, field: "set",
        value: condition.column,
        "the table '\(table.rawValue)' has no column '\(shown(condition.column))'",
        expected: "one of \(columns.joined(separator: ", "))",
        suggestion: PlanModel.suggestion(for: condition.column, among: columns))
    }
    var seen = [Set<String>](repeating: [], count: conditions.count)
    var found: [Int] = []
    for index in 0..<plan.rowCount(of: table) {
      let cells = PlanRows.cells(of: plan.row(index, of: table), table, plan.settings) ?? []
      var meets = true
      for (number, condition) in conditions.enumerated() {
        let text = cells.first { $0.name == condition.column }?.text ?? ""
        seen[number].insert(text)
        if !matches(text, condition) { meets = false }
      }
      if meets { found.append(index) }
    }
    guard found.isEmpty else { return found }
    // The condition that no row meets is to blame.
    let wrong = conditions.indices.first { number in
      !seen[number].contains { matches($0, conditions[number]) }
    }
    throw Diagnostic(
      .rowNotFound, file: file, line: entry.line, column: entry.column, field: "set",
      value: wrong.map { conditions[$0].value } ?? entry.key,
      wrong.map {
        "no row of '\(table.rawValue)' has '\(shown(conditions[$0].value))' in '\(conditions[$0].column)'"
      } ?? "no row of '\(table.rawValue)' meets all conditions",
      expected: "conditions that a row meets",
      suggestion: wrong.flatMap {
        PlanModel.suggestion(for: conditions[$0].value, among: seen[$0].sorted())
      })
  }

  /// Whether a cell says what a condition asks: the same text, number or row.
  private func matches(_ cell: String, _ condition: (column: String, value: String)) -> Bool {
    if cell == condition.value { return true }
    if let left = PlanRows.number(cell), let right = PlanRows.number(condition.value) {
      return left == right
    }
    let target: PlanTable? =
      switch condition.column {
      case "project", "other": .projects
      case "person", "manager", "lead": .people
      case "team", "parent": .teams
      case "initiative", "a", "b": .initiatives
      case "goal": .goals
      default: nil
      }
    guard let target else { return false }
    let named = plan.names(of: target).filter { $0.name == condition.value }
    return named.count == 1 && named[0].id == cell
  }

  private static func number(_ text: String) -> NumberText? {
    var text = text
    return text.withUTF8 { NumberText.parse($0, decimal: .point) }
  }
}
