extension TransportNetwork {
  /// For each arc what uses of the problem carry along it; what hangs at the root comes of itself.
  func flows(of uses: [TransportSolution.Use], in problem: PooledTransport) -> [Double] {
    var flows = [Double](repeating: 0, count: network.arcs.count)
    var routes = SupplyRoutes(problem)
    var first = 0
    var columnOfDirect = [Int32](repeating: -1, count: problem.directArcs.count)
    for (t, cell) in program.cells.enumerated() {
      var columns: [Column: Int] = [:]
      var nodeOfPool = [Int32](repeating: -1, count: problem.poolCount)
      for (node, pool) in cell.nodePool.enumerated() { nodeOfPool[Int(pool)] = Int32(node) }
      for (number, column) in cell.columns.enumerated() {
        switch column.kind {
        case .direct: columnOfDirect[Int(column.a)] = Int32(number)
        case .supplied, .served, .moved: columns[column] = number
        case .spare, .short, .unlimited: break
        }
      }
      func add(_ kind: Column.Kind, _ a: Int32, _ b: Int32, _ hours: Double) {
        if let column = columns[Column(kind: kind, a: a, b: b)] {
          flows[firstArc[t] + column] += hours
        }
      }
      while first < uses.count, Int(uses[first].cell) == t {
        let use = uses[first]
        first += 1
        if use.directArc >= 0 {
          let column = Int(columnOfDirect[Int(use.directArc)])
          if column >= 0 { flows[firstArc[t] + column] += use.hours }
          continue
        }
        guard let pool = problem.demands[Int(use.demand)].pool else { continue }
        let route = routes.route(from: use.supply, to: pool)
        guard let last = route.last, let entered = route.first else { continue }
        add(.supplied, use.supply, nodeOfPool[Int(entered)], use.hours)
        for (one, next) in zip(route, route.dropFirst()) {
          add(.moved, nodeOfPool[Int(one)], nodeOfPool[Int(next)], use.hours)
        }
        add(.served, use.demand, nodeOfPool[Int(last)], use.hours)
      }
    }
    return flows
  }

  private typealias Column = TransportProgram.Column
}

/// The pools on the way from a supply to a pool, found once for each pair.
private struct SupplyRoutes {
  private struct Pair: Hashable {
    var supply: Int32
    var pool: Int32
  }
  private var entered: [[Int32]]
  private var above: [[Int32]]
  private var known: [Pair: [Int32]] = [:]

  init(_ problem: PooledTransport) {
    entered = [[Int32]](repeating: [], count: problem.supplies.count)
    for arc in problem.supplyArcs { entered[Int(arc.from)].append(arc.to) }
    above = [[Int32]](repeating: [], count: problem.poolCount)
    for arc in problem.poolArcs { above[Int(arc.to)].append(arc.from) }
  }

  /// From the pool that the supply enters to the pool; empty where there is no way.
  mutating func route(from supply: Int32, to pool: Int32) -> [Int32] {
    if let route = known[Pair(supply: supply, pool: pool)] { return route }
    var next: [Int32: Int32] = [pool: pool]
    var queue = [pool]
    var head = 0
    var route: [Int32] = []
    while head < queue.count {
      let place = queue[head]
      head += 1
      if entered[Int(supply)].contains(place) {
        route = [place]
        while let last = route.last, last != pool, let after = next[last] { route.append(after) }
        break
      }
      for higher in above[Int(place)] where next[higher] == nil {
        next[higher] = place
        queue.append(higher)
      }
    }
    known[Pair(supply: supply, pool: pool)] = route
    return route
  }
}
