import PlanCompiler
public import PlanModel
public import WorkCalendar

/// Where the plan breaks: for each period the sets of skills whose demand exceeds all who hold any of
/// them, exactly, on three bases.
public enum Bottlenecks: Verb {
  /// Which prices of one more person are wanted; they are those of `allocate`, on the basis of the
  /// headline.
  public enum Prices: String, Codable, Sendable, Hashable, CaseIterable {
    /// None.
    case none
    /// Those of binding skills, where a small plan gives them in passing.
    case quick
    /// Those of binding skills, however long it takes.
    case binding
  }

  /// The question.
  public struct Request: Codable, Sendable {
    /// The plan.
    public var plan: Plan
    /// The day of the run: the plan's as_of where it names none.
    public var today: Day
    /// The grain of the periods: week, month or quarter.
    public var grain: PeriodGrain
    /// nil: all three in the lists, confirmed in the headline.
    public var basis: Basis?
    /// Only this period, or the periods within it; none of the plan's is an error, as is a period shorter
    /// than ``grain``. The flow stays whole; likewise below.
    public var within: Period?
    /// Only sets and rows of this skill.
    public var skill: String?
    /// Only sets that a member of this team or its sub-teams could serve.
    public var team: String?
    /// Which prices of one more person are wanted.
    public var prices: Prices

    /// Asks for all quarters of a plan.
    public init(plan: Plan, today: Day, grain: PeriodGrain = .quarter) {
      self.plan = plan
      self.today = today
      self.grain = grain
      prices = .quick
    }
  }

  /// Answers the request.
  public static func answer(_ request: Request) async throws(RequestError) -> Answer {
    try await timed(request).answer
  }

  /// Answers the request, and says how long compiling and solving took.
  public static func timed(
    _ request: Request
  ) async throws(RequestError) -> (answer: Answer, times: StageTimes) {
    let solved = try await solved(request)
    return (solved.answer, solved.times)
  }

  /// An answer, with what it was made of for whoever needs more of it.
  struct Solved: Sendable {
    let answer: Answer
    let times: StageTimes
    let plan: CompiledPlan
    let shortage: SolvedShortage
  }

  /// Answers the request.
  ///
  /// - Parameter other: a plan solved before on the same bases; what holds of it is not solved again.
  static func solved(
    _ request: Request, like other: SolvedShortage? = nil
  ) async throws(RequestError) -> Solved {
    var times = StageTimes()
    let clock = ContinuousClock()
    var start = clock.now
    let filter = try BottleneckFilter(request)
    let compiled = await CompiledPlan(request.plan)
    // Nothing is asked of the wider bases where only the first is shown.
    let bases = request.basis == .confirmed ? [Basis.confirmed] : Basis.allCases
    let model = ShortageModel(compiled, shares: bases.map { compiled.shares(of: $0) })
    let spans = compiled.grid.spans(by: request.grain, in: request.plan.settings.fiscalYear)
    if let fault = filter.fault(spans) { throw RequestError([fault]) }
    times.compile = seconds(clock.now - start)

    start = clock.now
    let shortage: SolvedShortage
    do {
      shortage = try await model.solve(spans, like: other)
    } catch {
      throw RequestError([refutation(error)])
    }
    let periods = shortage.periods
    times.solve = seconds(clock.now - start)

    start = clock.now
    let headline = bases.firstIndex(of: request.basis ?? .confirmed) ?? 0
    let prices = await BottleneckPrices.prices(
      request, compiled, spans,
      binding: periods.map { Set($0[headline].sets.flatMap(\.skills)) })
    times.price = seconds(clock.now - start)

    start = clock.now
    let composer = BottleneckComposer(
      request: request, filter: filter, plan: compiled, spans: spans, solved: periods,
      prices: prices)
    let answer = composer.answer()
    times.solve += seconds(clock.now - start)
    return Solved(answer: answer, times: times, plan: compiled, shortage: shortage)
  }

  /// A result that the check of flow against cut refuses is not shown.
  static func refutation(_ error: ShortageModel.Refuted) -> Diagnostic {
    Diagnostic(
      id: RequestFault.checkFailed.rawValue, severity: .error,
      message: """
        the shortage of \(error.days.first) to \(error.days.last) failed its own check: \
        \(error.shortage) hours by the flow, \(error.shortageOfCut) by the cut
        """,
      expected: "two equal numbers",
      suggestion: "please report this with the plan; no number of this run is shown")
  }
}

/// How long the stages of an answer took, in seconds.
public struct StageTimes: Sendable, Hashable {
  /// From the plan to arrays on the grid.
  public var compile = 0.0
  /// From the arrays to numbers.
  public var solve = 0.0

  /// From an optimum's hours to who works on what; nil where the verb does not ask.
  public var staff: Double?
  /// From numbers to prices; nil where the verb computes none.
  public var price: Double?
  /// The recheck of the answer against the plan; nil where the verb has none.
  public var verify: Double?

  /// Nothing took any time yet.
  public init() {}
}

/// A duration in seconds.
func seconds(_ duration: Duration) -> Double {
  let (seconds, attoseconds) = duration.components
  return Double(seconds) + Double(attoseconds) / 1e18
}
