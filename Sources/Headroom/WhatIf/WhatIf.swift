import Parallelism
import PlanCompiler
public import PlanModel
public import WorkCalendar

/// What if …: any number of scenarios side by side with the plan as it is.
public enum WhatIf: Verb {
  /// The question.
  public struct Request: Codable, Sendable {
    /// The plan as it is.
    public var plan: Plan
    /// The day of the run: the plan's as_of where it names none.
    public var today: Day
    /// The scenarios, in the order in which they are answered.
    public var scenarios: [Scenario]
    /// Steps of one number, answered behind the scenarios; nil: none.
    public var sweep: Sweep?
    /// In what scenarios are to be held against each other; empty: not asked.
    public var pareto: [Respect] = []

    /// Asks what scenarios make of a plan.
    public init(plan: Plan, today: Day, scenarios: [Scenario]) {
      self.plan = plan
      self.today = today
      self.scenarios = scenarios
    }

    /// The scenarios, then the steps of the sweep.
    var allScenarios: [Scenario] { scenarios + (sweep?.steps.map(\.scenario) ?? []) }

    /// The same without some of all scenarios.
    func only(_ isMeant: [Bool]) -> Request {
      var request = self
      request.scenarios = zip(scenarios, isMeant).filter(\.1).map(\.0)
      if let sweep {
        request.sweep?.steps = zip(sweep.steps, isMeant.dropFirst(scenarios.count)).filter(\.1)
          .map(\.0)
      }
      return request
    }
  }

  /// So many plans are computed at once, each on all cores.
  private static let atOnce = 8

  /// Answers the request. A task that is cancelled answers with the scenarios computed by then, and names
  /// the others (``Answer/leftOut``).
  public static func answer(_ request: Request) async throws(RequestError) -> Answer {
    try await timed(request).answer
  }

  /// Answers the request, and says how long applying the scenarios and computing them took.
  public static func timed(
    _ request: Request
  ) async throws(RequestError) -> (answer: Answer, times: StageTimes) {
    var times = StageTimes()
    let clock = ContinuousClock()
    var start = clock.now
    let plans = try plans(of: request)
    times.compile = seconds(clock.now - start)

    start = clock.now
    let base = try await Study.result(of: request.plan, today: request.today).get()
    let results = await Parallel.map(count: plans.count, atOnce: atOnce) { index in
      // Who is interrupted tells what is there.
      Task.isCancelled
        ? nil : await Study.result(of: plans[index], today: request.today, like: base.shortage)
    }
    var studies: [Study] = []
    var problems: [Diagnostic] = []
    for result in results {
      switch result {
      case .success(let study): studies.append(study)
      case .failure(let error): problems += error.diagnostics
      case nil: continue
      }
    }
    guard problems.isEmpty else { throw RequestError(problems) }
    let composer = WhatIfComposer(
      request: request.only(results.map { $0 != nil }), base: base, scenarios: studies,
      leftOut: zip(request.allScenarios, results).filter { $0.1 == nil }.map(\.0.name))
    let answer = composer.answer()
    times.solve = seconds(clock.now - start)
    return (answer, times)
  }

  /// What each scenario makes of the plan.
  private static func plans(of request: Request) throws(RequestError) -> [Plan] {
    var plans: [Plan] = []
    var problems: [Diagnostic] = []
    for scenario in request.allScenarios {
      do throws(Scenario.Failure) {
        let plan = try scenario.applied(to: request.plan, today: request.today).plan
        if let problem = horizonProblem(plan, scenario) { problems.append(problem) }
        plans.append(plan)
      } catch {
        problems.append(diagnostic(error, scenario))
      }
    }
    guard problems.isEmpty else { throw RequestError(problems) }
    return plans
  }

  /// A plan of more than 20 years is not computed.
  private static func horizonProblem(_ plan: Plan, _ scenario: Scenario) -> Diagnostic? {
    let sources = DemandSources(plan, windows: PlanWindows(plan))
    guard let horizon = plan.horizon(sources), horizon.count > Plan.longestHorizonDays else {
      return nil
    }
    return Diagnostic(
      id: "horizon-too-long", severity: .error, field: scenario.name,
      message: "the plan of '\(scenario.name)' would last from \(horizon.first) to \(horizon.last)",
      expected: "at most 20 years")
  }

  private static func diagnostic(_ failure: Scenario.Failure, _ scenario: Scenario) -> Diagnostic {
    let placed = scenario.changes[failure.change]
    let fault = failure.fault
    return Diagnostic(
      id: fault.kind.rawValue, severity: .error, file: placed.origin.file,
      line: placed.origin.line > 0 ? placed.origin.line : nil,
      column: placed.origin.column > 0 ? placed.origin.column : nil,
      field: [scenario.name, placed.change.verb, fault.field].compactMap(\.self)
        .joined(separator: "."), value: fault.value, message: fault.message,
      expected: fault.expected, suggestion: fault.suggestion)
  }
}

/// A plan that was computed.
struct Study: Sendable {
  /// The plan with its arrays.
  let compiled: CompiledPlan
  /// Where it breaks, on confirmed work, by quarter.
  let bottlenecks: Bottlenecks.Answer
  /// What a plan that differs little takes over.
  let shortage: SolvedShortage

  static func result(
    of plan: Plan, today: Day, like other: SolvedShortage? = nil
  ) async -> Result<Study, RequestError> {
    var request = Bottlenecks.Request(plan: plan, today: today)
    request.basis = .confirmed
    request.prices = .none
    do throws(RequestError) {
      let solved = try await Bottlenecks.solved(request, like: other)
      return .success(
        Study(compiled: solved.plan, bottlenecks: solved.answer, shortage: solved.shortage))
    } catch {
      return .failure(error)
    }
  }
}
