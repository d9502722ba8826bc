import Optimization

/// A problem in which only the demands whose money is limited see who serves them.
///
/// A pool hides the rates of its supplies. Where a budget binds they must be told apart, and splitting
/// every pool by every rate would multiply the problem; as a rule few demands are limited. They leave
/// the pools, and each supply that could reach them does so on a direct arc of its own.
struct MoneyArcs {
  /// The same problem, in which no limited demand has a pool.
  let problem: PooledTransport
  private let directArcCount: Int

  /// Demands are limited where their group has a finite budget in one of their cells.
  init(_ original: PooledTransport) {
    var problem = original
    directArcCount = original.directArcs.count
    let limited = original.demands.indices.filter { original.isLimited($0) }
    if !limited.isEmpty {
      let suppliers = original.suppliersOfPools(
        Set(limited.compactMap { original.demands[$0].pool.map(Int.init) }))
      var direct: [Int32: Set<Int32>] = [:]
      for arc in original.directArcs { direct[arc.demand, default: []].insert(arc.supply) }
      for number in limited {
        guard let pool = original.demands[number].pool else { continue }
        let cells = original.demands[number].cells
        let unlimited = [Double](repeating: .infinity, count: cells.count)
        let known = direct[Int32(number)] ?? []
        for supply in suppliers[Int(pool)] ?? [] where !known.contains(supply) {
          problem.directArcs.append(
            PooledTransport.DirectArc(
              supply: supply, demand: Int32(number), cost: 0, cells: cells, limitHours: unlimited))
        }
        problem.demands[number].pool = nil
      }
    }
    self.problem = problem
  }

  /// A solution of the problem, told of the original.
  func restored(_ solution: TransportSolution) -> TransportSolution {
    var solution = solution
    for index in solution.uses.indices
    where Int(solution.uses[index].directArc) >= directArcCount {
      solution.uses[index].directArc = -1
    }
    return solution
  }
}

extension PooledTransport {
  /// Whether a budget of the demand's group is finite in one of its cells.
  fileprivate func isLimited(_ demand: Int) -> Bool {
    guard let group = demands[demand].group else { return false }
    return demands[demand].cells.contains {
      budgets[Int(group) * moneyPeriodCount + Int(moneyPeriod[$0])].isFinite
    }
  }

  /// For some pools the supplies that reach them, along pool arcs too, in order.
  fileprivate func suppliersOfPools(_ pools: Set<Int>) -> [Int: [Int32]] {
    var entering = [[Int]](repeating: [], count: poolCount)
    for arc in poolArcs { entering[Int(arc.to)].append(Int(arc.from)) }
    var supplying = [[Int32]](repeating: [], count: poolCount)
    for arc in supplyArcs { supplying[Int(arc.to)].append(arc.from) }
    var result: [Int: [Int32]] = [:]
    for pool in pools {
      var reached: Set<Int> = [pool]
      var queue = [pool]
      var found: Set<Int32> = []
      while let next = queue.popLast() {
        found.formUnion(supplying[next])
        for other in entering[next] where reached.insert(other).inserted { queue.append(other) }
      }
      result[pool] = found.sorted()
    }
    return result
  }
}
