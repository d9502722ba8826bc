import PlanModel
import WorkCalendar

/// Reads the rows of one file by the schema of its table.
struct RowReader {
  var state: ReadingState
  let source: SourceTable
  /// The row that is read.
  var row = 0
  /// By row: whether something is wrong with it.
  var failedRows: [Bool] = []
  /// The sign of the file, once it is known.
  var decimal: DecimalSign?
  var reportedAmbiguity = false
  /// The cell that has been reported for the other decimal sign.
  var signConflict: (row: Int, column: Int)?

  /// A reader of that file.
  init(_ source: SourceTable, state: ReadingState) {
    self.source = source
    self.state = state
  }

  /// Whether something is wrong with the row.
  var failed: Bool { failedRows[row] }

  /// A column of the schema and where the file has it.
  private struct Entry<Draft> {
    var index: Int
    var column: Column<Draft>
  }

  /// Reads every row.
  mutating func read<Draft, Row>(_ schema: TableSchema<Draft, Row>, into rows: inout [Row]) {
    var entries: [Entry<Draft>] = []
    for column in schema.columns {
      if let index = source.header.index(of: column.name) {
        entries.append(Entry(index: index, column: column))
      } else if column.name == "id", let index = source.header.index(of: "name") {
        entries.append(Entry(index: index, column: column))  // The name is the id.
      }
    }
    var periods: [(index: Int, period: Period, days: DayRange)] = []
    for (index, field) in source.header.fields.enumerated() {
      if case .period(let period) = field {
        periods.append((index, period, period.days(in: state.format.fiscalYear)))
      }
    }
    failedRows = [Bool](repeating: false, count: source.csv.rowCount)
    findDecimalSign(
      entries.filter(\.column.isNumeric).map(\.index) + periods.map(\.index),
      curves: entries.filter { if case .curve = $0.column.cell { true } else { false } }
        .map(\.index))

    let csv = source.csv
    var drafts: [Draft] = csv.rowLines.map { schema.blank(RowOrigin(file: source.file, line: $0)) }
    csv.withCells { cells in
      drafts.withUnsafeMutableBufferPointer { drafts in
        // Column by column, so that what a column does is looked up once, not in each row.
        for entry in entries { read(entry.column, at: entry.index, cells, drafts) }
        if let wide = schema.wide, !periods.isEmpty { readPeriods(wide, periods, cells, drafts) }
      }
    }
    rows.reserveCapacity(rows.count + csv.rowCount)
    var next = 1
    while next < csv.rowCount {
      row = next
      next += 1
      if !failed { schema.finish(&drafts[row], &self, &rows) }
      if failed { rememberFailure() }
    }
  }

  /// Reads a column of every row.
  private mutating func read<Draft>(
    _ column: Column<Draft>, at index: Int, _ table: CellBytes,
    _ drafts: UnsafeMutableBufferPointer<Draft>
  ) {
    /// Each cell that is not empty.
    func cells(_ take: (UnsafeBufferPointer<UInt8>, inout Draft, inout RowReader) -> Void) {
      var next = 1
      var cell = table.columnCount + index
      while next < drafts.count {
        let text = table.text(cell)
        if !text.isEmpty {
          row = next
          take(text, &drafts[next], &self)
        } else if column.isRequired {
          row = next
          missing(column.name, at: index)
        }
        next += 1
        cell += table.columnCount
      }
    }
    switch column.cell {
    case .number(let rule, let set):
      cells { text, draft, reader in
        if let value = reader.number(text, rule, at: index) { set(&draft, value) }
      }
    case .whole(let rule, let set):
      cells { text, draft, reader in
        if let value = reader.whole(text, rule, at: index) { set(&draft, value) }
      }
    case .reference(let table, let besides, let set):
      var last = LastText<String>()
      cells { text, draft, reader in
        let id = last.value(of: text) {
          reader.reference($0, to: table, besides: besides, at: index)
        }
        if let id { set(&draft, id) }
      }
    case .day(let edge, let set):
      cells { text, draft, reader in
        if let day = reader.day(text, edge, at: index) { set(&draft, day) }
      }
    case .text(let longest, let set):
      var last = LastText<String>()
      cells { text, draft, reader in
        if let word = last.value(of: text, or: { reader.word($0, longest: longest, at: index) }) {
          set(&draft, word)
        }
      }
    case .choice(let words, let set):
      var last = LastText<Int>()
      cells { text, draft, reader in
        if let place = last.value(of: text, or: { reader.choice($0, words, at: index) }) {
          set(&draft, place)
        }
      }
    case .skills(let set):
      cells { text, draft, reader in
        if let skills = reader.skills(text, at: index) { set(&draft, skills) }
      }
    default:
      cells { text, draft, reader in reader.take(text, column, at: index, &draft) }
    }
  }

  /// Reads the period columns of every row.
  private mutating func readPeriods<Draft>(
    _ wide: WideCells<Draft>, _ periods: [(index: Int, period: Period, days: DayRange)],
    _ table: CellBytes, _ drafts: UnsafeMutableBufferPointer<Draft>
  ) {
    let defaultUnit = state.format.units[source.table]
    var next = 1
    while next < drafts.count {
      row = next
      next += 1
      guard let unit = wide.isMoney ? WorkUnit.hours : wide.unit(drafts[row]) ?? defaultUnit else {
        if !failed {
          error(
            .missingUnit, "unit", "the row names no unit", expected: "fte, hours, days or percent")
        }
        continue
      }
      let rule = RowReader.rule(unit, isMoney: wide.isMoney)
      for period in periods {
        let text = table.text(row * table.columnCount + period.index)
        if text.isEmpty { continue }
        guard let amount = number(text, rule, at: period.index) else { continue }
        wide.add(&drafts[row], period.period, period.days, amount, unit)
      }
    }
  }

  private static func rule(_ unit: WorkUnit, isMoney: Bool) -> NumberRule {
    if isMoney { return .money }
    return unit == .percent ? .percent : .amount
  }

  /// The rows of others that refer to this one are not to be blamed for it.
  private mutating func rememberFailure() {
    guard let index = source.header.index(of: "id") ?? source.header.index(of: "name") else {
      return
    }
    let id = state.symbols.intern(source.csv.text(row: row, column: index))
    state.references.setFailed(id, in: source.table)
  }
}

/// The last text of a column and what it came to: neighbours often say the same.
///
/// Only for readings that warn of nothing: what is remembered is not looked at again.
private struct LastText<Value> {
  private var text = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  private var value: Value?

  /// What the text comes to; `read` is asked where it is not that of the last cell.
  @inline(__always)
  mutating func value(
    of text: UnsafeBufferPointer<UInt8>, or read: (UnsafeBufferPointer<UInt8>) -> Value?
  ) -> Value? {
    if value == nil || !text.hasBytes(of: self.text) { (self.text, value) = (text, read(text)) }
    return value
  }
}
