extension TransportNetwork {
  /// For each arc what uses of the problem carry along it; what hangs at the root comes of itself.
  func flows(of uses: [TransportSolution.Use], in problem: PooledTransport) -> [Double] {
    var flows = [Double](repeating: 0, count: network.arcs.count)
    var pooled = problem
    pooled.directArcs = []
    let nested = NestedNetwork(pooled)
    let routes = PoolRoutes(on: nested)
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
        let type = nested.typeOfSupply[Int(use.supply)]
        guard let route = routes.route(from: type, to: pool, directArc: -1, nested) else {
          continue
        }
        var place = nested.slotPool[route.slot]
        add(.supplied, use.supply, nodeOfPool[Int(place)], use.hours)
        for arc in route.arcs {
          let next = nested.arcTo[Int(arc)]
          add(.moved, nodeOfPool[Int(place)], nodeOfPool[Int(next)], use.hours)
          place = next
        }
        add(.served, use.demand, nodeOfPool[Int(place)], use.hours)
      }
    }
    return flows
  }

  private typealias Column = TransportProgram.Column
}
