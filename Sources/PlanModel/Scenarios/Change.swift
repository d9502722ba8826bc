public import WorkCalendar

/// A change of a scenario. Source: PLAN §5.
///
/// References are ids or unique names; they are resolved in the plan to which the change is applied.
public enum Change: Hashable, Sendable, Codable {
  /// People who join; they count as approved. An empty id is given one.
  case hire(Hire)
  /// People who leave.
  case release(Release)
  /// Contractors for some days. Whatever its id is, it is given one.
  case contract(Contract)
  /// A person learns a skill.
  case train(Training)
  /// A person changes the team.
  case move(TeamMove)
  /// Days away.
  case absence(Away)
  /// Work moves to later.
  case delay(Shift)
  /// Work moves to earlier.
  case accelerate(Shift)
  /// A project rests.
  case pause(Pause)
  /// A project is given up.
  case cancel(project: String)
  /// A project is committed to.
  case win(project: String)
  /// A project is lost.
  case lose(project: String)
  /// Demand × factor.
  case scale(Scaling)
  /// Rows of any table, as a plan that holds nothing else.
  case add(Plan)
  /// A value of the plan.
  case set(Edit)
  /// Money of an initiative.
  case budget(Money)
  /// Hires that start in these days start after them.
  case freezeHiring(DayRange)
  /// People who may leave.
  case attrition(Attrition)
  /// A day closed.
  case holiday(Holiday)

  /// The verb as it is written.
  public var verb: String {
    switch self {
    case .hire: "hire"
    case .release: "release"
    case .contract: "contract"
    case .train: "train"
    case .move: "move"
    case .absence: "absence"
    case .delay: "delay"
    case .accelerate: "accelerate"
    case .pause: "pause"
    case .cancel: "cancel"
    case .win: "win"
    case .lose: "lose"
    case .scale: "scale"
    case .add: "add"
    case .set: "set"
    case .budget: "budget"
    case .freezeHiring: "freeze_hiring"
    case .attrition: "attrition"
    case .holiday: "holiday"
    }
  }

  /// Every verb.
  public static let verbs = [
    "hire", "release", "contract", "train", "move", "absence", "delay", "accelerate", "pause",
    "cancel", "win", "lose", "scale", "add", "set", "budget", "freeze_hiring", "attrition",
    "holiday",
  ]
}

extension Change {
  /// Who leaves, and when.
  public struct Release: Hashable, Sendable, Codable {
    /// Who leaves.
    public enum Who: Hashable, Sendable, Codable {
      /// That person.
      case person(String)
      /// So many of a team and its sub-teams, of those who hold a skill, or of both: who started
      /// last, then by id.
      case count(Int, team: String?, skill: String?)
    }

    /// Who leaves.
    public var who: Who
    /// The last day.
    public var on: Day

    /// Somebody leaves after a day.
    public init(_ who: Who, on: Day) {
      self.who = who
      self.on = on
    }
  }

  /// Days away.
  public struct Away: Hashable, Sendable, Codable {
    /// Who is away.
    public enum Who: Hashable, Sendable, Codable {
      /// A person.
      case person(String)
      /// Those who are members of a team or its sub-teams on the first day.
      case team(String)
      /// Everyone.
      case everyone
    }

    /// Who is away.
    public var who: Who
    /// From the first day to the last.
    public var days: DayRange
    /// The share of each day that is lost.
    public var fraction: Double

    /// Somebody is away for some days.
    public init(_ who: Who, days: DayRange, fraction: Double = 1) {
      self.who = who
      self.days = days
      self.fraction = fraction
    }
  }

  /// Work that moves by calendar days.
  public struct Shift: Hashable, Sendable, Codable {
    /// A project; nil: that of the task.
    public var project: String?
    /// A task; nil: the whole project.
    public var task: String?
    /// Calendar days, not negative.
    public var days: Int

    /// A project or a task moves by some days.
    public init(project: String? = nil, task: String? = nil, days: Int) {
      self.project = project
      self.task = task
      self.days = days
    }
  }

  /// A project that rests.
  public struct Pause: Hashable, Sendable, Codable {
    /// A project.
    public var project: String
    /// The days without work.
    public var days: DayRange

    /// A project rests for some days.
    public init(project: String, days: DayRange) {
      self.project = project
      self.days = days
    }
  }

  /// Demand × factor.
  public struct Scaling: Hashable, Sendable, Codable {
    /// Only of this project.
    public var project: String?
    /// Only for this skill or role.
    public var skill: String?
    /// Not negative.
    public var factor: Double
    /// Only from this day on.
    public var from: Day?
    /// Only until this day.
    public var to: Day?

    /// A project's demand, a skill's, or both, × factor.
    public init(
      project: String? = nil, skill: String? = nil, factor: Double, from: Day? = nil,
      to: Day? = nil
    ) {
      self.project = project
      self.skill = skill
      self.factor = factor
      self.from = from
      self.to = to
    }
  }

  /// A value that is set: the rows of the plan that it concerns, as they are and as they become.
  public struct Edit: Hashable, Sendable, Codable {
    /// As it is written: `projects.crm.priority`.
    public var path: String
    /// The rows as they are; of one table, without any other.
    public var before: Plan
    /// The same rows as they become, in the same order.
    public var after: Plan
    /// The settings as they become; nil: they stay.
    public var settings: PlanSettings?

    /// Rows that become others.
    public init(path: String, before: Plan, after: Plan) {
      self.path = path
      self.before = before
      self.after = after
    }

    /// Settings that become others.
    public init(path: String, settings: PlanSettings) {
      self.path = path
      self.before = Plan()
      self.after = Plan()
      self.settings = settings
    }
  }

  /// Money of an initiative.
  public struct Money: Hashable, Sendable, Codable {
    /// What becomes of it.
    public enum Amount: Hashable, Sendable, Codable {
      /// It becomes so much.
      case to(Double)
      /// It grows by a share of itself; negative: it shrinks.
      case byShare(Double)
      /// It grows by so much; negative: it shrinks.
      case by(Double)
    }

    /// An initiative.
    public var initiative: String
    /// The budgets within it; nil: all.
    public var period: Period?
    /// Only of that kind.
    public var kind: Budget.Kind?
    /// What becomes of it.
    public var amount: Amount

    /// The money of an initiative changes.
    public init(initiative: String, period: Period? = nil, amount: Amount) {
      self.initiative = initiative
      self.period = period
      self.amount = amount
    }
  }
}
