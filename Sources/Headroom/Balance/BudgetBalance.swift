import PlanCompiler
public import PlanModel
public import WorkCalendar

/// How to split the money of the budgets over initiatives and quarters.
public enum BudgetBalance: Verb {
  /// The question.
  public struct Request: Codable, Sendable {
    /// The plan.
    public var plan: Plan
    /// The day of the run: the plan's as_of where it names none.
    public var today: Day
    /// The share of each period's money to come that is taken away; nil: none.
    public var cut: Double?
    /// The most that may be spent in all periods, of all money and of each kind; nil: no limit.
    public var limits: Limits = Limits()
    /// What is taken off the value is so many halves of its variance ÷ the value of the plan's budgets.
    public var riskAversion: Double

    /// Asks for the allocation of most value, with all money and without a thought of risk.
    public init(plan: Plan, today: Day, cut: Double? = nil, riskAversion: Double = 0) {
      self.plan = plan
      self.today = today
      self.cut = cut
      self.riskAversion = riskAversion
    }
  }

  /// The most that may be spent in all periods of the plan, what is spent already included. Money.
  public struct Limits: Codable, Sendable, Hashable {
    /// Of all money that may move.
    public var total: Double?
    /// Of running costs.
    public var opex: Double?
    /// Of investments.
    public var capex: Double?

    /// No limit but those that are given.
    public init(total: Double? = nil, opex: Double? = nil, capex: Double? = nil) {
      self.total = total
      self.opex = opex
      self.capex = capex
    }

    /// Those that are given, with their options.
    var all: [(option: String, limit: FundingLimit)] {
      [("--total", nil, total), ("--opex", .opex, opex), ("--capex", .capex, capex)]
        .compactMap { (option: String, kind: Budget.Kind?, amount: Double?) in
          amount.map { (option, FundingLimit(kind: kind, amount: $0)) }
        }
    }
  }

  /// The largest share that can be cut.
  public static let mostCut = 0.95
  /// The largest aversion that can be asked for.
  public static let mostAversion = 100.0

  /// Answers the request.
  public static func answer(_ request: Request) async throws(RequestError) -> Answer {
    try await timed(request).answer
  }

  /// Answers the request, and says how long compiling and solving took.
  public static func timed(
    _ request: Request
  ) async throws(RequestError) -> (answer: Answer, times: StageTimes) {
    try check(request)
    var times = StageTimes()
    let clock = ContinuousClock()
    var start = clock.now
    let model = await FundingModel(
      request.plan, today: request.plan.settings.asOf ?? request.today,
      aversion: request.riskAversion)
    times.compile = seconds(clock.now - start)
    try check(request, model.ledger)
    start = clock.now
    let study: FundingStudy
    do throws(Funding.Failure) {
      study = try await FundingStudy(
        model, cut: request.cut ?? 0, limits: request.limits.all.map(\.limit))
    } catch {
      throw RequestError([diagnostic(error)])
    }
    let answer = BudgetBalanceComposer(request: request, study: study).answer()
    times.solve = seconds(clock.now - start)
    return (answer, times)
  }

  private static func check(_ request: Request) throws(RequestError) {
    var problems: [Diagnostic] = []
    if let cut = request.cut, !(cut > 0 && cut <= mostCut) {
      problems.append(
        RequestError.unusable(
          "--cut", "\(plain(cut * 100, decimals: 2)) %",
          expected: "above 0 %, at most \(plain(mostCut * 100, decimals: 0)) %"))
    }
    if !(0...mostAversion).contains(request.riskAversion) {
      problems.append(
        RequestError.unusable(
          "--risk-aversion", "\(request.riskAversion)",
          expected: "0 to \(plain(mostAversion, decimals: 0))"))
    }
    guard problems.isEmpty else { throw RequestError(problems) }
  }

  /// A limit on money of which the plan has none is a mistake.
  private static func check(
    _ request: Request, _ ledger: FundingLedger
  ) throws(RequestError) {
    let kinds = Set(ledger.sources.map(\.kind))
    let problems = request.limits.all.compactMap { option, limit -> Diagnostic? in
      guard limit.amount.isFinite, limit.amount >= 0 else {
        return RequestError.unusable(option, "\(limit.amount)", expected: "money, 0 or more")
      }
      guard let kind = limit.kind, !kinds.contains(kind) else { return nil }
      return RequestError.unusable(
        option, shortMoney(limit.amount),
        expected: "a budget of the kind \(kind.rawValue) in budgets.csv, which has none")
    }
    guard problems.isEmpty else { throw RequestError(problems) }
  }

  private static func diagnostic(_ failure: Funding.Failure) -> Diagnostic {
    switch failure {
    case .floors(let missing):
      Diagnostic(
        id: RequestFault.floorsUnpayable.rawValue, severity: .error,
        message: "money and people cannot pay for the floors: "
          + missing.map { "'\($0.initiative)' lacks \(shortMoney($0.amount))" }
          .joined(separator: "; "),
        expected: "floors that the budgets to come can pay",
        suggestion: "lower these floors in initiatives.csv, or cut less")
    case .correlations:
      Diagnostic(
        id: RequestFault.riskContradictory.rawValue, severity: .error,
        message: "the correlations contradict each other: no values can vary so",
        expected: "correlations that can hold together (positive semidefinite)",
        suggestion: "bring those of risk.csv nearer to 0")
    case .notSolved:
      Diagnostic(
        id: RequestFault.checkFailed.rawValue, severity: .error,
        message: "no allocation was found: the plan's numbers lie too far apart")
    case .refuted(let reason):
      Diagnostic(
        id: RequestFault.checkFailed.rawValue, severity: .error,
        message: "the allocation was refuted by its own check: \(reason)")
    }
  }
}
