/// The primal simplex method for a ``SideNetwork``, which can go on from where it was when numbers change.
///
/// A basis is a spanning tree of the network and one *extra* column for each row: an arc off the tree, a
/// column of the rows, or what is spent beyond the row. The extras' cycles through the tree say what each
/// spends; so the basis is factored as a tree and a matrix as small as the number of rows.
///
/// Rows begin without a price. Those that are overspent pay for it, dearer from round to round, until
/// nothing is overspent: each round changes little, and the last one is the optimum.
///
/// Source: J. L. Kennington & R. V. Helgason, *Algorithms for Network Programming* (1980), ch. 7 (networks
/// with side constraints); W. H. Cunningham, Mathematical Programming 11 (1976) 105–116,
/// doi:10.1007/BF01580379 (the choice of the arc that leaves).
struct SideSimplex: Sendable {
  // The network, in arrays of their own: loops run over them.
  let nodeCount: Int
  let root: Int32
  private(set) var from: [Int32]
  private(set) var to: [Int32]
  private(set) var cost: [Double]
  var capacity: [Double]
  private(set) var row: [Int32]
  private(set) var value: [Double]
  /// Those of the network, then for each row what is spent beyond it.
  var columns: [SideNetwork.Column]
  private(set) var side: [Double]
  var balance: [Double]

  // The basis.
  var tree: SideTree
  /// For each arc what it carries.
  var flow: [Double]
  /// 1 for an arc that carries nothing, -1 for one at its capacity, 0 for a basic one.
  var place: [Double]
  /// For each row what is basic for it: an arc, or the number of arcs plus a column. Empty while the
  /// rows are left out.
  var extras: [Int] = []
  /// For each column its value, and whether it is basic.
  var columnValue: [Double]
  var isBasicColumn: [Bool]
  /// For each row the price of a unit of it, at least 0 at an optimum.
  var price: [Double]
  var factor: SideFactor
  /// For each arc the number of extras in whose cycles it is.
  var cycleCount: [Int16]

  // Potentials, known where the stamp is the version.
  var potential: [Double]
  var stamp: [Int32]
  var version: Int32 = 1
  private var way: [Int32] = []

  // Scratch of a pivot.
  var change: [Double]
  var touched: [Int32] = []
  var entering = SideTree.Cycle()
  var other = SideTree.Cycle()

  /// The arcs of a first flow that are neither basic nor at a bound; nil where there is no such flow.
  var unseated: [Int32]?

  // Pricing.
  /// All arcs.
  let blocks: SideBlocks
  /// Those that are likely to save something, where ``focus()`` has found them: they are looked at first.
  var nearBlocks: SideBlocks?
  /// The block that is looked at next.
  var cursor = 0
  var candidates: [Int32] = []
  var found: [(saved: Double, arc: Int32)] = []
  var pivotCount = 0
  /// What all pivots have saved.
  var saved = 0.0
  /// Pivots end where some thousands of them add less than this share to what was saved before.
  var leastProgress = 0.0
  /// Asked now and then; true ends the method.
  var isCancelled: @Sendable () -> Bool = { false }
  /// Whether rounding has made the basis singular: nothing here means anything then.
  var isSingular = false
  /// What counts as nothing: of a reduced cost, of an amount.
  let costTolerance: Double
  let flowTolerance: Double

  /// The first tree, with every arc else empty, or with flows that keep all balances.
  init(_ network: SideNetwork, flows: [Double] = []) {
    nodeCount = network.balance.count + 1
    root = network.root
    from = network.arcs.map(\.from)
    to = network.arcs.map(\.to)
    cost = network.arcs.map(\.cost)
    capacity = network.arcs.map(\.capacity)
    row = network.arcs.map(\.row)
    value = network.arcs.map(\.value)
    columns = network.columns
    side = network.side
    balance = network.balance
    flow = [Double](repeating: 0, count: network.arcs.count)
    place = [Double](repeating: 1, count: network.arcs.count)
    for row in side.indices {
      columns.append(SideNetwork.Column(cost: .infinity, row: Int32(row), value: -1))
    }
    columnValue = [Double](repeating: 0, count: columns.count)
    isBasicColumn = [Bool](repeating: false, count: columns.count)
    price = [Double](repeating: 0, count: side.count)
    factor = SideFactor(count: side.count)
    cycleCount = [Int16](repeating: 0, count: flow.count)
    potential = [Double](repeating: 0, count: nodeCount)
    stamp = [Int32](repeating: 0, count: nodeCount)
    change = potential
    tree = SideTree(nodeCount: nodeCount)
    blocks = SideBlocks(
      Array(0..<Int32(network.arcs.count)), from: from, to: to, nodeCount: nodeCount)
    costTolerance = 1e-11 * network.arcs.reduce(1) { max($0, abs($1.cost)) }
    flowTolerance = 1e-12 * network.balance.reduce(1) { max($0, abs($1)) }
    for node in 0..<Int32(nodeCount - 1) {
      let arc = network.home[Int(node)]
      tree.hang(node, by: link(of: Int(arc), at: node))
      place[Int(arc)] = 0
    }
    stamp[Int(root)] = version
    if flows.isEmpty {
      settleFlows()
      return
    }
    for arc in flow.indices where place[arc] != 0 { flow[arc] = min(flows[arc], capacity[arc]) }
    settleFlows()
    unseated = flow.indices.filter { place[$0] != 0 && flow[$0] > 0 }.map(Int32.init)
  }

