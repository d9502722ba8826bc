/// The pivots of the network simplex method: amounts, the tree, and which arc enters and leaves.
///
/// Shapes: first the arcs that may enter the tree; after them those that may only leave it. The root is the
/// node after all others.
struct NetworkPivots<Number: FlowNumber>: Sendable {
  private let arcCount: Int
  let root: Int32
  let from: [Int32]
  let to: [Int32]
  var cost: [Number]
  let capacity: [Number]
  /// The arcs whose capacity has a limit: no other is off the tree and carries something.
  let limited: [Int32]
  /// 1 for an arc off the tree that carries nothing, -1 for one at its capacity, 0 for one of the tree:
  /// an arc may enter if this times its reduced cost is negative.
  var side: [Number]
  var amount: [Number]
  var tree: SpanningTree<Number>
  private(set) var pivotCount = 0
  /// A reduced cost is negative below minus this.
  private let tolerance: Number

  /// Where the next block begins.
  private var cursor = 0
  private let blockSize: Int

  /// The first tree is a star of artificial arcs, dearer than any path.
  ///
  /// - Parameter supply: for each node what it gives, negative where it takes.
  init(supply: [Int64], arcs: [NetworkSimplex.Arc]) where Number == Int64 {
    let nodeCount = supply.count
    let dearest = arcs.reduce(0) { max($0, abs($1.cost)) }
    let artificialCost = (dearest + 1) * Int64(nodeCount + 1)
    var from = arcs.map(\.from)
    var to = arcs.map(\.to)
    var cost = arcs.map(\.cost)
    var capacity = arcs.map(\.capacity)
    var amount = [Int64](repeating: 0, count: arcs.count)
    var tree = SpanningTree<Int64>(nodeCount: nodeCount + 1)
    root = Int32(nodeCount)
    for (node, units) in supply.enumerated() {
      // Nothing flows from a node without supply, and so it must lead up.
      let leadsUp = units >= 0
      tree.attach(
        Int32(node), under: root, link: Int32(from.count), leadsUp: leadsUp,
        potential: leadsUp ? -artificialCost : artificialCost)
      from.append(leadsUp ? Int32(node) : root)
      to.append(leadsUp ? root : Int32(node))
      cost.append(artificialCost)
      capacity.append(NetworkSimplex.unlimited)
      amount.append(abs(units))
    }
    (self.from, self.to, self.cost, self.capacity) = (from, to, cost, capacity)
    limited = capacity.indices.filter { capacity[$0] < .unlimited }.map(Int32.init)
    self.amount = amount
    self.tree = tree
    arcCount = arcs.count
    side = [Int64](repeating: 1, count: arcs.count)
    tolerance = 0
    blockSize = max(16, Int(Double(arcs.count).squareRoot()))
  }

  /// The first tree is that of the network's home arcs, each between its node and the root.
  ///
  /// - Precondition: a home arc can carry its node's balance, and no arc has a row.
  init(_ network: SideNetwork) where Number == Double {
    from = network.arcs.map(\.from)
    to = network.arcs.map(\.to)
    cost = network.arcs.map(\.cost)
    capacity = network.arcs.map(\.capacity)
    limited = network.arcs.indices.filter { network.arcs[$0].capacity < .infinity }.map(Int32.init)
    root = network.root
    arcCount = network.arcs.count
    side = [Double](repeating: 1, count: arcCount)
    amount = [Double](repeating: 0, count: arcCount)
    tree = SpanningTree<Double>(nodeCount: network.balance.count + 1)
    tolerance = 1e-11 * network.arcs.reduce(1) { max($0, abs($1.cost)) }
    blockSize = max(16, Int(Double(arcCount).squareRoot()))
    for (node, home) in network.home.enumerated() {
      let leadsUp = from[Int(home)] == Int32(node)
      tree.attach(
        Int32(node), under: root, link: home, leadsUp: leadsUp,
        potential: leadsUp ? -cost[Int(home)] : cost[Int(home)])
      amount[Int(home)] = abs(network.balance[node])
      side[Int(home)] = 0
    }
  }

