public import Optimization
import PlanModel
public import WorkCalendar

/// The allocation of hours as an exact optimisation problem: which class of people serves how much of
/// each line of demand in each cell of the grid.
///
/// **Sets.** Cells t: ISO weeks cut where a month ends. Lines j: demand of one project for a skill at
/// a level, of a team where one is named, or for one person. Hubs p (*pools* of the numeric problem):
/// all who may serve a line of that skill, level and team; a hub feeds the hub of the next lower level.
/// Supplies k, each with the hubs that it enters and one rate:
///
/// | supply | hours a_kt in cell t | cost c_k an hour | money m_k an hour |
/// |---|---|---|---|
/// | *free*: people and hires who enter the same hubs at the same pay | free hours, less soft bookings | pay × 0.001 | pay |
/// | *booked*: hard bookings of the same pay that may serve the same lines | booked hours, scaled to what is plannable | pay × 0.001 | pay |
/// | *wished*: soft bookings of people of one free class and the same lines | softly booked hours, scaled to what is free | pay × 0.001 | pay |
/// | *overtime*: as free | the week's limit, in proportion to net hours | pay × 1.5 | pay × 1.5 |
/// | *contract*: a pool of contractors | max_fte × standard hours from as_of + lead time | rate | rate |
///
/// **Variables**, all in hours and at least 0: x_kpt of supply k that enter hub p; w_pqt from hub p to
/// the next lower q; z_pjt from hub p to line j; y_kjt of booked and wished supply straight to line j;
/// s_j or s_jt of line j that nobody serves.
///
/// **Minimise**, in the plan's currency,
///
///     Σ v_j s_j  +  Σ c_k (Σ_p x_kpt + Σ_j y_kjt)  −  Σ f_j y_kjt (wished supply alone)
///
/// with v_j the hour price of the line's project (PLAN §4) and f_j = stability × v_j the price of an
/// hour that leaves its soft booking; the constant Σ f_j × wished hours makes the last term *friction*.
///
/// **Subject to**
/// 1. capacity: Σ_p x_kpt + Σ_j y_kjt ≤ a_kt, for each supply and cell;
/// 2. balance: Σ_k x_kpt + Σ_q w_qpt = Σ_q w_pqt + Σ_j z_pjt, for each hub and cell;
/// 3. demand: Σ_p z_pjt + Σ_k y_kjt + s_jt = d_jt for each line and cell; or, for flexible work,
///    Σ_t (…) + s_j = D_j over its window and Σ_p z_pjt + Σ_k y_kjt ≤ r_jt (max_fte) in each cell. The
///    min_fte of flexible work, as far as anybody may serve it, is demand of its cells, the rest is free;
/// 4. money: Σ m_k × hours of k for the lines of an initiative in a period ≤ its budget, with what an
///    earlier period left where it carries over.
///
/// It is never infeasible, for nothing must be served, and never unbounded, for supply is limited.
public struct AllocationModel: Sendable {
  /// Where the hours of a supply come from.
  public enum Kind: Int, Sendable, Hashable {
    /// Free hours of people and hires.
    case free
    /// Hours that a hard booking holds.
    case booked
    /// Free hours of people where a soft booking wants them.
    case wished
    /// Hours above the contract.
    case overtime
    /// Hours that can be bought.
    case contract
  }

  /// Who gives the hours of a supply, and how many.
  public struct Member: Sendable {
    /// An index of ``CompiledSupply/units``; of the plan's pools for a contract.
    public let source: Int
    /// The cells that `hours` covers.
    public let cells: Range<Int>
    /// By cell.
    public let hours: [Double]
  }

  /// A supply of the problem, told in the plan's words.
  public struct Source: Sendable {
    /// Where its hours come from.
    public let kind: Kind
    /// Who gives them, in canonical order.
    public internal(set) var members: [Member]
  }

  /// A demand of the problem, told in the plan's words.
  public struct Asked: Sendable {
    /// An index of ``CompiledDemand/lines``.
    public let line: Int
    /// Whether it may lie anywhere in a window.
    public let isFlexible: Bool
  }

  /// What the model is built with.
  public struct Options: Sendable, Hashable {
    /// The price of an hour that leaves its soft booking, as a share of its project's hour price.
    public var stability = 0.05
    /// The day on which the plan is true, where it names none.
    public var today: Day

