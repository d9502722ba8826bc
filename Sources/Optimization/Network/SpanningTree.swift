/// A rooted spanning tree of a network's nodes, changed one arc at a time.
///
/// Each node but the root hangs from its parent by one arc of the network, its *link*, which leads up
/// (from the node to its parent) or down. A *thread* runs through all nodes, each after its parent and each
/// subtree in one piece: a subtree is walked without looking at its shape, and moves by a few splices.
/// Where the ways up from two nodes meet is found without depths: the one of the smaller subtree is not
/// above the other, and so it goes up first.
///
/// Shapes: all arrays have an entry for each node. Invariant: the subtree of a node is the `size` nodes of
/// the thread from it to its `last`, and potential[from] + cost − potential[to] = 0 for the arc of each
/// link, where potentials are used.
///
/// Source: R. Barr, F. Glover & D. Klingman, INFOR 17 (1979) 16–34, doi:10.1080/03155986.1979.11731728
/// (threads with sizes and last nodes); Z. Király & P. Kovács, Acta Universitatis Sapientiae, Informatica
/// 4 (2012) 67–118 (what of that is worth keeping up).
struct SpanningTree<Price: Numeric & Sendable>: Sendable {
  /// No node.
  static var none: Int32 { -1 }

  private(set) var parent: [Int32]
  /// The arc between a node and its parent; -1 for the root.
  private(set) var link: [Int32]
  /// Whether the link leads from the node to its parent.
  private(set) var leadsUp: [Bool]
  /// The nodes of a node's subtree, itself included.
  private(set) var size: [Int32]
  /// A node's price in a minimum-cost flow; 0 where nobody needs one.
  private(set) var potential: [Price]
  // The thread, a ring, and where on it each node's subtree ends.
  private var next: [Int32]
  private var previous: [Int32]
  private var last: [Int32]

  /// Nodes without links; all are roots until ``attach(_:under:link:leadsUp:potential:)``.
  init(nodeCount: Int) {
    parent = [Int32](repeating: Self.none, count: nodeCount)
    link = parent
    leadsUp = [Bool](repeating: false, count: nodeCount)
    size = [Int32](repeating: 1, count: nodeCount)
    potential = [Price](repeating: 0, count: nodeCount)
    next = (0..<Int32(nodeCount)).map { $0 }
    previous = next
    last = next
  }

  /// Hangs a node that is a leaf and has no parent yet under another.
  ///
  /// - Complexity: the nodes above it.
  mutating func attach(
    _ node: Int32, under above: Int32, link arc: Int32, leadsUp up: Bool, potential price: Price = 0
  ) {
    let index = Int(node)
    (parent[index], link[index], leadsUp[index]) = (above, arc, up)
    potential[index] = price
    insert(from: node, to: node, after: above)
    grow(from: above, to: Self.none, by: 1)
  }

  /// Takes away the link of `top` and joins its subtree, of which `node` is a part, to `above` by
  /// another arc.
  ///
  /// - Parameters:
  ///   - apex: the lowest node above both `top` and `above`, or `above` itself.
  ///   - shift: what the potentials of the subtree rise by.
  /// - Complexity: the cycle that the arc closes; half the size of the subtree where potentials rise.
  mutating func exchange(
    linkOf top: Int32, joining node: Int32, to above: Int32, by arc: Int32, leadsUp up: Bool,
    apex: Int32, shift: Price = 0
  ) {
    let count = size[Int(top)]
    grow(from: parent[Int(top)], to: apex, by: -count)
    remove(top)
    let end = turn(from: node, to: top, under: above, by: arc, leadsUp: up)
    insert(from: node, to: end, after: above)
    grow(from: above, to: apex, by: count)
    if shift != 0 {
      Self.raise(&potential, by: shift, from: node, to: end, count: Int(count), next, previous)
    }
  }

  // MARK: Sizes and the thread

  /// Adds to the sizes of a node and of those above it below `apex`.
  private mutating func grow(from node: Int32, to apex: Int32, by count: Int32) {
    var node = node
    while node != apex {
      size[Int(node)] += count
      node = parent[Int(node)]
    }
  }

