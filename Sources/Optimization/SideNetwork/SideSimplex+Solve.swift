extension SideSimplex {
  /// The optimum, from the basis where it is.
  ///
  /// - Returns: false if it was not reached.
  mutating func solve() -> Bool {
    let limit = 40 * nodeCount + 10_000
    if extras.isEmpty {
      guard optimise(limit: limit) else { return false }
      if side.isEmpty { return true }
      takeRows()
    }
    var (cheapest, dearest) = (Double.infinity, 1e-9)
    for arc in value.indices where row[arc] >= 0 && value[arc] > 0 {
      cheapest = min(cheapest, value[arc])
      dearest = max(dearest, value[arc])
    }
    let largestCost = cost.reduce(1) { max($0, abs($1)) }
    var excess = max(columns.last?.cost ?? 0, 1e-6 * largestCost / dearest)
    while true {
      guard optimise(limit: limit), !isSingular else { return false }
      let isOverspent = extras.contains {
        $0 >= flow.count + columns.count - side.count
          && columnValue[$0 - flow.count] > flowTolerance
      }
      if !isOverspent { return true }
      // Dearer than any way round: there is none that spends less.
      if excess > 1e6 * largestCost / cheapest { return false }
      excess *= 2
      chargeExcess(excess)
    }
  }

  /// Takes the rows in: each by its slack, or by what is spent beyond it.
  private mutating func takeRows() {
    var left = side
    for arc in flow.indices where row[arc] >= 0 { left[Int(row[arc])] -= value[arc] * flow[arc] }
    let first = columns.count - side.count
    for row in side.indices {
      let slack = (0..<first).first { columns[$0].row == Int32(row) && columns[$0].value > 0 }
      var index = first + row
      if left[row] >= 0, let slack {
        index = slack
        columnValue[index] = left[row] / columns[index].value
        if columns[index].otherRow >= 0 {
          left[Int(columns[index].otherRow)] -= columns[index].otherValue * columnValue[index]
        }
      } else {
        columnValue[index] = -left[row]
      }
      isBasicColumn[index] = true
      extras.append(flow.count + index)
    }
    chargeExcess(0)
  }

  /// Sets the price of what is spent beyond rows.
  private mutating func chargeExcess(_ excess: Double) {
    for column in columns.count - side.count..<columns.count { columns[column].cost = excess }
    renew(Array(extras.indices))
    beginVersion()
  }
}
