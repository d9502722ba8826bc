public import Optimization

/// Solves an ``AllocationModel`` by the fastest method that is exact for it.
public enum AllocationSolver {
  /// How an optimum was found.
  public enum Method: String, Sendable, Hashable, Codable {
    /// Nested maximum flows: no budget binds and no cost stands on a booking.
    case nestedFlows = "nested-flows"
    /// A primal-dual interior-point method.
    case interiorPoint = "interior-point"
  }

  /// An optimum and how it was found.
  public struct Solved: Sendable {
    /// In the plan's words.
    public let allocation: Allocation
    /// How it was found.
    public let method: Method
    /// By money group and period what one more unit of budget saves.
    public let budgetPrices: [Double]

    /// An optimum.
    public init(allocation: Allocation, method: Method, budgetPrices: [Double]) {
      self.allocation = allocation
      self.method = method
      self.budgetPrices = budgetPrices
    }
  }

  /// Solves the model.
  public static func solve(_ model: AllocationModel) async throws(NestedFlows.Refusal) -> Solved {
    let solution = try await NestedFlows.solve(model.problem)
    return Solved(
      allocation: Allocation(solution, of: model), method: .nestedFlows,
      budgetPrices: [Double](repeating: 0, count: model.problem.budgets.count))
  }
}
