import PlanCompiler
public import PlanModel
public import WorkCalendar

/// Do people and money go where the goals are, and which projects hang on one another?
public enum Align: Verb {
  /// The question.
  public struct Request: Codable, Sendable {
    /// The plan.
    public var plan: Plan
    /// The day of the run: the plan's as_of where it names none.
    public var today: Day
    /// Which work counts.
    public var basis: Basis

    /// Asks about the confirmed work.
    public init(plan: Plan, today: Day, basis: Basis = .confirmed) {
      self.plan = plan
      self.today = today
      self.basis = basis
    }
  }

  /// Answers the request.
  public static func answer(_ request: Request) async throws(RequestError) -> Answer {
    try await timed(request).answer
  }

  /// Answers the request, and says how long compiling and solving took.
  ///
  /// - Throws: `check-failed` where a shortage does not pass its own check.
  public static func timed(
    _ request: Request
  ) async throws(RequestError) -> (answer: Answer, times: StageTimes) {
    var times = StageTimes()
    let clock = ContinuousClock()
    var start = clock.now
    let compiled = await CompiledPlan(request.plan)
    times.compile = seconds(clock.now - start)
    start = clock.now
    let study = try await TiedWork(
      compiled, basis: request.basis, from: request.plan.settings.asOf ?? request.today)
    let answer = AlignComposer(request: request, study: study).answer()
    times.solve = seconds(clock.now - start)
    return (answer, times)
  }
}
