import PlanModel
import WorkCalendar

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension AllocationVerifier {
  /// Work of a line that may lie anywhere in a window.
  struct FlexibleWork: Sendable {
    /// In all, at the share at which the project counts.
    let hours: Double
    /// By cell the most that may be done: `max_fte` of the standard hours of the window's days; 0 outside.
    let limits: [Double]
  }

  /// What a line asks, at the share at which its project counts.
  struct Asked: Sendable {
    let line: Line
    /// By cell, without what is flexible.
    var hours: [Double]
    var flexible: [FlexibleWork] = []

    /// In all.
    var total: Double { hours.reduce(0, +) + flexible.reduce(0) { $0 + $1.hours } }
  }

  /// All demand of a plan. Source: PLAN §4, "Demand in hours", "Bookings", "Status".
  struct DemandBook: Sendable {
    /// In the order in which the plan first asks for them.
    private(set) var asked: [Asked] = []
    private(set) var indexOfLine: [Line: Int] = [:]
    /// By project all that it ever asks, at full size, in the horizon or not.
    private(set) var hoursOfProject: [String: Double] = [:]
    /// By project the first to the last day of that.
    private(set) var daysOfProject: [String: DayRange] = [:]

    private let cells: Cells
    private let standard: WorkingDays
    private let hoursPerDay: Double

    /// - Parameter shares: by project the share at which its demand counts; none counts as 0.
    init(
      _ plan: Plan, _ cells: Cells, _ workforce: Workforce, _ bookings: Bookings,
      _ sources: DemandSources, _ windows: PlanWindows, shares: [String: Double]
    ) {
      self.cells = cells
      hoursPerDay = plan.settings.hoursPerDay
      let demand = plan.demand.filter(sources.counts)
      let named = bookings.hard.values.joined().filter(sources.isDemand)
      standard = workforce.standardDays(
        cells.span(
          with: demand.compactMap(sources.span)
            + (bookings.placeholders + named).compactMap(sources.span)))

      for row in demand {
        let line = Line(project: row.project, task: row.task, need: row.need, team: row.team)
        let share = shares[row.project] ?? 0
        for part in parts(of: row, windows) {
          add(
            part.hours, from: part.days.first, to: line, share, flexible: row.flexible ? row : nil)
        }
        widen(row.project, sources.span(of: row))
      }
      for row in bookings.placeholders {
        guard let skill = row.skill else { continue }
        add(
          bookings.hours(of: row, standard), from: standard.span.first,
          to: Line(
            project: row.project, task: row.task, need: .skill(skill, level: 1), team: nil),
          shares[row.project] ?? 0)
        widen(row.project, sources.span(of: row))
      }
      for person in plan.people {
        let rows = bookings.hard[person.id, default: []].filter(sources.isDemand)
        guard !rows.isEmpty else { continue }
        let days = workforce.days(
          of: person, cells.span(with: bookings.reach(of: rows, cells.horizon)))
        for row in rows {
          let skill = row.skill ?? person.role
          add(
            bookings.hours(of: row, days), from: days.span.first,
            to: Line(
              project: row.project, task: row.task,
              need: skill.map { .skill($0, level: 1) } ?? .person(person.id), team: nil),
            shares[row.project] ?? 0)
          widen(row.project, sources.span(of: row))
        }
      }
    }

    private mutating func widen(_ project: String, _ days: DayRange?) {
      guard let days else { return }
      daysOfProject[project] = daysOfProject[project]?.union(days) ?? days
    }

    /// Adds hours by day; those of a flexible row may be moved within its window.
    private mutating func add(
      _ hours: [Double], from first: Day, to line: Line, _ share: Double,
      flexible row: Demand? = nil
    ) {
      hoursOfProject[line.project, default: 0] += hours.reduce(0, +)
      let known = indexOfLine[line]
      let index = known ?? asked.count
      if known == nil {
        indexOfLine[line] = index
        asked.append(Asked(line: line, hours: [Double](repeating: 0, count: cells.count)))
      }
      let sums = cells.sums(of: hours, from: first)
      guard let row, let window = DayRange(first, first + (hours.count - 1)) else {
        for cell in sums.indices { asked[index].hours[cell] += share * sums[cell] }
        return
      }
      asked[index].flexible.append(
        FlexibleWork(
          hours: share * sums.reduce(0, +), limits: limits(of: row, in: window, share)))
    }

    private func limits(of row: Demand, in window: DayRange, _ share: Double) -> [Double] {
      guard let most = row.maxFTE else {
        return cells.days.map { $0.overlaps(window) ? .infinity : 0 }
      }
      let days = standard.indices(of: window)
      return cells.sums(of: days.map { share * most * standard.net[$0] }, from: window.first)
    }

    /// The hours of a row on each day of its windows; a wide row has one for each of its periods.
    private func parts(
      of row: Demand, _ windows: PlanWindows
    ) -> [(days: DayRange, hours: [Double])] {
      if case .wide(let unit, let periods) = row.amount {
        return periods.filter { $0.amount != 0 }.map { period in
          switch unit {
          case .fte, .percent: (period.days, rate(period.amount, period.days))
          case .hours: (period.days, effort(period.amount, period.days, .even))
          case .days: (period.days, effort(period.amount * hoursPerDay, period.days, .even))
          }
        }
      }
      guard let days = windows.days(of: row) else { return [] }
      return switch row.amount {
      case .fte(let fte): fte == 0 ? [] : [(days, rate(fte, days))]
      case .effortDays(let all):
        all == 0 ? [] : [(days, effort(all * hoursPerDay, days, row.profile))]
      case .effortHours(let all): all == 0 ? [] : [(days, effort(all, days, row.profile))]
      case .wide: []
      }
    }

    private func rate(_ fte: Double, _ window: DayRange) -> [Double] {
      standard.indices(of: window).map { fte * standard.net[$0] }
    }

    /// Spreads hours over the standard working days of a window.
    private func effort(_ total: Double, _ window: DayRange, _ profile: EffortProfile) -> [Double] {
      let open = standard.indices(of: window).map { standard.net[$0] }
      let workdays = open.count { $0 > 0 }
      var weights = open
      var number = 0
      for day in open.indices where open[day] > 0 {
        let u = (Double(number) + 0.5) / Double(workdays)
        let weight =
          switch profile {
          case .even: 1.0
          case .front: 2 * (1 - u)
          case .back: 2 * u
          case .bell: sin(.pi * u) * sin(.pi * u)
          }
        weights[day] *= weight
        number += 1
      }
      let sum = weights.reduce(0, +)
      return sum > 0 ? weights.map { total * $0 / sum } : open
    }
  }
}
