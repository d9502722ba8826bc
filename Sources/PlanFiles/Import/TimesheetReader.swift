public import PlanModel
import WorkCalendar

/// Hours that were worked, from a company's own table.
public struct Timesheets: Sendable {
  /// The mapping's name for the plan; nil where it has none.
  public let name: String?
  /// A row for each row of the table within the filter; `project` is `Actual.run` for what the mapping
  /// calls business as usual. Its origins point into the table.
  public let rows: [Actual]
  /// Rows outside the filter.
  public let leftOut: Int
  /// Of a full-time person.
  public let hoursPerDay: Double

  /// Reads a table by a mapping.
  ///
  ///     let sheets = try Timesheets.read(table: "hours.csv", mapping: "mapping.yaml")
  ///
  /// - Throws: every error of both files, each with its place.
  public static func read(table: String, mapping: String) throws(PlanErrors) -> Timesheets {
    var errors: [Diagnostic] = []
    func bytes(_ path: String) -> [UInt8]? {
      do throws(Diagnostic) {
        if let file = try PlanFolder.read(path, path) { return file.bytes }
        throw Diagnostic(.fileUnreadable, file: path, "this is a folder", expected: "a file")
      } catch {
        errors.append(error)
        return nil
      }
    }
    let (tableBytes, mappingBytes) = (bytes(table), bytes(mapping))
    guard let tableBytes, let mappingBytes else { throw PlanErrors(errors) }
    return try read(
      PlanFile(name: table, bytes: tableBytes), by: PlanFile(name: mapping, bytes: mappingBytes))
  }

  /// Reads a table from memory.
  ///
  /// - Throws: every error of both files, each with its place.
  public static func read(
    _ table: PlanFile, by mapping: PlanFile
  ) throws(PlanErrors) -> Timesheets {
    var diagnostics = DiagnosticList()
    let rules = TimesheetMapping(mapping.bytes, file: mapping.name, &diagnostics)
    var reader = TimesheetReader(table, rules, diagnostics)
    reader.read()
    guard !reader.diagnostics.hasErrors else { throw reader.diagnostics.errors }
    return Timesheets(
      name: rules.name, rows: reader.rows, leftOut: reader.leftOut, hoursPerDay: rules.hoursPerDay)
  }
}

/// Reads the cells of a timesheet table.
struct TimesheetReader {
  private typealias Field = TimesheetMapping.Field

  private let file: String
  private let mapping: TimesheetMapping
  private let csv: CSVTable
  private var places: [TimesheetMapping.Field: Int] = [:]
  private(set) var diagnostics: DiagnosticList
  private(set) var rows: [Actual] = []
  private(set) var leftOut = 0

  init(_ table: PlanFile, _ mapping: TimesheetMapping, _ diagnostics: DiagnosticList) {
    file = table.name
    self.mapping = mapping
    self.diagnostics = diagnostics
    var scanner = CSVScanner(bytes: table.bytes)
    csv = scanner.scan()
    for fault in scanner.faults {
      self.diagnostics.error {
        Diagnostic(
          fault.kind, file: table.name, line: fault.line, column: fault.column,
          value: fault.value, fault.message, suggestion: fault.suggestion)
      }
    }
    self.diagnostics.countErrors(scanner.faultsLeftOut)
  }

  mutating func read() {
    guard csv.rowCount > 0 else {
      if !diagnostics.hasErrors {
        diagnostics.error {
          Diagnostic(.emptyTable, file: file, "the table is empty", expected: "a header row")
        }
      }
      return
    }
    findColumns()
    let decimal = places[.hours].map { decimalSign(of: $0) } ?? .point
    for row in 1..<max(1, csv.rowCount) {
      if let actual = actual(row, decimal) { rows.append(actual) }
    }
  }

