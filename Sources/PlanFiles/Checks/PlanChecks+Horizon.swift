import PlanModel
import WorkCalendar

extension PlanChecks {
  /// The days that are planned: at most 20 years, and in order.
  mutating func checkHorizon() {
    // Where even all rows together are no longer, those that count are not.
    let settings = plan.settings
    if settings.starts == nil, settings.ends == nil, settings.quarters == nil,
      bounds?.count ?? 0 <= Plan.longestHorizonDays
    {
      return
    }
    if let first = settings.starts, let last = settings.ends, first <= last,
      last - first < Plan.longestHorizonDays
    {
      return
    }
    let windows = PlanWindows(plan)
    let sources = DemandSources(plan, windows: windows)
    var spans: [(days: DayRange, origin: RowOrigin)] = []
    for row in plan.demand where sources.counts(row) {
      if let days = sources.span(of: row) { spans.append((days, row.origin)) }
    }
    for row in plan.assignments where sources.isDemand(row) {
      if let days = sources.span(of: row) { spans.append((days, row.origin)) }
    }
    // Rows that are too long by themselves have their own error.
    spans.removeAll { $0.days.count > Plan.longestHorizonDays }
    guard let span = spans.first else { return checkSettings() }
    let all = spans.reduce(span.days) { $0.union($1.days) }
    let first = settings.starts ?? all.first
    var last = settings.ends ?? all.last
    if settings.ends == nil, settings.quarters != nil {
      last = plan.horizon(sources)?.last ?? last
    }
    if last < first {
      let key = settings.starts != nil ? "starts" : "ends"
      guard settings.starts == nil || settings.ends == nil else { return }
      settingsError(
        .horizonReversed, key,
        "the plan would end on \(last), before it starts on \(first)",
        "all demand lies on the other side of '\(key)'")
      return
    }
    guard last - first + 1 > Plan.longestHorizonDays else { return }
    // The end that lies farther from most of the rows is to blame.
    let starts = spans.map(\.days.first).sorted()
    let middle = starts[(starts.count - 1) / 2]
    let message = "the plan would last from \(first) to \(last), longer than 20 years"
    if last - middle >= middle - first {
      if settings.ends == nil, settings.quarters == nil,
        let row = spans.max(by: { $0.days.last < $1.days.last })
      {
        blame(row.origin, "to", message)
      } else {
        settingsError(
          .horizonTooLong, settings.ends == nil ? "quarters" : "ends", message, "end it earlier")
      }
    } else if settings.starts == nil, let row = spans.min(by: { $0.days.first < $1.days.first }) {
      blame(row.origin, "from", message)
    } else {
      settingsError(.horizonTooLong, "starts", message, "start it later")
    }
  }

  private mutating func checkSettings() {
    let settings = plan.settings
    guard let first = settings.starts, let last = settings.ends,
      last - first + 1 > Plan.longestHorizonDays
    else { return }
    settingsError(
      .horizonTooLong, "ends", "the plan would last from \(first) to \(last), longer than 20 years",
      "end it earlier")
  }

  private mutating func blame(_ origin: RowOrigin, _ column: String, _ message: String) {
    error(
      .horizonTooLong, at: origin, column, message,
      expected: "at most \(Plan.longestHorizonDays) days in all",
      suggestion: "correct the date of this row, or set starts and ends in plan.yaml")
  }

  private mutating func settingsError(
    _ kind: DiagnosticKind, _ key: String, _ message: String, _ mend: String
  ) {
    guard state.diagnostics.countError() else { return }
    state.diagnostics.append(
      Diagnostic(
        kind, file: settingsFile, line: settingsLines[key], field: key, message, suggestion: mend))
  }
}
