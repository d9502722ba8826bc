import Parallelism
public import WorkCalendar

/// The best allocation of a plan's money with what a board asks about it: what less and more money would do.
public struct FundingStudy: Sendable {
  /// A point of the frontier.
  public struct Point: Sendable, Hashable {
    /// The budgets of all periods to come, as a share of the plan's.
    public let share: Double
    /// The money, past periods' included.
    public let money: Double
    /// The value.
    public let value: Double
  }

  /// What money is worth at the allocation; nil where the plan has none there.
  public struct Price: Sendable, Hashable {
    /// What each unit of the next hundredth brings.
    public let next: Double?
    /// What each unit of the last hundredth has brought.
    public let last: Double?
  }

  /// The model.
  public let model: FundingModel
  /// The best allocation under the terms.
  public let funding: Funding
  /// The best allocation of the plan's own money; the same where nothing is cut.
  public let uncut: Funding
  /// By budget, as far as the floors can be paid.
  public let frontier: [Point]
  /// Whether prices are changes of the optimum; in large plans they are its dual prices, and the same for the next
  /// unit and the last.
  public let pricesAreChanges: Bool
  /// By period.
  public let prices: [Price]
  /// By source of money, over all periods.
  public let sourcePrices: [Price]
  /// By limit of the terms.
  public let limitPrices: [Price]
  /// Whether the work was interrupted: the allocation is the best one, but the frontier may lack points and
  /// prices may be missing.
  public let isInterrupted: Bool
  /// The skills whose people bind, by period.
  public let bindingPeople: [(period: Period, skills: [String])]

  /// The shares of the budgets at which the frontier is drawn.
  public static let shares = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2]
  /// The share of a period's money that prices are taken over.
  private static let priceStep = 0.01

  /// Amounts of initiatives and periods up to which prices are taken as changes.
  private static let largestPricedSize = 1_500

  /// Studies a plan.
  ///
  /// A task that is cancelled ends with the best allocation, and without what was not computed by then.
  ///
  /// - Parameters:
  ///   - cut: the share of each period's money that is taken away, 0 to less than 1.
  ///   - limits: what may be spent at most, besides.
  public init(
    _ model: FundingModel, cut: Double = 0, limits: [FundingLimit] = []
  ) async throws(Funding.Failure) {
    let ledger = model.ledger
    let terms = FundingTerms(ledger, cut: cut, limits: limits)
    var solver = FundingSolver(model)
    let whole = try solver.best(FundingTerms(ledger))
    let best = terms == FundingTerms(ledger) ? whole : try solver.best(terms)
    let faults = FundingVerifier(model, terms, best).faults()
    guard faults.isEmpty else { throw .refuted(faults.joined(separator: "; ")) }
    self.model = model
    funding = best
    uncut = whole
    bindingPeople = solver.binding(at: best)
    frontier = await Self.frontier(&solver, plan: whole.value)
    let steps = Self.steps(ledger)
    pricesAreChanges = ledger.lines.count * ledger.periods.count <= Self.largestPricedSize
    let prices =
      pricesAreChanges
      ? await Self.changes(steps, terms, best, solver) : Self.duals(steps, best, ledger)
    self.prices = Array(prices.prefix(ledger.periods.count))
    sourcePrices = Array(prices.dropFirst(ledger.periods.count))
    limitPrices =
      pricesAreChanges
      ? await Self.changes(ofLimits: terms, best, solver)
      : best.limitPrices.map { Price(next: $0, last: $0) }
    isInterrupted = Task.isCancelled
  }

  /// The frontier: the largest budget first, since its limits of people hold for the smaller ones.
  private static func frontier(_ solver: inout FundingSolver, plan: Double) async -> [Point] {
    let ledger = solver.model.ledger
    let all = shares.map { share in
      share < 1 ? FundingTerms(ledger, cut: 1 - share) : FundingTerms(ledger, scale: share)
    }
    guard !Task.isCancelled else { return [] }
    let last = try? solver.most(all[all.count - 1], FundingSolver.drawnTolerance)
    let found = await Parallel.map(count: all.count, chunk: 1) { [solver] range in
      range.map { index -> Double? in
        var solver = solver
        if shares[index] == 1 { return plan }
        if Task.isCancelled { return nil }
        return index == all.count - 1
          ? last?.value : (try? solver.most(all[index], FundingSolver.drawnTolerance))?.value
      }
    }
    return zip(shares, found).compactMap { share, value in
      value.map { Point(share: share, money: ledger.money(at: share), value: $0) }
    }
  }

  /// What a price is taken over: sources and periods whose money grows or shrinks together.
  private typealias Step = [(source: Int, period: Int)]

  /// Each period, then each source.
  private static func steps(_ ledger: FundingLedger) -> [Step] {
    let open = ledger.periods.indices.filter { !ledger.isPast[$0] }
    return ledger.periods.indices.map { period in
      open.contains(period) ? ledger.sources.indices.map { ($0, period) } : []
    } + ledger.sources.indices.map { source in open.map { (source, $0) } }
  }

  private static func money(_ step: Step, _ ledger: FundingLedger) -> Double {
    step.reduce(0) {
      $0 + ledger.lapsing[$1.source][$1.period] + ledger.carried[$1.source][$1.period]
    }
  }

  /// What a hundredth more and a hundredth less change.
  private static func changes(
    _ steps: [Step], _ terms: FundingTerms, _ best: Funding, _ solver: FundingSolver
  ) async -> [Price] {
    await Parallel.map(count: steps.count, chunk: 1) { range in
      range.map { index in
        let amount = priceStep * money(steps[index], solver.model.ledger)
        return price(best, solver, amount: amount) { factor in
          var changed = terms
          for place in steps[index] { changed.scale[place.source][place.period] *= factor }
          return changed
        }
      }
    }
  }

  /// What a hundredth more and a hundredth less of each limit change.
  private static func changes(
    ofLimits terms: FundingTerms, _ best: Funding, _ solver: FundingSolver
  ) async -> [Price] {
    await Parallel.map(count: terms.limits.count, chunk: 1) { range in
      range.map { index in
        price(best, solver, amount: priceStep * terms.limits[index].amount) { factor in
          var changed = terms
          changed.limits[index].amount *= factor
          return changed
        }
      }
    }
  }

  /// What an amount of money more and less changes under terms that are multiplied by a factor.
  private static func price(
    _ best: Funding, _ solver: FundingSolver, amount: Double,
    _ terms: (Double) -> FundingTerms
  ) -> Price {
    guard amount > 0, !Task.isCancelled else { return Price(next: nil, last: nil) }
    let found = [1 + priceStep, 1 - priceStep].map { factor in
      var solver = solver
      return (try? solver.most(terms(factor), FundingSolver.tolerance))?.objective
    }
    return Price(
      next: found[0].map { max(0, $0 - best.objective) / amount },
      last: found[1].map { max(0, best.objective - $0) / amount })
  }

  /// What the optimum's own prices say, one number for both.
  private static func duals(
    _ steps: [Step], _ best: Funding, _ ledger: FundingLedger
  ) -> [Price] {
    steps.map { step in
      let all = money(step, ledger)
      guard all > 0 else { return Price(next: nil, last: nil) }
      let worth = step.reduce(0) {
        $0 + best.prices[$1.source][$1.period]
          * (ledger.lapsing[$1.source][$1.period] + ledger.carried[$1.source][$1.period])
      }
      return Price(next: worth / all, last: worth / all)
    }
  }
}

