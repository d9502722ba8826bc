/// A plan: people, skills, projects, budgets and what ties them, as plain values.
///
/// Rows stand in the order of their files; references are ids that have been resolved. A table that
/// no file holds has the rows that other tables name (projects, teams, locations, initiatives).
/// Results never depend on the order of rows: whoever computes takes ``canonical()`` first.
public struct Plan: Hashable, Sendable, Codable {
  /// The names of the files, within the plan's folder, to which ``RowOrigin/file`` points.
  public var files: [String] = []
  /// plan.yaml.
  public var settings = PlanSettings()
  /// People.
  public var people: [Person] = []
  /// Days away.
  public var absences: [Absence] = []
  /// Places with a week of their own.
  public var locations: [Location] = []
  /// Days closed.
  public var holidays: [Holiday] = []
  /// Teams.
  public var teams: [Team] = []
  /// People who are to join.
  public var hires: [Hire] = []
  /// Contractors who can be bought.
  public var pools: [Pool] = []
  /// Contracts with contractors.
  public var contracts: [Contract] = []
  /// Skills that people learn.
  public var trainings: [Training] = []
  /// People who change the team.
  public var moves: [TeamMove] = []
  /// Who may leave.
  public var attritions: [Attrition] = []
  /// What the organisation wants.
  public var goals: [Goal] = []
  /// Bundles of projects.
  public var initiatives: [Initiative] = []
  /// Money by initiative and period.
  public var budgets: [Budget] = []
  /// Projects.
  public var projects: [Project] = []
  /// What taking one project says of another.
  public var logic: [ProjectLogic] = []
  /// Correlations of initiatives' values.
  public var risk: [RiskCorrelation] = []
  /// Tasks, phases and milestones.
  public var tasks: [ProjectTask] = []
  /// What must happen before what.
  public var dependencies: [Dependency] = []
  /// Demand.
  public var demand: [Demand] = []
  /// Bookings of people and placeholders.
  public var assignments: [Booking] = []
  /// Measures of goals.
  public var kpis: [KPI] = []
  /// Hours that were worked.
  public var actuals: [Actual] = []
  /// Estimates and what came of them.
  public var estimates: [Estimate] = []

  /// A plan without a row.
  public init() {}

  /// The same plan with every table in an order that depends on its content alone.
  public func canonical() -> Plan {
    var plan = self
    plan.people.sortByContent()
    plan.absences.sortByContent()
    plan.locations.sortByContent()
    plan.holidays.sortByContent()
    plan.teams.sortByContent()
    plan.hires.sortByContent()
    plan.pools.sortByContent()
    plan.contracts.sortByContent()
    plan.trainings.sortByContent()
    plan.moves.sortByContent()
    plan.attritions.sortByContent()
    plan.goals.sortByContent()
    plan.initiatives.sortByContent()
    plan.budgets.sortByContent()
    plan.projects.sortByContent()
    plan.logic.sortByContent()
    plan.risk.sortByContent()
    plan.tasks.sortByContent()
    plan.dependencies.sortByContent()
    plan.demand.sortByContent()
    plan.assignments.sortByContent()
    plan.kpis.sortByContent()
    plan.actuals.sortByContent()
    plan.estimates.sortByContent()
    return plan
  }
}

/// A row of a table.
public protocol PlanRow: Sendable {
  /// Where it came from.
  var origin: RowOrigin { get }
  /// What the row is sorted by; rows with the same key stand by ``content``.
  var sortKey: String { get }
  /// A number computed from everything the row says, its origin left out.
  var content: ContentHash { get }
}

/// A row that is told apart by its id.
public protocol IdentifiedRow: PlanRow {
  /// Unique among the rows of its table.
  var id: String { get }
}

extension IdentifiedRow {
  /// The id.
  public var sortKey: String { id }
}

extension Array where Element: PlanRow {
  /// Sorts by ``PlanRow/sortKey``, then by content.
  mutating func sortByContent() {
    let keys = map { ($0.sortKey, $0.content.value) }
    let order = indices.sorted { keys[$0] < keys[$1] }
    self = order.map { self[$0] }
  }
}
