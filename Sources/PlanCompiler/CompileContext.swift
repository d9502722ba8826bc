import PlanModel
import WorkCalendar

/// What every part of the compilation reads: the plan in canonical order, and its calendars laid out.
struct CompileContext: Sendable {
  let plan: Plan
  let grid: Grid
  let sources: DemandSources
  let windows: PlanWindows
  let teams: TeamTree
  let days: DayTable
  /// Standard hours by cell.
  let standardHours: [Double]

  /// `plan` must be canonical.
  init(_ plan: Plan, grid: Grid, sources: DemandSources, windows: PlanWindows) {
    self.plan = plan
    self.grid = grid
    self.sources = sources
    self.windows = windows
    teams = TeamTree(plan)
    // Only windows that reach into the horizon leave something on the grid, and only shares of a sum
    // need all of their days: a rate without end must not make the table endless.
    let reaching =
      plan.demand.compactMap {
        sources.counts($0) && $0.amount.isSum ? sources.span(of: $0) : nil
      }
      + plan.assignments.compactMap { row in
        row.amount.isSum && (sources.holds(row) || sources.isDemand(row) || sources.wishes(row))
          ? sources.span(of: row) : nil
      }
    // What an hour of delay costs counts hours outside the horizon as well.
    let priced = plan.assignments.compactMap {
      sources.isDemand($0) && sources.projects[$0.project]?.costOfDelay != nil
        ? sources.span(of: $0) : nil
    }
    days = DayTable(
      plan, grid: grid, calendars: PlanCalendars(plan), windows: reaching, near: priced)
    standardHours = grid.cells.map { [days] cell in
      days.indices(of: cell).reduce(0) { $0 + days.standard[$1] }
    }
  }

  /// Sums hours by day, given for the days of `window`, into the cells of the grid.
  ///
  /// - Parameter hours: the hours of the day at an index of ``DayTable/standard``.
  /// - Returns: the cells that the window meets, and the hours of each.
  func gather(_ window: DayRange, _ hours: (Int) -> Double) -> (cells: Range<Int>, hours: [Double])
  {
    let cells = grid.cells(in: window)
    guard let horizon = grid.horizon, let part = window.intersection(horizon) else {
      return (0..<0, [])
    }
    var sums = [Double](repeating: 0, count: cells.count)
    let offset = part.first - horizon.first
    for day in 0..<part.count {
      let cell = Int(grid.cellOfDay[offset + day]) - cells.lowerBound
      sums[cell] += hours(days.horizonOffset + offset + day)
    }
    return (cells, sums)
  }
}

extension Demand.Amount {
  /// Whether it is a sum over its window, not a rate.
  fileprivate var isSum: Bool {
    switch self {
    case .fte: false
    case .effortDays, .effortHours: true
    case .wide(let unit, _): unit == .hours || unit == .days
    }
  }
}

extension Booking.Amount {
  /// Whether it is a sum over its window, not a rate.
  fileprivate var isSum: Bool {
    switch self {
    case .fte, .percent, .hoursPerWeek: false
    case .hours: true
    case .wide(let unit, _): unit == .hours || unit == .days
    }
  }
}
