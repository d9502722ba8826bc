/// A rooted spanning tree of a network's nodes, changed one arc at a time.
///
/// Each node but the root hangs from its parent by one arc of the network, its *link*, which leads up
/// (from the node to its parent) or down. Children are doubly linked lists, so that a subtree is walked
/// in the time of its size.
///
/// Shapes: all arrays have an entry for each node. Invariant: depth[node] = depth[parent] + 1, and
/// potential[from] + cost − potential[to] = 0 for the arc of each link, where potentials are used.
struct SpanningTree<Price: Numeric & Sendable>: Sendable {
  /// No node.
  static var none: Int32 { -1 }

  private(set) var parent: [Int32]
  /// The arc between a node and its parent; -1 for the root.
  private(set) var link: [Int32]
  /// Whether the link leads from the node to its parent.
  private(set) var leadsUp: [Bool]
  private(set) var depth: [Int32]
  /// A node's price in a minimum-cost flow; 0 where nobody needs one.
  private(set) var potential: [Price]
  private var firstChild: [Int32]
  private var next: [Int32]
  private var previous: [Int32]

  /// Nodes without links; all are roots until ``attach(_:under:link:leadsUp:)``.
  init(nodeCount: Int) {
    parent = [Int32](repeating: Self.none, count: nodeCount)
    link = parent
    leadsUp = [Bool](repeating: false, count: nodeCount)
    depth = [Int32](repeating: 0, count: nodeCount)
    potential = [Price](repeating: 0, count: nodeCount)
    firstChild = parent
    next = parent
    previous = parent
  }

  /// Hangs a node that is a leaf and has no parent yet under another.
  mutating func attach(
    _ node: Int32, under above: Int32, link arc: Int32, leadsUp up: Bool, potential price: Price = 0
  ) {
    depth[Int(node)] = depth[Int(above)] + 1
    potential[Int(node)] = price
    hang(node, under: above, link: arc, leadsUp: up)
  }

  private mutating func hang(_ node: Int32, under above: Int32, link arc: Int32, leadsUp up: Bool) {
    let index = Int(node)
    parent[index] = above
    link[index] = arc
    leadsUp[index] = up
    let sibling = firstChild[Int(above)]
    next[index] = sibling
    previous[index] = Self.none
    if sibling >= 0 { previous[Int(sibling)] = node }
    firstChild[Int(above)] = node
  }

  private mutating func cut(_ node: Int32) {
    let index = Int(node)
    let (before, after) = (previous[index], next[index])
    if before >= 0 {
      next[Int(before)] = after
    } else {
      firstChild[Int(parent[index])] = after
    }
    if after >= 0 { previous[Int(after)] = before }
  }

  /// Takes away the link of `top` and joins its subtree, of which `node` is a part, to `above` by
  /// another arc.
  ///
  /// - Parameter shift: what the potentials of the subtree rise by.
  /// - Complexity: the size of the subtree.
  mutating func exchange(
    linkOf top: Int32, joining node: Int32, to above: Int32, by arc: Int32, leadsUp up: Bool,
    shift: Price = 0
  ) {
    // The path from `node` to `top` turns round: each of its links becomes that of its upper end.
    var (current, newParent, newLink, newUp) = (node, above, arc, up)
    while true {
      let index = Int(current)
      let (oldParent, oldLink, oldUp) = (parent[index], link[index], leadsUp[index])
      cut(current)
      hang(current, under: newParent, link: newLink, leadsUp: newUp)
      if current == top { break }
      (newParent, newLink, newUp) = (current, oldLink, !oldUp)
      current = oldParent
    }
    renew(from: node, shift: shift)
  }

  /// Depths and potentials of a subtree, in preorder.
  private mutating func renew(from top: Int32, shift: Price) {
    var node = top
    while true {
      let index = Int(node)
      depth[index] = depth[Int(parent[index])] + 1
      potential[index] += shift
      if firstChild[index] >= 0 {
        node = firstChild[index]
        continue
      }
      while node != top, next[Int(node)] < 0 { node = parent[Int(node)] }
      if node == top { return }
      node = next[Int(node)]
    }
  }

  /// Nodes in preorder: each after the one above it.
  func downward(from root: Int32) -> [Int32] {
    var order = [root]
    order.reserveCapacity(parent.count)
    var node = root
    while true {
      if firstChild[Int(node)] >= 0 {
        node = firstChild[Int(node)]
      } else {
        while node != root, next[Int(node)] < 0 { node = parent[Int(node)] }
        if node == root { return order }
        node = next[Int(node)]
      }
      order.append(node)
    }
  }

  /// Sets the price of a node.
  mutating func set(_ price: Price, of node: Int32) { potential[Int(node)] = price }

  /// The lowest node above both.
  func join(_ one: Int32, _ other: Int32) -> Int32 {
    var (one, other) = (one, other)
    while one != other {
      if depth[Int(one)] >= depth[Int(other)] {
        one = parent[Int(one)]
      } else {
        other = parent[Int(other)]
      }
    }
    return one
  }
}
