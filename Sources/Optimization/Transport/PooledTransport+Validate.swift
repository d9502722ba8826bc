extension PooledTransport {
  /// Checks every number and index, so that nothing traps or spreads a NaN later.
  func validate() throws(InteriorPointError) {
    func check(_ holds: Bool, _ what: @autoclosure () -> String) throws(InteriorPointError) {
      if !holds { throw .invalidInput(what()) }
    }
    func isAmount(_ value: Double) -> Bool { value >= 0 && value < .infinity }
    func fits(_ cells: Range<Int>, _ count: Int) -> Bool {
      cells.lowerBound >= 0 && cells.upperBound <= cellCount && cells.count == count
    }
    try check(supplyHours.count == supplies.count * cellCount, "supplyHours has a wrong size")
    try check(supplyHours.allSatisfy(isAmount), "supplyHours holds what is no amount")
    try check(moneyPeriod.count == cellCount, "moneyPeriod has a wrong size")
    try check(
      moneyPeriod.allSatisfy { $0 >= 0 && $0 < moneyPeriodCount }, "moneyPeriod points nowhere")
    try check(budgets.count == groupCount * moneyPeriodCount, "budgets has a wrong size")
    try check(budgets.allSatisfy { $0 >= 0 }, "budgets holds what is no amount")
    try check(carriesOver.count == groupCount, "carriesOver has a wrong size")
    for (i, supply) in supplies.enumerated() {
      try check(
        isAmount(supply.costPerHour) && isAmount(supply.moneyPerHour), "supply \(i) has no price")
    }
    for (i, arc) in supplyArcs.enumerated() {
      try check(
        supplies.indices.contains(Int(arc.from)) && (0..<poolCount).contains(Int(arc.to)),
        "supply arc \(i) points nowhere")
    }
    for (i, arc) in poolArcs.enumerated() {
      try check(
        (0..<poolCount).contains(Int(arc.from)) && (0..<poolCount).contains(Int(arc.to)),
        "pool arc \(i) points nowhere")
    }
    for (i, arc) in directArcs.enumerated() {
      try check(
        supplies.indices.contains(Int(arc.supply)) && demands.indices.contains(Int(arc.demand))
          && fits(arc.cells, arc.limitHours.count), "direct arc \(i) points nowhere")
      try check(
        arc.cost.isFinite && arc.limitHours.allSatisfy { $0 >= 0 },
        "direct arc \(i) holds what is no amount")
    }
    for (j, demand) in demands.enumerated() {
      try check(isAmount(demand.pricePerHour), "demand \(j) has no price")
      if let pool = demand.pool {
        try check((0..<poolCount).contains(Int(pool)), "demand \(j) has an unknown pool")
      }
      if let group = demand.group {
        try check((0..<groupCount).contains(Int(group)), "demand \(j) has an unknown group")
      }
      switch demand.amount {
      case .perCell(let cells, let hours):
        try check(fits(cells, hours.count), "demand \(j) has other cells than hours")
        try check(hours.allSatisfy(isAmount), "demand \(j) holds what is no amount")
      case .window(let cells, let total, let limits):
        try check(fits(cells, limits.count), "demand \(j) has other cells than limits")
        try check(
          isAmount(total) && limits.allSatisfy { $0 >= 0 }, "demand \(j) holds what is no amount")
      }
    }
  }
}
