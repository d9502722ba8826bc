/// A spanning tree over as many arcs that carry something as possible.
///
/// Parts that no arc joins hang from an artificial root, the node after the last; the artificial links
/// have the numbers after the last arc's.
struct SpanningForest {
  private(set) var tree: SpanningTree<Int64>
  private(set) var isInTree: [Bool]
  /// Arcs that carry something and have no place in the tree.
  private(set) var extras: [Int] = []

  private var leader: [Int32]

  /// - Parameters:
  ///   - idleFrom: arcs from this on are idle arcs: of those that carry nothing they come first.
  ///   - charge: of the other arcs that carry nothing the cheapest come first.
  init(
    nodeCount: Int, tail: [Int32], head: [Int32], amounts: [Int64], idleFrom: Int, charge: [Int64]
  ) {
    tree = SpanningTree<Int64>(nodeCount: nodeCount + 1)
    isInTree = [Bool](repeating: false, count: tail.count)
    leader = (0..<Int32(nodeCount)).map { $0 }
    for arc in tail.indices where amounts[arc] > 0 {
      if join(tail[arc], head[arc]) { isInTree[arc] = true } else { extras.append(arc) }
    }
    for arc in idleFrom..<tail.count where amounts[arc] == 0 {
      if join(tail[arc], head[arc]) { isInTree[arc] = true }
    }
    let least = charge[..<idleFrom].min() ?? 0
    for isCheap in [true, false] {
      for arc in 0..<idleFrom where amounts[arc] == 0 && (charge[arc] == least) == isCheap {
        if join(tail[arc], head[arc]) { isInTree[arc] = true }
      }
    }
    hang(nodeCount: nodeCount, tail: tail, head: head)
  }

  private mutating func find(_ node: Int32) -> Int32 {
    var node = node
    while leader[Int(node)] != node {
      leader[Int(node)] = leader[Int(leader[Int(node)])]
      node = leader[Int(node)]
    }
    return node
  }

  private mutating func join(_ one: Int32, _ other: Int32) -> Bool {
    let (one, other) = (find(one), find(other))
    guard one != other else { return false }
    leader[Int(max(one, other))] = min(one, other)
    return true
  }

  /// Hangs the nodes breadth first, each part from its last node: that of the idle hours if any.
  private mutating func hang(nodeCount: Int, tail: [Int32], head: [Int32]) {
    var first = [Int32](repeating: 0, count: nodeCount + 1)
    for arc in tail.indices where isInTree[arc] {
      first[Int(tail[arc]) + 1] += 1
      first[Int(head[arc]) + 1] += 1
    }
    for node in 0..<nodeCount { first[node + 1] += first[node] }
    var next = first
    var arcs = [Int32](repeating: 0, count: Int(first[nodeCount]))
    for arc in tail.indices where isInTree[arc] {
      for node in [Int(tail[arc]), Int(head[arc])] {
        arcs[Int(next[node])] = Int32(arc)
        next[node] += 1
      }
    }
    var isReached = [Bool](repeating: false, count: nodeCount)
    var queue: [Int32] = []
    queue.reserveCapacity(nodeCount)
    var done = 0
    for top in stride(from: nodeCount - 1, through: 0, by: -1) where !isReached[top] {
      isReached[top] = true
      tree.attach(
        Int32(top), under: Int32(nodeCount), link: Int32(tail.count + top), leadsUp: true)
      queue.append(Int32(top))
      while done < queue.count {
        let node = queue[done]
        done += 1
        for place in first[Int(node)]..<first[Int(node) + 1] {
          let arc = Int(arcs[Int(place)])
          let other = tail[arc] == node ? head[arc] : tail[arc]
          guard !isReached[Int(other)] else { continue }
          isReached[Int(other)] = true
          tree.attach(other, under: node, link: Int32(arc), leadsUp: tail[arc] == other)
          queue.append(other)
        }
      }
    }
  }
}
