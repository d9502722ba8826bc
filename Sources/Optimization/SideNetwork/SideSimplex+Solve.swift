extension SideSimplex {
  /// The optimum, from the basis where it is.
  ///
  /// - Returns: false if it was not reached.
  mutating func solve() -> Bool {
    let limit = 40 * nodeCount + 10_000
    if let flows = unseated {
      // The rows come first: a flow that keeps them goes on keeping them.
      if !side.isEmpty { takeRows() }
      for arc in flows { seat(Int(arc)) }
      unseated = nil
    }
    if extras.isEmpty {
      guard optimise(limit: limit) else { return false }
      if side.isEmpty { return true }
      takeRows()
    }
    let (least, most) = excessCosts
    var excess = max(columns.last?.cost ?? 0, least)
    while true {
      guard optimise(limit: limit), !isSingular else { return false }
      let isOverspent = extras.contains {
        $0 >= flow.count + columns.count - side.count
          && columnValue[$0 - flow.count] > flowTolerance
      }
      if !isOverspent { return true }
      // Dearer than any way round: there is none that spends less.
      if excess > most { return false }
      excess *= 2
      chargeExcess(excess)
    }
  }

  /// Takes the rows in: each by its slack, or by what is spent beyond it, which costs nothing at first.
  /// Where the flow keeps all rows, up to rounding, it has to go on.
  private mutating func takeRows() {
    var left = side
    for arc in flow.indices where row[arc] >= 0 { left[Int(row[arc])] -= value[arc] * flow[arc] }
    let first = columns.count - side.count
    let rounding = 1e-9 * (1 + side.reduce(0, max))
    let isKept = left.allSatisfy { $0 >= -rounding }
    for row in side.indices {
      let slack = (0..<first).first { columns[$0].row == Int32(row) && columns[$0].value > 0 }
      var index = first + row
      if left[row] >= 0 || isKept, let slack {
        index = slack
        columnValue[index] = max(0, left[row]) / columns[index].value
        if columns[index].otherRow >= 0 {
          left[Int(columns[index].otherRow)] -= columns[index].otherValue * columnValue[index]
        }
      } else {
        columnValue[index] = -left[row]
      }
      isBasicColumn[index] = true
      extras.append(flow.count + index)
    }
    chargeExcess(isKept ? excessCosts.most : 0)
  }

  /// What a unit spent beyond a row costs at first, and what is dearer than any way round.
  private var excessCosts: (least: Double, most: Double) {
    var (cheapest, dearest) = (Double.infinity, 1e-9)
    for arc in value.indices where row[arc] >= 0 && value[arc] > 0 {
      cheapest = min(cheapest, value[arc])
      dearest = max(dearest, value[arc])
    }
    let largest = cost.reduce(1) { max($0, abs($1)) }
    // Nobody spends anything: then nothing is overspent.
    return (1e-6 * largest / dearest, 1e6 * largest / min(cheapest, dearest))
  }

  /// Sets the price of what is spent beyond rows.
  private mutating func chargeExcess(_ excess: Double) {
    for column in columns.count - side.count..<columns.count { columns[column].cost = excess }
    renew(Array(extras.indices))
    beginVersion()
  }
}
