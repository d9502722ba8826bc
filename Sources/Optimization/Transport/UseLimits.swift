/// Trims uses until no limit of the problem is exceeded by more than rounding, in plain loops over the
/// original numbers.
struct UseLimits {
  let problem: PooledTransport

  /// Shrinks what exceeds a supply, an arc's limit, a demand, a window's limit or a budget.
  func trim(_ uses: inout [TransportSolution.Use]) {
    trimCells(&uses)
    trimWindows(&uses)
    if problem.budgets.contains(where: { $0 < .infinity }) { trimBudgets(&uses) }
    uses.removeAll { $0.hours <= PathDecomposition.leastHours }
  }

  /// Per cell: arcs, supplies, demands.
  private func trimCells(_ uses: inout [TransportSolution.Use]) {
    var supplied = [Double](repeating: 0, count: problem.supplies.count)
    var served = [Double](repeating: 0, count: problem.demands.count)
    var first = 0
    while first < uses.count {
      let t = Int(uses[first].cell)
      var last = first
      while last < uses.count, Int(uses[last].cell) == t {
        if uses[last].directArc >= 0 {
          let arc = problem.directArcs[Int(uses[last].directArc)]
          uses[last].hours = min(uses[last].hours, arc.limitHours[t - arc.cells.lowerBound])
        }
        supplied[Int(uses[last].supply)] += uses[last].hours
        last += 1
      }
      for k in first..<last {
        let supply = Int(uses[k].supply)
        let limit = problem.supplyHours[supply * problem.cellCount + t]
        if supplied[supply] > limit { uses[k].hours *= limit / supplied[supply] }
        served[Int(uses[k].demand)] += uses[k].hours
      }
      for k in first..<last {
        let demand = Int(uses[k].demand)
        let limit = limit(demand, t)
        if served[demand] > limit { uses[k].hours *= limit / served[demand] }
      }
      for k in first..<last {
        supplied[Int(uses[k].supply)] = 0
        served[Int(uses[k].demand)] = 0
      }
      first = last
    }
  }

  /// The most hours of a demand in a cell.
  private func limit(_ demand: Int, _ t: Int) -> Double {
    switch problem.demands[demand].amount {
    case .perCell(let cells, let hours): hours[t - cells.lowerBound]
    case .window(let cells, let total, let limits): min(total, limits[t - cells.lowerBound])
    }
  }

  private func trimWindows(_ uses: inout [TransportSolution.Use]) {
    var served = [Double](repeating: 0, count: problem.demands.count)
    for use in uses { served[Int(use.demand)] += use.hours }
    for k in uses.indices {
      let demand = Int(uses[k].demand)
      guard case .window(_, let total, _) = problem.demands[demand].amount else { continue }
      if served[demand] > total { uses[k].hours *= total / served[demand] }
    }
  }

  private func trimBudgets(_ uses: inout [TransportSolution.Use]) {
    let periods = problem.moneyPeriodCount
    var spent = [Double](repeating: 0, count: problem.budgets.count)
    for use in uses {
      if let place = place(use) { spent[place] += use.hours * money(use) }
    }
    // What each group's money allows of what it spends; what is left goes on where it may.
    var share = [Double](repeating: 1, count: spent.count)
    for group in 0..<problem.groupCount {
      var carried = 0.0
      for period in 0..<periods {
        let place = group * periods + period
        let allowed = problem.budgets[place] + carried
        if spent[place] > allowed { share[place] = allowed / spent[place] }
        let left = max(0, allowed - spent[place])
        carried = problem.carriesOver[group] ? left : 0
      }
    }
    for k in uses.indices {
      if let place = place(uses[k]), share[place] < 1, money(uses[k]) > 0 {
        uses[k].hours *= share[place]
      }
    }
  }

  private func place(_ use: TransportSolution.Use) -> Int? {
    problem.demands[Int(use.demand)].group.map {
      Int($0) * problem.moneyPeriodCount + Int(problem.moneyPeriod[Int(use.cell)])
    }
  }

  private func money(_ use: TransportSolution.Use) -> Double {
    problem.supplies[Int(use.supply)].moneyPerHour
  }

  /// What each demand lacks in all, and the objective of the uses.
  func result(_ uses: [TransportSolution.Use]) -> (shortHours: [Double], objective: Double) {
    var short = problem.demands.map { demand in
      switch demand.amount {
      case .perCell(_, let hours): hours.reduce(0, +)
      case .window(_, let total, _): total
      }
    }
    var objective = 0.0
    for use in uses {
      short[Int(use.demand)] -= use.hours
      objective += use.hours * problem.supplies[Int(use.supply)].costPerHour
      if use.directArc >= 0 {
        objective += use.hours * problem.directArcs[Int(use.directArc)].cost
      }
    }
    for (j, demand) in problem.demands.enumerated() {
      short[j] = max(0, short[j])
      objective += short[j] * demand.pricePerHour
    }
    return (short, objective)
  }
}
