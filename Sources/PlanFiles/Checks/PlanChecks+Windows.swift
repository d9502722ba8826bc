import PlanModel
import WorkCalendar

extension PlanChecks {
  /// The windows of demand and bookings: there, not reversed, not endless, with days to work on.
  mutating func checkWindows() {
    let windows = PlanWindows(plan)
    let standard = PlanCalendars(plan).standard
    for row in plan.demand {
      switch row.amount {
      case .wide(let unit, let cells): check(cells, unit, row.origin, standard)
      case .fte:
        _ = window(row.project, row.task, row.from, row.to, row.origin, windows)
      case .effortDays(let amount), .effortHours(let amount):
        let days = window(row.project, row.task, row.from, row.to, row.origin, windows)
        if amount > 0, let days { checkWorkdays(days, row.origin, standard) }
      }
    }
    for row in plan.assignments {
      let isPlaceholder = row.holder == .placeholder
      switch row.amount {
      case .wide(let unit, let cells):
        check(cells, isPlaceholder ? unit : .fte, row.origin, standard)
      case .fte, .percent, .hoursPerWeek:
        _ = window(row.project, row.task, row.from, row.to, row.origin, windows)
      case .hours(let amount):
        let days = window(row.project, row.task, row.from, row.to, row.origin, windows)
        if amount > 0, isPlaceholder, let days { checkWorkdays(days, row.origin, standard) }
      }
    }
  }

  private mutating func window(
    _ project: String, _ task: String?, _ from: Day?, _ to: Day?, _ origin: RowOrigin,
    _ windows: PlanWindows
  ) -> DayRange? {
    let window =
      if let from, let to, let days = DayRange(from, to) {
        PlanWindows.Window.days(days)  // The usual case needs no look at task and project.
      } else {
        windows.window(project: project, task: task, from: from, to: to)
      }
    switch window {
    case .days(let days):
      guard checkLength(days, origin, to == nil ? "from" : "to") else { return nil }
      bound(days)
      return days
    case .missing(let noFrom, let noTo):
      // A row that could not be read may have had the dates.
      let failed =
        state.references.hasFailed(state.symbols.intern(project), in: .projects)
        || task.map { state.references.hasFailed(state.symbols.intern($0), in: .tasks) } ?? false
        || !state.references.isWhole(.projects) || !state.references.isWhole(.tasks)
      if failed { return nil }
      let missing = noFrom && noTo ? "neither start nor end" : noFrom ? "no start" : "no end"
      let columns = [noFrom ? "'from'" : nil, noTo ? "'to'" : nil].compactMap { $0 }
      let ofTask = task.map { " the dates of the task '\(shown($0))'," } ?? ""
      let ofProject = [
        noFrom ? "start or earliest_start" : nil, noTo ? "finish or deadline" : nil,
      ].compactMap { $0 }.joined(separator: " and ")
      error(
        .windowMissing, at: origin, noFrom ? "from" : "to", "the row has \(missing)",
        expected:
          "\(columns.joined(separator: " and ")) here,\(ofTask) or \(ofProject) of the project"
          + " '\(shown(project))'")
    case .reversed(let from, let to):
      error(
        .windowReversed, at: origin, "to", "the row ends on \(to), before it starts on \(from)",
        expected: "an end on or after \(from)",
        suggestion: "dates that the row leaves blank are those of its task or project")
    }
    return nil
  }

  /// False, with an error, for a row that lasts longer than any plan.
  @discardableResult
  private mutating func checkLength(
    _ days: DayRange, _ origin: RowOrigin, _ column: String?
  ) -> Bool {
    guard days.count > Plan.longestHorizonDays else { return true }
    error(
      .windowTooLong, at: origin, column,
      "the row lasts from \(days.first) to \(days.last), longer than 20 years",
      expected: "at most \(Plan.longestHorizonDays) days",
      suggestion: "correct the year of the date, or of the column, that is wrong")
    return false
  }

  private mutating func bound(_ days: DayRange) { bounds = bounds?.union(days) ?? days }

  private mutating func check(
    _ cells: [WideCell], _ unit: WorkUnit, _ origin: RowOrigin, _ standard: DailyHours
  ) {
    for cell in cells { bound(cell.days) }
    let filled = cells.filter { $0.amount > 0 }.map(\.days)
    if let span = filled.reduce(filled.first, { $0?.union($1) }) { checkLength(span, origin, nil) }
    guard unit == .hours || unit == .days else { return }
    for cell in cells where cell.amount > 0 { checkWorkdays(cell.days, origin, standard) }
  }

  private mutating func checkWorkdays(
    _ days: DayRange, _ origin: RowOrigin, _ standard: DailyHours
  ) {
    if days.days.contains(where: { standard.hours(on: $0) > 0 }) { return }
    error(
      .windowWithoutWorkdays, at: origin, "from",
      "no working day lies from \(days.first) to \(days.last)",
      expected: "a window with a working day of the plan's calendar")
  }
}
