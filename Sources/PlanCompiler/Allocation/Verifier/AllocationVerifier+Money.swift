import PlanModel
import WorkCalendar

extension AllocationVerifier {
  /// What initiatives may spend. Source: PLAN §3 (budgets), §4 "Hour price".
  ///
  /// Its periods are of the coarsest grain of the plan's rows (weeks count by month), so that each
  /// row lies in one of them. Rows of one initiative and period add.
  struct BudgetBook: Sendable {
    /// Those that have a row, sorted.
    let initiatives: [String]
    /// The days of the money periods, in order, within the horizon.
    private(set) var periods: [DayRange] = []
    /// For each cell its money period.
    private(set) var periodOfCell: [Int] = []
    /// By initiative and period; nil where nothing limits it.
    private(set) var limits: [Double?] = []
    /// Whose money that is left goes to the next period.
    let carriers: Set<String>
    /// For each line of the demand its initiative, as an index of ``initiatives``.
    let initiativeOfLine: [Int?]

    init(_ plan: Plan, _ cells: Cells, _ demand: DemandBook) {
      initiatives = Set(plan.budgets.map(\.initiative)).sorted()
      carriers = Set(plan.budgets.filter(\.carryOver).map(\.initiative))
      var initiativeOfProject: [String: Int] = [:]
      for project in plan.projects {
        guard let initiative = project.initiative else { continue }
        initiativeOfProject[project.id] = initiatives.firstIndex(of: initiative)
      }
      initiativeOfLine = demand.asked.map { initiativeOfProject[$0.line.project] }
      let grain = Self.grain(of: plan.budgets)
      var current: Period?
      for cell in cells.days {
        let period = grain.map { Period(of: cell.first, grain: $0, in: plan.settings.fiscalYear) }
        if let last = periods.last, period == current {
          periods[periods.count - 1] = last.union(cell)
        } else {
          periods.append(cell)
          current = period
        }
        periodOfCell.append(periods.count - 1)
      }
      limits = [Double?](repeating: nil, count: initiatives.count * periods.count)
      for row in plan.budgets {
        let days = row.period?.days(in: plan.settings.fiscalYear) ?? cells.horizon
        guard let days, let initiative = initiatives.firstIndex(of: row.initiative),
          let period = periods.firstIndex(where: { $0.overlaps(days) })
        else { continue }
        let place = initiative * periods.count + period
        limits[place] = (limits[place] ?? 0) + row.amount
      }
    }

    /// The coarsest grain of the rows; nil: the whole horizon.
    private static func grain(of rows: [Budget]) -> PeriodGrain? {
      let grains = rows.map { $0.period?.grain }
      guard !grains.contains(nil) else { return nil }
      return [PeriodGrain.year, .quarter].first { grains.contains($0) } ?? .month
    }
  }
}

extension AllocationVerifier.Recheck {
  /// What rows of one giver cost, and whose budget pays.
  ///
  /// - Parameter rate: the giver's own, an hour.
  mutating func pay(_ given: [Given], _ rate: Double) {
    let budgets = verifier.budgets
    for row in given {
      let (money, cost) =
        switch row.kind {
        case .free, .wished, .booked: (rate, rate * AllocationVerifier.payTieBreak)
        case .overtime:
          (rate * AllocationVerifier.overtimeFactor, rate * AllocationVerifier.overtimeFactor)
        case .contract: (rate, rate)
        }
      staffing += row.hours * cost
      dearestRate = max(dearestRate, money)
      guard let cell = row.cell, let line = row.line,
        let initiative = budgets.initiativeOfLine[line]
      else { continue }
      spent[initiative * budgets.periods.count + budgets.periodOfCell[cell]] += row.hours * money
    }
  }

  /// Each initiative keeps to its budget, with what it kept of earlier ones where it carries over.
  mutating func checkBudgets() {
    let budgets = verifier.budgets
    for (number, initiative) in budgets.initiatives.enumerated() {
      var kept = 0.0
      for (period, days) in budgets.periods.enumerated() {
        let place = number * budgets.periods.count + period
        guard let amount = budgets.limits[place] else { continue }
        limit(
          .budget, spent[place], to: amount + kept, subject: initiative, days: days,
          rounding: dearestRate * AllocationVerifier.hoursTolerance)
        if budgets.carriers.contains(initiative) { kept = max(0, amount + kept - spent[place]) }
      }
    }
  }
}