  /// An arc as the link by which a node at one of its ends hangs at the other.
  func link(of arc: Int, at node: Int32) -> SideTree.Link {
    let leadsUp = from[arc] == node
    let sign = leadsUp ? -1.0 : 1
    return SideTree.Link(
      parent: leadsUp ? to[arc] : from[arc], arc: Int32(arc), row: row[arc], leadsUp: leadsUp,
      rise: sign * cost[arc], spend: sign * value[arc])
  }

  // MARK: Amounts of the tree

  /// Nodes, each after the one above it.
  func downward() -> [Int32] {
    var depth = [Int32](repeating: -1, count: nodeCount)
    depth[Int(root)] = 0
    var way: [Int32] = []
    var most: Int32 = 0
    for start in 0..<Int32(nodeCount) {
      var node = start
      while depth[Int(node)] < 0 {
        way.append(node)
        node = tree.links[Int(node)].parent
      }
      var level = depth[Int(node)]
      while let next = way.popLast() {
        level += 1
        depth[Int(next)] = level
      }
      most = max(most, level)
    }
    var first = [Int](repeating: 0, count: Int(most) + 2)
    for level in depth { first[Int(level) + 1] += 1 }
    for level in 1..<first.count { first[level] += first[level - 1] }
    var order = [Int32](repeating: 0, count: nodeCount)
    for node in 0..<nodeCount {
      order[first[Int(depth[node])]] = Int32(node)
      first[Int(depth[node])] += 1
    }
    return order
  }

  /// The amounts of the tree's arcs, from all the others: rounding of many pivots falls away.
  mutating func settleFlows() {
    var rest = balance
    rest.append(0)
    for arc in flow.indices where flow[arc] != 0 {
      if place[arc] == 0, isLink(arc) { continue }
      rest[Int(from[arc])] -= flow[arc]
      rest[Int(to[arc])] += flow[arc]
    }
    for node in downward().reversed() where node != root {
      let index = Int(node)
      flow[Int(tree.links[index].arc)] = tree.links[index].leadsUp ? rest[index] : -rest[index]
      rest[Int(tree.links[index].parent)] += rest[index]
    }
  }

  /// Whether a basic arc is a link of the tree, and no extra.
  private func isLink(_ arc: Int) -> Bool {
    let (tail, head) = (Int(from[arc]), Int(to[arc]))
    return tree.links[tail].arc == Int32(arc) || tree.links[head].arc == Int32(arc)
  }

  // MARK: Prices

  /// What a unit on an arc costs, what it spends included.
  func fullCost(_ arc: Int) -> Double {
    let row = Int(self.row[arc])
    return row < 0 ? cost[arc] : cost[arc] + price[row] * value[arc]
  }

  /// The potential of a node in this version.
  mutating func settle(_ node: Int) -> Double {
    if stamp[node] == version { return potential[node] }
    var top = Int32(node)
    way.removeAll(keepingCapacity: true)
    while stamp[Int(top)] != version {
      way.append(top)
      top = tree.links[Int(top)].parent
    }
    var known = potential[Int(top)]
    while let next = way.popLast() {
      let link = tree.links[Int(next)]
      known += link.rise
      if link.row >= 0 { known += price[Int(link.row)] * link.spend }
      potential[Int(next)] = known
      stamp[Int(next)] = version
    }
    return known
  }

  /// What a unit more on an arc costs in all.
  mutating func reducedCost(_ arc: Int) -> Double {
    fullCost(arc) + settle(Int(from[arc])) - settle(Int(to[arc]))
  }

  /// Forgets all potentials.
  mutating func beginVersion() {
    version &+= 1
    if version == .max {
      for node in stamp.indices { stamp[node] = 0 }
      version = 1
    }
    stamp[Int(root)] = version
  }
}
