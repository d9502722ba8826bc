import Optimization
import TestSupport
import Testing

/// A random problem with ladders, bookings, windows and budgets, some people as givers, and a solution
/// that spreads everyone thinly: optimal where nothing limits money, else any that is feasible.
struct SparseInstance {
  var problem: PooledTransport
  var givers: [SparseUses.Giver] = []
  var lines: [Int32] = []
  var options = SparseUses.Options()
  var solution: TransportSolution
  private let reach: [Set<Int32>]

  init(seed: UInt64) {
    var random = SplitMix64(seed)
    let cells = random.next(in: 1...5)
    var problem = PooledTransport(cellCount: cells)
    problem.poolCount = random.next(in: 1...5)
    // A ladder over the first pools.
    for pool in 1..<max(2, problem.poolCount) where pool < problem.poolCount {
      if random.next(in: 0...1) == 0 {
        problem.poolArcs.append(PooledTransport.Arc(from: Int32(pool - 1), to: Int32(pool)))
      }
    }
    let hasMoney = random.next(in: 0...2) == 0
    problem.groupCount = hasMoney ? random.next(in: 1...4) : 0
    problem.moneyPeriodCount = min(cells, 2)
    problem.moneyPeriod = (0..<cells).map { Int32(min($0, problem.moneyPeriodCount - 1)) }

    let supplies = random.next(in: 1...7)
    problem.supplyHours = []
    for supply in 0..<supplies {
      let rate = Double(random.next(in: 1...3)) * 10
      problem.supplies.append(PooledTransport.Supply(costPerHour: rate, moneyPerHour: rate))
      for pool in 0..<problem.poolCount where random.next(in: 0...1) == 0 {
        problem.supplyArcs.append(PooledTransport.Arc(from: Int32(supply), to: Int32(pool)))
      }
      var sum = [Double](repeating: 0, count: cells)
      for _ in 0..<random.next(in: 1...3) {
        let hours = (0..<cells).map { _ in Double(random.next(in: 0...4)) * 8.1 }
        for cell in 0..<cells { sum[cell] += hours[cell] }
        // Some people have hours in two supplies.
        let person = Int32(random.next(in: 0...5) == 0 ? 0 : givers.count)
        givers.append(
          SparseUses.Giver(supply: Int32(supply), person: person, cells: 0..<cells, hours: hours))
      }
      problem.supplyHours += sum
    }
    for _ in 0..<random.next(in: 1...9) {
      let first = random.next(in: 0...cells - 1)
      let range = first..<random.next(in: first + 1...cells)
      let limits = range.map { _ in Double(random.next(in: 1...9)) * 6.3 }
      problem.demands.append(
        PooledTransport.Demand(
          pool: random.next(in: 0...9) == 0
            ? nil : Int32(random.next(in: 0...problem.poolCount - 1)),
          pricePerHour: Double(random.next(in: 1...4)) * 100,
          group: hasMoney && random.next(in: 0...3) > 0
            ? Int32(random.next(in: 0...problem.groupCount - 1)) : nil,
          amount: random.next(in: 0...1) == 0
            ? .perCell(cells: range, hours: limits)
            : .window(
              cells: range, totalHours: limits.reduce(0, +) * 0.7,
              limitHours: random.next(in: 0...1) == 0 ? limits : limits.map { _ in .infinity })))
      lines.append(random.next(in: 0...4) == 0 ? 0 : Int32(problem.demands.count))
    }
    var booked: Set<[Int]> = []
    for _ in 0..<random.next(in: 0...4) {
      let pair = [
        random.next(in: 0...supplies - 1), random.next(in: 0...problem.demands.count - 1),
      ]
      guard booked.insert(pair).inserted else { continue }
      problem.directArcs.append(
        PooledTransport.DirectArc(
          supply: Int32(pair[0]), demand: Int32(pair[1]), cost: -Double(random.next(in: 0...3)),
          cells: 0..<cells, limitHours: (0..<cells).map { _ in Double(random.next(in: 0...5)) * 7 })
      )
    }
    problem.carriesOver = (0..<problem.groupCount).map { _ in random.next(in: 0...1) == 0 }

    // In the middle of some optima everyone serves everything.
    var uses: [TransportSolution.Use] = []
    for reversed in [false, true] {
      for var use in transportOptimum(problem, reversed: reversed).uses {
        use.hours /= 2
        uses.append(use)
      }
    }
    solution = transportSolution(of: uses, in: problem)
    var spent = [Double](repeating: 0, count: problem.groupCount * problem.moneyPeriodCount)
    for use in solution.uses {
      guard let group = problem.demands[Int(use.demand)].group else { continue }
      spent[Int(group) * problem.moneyPeriodCount + Int(problem.moneyPeriod[Int(use.cell)])] +=
        use.hours * problem.supplies[Int(use.supply)].moneyPerHour
    }
    // Most budgets bind, some leave a little, some limit nothing.
    problem.budgets = spent.map { money in
      switch random.next(in: 0...5) {
      case 0: .infinity
      case 1: money * 1.1 + 50
      default: money
      }
    }
    options.fullHours = [Double](repeating: 32.4, count: cells)
    options.dayHours = random.next(in: 0...1) == 0 ? 8.1 : 0
    self.problem = problem
    reach = Self.reach(of: problem)
  }

