import Optimization

/// An allocation of money to initiatives and periods, with what proves it.
public struct Funding: Sendable {
  /// Why there is none.
  public enum Failure: Error, Sendable {
    /// Money and people cannot pay for the floors: these lack so much.
    case floors([(initiative: String, amount: Double)])
    /// The correlations contradict each other.
    case correlations
    /// The numbers of the plan have no meaning to the solver.
    case notSolved
    /// A check refuted the answer.
    case refuted(String)
  }

  /// By line and period.
  public let amounts: [[Double]]
  /// What is taken away, by source and period.
  let withdrawn: [[Double]]
  /// By initiative its value.
  public let values: [Double]
  /// By source and period what a unit more of its money is worth: the middle of what may be said where a unit
  /// more and a unit less are not worth the same.
  let prices: [[Double]]
  /// By limit of the terms what a unit more of it is worth.
  let limitPrices: [Double]
  /// Σ values less the charge for risk.
  public let objective: Double
  /// Nothing within the limits reaches more: recomputed from the prices.
  public let bound: Double
  /// The standard deviation of the sum of values.
  public let deviation: Double

  init(
    _ model: FundingModel, _ program: FundingProgram, parts: [Double],
    optimum: ApportionmentSolution
  ) {
    amounts = program.amounts(of: parts)
    withdrawn = program.withdrawn(of: parts)
    prices = program.sourceRows.map { rows in
      rows.map { $0.map { optimum.rowPrices[$0] } ?? 0 }
    }
    limitPrices = program.limitRows.map { optimum.rowPrices[$0] }
    values = model.values(of: amounts)
    deviation = model.deviation(of: values)
    let risk = model.risk
    objective = values.reduce(0, +) - risk.aversion / 2 * risk.variance(of: values)
    // A sum may round above a bound that it meets.
    bound = max(optimum.proof.bound, objective)
  }

  /// The sum of values.
  public var value: Double { values.reduce(0, +) }
}
