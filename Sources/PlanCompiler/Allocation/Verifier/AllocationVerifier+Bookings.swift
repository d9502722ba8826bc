import PlanModel
import WorkCalendar

extension AllocationVerifier {
  /// Hours of a person that bookings of one project, task and skill hold, by cell.
  struct Holding {
    let project: String
    let task: String?
    let skill: String?
    var hours: [Double]
  }

  /// Which bookings hold whom, and on which days. Source: PLAN §4, "Bookings".
  struct Bookings: Sendable {
    /// By person, those that hold their time.
    private(set) var hard: [String: [Booking]] = [:]
    /// By person, those that say where they would like to work.
    private(set) var soft: [String: [Booking]] = [:]
    /// Those of nobody yet.
    private(set) var placeholders: [Booking] = []
    private let sources: DemandSources
    private let windows: PlanWindows
    private let hoursPerDay: Double

    init(_ plan: Plan, _ sources: DemandSources, _ windows: PlanWindows) {
      self.sources = sources
      self.windows = windows
      hoursPerDay = plan.settings.hoursPerDay
      for row in plan.assignments {
        switch row.holder {
        case .placeholder: if sources.isDemand(row) { placeholders.append(row) }
        case .person(let person):
          if sources.holds(row) { hard[person, default: []].append(row) }
          if sources.wishes(row) { soft[person, default: []].append(row) }
        }
      }
    }

    /// The amounts of a booking, each with the days over which it lies.
    func parts(of row: Booking) -> [(amount: Booking.Amount, days: DayRange)] {
      guard case .wide(let unit, let periods) = row.amount else {
        return windows.days(of: row).map { [(row.amount, $0)] } ?? []
      }
      return periods.filter { $0.amount != 0 }.map { period in
        let amount: Booking.Amount =
          switch unit {
          case .fte: .fte(period.amount)
          case .percent: .percent(period.amount)
          case .hours: .hours(period.amount)
          case .days: .hours(period.amount * hoursPerDay)
          }
        return (amount, period.days)
      }
    }

    /// The days for which somebody's work must be known: what lies outside the horizon matters only to
    /// hours in all that reach into it, and to demand, whose price counts all of it.
    func reach(of rows: [Booking], _ horizon: DayRange?) -> [DayRange] {
      rows.flatMap { row in
        let isDemand = sources.isDemand(row)
        return parts(of: row).compactMap { amount, days in
          if isDemand { return days }
          guard case .hours = amount else { return nil }
          return horizon.map(days.overlaps) == true ? days : nil
        }
      }
    }

    /// The hours of a booking on each day of its holder's span.
    func hours(of row: Booking, _ holder: WorkingDays) -> [Double] {
      var hours = [Double](repeating: 0, count: holder.span.count)
      for (amount, window) in parts(of: row) {
        let days = holder.indices(of: window)
        let total = holder.net[days].reduce(0, +)
        for day in days where holder.net[day] > 0 {
          let booked =
            switch amount {
            case .fte(let fte): fte * holder.location[day]
            case .percent(let share): share * holder.plannable[day]
            case .hoursPerWeek(let week): week * holder.net[day] / holder.netOfWeek(day)
            case .hours(let all): all * holder.net[day] / total
            case .wide: 0.0
            }
          hours[day] += booked
        }
      }
      return hours
    }

    /// What the rows hold in each cell, scaled down pro rata where they ask for more than there is.
    func holdings(
      of rows: [Booking], _ holder: WorkingDays, limit: [Double], _ cells: Cells
    ) -> [Holding] {
      var holdings: [Holding] = []
      var asked = [Double](repeating: 0, count: cells.count)
      for row in rows {
        let sums = cells.sums(of: hours(of: row, holder), from: holder.span.first)
        for cell in asked.indices { asked[cell] += sums[cell] }
        let known = holdings.firstIndex {
          $0.project == row.project && $0.task == row.task && $0.skill == row.skill
        }
        if let known {
          for cell in sums.indices { holdings[known].hours[cell] += sums[cell] }
        } else {
          holdings.append(
            Holding(project: row.project, task: row.task, skill: row.skill, hours: sums))
        }
      }
      for cell in asked.indices where asked[cell] > limit[cell] {
        for index in holdings.indices { holdings[index].hours[cell] *= limit[cell] / asked[cell] }
      }
      return holdings
    }
  }
}