  /// For each supply the pools that its hours reach.
  private static func reach(of problem: PooledTransport) -> [Set<Int32>] {
    problem.supplies.indices.map { supply in
      var pools = Set(problem.supplyArcs.filter { Int($0.from) == supply }.map(\.to))
      for _ in 0..<problem.poolCount {
        for arc in problem.poolArcs where pools.contains(arc.from) { pools.insert(arc.to) }
      }
      return pools
    }
  }

  /// What every answer must fulfil, checked with the problem and the first solution alone.
  func check(_ slices: [SparseUses.Slice], tolerance: Double) {
    var given: [String: Double] = [:]
    var hours: [String: Double] = [:]
    var money = [Double](repeating: 0, count: problem.budgets.count)
    var before = money
    func add(
      _ hours: Double, _ use: (cell: Int32, supply: Int32, demand: Int32, direct: Int32),
      _ sign: Double, to sums: inout [String: Double]
    ) {
      // Windows without limited money may swap cells.
      let cell = use.direct < 0 && isMovable(use.demand) ? -1 : use.cell
      sums["demand \(use.demand) in \(cell) by \(use.direct)", default: 0] += sign * hours
      let supply = problem.supplies[Int(use.supply)]
      sums["cost \(supply.costPerHour) in \(use.cell)", default: 0] += sign * hours
    }
    func spend(
      _ hours: Double, _ cell: Int32, _ supply: Int32, _ demand: Int32, _ sums: inout [Double]
    ) {
      guard let group = problem.demands[Int(demand)].group else { return }
      sums[Int(group) * problem.moneyPeriodCount + Int(problem.moneyPeriod[Int(cell)])] +=
        hours * problem.supplies[Int(supply)].moneyPerHour
    }
    for use in solution.uses {
      add(use.hours, (use.cell, use.supply, use.demand, use.directArc), 1, to: &hours)
      spend(use.hours, use.cell, use.supply, use.demand, &before)
    }
    for slice in slices {
      let giver = givers[Int(slice.giver)]
      #expect(slice.hours > 0)
      add(slice.hours, (slice.cell, giver.supply, slice.demand, slice.directArc), -1, to: &hours)
      spend(slice.hours, slice.cell, giver.supply, slice.demand, &money)
      given["\(slice.giver) in \(slice.cell)", default: 0] += slice.hours
      // Exactly: nobody gives more than they have.
      #expect(
        given["\(slice.giver) in \(slice.cell)", default: 0]
          <= giver.hours[Int(slice.cell) - giver.cells.lowerBound])
      if slice.directArc >= 0 {
        let arc = problem.directArcs[Int(slice.directArc)]
        #expect(arc.supply == giver.supply && arc.demand == slice.demand)
      } else if let pool = problem.demands[Int(slice.demand)].pool {
        #expect(reach[Int(giver.supply)].contains(pool))
      } else {
        Issue.record("a demand without a pool is served by direct arcs alone")
      }
    }
    for (index, demand) in problem.demands.enumerated() {
      guard case .window(let cells, _, let limits) = demand.amount else { continue }
      for cell in 0..<problem.cellCount {
        let hours = slices.filter { Int($0.demand) == index && Int($0.cell) == cell }
          .reduce(0) { $0 + $1.hours }
        let limit = cells.contains(cell) ? limits[cell - cells.lowerBound] : 0
        // Direct arcs and pools have the limit together.
        #expect(hours <= limit + tolerance)
      }
    }
    for (what, difference) in hours {
      #expect(abs(difference) < tolerance, "\(what)")
    }
    for (entry, budget) in problem.budgets.enumerated() where budget < .infinity {
      let carried = problem.carriesOver[entry / problem.moneyPeriodCount]
      if !carried { #expect(money[entry] <= max(budget, before[entry]) + 1e-2) }
    }
    for cell in 0..<problem.cellCount { checkForest(slices.filter { Int($0.cell) == cell }) }
  }

  private func isMovable(_ demand: Int32) -> Bool {
    guard case .window = problem.demands[Int(demand)].amount else { return false }
    guard let group = problem.demands[Int(demand)].group else { return true }
    let first = Int(group) * problem.moneyPeriodCount
    return problem.budgets[first..<first + problem.moneyPeriodCount].allSatisfy { $0 == .infinity }
  }

  /// Of the pairs of giver and demand no more close a cycle than groups are limited and served.
  private func checkForest(_ slices: [SparseUses.Slice]) {
    var leader: [String: String] = [:]
    func find(_ node: String) -> String {
      guard let above = leader[node], above != node else { return node }
      return find(above)
    }
    var closing = 0
    var limited: Set<Int32> = []
    for slice in slices {
      let work = slice.directArc >= 0 ? "direct \(slice.directArc)" : "demand \(slice.demand)"
      let (one, other) = (find("giver \(slice.giver)"), find(work))
      if one == other { closing += 1 } else { leader[one] = other }
      if let group = problem.demands[Int(slice.demand)].group {
        let entry =
          Int(group) * problem.moneyPeriodCount
          + Int(problem.moneyPeriod[Int(slice.cell)])
        if problem.budgets[entry] < .infinity { limited.insert(group) }
      }
    }
    #expect(closing <= limited.count)
  }
}
