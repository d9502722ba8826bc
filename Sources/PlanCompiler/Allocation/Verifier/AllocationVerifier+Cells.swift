import PlanModel
import WorkCalendar

extension AllocationVerifier {
  /// The cells of the planning grid: ISO weeks, cut where a month ends and by the horizon.
  ///
  /// Source: PLAN §4, "Grid".
  struct Cells: Sendable {
    let horizon: DayRange?
    /// The days of each cell.
    private(set) var days: [DayRange] = []
    /// For each cell the Monday of its ISO week.
    private(set) var mondays: [Day] = []
    private var cellOfDay: [Int] = []

    init(horizon: DayRange?) {
      self.horizon = horizon
      guard let horizon else { return }
      var first = horizon.first
      for day in horizon.days {
        cellOfDay.append(days.count)
        let next = day + 1
        let isLast =
          day == horizon.last || next.weekday.index == 0 || next.civil.day == 1
        guard isLast, let cell = DayRange(first, day) else { continue }
        days.append(cell)
        mondays.append(cell.first.startOfWeek)
        first = next
      }
    }

    var count: Int { days.count }

    /// The cell of a day; nil outside the horizon.
    func index(of day: Day) -> Int? {
      guard let horizon, horizon.contains(day) else { return nil }
      return cellOfDay[day - horizon.first]
    }

    /// The cell that has exactly these days.
    func index(of days: DayRange) -> Int? {
      index(of: days.first).flatMap { self.days[$0] == days ? $0 : nil }
    }

    /// The horizon, made longer to whole weeks that hold the days given as well.
    func span(with others: [DayRange]) -> DayRange {
      var reach = horizon ?? others.first ?? DayRange(Day(number: 0))
      for days in others { reach = reach.union(days) }
      return DayRange(reach.first.startOfWeek, reach.last.startOfWeek + 6) ?? reach
    }

    /// Sums hours by day into cells; days outside the horizon are left out.
    ///
    /// - Parameter hours: from the first day of `span` on.
    func sums(of hours: [Double], from first: Day) -> [Double] {
      var sums = [Double](repeating: 0, count: count)
      guard let horizon else { return sums }
      for (offset, cell) in cellOfDay.enumerated() {
        let day = horizon.first + offset - first
        if hours.indices.contains(day) { sums[cell] += hours[day] }
      }
      return sums
    }
  }
}
