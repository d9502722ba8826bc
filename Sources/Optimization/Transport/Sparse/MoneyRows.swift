/// What the limited groups may spend in a cell of a ``SparseUses``.
struct MoneyRows {
  /// The numbers of the groups that are limited and served in the cell.
  let groups: [Int32]
  /// For each arc its row of `groups`; -1 without.
  let row: [Int32]
  /// For each arc what an hour spends.
  let rate: [Double]
  /// For each row what it may spend.
  let allowance: [Double]
  private let spentAtStart: [Double]
  private let period: Int
  private let periodCount: Int

  /// Money less than this is the rounding of sums.
  static let tolerance = 1e-4

  var isEmpty: Bool { groups.isEmpty }

  /// - Parameter saved: by group and period what may be spent besides what the solution spends.
  init(
    _ cell: SparseCell, _ problem: PooledTransport, _ layout: SparseLayout,
    _ givers: [SparseUses.Giver], saved: [Double]
  ) {
    period = Int(problem.moneyPeriod[cell.cell])
    periodCount = problem.moneyPeriodCount
    var groups: [Int32] = []
    var rowOfGroup = [Int32](repeating: -1, count: problem.groupCount)
    for work in cell.works {
      let group = Int(layout.groupOfWork[Int(work)])
      guard group >= 0, rowOfGroup[group] < 0,
        problem.budgets[group * problem.moneyPeriodCount + period] < .infinity
      else { continue }
      rowOfGroup[group] = Int32(groups.count)
      groups.append(Int32(group))
    }
    self.groups = groups
    guard !groups.isEmpty else {
      (row, rate, allowance, spentAtStart) = ([], [], [], [])
      return
    }
    var row = [Int32](repeating: -1, count: cell.tail.count)
    var rate = [Double](repeating: 0, count: cell.tail.count)
    for arc in 0..<cell.pairArcCount {
      let group = Int(layout.groupOfWork[Int(layout.work[Int(cell.arc[arc])])])
      guard group >= 0, rowOfGroup[group] >= 0 else { continue }
      row[arc] = rowOfGroup[group]
      let giver = Int(cell.givers[Int(cell.tail[arc])])
      rate[arc] = problem.supplies[Int(givers[giver].supply)].moneyPerHour
    }
    (self.row, self.rate) = (row, rate)
    let spent = Self.spent(cell.start, row, rate, count: groups.count)
    spentAtStart = spent
    let (moneyPeriod, count) = (period, periodCount)
    allowance = groups.indices.map { spent[$0] + saved[Int(groups[$0]) * count + moneyPeriod] }
  }

  /// By group and money period what a solution leaves of the budget. Where it is carried over, each
  /// period has its share of the least that is left at its end or later.
  static func unspent(by solution: TransportSolution, in problem: PooledTransport) -> [Double] {
    let periods = problem.moneyPeriodCount
    var left = problem.budgets
    for use in solution.uses {
      guard let group = problem.demands[Int(use.demand)].group else { continue }
      left[Int(group) * periods + Int(problem.moneyPeriod[Int(use.cell)])] -=
        use.hours * problem.supplies[Int(use.supply)].moneyPerHour
    }
    for group in 0..<problem.groupCount where problem.carriesOver[group] {
      let base = group * periods
      for period in 1..<max(1, periods) { left[base + period] += left[base + period - 1] }
      for period in (0..<max(0, periods - 1)).reversed() {
        left[base + period] = min(left[base + period], left[base + period + 1])
      }
      for period in 0..<periods { left[base + period] /= Double(periods) }
    }
    return left.map { max(0, $0) }
  }

  private static func spent(
    _ amounts: [Int64], _ row: [Int32], _ rate: [Double], count: Int
  ) -> [Double] {
    var spent = [Double](repeating: 0, count: count)
    guard count > 0 else { return spent }
    for (arc, amount) in amounts.enumerated() where amount > 0 && row[arc] >= 0 {
      spent[Int(row[arc])] += rate[arc] * FineHours.hours(amount)
    }
    return spent
  }

  /// For each row what amounts spend.
  func spent(_ amounts: [Int64]) -> [Double] {
    Self.spent(amounts, row, rate, count: groups.count)
  }

  /// Whether no group spends more than it may.
  func allows(_ amounts: [Int64]) -> Bool {
    isEmpty || zip(spent(amounts), allowance).allSatisfy { $0 <= $1 + Self.tolerance }
  }

  /// Adds what a cell has spent less than it might.
  func save(_ amounts: [Int64], of cell: SparseCell, in saved: inout [Double]) {
    guard !isEmpty else { return }
    for (index, spent) in spent(amounts).enumerated() {
      saved[Int(groups[index]) * periodCount + period] += spentAtStart[index] - spent
    }
  }
}
