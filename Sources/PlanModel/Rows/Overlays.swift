public import WorkCalendar

/// What changes about a person from a day on: another team, or skills that they have learnt.
public struct PersonStage: Hashable, Sendable, Codable {
  /// The first day on which it holds.
  public var from: Day
  /// A team's id; nil: the same as before.
  public var team: String?
  /// Skills that the person holds from then on, at that level; one that is held higher stays so.
  public var skills: [SkillLevel]

  /// A stage that changes the team, the skills, or both.
  public init(from: Day, team: String? = nil, skills: [SkillLevel] = []) {
    self.from = from
    self.team = team
    self.skills = skills
  }
}

/// Days on which a person is in one team and holds the same skills.
public struct PersonSpan: Hashable, Sendable {
  /// The days; the first span begins with the calendar, the last ends with it.
  public var days: DayRange
  /// A team's id.
  public var team: String?
  /// Skills with the role, sorted by name.
  public var skills: [SkillLevel]
}

extension Person {
  /// The person's spans in order of time, at least one: a new one begins wherever a stage changes
  /// the team or the skills.
  public var spans: [PersonSpan] {
    var spans = [
      PersonSpan(days: Person.allDays, team: team, skills: allSkills)
    ]
    // A stable order: of two stages on one day the later row has the last word on the team.
    let ordered = stages.enumerated().sorted {
      ($0.element.from, $0.offset) < ($1.element.from, $1.offset)
    }
    for (_, stage) in ordered {
      guard let last = spans.last else { break }
      var next = last
      if let team = stage.team { next.team = team }
      for skill in stage.skills { next.skills.raise(skill) }
      guard next != last else { continue }
      guard let days = DayRange(stage.from, Day.latest) else { continue }
      next.days = days
      if let before = DayRange(last.days.first, stage.from - 1), stage.from > last.days.first {
        spans[spans.count - 1].days = before
        spans.append(next)
      } else {
        next.days = last.days
        spans[spans.count - 1] = next
      }
    }
    return spans
  }

  /// The span in which a day lies.
  public func span(on day: Day) -> PersonSpan {
    spans.last { $0.days.first <= day }
      ?? PersonSpan(days: Person.allDays, team: team, skills: allSkills)
  }

  private static var allDays: DayRange {
    DayRange(.earliest).union(DayRange(.latest))
  }
}

extension [SkillLevel] {
  /// Holds the skill at that level at least; keeps the order by name.
  fileprivate mutating func raise(_ skill: SkillLevel) {
    if let index = firstIndex(where: { $0.skill == skill.skill }) {
      self[index].level = Swift.max(self[index].level, skill.level)
    } else {
      insert(skill, at: firstIndex { $0.skill > skill.skill } ?? endIndex)
    }
  }
}

/// Contractors for some days: capacity at their FTE of the plan's standard hours, without absence,
/// run work, target utilisation or ramp-up.
public struct Contract: Hashable, Sendable, Codable, PlanRow {
  /// Where the row stands.
  public var origin: RowOrigin
  /// Unique among contracts, people and hires.
  public var id: String
  /// The pool that it is made with; nil: none of the plan's.
  public var pool: String?
  /// Skills.
  public var skills: [SkillLevel]
  /// Full-time equivalents, not negative.
  public var fte: Double
  /// From the first day to the last.
  public var days: DayRange
  /// nil: not known.
  public var cost: CostRate?

  /// A contract for some days.
  public init(id: String, skills: [SkillLevel], fte: Double, days: DayRange) {
    self.origin = .none
    self.id = id
    self.skills = skills
    self.fte = fte
    self.days = days
  }
}

/// People who may leave: plannable hours shrink by a share a year.
///
/// A day's plannable hours of those whom it concerns are multiplied by (1 − rate)^(days since
/// `since` ⁄ 365), from that day on. It concerns people and hires, not contractors.
public struct Attrition: Hashable, Sendable, Codable, PlanRow {
  /// Where the row stands.
  public var origin: RowOrigin
  /// The share that leaves in a year, 0 to 1.
  public var rate: Double
  /// Only those who hold the skill or role at any level; nil: whatever they hold.
  public var skill: String?
  /// Only members of the team and its sub-teams; nil: of any team.
  public var team: String?
  /// The day from which it counts.
  public var since: Day

  /// A rate of attrition of everyone from a day on.
  public init(rate: Double, since: Day) {
    self.origin = .none
    self.rate = rate
    self.since = since
  }

  /// Whether it concerns somebody of these skills and this team.
  public func concerns(skills: [SkillLevel], team: String?, in teams: TeamTree) -> Bool {
    if let skill, !skills.contains(where: { $0.skill == skill }) { return false }
    if let own = self.team, !teams.contains(own, member: team) { return false }
    return true
  }
}
