import PlanModel
import WorkCalendar

/// Working hours by day as flat arrays: the standard calendar's and each location's.
///
/// Shapes: every array has an entry for each day of `span`, which holds the horizon, whole weeks, and
/// every window that reaches into the horizon or is asked for, so that shares of a window or week can be
/// taken as if there were no horizon.
struct DayTable: Sendable {
  let span: DayRange
  /// The index of the horizon's first day in the arrays.
  let horizonOffset: Int
  /// The plan's standard hours of each day.
  let standard: [Double]
  /// The hours of each location in use; index 0 is that of people without location.
  let hours: [[Double]]
  private let indexOfLocation: [String: Int]
  let calendars: PlanCalendars

  /// Lays the calendars out over the horizon and the windows that reach into it.
  ///
  /// - Parameter near: windows that are laid out if they are no farther from the horizon than the
  ///   longest horizon is long, so that one wrong year does not make the table endless.
  init(
    _ plan: Plan, grid: Grid, calendars: PlanCalendars, windows: [DayRange], near: [DayRange]
  ) {
    let horizon = grid.horizon ?? DayRange(Day(number: 0))
    var reach = horizon
    for window in windows where window.overlaps(horizon) { reach = reach.union(window) }
    for window in near
    where window.first - horizon.first >= -Plan.longestHorizonDays
      && window.last - horizon.last <= Plan.longestHorizonDays
    { reach = reach.union(window) }
    let first = reach.first.startOfWeek
    let last = reach.last.startOfWeek + 6
    let span = DayRange(first, last) ?? horizon
    self.span = span
    self.calendars = calendars
    horizonOffset = horizon.first - first

    func lay(_ calendar: DailyHours) -> [Double] { span.days.map { calendar.hours(on: $0) } }
    standard = lay(calendars.standard)
    var indexOfLocation: [String: Int] = [:]
    var hours = [lay(calendars.withoutLocation)]
    for location in Set(plan.people.compactMap(\.location) + plan.hires.compactMap(\.location))
      .sorted()
    {
      indexOfLocation[location] = hours.count
      hours.append(lay(calendars.calendar(of: location)))
    }
    self.indexOfLocation = indexOfLocation
    self.hours = hours
  }

  /// The index in ``hours`` of a location's calendar.
  func index(ofLocation location: String?) -> Int {
    location.flatMap { indexOfLocation[$0] } ?? 0
  }

  /// The indices in the arrays of the days of a range, as far as the arrays go.
  func indices(of days: DayRange) -> Range<Int> {
    guard let part = days.intersection(span) else { return 0..<0 }
    return (part.first - span.first)..<(part.last - span.first + 1)
  }
}
