extension PooledTransport {
  /// Ranges of cells that nothing ties to one another: no window and no budget reaches over their ends.
  /// In order, without gaps.
  func independentRanges() -> [Range<Int>] {
    guard cellCount > 0 else { return [] }
    // A cut before cell t is free unless some window or money period lies on both of its sides.
    var isTied = [Bool](repeating: false, count: cellCount + 1)
    func tie(_ cells: Range<Int>) {
      guard cells.count > 1 else { return }
      for cell in (cells.lowerBound + 1)..<cells.upperBound { isTied[cell] = true }
    }
    for demand in demands {
      if case .window(let cells, _, _) = demand.amount { tie(cells) }
    }
    for group in 0..<groupCount {
      var limited = [Bool](repeating: false, count: moneyPeriodCount)
      for period in 0..<moneyPeriodCount {
        limited[period] = budgets[group * moneyPeriodCount + period].isFinite
      }
      let all = carriesOver[group] && limited.contains(true)
      for cell in 1..<max(1, cellCount) {
        let (before, after) = (Int(moneyPeriod[cell - 1]), Int(moneyPeriod[cell]))
        if all || (before == after && limited[after]) { isTied[cell] = true }
      }
    }
    var ranges: [Range<Int>] = []
    var first = 0
    for cell in 1..<(cellCount + 1) where cell == cellCount || !isTied[cell] {
      ranges.append(first..<cell)
      first = cell
    }
    return ranges
  }

  /// The problem of some cells alone. `range` must be a union of ``independentRanges()``.
  ///
  /// Supplies, pools, demands and groups keep their numbers; what lies outside asks and gives nothing.
  func sliced(to range: Range<Int>) -> PooledTransport {
    var slice = self
    slice.cellCount = range.count
    slice.moneyPeriod = Array(moneyPeriod[range])
    slice.supplyHours = supplies.indices.flatMap { supply in
      supplyHours[(supply * cellCount + range.lowerBound)..<(supply * cellCount + range.upperBound)]
    }
    func moved(_ cells: Range<Int>) -> Range<Int> {
      let part = cells.clamped(to: range)
      return part.isEmpty
        ? 0..<0 : (part.lowerBound - range.lowerBound)..<(part.upperBound - range.lowerBound)
    }
    func cut(_ hours: [Double], of cells: Range<Int>) -> [Double] {
      let part = cells.clamped(to: range)
      guard !part.isEmpty else { return [] }
      return Array(
        hours[(part.lowerBound - cells.lowerBound)..<(part.upperBound - cells.lowerBound)])
    }
    for (number, demand) in demands.enumerated() {
      switch demand.amount {
      case .perCell(let cells, let hours):
        slice.demands[number].amount = .perCell(cells: moved(cells), hours: cut(hours, of: cells))
      case .window(let cells, let total, let limits):
        let inside = moved(cells)
        slice.demands[number].amount = .window(
          cells: inside, totalHours: inside.isEmpty ? 0 : total, limitHours: cut(limits, of: cells))
      }
    }
    for (number, arc) in directArcs.enumerated() {
      slice.directArcs[number].cells = moved(arc.cells)
      slice.directArcs[number].limitHours = cut(arc.limitHours, of: arc.cells)
    }
    return slice
  }
}
