/// A problem in which only the demands whose money is limited see who serves them.
///
/// A pool hides the rates of its supplies. Where a budget binds they must be told apart, and splitting
/// every pool by every rate would multiply the problem; as a rule few demands are limited. They leave
/// the pools, and each supply that could reach them does so on a direct arc of its own. What a demand
/// asks cell by cell leaves them in the limited cells alone: it becomes two demands, which share no cell.
public struct MoneyArcs {
  /// The same problem, in which no limited demand has a pool.
  public private(set) var problem: PooledTransport
  /// For each demand past the original ones the demand that it is a part of.
  private var wholeDemand: [Int32] = []
  /// For each direct arc past the original ones the arc that it is a part of, or -1.
  private var wholeArc: [Int32] = []
  /// For a split demand the demand that is its rest, and the cells that stayed.
  private var rest: [Int32: (demand: Int32, kept: Set<Int>)] = [:]
  /// For an original direct arc of a split demand the arc that leads to the rest.
  private var restArc: [Int32: Int32] = [:]
  /// For a limited demand and a supply the direct arc that takes the place of their pool.
  private var arcOfPair: [Pair: Int32] = [:]
  /// The same where an arc of the original takes that place.
  private var ownArc: [Pair: Int32] = [:]
  private let demandCount: Int
  private let directArcCount: Int

  private struct Pair: Hashable {
    var supply: Int32
    var demand: Int32
  }

  /// Demands are limited where their group has a finite budget in one of their cells.
  public init(_ original: PooledTransport) {
    problem = original
    demandCount = original.demands.count
    directArcCount = original.directArcs.count
    let limited = original.demands.indices.filter {
      original.demands[$0].pool != nil && !original.limitedCells($0).isEmpty
    }
    guard !limited.isEmpty else { return }
    let suppliers = original.suppliersOfPools(
      Set(limited.compactMap { original.demands[$0].pool.map(Int.init) }))
    var direct: [Int32: [Int]] = [:]
    for (number, arc) in original.directArcs.enumerated() {
      direct[arc.demand, default: []].append(number)
    }
    for number in limited {
      let own = direct[Int32(number)] ?? []
      let cells = split(number, own)
      // An arc of its own that is no worse than the way through the pool makes that way needless.
      let known = Set(
        own.map { original.directArcs[$0] }.filter { arc in
          arc.cost <= 0 && arc.cells.contains(cells)
            && arc.limitHours.allSatisfy { $0 == .infinity }
        }.map(\.supply))
      for index in own where known.contains(original.directArcs[index].supply) {
        ownArc[Pair(supply: original.directArcs[index].supply, demand: Int32(number))] = Int32(
          index)
      }
      let unlimited = [Double](repeating: .infinity, count: cells.count)
      guard let pool = original.demands[number].pool else { continue }
      for supply in suppliers[Int(pool)] ?? [] where !known.contains(supply) {
        arcOfPair[Pair(supply: supply, demand: Int32(number))] = Int32(problem.directArcs.count)
        problem.directArcs.append(
          PooledTransport.DirectArc(
            supply: supply, demand: Int32(number), cost: 0, cells: cells, limitHours: unlimited))
        wholeArc.append(-1)
      }
      problem.demands[number].pool = nil
    }
  }

  /// Leaves of a demand what it asks in limited cells, and makes a demand of the rest, which the direct
  /// arcs `own` serve too; a window stays whole.
  ///
  /// - Returns: the cells that hold what is left of it.
  private mutating func split(_ number: Int, _ own: [Int]) -> Range<Int> {
    let demand = problem.demands[number]
    let limited = Set(problem.limitedCells(number))
    guard case .perCell(let cells, let hours) = demand.amount, limited.count < cells.count else {
      return demand.cells
    }
    func part(where isPart: (Int) -> Bool) -> PooledTransport.Amount? {
      guard let first = cells.first(where: isPart), let last = cells.last(where: isPart) else {
        return nil
      }
      return .perCell(
        cells: first..<last + 1,
        hours: (first...last).map { isPart($0) ? hours[$0 - cells.lowerBound] : 0 })
    }
    guard let kept = part(where: { limited.contains($0) }),
      let rest = part(where: { !limited.contains($0) })
    else { return demand.cells }
    self.rest[Int32(number)] = (Int32(problem.demands.count), limited)
    for index in own {
      restArc[Int32(index)] = Int32(problem.directArcs.count)
      var arc = problem.directArcs[index]
      arc.demand = Int32(problem.demands.count)
      problem.directArcs.append(arc)
      wholeArc.append(Int32(index))
    }
    var other = demand
    other.amount = rest
    problem.demands.append(other)
    wholeDemand.append(Int32(number))
    problem.demands[number].amount = kept
    return problem.demands[number].cells
  }

  /// Uses of the original, told of the problem.
  func translated(_ uses: [TransportSolution.Use]) -> [TransportSolution.Use] {
    uses.map { use in
      var use = use
      if let rest = rest[use.demand], !rest.kept.contains(Int(use.cell)) {
        use.demand = rest.demand
        use.directArc = restArc[use.directArc] ?? -1
      } else if use.directArc < 0 {
        let pair = Pair(supply: use.supply, demand: use.demand)
        use.directArc = arcOfPair[pair] ?? ownArc[pair] ?? -1
      }
      return use
    }
  }

  /// A solution of the problem, told of the original.
  public func restored(_ solution: TransportSolution) -> TransportSolution {
    var solution = solution
    for index in solution.uses.indices {
      let use = solution.uses[index]
      if Int(use.demand) >= demandCount {
        solution.uses[index].demand = wholeDemand[Int(use.demand) - demandCount]
      }
      if Int(use.directArc) >= directArcCount {
        solution.uses[index].directArc = wholeArc[Int(use.directArc) - directArcCount]
      }
    }
    solution.uses.sort {
      ($0.cell, $0.supply, $0.demand, $0.directArc)
        < ($1.cell, $1.supply, $1.demand, $1.directArc)
    }
    for (part, whole) in wholeDemand.enumerated() {
      solution.shortHours[Int(whole)] += solution.shortHours[demandCount + part]
    }
    solution.shortHours.removeLast(wholeDemand.count)
    return solution
  }
}

extension PooledTransport {
  /// The cells of a demand in which a budget of its group is finite.
  fileprivate func limitedCells(_ demand: Int) -> [Int] {
    guard let group = demands[demand].group else { return [] }
    return demands[demand].cells.filter {
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
