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
  /// In the order of their arcs, and where each arc's begin.
  private let terms: [Term]
  private let firstTerm: [Int32]
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
  ///
  /// - Parameter terms: the coefficients, in the order of their arcs.
  init(
    _ network: SideNetwork, arcs: [Int32], nodes: [Int32], terms: [Term], linkCount: Int
  ) {
    self.arcs = arcs
    self.nodes = nodes
    self.terms = terms
    self.linkCount = linkCount
    var firstTerm = [Int32](repeating: 0, count: arcs.count + 1)
    for term in terms { firstTerm[Int(term.arc) + 1] += 1 }
    for arc in arcs.indices { firstTerm[arc + 1] += firstTerm[arc] }
    self.firstTerm = firstTerm
    links = Set(terms.map(\.link)).sorted()
    cost = network.arcs.map(\.cost)
    balance = network.balance
    pivots = NetworkPivots(network)
  }

  /// Pivots for each node, at most: hundreds of times what is usual.
  private static let pivotsPerNode = 1000

  /// The cheapest flow where links have these prices, from the last one on.
  mutating func propose(at prices: [Double]) {
    NetworkPart.charge(&pivots.cost, cost, terms, prices)
    pivots.renewPotentials()
    guard pivots.run(limit: NetworkPart.pivotsPerNode * (nodes.count + 1)) else {
      proposal = nil
      return
    }
    pivots.settle(balance)
    var flow = Proposal()
    value = 0
    var sums = [Double](repeating: 0, count: linkCount)
    for arc in pivots.carrying {
      let amount = pivots.amount[arc]
      value += pivots.cost[arc] * amount
      flow.cost += cost[arc] * amount
      flow.arcs.append(Int32(arc))
      flow.flows.append(amount)
      for term in terms[Int(firstTerm[arc])..<Int(firstTerm[arc + 1])] {
        sums[Int(term.link)] += term.value * amount
      }
    }
    for link in sums.indices where sums[link] != 0 {
      flow.links.append(Int32(link))
      flow.amounts.append(sums[link])
    }
    proposal = flow
  }

  /// What arcs cost where links have these prices.
  private static func charge(
    _ charged: inout [Double], _ cost: [Double], _ terms: [Term], _ prices: [Double]
  ) {
    let terms = terms.span
    var next = 0
    for arc in cost.indices {
      var sum = cost[arc]
      while next < terms.count, Int(terms[next].arc) == arc {
        sum += terms[next].value * prices[Int(terms[next].link)]
        next += 1
      }
      charged[arc] = sum
    }
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
