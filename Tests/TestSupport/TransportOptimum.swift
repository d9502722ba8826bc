public import Optimization

/// An exact optimum of a small problem without budgets: one minimum-cost flow over all cells.
///
/// Costs are rounded to millionths, amounts down to 2⁻²⁰ hours.
///
/// - Parameter reversed: takes supplies and demands in the opposite order: another optimum, where there
///   are several.
public func transportOptimum(_ problem: PooledTransport, reversed: Bool = false)
  -> TransportSolution
{
  let cells = problem.cellCount
  let scale = Double(1 << 20)
  func units(_ hours: Double) -> Int64 { Int64((min(hours, 1e6) * scale).rounded(.down)) }
  func cost(_ money: Double) -> Int64 { Int64((money * 1e6).rounded()) }
  let supplies = problem.supplies.count
  let demands = problem.demands.count
  // Nodes: supplies by cell, pools by cell, demands by cell, demands, ground.
  func supply(_ index: Int, _ cell: Int) -> Int32 { Int32(index * cells + cell) }
  func pool(_ index: Int32, _ cell: Int) -> Int32 { Int32((supplies + Int(index)) * cells + cell) }
  let firstDemand = (supplies + problem.poolCount) * cells
  func served(_ index: Int, _ cell: Int) -> Int32 { Int32(firstDemand + index * cells + cell) }
  func whole(_ index: Int) -> Int32 { Int32(firstDemand + demands * cells + index) }
  let ground = Int32(firstDemand + demands * cells + demands)
  var balance = [Int64](repeating: 0, count: Int(ground) + 1)
  var arcs: [NetworkSimplex.Arc] = []
  var directOfArc: [Int: Int] = [:]
  func add(_ from: Int32, _ to: Int32, _ price: Double, _ limit: Double = .infinity) {
    arcs.append(
      NetworkSimplex.Arc(
        from: from, to: to, cost: cost(price),
        capacity: limit == .infinity ? NetworkSimplex.unlimited : units(limit)))
  }
  for cell in 0..<cells {
    for index in 0..<supplies {
      let hours = units(problem.supplyHours[index * cells + cell])
      balance[Int(supply(index, cell))] = hours
      balance[Int(ground)] -= hours
      add(supply(index, cell), ground, 0)
    }
    for arc in reversed ? problem.supplyArcs.reversed() : problem.supplyArcs {
      add(
        supply(Int(arc.from), cell), pool(arc.to, cell),
        problem.supplies[Int(arc.from)].costPerHour)
    }
    for arc in problem.poolArcs { add(pool(arc.from, cell), pool(arc.to, cell), 0) }
    for (index, arc) in problem.directArcs.enumerated() where arc.cells.contains(cell) {
      directOfArc[arcs.count] = index
      add(
        supply(Int(arc.supply), cell), served(Int(arc.demand), cell),
        arc.cost + problem.supplies[Int(arc.supply)].costPerHour,
        arc.limitHours[cell - arc.cells.lowerBound])
    }
  }
  for index in reversed ? Array((0..<demands).reversed()) : Array(0..<demands) {
    let demand = problem.demands[index]
    let window: Range<Int>
    switch demand.amount {
    case .perCell(let range, let hours):
      window = range
      for (offset, cell) in range.enumerated() {
        balance[Int(served(index, cell))] -= units(hours[offset])
        balance[Int(ground)] += units(hours[offset])
        add(ground, served(index, cell), demand.pricePerHour)
      }
    case .window(let range, let hours, let limits):
      window = range
      balance[Int(whole(index))] -= units(hours)
      balance[Int(ground)] += units(hours)
      add(ground, whole(index), demand.pricePerHour)
      for (offset, cell) in range.enumerated() {
        add(served(index, cell), whole(index), 0, limits[offset])
      }
    }
    for cell in window {
      if let from = demand.pool { add(pool(from, cell), served(index, cell), 0) }
    }
  }
  let flow = NetworkSimplex.solve(supply: balance, arcs: arcs)
  precondition(flow.status == .optimal, "nothing must be served, and supply is limited")

  // Paths from supplies to demands.
  var amount = flow.amounts
  var leaving = [[Int]](repeating: [], count: balance.count)
  for (index, arc) in arcs.enumerated() { leaving[Int(arc.from)].append(index) }
  var uses: [TransportSolution.Use] = []
  for cell in 0..<cells {
    for index in 0..<supplies {
      while true {
        var path: [Int] = []
        var node = supply(index, cell)
        while node < firstDemand {
          guard
            let arc = leaving[Int(node)].first(where: { amount[$0] > 0 && arcs[$0].to != ground })
          else { break }
          path.append(arc)
          node = arcs[arc].to
        }
        guard let first = path.first, node >= firstDemand else { break }
        let pushed = path.reduce(Int64.max) { min($0, amount[$1]) }
        for arc in path { amount[arc] -= pushed }
        uses.append(
          TransportSolution.Use(
            cell: Int32(cell), supply: Int32(index),
            demand: (node - Int32(firstDemand)) / Int32(cells),
            directArc: Int32(directOfArc[first] ?? -1), hours: Double(pushed) / scale))
      }
    }
  }
  return transportSolution(of: uses, in: problem)
}

/// A solution of some uses: sorted, those of the same four numbers as one, with what is short then.
public func transportSolution(of uses: [TransportSolution.Use], in problem: PooledTransport)
  -> TransportSolution
{
  func order(_ use: TransportSolution.Use) -> (Int32, Int32, Int32, Int32) {
    (use.cell, use.supply, use.demand, use.directArc)
  }
  var merged: [TransportSolution.Use] = []
  for use in uses.sorted(by: { order($0) < order($1) }) {
    if let last = merged.last, order(last) == order(use) {
      merged[merged.count - 1].hours += use.hours
    } else {
      merged.append(use)
    }
  }
  var short = problem.demands.map { demand in
    switch demand.amount {
    case .perCell(_, let hours): hours.reduce(0, +)
    case .window(_, let hours, _): hours
    }
  }
  var objective = 0.0
  for use in merged {
    short[Int(use.demand)] -= use.hours
    objective += use.hours * problem.supplies[Int(use.supply)].costPerHour
    if use.directArc >= 0 {
      objective += use.hours * problem.directArcs[Int(use.directArc)].cost
    }
  }
  short = short.map { max(0, $0) }
  for (demand, hours) in short.enumerated() {
    objective += hours * problem.demands[demand].pricePerHour
  }
  return TransportSolution(
    uses: merged, shortHours: short, objective: objective,
    certificate: OptimalityCertificate(primalResidual: 0, dualResidual: 0, relativeGap: 0))
}
