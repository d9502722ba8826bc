import PlanModel
import WorkCalendar

/// Which column of a company's own table is what: the YAML file of `headroom import csv --map`.
///
///     columns: { date: week, project: project, team: team, person: person, hours: hours }
///     prefixes: { person: p }
///     filter: { from: 2012-07-01, to: 2013-03-31 }
///
/// Edge cases: a field stands under `columns` or under `constants`, not under both; `project`, `person`
/// and one of `team` and `role` are needed, and `date` and `hours` as columns.
struct TimesheetMapping: Sendable {
  /// What a column may be.
  enum Field: String, CaseIterable, Sendable {
    case date, hours, project, person, team, role
  }

  /// Where a field's name stands in the mapping, and the name of its column.
  struct ColumnName: Sendable {
    var name: String
    var line: Int
    var column: Int
  }

  /// The mapping's file, as messages name it.
  let file: String
  /// nil: the plan has no name.
  private(set) var name: String?
  private(set) var columns: [Field: ColumnName] = [:]
  private(set) var constants: [Field: String] = [:]
  /// What stands before each id of the table, so that people and projects 17 are not confused.
  private(set) var prefixes: [Field: String] = [:]
  /// Rows with days outside are left out.
  private(set) var from: Day?
  private(set) var to: Day?
  /// Projects, as the table names them, that are business as usual.
  private(set) var run: Set<String> = []
  private(set) var decimal: DecimalSign?
  private(set) var dates: DateOrder?
  /// Of a full-time person.
  private(set) var hoursPerDay = 8.0

  /// Reads a mapping, errors in `diagnostics`.
  init(_ bytes: [UInt8], file: String, _ diagnostics: inout DiagnosticList) {
    self.file = file
    do throws(Diagnostic) {
      guard let node = try YAMLNode.parse(bytes, file: file) else {
        throw Diagnostic(
          .missingKey, file: file, field: "columns", "the mapping is empty",
          expected: "columns: { date: …, hours: …, project: …, person: …, team: … }")
      }
      read(node, &diagnostics)
    } catch {
      diagnostics.error { error }
    }
  }

  private mutating func read(_ node: YAMLNode, _ diagnostics: inout DiagnosticList) {
    var map = YAMLMap(node, at: "", file: file, &diagnostics)
    name = map.text("name", &diagnostics)
    decimal = map.choice("decimal", DecimalSign.self, &diagnostics)
    dates = map.choice("dates", DateOrder.self, &diagnostics)
    let hours = NumberRule(
      form: .plain, range: 0.5...24, expected: "hours of a full-time day, 0.5 to 24")
    hoursPerDay = map.number("hours_per_day", hours, &diagnostics) ?? hoursPerDay
    readColumns(&map, &diagnostics)
    readConstants(&map, &diagnostics)
    readFilter(&map, &diagnostics)
    readRun(&map, &diagnostics)
    map.finish(&diagnostics)
    checkFields(node, &diagnostics)
  }

  private mutating func readColumns(_ map: inout YAMLMap, _ diagnostics: inout DiagnosticList) {
    guard var inner = map.map("columns", &diagnostics) else { return }
    for field in Field.allCases {
      guard let text = inner.text(field.rawValue, &diagnostics),
        let entry = inner.entry(field.rawValue)
      else { continue }
      columns[field] = ColumnName(
        name: text, line: entry.value.line, column: entry.value.column)
    }
    inner.finish(&diagnostics)
  }

  private mutating func readConstants(_ map: inout YAMLMap, _ diagnostics: inout DiagnosticList) {
    if var inner = map.map("constants", &diagnostics) {
      for field in [Field.project, .person, .team, .role] {
        guard let text = inner.text(field.rawValue, &diagnostics) else { continue }
        constants[field] = text
        if columns[field] != nil, let entry = inner.entry(field.rawValue) {
          inner.error(
            .duplicateKey, entry, "'\(field.rawValue)' is both a column and a constant",
            suggestion: "keep one of them", &diagnostics)
        }
      }
      inner.finish(&diagnostics)
    }
    if var inner = map.map("prefixes", &diagnostics) {
      for field in [Field.project, .person, .team, .role] {
        prefixes[field] = inner.text(field.rawValue, &diagnostics)
      }
      inner.finish(&diagnostics)
    }
  }

  private mutating func readFilter(_ map: inout YAMLMap, _ diagnostics: inout DiagnosticList) {
    guard var inner = map.map("filter", &diagnostics) else { return }
    let order = dates
    func day(_ text: String, _ edge: KeyPath<DayRange, Day>) -> Day? {
      var text = text
      switch text.withUTF8({ DateText.reading($0, order: order) }) {
      case .day(let day): return day
      case .period(let period): return period.days(in: .calendarYear)[keyPath: edge]
      case .ambiguous, .nothing: return nil
      }
    }
    let expected = "a date, as 2027-03-01, or a period, as 2027-03"
    from = inner.value("from", .notADate, expected, &diagnostics) { day($0, \.first) }
    to = inner.value("to", .notADate, expected, &diagnostics) { day($0, \.last) }
    if let from, let to, to < from, let entry = inner.entry("to") {
      inner.error(
        .endBeforeStart, entry, "the filter ends before it starts",
        expected: "a date from \(from) on", &diagnostics)
    }
    inner.finish(&diagnostics)
  }

  private mutating func readRun(_ map: inout YAMLMap, _ diagnostics: inout DiagnosticList) {
    guard let entry = map.entry("run") else { return }
    switch entry.value.content {
    case .scalar(let text, _): run = [text]
    case .sequence(let nodes) where nodes.allSatisfy { $0.scalar != nil }:
      run = Set(nodes.compactMap(\.scalar))
    default:
      map.error(
        .wrongType, entry, "'run' is no list of projects", expected: "as run: [admin, support]",
        &diagnostics)
    }
  }

  /// Every field that is needed is there.
  private func checkFields(_ node: YAMLNode, _ diagnostics: inout DiagnosticList) {
    func missing(_ field: String, _ expected: String) {
      diagnostics.error {
        Diagnostic(
          .missingKey, file: file, line: node.line, field: "columns.\(field)",
          "the mapping does not say where '\(field)' stands", expected: expected)
      }
    }
    for field in [Field.date, .hours] where columns[field] == nil {
      missing(field.rawValue, "the name of a column under 'columns'")
    }
    for field in [Field.project, .person] where columns[field] == nil && constants[field] == nil {
      missing(field.rawValue, "the name of a column under 'columns', or a value under 'constants'")
    }
    let whose = [Field.team, .role]
    if whose.allSatisfy({ columns[$0] == nil && constants[$0] == nil }) {
      missing("team", "a column or constant for 'team' or 'role': what people are asked for")
    }
  }
}
