internal import Parallelism

/// The exact optimum of a ``PooledTransport`` in which no budget binds, by nested maximum flows.
///
/// Costs then stand only at the ends of a flow: an hour of supply costs something, a demand that lacks
/// one too. Let each supply demand its own idle hours, at its cost. Then all supply is used, and what can
/// be served together (demand and idleness) are the bases of a polymatroid; so it is optimal to serve the
/// dearest first, each as far as those before it leave room, by augmenting paths that never take back
/// what is served. Prices below costs are no exception: the idle hour is then the dearer demand. Demands
/// asked per cell leave the cells independent; windows tie cells together.
///
///     if NestedFlows.accepts(problem) {
///       let solution = try await NestedFlows.solve(problem)
///       solution.certificate.relativeGap   // at most 1e-8
///     }
///
/// Accuracy: hours below 1e-13 of their supply's are nothing. The certificate is a Lagrangian bound from
/// shortest residual distances, computed from the original data.
/// Edge cases: no supply, no demand, demands without a pool and supplies without arcs are fine.
/// Source: Edmonds, "Submodular functions, matroids, and certain polyhedra" (1970); Mendelsohn & Dulmage,
/// Canadian J. Math. 10 (1958) 230–241, doi:10.4153/CJM-1958-027-8 (both sides at once); Megiddo,
/// Mathematical Programming 7 (1974) 97–107, doi:10.1007/BF01585506.
public enum NestedFlows {
  /// Why nested flows are not exact for a problem.
  public enum Refusal: Error, Sendable, Hashable {
    /// Hours on that direct arc cost or earn something of their own, so that not all costs stand at the
    /// ends of a flow.
    case directArcCost(arc: Int)
    /// The flows of least cost spend more than that budget: it binds.
    case bindingBudget(group: Int, period: Int)
  }

  /// Whether the method is exact for the problem, but for budgets that might bind; ``refusal(of:)`` says
  /// why not.
  public static func accepts(_ problem: PooledTransport) -> Bool { refusal(of: problem) == nil }

  /// Why the method is not exact for the problem, as far as can be told without solving it; nil where
  /// it is, or where only a budget can stand against it (``solve(_:)`` then tells).
  public static func refusal(of problem: PooledTransport) -> Refusal? {
    if let arc = problem.directArcs.firstIndex(where: { $0.cost != 0 }) {
      return .directArcCost(arc: arc)
    }
    return nil
  }

  /// The optimum, with its proof.
  ///
  /// - Complexity: for each part that windows tie together, nodes × steps of the residual graph in the
  ///   worst case, about one look at each in practice; parts are spread over the cores, and the bytes of
  ///   the answer do not depend on their number.
  /// - Throws: ``Refusal`` where costs stand on direct arcs, or the optimum without budgets breaks one.
  public static func solve(_ problem: PooledTransport) async throws(Refusal) -> TransportSolution {
    try await optimum(of: problem).solution
  }

  /// The optimum as ``solve(_:)`` gives it, and the dual solution that proves it: for each pool and cell
  /// the least cost of one more hour.
  public static func optimum(of problem: PooledTransport) async throws(Refusal)
    -> (solution: TransportSolution, dual: TransportDual)
  {
    if let refusal = refusal(of: problem) { throw refusal }
    let network = NestedNetwork(problem)
    let parts = NestedPart.parts(of: problem, on: network)
    let ranked = problem.supplies.indices.sorted {
      (-problem.supplies[$0].costPerHour, $0) < (-problem.supplies[$1].costPerHour, $1)
    }
    let outcomes = await Parallel.map(count: parts.count, chunk: 1) { range in
      range.map { Outcome(of: parts[$0], ranked: ranked, in: problem, on: network) }
    }
    var byCell = [[TransportSolution.Use]](repeating: [], count: problem.cellCount)
    var dual = TransportDual(of: problem)
    let most = problem.demands.reduce(0) { max($0, $1.pricePerHour) }
    for (part, outcome) in zip(parts, outcomes) {
      for (local, cell) in part.cells.enumerated() {
        let cell = Int(cell)
        byCell[cell] = outcome.uses[local]
        for pool in 0..<problem.poolCount {
          dual.poolPrices[cell * problem.poolCount + pool] =
            min(most, outcome.prices.pools[local * network.poolCount + pool])
        }
        for supply in problem.supplies.indices {
          let value = outcome.prices.types[
            local * network.typeCount + Int(network.typeOfSupply[supply])]
          dual.supplyRents[supply * problem.cellCount + cell] =
            max(0, min(most, value) - problem.supplies[supply].costPerHour)
        }
      }
    }
    let uses = Array(byCell.joined())
    if let broken = problem.brokenBudget(by: uses) {
      throw .bindingBudget(group: broken.group, period: broken.period)
    }
    return (TransportSolution(uses: uses, dual: dual, of: problem), dual)
  }

