public import WorkCalendar

/// A skill and how well it is held or asked: 1 (learning) to 5 (expert).
public struct SkillLevel: Hashable, Sendable, Codable {
  /// The skill's or role's name.
  public var skill: String
  /// 1 (learning) to 5 (expert).
  public var level: Int

  /// The level of a skill or role that is named without one.
  public static let defaultLevel = 3

  /// A skill at a level, by default ``defaultLevel``.
  public init(_ skill: String, _ level: Int = SkillLevel.defaultLevel) {
    self.skill = skill
    self.level = level
  }
}

/// What somebody costs. Units: the plan's currency for each unit of time.
public struct CostRate: Hashable, Sendable, Codable {
  /// The unit of time of a rate.
  public enum Unit: String, Sendable, Codable, CaseIterable {
    /// A working hour.
    case hour
    /// A standard day.
    case day
    /// A calendar month.
    case month
    /// A calendar year.
    case year
  }

  /// Money for each unit of time, not negative.
  public var amount: Double
  /// The unit of time.
  public var per: Unit

  /// A rate.
  public init(amount: Double, per: Unit) {
    self.amount = amount
    self.per = per
  }

  /// Money for a working hour.
  ///
  /// A day is the plan's standard day; a year is 52 of its standard weeks, a month the twelfth of it.
  /// Rates of a month or year are those of a full-time person, whatever the person's own FTE.
  public func perHour(in settings: PlanSettings) -> Double {
    let yearHours = 52 * Double(settings.workdays.count) * settings.hoursPerDay
    let hours =
      switch per {
      case .hour: 1.0
      case .day: settings.hoursPerDay
      case .month: yearHours / 12
      case .year: yearHours
      }
    return hours > 0 ? amount / hours : 0
  }
}

/// A person of the plan.
public struct Person: Hashable, Sendable, Codable, PlanRow {
  /// Where the row stands.
  public var origin: RowOrigin
  /// Unique in the plan.
  public var id: String
  /// As people call it.
  public var name: String?
  /// A team's id.
  public var team: String?
  /// A location's id.
  public var location: String?
  /// The job; a skill too.
  public var role: String?
  /// Without the role.
  public var skills: [SkillLevel]
  /// Full-time equivalents, not negative.
  public var fte: Double
  /// First day of employment; nil: since ever.
  public var start: Day?
  /// Last day of employment; nil: for ever.
  public var end: Day?
  /// nil: not known.
  public var cost: CostRate?
  /// Share of the time kept for the business as usual; nil: the team's.
  public var runWork: Double?
  /// nil: the team's.
  public var targetUtilisation: Double?
  /// Hours a week.
  public var maxOvertimeHours: Double?
  /// A person's id.
  public var manager: String?

  /// A full-time person with that id and no more.
  public init(id: String, origin: RowOrigin = .none) {
    self.origin = origin
    self.id = id
    self.skills = []
    self.fte = 1
  }

  /// Skills with the role, at level 3 unless the skills give it another; sorted by name.
  public var allSkills: [SkillLevel] { SkillLevel.all(skills, role: role) }
}

extension SkillLevel {
  /// The skills with the role among them (level 3 unless named), sorted by name.
  static func all(_ skills: [SkillLevel], role: String?) -> [SkillLevel] {
    var all = skills
    if let role, !skills.contains(where: { $0.skill == role }) { all.append(SkillLevel(role)) }
    return all.sorted { $0.skill < $1.skill }
  }
}

/// Days on which somebody, or everyone, is away.
public struct Absence: Hashable, Sendable, Codable, PlanRow {
  /// Where the row stands.
  public var origin: RowOrigin
  /// A person's id; nil: everyone (`*`).
  public var person: String?
  /// The window.
  public var days: DayRange
  /// How much.
  public var amount: Amount
  /// Vacation, sickness, …: free text.
  public var kind: String?

  /// How much of the window is lost.
  public enum Amount: Hashable, Sendable, Codable {
    /// That share of each day.
    case fraction(Double)
    /// So many working days, spread evenly over the window's working days.
    case days(Double)
  }

  /// An absence of one person, or of everyone.
  public init(
    person: String?, days: DayRange, amount: Amount = .fraction(1), origin: RowOrigin = .none
  ) {
    self.origin = origin
    self.person = person
    self.days = days
    self.amount = amount
  }
}

