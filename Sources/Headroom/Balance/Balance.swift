import PlanCompiler
public import PlanModel
public import WorkCalendar

/// Which pitches and tentative projects to fund, and in which quarter to start them.
public enum Balance: Verb {
  /// The question.
  public struct Request: Codable, Sendable {
    /// The plan.
    public var plan: Plan
    /// The day of the run: the plan's as_of where it names none.
    public var today: Day
    /// A project starts at most so many quarters after its planned start.
    public var latestDelay: Int
    /// The search ends after so long with the best so far.
    public var seconds: Double

    /// Asks for the best choice, with a delay of two quarters at most.
    public init(plan: Plan, today: Day, latestDelay: Int = 2, seconds: Double = 10) {
      self.plan = plan
      self.today = today
      self.latestDelay = latestDelay
      self.seconds = seconds
    }
  }

  /// The most quarters of delay that can be asked for.
  public static let mostDelay = 20
  /// The most seconds that can be asked for.
  public static let mostSeconds = 86_400.0

  /// Answers the request.
  public static func answer(_ request: Request) async throws(RequestError) -> Answer {
    try await timed(request).answer
  }

  /// Answers the request, and says how long compiling and choosing took. Where the task is cancelled
  /// the best so far is the answer.
  public static func timed(
    _ request: Request
  ) async throws(RequestError) -> (answer: Answer, times: StageTimes) {
    var problems: [Diagnostic] = []
    if !(0...mostDelay).contains(request.latestDelay) {
      problems.append(
        RequestError.unusable("--slip", "\(request.latestDelay)", expected: "0 to \(mostDelay)"))
    }
    if !(request.seconds > 0 && request.seconds <= mostSeconds) {
      problems.append(
        RequestError.unusable(
          "--seconds", "\(request.seconds)", expected: "above 0, at most \(Int(mostSeconds))"))
    }
    guard problems.isEmpty else { throw RequestError(problems) }
    var times = StageTimes()
    let clock = ContinuousClock()
    var start = clock.now
    let model = await PortfolioModel(
      request.plan, today: request.plan.settings.asOf ?? request.today,
      latestDelay: request.latestDelay)
    times.compile = seconds(clock.now - start)
    start = clock.now
    let selection: PortfolioSelection
    do throws(PortfolioSelection.Failure) {
      selection = try await PortfolioSelection.best(
        of: model, seconds: request.seconds, isCancelled: { Task.isCancelled })
    } catch {
      throw RequestError([diagnostic(error)])
    }
    let answer = BalanceComposer(request: request, selection: selection).answer()
    times.solve = seconds(clock.now - start)
    return (answer, times)
  }

  private static func diagnostic(_ failure: PortfolioSelection.Failure) -> Diagnostic {
    switch failure {
    case .impossible(let lines):
      Diagnostic(
        id: RequestFault.selectionImpossible.rawValue, severity: .error,
        message: "no choice is allowed; these cannot hold together: "
          + lines.joined(separator: "; "),
        expected: "must-haves, pins and logic that people and money allow",
        suggestion: "take one of them out of projects.csv or logic.csv")
    case .notFound:
      Diagnostic(
        id: RequestFault.selectionNotFound.rawValue, severity: .error,
        message: "no choice that holds the must-haves was found in the time allowed",
        suggestion: "allow more --seconds")
    case .refuted(let reason):
      Diagnostic(
        id: RequestFault.checkFailed.rawValue, severity: .error,
        message: "the choice was refuted by its own check: \(reason)")
    }
  }
}
