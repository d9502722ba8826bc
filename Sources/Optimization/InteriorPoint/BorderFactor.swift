internal import LinearAlgebra
internal import Parallelism

/// The border's normal equations, eliminated front by front along a ``BorderTree``; leaves eliminate
/// their own, this does the rest.
struct BorderFactor: Sendable {
  let tree: BorderTree
  /// For each node its place among the leaves, or -1.
  let leafOfNode: [Int]
  /// Fronts of the inner nodes; empty for leaves.
  private var fronts: [[Double]]
  private let terms: [[BorderTerm]]
  private var scratch: [Double] = []
  private(set) var replacedPivots = 0

  init(tree: BorderTree, terms: [[BorderTerm]]) {
    self.tree = tree
    self.terms = terms
    var leaves = 0
    leafOfNode = tree.nodes.map { node in
      guard node.children.isEmpty else { return -1 }
      leaves += 1
      return leaves - 1
    }
    fronts = tree.nodes.map { node in
      let size = node.children.isEmpty ? 0 : node.rows.count
      return [Double](repeating: 0, count: size * size)
    }
  }

  /// Eliminates the inner nodes after the leaves' fronts are eliminated.
  mutating func factor(leaves: DisjointLeaves, borderTheta: [Double]) {
    replacedPivots = 0
    for n in tree.nodes.indices where !tree.nodes[n].children.isEmpty {
      let node = tree.nodes[n]
      let size = node.rows.count
      CellVectors.clear(&fronts[n])
      for child in node.children {
        let (rows, own, place) = (
          tree.nodes[child].rows.count, tree.nodes[child].ownCount, tree.nodes[child].parentPlace
        )
        let leaf = leafOfNode[child]
        if leaf >= 0 {
          leaves.with(leaf) {
            BorderFactor.extend(&fronts[n], size, by: $0.front, rows, own, place)
          }
        } else {
          let front = fronts[child]
          BorderFactor.extend(&fronts[n], size, by: front, rows, own, place)
        }
      }
      for term in terms[n] {
        fronts[n][Int(term.row) + Int(term.column) * size] +=
          term.factor * borderTheta[Int(term.index)]
      }
      replacedPivots += Dense.eliminate(
        &fronts[n], order: size, pivots: node.ownCount, tolerance: Cell.pivotTolerance,
        scratch: &scratch)
    }
  }

  /// Adds a child's Schur complement to its parent's front.
  private static func extend(
    _ front: inout [Double], _ size: Int, by child: [Double], _ rows: Int, _ own: Int,
    _ place: [Int32]
  ) {
    let (child, place) = (child.span, place.span)
    var front = front.mutableSpan
    // Places lie below the parent's size; rows past the own ones are as many as places.
    for j in 0..<place.count {
      let column = Int(place[unchecked: j])
      let base = (own &+ j) &* rows &+ own
      for i in j..<place.count {
        let row = Int(place[unchecked: i])
        let index = row >= column ? row &+ column &* size : column &+ row &* size
        front[unchecked: index] += child[unchecked: base &+ i]
      }
    }
  }

  /// Solves for the border rows, in place.
  func solve(_ b: inout [Double], leaves: DisjointLeaves) {
    for n in tree.nodes.indices { sweep(n, &b, leaves, forward: true) }
    for n in tree.nodes.indices.reversed() { sweep(n, &b, leaves, forward: false) }
  }

  private func sweep(_ n: Int, _ b: inout [Double], _ leaves: DisjointLeaves, forward: Bool) {
    let node = tree.nodes[n]
    guard node.ownCount > 0 else { return }
    if leafOfNode[n] >= 0 {
      leaves.with(leafOfNode[n]) {
        BorderFactor.sweep(node, $0.front, &b, forward: forward)
      }
    } else {
      BorderFactor.sweep(node, fronts[n], &b, forward: forward)
    }
  }

  private static func sweep(
    _ node: BorderTree.Node, _ front: [Double], _ b: inout [Double], forward: Bool
  ) {
    let (size, own) = (node.rows.count, node.ownCount)
    var mine = node.rows[0..<own].map { b[Int($0)] }
    var rest = node.rows[own...].map { b[Int($0)] }
    let square = Dense.Place(leading: size)
    let below = Dense.Place(offset: own, leading: size)
    if forward {
      Dense.solveLower(front, square, order: own, &mine)
      Dense.multiply(front, below, rows: size - own, columns: own, alpha: -1, mine, beta: 1, &rest)
      for (k, row) in node.rows[own...].enumerated() { b[Int(row)] = rest[k] }
    } else {
      Dense.multiply(
        front, below, rows: size - own, columns: own, transposed: true, alpha: -1, rest, beta: 1,
        &mine)
      Dense.solveLower(front, square, order: own, transposed: true, &mine)
    }
    for (k, row) in node.rows[0..<own].enumerated() { b[Int(row)] = mine[k] }
  }
}
