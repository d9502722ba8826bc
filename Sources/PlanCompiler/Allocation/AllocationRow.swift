public import PlanModel
public import WorkCalendar

/// Hours that somebody gives to one line of demand in one cell of the grid.
public struct AllocationRow: Sendable, Hashable {
  /// Whose hours they are.
  public enum Giver: Sendable, Hashable {
    /// A person's id.
    case person(String)
    /// A hire's id.
    case hire(String)
    /// The id of a pool of contractors.
    case pool(String)
    /// The id of a contract.
    case contract(String)
  }

  /// Whose hours they are.
  public var giver: Giver
  /// Which of their hours.
  public var kind: AllocationModel.Kind
  /// A project's id.
  public var project: String
  /// The demand's task; nil: the whole project.
  public var task: String?
  /// The demand's skill and level, or its person.
  public var need: Demand.Need
  /// The demand's team; nil: anybody's.
  public var team: String?
  /// The days of the cell.
  public var days: DayRange
  /// More than 0.
  public var hours: Double

  /// Hours of a giver for a line of demand.
  public init(
    giver: Giver, kind: AllocationModel.Kind, project: String, task: String?, need: Demand.Need,
    team: String?, days: DayRange, hours: Double
  ) {
    self.giver = giver
    self.kind = kind
    self.project = project
    self.task = task
    self.need = need
    self.team = team
    self.days = days
    self.hours = hours
  }
}

/// What an allocation costs, in the plan's currency.
public struct AllocationObjective: Sendable, Hashable {
  /// Σ hour price × unserved hours.
  public var shortage: Double
  /// Σ cost of an hour × allocated hours.
  public var staffing: Double
  /// Σ friction price × softly booked hours that went elsewhere.
  public var friction: Double
  /// All three.
  public var total: Double { shortage + staffing + friction }

  /// The three parts.
  public init(shortage: Double, staffing: Double, friction: Double) {
    self.shortage = shortage
    self.staffing = staffing
    self.friction = friction
  }
}