    /// The usual options on a day.
    public init(today: Day) { self.today = today }
  }

  /// Employees' pay is sunk; this share of it breaks ties. Source: PLAN §4, "Hour price".
  public static let payTieBreak = 0.001
  /// Overtime is paid at this multiple. Source: PLAN §4, "Hour price".
  public static let overtimeFactor = 1.5

  /// What an hour of that kind adds to the objective, and what it takes from a budget.
  static func prices(of kind: Kind, pay: Double) -> (cost: Double, money: Double) {
    switch kind {
    case .free, .booked, .wished: (pay * payTieBreak, pay)
    case .overtime: (pay * overtimeFactor, pay * overtimeFactor)
    case .contract: (pay, pay)
    }
  }

  /// The plan on its grid.
  public let plan: CompiledPlan
  /// For each of the demand's projects the share at which its demand counts.
  public let shares: [Double]
  /// The numbers.
  public let problem: PooledTransport
  /// For each supply of the problem where it comes from.
  public let sources: [Source]
  /// For each demand of the problem what it is.
  public let asked: [Asked]
  /// For each money group its initiative.
  public let initiatives: [String]
  /// The money periods.
  public let moneyPeriods: [Grid.Span]
  /// Σ friction price × softly booked hours: what all wishes together could cost.
  public let frictionAtMost: Double
  let eligibility: Eligibility

  /// Builds the problem.
  ///
  /// - Parameter shares: for each of the plan's demand projects the share at which it counts, 0 to 1.
  public init(_ plan: CompiledPlan, shares: [Double], options: Options) {
    var builder = AllocationBuilder(plan, shares: shares, options: options)
    builder.addDemand()
    builder.addPeople()
    builder.addBookings()
    builder.addContracts()
    self = builder.finished()
  }

  init(
    plan: CompiledPlan, shares: [Double], problem: PooledTransport, sources: [Source],
    asked: [Asked], initiatives: [String], moneyPeriods: [Grid.Span], frictionAtMost: Double,
    eligibility: Eligibility
  ) {
    self.plan = plan
    self.shares = shares
    self.problem = problem
    self.sources = sources
    self.asked = asked
    self.initiatives = initiatives
    self.moneyPeriods = moneyPeriods
    self.frictionAtMost = frictionAtMost
    self.eligibility = eligibility
  }

  /// The same plan with other numbers.
  func replacing(_ problem: PooledTransport, asked: [Asked]? = nil) -> AllocationModel {
    AllocationModel(
      plan: plan, shares: shares, problem: problem, sources: sources, asked: asked ?? self.asked,
      initiatives: initiatives, moneyPeriods: moneyPeriods, frictionAtMost: frictionAtMost,
      eligibility: eligibility)
  }
}

extension AllocationModel {
  /// Whether a unit's free hours may serve a line.
  public func mayServe(_ unit: Int, line: Int) -> Bool {
    eligibility.mayServe(plan.supply.units[unit], eligibility.hubOfLine[line])
  }

  /// The plan's pools of contractors that may serve a line.
  public func contractors(forLine line: Int) -> [Int] {
    plan.plan.pools.indices.filter {
      eligibility.mayServe(plan.plan.pools[$0], eligibility.hubOfLine[line])
    }
  }

  /// The hub of the next person who holds a skill alone, at level 5; nil where no line asks it of
  /// anybody.
  public func hub(ofNewcomerIn skill: String) -> Int? {
    eligibility.hubs(of: [SkillLevel(skill, 5)], team: nil, person: nil).first
  }

  /// The hubs of the next people in all skills that lines ask, ascending.
  var newcomersHubs: [Int] {
    let skills = Set(plan.demand.lines.map(\.skill)).filter { !$0.hasPrefix("@") }
    return Set(skills.compactMap { hub(ofNewcomerIn: $0) }).sorted()
  }

  /// A money group's budget in a period, with what earlier periods have left where that is allowed.
  public func available(group: Int, period: Int, spent: [Double]) -> Double {
    let first = group * problem.moneyPeriodCount
    var left = 0.0
    for index in 0..<period where problem.carriesOver[group] {
      // A period without a limit leaves to the next what was left to it.
      let budget = problem.budgets[first + index]
      if budget.isFinite { left = max(0, left + budget - spent[first + index]) }
    }
    return left + problem.budgets[first + period]
  }
}
