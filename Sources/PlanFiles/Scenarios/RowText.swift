import PlanModel
import WorkCalendar

/// A row of a table that stands in a scenario, read by the schema of the table's files.
///
/// The row becomes a CSV file of one row, so that everything that holds for a file holds for it; what is
/// found is then placed where the value stands in the scenario.
struct RowText {
  private let table: PlanTable
  private let file: String
  private let path: String
  /// Where the row begins.
  private let line: Int
  private let column: Int
  private let entries: [YAMLNode.Entry]
  private var cells: [(name: String, text: String)] = []

  /// The cells of a mapping; nil where the node is something else (see ``read(_:_:)``).
  init?(_ node: YAMLNode, of table: PlanTable, at path: String, file: String) {
    self.table = table
    self.file = file
    self.path = path
    (line, column) = (node.line, node.column)
    if case .mapping(let entries) = node.content { self.entries = entries } else { entries = [] }
    for entry in entries where !entry.value.isNull {
      cells.append((entry.key, RowText.text(of: entry.value) ?? "\u{0}"))
    }
  }

  /// The row as it is, at the place of what changes it.
  init(
    _ cells: [(name: String, text: String)], of table: PlanTable, _ entry: YAMLNode.Entry,
    file: String
  ) {
    self.table = table
    self.file = file
    path = "set"
    (line, column) = (entry.line, entry.column)
    entries = []
    self.cells = cells
  }

  /// A scalar, or a list of scalars as the lists in a cell are written; nil for anything else.
  static func text(of node: YAMLNode) -> String? {
    switch node.content {
    case .scalar(let text, _): return text
    case .sequence(let items):
      let parts = items.compactMap(\.scalar)
      return parts.count == items.count ? parts.joined(separator: "; ") : nil
    case .mapping: return nil
    }
  }

  /// Keeps only some columns.
  mutating func keep(_ isKept: (String) -> Bool) { cells.removeAll { !isKept($0.name) } }

  /// Adds a cell.
  mutating func add(_ name: String, _ text: String) { cells.append((name, text)) }

  /// A plan of the row alone; nil, with errors, where it cannot be read.
  func read(_ plan: Plan, _ diagnostics: inout DiagnosticList) -> Plan? {
    var state = ReadingState(of: plan)
    return read(&state, &diagnostics)
  }

  /// The same among the names of a plan that were laid out once for many rows.
  func read(_ state: inout ReadingState, _ diagnostics: inout DiagnosticList) -> Plan? {
    guard !cells.isEmpty else {
      diagnostics.error {
        Diagnostic(
          .changeForm, file: file, line: line, column: column, field: path,
          "a row of '\(table.rawValue)' is a mapping of columns to values",
          expected: "as { id: x, … }")
      }
      return nil
    }
    if let cell = cells.first(where: { $0.text == "\u{0}" }) {
      diagnostics.error {
        self.placed(
          Diagnostic(
            .wrongType, field: cell.name, "'\(shown(cell.name))' is no single value",
            expected: "text, a number, a date, or a list of them"))
      }
      return nil
    }
    var bytes: [UInt8] = []
    for texts in [cells.map(\.name), cells.map(\.text)] {
      for (index, text) in texts.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
          if byte == UInt8(ascii: "\"") { bytes.append(byte) }
          bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
      }
      bytes.append(UInt8(ascii: "\n"))
    }
    (state.diagnostics, state.decimals) = (DiagnosticList(), [:])
    let rows = PlanReader.rows(of: table, in: PlanFile(name: "", bytes: bytes), &state)
    let errors = state.diagnostics.diagnostics.filter { $0.severity == .error }
    for error in errors { diagnostics.error { placed(error) } }
    for warning in state.diagnostics.diagnostics where warning.severity == .warning {
      diagnostics.warning { placed(warning) }
    }
    return errors.isEmpty ? rows : nil
  }

  /// A finding about the row's CSV at its place in the scenario.
  private func placed(_ error: Diagnostic) -> Diagnostic {
    var placed = error
    let entry = entries.first { $0.key == error.field }
    let isAboutKey = [.unknownColumn, .duplicateHeader, .emptyHeader].contains(
      DiagnosticKind(rawValue: error.id))
    placed.file = file
    placed.line = (isAboutKey ? entry?.line : entry?.value.line) ?? line
    placed.column = (isAboutKey ? entry?.column : entry?.value.column) ?? column
    placed.field = error.field.map { "\(path).\($0)" } ?? path
    return placed
  }
}

extension ReadingState {
  /// The names of a plan that was read: references are resolved among them alone.
  init(of plan: Plan) {
    self.init()
    format.fiscalYear = plan.settings.fiscalYear
    format.decimal = .point
    // Without a table of tasks a row's own word is a task.
    for table in PlanTable.allCases where table != .tasks || !plan.tasks.isEmpty {
      references.setPresent(table)
    }
    func define<Row: PlanRow>(
      _ rows: [Row], in table: PlanTable, _ id: (Row) -> String, _ name: (Row) -> String?
    ) {
      for row in rows {
        let symbol = symbols.intern(id(row))
        let named = name(row).map { symbols.intern($0) }
        _ = references.define(symbol, name: named, in: table, origin: row.origin)
      }
    }
    define(plan.people, in: .people, { $0.id }, { $0.name })
    define(plan.locations, in: .locations, { $0.id }, { _ in nil })
    define(plan.teams, in: .teams, { $0.id }, { $0.name })
    define(plan.pools, in: .pools, { $0.id }, { _ in nil })
    define(plan.goals, in: .goals, { $0.id }, { $0.name })
    define(plan.initiatives, in: .initiatives, { $0.id }, { $0.name })
    define(plan.projects, in: .projects, { $0.id }, { $0.name })
    for task in plan.tasks {
      _ = tasks.define(
        symbols.intern(task.id), name: task.name.map { symbols.intern($0) },
        project: symbols.intern(task.project), origin: task.origin)
    }
  }
}
