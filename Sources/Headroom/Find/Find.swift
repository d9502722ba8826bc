public import PlanModel
public import WorkCalendar

/// Who can take on some work: who fits, at whose expense, or why nobody does.
public enum Find: Verb {
  /// The question.
  public struct Request: Codable, Sendable {
    /// The plan.
    public var plan: Plan
    /// The day of the run: the plan's as_of where it names none.
    public var today: Day
    /// Which work counts.
    public var basis: Basis
    /// The skill that is wanted, at its level or above.
    public var skill: SkillLevel
    /// How much of it: a share of the plan's standard hours.
    public var fte: Double
    /// The days of the work.
    public var days: DayRange

    /// Asks for one full-time person.
    public init(plan: Plan, today: Day, skill: SkillLevel, days: DayRange, fte: Double = 1) {
      self.plan = plan
      self.today = today
      self.basis = .confirmed
      self.skill = skill
      self.fte = fte
      self.days = days
    }
  }

  /// The longest window: two years of days.
  public static let mostDays = 732

  /// Answers the request.
  public static func answer(_ request: Request) async throws(RequestError) -> Answer {
    var problems: [Diagnostic] = []
    if !(request.fte > 0 && request.fte <= 1000) {
      problems.append(
        RequestError.unusable("--fte", "\(request.fte)", expected: "more than 0, to 1000"))
    }
    if request.days.count > mostDays {
      problems.append(
        RequestError.unusable(
          "--to", "\(request.days.last)", expected: "at most \(mostDays) days after --from"))
    }
    let known = skills(of: request.plan)
    if !known.contains(request.skill.skill) {
      problems.append(
        RequestError.unknown(.unknownSkill, "--skill", request.skill.skill, among: known))
    }
    let calendar = PlanCalendars(request.plan).standard
    if !request.days.days.contains(where: { calendar.hours(on: $0) > 0 }) {
      problems.append(
        RequestError.unusable(
          "--to", "\(request.days.last)", expected: "a day that leaves working time from --from on")
      )
    }
    guard problems.isEmpty else { throw RequestError(problems) }
    let staffed = try await StaffedPlan(
      request.plan, today: request.today, basis: request.basis, horizon: request.days)
    return try await FindComposer(request: request, staffed: staffed).answer()
  }

  /// Every skill that the plan knows.
  private static func skills(of plan: Plan) -> Set<String> {
    plan.knownSkills.union(plan.pools.flatMap { $0.skills.map(\.skill) })
  }
}
