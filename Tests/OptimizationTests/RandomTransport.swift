import Optimization
import TestSupport

/// Small random transport problems with every feature: ladders of pools, direct arcs, windows with and
/// without limits, budgets with and without carry-over.
struct RandomTransport {
  private var random: SplitMix64
  private let seed: Int

  init(seed: Int) {
    self.seed = seed
    random = SplitMix64(UInt64(seed + 1))
  }

  private mutating func uniform(_ range: ClosedRange<Double>) -> Double {
    Double.random(in: range, using: &random)
  }

  private mutating func happens(_ probability: Double) -> Bool { uniform(0...1) < probability }

  mutating func problem() -> PooledTransport {
    let cells = random.next(in: 1...6)
    var problem = PooledTransport(cellCount: cells)
    problem.poolCount = random.next(in: 1...5)
    problem.moneyPeriodCount = random.next(in: 1...3)
    problem.moneyPeriod = (0..<cells).map { Int32($0 * problem.moneyPeriodCount / cells) }
    let rates = [20.0, 30, 55]
    for supply in 0..<random.next(in: 1...6) {
      let rate = rates[random.next(in: 0...2)]
      problem.supplies.append(
        PooledTransport.Supply(
          costPerHour: happens(0.2) ? 0 : rate, moneyPerHour: happens(0.1) ? 0 : rate))
      for pool in 0..<problem.poolCount where happens(0.45) {
        problem.supplyArcs.append(PooledTransport.Arc(from: Int32(supply), to: Int32(pool)))
      }
    }
    problem.supplyHours = (0..<(problem.supplies.count * cells)).map { _ in
      happens(0.15) ? 0 : uniform(5...40)
    }
    for pool in 0..<problem.poolCount {
      for next in (pool + 1)..<max(pool + 1, problem.poolCount) where happens(0.25) {
        problem.poolArcs.append(PooledTransport.Arc(from: Int32(pool), to: Int32(next)))
      }
    }
    problem.groupCount = random.next(in: 0...3)
    for _ in 0..<random.next(in: 1...8) { problem.demands.append(demand(problem)) }
    for supply in problem.supplies.indices {
      for demand in problem.demands.indices where happens(0.12) {
        let range = self.cells(problem)
        problem.directArcs.append(
          PooledTransport.DirectArc(
            supply: Int32(supply), demand: Int32(demand), cost: uniform(-25...10), cells: range,
            limitHours: range.map { _ in happens(0.2) ? .infinity : uniform(0...15) }))
      }
    }
    problem.carriesOver = (0..<problem.groupCount).map { _ in happens(0.4) }
    problem.budgets = (0..<(problem.groupCount * problem.moneyPeriodCount)).map { _ in
      happens(0.1) ? 0 : happens(0.15) ? .infinity : uniform(50...2500)
    }
    return problem
  }

  private mutating func cells(_ problem: PooledTransport) -> Range<Int> {
    let first = random.next(in: 0...(problem.cellCount - 1))
    return first..<random.next(in: (first + 1)...problem.cellCount)
  }

  private mutating func demand(_ problem: PooledTransport) -> PooledTransport.Demand {
    let range = cells(problem)
    let amount: PooledTransport.Amount =
      if happens(0.5) {
        .perCell(cells: range, hours: range.map { _ in happens(0.1) ? 0 : uniform(1...60) })
      } else {
        .window(
          cells: range, totalHours: uniform(5...120),
          limitHours: range.map { _ in happens(0.4) ? .infinity : uniform(0...40) })
      }
    return PooledTransport.Demand(
      pool: happens(0.1) ? nil : Int32(random.next(in: 0...(problem.poolCount - 1))),
      pricePerHour: uniform(10...200),
      group: problem.groupCount > 0 && happens(0.7)
        ? Int32(random.next(in: 0...(problem.groupCount - 1))) : nil, amount: amount)
  }
}

/// Checks a solution against its problem, sharing nothing with the solver.
struct TransportChecker {
  let problem: PooledTransport
  let solution: TransportSolution
  /// Relative room for rounding in sums.
  let tolerance = 1e-8

