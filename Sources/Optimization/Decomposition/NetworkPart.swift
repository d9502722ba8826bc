/// One part of a network whose parts meet at a few nodes and rows alone.
///
/// The nodes and rows where parts meet are *links*, and each has a price: at given prices the parts are
/// networks of their own, in which a meeting node is the root.
struct NetworkPart: Sendable {
  /// An arc's coefficient in a link: 1 for a node that it leaves, -1 for one that it enters, what a unit
  /// spends for a row.
  struct Term: Sendable {
    var arc: Int32
    var link: Int32
    var value: Double
  }

  /// For each arc its number in the whole network.
  let arcs: [Int32]
  /// For each node its number in the whole network.
  let nodes: [Int32]
  private let cost: [Double]
  private let terms: [Term]
  /// The links that its arcs touch, ascending.
  let links: [Int32]
  private let linkCount: Int
  private let balance: [Double]
  private(set) var pivots: NetworkPivots<Double>
  /// The optimum at the last prices; nil where the simplex method did not end.
  private(set) var proposal: Proposal?
  /// What that optimum costs at those prices.
  private(set) var value = 0.0

  /// A part with the arcs of `network`, which has no rows.
  init(
    _ network: SideNetwork, arcs: [Int32], nodes: [Int32], terms: [Term], linkCount: Int
  ) {
    self.arcs = arcs
    self.nodes = nodes
    self.terms = terms
    self.linkCount = linkCount
    links = Set(terms.map(\.link)).sorted()
    cost = network.arcs.map(\.cost)
    balance = network.balance
    pivots = NetworkPivots(network)
  }

  /// Pivots for each node, at most: hundreds of times what is usual.
  private static let pivotsPerNode = 1000

  /// The cheapest flow where links have these prices, from the last one on.
  mutating func propose(at prices: [Double]) {
    var charged = cost
    for term in terms { charged[Int(term.arc)] += term.value * prices[Int(term.link)] }
    pivots.take(costs: charged)
    guard pivots.run(limit: NetworkPart.pivotsPerNode * (nodes.count + 1)) else {
      proposal = nil
      return
    }
    pivots.settle(balance)
    var flow = Proposal()
    value = 0
    for arc in cost.indices where pivots.amount[arc] != 0 {
      value += charged[arc] * pivots.amount[arc]
      flow.cost += cost[arc] * pivots.amount[arc]
      flow.arcs.append(Int32(arc))
      flow.flows.append(pivots.amount[arc])
    }
    var sums = [Double](repeating: 0, count: linkCount)
    for term in terms { sums[Int(term.link)] += term.value * pivots.amount[Int(term.arc)] }
    for link in sums.indices where sums[link] != 0 {
      flow.links.append(Int32(link))
      flow.amounts.append(sums[link])
    }
    proposal = flow
  }

  /// For each node its potential at the last prices.
  var potentials: ArraySlice<Double> { pivots.tree.potential[..<nodes.count] }
}

/// A flow of one part: what it costs without the links' prices, and what it comes to in each link.
struct Proposal: Sendable {
  var cost = 0.0
  /// The links that it touches, ascending, and its sums there.
  var links: [Int32] = []
  var amounts: [Double] = []
  /// The part's arcs that carry something, and what.
  var arcs: [Int32] = []
  var flows: [Double] = []

  /// What it costs where links have these prices.
  func cost(at prices: [Double]) -> Double {
    var sum = cost
    for (link, amount) in zip(links, amounts) { sum += amount * prices[Int(link)] }
    return sum
  }

  /// Whether it is the other in all that the links see.
  func isLike(_ other: Proposal) -> Bool {
    cost == other.cost && links == other.links && amounts == other.amounts
  }
}
