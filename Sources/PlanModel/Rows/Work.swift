public import WorkCalendar

/// The unit of a wide table's cells.
public enum WorkUnit: String, Sendable, Codable, CaseIterable {
  /// Full-time people: a rate.
  case fte
  /// Working hours, spread evenly over the period.
  case hours
  /// Standard days, spread evenly over the period.
  case days
  /// A share of a full-time person, or of the booked person's plannable hours: a rate.
  case percent
}

/// A non-empty cell of a wide table.
public struct WideCell: Hashable, Sendable, Codable {
  /// The days of the column's period.
  public var days: DayRange
  /// In the row's unit; percent as a share (50 % is 0.5).
  public var amount: Double

  /// An amount in a period.
  public init(days: DayRange, amount: Double) {
    self.days = days
    self.amount = amount
  }
}

/// A task, phase or milestone of a project.
public struct ProjectTask: Hashable, Sendable, Codable, PlanRow {
  /// What it is.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    case task
    case phase
    case milestone
  }

  /// Where the row stands.
  public var origin: RowOrigin
  /// Unique in its table.
  public var id: String
  /// A project's id.
  public var project: String
  /// As people call it.
  public var name: String?
  /// Which kind it is.
  public var kind: Kind
  /// The first day.
  public var start: Day?
  /// The last day.
  public var finish: Day?
  /// Working days.
  public var durationDays: Double?
  /// No work before it.
  public var notBefore: Day?
  /// No work after it.
  public var notAfter: Day?
  /// 0 to 1.
  public var percentComplete: Double?

  /// A task with that id and no more.
  public init(id: String, project: String, origin: RowOrigin = .none) {
    self.origin = origin
    self.id = id
    self.project = project
    self.kind = .task
  }
}

/// What must happen before what, between tasks or projects.
public struct Dependency: Hashable, Sendable, Codable, PlanRow {
  /// Which ends are tied.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// Finish to start.
    case fs = "FS"
    /// Start to start.
    case ss = "SS"
    /// Finish to finish.
    case ff = "FF"
    /// Start to finish.
    case sf = "SF"
  }

  /// Where the row stands.
  public var origin: RowOrigin
  /// A task's or a project's id.
  public var predecessor: String
  /// A task's or a project's id.
  public var successor: String
  /// Which kind it is.
  public var kind: Kind
  /// Calendar days; may be negative.
  public var lagDays: Double

  /// Finish to start, without lag.
  public init(predecessor: String, successor: String, origin: RowOrigin = .none) {
    self.origin = origin
    self.predecessor = predecessor
    self.successor = successor
    self.kind = .fs
    self.lagDays = 0
  }
}

/// How effort lies over its window. Source: PLAN §4, weights at u = (i + ½) ⁄ n.
public enum EffortProfile: String, Sendable, Codable, CaseIterable {
  /// 1
  case even
  /// 2(1 − u)
  case front
  /// 2u
  case back
  /// sin² πu
  case bell
}

/// Work that is wanted.
public struct Demand: Hashable, Sendable, Codable, PlanRow {
  /// Who is asked.
  public enum Need: Hashable, Sendable, Codable {
    /// Anyone who holds the skill or role at the level or above.
    case skill(String, level: Int)
    /// That person alone.
    case person(String)
  }

  /// How much.
  public enum Amount: Hashable, Sendable, Codable {
    /// Full-time people through the window.
    case fte(Double)
    /// Standard days in all.
    case effortDays(Double)
    /// Hours in all.
    case effortHours(Double)
    /// By period; no window.
    case wide(WorkUnit, [WideCell])
  }

