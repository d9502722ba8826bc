extension SideSimplex {
  /// The most candidates of a block.
  private static let listSize = 16

  /// Pivots between two looks at the progress.
  private static let progressSpan = 2500
  /// Of arcs off the tree, so many for each node are near.
  private static let nearArcs = 2

  /// Pivots until nothing may enter, or too little is saved.
  ///
  /// Blocks of arcs take turns; all of them where the near ones have nothing left. The best of a block are
  /// its candidates, and of those that one enters which saves most in all: with the dearest unit alone the
  /// way is a third longer.
  ///
  /// - Returns: false if so many pivots did not suffice.
  mutating func optimise(limit: Int) -> Bool {
    let end = pivotCount + limit
    candidates.removeAll(keepingCapacity: true)
    cursor = 0
    var (isNear, hasPivoted) = (nearBlocks != nil, false)
    let start = saved
    var mark = (pivots: pivotCount, saved: saved)
    while true {
      guard pivotCount < end, !isSingular, pivotCount & 1023 != 0 || !isCancelled() else {
        return false
      }
      if let arc = bestCandidate() {
        pivotCount += 1
        hasPivoted = true
        pivot(arc: arc)
        if pivotCount - mark.pivots == Self.progressSpan {
          if saved - mark.saved < leastProgress * (saved - start) { return true }
          mark = (pivotCount, saved)
        }
        continue
      }
      let blocks = isNear ? nearBlocks ?? blocks : blocks
      if cursor < blocks.count {
        gather(cursor, of: blocks)
        if candidates.isEmpty { cursor += 1 }
      } else if let column = enteringColumn() {
        pivotCount += 1
        hasPivoted = true
        pivot(column: column)
      } else {
        if !isNear && !hasPivoted { return true }
        (isNear, hasPivoted) = (nearBlocks != nil && hasPivoted, false)
        cursor = 0
      }
    }
  }

  /// Finds the arcs that are near: the basis and those whose reduced cost is least. Where numbers change
  /// a little, nearly all that enters is among them.
  mutating func focus() {
    for node in 0..<nodeCount { _ = settle(node) }
    let reduced = flow.indices.map { arc in
      capacity[arc] > 0 ? place[arc] * reducedCost(arc) : .infinity
    }
    let sample = stride(from: 0, to: reduced.count, by: 16).map { reduced[$0] }.sorted()
    let wanted = (1 + Self.nearArcs) * nodeCount / 16
    guard wanted < sample.count else { return }
    let near = reduced.indices.filter { reduced[$0] <= sample[wanted] }
    nearBlocks = SideBlocks(near.map(Int32.init), from: from, to: to, nodeCount: nodeCount)
  }

  /// Makes the arcs of a block that save most for each unit the candidates.
  private mutating func gather(_ number: Int, of blocks: SideBlocks) {
    for node in blocks.nodes(ofBlock: number) { _ = settle(Int(node)) }
    var found: [(saved: Double, arc: Int32)] = []
    swap(&found, &self.found)
    Self.find(
      &found, blocks.arcs.span, blocks.places(ofBlock: number), tolerance: costTolerance, from.span,
      to.span, cost.span, row.span, value.span, place.span, price.span, potential.span)
    found.removeAll { capacity[Int($0.arc)] == 0 }
    if found.count > Self.listSize {
      found.sort { ($1.saved, $0.arc) < ($0.saved, $1.arc) }
      found.removeLast(found.count - Self.listSize)
    }
    for item in found { candidates.append(item.arc) }
    found.removeAll(keepingCapacity: true)
    swap(&found, &self.found)
  }

  /// The arcs of a block that save something, where all potentials are known.
  private static func find(
    _ found: inout [(saved: Double, arc: Int32)], _ arcs: Span<Int32>, _ places: Range<Int>,
    tolerance: Double, _ from: Span<Int32>, _ to: Span<Int32>, _ cost: Span<Double>,
    _ row: Span<Int32>, _ value: Span<Double>, _ place: Span<Double>, _ price: Span<Double>,
    _ potential: Span<Double>
  ) {
    for index in places {
      let arc = Int(arcs[index])
      var full = cost[arc]
      let row = Int(row[arc])
      if row >= 0 { full += price[row] * value[arc] }
      let saved = -place[arc] * (full + potential[Int(from[arc])] - potential[Int(to[arc])])
      if saved > tolerance { found.append((saved, Int32(arc))) }
    }
  }

  /// The candidate that saves most in all; those that save nothing any more are dropped.
  private mutating func bestCandidate() -> Int? {
    guard !candidates.isEmpty else { return nil }
    var best: Int32?
    var most = -1.0
    var kept = 0
    for arc in candidates {
      let saved = -place[Int(arc)] * reducedCost(Int(arc))
      guard saved > costTolerance else { continue }
      candidates[kept] = arc
      kept += 1
      let gain = saved * room(roundCycleOf: Int(arc))
      if gain > most { (most, best) = (gain, arc) }
    }
    saved += max(0, most)
    candidates.removeLast(candidates.count - kept)
    return best.map(Int.init)
  }

  /// How far an arc may change before a link of its cycle blocks.
  private mutating func room(roundCycleOf arc: Int) -> Double {
    tree.find(&other, from: from[arc], to: to[arc])
    let direction = place[arc]
    var room = capacity[arc]
    for node in other.tail {
      room = min(
        room, self.room(ofLinkAt: node, tree.links[Int(node)].leadsUp ? -direction : direction))
    }
    for node in other.head {
      room = min(
        room, self.room(ofLinkAt: node, tree.links[Int(node)].leadsUp ? direction : -direction))
    }
    return room
  }

  /// The column of the rows that saves most; none while the rows are left out.
  private func enteringColumn() -> Int? {
    guard !extras.isEmpty else { return nil }
    var best: Int?
    var most = costTolerance
    for (index, column) in columns.enumerated() where !isBasicColumn[index] {
      var reduced = column.cost + price[Int(column.row)] * column.value
      if column.otherRow >= 0 { reduced += price[Int(column.otherRow)] * column.otherValue }
      if -reduced > most { (most, best) = (-reduced, index) }
    }
    return best
  }
}
