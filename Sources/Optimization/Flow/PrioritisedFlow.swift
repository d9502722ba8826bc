/// Who is served first: demands in an order, each as far as those before it leave room.
///
/// The total served is the maximum, and so is that of every prefix of the order: the sets of demands
/// that can be served together form a polymatroid, on which the greedy order is optimal.
///
/// Accuracy: as ``MaximumFlow``.
/// Source: J. Edmonds, "Submodular functions, matroids, and certain polyhedra" (1970); N. Megiddo,
/// Mathematical Programming 7 (1974) 97–107, doi:10.1007/BF01585506.
public struct PrioritisedFlow: Sendable {
  private let network: FlowNetwork
  private var flow: [Double]
  private var supplyLeft: [Double]
  /// For each node the first entering link whose tail may have supply left.
  private var supplyCursor: [Int32]
  /// Nodes that no supply can reach any more.
  private var exhausted: [Bool]
  private var visited: [Int32]
  private var round: Int32 = 0
  private var inLink: [Int32]
  private var cameFrom: [Int32]
  private var queue: [Int32] = []

  /// Nothing is served yet. Shapes: `supply` has an entry for each node.
  public init(supply: [Double], on network: FlowNetwork) {
    precondition(supply.count == network.nodeCount)
    self.network = network
    flow = [Double](repeating: 0, count: network.arcCount)
    supplyLeft = supply
    supplyCursor = Array(network.firstLink.dropLast())
    exhausted = [Bool](repeating: false, count: network.nodeCount)
    visited = [Int32](repeating: 0, count: network.nodeCount)
    inLink = [Int32](repeating: 0, count: network.nodeCount)
    cameFrom = [Int32](repeating: 0, count: network.nodeCount)
  }

  /// Serves as much of `amount` at `node` as can be, without taking from demands served before.
  ///
  /// - Returns: what is served, at most `amount`.
  /// - Complexity: a search for each saturated path; nothing where no supply can reach the node.
  public mutating func serve(_ amount: Double, at node: Int) -> Double {
    var wanted = amount
    while wanted > MaximumFlow.negligible, !exhausted[node] {
      guard let last = findSupply(for: node) else {
        for reached in queue { exhausted[Int(reached)] = true }
        break
      }
      let taken = take(upTo: wanted, through: last, from: node)
      // A path too thin to count must not be found for ever.
      guard taken > 0 else { break }
      wanted -= taken
    }
    return amount - wanted
  }

  /// Searches against the arcs, and along those that carry flow, for a node that supply enters
  /// directly; nil if there is none. `queue` holds what was reached.
  private mutating func findSupply(for root: Int) -> Int? {
    round += 1
    queue.removeAll(keepingCapacity: true)
    queue.append(Int32(root))
    visited[root] = round
    var head = 0
    while head < queue.count {
      let node = Int(queue[head])
      head += 1
      if hasSupply(entering: node) { return node }
      for link in Int(network.firstLink[node])..<Int(network.firstLink[node + 1]) {
        let other = Int(network.linkNode[link])
        guard visited[other] != round, !exhausted[other] else { continue }
        let arc = Int(network.linkArc[link])
        guard arc >= 0 || flow[~arc] > MaximumFlow.negligible else { continue }
        visited[other] = round
        inLink[other] = Int32(link)
        cameFrom[other] = Int32(node)
        queue.append(Int32(other))
      }
    }
    return nil
  }

  /// Moves the node's cursor to the next entering link whose tail has supply left. Supply never comes
  /// back, so the cursor never turns.
  private mutating func hasSupply(entering node: Int) -> Bool {
    let end = network.firstLeaving[node]
    while supplyCursor[node] < end {
      if supplyLeft[Int(network.linkNode[Int(supplyCursor[node])])] > MaximumFlow.negligible {
        return true
      }
      supplyCursor[node] += 1
    }
    return false
  }

  /// Sends from the supplies that enter `last` along the path found from `root`.
  private mutating func take(upTo wanted: Double, through last: Int, from root: Int) -> Double {
    var room = wanted
    var node = last
    while node != root {
      let arc = Int(network.linkArc[Int(inLink[node])])
      if arc < 0 { room = min(room, flow[~arc]) }
      node = Int(cameFrom[node])
    }
    var taken = 0.0
    while room - taken > MaximumFlow.negligible, hasSupply(entering: last) {
      let link = Int(supplyCursor[last])
      let source = Int(network.linkNode[link])
      let amount = min(room - taken, supplyLeft[source])
      supplyLeft[source] -= amount
      flow[Int(network.linkArc[link])] += amount
      taken += amount
    }
    node = last
    while node != root {
      let arc = Int(network.linkArc[Int(inLink[node])])
      if arc < 0 { flow[~arc] -= taken } else { flow[arc] += taken }
      node = Int(cameFrom[node])
    }
    return taken
  }
}
