import PlanModel
import WorkCalendar

/// What the columns of a file are.
struct TableHeader: Sendable {
  /// What a column of a file is.
  enum Field: Hashable, Sendable {
    /// A column of the table, by its name there.
    case named(String)
    /// A period of a wide table.
    case period(Period)
    /// Carried along: a note, `x_…`, or ignored by plan.yaml.
    case ignored
  }

  /// By place in the file.
  var fields: [Field]

  /// The place of the column of that name; nil where the file has none.
  func index(of name: String) -> Int? { fields.firstIndex(of: .named(name)) }

  /// Whether there are period columns.
  var isWide: Bool {
    fields.contains { if case .period = $0 { true } else { false } }
  }

  /// Small letters, with one underscore for each run of spaces, underscores and hyphens.
  static func normalised(_ name: String) -> String {
    var result = ""
    var isGap = false
    for character in ListText.trimmed(name[...]).lowercased().unicodeScalars {
      if character == " " || character == "_" || character == "-" || character == "\u{A0}" {
        isGap = true
      } else {
        if isGap, !result.isEmpty { result += "_" }
        isGap = false
        result.unicodeScalars.append(character)
      }
    }
    return result
  }

  /// Whether a column of that name is carried along in every table.
  static func isCarriedAlong(_ name: String) -> Bool { name == "note" || name.hasPrefix("x_") }
}

/// What a table asks of the header of its files.
struct HeaderRules: Sendable {
  var table: PlanTable
  /// Every column's name.
  var names: [String]
  /// Columns that every file needs.
  var required: [String]
  /// Columns for which period columns stand.
  var replacedByPeriods: [String]
  /// Whether period columns are allowed.
  var isWide: Bool
  /// Whether period columns need a unit.
  var needsUnit: Bool
  /// Columns in whose cells points and commas are signs of numbers.
  var numeric: [String]

  /// The rules that a schema's columns give.
  init<Draft, Row>(_ schema: TableSchema<Draft, Row>) {
    table = schema.table
    names = schema.columns.map(\.name)
    required = schema.columns.filter(\.isRequired).map(\.name)
    replacedByPeriods = schema.columns.filter(\.isReplacedByPeriods).map(\.name)
    isWide = schema.wide != nil
    needsUnit = schema.wide.map { !$0.isMoney } ?? false
    numeric = schema.columns.filter { column in
      if case .curve = column.cell { return true }
      return column.isNumeric
    }.map(\.name)
  }

  /// Reads a header; nil, with errors, where rows cannot be told by it.
  func read(
    _ csv: CSVTable, file: String, format: FileFormat, diagnostics: inout DiagnosticList
  ) -> TableHeader? {
    let errorsBefore = diagnostics.errorCount
    guard csv.rowCount > 0 else {
      diagnostics.error {
        Diagnostic(
          .emptyTable, file: file, line: 1, "the file has no header row",
          expected: "a first row with the names of the columns",
          suggestion: "write the header, or remove the file")
      }
      return nil
    }
    var header = TableHeader(fields: [])
    var places: [String: Int] = [:]
    for index in 0..<csv.columnCount {
      let text = csv.text(row: 0, column: index)
      func report(_ kind: DiagnosticKind, _ message: String, _ expected: String?, _ mend: String?) {
        diagnostics.error {
          let place = csv.place(row: 0, column: index)
          return Diagnostic(
            kind, file: file, line: place.line, column: place.column,
            field: text.isEmpty ? nil : text,
            value: text.isEmpty ? nil : text, message, expected: expected, suggestion: mend)
        }
      }
      guard !text.isEmpty else {
        report(.emptyHeader, "column \(index + 1) has no name", nil, "name the column or remove it")
        header.fields.append(.ignored)
        continue
      }
      let renamed = format.columns[table]?[TableHeader.normalised(text)]
      let name = renamed ?? TableHeader.normalised(text)
      let key: String
      if renamed == FileFormat.ignoredColumn || TableHeader.isCarriedAlong(name) {
        header.fields.append(.ignored)
        key = "x " + TableHeader.normalised(text)
      } else if names.contains(name) {
        header.fields.append(.named(name))
        key = name
      } else if isWide, let period = period(renamed ?? text, format, report) {
        header.fields.append(.period(period))
        key = period.description
      } else {
        if diagnostics.errorCount == errorsBefore || !looksLikeDate(renamed ?? text, format) {
          let near = suggestion(for: name, among: names)
          report(
            .unknownColumn, "the table '\(table.rawValue)' has no column '\(shown(text))'",
            "one of \(names.joined(separator: ", ")), note, x_…",
            near ?? "rename it, ignore it by 'columns:' in plan.yaml, or begin its name with x_")
        }
        header.fields.append(.ignored)
        continue
      }
      if let first = places[key] {
        report(
          .duplicateHeader, "the columns \(first + 1) and \(index + 1) have the same name", nil,
          "remove one of them or begin its name with x_")
      }
      places[key] = index
    }
    check(header, csv, file, format, &diagnostics)
    return diagnostics.errorCount == errorsBefore ? header : nil
  }

