/// The order in which border rows are eliminated: a nested dissection along the blocks.
///
/// The blocks are halved where the fewest border rows cross; rows that cross are eliminated last, rows
/// inside a half before them, so that a budget of one quarter never meets the budget of another. Each
/// node holds the rows that it eliminates and those that this couples, as one dense *front*.
///
/// Source: George 1973, doi:10.1137/0710032 (nested dissection); Duff & Reid 1983,
/// doi:10.1145/356044.356047 (multifrontal elimination).
struct BorderTree: Sendable {
  struct Node: Sendable {
    /// The blocks below it.
    var blocks: Range<Int>
    /// The rows of its front: its own first, then those that are eliminated above, ascending.
    var rows: [Int32]
    /// How many of `rows` are its own.
    var ownCount: Int
    /// Its halves; empty for a leaf.
    var children: [Int]
    /// For each row past its own the index in the front of its parent.
    var parentPlace: [Int32]
  }

  /// Children before parents; the leaves in the order of their blocks.
  private(set) var nodes: [Node] = []
  /// For each row the node that eliminates it.
  private(set) var owner: [Int32]

  private let touched: [[Int32]]
  private let couples: [(Int32, Int32)]
  private let leafSize: Int

  /// Dissects `blockCount` blocks; `touched[t]` are the border rows of block t, and `couples` are pairs of
  /// rows that share a border column.
  init(touched: [[Int32]], rowCount: Int, couples: [(Int32, Int32)], leafSize: Int) {
    self.touched = touched
    self.couples = couples
    self.leafSize = leafSize
    owner = [Int32](repeating: -1, count: rowCount)
    var first = [Int](repeating: Int.max, count: rowCount)
    var last = [Int](repeating: -1, count: rowCount)
    for (block, rows) in touched.enumerated() {
      for row in rows {
        first[Int(row)] = min(first[Int(row)], block)
        last[Int(row)] = max(last[Int(row)], block)
      }
    }
    for row in 0..<rowCount where last[row] < 0 { (first[row], last[row]) = (0, 0) }
    // Coupled rows must share a block: the earlier one reaches to the start of the later.
    let (firstOwn, lastOwn) = (first, last)
    for (a, b) in couples {
      let (a, b) = (Int(a), Int(b))
      let (early, late) = lastOwn[a] < firstOwn[b] ? (a, b) : (b, a)
      if lastOwn[early] < firstOwn[late] { last[early] = max(last[early], firstOwn[late]) }
    }
    _ = build(0..<touched.count, rows: (0..<rowCount).map { Int32($0) }, first, last)
    connect()
  }

  private mutating func build(
    _ blocks: Range<Int>, rows: [Int32], _ first: [Int], _ last: [Int]
  ) -> Int {
    guard blocks.count > leafSize, blocks.count > 1 else {
      return append(blocks, own: rows, children: [])
    }
    let cut = bestCut(blocks, rows, first, last)
    let left = build(
      blocks.lowerBound..<cut, rows: rows.filter { last[Int($0)] < cut }, first, last)
    let right = build(
      cut..<blocks.upperBound, rows: rows.filter { first[Int($0)] >= cut }, first, last)
    let own = rows.filter { first[Int($0)] < cut && last[Int($0)] >= cut }
    return append(blocks, own: own, children: [left, right])
  }

  /// The block in the middle half before which the fewest rows cross; the most central of several.
  private func bestCut(
    _ blocks: Range<Int>, _ rows: [Int32], _ first: [Int], _ last: [Int]
  ) -> Int {
    let middle = (blocks.lowerBound + blocks.upperBound) / 2
    var best = (crossing: Int.max, distance: 0, cut: middle)
    let quarter = blocks.count / 4
    for cut in max(blocks.lowerBound + 1, middle - quarter)...max(middle, middle + quarter) {
      guard cut < blocks.upperBound else { break }
      let crossing = rows.count { first[Int($0)] < cut && last[Int($0)] >= cut }
      let distance = abs(cut - middle)
      if (crossing, distance) < (best.crossing, best.distance) {
        best = (crossing, distance, cut)
      }
    }
    return best.cut
  }

  private mutating func append(_ blocks: Range<Int>, own: [Int32], children: [Int]) -> Int {
    for row in own { owner[Int(row)] = Int32(nodes.count) }
    nodes.append(
      Node(blocks: blocks, rows: own, ownCount: own.count, children: children, parentPlace: []))
    return nodes.count - 1
  }

  /// Completes the fronts from the leaves up, and places them in their parents'.
  private mutating func connect() {
    var coupled = [Int: [Int32]]()
    for (a, b) in couples {
      let (low, high) = owner[Int(a)] <= owner[Int(b)] ? (a, b) : (b, a)
      coupled[Int(owner[Int(low)]), default: []].append(high)
    }
    for n in nodes.indices {
      var seen = Set(nodes[n].rows)
      var rest: [Int32] = []
      func add(_ row: Int32) { if seen.insert(row).inserted { rest.append(row) } }
      if nodes[n].children.isEmpty {
        for block in nodes[n].blocks { touched[block].forEach(add) }
      }
      coupled[n]?.forEach(add)
      for child in nodes[n].children {
        nodes[child].rows.dropFirst(nodes[child].ownCount).forEach(add)
      }
      nodes[n].rows += rest.sorted()
      var place = [Int32: Int32]()
      for (index, row) in nodes[n].rows.enumerated() { place[row] = Int32(index) }
      for child in nodes[n].children {
        nodes[child].parentPlace = nodes[child].rows.dropFirst(nodes[child].ownCount).map {
          place[$0, default: -1]
        }
      }
    }
  }
}