  /// The place of each column that the mapping names; one that the table lacks is an error there.
  private mutating func findColumns() {
    let names = (0..<csv.columnCount).map { csv.text(row: 0, column: $0) }
    let known = names.map(TableHeader.normalised)
    for (field, column) in mapping.columns.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      if let place = known.firstIndex(of: TableHeader.normalised(column.name)) {
        places[field] = place
        continue
      }
      diagnostics.error {
        Diagnostic(
          .unknownColumn, file: mapping.file, line: column.line, column: column.column,
          field: "columns.\(field.rawValue)", value: column.name,
          "\(file) has no column '\(shown(column.name))'",
          expected: "one of \(names.prefix(20).joined(separator: ", "))",
          suggestion: suggestion(for: column.name, among: names))
      }
    }
  }

  private mutating func actual(_ row: Int, _ decimal: DecimalSign) -> Actual? {
    // All cells of a row are looked at, so that all that is wrong with it is said.
    let days = days(row)
    let hours = hours(row, decimal)
    let project = text(.project, row)
    let person = text(.person, row)
    let team = text(.team, row)
    let role = text(.role, row)
    guard let days, let hours, let project, let person else { return nil }
    if let from = mapping.from, days.first < from { return skip() }
    if let to = mapping.to, days.last > to { return skip() }
    let isRun = mapping.run.contains(project)
    var actual = Actual(
      project: isRun ? Actual.run : prefixed(project, .project), days: days, hours: hours,
      origin: RowOrigin(file: 0, line: csv.rowLines[row]))
    actual.person = prefixed(person, .person)
    actual.team = team.map { prefixed($0, .team) }
    actual.role = role.map { prefixed($0, .role) }
    return actual
  }

  private mutating func skip() -> Actual? {
    leftOut += 1
    return nil
  }

  private func prefixed(_ text: String, _ field: TimesheetMapping.Field) -> String {
    (mapping.prefixes[field] ?? "") + text
  }

  /// A cell, or the constant; nil with an error where a cell is empty, without where neither is mapped.
  private mutating func text(_ field: TimesheetMapping.Field, _ row: Int) -> String? {
    guard let place = places[field] else { return mapping.constants[field] }
    let text = csv.text(row: row, column: place)
    guard !text.isEmpty else {
      error(
        .missingValue, row, place, "the cell is empty",
        expected: "the row's \(field.rawValue)",
        suggestion: "fill the cell or leave the row out")
      return nil
    }
    guard text.utf8.count <= CellLimits.longestId else {
      error(
        .textTooLong, row, place, "the text has \(text.utf8.count) bytes",
        expected: "at most \(CellLimits.longestId) bytes")
      return nil
    }
    return text
  }

  private mutating func days(_ row: Int) -> DayRange? {
    guard let place = places[.date] else { return nil }
    var text = csv.text(row: row, column: place)
    let reading = text.withUTF8 { DateText.reading($0, order: mapping.dates) }
    switch reading {
    case .day(let day): return DayRange(day)
    case .period(let period): return period.days(in: .calendarYear)
    case .ambiguous:
      error(
        .ambiguousDate, row, place, "the order of day and month is not known",
        expected: "a date, as 2027-03-01",
        suggestion: "write 'dates: dmy' or 'dates: mdy' in the mapping")
    case .nothing:
      let ends = text.split(separator: "/").map { Day(String(ListText.trimmed($0))) }
      if ends.count == 2, let first = ends[0], let last = ends[1] {
        if let range = DayRange(first, last) { return range }
        error(
          .endBeforeStart, row, place, "the range ends before it starts",
          suggestion: "write the earlier date first")
      } else {
        error(
          .notADate, row, place, "the cell is neither a date nor a period nor a range of dates",
          expected: "2027-03-01, 2027-W09, 2027-03 or 2027-03-01/2027-03-07")
      }
    }
    return nil
  }

  private mutating func hours(_ row: Int, _ decimal: DecimalSign) -> Double? {
    guard let place = places[.hours] else { return nil }
    var text = csv.text(row: row, column: place)
    let number = text.withUTF8 { NumberText.parse($0, decimal: decimal) }
    guard let number, !number.isPercent else {
      error(
        .notANumber, row, place, "the cell is not a number", expected: NumberRule.amount.expected)
      return nil
    }
    guard NumberRule.amount.range.contains(number.value) else {
      error(
        .numberOutOfRange, row, place, "the number is out of range",
        expected: NumberRule.amount.expected)
      return nil
    }
    return number.value
  }

  /// The decimal sign of the hours: the mapping's, else that of the first number that leaves no doubt.
  private mutating func decimalSign(of column: Int) -> DecimalSign {
    if let decimal = mapping.decimal { return decimal }
    var doubtful: Int?
    for row in 1..<max(1, csv.rowCount) {
      var text = csv.text(row: row, column: column)
      switch text.withUTF8({ DecimalEvidence($0) }) {
      case .decides(let sign): return sign
      case .ambiguous: doubtful = doubtful ?? row
      case .none: break
      }
    }
    if let doubtful {
      error(
        .ambiguousNumber, doubtful, column,
        "the number may be read with its point or comma as decimal or as grouping sign",
        suggestion: "write 'decimal: point' or 'decimal: comma' in the mapping")
    }
    return .point
  }

  private mutating func error(
    _ kind: DiagnosticKind, _ row: Int, _ column: Int, _ message: @autoclosure () -> String,
    expected: @autoclosure () -> String? = nil, suggestion: @autoclosure () -> String? = nil
  ) {
    guard diagnostics.countError() else { return }
    let place = csv.place(row: row, column: column)
    let value = csv.text(row: row, column: column)
    diagnostics.append(
      Diagnostic(
        kind, file: file, line: place.line, column: place.column,
        field: csv.text(row: 0, column: column), value: value.isEmpty ? nil : value, message(),
        expected: expected(), suggestion: suggestion()))
  }
}
