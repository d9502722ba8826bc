extension TransportSolution {
  /// The solution that uses make, judged by a dual solution: what is short, what it costs, and how far
  /// that is from the best. All is computed from the problem's own numbers.
  ///
  /// Shapes: `uses` sorted as ``uses`` must be.
  public init(uses: [Use], dual: TransportDual, of problem: PooledTransport) {
    let short = problem.shortHours(of: uses)
    let objective = problem.objective(of: uses, shortHours: short)
    self.init(
      uses: uses, shortHours: short, objective: objective,
      certificate: OptimalityCertificate(
        uses: uses, shortHours: short, dual: dual, of: problem))
  }
}

extension OptimalityCertificate {
  /// Judges uses and shortages by a dual solution, where no budget has a price.
  ///
  /// Shares nothing with the solvers. A use that no path allows, or a broken budget, counts with all its
  /// hours or money in the primal residual.
  public init(
    uses: [TransportSolution.Use], shortHours: [Double], dual: TransportDual,
    of problem: PooledTransport
  ) {
    let objective = problem.objective(of: uses, shortHours: shortHours)
    var largestCost = 0.0
    for demand in problem.demands { largestCost = max(largestCost, demand.pricePerHour) }
    for supply in problem.supplies { largestCost = max(largestCost, supply.costPerHour) }
    for arc in problem.directArcs { largestCost = max(largestCost, abs(arc.cost)) }
    let bound = dual.bound(of: problem)
    self.init(
      primalResidual: problem.violation(of: uses, shortHours: shortHours)
        / (1 + problem.largestAmount),
      dualResidual: dual.violation(of: problem) / (1 + largestCost),
      relativeGap: abs(objective - bound) / (1 + abs(objective)))
  }
}

extension PooledTransport {
  /// For each demand what it lacks, where `uses` serve it: at least 0.
  public func shortHours(of uses: [TransportSolution.Use]) -> [Double] {
    var short = demands.map(\.askedHours)
    for use in uses { short[Int(use.demand)] -= use.hours }
    return short.map { max(0, $0) }
  }

  /// Σ price × short + Σ cost × supplied + Σ cost on direct arcs.
  public func objective(of uses: [TransportSolution.Use], shortHours: [Double]) -> Double {
    var total = 0.0
    for (index, demand) in demands.enumerated() { total += demand.pricePerHour * shortHours[index] }
    for use in uses {
      total += use.hours * supplies[Int(use.supply)].costPerHour
      if use.directArc >= 0 { total += use.hours * directArcs[Int(use.directArc)].cost }
    }
    return total
  }

  /// The largest right-hand side: hours of a supply, asked hours, limits and budgets that are finite.
  var largestAmount: Double {
    var largest = supplyHours.reduce(0, max)
    for demand in demands { largest = max(largest, demand.askedHours) }
    for budget in budgets where budget < .infinity { largest = max(largest, budget) }
    return largest
  }

  /// The first budget that uses break by more than rounding, what earlier periods leave included.
  func brokenBudget(by uses: [TransportSolution.Use]) -> (group: Int, period: Int)? {
    let spent = self.spent(by: uses)
    let scale = 1 + spent.reduce(0, max)
    for group in 0..<groupCount {
      for (period, excess) in excesses(of: group, spent: spent).enumerated()
      where excess > 1e-9 * scale {
        return (group, period)
      }
    }
    return nil
  }

  /// By group and money period (`group * moneyPeriodCount + period`) what uses spend, in money.
  public func spent(by uses: [TransportSolution.Use]) -> [Double] {
    var spent = [Double](repeating: 0, count: groupCount * moneyPeriodCount)
    for use in uses {
      guard let group = demands[Int(use.demand)].group else { continue }
      spent[Int(group) * moneyPeriodCount + Int(moneyPeriod[Int(use.cell)])] +=
        use.hours * supplies[Int(use.supply)].moneyPerHour
    }
    return spent
  }