  /// Pivots until no arc may enter.
  ///
  /// - Parameter limit: the most pivots.
  /// - Returns: whether it came to an end: the cost is bounded, and the pivots sufficed.
  mutating func run(limit: Int = .max) -> Bool {
    var left = limit
    while let arc = entering() {
      guard left > 0, pivot(arc) else { return false }
      pivotCount += 1
      left -= 1
    }
    return true
  }

  /// The arc of the most negative reduced cost of the next block that has any.
  private mutating func entering() -> Int? {
    var arc = cursor
    var left = arcCount
    var best: Int?
    while left > 0, best == nil {
      let count = min(blockSize, left, arcCount - arc)
      best = Self.cheapest(of: arc..<arc + count, from, to, cost, side, tree.potential, -tolerance)
      left -= count
      arc += count
      if arc == arcCount { arc = 0 }
    }
    cursor = arc
    return best
  }

  private static func cheapest(
    of arcs: Range<Int>, _ from: [Int32], _ to: [Int32], _ cost: [Number], _ side: [Number],
    _ potential: [Number], _ least: Number
  ) -> Int? {
    let from = from.span
    let to = to.span
    let cost = cost.span
    let side = side.span
    let potential = potential.span
    var best = -1
    var least = least
    for arc in arcs {
      let reduced = Number.reduced(
        side[arc], cost[arc], potential[Int(from[arc])], potential[Int(to[arc])])
      if reduced < least {
        least = reduced
        best = arc
      }
    }
    return best >= 0 ? best : nil
  }

  /// Sends what it can round the cycle that `arc` closes, and exchanges it for the arc that blocks.
  ///
  /// - Returns: false if nothing blocks.
  private mutating func pivot(_ arc: Int) -> Bool {
    let isForward = side[arc] > 0
    // Along the cycle: the apex, down to `first`, over the arc to `second`, and up again.
    let first = isForward ? from[arc] : to[arc]
    let second = isForward ? to[arc] : from[arc]
    let apex = tree.join(first, second)
    var pushed = capacity[arc]
    var leaving: Int32 = SpanningTree<Number>.none
    var leavesFirst = false
    var node = first
    while node != apex {
      let link = Int(tree.link[Int(node)])
      let room = tree.leadsUp[Int(node)] ? amount[link] : room(link)
      if room < pushed { (pushed, leaving, leavesFirst) = (room, node, true) }
      node = tree.parent[Int(node)]
    }
    node = second
    while node != apex {
      let link = Int(tree.link[Int(node)])
      let room = tree.leadsUp[Int(node)] ? room(link) : amount[link]
      if room <= pushed { (pushed, leaving, leavesFirst) = (room, node, false) }
      node = tree.parent[Int(node)]
    }
    // Whatever blocks holds less than all supplies together, or else nothing does.
    guard pushed < Number.unlimited else { return false }

    if pushed > 0 {
      amount[arc] += isForward ? pushed : -pushed
      node = first
      while node != apex {
        let link = Int(tree.link[Int(node)])
        amount[link] += tree.leadsUp[Int(node)] ? -pushed : pushed
        node = tree.parent[Int(node)]
      }
      node = second
      while node != apex {
        let link = Int(tree.link[Int(node)])
        amount[link] += tree.leadsUp[Int(node)] ? pushed : -pushed
        node = tree.parent[Int(node)]
      }
    }
    guard leaving >= 0 else {
      side[arc] = -side[arc]
      return true
    }
    let left = Int(tree.link[Int(leaving)])
    if left < arcCount { side[left] = amount[left] == 0 ? 1 : -1 }
    side[arc] = 0
    let moved = leavesFirst ? first : second
    let above = leavesFirst ? second : first
    let leadsUp = from[arc] == moved
    let price = tree.potential[Int(above)] + (leadsUp ? -cost[arc] : cost[arc])
    tree.exchange(
      linkOf: leaving, joining: moved, to: above, by: Int32(arc), leadsUp: leadsUp,
      apex: apex, shift: price - tree.potential[Int(moved)])
    return true
  }

  private func room(_ arc: Int) -> Number {
    capacity[arc] >= Number.unlimited ? Number.unlimited : capacity[arc] - amount[arc]
  }
}
