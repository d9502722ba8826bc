/// The border of a transport problem: which windows and budgets have rows, and their own columns.
struct BorderRows: Sendable {
  private(set) var rows: [TransportProgram.BorderRow] = []
  private(set) var side: [Double] = []
  private(set) var columns: [TransportProgram.BorderColumn] = []
  private(set) var programColumns: [BlockProgram.BorderColumn] = []
  /// For each demand its window's row, or -1.
  private(set) var windowRow: [Int32]
  /// By group and money period the budget's row, or -1 where it cannot bind.
  private(set) var budgetRow: [Int32]
  /// By group and money period whether there is no money at all: only hours that cost nothing serve.
  private(set) var closed: [Bool]

  init(_ problem: PooledTransport, _ index: TransportIndex) {
    windowRow = [Int32](repeating: -1, count: problem.demands.count)
    budgetRow = [Int32](repeating: -1, count: problem.groupCount * problem.moneyPeriodCount)
    closed = [Bool](repeating: false, count: budgetRow.count)
    // Windows of one pool side by side: they meet the same dense rows in every cell.
    let windows = problem.demands.indices.filter {
      if case .window(_, let total, _) = problem.demands[$0].amount { return total > 0 }
      return false
    }.sorted { (problem.demands[$0].pool ?? -1, $0) < (problem.demands[$1].pool ?? -1, $1) }
    for demand in windows {
      guard case .window(_, let total, _) = problem.demands[demand].amount else { continue }
      windowRow[demand] = Int32(rows.count)
      add(
        BlockProgram.BorderColumn(
          cost: problem.demands[demand].pricePerHour, row: Int32(rows.count), value: 1),
        .short(demand: Int32(demand)))
      rows.append(.window(demand: Int32(demand)))
      side.append(total)
    }
    let spending = BorderRows.largestSpending(problem, index)
    for group in 0..<problem.groupCount { addBudgets(problem, group, spending) }
  }

  private mutating func add(
    _ column: BlockProgram.BorderColumn, _ meaning: TransportProgram.BorderColumn
  ) {
    programColumns.append(column)
    columns.append(meaning)
  }

  private mutating func addBudgets(_ problem: PooledTransport, _ group: Int, _ spending: [Double]) {
    let periods = problem.moneyPeriodCount
    let carries = problem.carriesOver[group]
    // From an unlimited period on, carry-over leaves nothing limited.
    let budgets = problem.budgets[(group * periods)..<((group + 1) * periods)]
    let limited = carries ? budgets.prefix { $0 < .infinity }.count : periods
    let binds = (0..<periods).filter {
      spending[group * periods + $0] > problem.budgets[group * periods + $0]
    }
    guard let lastBinding = binds.last(where: { $0 < limited }) else { return }
    var handed = 0.0
    for period in carries ? Array(0...lastBinding) : binds {
      let cell = group * periods + period
      if carries { handed += problem.budgets[cell] }
      // A row without room has no interior; what it forbids is left out instead.
      if (carries ? handed : problem.budgets[cell]) <= 0 {
        closed[cell] = true
        continue
      }
      let row = Int32(rows.count)
      budgetRow[cell] = row
      rows.append(.budget(group: Int32(group), period: Int32(period)))
      side.append(problem.budgets[cell])
      if carries, period < lastBinding {
        add(
          BlockProgram.BorderColumn(
            cost: 0, row: row, value: 1, otherRow: row + 1, otherValue: -1),
          .carried(group: Int32(group), period: Int32(period)))
      } else {
        add(
          BlockProgram.BorderColumn(cost: 0, row: row, value: 1),
          .spare(group: Int32(group), period: Int32(period)))
      }
    }
  }

  /// By group and money period the money that its demands could spend at most.
  private static func largestSpending(
    _ problem: PooledTransport, _ index: TransportIndex
  ) -> [Double] {
    let periods = problem.moneyPeriodCount
    var spending = [Double](repeating: 0, count: problem.groupCount * periods)
    for (j, demand) in problem.demands.enumerated() {
      guard let group = demand.group else { continue }
      var rate = 0.0
      if let pool = demand.pool {
        let last = Int(index.slotStart[Int(pool) + 1])
        if last > Int(index.slotStart[Int(pool)]) {
          rate = index.rates[Int(index.slotRate[last - 1])]
        }
      }
      for arc in index.directOfDemand[j] {
        rate = max(rate, problem.supplies[Int(problem.directArcs[Int(arc)].supply)].moneyPerHour)
      }
      guard rate > 0 else { continue }
      let base = Int(group) * periods
      switch demand.amount {
      case .perCell(let cells, let hours):
        for (cell, hours) in zip(cells, hours) {
          spending[base + Int(problem.moneyPeriod[cell])] += rate * hours
        }
      case .window(let cells, let total, let limits):
        var hours = [Double](repeating: 0, count: periods)
        for (cell, limit) in zip(cells, limits) { hours[Int(problem.moneyPeriod[cell])] += limit }
        for period in 0..<periods { spending[base + period] += rate * min(total, hours[period]) }
      }
    }
    return spending
  }
}
