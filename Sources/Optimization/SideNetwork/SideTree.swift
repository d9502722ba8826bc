/// A spanning tree of a network by the parents alone: cheap to change, its potentials found on demand.
///
/// Where a few rows tie the whole network, a pivot may change every potential. So none is kept up to date:
/// a pivot begins a new version, and a node's potential is found from the nearest node above it that is
/// known in this version. Pivots look at few nodes, and so few are computed.
struct SideTree: Sendable {
  /// How a node hangs: all that a walk to the root needs, side by side in memory.
  struct Link: Sendable {
    /// The next node on the way to the root.
    var parent = SideNetwork.none
    /// The arc between the node and its parent.
    var arc = SideNetwork.none
    /// The row that the arc spends from, or none.
    var row = SideNetwork.none
    /// Whether the arc leads to the parent.
    var leadsUp = false
    /// By how much the node's potential is above its parent's, but for what the arc spends.
    var rise = 0.0
    /// What a unit down the link spends.
    var spend = 0.0

    /// The same arc, seen from its other end.
    func turned(under node: Int32) -> Link {
      Link(parent: node, arc: arc, row: row, leadsUp: !leadsUp, rise: -rise, spend: -spend)
    }
  }

  /// For each node how it hangs; the root hangs nowhere.
  private(set) var links: [Link]

  private var visit: [Int32]
  private var visitNumber: Int32 = 0

  /// The nodes of a cycle below its highest node: those on the way up from where an arc leaves, and those
  /// on the way up from where it enters.
  struct Cycle: Sendable {
    var tail: [Int32] = []
    var head: [Int32] = []
  }

  init(nodeCount: Int) {
    links = [Link](repeating: Link(), count: nodeCount)
    visit = [Int32](repeating: -1, count: nodeCount)
  }

  /// Hangs a node.
  mutating func hang(_ node: Int32, by link: Link) { links[Int(node)] = link }

  /// Takes away the link of `top` and hangs its subtree, of which `node` is a part, by another.
  mutating func exchange(linkOf top: Int32, hanging node: Int32, by link: Link) {
    var (current, next) = (node, link)
    while true {
      let old = links[Int(current)]
      links[Int(current)] = next
      if current == top { return }
      next = old.turned(under: current)
      current = old.parent
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
      if links[Int(tail)].parent >= 0 {
        cycle.tail.append(tail)
        tail = links[Int(tail)].parent
        if visit[Int(tail)] == fromHead { return SideTree.cut(&cycle.head, before: tail) }
        visit[Int(tail)] = fromTail
      }
      if links[Int(head)].parent >= 0 {
        cycle.head.append(head)
        head = links[Int(head)].parent
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