  /// What is wrong, in words; empty where nothing is.
  func faults() -> [String] {
    var faults: [String] = []
    func check(_ value: Double, atMost limit: Double, _ what: @autoclosure () -> String) {
      if !(value <= limit * (1 + tolerance) + tolerance) {
        faults.append("\(what()): \(value) > \(limit)")
      }
    }
    let cells = problem.cellCount
    var supplied = [Double](repeating: 0, count: problem.supplyHours.count)
    var served = [Double](repeating: 0, count: problem.demands.count * cells)
    var spent = [Double](repeating: 0, count: problem.budgets.count)
    var objective = 0.0
    let reach = reachable()
    for use in solution.uses {
      let (t, i, j) = (Int(use.cell), Int(use.supply), Int(use.demand))
      if !(use.hours > 0) { faults.append("a use of \(use.hours) hours") }
      supplied[i * cells + t] += use.hours
      served[j * cells + t] += use.hours
      objective += use.hours * problem.supplies[i].costPerHour
      if use.directArc >= 0 {
        let arc = problem.directArcs[Int(use.directArc)]
        if arc.supply != use.supply || arc.demand != use.demand || !arc.cells.contains(t) {
          faults.append("a direct arc that does not exist")
        } else {
          check(use.hours, atMost: arc.limitHours[t - arc.cells.lowerBound], "direct arc")
          objective += use.hours * arc.cost
        }
      } else if let pool = problem.demands[j].pool {
        if !reach[i].contains(pool) { faults.append("supply \(i) cannot reach pool \(pool)") }
      } else {
        faults.append("demand \(j) has no pool")
      }
      if let group = problem.demands[j].group {
        spent[Int(group) * problem.moneyPeriodCount + Int(problem.moneyPeriod[t])] +=
          use.hours * problem.supplies[i].moneyPerHour
      }
    }
    for (hours, limit) in zip(supplied, problem.supplyHours) {
      check(hours, atMost: limit, "supply")
    }
    for (j, demand) in problem.demands.enumerated() {
      var total = 0.0
      var asked = 0.0
      for t in 0..<cells {
        let hours = served[j * cells + t]
        total += hours
        switch demand.amount {
        case .perCell(let range, let wanted):
          let want = range.contains(t) ? wanted[t - range.lowerBound] : 0
          asked += want
          check(hours, atMost: want, "demand \(j) in \(t)")
        case .window(let range, let all, let limits):
          asked = all
          check(hours, atMost: range.contains(t) ? limits[t - range.lowerBound] : 0, "limit \(j)")
        }
      }
      check(total, atMost: asked, "demand \(j)")
      if abs(solution.shortHours[j] - (asked - total)) > tolerance * (1 + asked) {
        faults.append("demand \(j) lacks \(asked - total), not \(solution.shortHours[j])")
      }
      objective += demand.pricePerHour * max(0, asked - total)
    }
    for group in 0..<problem.groupCount {
      var left = 0.0
      for period in 0..<problem.moneyPeriodCount {
        let place = group * problem.moneyPeriodCount + period
        let money = problem.budgets[place] + left
        check(spent[place], atMost: money, "budget \(group) \(period)")
        left = problem.carriesOver[group] ? max(0, money - spent[place]) : 0
      }
    }
    if abs(objective - solution.objective) > tolerance * (1 + abs(objective)) {
      faults.append("the objective is \(objective), not \(solution.objective)")
    }
    return faults
  }

  /// For each supply the pools that it enters or reaches.
  private func reachable() -> [Set<Int32>] {
    problem.supplies.indices.map { supply in
      var stack = problem.supplyArcs.filter { Int($0.from) == supply }.map(\.to)
      var seen = Set(stack)
      while let pool = stack.popLast() {
        for arc in problem.poolArcs where arc.from == pool && seen.insert(arc.to).inserted {
          stack.append(arc.to)
        }
      }
      return seen
    }
  }
}
