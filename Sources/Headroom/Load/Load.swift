import PlanCompiler
public import PlanModel
public import WorkCalendar

/// Who is booked on what, week by week: over-booked, free, on the bench.
public enum Load: Verb {
  /// What a row is about.
  public enum Grouping: String, Codable, Sendable, CaseIterable {
    case person
    case team
  }

  /// Which rows to show.
  public enum Filter: String, Codable, Sendable, CaseIterable {
    /// Booked above what they can give in some week.
    case over
    /// At least half of the plannable hours of the window are free.
    case bench
  }

  /// The question.
  public struct Request: Codable, Sendable {
    /// The plan.
    public var plan: Plan
    /// The day of the run: the plan's as_of where it names none.
    public var today: Day
    /// ISO weeks from as_of on; the first is what is left of its week, or the next where no working day of
    /// the standard week is left after as_of.
    public var weeks: Int
    /// By person or by team.
    public var grouping: Grouping
    /// Empty: all.
    public var only: [Filter]
    /// Only members of this team and its sub-teams.
    public var team: String?

    /// Asks for the twelve weeks from as_of.
    public init(plan: Plan, today: Day, weeks: Int = 12, grouping: Grouping = .person) {
      self.plan = plan
      self.today = today
      self.weeks = weeks
      self.grouping = grouping
      self.only = []
    }
  }

  /// The most weeks that can be asked for: 20 years.
  public static let mostWeeks = 1040

  /// Answers the request.
  public static func answer(_ request: Request) async throws(RequestError) -> Answer {
    try await timed(request).answer
  }

  /// Answers the request, and says how long compiling and adding up took.
  public static func timed(
    _ request: Request
  ) async throws(RequestError) -> (answer: Answer, times: StageTimes) {
    var problems: [Diagnostic] = []
    if !(1...mostWeeks).contains(request.weeks) {
      problems.append(
        RequestError.unusable("--weeks", "\(request.weeks)", expected: "1 to \(mostWeeks)"))
    }
    if let team = request.team, !request.plan.teams.contains(where: { $0.id == team }) {
      problems.append(
        RequestError.unknown(.unknownTeam, "--team", team, among: Set(request.plan.teams.map(\.id)))
      )
    }
    guard problems.isEmpty else { throw RequestError(problems) }

    var times = StageTimes()
    let clock = ContinuousClock()
    var start = clock.now
    let compiled = await CompiledPlan(request.plan, horizon: window(of: request))
    times.compile = seconds(clock.now - start)
    start = clock.now
    let answer = LoadComposer(request: request, plan: compiled).answer()
    times.solve = seconds(clock.now - start)
    return (answer, times)
  }

  /// The days of the answer.
  private static func window(of request: Request) -> DayRange? {
    let asOf = request.plan.settings.asOf ?? request.today
    let monday = asOf.startOfWeek
    let standard = PlanCalendars(request.plan).standard
    let rest = DayRange(asOf + 1, monday + 6)
    let isOpen = rest?.days.contains { standard.hours(on: $0) > 0 } ?? false
    let first = isOpen ? asOf : monday + 7
    return DayRange(first, first.startOfWeek + (7 * request.weeks - 1))
  }
}