/// A place with a working week of its own.
public struct Location: Hashable, Sendable, Codable, PlanRow {
  /// Where the row stands.
  public var origin: RowOrigin
  /// Unique in its table.
  public var id: String
  /// nil: the plan's.
  public var hoursPerDay: Double?
  /// nil: the plan's.
  public var workdays: WorkingWeek?

  /// A location with the plan's standard week.
  public init(id: String, origin: RowOrigin = .none) {
    self.origin = origin
    self.id = id
  }
}

/// A day on which a location, or all, is closed or opens for less than its hours.
public struct Holiday: Hashable, Sendable, Codable, PlanRow {
  /// Where the row stands.
  public var origin: RowOrigin
  /// The day.
  public var date: Day
  /// As people call it.
  public var name: String?
  /// A location's id; nil: all.
  public var location: String?
  /// Hours for which it is open that day; 0: closed.
  public var hours: Double

  /// A day closed at one location, or at all.
  public init(date: Day, location: String? = nil, hours: Double = 0, origin: RowOrigin = .none) {
    self.origin = origin
    self.date = date
    self.location = location
    self.hours = hours
  }
}

/// A team; teams form a forest by `parent`.
public struct Team: Hashable, Sendable, Codable, PlanRow {
  /// Where the row stands.
  public var origin: RowOrigin
  /// Unique in its table.
  public var id: String
  /// As people call it.
  public var name: String?
  /// A team's id.
  public var parent: String?
  /// A person's id.
  public var lead: String?
  /// nil: the parent's, at last the plan's.
  public var runWork: Double?
  /// nil: the parent's, at last the plan's.
  public var targetUtilisation: Double?

  /// A team with that id and no more.
  public init(id: String, origin: RowOrigin = .none) {
    self.origin = origin
    self.id = id
  }
}

/// People who are to join.
public struct Hire: Hashable, Sendable, Codable, PlanRow {
  /// How certain a hire is.
  public enum Status: String, Sendable, Codable, CaseIterable {
    /// Wished; no capacity.
    case planned
    /// Counts as capacity.
    case approved
    /// Counts as capacity.
    case accepted
  }

  /// Where the row stands.
  public var origin: RowOrigin
  /// Unique in its table.
  public var id: String
  /// The job.
  public var role: String?
  /// Skills.
  public var skills: [SkillLevel]
  /// How many people, at least 0.
  public var count: Int
  /// The first day.
  public var start: Day
  /// The last day on which they would still start.
  public var startLatest: Day?
  /// The chance that they come, 0 to 1.
  public var probability: Double
  /// Weeks from the first day to full productivity; nil: at once.
  public var rampUpWeeks: Double?
  /// Productivity on the first day, 0 to 1; nil: 0.
  public var rampUpFrom: Double?
  /// A location's id.
  public var location: String?
  /// A team's id.
  public var team: String?
  /// nil: not known.
  public var cost: CostRate?
  /// How certain it is.
  public var status: Status

  /// One planned full-time hire.
  public init(id: String, start: Day, origin: RowOrigin = .none) {
    self.origin = origin
    self.id = id
    self.skills = []
    self.count = 1
    self.start = start
    self.probability = 1
    self.status = .planned
  }

  /// Whether the hire counts as capacity: approved or accepted.
  public var counts: Bool { status != .planned }

  /// Skills with the role, at level 3 unless the skills give it another; sorted by name.
  public var allSkills: [SkillLevel] { SkillLevel.all(skills, role: role) }
}

/// Contractors who can be bought.
public struct Pool: Hashable, Sendable, Codable, PlanRow {
  /// Where the row stands.
  public var origin: RowOrigin
  /// Unique in its table.
  public var id: String
  /// Skills.
  public var skills: [SkillLevel]
  /// Full-time equivalents at most.
  public var maxFTE: Double
  /// nil: not known.
  public var cost: CostRate?
  /// Calendar days from order to first day.
  public var leadTimeDays: Int?
  /// The shortest contract.
  public var minWeeks: Double?

  /// A pool of contractors.
  public init(id: String, maxFTE: Double, origin: RowOrigin = .none) {
    self.origin = origin
    self.id = id
    self.skills = []
    self.maxFTE = maxFTE
  }

  /// Whether its contractors hold a skill at its level or above.
  public func holds(_ asked: SkillLevel) -> Bool {
    skills.contains { $0.skill == asked.skill && $0.level >= asked.level }
  }
}
