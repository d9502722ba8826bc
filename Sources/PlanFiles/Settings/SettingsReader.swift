import PlanModel
import WorkCalendar

/// Reads plan.yaml. Source: PLAN §2.
struct SettingsReader {
  let file: String
  var settings = PlanSettings()
  private var format = FileFormat()

  /// Where plan.yaml sets the ends of the horizon.
  private(set) var lines: [String: Int] = [:]

  /// The settings of a file, errors in `diagnostics`; those that are wrong keep their default.
  static func read(
    _ bytes: [UInt8], file: String, fileIndex: Int32, _ diagnostics: inout DiagnosticList
  ) -> (settings: PlanSettings, format: FileFormat, lines: [String: Int]) {
    var reader = SettingsReader(file: file)
    do throws(Diagnostic) {
      if let node = try YAMLNode.parse(bytes, file: file) {
        reader.read(node, fileIndex, &diagnostics)
      }
    } catch {
      diagnostics.error { error }
    }
    return (reader.settings, reader.format, reader.lines)
  }

  /// The settings of a mapping that was read before, errors in `diagnostics`.
  static func read(
    _ node: YAMLNode, file: String, _ diagnostics: inout DiagnosticList
  ) -> PlanSettings {
    var reader = SettingsReader(file: file)
    reader.read(node, -1, &diagnostics)
    return reader.settings
  }

  private init(file: String) { self.file = file }

  private mutating func read(
    _ node: YAMLNode, _ fileIndex: Int32, _ diagnostics: inout DiagnosticList
  ) {
    var map = YAMLMap(node, at: "", file: file, &diagnostics)
    for entry in map.all { lines[entry.key] = entry.line }
    readVersion(&map, &diagnostics)
    settings.name = map.text("name", &diagnostics)
    settings.currency = map.text("currency", &diagnostics)
    // The fiscal year and the order of dates are needed to read the dates.
    format.decimal = map.choice("decimal", DecimalSign.self, &diagnostics)
    format.dates = map.choice("dates", DateOrder.self, &diagnostics)
    readFiscalYear(&map, &diagnostics)
    settings.asOf = day("as_of", .only, &map, &diagnostics)
    settings.starts = day("starts", .first, &map, &diagnostics)
    settings.ends = day("ends", .last, &map, &diagnostics)
    settings.quarters = map.whole("quarters", 1...200, &diagnostics)
    checkHorizon(map, &diagnostics)
    readCalendar(&map, &diagnostics)
    if let share = map.number("target_utilisation", .share, &diagnostics) {
      settings.targetUtilisation = share
    }
    if let share = map.number("run_work", .share, &diagnostics) { settings.runWork = share }
    readHiring(&map, &diagnostics)
    readThresholds(&map, &diagnostics)
    readGovernance(&map, fileIndex, &diagnostics)
    readUnits(&map, &diagnostics)
    readColumns(&map, &diagnostics)
    map.finish(&diagnostics)
  }

  private mutating func readVersion(_ map: inout YAMLMap, _ diagnostics: inout DiagnosticList) {
    guard let entry = map.entry("headroom"), let text = map.text("headroom", &diagnostics) else {
      return
    }
    if text != "1" {
      map.error(
        .unsupportedVersion, entry, "version \(shown(text)) of the format is not known",
        expected: "1", suggestion: "write headroom: 1, or use a newer headroom", &diagnostics)
    }
  }

  private func day(
    _ key: String, _ edge: PeriodEdge, _ map: inout YAMLMap, _ diagnostics: inout DiagnosticList
  ) -> Day? {
    var period: Period?
    let day = map.value(
      key, .notADate, "a date, as 2027-03-01, or a period", &diagnostics
    ) { text in
      var text = text
      switch text.withUTF8({ DateText.reading($0, order: format.dates) }) {
      case .day(let day): return day
      case .period(let read):
        period = read
        return edge.day(of: read, in: settings.fiscalYear)
      case .ambiguous, .nothing: return nil
      }
    }
    if edge == .only, let period, let day, let entry = map.entry(key) {
      diagnostics.warning {
        Diagnostic(
          .periodAsDay, severity: .warning, file: file, line: entry.value.line,
          column: entry.value.column, field: map.name(key), value: entry.value.scalar,
          "the \(period.grain.rawValue) is read as its first day, \(day)",
          expected: "a date, as 2027-03-01", suggestion: "write \(day), or the day that is meant")
      }
    }
    return day
  }

  private func checkHorizon(_ map: YAMLMap, _ diagnostics: inout DiagnosticList) {
    if let starts = settings.starts, let ends = settings.ends, ends < starts,
      let entry = map.all.first(where: { $0.key == "ends" })
    {
      map.error(
        .horizonReversed, entry, "'ends' is before 'starts' (\(starts))",
        expected: "a day on or after \(starts)", &diagnostics)
    }
    if settings.ends != nil, settings.quarters != nil,
      let entry = map.all.first(where: { $0.key == "quarters" })
    {
      map.error(
        .endsAndQuarters, entry, "the plan gives both 'ends' and 'quarters'",
        suggestion: "keep one of them", &diagnostics)
    }
  }