  private mutating func tie(_ node: Int32, to following: Int32) {
    next[Int(node)] = following
    previous[Int(following)] = node
  }

  /// Puts a stretch of the thread, from a node to the last of its subtree, behind `above`.
  private mutating func insert(from first: Int32, to end: Int32, after above: Int32) {
    tie(end, to: next[Int(above)])
    tie(above, to: first)
    close(at: end, insteadOf: above, from: above)
  }

  /// Takes the stretch of a node's subtree out of the thread; within it nothing changes.
  private mutating func remove(_ top: Int32) {
    let (before, end) = (previous[Int(top)], last[Int(top)])
    tie(before, to: next[Int(end)])
    close(at: before, insteadOf: end, from: parent[Int(top)])
  }

  /// Corrects the last nodes of a node and of those above it.
  private mutating func close(at end: Int32, insteadOf old: Int32, from node: Int32) {
    var node = node
    while node >= 0, last[Int(node)] == old {
      last[Int(node)] = end
      node = parent[Int(node)]
    }
  }

  /// Turns the path from `node` up to `top`, whose subtree is out of the thread: each of its links becomes
  /// that of its upper end, and `node` hangs under `above`.
  ///
  /// What of a node's subtree was not its predecessor's follows its predecessor's on the thread.
  ///
  /// - Returns: the last node of the subtree.
  private mutating func turn(
    from node: Int32, to top: Int32, under above: Int32, by arc: Int32, leadsUp up: Bool
  ) -> Int32 {
    let whole = size[Int(top)]
    var (current, newParent, newLink, newUp) = (node, above, arc, up)
    // The subtree of the node before on the path: its size, what stood before and behind it, its last.
    var (innerSize, before, after, innerEnd) = (Int32(0), Self.none, Self.none, Self.none)
    var end = last[Int(node)]
    while true {
      let index = Int(current)
      let (oldParent, oldLink, oldUp) = (parent[index], link[index], leadsUp[index])
      let (oldSize, oldEnd, oldBefore) = (size[index], last[index], previous[index])
      let oldAfter = oldEnd == innerEnd ? after : next[Int(oldEnd)]
      if current != node {
        tie(end, to: current)
        end = before
        if oldEnd != innerEnd {
          tie(before, to: after)
          end = oldEnd
        }
      }
      (parent[index], link[index], leadsUp[index]) = (newParent, newLink, newUp)
      size[index] = whole - innerSize
      if current == top { break }
      (innerSize, before, after, innerEnd) = (oldSize, oldBefore, oldAfter, oldEnd)
      (newParent, newLink, newUp) = (current, oldLink, !oldUp)
      current = oldParent
    }
    current = top
    while current != above {
      last[Int(current)] = end
      current = parent[Int(current)]
    }
    return end
  }

  // MARK: Potentials

  /// Raises the potentials of a stretch of the thread, from both of its ends: two walks that need not wait
  /// for each other.
  private static func raise(
    _ potential: inout [Price], by shift: Price, from first: Int32, to end: Int32, count: Int,
    _ next: [Int32], _ previous: [Int32]
  ) {
    let (next, previous) = (next.span, previous.span)
    var potential = potential.mutableSpan
    var (front, back) = (Int(first), Int(end))
    for _ in 0..<count / 2 {
      potential[front] += shift
      potential[back] += shift
      front = Int(next[front])
      back = Int(previous[back])
    }
    if count % 2 == 1 { potential[front] += shift }
  }

  /// Sets the price of a node.
  mutating func set(_ price: Price, of node: Int32) { potential[Int(node)] = price }

  // MARK: Ways

  /// The nodes of a subtree in preorder: each after the one above it.
  func downward(from root: Int32) -> [Int32] {
    var order = [root]
    order.reserveCapacity(Int(size[Int(root)]))
    while order.count < size[Int(root)] { order.append(next[Int(order[order.count - 1])]) }
    return order
  }

  /// The lowest node above both.
  func join(_ one: Int32, _ other: Int32) -> Int32 {
    var (one, other) = (one, other)
    while one != other {
      if size[Int(one)] <= size[Int(other)] {
        one = parent[Int(one)]
      } else {
        other = parent[Int(other)]
      }
    }
    return one
  }
}
