public import WorkCalendar

/// Contractors for some days: capacity at their FTE of the plan's standard hours, without absence,
/// run work, target utilisation or ramp-up.
public struct Contract: Hashable, Sendable, Codable, PlanRow {
  /// Where the row stands.
  public var origin: RowOrigin
  /// Unique among contracts, people and hires.
  public var id: String
  /// The pool that it is made with; nil: none of the plan's.
  public var pool: String?
  /// Empty with a pool: the pool's; see ``Plan/filled(_:)``.
  public var skills: [SkillLevel]
  /// Full-time equivalents, not negative.
  public var fte: Double
  /// From the first day to the last.
  public var days: DayRange
  /// nil with a pool: the pool's, else not known.
  public var cost: CostRate?

  /// A contract for some days, with a pool or with skills of its own.
  public init(
    id: String = "", pool: String? = nil, skills: [SkillLevel] = [], cost: CostRate? = nil,
    fte: Double, days: DayRange, origin: RowOrigin = .none
  ) {
    self.origin = origin
    self.id = id
    self.pool = pool
    self.skills = skills
    self.cost = cost
    self.fte = fte
    self.days = days
  }
}

/// A person learns a skill. Source: PLAN §5.
public struct Training: Hashable, Sendable, Codable, PlanRow {
  /// Where the row stands.
  public var origin: RowOrigin
  /// A person's id.
  public var person: String
  /// The skill, and the level at which it is held at least from `ready` on.
  public var skill: SkillLevel
  /// The first day with it.
  public var ready: Day
  /// Working days just before `ready` that it takes; see ``Plan/timeAway``.
  public var days: Double

  /// A skill from a day on.
  public init(
    person: String, skill: SkillLevel, ready: Day, days: Double = 0, origin: RowOrigin = .none
  ) {
    self.origin = origin
    self.person = person
    self.skill = skill
    self.ready = ready
    self.days = days
  }
}

/// A person changes the team. Source: PLAN §5.
public struct TeamMove: Hashable, Sendable, Codable, PlanRow {
  /// Where the row stands.
  public var origin: RowOrigin
  /// A person's id.
  public var person: String
  /// The id of the new team.
  public var team: String
  /// The first day in it.
  public var on: Day

  /// A person moves to a team.
  public init(person: String, team: String, on: Day, origin: RowOrigin = .none) {
    self.origin = origin
    self.person = person
    self.team = team
    self.on = on
  }
}

/// People who may leave: plannable hours shrink by a share a year.
///
/// A day's plannable hours of those whom it concerns are multiplied by (1 − rate)^(days since it counts
/// ⁄ 365), from the day on from which it counts. It concerns people and hires, not contractors.
public struct Attrition: Hashable, Sendable, Codable, PlanRow {
  /// Where the row stands.
  public var origin: RowOrigin
  /// The share that leaves in a year, 0 to 1.
  public var rate: Double
  /// Only those who hold the skill or role at any level; nil: whatever they hold.
  public var skill: String?
  /// Only members of the team and its sub-teams; nil: of any team.
  public var team: String?
  /// The day from which it counts; nil: the plan's as_of.
  public var since: Day?

  /// A rate of attrition of those who hold a skill, of a team's members, of both, or of everyone.
  public init(
    rate: Double, skill: String? = nil, team: String? = nil, since: Day? = nil,
    origin: RowOrigin = .none
  ) {
    self.origin = origin
    self.rate = rate
    self.skill = skill
    self.team = team
    self.since = since
  }

  /// Whether it concerns somebody of these skills and this team.
  public func concerns(skills: [SkillLevel], team: String?, in teams: TeamTree) -> Bool {
    if let skill, !skills.contains(where: { $0.skill == skill }) { return false }
    if let own = self.team, !teams.contains(own, member: team) { return false }
    return true
  }

  /// The day from which it counts; nil, so that it takes nothing, where neither it nor the plan names one,
  /// which no file can bring in.
  public func start(in settings: PlanSettings) -> Day? { since ?? settings.asOf }
}

extension Plan {
  /// A contract with what it leaves to its pool: the skills and the cost.
  public func filled(_ contract: Contract) -> Contract {
    guard let pool = pools.first(where: { $0.id == contract.pool }) else { return contract }
    var filled = contract
    if filled.skills.isEmpty { filled.skills = pool.skills }
    filled.cost = filled.cost ?? pool.cost
    return filled
  }

  /// The most FTE that contracts take of a pool together on some day of those.
  public func contractedFTE(of pool: String, in days: DayRange) -> Double {
    let own = contracts.filter { $0.pool == pool && $0.days.overlaps(days) }
    // What is taken grows only where a contract begins.
    let beginnings = own.map { max($0.days.first, days.first) }
    return beginnings.map { day in
      own.reduce(0) { $1.days.contains(day) ? $0 + $1.fte : $0 }
    }.max() ?? 0
  }
}