  private mutating func readFiscalYear(_ map: inout YAMLMap, _ diagnostics: inout DiagnosticList) {
    guard var year = map.map("fiscal_year", &diagnostics) else { return }
    let month = year.value("starts", .wrongType, "a month, as july or 7", &diagnostics) { text in
      let name = text.lowercased()
      if let number = Int(name) { return (1...12).contains(number) ? number : nil }
      guard name.count >= 3 else { return nil }
      return Period.fullMonthNames.firstIndex { $0 == name || $0.prefix(3) == name }.map { $0 + 1 }
    }
    let naming = year.choice("named_by", FiscalYear.Naming.self, &diagnostics)
    year.finish(&diagnostics)
    settings.fiscalYear = FiscalYear(startMonth: month ?? 1, namedBy: naming ?? .end)
    format.fiscalYear = settings.fiscalYear
  }

  private mutating func readCalendar(_ map: inout YAMLMap, _ diagnostics: inout DiagnosticList) {
    guard var calendar = map.map("calendar", &diagnostics) else { return }
    let hours = NumberRule(form: .plain, range: 0.1...24, expected: "hours of a day, 0.1 to 24")
    if let hours = calendar.number("hours_per_day", hours, &diagnostics) {
      settings.hoursPerDay = hours
    }
    if let entry = calendar.entry("workdays"), case .sequence(let days) = entry.value.content {
      if let week = WorkingWeek(days.map { $0.scalar ?? "?" }.joined(separator: ",")) {
        settings.workdays = week
      } else {
        calendar.error(
          .invalidWorkdays, entry, "the list names something that is no weekday",
          expected: "days, as mon-fri or mon,wed", &diagnostics)
      }
    } else if let week = calendar.value(
      "workdays", .invalidWorkdays, "days, as mon-fri or mon,wed", &diagnostics,
      read: { WorkingWeek($0) })
    {
      settings.workdays = week
    }
    calendar.finish(&diagnostics)
  }

  private mutating func readHiring(_ map: inout YAMLMap, _ diagnostics: inout DiagnosticList) {
    guard var hiring = map.map("hiring", &diagnostics) else { return }
    settings.hiring = PlanSettings.Hiring(
      timeToFillDays: hiring.whole("time_to_fill_days", 0...3650, &diagnostics) ?? 0,
      noticeDays: hiring.whole("notice_days", 0...3650, &diagnostics) ?? 0,
      rampUpWeeks: hiring.number("ramp_up_weeks", .weeks, &diagnostics) ?? 0,
      rampUpFrom: hiring.number("ramp_up_from", .share, &diagnostics) ?? 0)
    hiring.finish(&diagnostics)
  }

  private mutating func readThresholds(_ map: inout YAMLMap, _ diagnostics: inout DiagnosticList) {
    guard var thresholds = map.map("thresholds", &diagnostics) else { return }
    let rule = NumberRule(form: .share, range: 0...10, expected: "a share, as 0.85 or 85%")
    if let amber = thresholds.number("amber", rule, &diagnostics) {
      settings.thresholds.amber = amber
    }
    if let red = thresholds.number("red", rule, &diagnostics) { settings.thresholds.red = red }
    if settings.thresholds.amber > settings.thresholds.red,
      let entry = thresholds.entry("amber") ?? thresholds.entry("red")
    {
      thresholds.error(
        .thresholdsReversed, entry,
        "amber (\(settings.thresholds.amber)) lies above red (\(settings.thresholds.red))",
        expected: "amber up to red", &diagnostics)
    }
    thresholds.finish(&diagnostics)
  }
}

extension SettingsReader {
  fileprivate mutating func readUnits(_ map: inout YAMLMap, _ diagnostics: inout DiagnosticList) {
    guard var units = map.map("unit", &diagnostics) else { return }
    for table in [PlanTable.demand, .assignments] {
      format.units[table] = units.choice(table.rawValue, WorkUnit.self, &diagnostics)
    }
    units.finish(&diagnostics)
  }

  fileprivate mutating func readColumns(_ map: inout YAMLMap, _ diagnostics: inout DiagnosticList) {
    guard var tables = map.map("columns", &diagnostics) else { return }
    for table in PlanTable.allCases {
      guard let columns = tables.map(table.rawValue, &diagnostics) else { continue }
      let rules = TableCatalogue.rules(table)
      for entry in columns.all {
        guard let text = entry.value.scalar, !entry.value.isNull else {
          columns.error(
            .wrongType, entry, "the column '\(shown(entry.key))' is given no name",
            expected: "a column of \(table.rawValue), or ignore", &diagnostics)
          continue
        }
        let name = TableHeader.normalised(text)
        let isPeriod = rules.isWide && Period(parsing: text) != nil
        guard
          name == FileFormat.ignoredColumn || rules.names.contains(name)
            || TableHeader.isCarriedAlong(name) || isPeriod
        else {
          columns.error(
            .unknownColumn, entry,
            "the table '\(table.rawValue)' has no column '\(shown(text))'",
            expected: "one of \(rules.names.joined(separator: ", ")), or ignore",
            suggestion: suggestion(for: name, among: rules.names), &diagnostics)
          continue
        }
        format.columns[table, default: [:]][TableHeader.normalised(entry.key)] =
          isPeriod ? text : name
      }
    }
    tables.finish(&diagnostics)
  }
}
