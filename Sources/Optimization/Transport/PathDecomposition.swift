/// Turns the flow of a cell into hours of a supply for a demand.
///
/// Node by node, forward along the pool arcs, what comes in is handed to what goes out in order. So the
/// number of uses is at most that of the columns that carry hours.
struct PathDecomposition {
  let problem: PooledTransport
  /// Hours below this are noise of the method.
  static let leastHours = 1e-9

  /// Hours of a supply.
  private struct Share {
    var supply: Int32
    var hours: Double
  }

  private var incoming: [[Share]] = []
  private var outgoing: [[(to: Int32, isNode: Bool, hours: Double)]] = []
  private var entering: [Int] = []

  init(_ problem: PooledTransport) { self.problem = problem }

  /// The uses of cell `t` from its columns' values, sorted, at most one for each supply, demand and arc.
  mutating func uses(
    _ cell: TransportProgram.Cell, form: TransportForm, x: [Double], cell t: Int
  ) -> [TransportSolution.Use] {
    var uses: [TransportSolution.Use] = []
    func add(_ supply: Int32, _ demand: Int32, _ arc: Int32, _ hours: Double) {
      uses.append(
        TransportSolution.Use(
          cell: Int32(t), supply: supply, demand: demand, directArc: arc, hours: hours))
    }
    let nodes = cell.nodePool.count
    incoming = [[Share]](repeating: [], count: nodes)
    outgoing = [[(to: Int32, isNode: Bool, hours: Double)]](repeating: [], count: nodes)
    entering = [Int](repeating: 0, count: nodes)
    for (column, hours) in zip(cell.columns, x) {
      if column.kind == .moved { entering[Int(column.b)] += 1 }
      guard hours > PathDecomposition.leastHours || column.kind == .moved else { continue }
      switch column.kind {
      case .supplied:
        if form == .direct {
          add(column.a, column.b, -1, hours)
        } else {
          incoming[Int(column.b)].append(Share(supply: column.a, hours: hours))
        }
      case .direct:
        let arc = problem.directArcs[Int(column.a)]
        add(arc.supply, arc.demand, column.a, hours)
      case .served: outgoing[Int(column.b)].append((column.a, false, hours))
      case .moved: outgoing[Int(column.a)].append((column.b, true, max(0, hours)))
      case .spare, .short, .unlimited: break
      }
    }
    var ready = (0..<nodes).filter { entering[$0] == 0 }
    while let node = ready.popLast() {
      pass(node, add, &ready)
    }
    uses.sort { ($0.supply, $0.demand, $0.directArc) < ($1.supply, $1.demand, $1.directArc) }
    return PathDecomposition.merged(uses)
  }

  /// Hands what comes into a node to what goes out.
  private mutating func pass(
    _ node: Int, _ add: (Int32, Int32, Int32, Double) -> Void, _ ready: inout [Int]
  ) {
    var next = 0
    var left = incoming[node].first?.hours ?? 0
    for out in outgoing[node] {
      var wanted = out.hours
      while wanted > 0, next < incoming[node].count {
        let hours = min(wanted, left)
        let supply = incoming[node][next].supply
        if hours > PathDecomposition.leastHours {
          if out.isNode {
            incoming[Int(out.to)].append(Share(supply: supply, hours: hours))
          } else {
            add(supply, out.to, -1, hours)
          }
        }
        wanted -= hours
        left -= hours
        if left <= 0 {
          next += 1
          left = next < incoming[node].count ? incoming[node][next].hours : 0
        }
      }
      guard out.isNode else { continue }
      entering[Int(out.to)] -= 1
      if entering[Int(out.to)] == 0 { ready.append(Int(out.to)) }
    }
  }

  /// Sums neighbours of the same supply, demand and arc.
  private static func merged(_ uses: [TransportSolution.Use]) -> [TransportSolution.Use] {
    var merged: [TransportSolution.Use] = []
    merged.reserveCapacity(uses.count)
    for use in uses {
      if let last = merged.last, last.supply == use.supply, last.demand == use.demand,
        last.directArc == use.directArc
      {
        merged[merged.count - 1].hours += use.hours
      } else {
        merged.append(use)
      }
    }
    return merged
  }
}
