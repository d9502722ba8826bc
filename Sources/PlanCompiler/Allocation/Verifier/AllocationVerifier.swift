public import PlanModel
public import WorkCalendar

/// Rechecks an allocation against the plan itself.
///
///     let verifier = AllocationVerifier(plan: plan, basis: { $0.status.isConfirmed ? 1 : 0 }, today: day)
///     let report = verifier.findings(rows: rows, claimed: objective)
///     report.isValid   // nobody over capacity or absent, eligible, within dates, rates and budgets
///
/// It reads the plan's rows and computes day by day and person by person what PLAN §4 says, in plain
/// loops. It shares nothing with the compiled arrays, the model and the solvers, so that an error in
/// one of them does not hide itself. What it checks stands with each ``Rule``.
///
/// Readings, where the plan leaves a choice:
/// - An hour price counts all demand of a project, also what lies outside the horizon.
/// - A booking that names a skill serves demand for this skill at any level, of a team only by its
///   members; demand for a person is served by that person alone, booked or not.
/// - Of a person's overtime the sum of an ISO week counts, whichever of its cells it lies in.
/// - Flexible demand is limited by `max_fte`, at the share at which its project counts. Its `min_fte`
///   asks for nothing that could be broken: what nobody serves is short.
/// - A budget without a period is for the whole horizon, which is coarser than a year. A period without
///   a budget row of an initiative that has others is not limited, and leaves what was carried over to
///   it to the period after it.
///
/// Units: hours, and the plan's currency. Nothing is rounded.
///
/// - Complexity: days × (people with rows or soft bookings, rows of demand and bookings) + rows.
public struct AllocationVerifier: Sendable {
  /// Hours by which a limit may be passed: the rounding of sums of some thousand hours, far below
  /// what a plan can mean.
  public static let hoursTolerance = 1e-6
  /// The share of a limit by which it may be passed besides.
  public static let relativeTolerance = 1e-9

  /// Employees' pay is sunk; this share of it breaks ties. Source: PLAN §4, "Hour price".
  static let payTieBreak = 0.001
  /// Overtime is paid at this multiple. Source: PLAN §4, "Hour price".
  static let overtimeFactor = 1.5

  let plan: Plan
  let stability: Double
  /// The first day on which a contractor without lead time can be there.
  let asOf: Day
  let cells: Cells
  let workforce: Workforce
  let bookings: Bookings
  let demand: DemandBook
  let budgets: BudgetBook
  /// By project the share at which its demand counts; every project that the plan names is there.
  let shares: [String: Double]
  let hourPrices: [String: Double]
  /// By project the lines that ask for anything, as indices of the demand's.
  let linesOfProject: [String: [Int]]

  /// Reads a plan.
  ///
  /// - Parameters:
  ///   - plan: as it was read; the order of its rows does not matter.
  ///   - basis: the share at which the demand of a project counts, 0 to 1. It is asked only for
  ///     projects whose status counts; the others' demand is 0.
  ///   - today: the day on which the plan is true, where it names none.
  ///   - stability: the price of an hour that leaves its soft booking, as a share of its project's
  ///     hour price.
  ///   - horizon: the days that are planned; nil: the plan's own.
  public init(
    plan: Plan, basis: (Project) -> Double, today: Day, stability: Double = 0.05,
    horizon: DayRange? = nil
  ) {
    self.plan = plan
    self.stability = stability
    asOf = plan.settings.asOf ?? today
    let windows = PlanWindows(plan)
    let sources = DemandSources(plan, windows: windows)
    let named = plan.demand.map(\.project) + plan.assignments.map(\.project)
    var shares: [String: Double] = [:]
    for project in named where sources.projects[project] == nil && shares[project] == nil {
      shares[project] = basis(Project(id: project))
    }
    for project in plan.projects {
      shares[project.id] = project.status.counts ? basis(project) : 0
    }
    self.shares = shares
    cells = Cells(horizon: horizon ?? plan.horizon(sources))
    workforce = Workforce(plan)
    bookings = Bookings(plan, sources, windows)
    demand = DemandBook(plan, cells, workforce, bookings, sources, windows, shares: shares)
    budgets = BudgetBook(plan, cells, demand)
    hourPrices = Self.hourPrices(plan, demand)
    var lines: [String: [Int]] = [:]
    for (index, asked) in demand.asked.enumerated() where asked.total > 0 {
      lines[asked.line.project, default: []].append(index)
    }
    linesOfProject = lines
  }

  /// Everything that is wrong with an allocation, and what it costs.
  ///
  /// - Parameters:
  ///   - rows: in any order; rows of the same giver, line and cell add.
  ///   - claimed: what the allocation is said to cost; nil: nothing is said, and no cost is wrong.
  public func findings(rows: [AllocationRow], claimed: AllocationObjective?) -> Report {
    var recheck = Recheck(self)
    recheck.read(rows)
    recheck.checkGivers()
    recheck.checkLines()
    recheck.checkBudgets()
    return recheck.report(claimed)
  }
}
