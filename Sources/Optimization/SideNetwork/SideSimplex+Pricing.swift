extension SideSimplex {
  /// The most candidates of a block.
  private static let listSize = 16

  /// Pivots until nothing may enter.
  ///
  /// Blocks of arcs take turns. The best of a block are its candidates, and of those that one enters which
  /// saves most in all: with the dearest unit alone the way is a third longer.
  ///
  /// - Returns: false if so many pivots did not suffice.
  mutating func optimise(limit: Int) -> Bool {
    let blocks = blockCount
    let end = pivotCount + limit
    candidates.removeAll(keepingCapacity: true)
    var idle = 0
    while idle <= blocks {
      guard pivotCount < end, !isSingular, pivotCount & 1023 != 0 || !isCancelled() else {
        return false
      }
      if let arc = bestCandidate() {
        pivotCount += 1
        pivot(arc: arc)
        continue
      }
      if cursor < blocks {
        gather()
        if !candidates.isEmpty {
          idle = 0
          continue
        }
      } else if let column = enteringColumn() {
        pivotCount += 1
        pivot(column: column)
        idle = 0
        continue
      }
      idle += 1
      cursor = cursor == blocks ? 0 : cursor + 1
    }
    return true
  }

  /// Makes the arcs of the block at the cursor that save most for each unit the candidates.
  private mutating func gather() {
    for index in blockFirst[cursor]..<blockFirst[cursor + 1] { _ = settle(Int(blockNodes[index])) }
    var found: [(saved: Double, arc: Int32)] = []
    swap(&found, &self.found)
    Self.find(
      &found, block(cursor), tolerance: costTolerance, from.span, to.span, cost.span, row.span,
      value.span, place.span, price.span, potential.span)
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
    _ found: inout [(saved: Double, arc: Int32)], _ block: Range<Int>, tolerance: Double,
    _ from: Span<Int32>, _ to: Span<Int32>, _ cost: Span<Double>, _ row: Span<Int32>,
    _ value: Span<Double>, _ place: Span<Double>, _ price: Span<Double>, _ potential: Span<Double>
  ) {
    for arc in block {
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
