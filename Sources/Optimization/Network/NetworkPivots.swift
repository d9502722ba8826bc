/// The pivots of ``NetworkSimplex``: amounts, the tree, and which arc enters and leaves.
///
/// Shapes: arcs are the network's, then one artificial arc for each node; the root is the node after
/// the network's last.
struct NetworkPivots {
  private let arcCount: Int
  private let root: Int32
  private let from: [Int32]
  private let to: [Int32]
  private let cost: [Int64]
  private let capacity: [Int64]
  /// 1 for an arc off the tree that carries nothing, -1 for one at its capacity, 0 for one of the tree:
  /// an arc may enter if this times its reduced cost is negative.
  private var side: [Int64]
  private(set) var amount: [Int64]
  private(set) var tree: SpanningTree
  private(set) var pivotCount = 0

  /// Where the next block begins.
  private var cursor = 0
  private let blockSize: Int

  init(supply: [Int64], arcs: [NetworkSimplex.Arc]) {
    let count = arcs.count
    let nodeCount = supply.count
    arcCount = count
    root = Int32(nodeCount)
    // Dearer than any path without it.
    let dearest = arcs.reduce(0) { max($0, abs($1.cost)) }
    let artificialCost = (dearest + 1) * Int64(nodeCount + 1)
    var from = arcs.map(\.from)
    var to = arcs.map(\.to)
    var cost = arcs.map(\.cost)
    var capacity = arcs.map(\.capacity)
    var amount = [Int64](repeating: 0, count: count + nodeCount)
    var tree = SpanningTree(nodeCount: nodeCount + 1)
    for (node, units) in supply.enumerated() {
      // Nothing flows from a node without supply, and so it must lead up.
      let leadsUp = units >= 0
      from.append(leadsUp ? Int32(node) : root)
      to.append(leadsUp ? root : Int32(node))
      cost.append(artificialCost)
      capacity.append(NetworkSimplex.unlimited)
      amount[count + node] = abs(units)
      tree.attach(
        Int32(node), under: root, link: Int32(count + node), leadsUp: leadsUp,
        potential: leadsUp ? -artificialCost : artificialCost)
    }
    (self.from, self.to, self.cost, self.capacity) = (from, to, cost, capacity)
    self.amount = amount
    self.tree = tree
    side = [Int64](repeating: 1, count: count)
    blockSize = max(16, Int(Double(count).squareRoot()))
  }

  /// What the artificial arcs still carry: nothing, if every supply can go somewhere.
  var artificialAmount: Int64 { amount[arcCount...].reduce(0, &+) }

  /// Pivots until no arc may enter.
  ///
  /// - Returns: whether the cost is bounded.
  mutating func run() -> Bool {
    while let arc = entering() {
      guard pivot(arc) else { return false }
      pivotCount += 1
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
      best = Self.cheapest(of: arc..<arc + count, from, to, cost, side, tree.potential)
      left -= count
      arc += count
      if arc == arcCount { arc = 0 }
    }
    cursor = arc
    return best
  }

  private static func cheapest(
    of arcs: Range<Int>, _ from: [Int32], _ to: [Int32], _ cost: [Int64], _ side: [Int64],
    _ potential: [Int64]
  ) -> Int? {
    let from = from.span
    let to = to.span
    let cost = cost.span
    let side = side.span
    let potential = potential.span
    var best = -1
    var least: Int64 = 0
    for arc in arcs {
      let reduced =
        side[arc] &* (cost[arc] &+ potential[Int(from[arc])] &- potential[Int(to[arc])])
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
    var leaving: Int32 = SpanningTree.none
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
    guard pushed < NetworkSimplex.unlimited else { return false }

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
      shift: price - tree.potential[Int(moved)])
    return true
  }

  private func room(_ arc: Int) -> Int64 {
    capacity[arc] >= NetworkSimplex.unlimited ? .max : capacity[arc] - amount[arc]
  }
}
