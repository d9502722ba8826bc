import PlanCompiler
public import PlanModel
public import WorkCalendar

/// Who works on what: the allocation of hours that costs least, proven, and what it leaves undone.
public enum Allocate: Verb {
  /// Which prices of skills are wanted.
  public enum Prices: String, Codable, Sendable, Hashable, CaseIterable {
    /// None.
    case none
    /// Those of skills that are short in a period.
    case binding
    /// Those of every skill in every period.
    case all
  }

  /// The question.
  public struct Request: Codable, Sendable {
    /// The plan.
    public var plan: Plan
    /// The day of the run: the plan's as_of where it names none.
    public var today: Day
    /// Which work counts.
    public var basis: Basis
    /// The grain of the periods: month or quarter.
    public var grain: PeriodGrain
    /// The price of an hour that leaves its soft booking, as a share of its project's hour price.
    public var stability: Double
    /// Which prices of skills are wanted.
    public var prices: Prices
    /// Whether the direct form (class × line) is solved, for comparison.
    public var direct: Bool
    /// The most threads; nil: all cores.
    public var threads: Int?

    /// Asks for the confirmed work of a plan.
    public init(plan: Plan, today: Day) {
      self.plan = plan
      self.today = today
      basis = .confirmed
      grain = .quarter
      stability = 0.05
      prices = .binding
      direct = false
    }
  }

  /// Answers the request.
  public static func answer(_ request: Request) async throws(RequestError) -> Answer {
    try await timed(request).answer
  }

  /// Answers the request, and says how long its stages took.
  public static func timed(
    _ request: Request
  ) async throws(RequestError) -> (answer: Answer, times: StageTimes) {
    var times = StageTimes()
    let clock = ContinuousClock()
    var start = clock.now
    let model = await model(of: request)
    times.compile = seconds(clock.now - start)

    start = clock.now
    let solved = try await solve(model, request)
    times.solve = seconds(clock.now - start)

    start = clock.now
    let report = try verify(solved.allocation, request)
    times.verify = seconds(clock.now - start)

    let spans = model.plan.grid.spans(by: request.grain, in: request.plan.settings.fiscalYear)
    let composer = AllocateComposer(request: request, solved: solved, check: report, spans: spans)
    return (composer.answer(prices: []), times)
  }

  private static func solve(
    _ model: AllocationModel, _ request: Request
  ) async throws(RequestError) -> AllocationSolver.Solved {
    do {
      return try await AllocationSolver.solve(model)
    } catch {
      throw RequestError([Diagnostic(id: "x", severity: .error, message: "\(error)")])
    }
  }

  /// Rechecks an allocation against the plan; what fails the check is not shown.
  static func verify(
    _ allocation: Allocation, _ request: Request
  ) throws(RequestError) -> AllocationVerifier.Report {
    let basis = request.basis
    let verifier = AllocationVerifier(
      plan: request.plan, basis: { basis.share(of: $0) }, today: request.today,
      stability: request.stability)
    let report = verifier.findings(rows: allocation.rows, claimed: allocation.objective)
    guard report.isValid else {
      throw RequestError(
        report.violations.prefix(20).map {
          Diagnostic(
            id: "check-failed", severity: .error, message: $0.description,
            suggestion: "please report this with the plan; no number of this run is shown")
        })
    }
    return report
  }

  /// The problem of a request.
  static func model(of request: Request) async -> AllocationModel {
    let compiled = await CompiledPlan(request.plan)
    var options = AllocationModel.Options(today: request.today)
    options.stability = request.stability
    return AllocationModel(compiled, shares: compiled.shares(of: request.basis), options: options)
  }
}
