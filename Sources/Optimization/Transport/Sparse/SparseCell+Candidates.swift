extension SparseCell {
  /// Cells with more arcs than this are restricted.
  private static let mostArcs = 10_000

  /// The cell without arcs that would begin a hand-over and that carry nothing at the start: in a large
  /// cell nine of ten, of which one in a hundred would be used. The start remains possible.
  ///
  /// - Parameter dear: arcs that cost this much or more begin a hand-over.
  /// - Returns: nil where that is no matter: the cell is small, or few arcs would go.
  func restricted(_ charges: SliceCharges, below dear: Int64) -> SparseCell? {
    guard tail.count > Self.mostArcs else { return nil }
    let kept = tail.indices.filter {
      $0 >= pairArcCount || charges.charge[$0] < dear || start[$0] > 0
    }
    guard kept.count * 4 < tail.count * 3 else { return nil }
    var cell = self
    cell.tail = kept.map { tail[$0] }
    cell.head = kept.map { head[$0] }
    cell.start = kept.map { start[$0] }
    cell.arc = kept.filter { $0 < pairArcCount }.map { arc[$0] }
    return cell
  }
}
