public import PlanModel
public import WorkCalendar

/// A plan as arrays on the planning grid.
///
/// Everything stands in the plan's canonical order, so that neither the order of rows nor the number
/// of threads reaches a result.
public struct CompiledPlan: Sendable {
  /// The plan in canonical order.
  public let plan: Plan
  /// The planning grid.
  public let grid: Grid
  /// Standard hours by cell.
  public let standardHours: [Double]
  /// Capacity and bookings.
  public let supply: CompiledSupply
  /// Demand at full size.
  public let demand: CompiledDemand
  /// The projects of the demand by id.
  public let indexOfProject: [String: Int]
  /// For each of `demand.projects` what an unserved hour costs, in the plan's currency.
  public let hourPrices: [Double]
  /// Teams with what they inherit.
  public let teams: TeamTree
  /// The plan's demand and bookings by the words of PLAN §4.
  public let sources: DemandSources

  /// Compiles a plan for its own horizon, or for the days given.
  ///
  /// - Complexity: people × days + rows × days of their windows.
  public init(_ plan: Plan, horizon: DayRange? = nil) async {
    let plan = plan.canonical()
    let windows = PlanWindows(plan)
    let sources = DemandSources(plan, windows: windows)
    let grid = Grid(horizon: horizon ?? plan.horizon(sources))
    let context = CompileContext(plan, grid: grid, sources: sources, windows: windows)
    self.plan = plan
    self.grid = grid
    self.sources = sources
    standardHours = context.standardHours
    teams = context.teams
    supply = await CompiledSupply(context)
    demand = CompiledDemand(context, supply: supply)
    indexOfProject = Dictionary(
      demand.projects.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    hourPrices = HourPrices.prices(of: demand, in: plan)
  }

  /// The standard hours of some cells.
  public func standardHours(in cells: Range<Int>) -> Double {
    standardHours[cells].reduce(0, +)
  }

  /// The share at which a project's demand counts, for each of `demand.projects`.
  public func shares(
    confirmed: Double = 1, tentative: (Project) -> Double
  ) -> [Double] {
    demand.projects.map { $0.status.isConfirmed ? confirmed : tentative($0) }
  }
}
