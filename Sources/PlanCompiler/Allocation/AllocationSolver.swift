public import Optimization
import Parallelism

/// Solves an ``AllocationModel`` by the fastest method that is exact for it.
public enum AllocationSolver {
  /// How an optimum was found.
  public enum Method: String, Sendable, Hashable, Codable {
    /// Nested maximum flows: no budget binds and nothing is softly booked.
    case nestedFlows = "nested-flows"
    /// A primal-dual interior-point method on the compact or the direct form.
    case interiorPoint = "interior-point"
    /// The simplex method on a network with a row for each budget.
    case simplex
    /// A decomposition into cells that meet in windows and budgets: where the network is large.
    case decomposition
  }

  /// An optimum and how it was found.
  public struct Solved: Sendable {
    /// In the plan's words.
    public let allocation: Allocation
    /// How it was found.
    public let method: Method
    /// The form of the linear program; nil where none was made.
    public let form: TransportForm?
    /// Pivots, iterations or rounds of the method; nil for nested flows.
    public let iterations: Int?
    /// By money group and period what one more unit of budget saves.
    public let budgetPrices: [Double]
    /// Whether the certificate is within ``tolerance``.
    public let isProven: Bool
    /// The optimum from which one can go on; nil unless the simplex method found it.
    let simplex: TransportSimplex?
  }

  /// What residuals and gap of a proven optimum are within.
  public static let tolerance = 1e-8

  /// Solves the model on `Parallel.threads` threads; the answer does not depend on their number.
  ///
  /// Budgets are brought in as they are broken: the optimum without a budget that it keeps is the
  /// optimum with it. Few budgets bind as a rule, and without them neither rates nor weeks are tied.
  ///
  /// - Parameter form: the form of the linear program that must be solved by the interior point method,
  ///   with every budget; nil: the fastest method.
  /// - Throws: `InteriorPointError` where there is no solution at all. One whose certificate is worse
  ///   than ``tolerance`` is no error: see ``Solved/isProven``.
  public static func solve(
    _ model: AllocationModel, form: TransportForm? = nil
  ) async throws(InteriorPointError) -> Solved {
    let problem = model.problem
    if let form {
      return Solved(
        try await problem.solved(form: form, options: options), of: model, by: .interiorPoint)
    }
    var relaxed = problem
    relaxed.budgets = relaxed.budgets.map { _ in .infinity }
    var start: [TransportSolution.Use] = []
    if let solution = await nestedFlows(relaxed) {
      start = solution.uses
      guard problem.limit(&relaxed, brokenBy: start) else { return Solved(solution, of: model) }
    } else if !isLarge(relaxed) {
      start = await withoutFriction(relaxed)
    }
    while true {
      let solved = try await solve(model, relaxed, start: start)
      guard problem.limit(&relaxed, brokenBy: solved.allocation.solution.uses) else {
        return solved
      }
      if let cells = try await startByCells(model) {
        (relaxed, start) = (problem, cells)
      }
    }
  }

  /// The optimum cell by cell, where the simplex method is soon done from there with all budgets, but
  /// takes long from anywhere else; nil for other problems.
  private static func startByCells(
    _ model: AllocationModel
  ) async throws(InteriorPointError) -> [TransportSolution.Use]? {
    guard fewestArcsByCells...mostArcsOnward ~= model.problem.networkSize else { return nil }
    return try await model.problem.solvedByCells(options: options)?.solution.uses
  }

  /// Whether a problem's network is so large that its cells are solved apart.
  fileprivate static func isLarge(_ problem: PooledTransport) -> Bool {
    problem.networkSize > mostArcsTogether
  }

  /// A pivot of the simplex method looks at all cells: beyond this its pivots take minutes.
  private static let mostArcsTogether = 400_000

  /// Between these the simplex method takes a third of its time from the optimum by cells on.
  private static let fewestArcsByCells = 50_000
  private static let mostArcsOnward = 250_000

  private static var options: InteriorPointOptions {
    InteriorPointOptions(threads: Parallel.threads, isCancelled: { Task.isCancelled })
  }

