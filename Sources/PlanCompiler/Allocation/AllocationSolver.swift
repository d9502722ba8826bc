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
  }

  /// An optimum and how it was found.
  public struct Solved: Sendable {
    /// In the plan's words.
    public let allocation: Allocation
    /// How it was found.
    public let method: Method
    /// The form of the linear program; nil where none was made.
    public let form: TransportForm?
    /// Iterations of the interior-point method; nil for nested flows.
    public let iterations: Int?
    /// By money group and period what one more unit of budget saves.
    public let budgetPrices: [Double]
    /// Whether the certificate is within ``tolerance``.
    public let isProven: Bool
  }

  /// What residuals and gap of a proven optimum are within.
  public static let tolerance = 1e-8

  /// Solves the model on ``Parallel/threads`` threads; the answer does not depend on their number.
  ///
  /// - Parameter form: the form of the linear program that must be solved; nil: the fastest method.
  /// - Throws: ``InteriorPointError`` where there is no solution at all. One whose certificate is worse
  ///   than ``tolerance`` is no error: see ``Solved/isProven``.
  public static func solve(
    _ model: AllocationModel, form: TransportForm? = nil
  ) async throws(InteriorPointError) -> Solved {
    if form == nil, let solution = await nestedFlows(model.problem) {
      return Solved(
        allocation: Allocation(solution, of: model), method: .nestedFlows, form: nil,
        iterations: nil,
        budgetPrices: [Double](repeating: 0, count: model.problem.budgets.count),
        isProven: solution.certificate.isWithin(tolerance))
    }
    let outcome = try await model.problem.solved(
      form: form, options: InteriorPointOptions(threads: Parallel.threads))
    return Solved(
      allocation: Allocation(outcome.solution, of: model), method: .interiorPoint,
      form: outcome.form, iterations: outcome.iterations, budgetPrices: outcome.budgetPrices,
      isProven: outcome.solution.certificate.isWithin(tolerance))
  }

  /// The optimum by nested flows; nil where they are not exact, or not proven to be.
  private static func nestedFlows(_ problem: PooledTransport) async -> TransportSolution? {
    guard NestedFlows.accepts(problem), let solution = try? await NestedFlows.solve(problem),
      solution.certificate.isWithin(tolerance)
    else { return nil }
    return solution
  }
}

extension OptimalityCertificate {
  /// Whether residuals and gap are at most that.
  func isWithin(_ tolerance: Double) -> Bool {
    max(primalResidual, dualResidual, abs(relativeGap)) <= tolerance
  }
}