  /// What one part comes to.
  private struct Outcome: Sendable {
    var uses: [[TransportSolution.Use]]
    var prices: NestedPrices

    /// Serves all demands and all idle hours of a part, dearest first; work before idleness where they
    /// are equally dear.
    init(
      of part: NestedPart, ranked: [Int], in problem: PooledTransport, on network: NestedNetwork
    ) {
      var search = NestedSearch(problem, part: part, on: network)
      var leafServed = [Double](repeating: 0, count: part.leaves.count)
      var nextSupply = 0
      func idle(above price: Double) {
        while nextSupply < ranked.count,
          problem.supplies[ranked[nextSupply]].costPerHour > price
        {
          let cost = problem.supplies[ranked[nextSupply]].costPerHour
          let first = nextSupply
          while nextSupply < ranked.count,
            problem.supplies[ranked[nextSupply]].costPerHour == cost
          {
            nextSupply += 1
          }
          for (local, cell) in part.cells.enumerated() {
            for supply in ranked[first..<nextSupply] {
              search.idle(
                problem.supplyHours[supply * problem.cellCount + Int(cell)],
                of: Int(network.typeOfSupply[supply]), in: local)
            }
          }
        }
      }
      for level in part.levels {
        idle(above: level.price)
        for window in level.windows {
          if case .window(_, let total, _) = problem.demands[Int(part.windows[window])].amount {
            _ = search.serve(total, at: search.poolNodeCount + window)
          }
        }
        for index in level.leaves {
          let leaf = part.leaves[index]
          let node = Int(leaf.cell) * network.poolCount + Int(network.demandPool[Int(leaf.demand)])
          leafServed[index] = search.serve(leaf.hours, at: node)
        }
      }
      idle(above: -.infinity)
      search.settle()
      for (index, leaf) in part.leaves.enumerated()
      where leafServed[index] <= NestedSearch.rounding * leaf.hours {
        leafServed[index] = 0
      }
      prices = search.prices(of: problem, part: part, leafServed: leafServed)
      uses = search.uses(of: problem, part: part, leafServed: leafServed)
    }
  }
}

extension NestedSearch {
  /// Frees up to so many hours of a type from work that others can do.
  mutating func idle(_ hours: Double, of type: Int, in cell: Int) {
    var wanted = hours
    let own = cell * network.typeCount + type
    let spare = min(wanted, free[own])
    free[own] -= spare
    wanted -= spare
    let slots = Int(network.typeFirst[type])..<Int(network.typeFirst[type + 1])
    let slotBase = cell * network.slotCount
    let nodeBase = cell * network.poolCount
    while wanted > negligible {
      var best = NestedSearch.unreachable
      var chosen = -1
      for slot in slots where flow[slotBase + slot] > negligible {
        let height = label[nodeBase + Int(network.slotPool[slot])]
        if height < best {
          best = height
          chosen = slot
        }
      }
      guard chosen >= 0 else { return }
      // Another pool of the type may be nearer as soon as this one's label grows.
      let moved = serve(
        min(wanted, flow[slotBase + chosen]), at: nodeBase + Int(network.slotPool[chosen]),
        bound: best)
      flow[slotBase + chosen] -= moved
      wanted -= moved
    }
  }
}
