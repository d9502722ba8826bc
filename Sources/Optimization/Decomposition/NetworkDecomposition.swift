internal import Parallelism

/// The optimum of a large ``SideNetwork`` by its parts: cells that meet in windows and budgets alone.
///
/// At given prices of windows and budgets every cell is a small network of its own, which goes on from its
/// last optimum. Its flow is a proposal; a master mixes proposals so that all links are kept, and its prices
/// ask for the next ones. The master ends as loosely as the gap allows: prices from the middle of what is
/// possible ask for better proposals than those of a corner. And the cells are asked at prices between the
/// master's and the best so far: fewer rounds, and shorter ways from optimum to optimum.
///
/// What the cells cost at the best prices bounds the optimum from below, the mix from above.
///
/// Source: G. B. Dantzig & P. Wolfe, Operations Research 8 (1960) 101–111, doi:10.1287/opre.8.1.101;
/// J. Gondzio, P. González-Brevis & P. Munari, European Journal of Operational Research 224 (2013) 41–51,
/// doi:10.1016/j.ejor.2012.07.024 (prices from an interior point); W. Ben-Ameur & J. Neto, Networks 49
/// (2007) 3–17, doi:10.1002/net.20137 (prices between two points).
///
/// Accuracy: a relative gap of `tolerance`. The answer is the same for any number of threads.
struct NetworkDecomposition {
  private let links: LinkedNetwork
  private let parts: DisjointElements<NetworkPart>
  private var master: DecompositionMaster
  private let options: InteriorPointOptions
  /// What is added to every cost.
  private let offset: Double
  /// The best prices so far, and what they prove.
  private var bestPrices: [Double] = []
  private var bound = -Double.infinity
  private var rounds = 0

  /// Takes a network apart; see ``LinkedNetwork/init(_:partOfNode:)``.
  init(
    _ network: SideNetwork, partOfNode: [Int32], offset: Double, options: InteriorPointOptions
  ) {
    links = LinkedNetwork(network, partOfNode: partOfNode)
    parts = DisjointElements(links.parts)
    master = DecompositionMaster(links, offset: offset)
    self.options = options
    self.offset = offset
  }

  /// How far from the master's prices towards the best so far the cells are asked.
  private static let damping = 0.6
  /// Proposals that stay however dear they become.
  private static let kept = 3
  /// Shares below this are dropped at the end, as long as that costs nothing.
  private static let leastShare = 1e-5

  /// The optimum, or, after a cancellation, the best point so far.
  ///
  /// - Returns: nil where there is no point at all.
  mutating func solve() async -> NetworkPoint? {
    var prices = links.permitted(
      links.highest.enumerated().map { $0 < links.meetingNodes ? 0.5 * $1 : 0 })
    var last: DecompositionMaster.Point?
    var isSettled = false
    while rounds < options.iterationLimit, !options.isCancelled() {
      rounds += 1
      guard let isNew = await ask(at: prices), isNew || !isSettled else { break }
      let damping = isNew ? NetworkDecomposition.damping : 0
      if let last, last.missing <= 1e-3 {
        master.drop(dearerBy: 4 * excess(of: last), at: last, keeping: NetworkDecomposition.kept)
      }
      let gap = last.map { excess(of: $0) / scale(of: $0) } ?? 1
      let tolerance = min(1e-3, max(0.01 * options.tolerance, 0.1 * gap))
      guard let point = try? await master.solved(tolerance: tolerance, threads: options.threads)
      else { break }
      last = point
      // A master that ended loosely is no proof, and where prices meet the end of their range it is none
      // either.
      let isTight = tolerance <= 0.1 * options.tolerance
      if isTight, point.missing <= 0.1 * options.tolerance,
        excess(of: point) <= 0.5 * options.tolerance * scale(of: point)
      {
        break
      }
      isSettled =
        !master.widen(at: point, tolerance: max(tolerance, 0.1 * options.tolerance)) && isTight
        && damping == 0
      prices = links.permitted(
        zip(point.prices, bestPrices).map { (1 - damping) * $0 + damping * $1 })
    }
    guard let last else { return nil }
    return await mixed(await sparse(last))
  }

  /// How far above the bound a mix is.
  private func excess(of point: DecompositionMaster.Point) -> Double {
    max(0, point.objective - offset - bound)
  }

  private func scale(of point: DecompositionMaster.Point) -> Double { 1 + abs(point.objective) }

  /// The same mix of fewer proposals, if there is one that is no dearer: an interior point gives every
  /// proposal a share.
  private mutating func sparse(
    _ point: DecompositionMaster.Point
  ) async -> DecompositionMaster.Point {
    var fewer = master
    fewer.keep(above: NetworkDecomposition.leastShare, at: point)
    let allowed = max(point.objective, bound + offset + 0.5 * options.tolerance * scale(of: point))
    if let settled = try? await fewer.solved(tolerance: 1e-11, threads: options.threads),
      settled.objective <= allowed + 1e-12 * scale(of: point),
      settled.missing <= max(point.missing, 1e-10)
    {
      master = fewer
      return settled
    }
    return point
  }

  /// The flows of a mix, with the best prices.
  private mutating func mixed(_ point: DecompositionMaster.Point) async -> NetworkPoint? {
    guard await ask(at: bestPrices) != nil else { return nil }
    let meeting = links.meetingNodes
    let network = links.network
    var mix = NetworkPoint(
      flow: [Double](repeating: 0, count: network.arcs.count),
      columnValue: Array(point.columns[links.linkArcs.count...]),
      potential: [Double](repeating: 0, count: network.balance.count + 1),
      price: Array(bestPrices[meeting...]), iterations: rounds)
    for node in 0..<meeting { mix.potential[node] = bestPrices[node] }
    for (arc, value) in zip(links.linkArcs, point.columns) { mix.flow[arc] = value }
    for index in 0..<parts.count {
      parts.with(index) { part in
        let inner = part.potentials
        for (node, potential) in zip(part.nodes, inner) { mix.potential[Int(node)] = potential }
        let total = point.shares[index].reduce(0, +)
        for (proposal, share) in zip(master.proposals[index], point.shares[index]) {
          for (arc, flow) in zip(proposal.arcs, proposal.flows) {
            mix.flow[Int(part.arcs[Int(arc)])] += share / total * flow
          }
        }
      }
    }
    return mix
  }

  /// Asks every part for a proposal.
  ///
  /// - Returns: whether one of them is new; nil where a part did not end.
  private mutating func ask(at prices: [Double]) async -> Bool? {
    await parts.update(threads: options.threads) { _, part in part.propose(at: prices) }
    var value = 0.0
    for (link, side) in links.side.enumerated() { value -= prices[link] * side }
    var isNew = false
    for index in 0..<parts.count {
      let (proposal, cost) = parts.with(index) { ($0.proposal, $0.value) }
      guard let proposal else { return nil }
      value += cost
      if master.add(proposal, of: index) { isNew = true }
    }
    if value > bound {
      bound = value
      bestPrices = prices
    }
    return isNew
  }
}