extension FundingLedger {
  /// The money of a period that may move.
  public func money(in period: Int) -> Double {
    sources.indices.reduce(0) { $0 + lapsing[$1][period] + carried[$1][period] }
  }

  /// The money of a source that may move, in all periods to come.
  public func money(of source: Int) -> Double {
    periods.indices.reduce(0) {
      $0 + (isPast[$1] ? 0 : lapsing[source][$1] + carried[source][$1])
    }
  }

  /// The money of a source that may move, in all periods, past ones included.
  public func allMoney(of source: Int) -> Double {
    periods.indices.reduce(0) { $0 + lapsing[source][$1] + carried[source][$1] }
  }

  /// The money of all periods where that of those to come is a share of the plan's.
  public func money(at share: Double) -> Double {
    periods.indices.reduce(0) { $0 + (isPast[$1] ? 1 : share) * money(in: $1) }
  }
}

extension FundingSolver {
  /// The periods and skills whose people allow no more than an allocation asks for.
  func binding(at funding: Funding) -> [(period: Period, skills: [String])] {
    let amounts = model.byInitiative(funding.amounts)
    return cuts.filter { cut in
      let nodes = Set(cut.nodes)
      let period = model.labour.periods[cut.span]
      let used = amounts.indices.reduce(0) {
        $0 + model.labour.use(of: nodes, by: $1, in: cut.span) * amounts[$1][period]
      }
      let limit = model.labour.limit(of: cut.nodes, in: cut.span)
      return used >= limit - FundingVerifier.tolerance * (1 + limit)
    }.sorted { ($0.span, $0.nodes.count) < ($1.span, $1.nodes.count) }.map { cut in
      (
        model.ledger.periods[model.labour.periods[cut.span]].period,
        model.labour.skills(of: cut.nodes)
      )
    }
  }
}
