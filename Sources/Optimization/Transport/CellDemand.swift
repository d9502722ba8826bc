/// What one demand asks in one cell.
struct CellDemand: Sendable {
  var demand: Int32
  /// The most hours that can serve it here.
  var hours: Double
  /// Its window's border row, or -1.
  var window: Int32
  /// Its budget's border row, or -1.
  var budget: Int32
  /// Whether only hours that cost nothing may serve it.
  var isClosed: Bool
  /// Whether `hours` limits it by a row or bound here; a window without limit is limited in all only.
  var isLimited: Bool

  var isWindow: Bool { window >= 0 }
  /// Whether the rate of the hours that serve it matters.
  var countsMoney: Bool { budget >= 0 || isClosed }

  /// The demands of cell `t` that ask something there, ascending.
  static func all(
    _ problem: PooledTransport, _ border: BorderRows, cell t: Int
  ) -> [CellDemand] {
    var all: [CellDemand] = []
    let period = Int(problem.moneyPeriod[t])
    for (index, demand) in problem.demands.enumerated() {
      var budget: Int32 = -1
      var isClosed = false
      if let group = demand.group {
        let place = Int(group) * problem.moneyPeriodCount + period
        budget = border.budgetRow[place]
        isClosed = border.closed[place]
      }
      switch demand.amount {
      case .perCell(let cells, let hours):
        guard cells.contains(t), hours[t - cells.lowerBound] > 0 else { continue }
        all.append(
          CellDemand(
            demand: Int32(index), hours: hours[t - cells.lowerBound], window: -1, budget: budget,
            isClosed: isClosed, isLimited: true))
      case .window(let cells, let total, let limits):
        guard cells.contains(t), total > 0, limits[t - cells.lowerBound] > 0 else { continue }
        let limit = limits[t - cells.lowerBound]
        all.append(
          CellDemand(
            demand: Int32(index), hours: min(limit, total), window: border.windowRow[index],
            budget: budget, isClosed: isClosed, isLimited: limit < total))
      }
    }
    return all
  }
}