  /// Solves the numbers of `problem`, which are the model's but for budgets left out: by the simplex
  /// method, or cell by cell where it is large, or by the interior point where neither ends.
  private static func solve(
    _ model: AllocationModel, _ problem: PooledTransport, start: [TransportSolution.Use]
  ) async throws(InteriorPointError) -> Solved {
    if isLarge(problem) {
      if let outcome = try await problem.solvedByCells(options: options) {
        return Solved(outcome, of: model, by: .decomposition)
      }
    } else if let simplex = try TransportSimplex(
      problem, start: start, guestPools: model.newcomersHubs, isCancelled: { Task.isCancelled })
    {
      return Solved(simplex, of: model)
    }
    let money = MoneyArcs(problem)
    var outcome = try await money.problem.solved(form: .compact, options: options)
    outcome.solution = money.restored(outcome.solution)
    return Solved(outcome, of: model, by: .interiorPoint)
  }

  /// Where to begin when soft bookings stand against nested flows: as if moving them cost nothing.
  private static func withoutFriction(_ problem: PooledTransport) async -> [TransportSolution.Use] {
    var free = problem
    for arc in free.directArcs.indices { free.directArcs[arc].cost = 0 }
    return await nestedFlows(free)?.uses ?? []
  }

  /// The optimum by nested flows; nil where they are not exact, or not proven to be.
  private static func nestedFlows(_ problem: PooledTransport) async -> TransportSolution? {
    guard NestedFlows.accepts(problem), !problem.budgets.contains(where: \.isFinite),
      let solution = try? await NestedFlows.solve(problem),
      solution.certificate.holds(tolerance)
    else { return nil }
    return solution
  }
}

extension PooledTransport {
  /// Takes the budgets that uses break into a problem which is this one but for its budgets. Where that
  /// makes it large, all budgets of their periods come in: each further round would begin anew.
  ///
  /// - Returns: whether there were any that it had not.
  fileprivate func limit(
    _ relaxed: inout PooledTransport, brokenBy uses: [TransportSolution.Use]
  ) -> Bool {
    let broken = brokenBudgets(by: uses).filter { relaxed.budgets[$0] == .infinity }
    guard !broken.isEmpty else { return false }
    for entry in broken { relaxed.budgets[entry] = budgets[entry] }
    guard AllocationSolver.isLarge(relaxed) else { return true }
    let periods = Set(broken.map { $0 % moneyPeriodCount })
    for entry in budgets.indices where periods.contains(entry % moneyPeriodCount) {
      relaxed.budgets[entry] = budgets[entry]
    }
    return true
  }

  /// The budgets, as entries of `budgets`, of which uses spend more than there is, what earlier periods
  /// leave included; of a group that carries over, all earlier ones that are limited as well.
  func brokenBudgets(by uses: [TransportSolution.Use]) -> [Int] {
    let spent = spent(by: uses)
    let most = spent.reduce(0, max)
    var broken: [Int] = []
    for group in 0..<groupCount {
      var left = 0.0
      var limited: [Int] = []
      for period in 0..<moneyPeriodCount {
        let entry = group * moneyPeriodCount + period
        guard budgets[entry].isFinite else { continue }
        limited.append(entry)
        let available = budgets[entry] + (carriesOver[group] ? left : 0)
        left = max(0, available - spent[entry])
        // What sums of some thousand amounts round to is no excess.
        guard spent[entry] > available + 1e-10 * (1 + most) else { continue }
        broken += carriesOver[group] ? limited : [entry]
      }
    }
    return Set(broken).sorted()
  }
}

extension AllocationSolver.Solved {
  fileprivate init(_ solution: TransportSolution, of model: AllocationModel) {
    self.init(
      allocation: Allocation(solution, of: model), method: .nestedFlows, form: nil, iterations: nil,
      budgetPrices: model.problem.budgets.map { _ in 0 },
      isProven: solution.certificate.holds(AllocationSolver.tolerance), simplex: nil)
  }

  fileprivate init(
    _ outcome: TransportOutcome, of model: AllocationModel, by method: AllocationSolver.Method
  ) {
    self.init(outcome, of: model, method: method, simplex: nil)
  }

  fileprivate init(_ simplex: TransportSimplex, of model: AllocationModel) {
    self.init(simplex.outcome, of: model, method: .simplex, simplex: simplex)
  }

  private init(
    _ outcome: TransportOutcome, of model: AllocationModel, method: AllocationSolver.Method,
    simplex: TransportSimplex?
  ) {
    self.init(
      allocation: Allocation(outcome.solution, of: model), method: method, form: outcome.form,
      iterations: outcome.iterations, budgetPrices: outcome.budgetPrices,
      isProven: outcome.solution.certificate.holds(AllocationSolver.tolerance), simplex: simplex)
  }
}