  /// For each money period what a group spends beyond its budget.
  func excesses(of group: Int, spent: [Double]) -> [Double] {
    var left = 0.0
    return (0..<moneyPeriodCount).map { period in
      let index = group * moneyPeriodCount + period
      left = (carriesOver[group] ? left : 0) + budgets[index] - spent[index]
      return -left
    }
  }

  /// The largest violation of a row or bound by uses and shortages.
  func violation(of uses: [TransportSolution.Use], shortHours: [Double]) -> Double {
    var worst = 0.0
    var supplied = [Double](repeating: 0, count: supplyHours.count)
    var served = demands.map(\.noHours)
    var direct = directArcs.map { [Double](repeating: 0, count: $0.cells.count) }
    for use in uses {
      let (cell, supply, demand) = (Int(use.cell), Int(use.supply), Int(use.demand))
      worst = max(worst, -use.hours)
      supplied[supply * cellCount + cell] += use.hours
      let cells = demands[demand].cells
      if cells.contains(cell) {
        served[demand][cell - cells.lowerBound] += use.hours
      } else {
        worst = max(worst, use.hours)
      }
      guard use.directArc >= 0 else { continue }
      let arc = directArcs[Int(use.directArc)]
      if arc.cells.contains(cell), arc.supply == use.supply, arc.demand == use.demand {
        direct[Int(use.directArc)][cell - arc.cells.lowerBound] += use.hours
      } else {
        worst = max(worst, use.hours)
      }
    }
    for index in supplied.indices { worst = max(worst, supplied[index] - supplyHours[index]) }
    for (index, arc) in directArcs.enumerated() {
      for (used, limit) in zip(direct[index], arc.limitHours) { worst = max(worst, used - limit) }
    }
    for (index, demand) in demands.enumerated() {
      worst = max(worst, -shortHours[index])
      let total = served[index].reduce(0, +)
      worst = max(worst, abs(total + shortHours[index] - demand.askedHours))
      switch demand.amount {
      case .perCell(_, let most), .window(_, _, let most):
        for (hours, limit) in zip(served[index], most) { worst = max(worst, hours - limit) }
      }
    }
    let spent = self.spent(by: uses)
    for group in 0..<groupCount {
      for excess in excesses(of: group, spent: spent) { worst = max(worst, excess) }
    }
    return max(worst, hoursWithoutPath(of: uses))
  }

  /// The most hours of one use through pools whose demand the supply's arcs do not reach.
  private func hoursWithoutPath(of uses: [TransportSolution.Use]) -> Double {
    var arcs = [[Int32]](repeating: [], count: supplies.count)
    for arc in supplyArcs { arcs[Int(arc.from)].append(arc.to) }
    var next = [[Int32]](repeating: [], count: poolCount)
    for arc in poolArcs { next[Int(arc.from)].append(arc.to) }
    var bySupply = [[Int32]](repeating: [], count: supplies.count)
    for (index, use) in uses.enumerated() where use.directArc < 0 {
      bySupply[Int(use.supply)].append(Int32(index))
    }
    var worst = 0.0
    var reachedBy = [Int](repeating: -1, count: poolCount)
    for supply in supplies.indices where !bySupply[supply].isEmpty {
      var waiting = arcs[supply]
      while let pool = waiting.popLast() {
        guard reachedBy[Int(pool)] != supply else { continue }
        reachedBy[Int(pool)] = supply
        waiting += next[Int(pool)]
      }
      for index in bySupply[supply] {
        let use = uses[Int(index)]
        let pool = demands[Int(use.demand)].pool
        if pool.map({ reachedBy[Int($0)] == supply }) != true { worst = max(worst, use.hours) }
      }
    }
    return worst
  }
}

extension PooledTransport.Demand {
  /// All hours that are asked.
  public var askedHours: Double {
    switch amount {
    case .perCell(_, let hours): hours.reduce(0, +)
    case .window(_, let total, _): total
    }
  }

  /// The cells in which hours may be served.
  public var cells: Range<Int> {
    switch amount {
    case .perCell(let cells, _), .window(let cells, _, _): cells
    }
  }

  fileprivate var noHours: [Double] { [Double](repeating: 0, count: cells.count) }
}
