import PlanModel
import WorkCalendar

/// Reads the rows of one file by the schema of its table.
struct RowReader {
  var state: ReadingState
  let source: SourceTable
  /// The row that is read.
  private(set) var row = 0
  /// By row: whether something is wrong with it.
  private var failedRows: [Bool] = []
  /// The sign of the file, once it is known.
  private(set) var decimal: DecimalSign?
  private var reportedAmbiguity = false

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
    csv.bytes.withUnsafeBufferPointer { bytes in
      csv.unquoted.withUnsafeBufferPointer { unquoted in
        drafts.withUnsafeMutableBufferPointer { drafts in
          // Column by column, so that what a column does is looked up once, not in each row.
          for entry in entries {
            read(entry.column, at: entry.index, bytes, unquoted, drafts)
          }
          if let wide = schema.wide, !periods.isEmpty {
            readPeriods(wide, periods, bytes, unquoted, drafts)
          }
        }
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
    _ column: Column<Draft>, at index: Int, _ bytes: UnsafeBufferPointer<UInt8>,
    _ unquoted: UnsafeBufferPointer<UInt8>, _ drafts: UnsafeMutableBufferPointer<Draft>
  ) {
    let csv = source.csv
    /// Each cell that is not empty.
    func cells(_ take: (UnsafeBufferPointer<UInt8>, inout Draft, inout RowReader) -> Void) {
      var next = 1
      while next < csv.rowCount {
        row = next
        next += 1
        let text = RowReader.text(csv, row * csv.columnCount + index, bytes, unquoted)
        if text.isEmpty {
          if column.isRequired { missing(column.name, at: index) }
        } else {
          take(text, &drafts[row], &self)
        }
      }
    }
    switch column.cell {
    case .number(let rule, let set):
      cells { text, draft, reader in
        if let value = reader.number(text, rule, at: index) { set(&draft, value) }
      }
    case .reference(let table, let besides, let set):
      cells { text, draft, reader in
        if let id = reader.reference(text, to: table, besides: besides, at: index) {
          set(&draft, id)
        }
      }
    case .day(let edge, let set):
      cells { text, draft, reader in
        if let day = reader.day(text, edge, at: index) { set(&draft, day) }
      }
    case .text(let longest, let set):
      cells { text, draft, reader in
        if let word = reader.word(text, longest: longest, at: index) { set(&draft, word) }
      }
    case .choice(let words, let set):
      cells { text, draft, reader in
        if let place = reader.choice(text, words, at: index) { set(&draft, place) }
      }
    default:
      cells { text, draft, reader in reader.take(text, column, at: index, &draft) }
    }
  }

  /// Reads the period columns of every row.
  private mutating func readPeriods<Draft>(
    _ wide: WideCells<Draft>, _ periods: [(index: Int, period: Period, days: DayRange)],
    _ bytes: UnsafeBufferPointer<UInt8>, _ unquoted: UnsafeBufferPointer<UInt8>,
    _ drafts: UnsafeMutableBufferPointer<Draft>
  ) {
    let csv = source.csv
    let defaultUnit = state.format.units[source.table]
    var next = 1
    while next < csv.rowCount {
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
        let text = RowReader.text(csv, row * csv.columnCount + period.index, bytes, unquoted)
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

  @inline(__always)
  private static func text(
    _ csv: CSVTable, _ cell: Int, _ bytes: UnsafeBufferPointer<UInt8>,
    _ unquoted: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8> {
    let start = csv.starts[cell]
    let end = Int(csv.ends[cell])
    if start & CSVTable.unquotedFlag != 0 {
      return UnsafeBufferPointer(rebasing: unquoted[Int(start & ~CSVTable.unquotedFlag)..<end])
    }
    return UnsafeBufferPointer(rebasing: bytes[Int(start)..<end])
  }

  /// The rows of others that refer to this one are not to be blamed for it.
  private mutating func rememberFailure() {
    guard let index = source.header.index(of: "id") ?? source.header.index(of: "name") else {
      return
    }
    let id = state.symbols.intern(source.csv.text(row: row, column: index))
    state.references.setFailed(id, in: source.table)
  }

  // MARK: Cells

  private mutating func take<Draft>(
    _ text: UnsafeBufferPointer<UInt8>, _ column: Column<Draft>, at index: Int,
    _ draft: inout Draft
  ) {
    switch column.cell {
    case .text, .reference, .number, .day, .choice: break  // Read by `read` itself.
    case .whole(let range, let set):
      guard let value = whole(text, range, at: index) else { return }
      set(&draft, value)
    case .days(let set):
      guard let value = days(text, at: index) else { return }
      set(&draft, value)
    case .period(let set):
      guard case .period(let period) = DateText.reading(text, order: state.format.dates) else {
        cellError(
          .notAPeriod, at: index, "the cell is not a period",
          expected: "a period, as 2027-W09, 2027-03, 2027-Q1 or 2027")
        return
      }
      set(&draft, period)
    case .flag(let set):
      guard let value = RowReader.flag(text) else {
        cellError(.notYesOrNo, at: index, "the cell is neither yes nor no", expected: "yes or no")
        return
      }
      set(&draft, value)
    case .skills(let set):
      guard let value = skills(text, at: index) else { return }
      set(&draft, value)
    case .curve(let set):
      let sign = decimal ?? .point
      let value = list(text, at: index, "points money:value, concave, as 0:0; 1M:3M; 2M:4M") {
        text throws(ListText.Fault) in
        try ListText.curve(text, decimal: sign)
      }
      if let value { set(&draft, value) }
    case .workdays(let set):
      guard let week = WorkingWeek(String(decoding: text, as: UTF8.self)) else {
        cellError(
          .invalidWorkdays, at: index, "the cell names no working days",
          expected: "days, as mon-fri or mon,wed")
        return
      }
      set(&draft, week)
    }
  }

  /// A text that many cells may share.
  private mutating func word(
    _ text: UnsafeBufferPointer<UInt8>, longest: Int, at index: Int
  ) -> String? {
    guard text.count <= longest else {
      cellError(
        .textTooLong, at: index, "the text has \(text.count) bytes",
        expected: "at most \(longest) bytes")
      return nil
    }
    let symbol = state.symbols.intern(text)
    return state.symbols[symbol]
  }

  /// Skills with levels; the usual form is read from its bytes.
  private mutating func skills(
    _ text: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> [SkillLevel]? {
    var skills: [SkillLevel] = []
    for part in ListText.SimpleParts(text) {
      guard let part else {
        return list(
          text, at: index, "skills with levels 1 to 5, as swift:3; sql:2", ListText.skills)
      }
      let symbol = state.symbols.intern(UnsafeBufferPointer(rebasing: text[part.name]))
      let skill = state.symbols[symbol]
      if skills.contains(where: { $0.skill == skill }) {
        return list(
          text, at: index, "skills with levels 1 to 5, each once, as swift:3; sql:2",
          ListText.skills)
      }
      skills.append(SkillLevel(skill, part.level))
    }
    return skills
  }

  /// A list, or nil with an error.
  private mutating func list<Value>(
    _ text: UnsafeBufferPointer<UInt8>, at index: Int, _ expected: String,
    _ read: (String) throws(ListText.Fault) -> Value
  ) -> Value? {
    do throws(ListText.Fault) {
      return try read(String(decoding: text, as: UTF8.self))
    } catch {
      cellError(error.kind, at: index, error.message, expected: expected)
      return nil
    }
  }

  private mutating func reference(
    _ text: UnsafeBufferPointer<UInt8>, to table: PlanTable, besides: String?, at index: Int
  ) -> String? {
    guard text.count <= CellLimits.longestId else {
      cellError(
        .textTooLong, at: index, "the reference has \(text.count) bytes",
        expected: "at most \(CellLimits.longestId) bytes")
      return nil
    }
    let symbol = state.symbols.intern(text)
    if let besides, state.symbols[symbol] == besides { return besides }
    let origin = RowOrigin(file: source.file, line: source.csv.rowLines[row])
    switch state.references.resolve(symbol, in: table, origin: origin) {
    case .id(let id): return state.symbols[id]
    case .unknown:
      let written = state.symbols[symbol]
      let near = state.references.suggestion(for: symbol, in: table, symbols: state.symbols)
      cellError(
        .unknownReference, at: index,
        "no \(table.noun) has the id or name '\(shown(written))'",
        expected: "an id or unique name of \(table.rawValue).csv",
        suggestion: near.map { "write '\($0)' if that is meant" }
          ?? "add the \(table.noun) to \(table.rawValue).csv")
    case .ambiguous:
      let written = state.symbols[symbol]
      cellError(
        .ambiguousReference, at: index,
        "several rows of \(table.rawValue).csv bear the name '\(shown(written))'",
        suggestion: "write the id")
    }
    return nil
  }

  private mutating func choice(
    _ text: UnsafeBufferPointer<UInt8>, _ words: [String], at index: Int
  ) -> Int? {
    for (place, word) in words.enumerated() where text.elementsEqual(word.utf8) { return place }
    let name = TableHeader.normalised(String(decoding: text, as: UTF8.self))
    if let place = words.firstIndex(where: { $0.lowercased() == name }) { return place }
    let near = nearestName(to: name, among: words)
    cellError(
      .unknownChoice, at: index, "the cell is none of the words that the column knows",
      expected: String.alternatives(words),
      suggestion: near.map { "write '\($0)' if that is meant" })
    return nil
  }

  static func flag(_ text: some Collection<UInt8>) -> Bool? {
    switch String(decoding: text.prefix(8), as: UTF8.self).lowercased() {
    case "yes", "y", "true", "1": true
    case "no", "n", "false", "0": false
    default: nil
    }
  }

  // MARK: Dates

  private mutating func day(
    _ text: UnsafeBufferPointer<UInt8>, _ edge: PeriodEdge, at index: Int
  ) -> Day? {
    if let day = DateText.isoDay(text) { return day }
    switch (DateText.reading(text, order: state.format.dates), edge) {
    case (.day(let day), _): return day
    case (.period(let period), .first): return period.days(in: state.format.fiscalYear).first
    case (.period(let period), .last): return period.days(in: state.format.fiscalYear).last
    case (.ambiguous, _):
      cellError(
        .ambiguousDate, at: index, "the order of day and month is not known",
        expected: "a date, as 2027-03-01",
        suggestion: "write 'dates: dmy' or 'dates: mdy' in plan.yaml")
    case (.period, .none), (.nothing, _):
      cellError(
        .notADate, at: index,
        edge == .none ? "the cell is not a date" : "the cell is neither a date nor a period",
        expected: edge == .none
          ? "a date, as 2027-03-01"
          : "a date, as 2027-03-01, or a period, as 2027-W09, 2027-03 or 2027-Q1")
    }
    return nil
  }

  /// A date, a period, or two dates with a slash between them.
  private mutating func days(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> DayRange? {
    switch DateText.reading(text, order: state.format.dates) {
    case .day(let day): return DayRange(day)
    case .period(let period): return period.days(in: state.format.fiscalYear)
    case .ambiguous: return day(text, .none, at: index).map { DayRange($0) }
    case .nothing: break
    }
    if text.count == 21, text[10] == UInt8(ascii: "/"),
      let first = DateText.isoDay(UnsafeBufferPointer(rebasing: text[0..<10])),
      let last = DateText.isoDay(UnsafeBufferPointer(rebasing: text[11...]))
    {
      if let range = DayRange(first, last) { return range }
      cellError(
        .endBeforeStart, at: index, "the range ends before it starts",
        suggestion: "write the earlier date first")
      return nil
    }
    cellError(
      .notADate, at: index, "the cell is neither a date nor a period nor a range of dates",
      expected: "2027-03-01, 2027-W09, 2027-03 or 2027-03-01/2027-03-07")
    return nil
  }

  // MARK: Numbers

  private mutating func whole(
    _ text: UnsafeBufferPointer<UInt8>, _ range: ClosedRange<Int>, at index: Int
  ) -> Int? {
    let expected = "a whole number from \(range.lowerBound) to \(range.upperBound)"
    let rule = NumberRule(
      form: .plain, range: Double(range.lowerBound)...Double(range.upperBound), expected: expected)
    guard let value = number(text, rule, at: index) else { return nil }
    guard value == value.rounded() else {
      cellError(.notANumber, at: index, "the number is not whole", expected: expected)
      return nil
    }
    return Int(value)
  }

  private mutating func number(
    _ text: UnsafeBufferPointer<UInt8>, _ rule: NumberRule, at index: Int
  ) -> Double? {
    guard let number = NumberText.parse(text, decimal: decimal ?? .point) else {
      let isWords = text.contains { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }
      let sign = decimal
      cellError(
        .notANumber, at: index,
        isWords
          ? "the cell is not a number"
          : sign.map { "the cell is not a number with the \($0) as decimal sign" }
            ?? "the cell is not a number",
        expected: rule.expected)
      return nil
    }
    if decimal == nil, !reportedAmbiguity, DecimalEvidence(text) == .ambiguous {
      reportedAmbiguity = true
      cellError(
        .ambiguousNumber, at: index,
        "the number may be read with its point or comma as decimal or as grouping sign",
        suggestion: "write 'decimal: point' or 'decimal: comma' in plan.yaml")
      return nil
    }
    var value = number.value
    switch rule.form {
    case .plain, .money:
      let suffix = (text.last ?? 0) | 0x20
      let isMultiple = suffix == UInt8(ascii: "k") || suffix == UInt8(ascii: "m")
      if number.isPercent || (rule.form == .plain && isMultiple) {
        cellError(
          .notANumber, at: index, "the number has a suffix that its column does not take",
          expected: rule.expected)
        return nil
      }
    case .share: break
    case .percent:
      if !number.isPercent {
        if value > 0, value <= 1 {
          let written = String(decoding: text, as: UTF8.self)
          cellError(
            .ambiguousPercent, at: index, "\(written) may be \(written) percent or a share",
            expected: rule.expected,
            suggestion: "write \(written)% for that many percent, or the share as percent")
          return nil
        }
        value /= 100
      }
    }
    guard rule.range.contains(value) else {
      cellError(
        .numberOutOfRange, at: index, "the number is out of range", expected: rule.expected)
      return nil
    }
    return value
  }

  /// Finds the decimal sign of the file by the numbers that leave no doubt.
  private mutating func findDecimalSign(_ numbers: [Int], curves: [Int]) {
    let csv = source.csv
    var first: (sign: DecimalSign, row: Int, column: Int)?
    var conflict: (row: Int, column: Int)?
    csv.bytes.withUnsafeBufferPointer { bytes in
      csv.unquoted.withUnsafeBufferPointer { unquoted in
        func look(_ text: UnsafeBufferPointer<UInt8>, _ row: Int, _ column: Int) {
          guard case .decides(let sign) = DecimalEvidence(text) else { return }
          guard let known = first else { return first = (sign, row, column) }
          if known.sign != sign, conflict == nil { conflict = (row, column) }
        }
        for row in 1..<max(1, csv.rowCount) {
          for column in numbers {
            let text = RowReader.text(csv, row * csv.columnCount + column, bytes, unquoted)
            if text.count > 1, text.count <= 64 { look(text, row, column) }
          }
          for column in curves {
            let text = RowReader.text(csv, row * csv.columnCount + column, bytes, unquoted)
            for part in text.split(whereSeparator: { $0 == 0x3A || $0 == 0x3B }) {
              look(UnsafeBufferPointer(rebasing: part), row, column)
            }
          }
        }
      }
    }
    decimal = first?.sign ?? state.format.decimal
    guard let first, let conflict else { return }
    row = conflict.row
    cellError(
      .mixedDecimalSigns, at: conflict.column,
      "the file uses both point and comma as decimal sign: line \(csv.rowLines[first.row]) has the"
        + " \(first.sign)", suggestion: "write all numbers of a file alike")
  }

  // MARK: Errors

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

  private mutating func missing(_ name: String, at index: Int) {
    cellError(
      .missingValue, at: index, "every row needs a value in '\(name)'", suggestion: "fill the cell")
  }

  private mutating func cellError(
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
  /// An error about a cell, with its place, name and text.
  func diagnostic(
    _ kind: DiagnosticKind, row: Int, column: Int, _ message: String, expected: String? = nil,
    suggestion: String? = nil
  ) -> Diagnostic {
    let place = csv.place(row: row, column: column)
    let text = csv.text(row: row, column: column)
    return Diagnostic(
      kind, file: name, line: place.line, column: place.column,
      field: csv.text(row: 0, column: column), value: text.isEmpty ? nil : text, message,
      expected: expected, suggestion: suggestion)
  }
}
