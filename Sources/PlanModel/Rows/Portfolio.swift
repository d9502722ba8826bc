public import WorkCalendar

/// What the organisation wants.
public struct Goal: Hashable, Sendable, Codable, PlanRow {
  /// Where the row stands.
  public var origin: RowOrigin
  /// Unique in its table.
  public var id: String
  /// As people call it.
  public var name: String?
  /// Its share of attention, not negative.
  public var weight: Double?
  /// Who answers for it.
  public var owner: String?

  /// A goal with that id and no more.
  public init(id: String, origin: RowOrigin = .none) {
    self.origin = origin
    self.id = id
  }
}

/// A bundle of projects that is funded together.
public struct Initiative: Hashable, Sendable, Codable, PlanRow {
  /// Money in, value out.
  public struct CurvePoint: Hashable, Sendable, Codable {
    /// Money in.
    public var money: Double
    /// In the plan's currency.
    public var value: Double

    /// A point of a value curve, in the plan's currency.
    public init(money: Double, value: Double) {
      self.money = money
      self.value = value
    }
  }

  /// Where the row stands.
  public var origin: RowOrigin
  /// Unique in its table.
  public var id: String
  /// As people call it.
  public var name: String?
  /// A goal's id.
  public var goal: String?
  /// Who answers for it.
  public var owner: String?
  /// Who answers for the money.
  public var budgetOwner: String?
  /// In the plan's currency.
  public var value: Double?
  /// Standard deviation of the value, as a share of it.
  public var sd: Double?
  /// Least money.
  public var floor: Double?
  /// Most money.
  public var cap: Double?
  /// Concave, by money; empty where not given.
  public var curve: [CurvePoint]
  /// How strictly its projects are held to the plan's rules; nil: as the plan is.
  public var mode: Governance.Mode?

  /// An initiative with that id and no more.
  public init(id: String, origin: RowOrigin = .none) {
    self.origin = origin
    self.id = id
    self.curve = []
  }
}

/// Money of an initiative in a period; a wide row gives several.
public struct Budget: Hashable, Sendable, Codable, PlanRow {
  /// How it is booked.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    case opex
    case capex
  }

  /// Where the row stands.
  public var origin: RowOrigin
  /// An initiative's id.
  public var initiative: String
  /// nil: the whole horizon.
  public var period: Period?
  /// In the plan's currency.
  public var amount: Double
  /// Which kind it is.
  public var kind: Kind?
  /// Whether what is left goes to the next period.
  public var carryOver: Bool
  /// Restricted money's name.
  public var fund: String?

  /// Money of one initiative in one period.
  public init(initiative: String, period: Period?, amount: Double, origin: RowOrigin = .none) {
    self.origin = origin
    self.initiative = initiative
    self.period = period
    self.amount = amount
    self.carryOver = false
  }
}

/// A project.
public struct Project: Hashable, Sendable, Codable, PlanRow {
  /// Where a project stands.
  public enum Status: String, Sendable, Codable, CaseIterable {
    /// An idea before approval.
    case pitch
    /// Likely, not approved.
    case tentative
    /// Approved.
    case committed
    /// Running.
    case active
    /// Resting: no demand.
    case onHold = "on_hold"
    /// Finished: no demand.
    case done
    /// Given up: no demand.
    case cancelled

    /// Committed or active: demand in every basis.
    public var isConfirmed: Bool { self == .committed || self == .active }
    /// Tentative or pitch: demand in `expected` and `all`.
    public var isTentative: Bool { self == .tentative || self == .pitch }
    /// Whether its demand and bookings count in any basis.
    public var counts: Bool { isConfirmed || isTentative }
  }

  /// Whether a selection must take or refuse it.
  public enum Pin: String, Sendable, Codable, CaseIterable {
    case `in`
    case out
  }

  /// Where the row stands.
  public var origin: RowOrigin
  /// Unique in its table.
  public var id: String
  /// As people call it.
  public var name: String?
  /// An initiative's id.
  public var initiative: String?
  /// Who answers for it.
  public var owner: String?
  /// Who runs it.
  public var manager: String?
  /// Who pays.
  public var sponsor: String?
  /// Where it stands.
  public var status: Status
  /// The chance that tentative work happens, 0 to 1.
  public var probability: Double
  /// 1 comes first.
  public var priority: Double?
  /// Whether a selection must take it.
  public var mustHave: Bool
  /// Forced in or out; nil: free.
  public var pin: Pin?
  /// No work before it.
  public var earliestStart: Day?
  /// The first day.
  public var start: Day?
  /// The last day.
  public var finish: Day?
  /// A finish whose missing has a cost.
  public var deadline: Day?
  /// A finish that may not be missed.
  public var mustFinish: Day?
  /// In the plan's currency.
  public var value: Double?
  /// Money a week.
  public var costOfDelay: Double?
  /// Money that it may spend.
  public var budget: Double?
  /// The stage gate at which it stands.
  public var gate: String?

  /// A committed project with that id and no more.
  public init(id: String, origin: RowOrigin = .none) {
    self.origin = origin
    self.id = id
    self.status = .committed
    self.probability = 1
    self.mustHave = false
  }
}

/// What taking one project says of another.
public struct ProjectLogic: Hashable, Sendable, Codable, PlanRow {
  /// The relation.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// `project` needs `other`.
    case requires
    /// All or none.
    case includes
    /// At most one.
    case excludes
  }

  /// Where the row stands.
  public var origin: RowOrigin
  /// A project's id.
  public var project: String
  /// Which kind it is.
  public var kind: Kind
  /// Another project's id.
  public var other: String

  /// A relation of two projects.
  public init(project: String, kind: Kind, other: String, origin: RowOrigin = .none) {
    self.origin = origin
    self.project = project
    self.kind = kind
    self.other = other
  }
}

/// The correlation of two initiatives' values.
public struct RiskCorrelation: Hashable, Sendable, Codable, PlanRow {
  /// Where the row stands.
  public var origin: RowOrigin
  /// An initiative's id.
  public var a: String
  /// Another initiative's id.
  public var b: String
  /// -1 to 1.
  public var correlation: Double

  /// A correlation of two initiatives.
  public init(a: String, b: String, correlation: Double, origin: RowOrigin = .none) {
    self.origin = origin
    self.a = a
    self.b = b
    self.correlation = correlation
  }
}

/// The measure of a goal.
public struct KPI: Hashable, Sendable, Codable, PlanRow {
  /// Which way is good.
  public enum Better: String, Sendable, Codable, CaseIterable {
    case up
    case down
  }

  /// Where the row stands.
  public var origin: RowOrigin
  /// Unique in its table.
  public var id: String
  /// As people call it.
  public var name: String?
  /// A goal's id.
  public var goal: String?
  /// A project's id.
  public var project: String?
  /// Of value and target.
  public var unit: String?
  /// In the plan's currency.
  public var value: Double?
  /// An expression over results, as text.
  public var formula: String?
  /// What the value should become.
  public var target: Double?
  /// Which way is good.
  public var better: Better?

  /// What its formula is about: its project, else its goal, else the plan.
  public var subject: RuleSubject {
    if project != nil { return .project }
    return goal != nil ? .goal : .plan
  }

  /// A KPI with that id and no more.
  public init(id: String, origin: RowOrigin = .none) {
    self.origin = origin
    self.id = id
  }
}
