import Optimization
import Parallelism
import PlanCompiler
public import PlanModel
public import WorkCalendar

/// Who works on what: the allocation of hours that costs least, proven, and what it leaves undone.
public enum Allocate: Verb {
  /// Which prices of skills are wanted.
  public enum Prices: String, Codable, Sendable, Hashable, CaseIterable {
    /// None.
    case none
    /// Those of skills that are short in a period, unless a large plan had to be solved again for each.
    case quick
    /// Those of skills that are short in a period.
    case binding
    /// Those of every skill in every period.
    case all
  }

  /// The forms of the linear program; both have the same optimum.
  public enum Form: String, Codable, Sendable, Hashable, CaseIterable {
    /// Classes of people supply skills, skills serve lines.
    case compact
    /// A column for each class of people and line.
    case direct
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
    /// The form of the linear program that is solved; nil: the fastest method that is exact.
    public var form: Form?
    /// The most threads; nil: all cores.
    public var threads: Int?

    /// Asks for the confirmed work of a plan.
    public init(plan: Plan, today: Day) {
      self.plan = plan
      self.today = today
      basis = .confirmed
      grain = .quarter
      stability = 0.05
      prices = .quick
    }
  }

  /// Answers the request.
  ///
  /// A task that is cancelled while it solves answers with the best allocation so far and its gap; see
  /// ``Model/isInterrupted``.
  public static func answer(_ request: Request) async throws(RequestError) -> Answer {
    try await timed(request).answer
  }

  /// Answers the request, and says how long its stages took.
  public static func timed(
    _ request: Request
  ) async throws(RequestError) -> (answer: Answer, times: StageTimes) {
    do {
      return try await Parallel.$threadLimit.withValue(request.threads) {
        try await limited(request)
      }
    } catch let error as RequestError {
      throw error
    } catch {
      throw RequestError([unsolved("\(error)")])
    }
  }

  private static func limited(
    _ request: Request
  ) async throws(RequestError) -> (answer: Answer, times: StageTimes) {
    var times = StageTimes()
    let clock = ContinuousClock()
    var start = clock.now
    func lap() -> Double {
      defer { start = clock.now }
      return seconds(clock.now - start)
    }
    let model = await model(of: request)
    times.compile = lap()
    let solved: AllocationSolver.Solved
    do {
      solved = try await AllocationSolver.solve(model, form: request.transportForm)
    } catch {
      throw RequestError([unsolved("\(error)")])
    }
    let isInterrupted = Task.isCancelled && !solved.isProven
    let kept = try await withoutNewcomers(solved)
    times.solve = lap()
    let staffed = kept.staffed()
    times.staff = lap()
    // Hours that are handed out may cost less than those of a solution that is not the optimum: the
    // recheck computes what they cost.
    let report = try verify(
      staffed.allocation, request, claimed: solved.isProven ? staffed.allocation.objective : nil)
    times.verify = lap()
    let spans = model.plan.grid.spans(by: request.grain, in: request.plan.settings.fiscalYear)
    let composer = AllocateComposer(
      request: request, solved: staffed, inOrder: solved.allocation, check: report,
      isInterrupted: isInterrupted, spans: spans)
    // Prices are changes of an optimum.
    let found = try await prices(
      isInterrupted ? .none : request.prices, SkillPrices(solved, spans: spans), composer)
    times.price = lap()
    return (composer.answer(prices: found), times)
  }

  /// The optimum without anybody who need not come in.
  static func withoutNewcomers(
    _ solved: AllocationSolver.Solved
  ) async throws(RequestError) -> AllocationSolver.Solved {
    do {
      return try await solved.withoutNewcomers()
    } catch {
      throw RequestError([unsolved("\(error)")])
    }
  }

  /// The prices that are wanted; nil where they would take too long, or did.
  private static func prices(
    _ wanted: Prices, _ prices: SkillPrices, _ composer: AllocateComposer
  ) async throws(RequestError) -> [SkillPrices.Price]? {
    do {
      let found: [SkillPrices.Price]?
      switch wanted {
      case .none: return []
      case .quick: return await prices.quickPrices { composer.isShort($0, in: $1) }
      case .binding: found = try await prices.prices { composer.isShort($0, in: $1) }
      case .all: found = try await prices.prices { _, _ in true }
      }
      return Task.isCancelled ? nil : found
    } catch {
      throw RequestError([unsolved("\(error)")])
    }
  }

  /// The linear program of a request as free MPS, for any other solver.
  public static func exportedModel(_ request: Request) async throws(RequestError) -> [UInt8] {
    do {
      return try await model(of: request).exportedMPS(form: request.transportForm)
    } catch {
      throw RequestError([unsolved("\(error)")])
    }
  }

  static func unsolved(_ reason: String) -> Diagnostic {
    Diagnostic(
      id: "unsolved", severity: .error,
      message: "no allocation could be computed: \(reason)",
      expected: "amounts, prices and rates that are not more than 12 orders of magnitude apart",
      suggestion: "look for an amount or a rate that is far too large or too small")
  }

  /// Rechecks an allocation against the plan; what fails the check is not shown.
  static func verify(
    _ allocation: Allocation, _ request: Request, claimed: AllocationObjective?
  ) throws(RequestError) -> AllocationVerifier.Report {
    let basis = request.basis
    let verifier = AllocationVerifier(
      plan: request.plan, basis: { basis.share(of: $0) }, today: request.today,
      stability: request.stability)
    return try valid(verifier.findings(rows: allocation.rows, claimed: claimed))
  }

  /// A report without violations.
  static func valid(
    _ report: AllocationVerifier.Report
  ) throws(RequestError) -> AllocationVerifier.Report {
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

extension Allocate.Request {
  fileprivate var transportForm: TransportForm? {
    switch form {
    case nil: nil
    case .compact: .compact
    case .direct: .direct
    }
  }
}
