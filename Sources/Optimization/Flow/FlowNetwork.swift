/// Who may serve what: a directed graph whose arcs carry any amount.
///
/// Supplies and demands are amounts at nodes and belong to a ``FlowState``, so that one network serves
/// every cell of a planning grid.
///
/// Shapes: nodes are `0..<nodeCount`, arcs are `0..<arcCount` in the order in which they were given.
/// Edge cases: a network without nodes or arcs is fine; parallel arcs are allowed.
public struct FlowNetwork: Sendable {
  /// The number of nodes.
  public let nodeCount: Int
  /// The number of arcs.
  public var arcCount: Int { tails.count }
  /// For each arc the node it leaves.
  public let tails: [Int32]
  /// For each arc the node it enters.
  public let heads: [Int32]

  // Each node's links, those of arcs that enter it first: a search goes from demand to supply, against
  // the arcs (always possible) and along those that carry flow (by taking it back). `linkArc` is the
  // arc where it enters the node, and ~arc where it leaves it.
  let firstLink: [Int32]
  let firstLeaving: [Int32]
  let linkNode: [Int32]
  let linkArc: [Int32]

  /// Builds the network. Every end of `arcs` must lie in `0..<nodeCount`.
  ///
  /// - Complexity: nodes + arcs.
  public init(nodeCount: Int, arcs: [(tail: Int, head: Int)]) {
    self.nodeCount = nodeCount
    tails = arcs.map { Int32($0.tail) }
    heads = arcs.map { Int32($0.head) }
    var entering = [Int32](repeating: 0, count: nodeCount)
    var leaving = [Int32](repeating: 0, count: nodeCount)
    for arc in arcs {
      precondition((0..<nodeCount).contains(arc.tail) && (0..<nodeCount).contains(arc.head))
      entering[arc.head] += 1
      leaving[arc.tail] += 1
    }
    var firstLink = [Int32](repeating: 0, count: nodeCount + 1)
    var firstLeaving = [Int32](repeating: 0, count: nodeCount)
    for node in 0..<nodeCount {
      firstLeaving[node] = firstLink[node] + entering[node]
      firstLink[node + 1] = firstLeaving[node] + leaving[node]
    }
    var linkNode = [Int32](repeating: 0, count: 2 * arcs.count)
    var linkArc = [Int32](repeating: 0, count: 2 * arcs.count)
    var nextEntering = firstLink
    var nextLeaving = firstLeaving
    for (index, arc) in arcs.enumerated() {
      let inward = Int(nextEntering[arc.head])
      linkNode[inward] = Int32(arc.tail)
      linkArc[inward] = Int32(index)
      nextEntering[arc.head] += 1
      let outward = Int(nextLeaving[arc.tail])
      linkNode[outward] = Int32(arc.head)
      linkArc[outward] = ~Int32(index)
      nextLeaving[arc.tail] += 1
    }
    self.firstLink = firstLink
    self.firstLeaving = firstLeaving
    self.linkNode = linkNode
    self.linkArc = linkArc
  }

  /// The nodes from which an arc enters `node`.
  public func predecessors(of node: Int) -> ArraySlice<Int32> {
    linkNode[Int(firstLink[node])..<Int(firstLeaving[node])]
  }

  /// The nodes which an arc from `node` enters.
  public func successors(of node: Int) -> ArraySlice<Int32> {
    linkNode[Int(firstLeaving[node])..<Int(firstLink[node + 1])]
  }
}

/// Amounts on a ``FlowNetwork``: what each node can still give, what it still wants, what flows.
///
/// Shapes: `supplyLeft` and `unmet` have an entry for each node, `flow` one for each arc.
/// Units: any, the same for all; here hours.
public struct FlowState: Sendable {
  /// Supply that nothing uses yet.
  public var supplyLeft: [Double]
  /// Demand that nothing serves yet.
  public var unmet: [Double]
  /// The amount on each arc.
  public var flow: [Double]

  /// Nothing flows. `supply` and `demand` must have an entry for each node, finite and not negative.
  public init(supply: [Double], demand: [Double], on network: FlowNetwork) {
    precondition(supply.count == network.nodeCount && demand.count == network.nodeCount)
    supplyLeft = supply
    unmet = demand
    flow = [Double](repeating: 0, count: network.arcCount)
  }
}
