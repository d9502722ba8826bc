import Optimization
public import PlanModel
public import WorkCalendar

/// A plan's initiatives, budgets and people as a problem of splitting money.
public struct FundingModel: Sendable {
  /// Initiatives and budgets.
  public let ledger: FundingLedger
  let labour: FundingLabour
  /// Correlations of initiatives by their places in the ledger, each pair once.
  let correlations: [ApportionmentProgram.Correlation]
  /// What risk costs: aversion × variance ÷ (2 × the value of the plan's budgets).
  public let aversion: Double
  /// By initiative the value of the plan's budgets.
  public let plannedValues: [Double]

  /// Compiles a plan.
  ///
  /// - Parameter aversion: how much of the variance, relative to the plan's value, is taken off.
  public init(_ plan: Plan, today: Day, aversion: Double) async {
    let canonical = plan.canonical()
    let horizon = canonical.horizon(
      DemandSources(canonical, windows: PlanWindows(canonical)))
    let compiled = await CompiledPlan(
      FundingLabour.withPools(canonical, horizon: horizon, today: today), horizon: horizon)
    let ledger = FundingLedger(compiled, today: today)
    self.ledger = ledger
    self.aversion = aversion
    labour = FundingLabour(compiled, ledger, today: today)
    plannedValues = ledger.initiatives.map { $0.curve?.value(of: $0.planned.reduce(0, +)) ?? 0 }
    let place = Dictionary(
      ledger.initiatives.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var pairs: [[Int]: Double] = [:]
    for row in canonical.risk {
      guard let a = place[row.a], let b = place[row.b], a != b else { continue }
      pairs[[min(a, b), max(a, b)]] = row.correlation
    }
    correlations = pairs.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map {
      ApportionmentProgram.Correlation($0.key[0], $0.key[1], $0.value)
    }
  }

  /// The risk of values, at the aversion that was asked for.
  var risk: ApportionmentProgram.Risk {
    let scale = plannedValues.reduce(0, +)
    return ApportionmentProgram.Risk(
      deviations: ledger.initiatives.map { $0.curve == nil ? 0 : $0.deviation },
      correlations: correlations, aversion: scale > 0 ? aversion / scale : 0)
  }

  /// The standard deviation of the sum of values.
  public func deviation(of values: [Double]) -> Double {
    max(0, risk.variance(of: values)).squareRoot()
  }

  /// By initiative and period.
  public func byInitiative(_ amounts: [[Double]]) -> [[Double]] {
    var sums = ledger.initiatives.map { $0.curve == nil ? $0.planned : $0.planned.map { _ in 0 } }
    for (line, own) in zip(ledger.lines, amounts) {
      for period in own.indices { sums[line.initiative][period] += own[period] }
    }
    return sums
  }

  /// By initiative the value of an allocation; 0 where nobody says what money is worth.
  func values(of amounts: [[Double]]) -> [Double] {
    zip(ledger.initiatives, byInitiative(amounts)).map { item, own in
      item.curve?.value(of: own.reduce(0, +)) ?? 0
    }
  }

  /// The most money that the plan has for an initiative.
  var largestSum: Double {
    ledger.initiatives.map { $0.planned.reduce(0, +) }.max() ?? 0
  }

  /// Whether the plan's own budgets hold floors and caps.
  var isPlanWithinBounds: Bool {
    ledger.initiatives.allSatisfy { item in
      guard let curve = item.curve else { return true }
      let money = item.planned.reduce(0, +)
      return curve.least <= money && money <= curve.most
    }
  }
}
