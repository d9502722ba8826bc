/// A spanning tree of a network by the parents alone: cheap to change, its potentials found on demand.
///
/// Where a few rows tie the whole network, a pivot may change every potential. So none is kept up to date:
/// a pivot begins a new version, and a node's potential is found from the nearest node above it that is
/// known in this version. Pivots look at few nodes, and so few are computed.
struct SideTree: Sendable {
  /// For each node the next one on the way to the root.
  private(set) var parent: [Int32]
  /// For each node the arc between it and its parent.
  private(set) var link: [Int32]
  /// For each node whether that arc leads to the parent.
  private(set) var leadsUp: [Bool]

  private var visit: [Int32]
  private var visitNumber: Int32 = 0

  /// The nodes of a cycle below its highest node: those on the way up from where an arc leaves, and those
  /// on the way up from where it enters.
  struct Cycle: Sendable {
    var tail: [Int32] = []
    var head: [Int32] = []
  }

  init(nodeCount: Int) {
    parent = [Int32](repeating: -1, count: nodeCount)
    link = parent
    leadsUp = [Bool](repeating: false, count: nodeCount)
    visit = parent
  }

  /// Hangs a node under another.
  mutating func hang(_ node: Int32, under above: Int32, by arc: Int32, leadsUp up: Bool) {
    parent[Int(node)] = above
    link[Int(node)] = arc
    leadsUp[Int(node)] = up
  }

  /// Takes away the link of `top` and joins its subtree, of which `node` is a part, to `above`.
  mutating func exchange(
    linkOf top: Int32, joining node: Int32, to above: Int32, by arc: Int32, leadsUp up: Bool
  ) {
    var (current, newParent, newLink, newUp) = (node, above, arc, up)
    while true {
      let index = Int(current)
      let (oldParent, oldLink, oldUp) = (parent[index], link[index], leadsUp[index])
      hang(current, under: newParent, by: newLink, leadsUp: newUp)
      if current == top { return }
      (newParent, newLink, newUp) = (current, oldLink, !oldUp)
      current = oldParent
    }
  }

  /// The cycle that an arc from one node to another closes.
  mutating func find(_ cycle: inout Cycle, from: Int32, to: Int32) {
    cycle.tail.removeAll(keepingCapacity: true)
    cycle.head.removeAll(keepingCapacity: true)
    if from == to { return }
    visitNumber &+= 2
    if visitNumber < 0 {
      for node in visit.indices { visit[node] = -1 }
      visitNumber = 2
    }
    let (fromTail, fromHead) = (visitNumber, visitNumber &+ 1)
    var (tail, head) = (from, to)
    visit[Int(tail)] = fromTail
    visit[Int(head)] = fromHead
    while true {
      if parent[Int(tail)] >= 0 {
        cycle.tail.append(tail)
        tail = parent[Int(tail)]
        if visit[Int(tail)] == fromHead { return SideTree.cut(&cycle.head, before: tail) }
        visit[Int(tail)] = fromTail
      }
      if parent[Int(head)] >= 0 {
        cycle.head.append(head)
        head = parent[Int(head)]
        if visit[Int(head)] == fromTail { return SideTree.cut(&cycle.tail, before: head) }
        visit[Int(head)] = fromHead
      }
    }
  }

  /// Drops a node and all above it from a way up, where the way has come so far.
  private static func cut(_ way: inout [Int32], before node: Int32) {
    if let index = way.lastIndex(of: node) { way.removeSubrange(index...) }
  }
}
