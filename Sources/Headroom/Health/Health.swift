import PlanCompiler
public import PlanModel
public import WorkCalendar

/// Which projects and initiatives are on track, at risk or off track: computed by published rules, never
/// typed; with the reason, who answers for it and what would turn it.
public enum Health: Verb {
  /// The question.
  public struct Request: Codable, Sendable {
    /// The plan.
    public var plan: Plan
    /// The day of the run: the plan's as_of where it names none.
    public var today: Day

    /// Asks about a plan.
    public init(plan: Plan, today: Day) {
      self.plan = plan
      self.today = today
    }
  }

  /// Answers the request.
  public static func answer(_ request: Request) async throws(RequestError) -> Answer {
    try await timed(request).answer
  }

  /// Answers the request, and says how long compiling and solving took.
  ///
  /// - Throws: what `allocate` throws; `unusable-option` where a formula or rule cannot be read, which no
  ///   plan from files has.
  public static func timed(
    _ request: Request
  ) async throws(RequestError) -> (answer: Answer, times: StageTimes) {
    var times = StageTimes()
    let clock = ContinuousClock()
    var start = clock.now
    let compiled = await CompiledPlan(request.plan)
    times.compile = seconds(clock.now - start)
    start = clock.now
    let answer = try await HealthComposer(request, compiled).answer()
    times.solve = seconds(clock.now - start)
    return (answer, times)
  }
}