  /// The period that a header names; a day is its month, if it is the first of it.
  private func period(
    _ text: String, _ format: FileFormat,
    _ report: (DiagnosticKind, String, String?, String?) -> Void
  ) -> Period? {
    var text = text
    switch text.withUTF8({ DateText.reading($0, order: format.dates) }) {
    case .period(let period): return period
    case .day(let day):
      if day.civil.day != 1 {
        report(
          .periodNotMonth, "'\(text)' is not the first day of a month", "a period, as 2027-03",
          "write the period that the column is about")
      }
      return Period(of: day, grain: .month, in: format.fiscalYear)
    case .ambiguous, .nothing: return nil
    }
  }

  private func looksLikeDate(_ text: String, _ format: FileFormat) -> Bool {
    Period(parsing: text) != nil
  }

  private func check(
    _ header: TableHeader, _ csv: CSVTable, _ file: String, _ format: FileFormat,
    _ diagnostics: inout DiagnosticList
  ) {
    func report(
      _ kind: DiagnosticKind, at column: Int? = nil, field: String? = nil, _ message: String,
      _ mend: String
    ) {
      diagnostics.error {
        let place = column.map { csv.place(row: 0, column: $0) }
        return Diagnostic(
          kind, file: file, line: place?.line ?? Int(csv.rowLines[0]), column: place?.column,
          field: field, message, suggestion: mend)
      }
    }
    let isWide = header.isWide
    for name in required where header.index(of: name) == nil {
      if isWide, replacedByPeriods.contains(name) { continue }
      if name == "id", names.contains("name") {
        guard header.index(of: "name") == nil else { continue }
        report(
          .missingColumn, field: name, "the column 'id' or 'name' is missing", "add one of them")
      } else {
        report(.missingColumn, field: name, "the column '\(name)' is missing", "add the column")
      }
    }
    let unit = header.index(of: "unit")
    if !isWide {
      if needsUnit, let unit {
        report(
          .unitWithoutPeriods, at: unit, field: "unit",
          "the column 'unit' stands in a table without period columns",
          "remove the column, or name periods as columns")
      }
      return
    }
    if needsUnit, unit == nil, format.units[table] == nil {
      report(
        .missingUnit, field: "unit", "nothing names the unit of the period columns",
        "add a column 'unit', or 'unit: { \(table.rawValue): fte }' to plan.yaml"
          + " (fte, hours, days or percent)")
    }
    var grain: PeriodGrain?
    for (index, field) in header.fields.enumerated() {
      switch field {
      case .named(let name) where replacedByPeriods.contains(name):
        report(
          .wideWithWindow, at: index, field: name,
          "the column '\(name)' stands beside period columns",
          "use either period columns or a window with an amount")
      case .period(let period):
        if let grain, grain != period.grain {
          report(
            .mixedPeriods, at: index, field: period.description,
            "the column is a \(period.grain.rawValue), those before it are \(grain.rawValue)s",
            "keep one grain of periods in a file")
          return
        }
        grain = period.grain
      default: break
      }
    }
  }
}