  /// Where the row stands.
  public var origin: RowOrigin
  /// A project's id.
  public var project: String
  /// A task's id; nil: the whole project.
  public var task: String?
  /// Who is asked.
  public var need: Need
  /// Only that team and its sub-teams may serve it.
  public var team: String?
  /// nil: the task's or the project's.
  public var from: Day?
  /// nil: the task's or the project's.
  public var to: Day?
  /// How much.
  public var amount: Amount
  /// Unit of `amount`.
  public var effortLow: Double?
  /// Unit of `amount`.
  public var effortHigh: Double?
  /// How effort lies over the window.
  public var profile: EffortProfile
  /// Whether `allocate` and `schedule` may place it anywhere in the window.
  public var flexible: Bool
  /// Full-time people at least while it runs.
  public var minFTE: Double?
  /// Full-time people at most at a time.
  public var maxFTE: Double?

  /// An amount of work for one project.
  public init(project: String, need: Need, amount: Amount, origin: RowOrigin = .none) {
    self.origin = origin
    self.project = project
    self.need = need
    self.amount = amount
    self.profile = .even
    self.flexible = false
  }
}

/// A share of a person, or of a placeholder, given to a project between dates.
public struct Booking: Hashable, Sendable, Codable, PlanRow {
  /// Whether it blocks the time.
  public enum Firmness: String, Sendable, Codable, CaseIterable {
    /// Blocks the time.
    case hard
    /// A wish.
    case soft
  }

  /// Who is booked.
  public enum Holder: Hashable, Sendable, Codable {
    /// A person's id.
    case person(String)
    /// Nobody yet: the row's skill is asked.
    case placeholder
  }

  /// How much.
  public enum Amount: Hashable, Sendable, Codable {
    /// × the location's hours of the day.
    case fte(Double)
    /// A share of the person's plannable hours of the day.
    case percent(Double)
    /// In proportion to the person's net hours in the week.
    case hoursPerWeek(Double)
    /// In all, in proportion to the person's net hours in the window.
    case hours(Double)
    /// By period; no window.
    case wide(WorkUnit, [WideCell])
  }

  /// Where the row stands.
  public var origin: RowOrigin
  /// Who is booked.
  public var holder: Holder
  /// A project's id.
  public var project: String
  /// A task's id; nil: the whole project.
  public var task: String?
  /// A skill or role; `@id` for a person.
  public var skill: String?
  /// nil: the task's or the project's.
  public var from: Day?
  /// nil: the task's or the project's.
  public var to: Day?
  /// How much.
  public var amount: Amount
  /// Hard or soft.
  public var firmness: Firmness

  /// A hard booking.
  public init(holder: Holder, project: String, amount: Amount, origin: RowOrigin = .none) {
    self.origin = origin
    self.holder = holder
    self.project = project
    self.amount = amount
    self.firmness = .hard
  }
}

/// Hours that were worked.
public struct Actual: Hashable, Sendable, Codable, PlanRow {
  /// Where the row stands.
  public var origin: RowOrigin
  /// A person's id.
  public var person: String?
  /// The job.
  public var role: String?
  /// A team's id.
  public var team: String?
  /// A project's id, or ``run``.
  public var project: String
  /// A task's id; nil: the whole project.
  public var task: String?
  /// The window.
  public var days: DayRange
  /// Working hours.
  public var hours: Double

  /// The project of the business as usual.
  public static let run = "run"

  /// Hours of one project.
  public init(project: String, days: DayRange, hours: Double, origin: RowOrigin = .none) {
    self.origin = origin
    self.project = project
    self.days = days
    self.hours = hours
  }
}

/// An estimate, and what came of it.
public struct Estimate: Hashable, Sendable, Codable, PlanRow {
  /// Where the row stands.
  public var origin: RowOrigin
  /// A task's id; nil: the whole project.
  public var task: String?
  /// A project's id.
  public var project: String?
  /// The kind of work.
  public var type: String?
  /// A team's id.
  public var team: String?
  /// What was expected.
  public var estimateHours: Double
  /// What it took; nil while it runs.
  public var actualHours: Double?
  /// The day on which it was done.
  public var finished: Day?

  /// An estimate of a task or project.
  public init(estimateHours: Double, origin: RowOrigin = .none) {
    self.origin = origin
    self.estimateHours = estimateHours
  }
}
