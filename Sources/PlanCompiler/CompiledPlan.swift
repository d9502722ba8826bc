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

  /// Whether somebody's free hours may serve a line: the skill is theirs at its level or above, and they
  /// belong to its team; or they are the person who is asked.
  public func mayServe(_ unit: SupplyUnit, _ line: DemandLine) -> Bool {
    switch line.need {
    case .person(let person):
      guard case .person = unit.source else { return false }
      return unit.id == person
    case .skill(let skill, let level):
      guard let held = unit.level(of: skill), held >= level else { return false }
      return line.team.map { teams.contains($0, member: unit.team) } ?? true
    }
  }

  /// For each of the demand's projects its hour price as it was before one of them came: that one's cost of
  /// delay and priority say nothing of the others.
  public func hourPrices(before project: Int) -> [Double] {
    HourPrices.prices(of: demand, in: plan, besides: project)
  }

  /// The lines of the demand in the order in which they are served and paid where not all can be: the
  /// dearest hour first.
  var linesByHourPrice: [Int] { lines(byHourPrice: hourPrices) }

  /// The same by other prices, one for each of the demand's projects.
  func lines(byHourPrice prices: [Double]) -> [Int] {
    let lines = demand.lines
    return lines.indices.sorted {
      let (left, right) = (lines[$0].project, lines[$1].project)
      return left == right ? $0 < $1 : (prices[right], left) < (prices[left], right)
    }
  }

  /// The share at which a project's demand counts, for each of `demand.projects`.
  public func shares(
    confirmed: Double = 1, tentative: (Project) -> Double
  ) -> [Double] {
    demand.projects.map { $0.status.isConfirmed ? confirmed : tentative($0) }
  }
}
