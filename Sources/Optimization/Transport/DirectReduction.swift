/// Builds the direct form: a column for each supply and demand that meet in a cell.
struct DirectReduction {
  let problem: PooledTransport
  let index: TransportIndex
  let border: BorderRows
  private var builder: BlockBuilder
  /// For each supply the demands that its pools serve, ascending.
  private let served: [[Int32]]
  /// For each demand its place in the cell, or -1.
  private var place: [Int32]

  init(_ problem: PooledTransport, _ index: TransportIndex, _ border: BorderRows) {
    self.problem = problem
    self.index = index
    self.border = border
    builder = BlockBuilder(borderRowCount: border.rows.count)
    place = [Int32](repeating: -1, count: problem.demands.count)
    served = DirectReduction.served(problem, index)
  }

  /// The demands of the pools that each supply enters or reaches; supplies of the same pools share them.
  private static func served(_ problem: PooledTransport, _ index: TransportIndex) -> [[Int32]] {
    var known = [[Int32]: [Int32]]()
    return problem.supplies.indices.map { supply in
      let pools = index.supplyArcs[supply].map { problem.supplyArcs[Int($0)].to }
      if let demands = known[pools] { return demands }
      var seen = Set(pools)
      var stack = pools
      var demands: [Int32] = []
      while let pool = stack.popLast() {
        demands += index.demandsOfPool[Int(pool)]
        for arc in index.poolArcs[Int(pool)] {
          let to = problem.poolArcs[Int(arc)].to
          if seen.insert(to).inserted { stack.append(to) }
        }
      }
      demands.sort()
      known[pools] = demands
      return demands
    }
  }

  /// The block of one cell with its meaning.
  mutating func cell(_ t: Int) -> (BlockProgram.Block, TransportProgram.Cell) {
    let demands = CellDemand.all(problem, border, cell: t)
    for k in place.indices { place[k] = -1 }
    for (k, demand) in demands.enumerated() { place[Int(demand.demand)] = Int32(k) }
    var rows: [Int32] = []
    for demand in demands {
      if demand.window >= 0 { rows.append(demand.window) }
      if demand.budget >= 0 { rows.append(demand.budget) }
    }
    rows.sort()
    var unique: [Int32] = []
    for row in rows where row != unique.last { unique.append(row) }
    builder.begin(borderRows: unique, nodePool: [], nodeRate: [], offset: 0)
    var denseRow = [Int32](repeating: -1, count: demands.count)
    for (k, demand) in demands.enumerated() where demand.isLimited {
      denseRow[k] = builder.addDenseRow(
        demand.isWindow ? .limit : .demand, demand.demand, side: demand.hours)
    }
    for supply in problem.supplies.indices { addSupply(supply, t, demands, denseRow) }
    for (k, demand) in demands.enumerated() where denseRow[k] >= 0 {
      let price = demand.isWindow ? 0 : problem.demands[Int(demand.demand)].pricePerHour
      builder.addColumn(
        demand.isWindow ? .unlimited : .short, demand.demand, -1, cost: price, upper: .infinity)
      builder.addEntry(dense: denseRow[k], 1)
    }
    return (builder.block, builder.cell)
  }

  private mutating func addSupply(
    _ supply: Int, _ t: Int, _ demands: [CellDemand], _ denseRow: [Int32]
  ) {
    let hours = problem.supplyHours[supply * problem.cellCount + t]
    guard hours > 0 else { return }
    let (cost, money) = (
      problem.supplies[supply].costPerHour, problem.supplies[supply].moneyPerHour
    )
    var hasRow = false
    func add(
      _ kind: TransportProgram.Column.Kind, _ a: Int32, _ b: Int32, _ k: Int, cost: Double,
      upper: Double, to builder: inout BlockBuilder
    ) {
      if demands[k].isClosed, money > 0 { return }
      if !hasRow { builder.beginDiagonalRow(.supply, Int32(supply), side: hours) }
      hasRow = true
      builder.addColumn(kind, a, b, cost: cost, upper: upper)
      if denseRow[k] >= 0 { builder.addEntry(dense: denseRow[k], 1) }
      if demands[k].window >= 0 { builder.addEntry(border: demands[k].window, 1) }
      if demands[k].budget >= 0, money > 0 {
        builder.addEntry(border: demands[k].budget, money)
      }
    }
    for demand in served[supply] where place[Int(demand)] >= 0 {
      add(
        .supplied, Int32(supply), demand, Int(place[Int(demand)]), cost: cost, upper: .infinity,
        to: &builder)
    }
    for a in index.directOfSupply[supply] {
      let arc = problem.directArcs[Int(a)]
      guard place[Int(arc.demand)] >= 0, arc.cells.contains(t) else { continue }
      let limit = arc.limitHours[t - arc.cells.lowerBound]
      guard limit > 0 else { continue }
      add(
        .direct, a, -1, Int(place[Int(arc.demand)]), cost: cost + arc.cost,
        upper: limit < hours ? limit : .infinity, to: &builder)
    }
    guard hasRow else { return }
    builder.addColumn(.spare, Int32(supply), -1, cost: 0, upper: .infinity)
    builder.endDiagonalRow()
  }
}
