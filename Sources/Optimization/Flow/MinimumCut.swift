/// The smallest minimum cut of a maximum flow: what is short, and all that is tied to it.
///
/// A node is on the demand side if it has unmet demand, or if supply that may reach such a node serves
/// it now: handing that supply over would only move the shortage. The set is the same for every
/// maximum flow, and contained in the demand side of every minimum cut.
///
/// Source: J.-C. Picard & M. Queyranne, Mathematical Programming Study 13 (1980) 8–16,
/// doi:10.1007/BFb0120902; Ford & Fulkerson, *Flows in Networks* (1962), §I.5.
public struct MinimumCut: Sendable {
  /// Flow of at most this ties nothing, and unmet demand of at most this seeds nothing: well above
  /// the rounding of sums, well below what a planner can see.
  public static let negligible = 1e-7

  /// For each node the component of the demand side in which it lies; -1 outside. Two nodes are in one
  /// component if supply ties them. Components are numbered in the order of their first nodes.
  public let component: [Int32]
  /// The number of components.
  public let componentCount: Int

  /// Reads the cut off a maximum flow.
  ///
  /// `supply` holds the whole supply of each node, used or not. A node of the demand side that neither
  /// has supply nor passes any on is a component of its own.
  ///
  /// - Complexity: the links of the demand side.
  public init(of state: FlowState, supply: [Double], on network: FlowNetwork) {
    var reached = [Bool](repeating: false, count: network.nodeCount)
    var queue: [Int32] = []
    for node in 0..<network.nodeCount where state.unmet[node] > MinimumCut.negligible {
      reached[node] = true
      queue.append(Int32(node))
    }
    var head = 0
    while head < queue.count {
      let node = Int(queue[head])
      head += 1
      for link in Int(network.firstLink[node])..<Int(network.firstLink[node + 1]) {
        let other = Int(network.linkNode[link])
        guard !reached[other] else { continue }
        let arc = Int(network.linkArc[link])
        guard arc >= 0 || state.flow[~arc] > MinimumCut.negligible else { continue }
        reached[other] = true
        queue.append(Int32(other))
      }
    }

    // A node is live if supply with hours reaches it; only live nodes tie what they feed.
    var live = [Bool](repeating: false, count: network.nodeCount)
    var waiting = queue.filter { supply[Int($0)] > MaximumFlow.negligible }
    for node in waiting { live[Int(node)] = true }
    var parent = [Int32](unsafeUninitializedCapacity: network.nodeCount) { buffer, count in
      for node in 0..<network.nodeCount { buffer.initializeElement(at: node, to: Int32(node)) }
      count = network.nodeCount
    }
    func root(_ node: Int) -> Int {
      var node = node
      while Int(parent[node]) != node {
        parent[node] = parent[Int(parent[node])]
        node = Int(parent[node])
      }
      return node
    }
    while let next = waiting.popLast() {
      let node = Int(next)
      for successor in network.successors(of: node) where reached[Int(successor)] {
        let (left, right) = (root(node), root(Int(successor)))
        parent[max(left, right)] = Int32(min(left, right))
        guard !live[Int(successor)] else { continue }
        live[Int(successor)] = true
        waiting.append(successor)
      }
    }

    var component = [Int32](repeating: -1, count: network.nodeCount)
    var numbers = [Int32](repeating: -1, count: network.nodeCount)
    var count: Int32 = 0
    for node in 0..<network.nodeCount where reached[node] {
      let top = root(node)
      if numbers[top] < 0 {
        numbers[top] = count
        count += 1
      }
      component[node] = numbers[top]
    }
    self.component = component
    componentCount = Int(count)
  }
}
