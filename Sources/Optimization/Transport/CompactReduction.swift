/// Builds the compact form: supplies, nodes, demands.
struct CompactReduction {
  let problem: PooledTransport
  let index: TransportIndex
  let border: BorderRows
  private var builder: BlockBuilder
  /// By key (slots, then whole pools): whether supply reaches it, whether it serves something, its node.
  private var reached: [Bool]
  private var useful: [Bool]
  private var node: [Int32]
  /// For each pool whether it is split by rate in this cell.
  private var isSplit: [Bool]
  /// For each demand its direct arcs with hours in this cell.
  private var directHours: [Double]

  init(_ problem: PooledTransport, _ index: TransportIndex, _ border: BorderRows) {
    self.problem = problem
    self.index = index
    self.border = border
    builder = BlockBuilder(borderRowCount: border.rows.count)
    let keys = index.slotCount + problem.poolCount
    reached = [Bool](repeating: false, count: keys)
    useful = reached
    node = [Int32](repeating: -1, count: keys)
    isSplit = [Bool](repeating: false, count: problem.poolCount)
    directHours = [Double](repeating: 0, count: problem.directArcs.count)
  }

  /// The block of one cell with its meaning.
  mutating func cell(_ t: Int) -> (BlockProgram.Block, TransportProgram.Cell) {
    let demands = CellDemand.all(problem, border, cell: t)
    findDirect(t, demands)
    let (pools, rates) = findNodes(t, demands)
    begin(demands, pools, rates)
    // Dense rows of demands that share a column with a supply.
    var denseRow = [Int32](repeating: -1, count: demands.count)
    var hasDirect = [Bool](repeating: false, count: demands.count)
    for (k, demand) in demands.enumerated() {
      hasDirect[k] = index.directOfDemand[Int(demand.demand)].contains { directHours[Int($0)] > 0 }
      if hasDirect[k], demand.isLimited {
        denseRow[k] = builder.addDenseRow(
          demand.isWindow ? .limit : .demand, demand.demand, side: demand.hours)
      }
    }
    addSupplies(t, demands, denseRow)
    addServed(demands, denseRow)
    addSingles(t, demands, denseRow)
    return (builder.block, builder.cell)
  }

  // MARK: What is alive

  /// Hours that each direct arc can carry in the cell.
  private mutating func findDirect(_ t: Int, _ demands: [CellDemand]) {
    guard !directHours.isEmpty else { return }
    for k in directHours.indices { directHours[k] = 0 }
    for demand in demands {
      for a in index.directOfDemand[Int(demand.demand)] {
        let arc = problem.directArcs[Int(a)]
        let supply = Int(arc.supply)
        guard arc.cells.contains(t) else { continue }
        if demand.isClosed, problem.supplies[supply].moneyPerHour > 0 { continue }
        let hours = problem.supplyHours[supply * problem.cellCount + t]
        let limit = arc.limitHours[t - arc.cells.lowerBound]
        // A limit of all hours of the supply is none.
        if hours > 0, limit > 0 { directHours[Int(a)] = limit < hours ? limit : .infinity }
      }
    }
  }

  /// Nodes that supply reaches and that serve something, by pool and rate.
  private mutating func findNodes(
    _ t: Int, _ demands: [CellDemand]
  ) -> (pools: [Int32], rates: [Int32]) {
    for k in reached.indices { (reached[k], useful[k], node[k]) = (false, false, -1) }
    for pool in isSplit.indices { isSplit[pool] = false }
    for demand in demands where demand.countsMoney {
      if let pool = problem.demands[Int(demand.demand)].pool { isSplit[Int(pool)] = true }
    }
    for pool in index.poolOrder.reversed() where !isSplit[Int(pool)] {
      for arc in index.poolArcs[Int(pool)] where isSplit[Int(problem.poolArcs[Int(arc)].to)] {
        isSplit[Int(pool)] = true
      }
    }
    for (a, arc) in problem.supplyArcs.enumerated()
    where problem.supplyHours[Int(arc.from) * problem.cellCount + t] > 0 {
      reached[key(arc: a)] = true
    }
    for pool in index.poolOrder {
      forEachMove(from: Int(pool)) { from, to, reached, _ in
        if reached[from] { reached[to] = true }
      }
    }
    for demand in demands {
      guard let pool = problem.demands[Int(demand.demand)].pool else { continue }
      useful[index.slotCount + Int(pool)] = true
      for slot in index.slotStart[Int(pool)]..<index.slotStart[Int(pool) + 1] {
        useful[Int(slot)] = true
      }
    }
    for pool in index.poolOrder.reversed() {
      forEachMove(from: Int(pool)) { from, to, _, useful in
        if useful[to] { useful[from] = true }
      }
    }
    var pools: [Int32] = []
    var rates: [Int32] = []
    for pool in 0..<problem.poolCount {
      for key in keys(ofPool: pool) where reached[key] && useful[key] {
        node[key] = Int32(pools.count)
        pools.append(Int32(pool))
        rates.append(key < index.slotCount ? index.slotRate[key] : -1)
      }
    }
    return (pools, rates)
  }

  /// The keys of a pool in this cell.
  private func keys(ofPool pool: Int) -> Range<Int> {
    isSplit[pool]
      ? Int(index.slotStart[pool])..<Int(index.slotStart[pool + 1])
      : (index.slotCount + pool)..<(index.slotCount + pool + 1)
  }

  /// The key that a supply arc enters.
  private func key(arc: Int) -> Int {
    let pool = Int(problem.supplyArcs[arc].to)
    return isSplit[pool] ? Int(index.slotOfArc[arc]) : index.slotCount + pool
  }

  /// Calls for every key of a pool and every key that its hours can move to.
  private mutating func forEachMove(
    from pool: Int, _ body: (Int, Int, inout [Bool], inout [Bool]) -> Void
  ) {
    for arc in index.poolArcs[pool] {
      let to = Int(problem.poolArcs[Int(arc)].to)
      for from in keys(ofPool: pool) {
        body(from, target(of: from, in: to), &reached, &useful)
      }
    }
  }

  /// The key of pool `to` that hours of key `from` enter. Where `to` is split, so is `from`, and its rates
  /// reach `to`.
  private func target(of from: Int, in to: Int) -> Int {
    isSplit[to]
      ? Int(index.slot(pool: to, rate: index.slotRate[from])) : index.slotCount + to
  }

  // MARK: Rows and columns

  private mutating func begin(_ demands: [CellDemand], _ pools: [Int32], _ rates: [Int32]) {
    var rows: [Int32] = []
    var offset = 0.0
    for demand in demands {
      if demand.window >= 0 { rows.append(demand.window) }
      if demand.budget >= 0 { rows.append(demand.budget) }
      guard !demand.isWindow, isBare(demand) else { continue }
      offset += problem.demands[Int(demand.demand)].pricePerHour * demand.hours
    }
    rows.sort()
    var unique: [Int32] = []
    for row in rows where row != unique.last { unique.append(row) }
    builder.begin(borderRows: unique, nodePool: pools, nodeRate: rates, offset: offset)
  }

  /// Whether a demand has at most one column that serves it, so that it needs no row.
  private func isBare(_ demand: CellDemand) -> Bool {
    !index.directOfDemand[Int(demand.demand)].contains { directHours[Int($0)] > 0 }
      && nodes(demand).count < 2
  }

  /// The keys whose nodes may serve a demand.
  private func nodes(_ demand: CellDemand) -> [Int] {
    guard let pool = problem.demands[Int(demand.demand)].pool else { return [] }
    return keys(ofPool: Int(pool)).filter { key in
      node[key] >= 0 && !(demand.isClosed && rate(key) > 0)
    }
  }

  /// What an hour of a key costs a budget; 0 where rates are not told apart.
  private func rate(_ key: Int) -> Double {
    key < index.slotCount ? index.rates[Int(index.slotRate[key])] : 0
  }

  /// Supplies with two columns or more; those with direct arcs last.
  private mutating func addSupplies(_ t: Int, _ demands: [CellDemand], _ denseRow: [Int32]) {
    var place = [Int32](repeating: -1, count: directHours.isEmpty ? 0 : problem.demands.count)
    if !place.isEmpty {
      for (k, demand) in demands.enumerated() { place[Int(demand.demand)] = Int32(k) }
    }
    for withDirect in directHours.isEmpty ? [false] : [false, true] {
      for supply in problem.supplies.indices {
        let hours = problem.supplyHours[supply * problem.cellCount + t]
        guard hours > 0 else { continue }
        let direct = index.directOfSupply[supply].filter { directHours[Int($0)] > 0 }
        guard direct.isEmpty != withDirect else { continue }
        let arcs = index.supplyArcs[supply].filter { node[key(arc: Int($0))] >= 0 }
        guard arcs.count + direct.count > 1 || withDirect else { continue }
        builder.beginDiagonalRow(.supply, Int32(supply), side: hours)
        let cost = problem.supplies[supply].costPerHour
        for arc in arcs {
          let entered = self.node[key(arc: Int(arc))]
          builder.addColumn(.supplied, Int32(supply), entered, cost: cost, upper: .infinity)
          builder.addEntry(dense: entered, 1)
        }
        for a in direct {
          let arc = problem.directArcs[Int(a)]
          let k = Int(place[Int(arc.demand)])
          builder.addColumn(.direct, a, -1, cost: cost + arc.cost, upper: directHours[Int(a)])
          if denseRow[k] >= 0 { builder.addEntry(dense: denseRow[k], 1) }
          addBorder(demands[k], money: problem.supplies[supply].moneyPerHour)
        }
        builder.addColumn(.spare, Int32(supply), -1, cost: 0, upper: .infinity)
        builder.endDiagonalRow()
      }
    }
  }

  /// Entries of a column in its window's and its budget's rows; windows come first.
  private mutating func addBorder(_ demand: CellDemand, money: Double) {
    if demand.window >= 0 { builder.addEntry(border: demand.window, 1) }
    if demand.budget >= 0, money > 0 { builder.addEntry(border: demand.budget, money) }
  }

  /// Demands and limits of several nodes without direct arcs: diagonal rows.
  private mutating func addServed(_ demands: [CellDemand], _ denseRow: [Int32]) {
    for (k, demand) in demands.enumerated() where demand.isLimited && denseRow[k] < 0 {
      let nodes = nodes(demand)
      guard nodes.count > 1 else { continue }
      builder.beginDiagonalRow(
        demand.isWindow ? .limit : .demand, demand.demand, side: demand.hours)
      for key in nodes {
        builder.addColumn(.served, demand.demand, node[key], cost: 0, upper: .infinity)
        builder.addEntry(dense: node[key], -1)
        addBorder(demand, money: rate(key))
      }
      addRest(demand)
      builder.endDiagonalRow()
    }
  }

  /// The column of what a demand lacks, or of what its limit leaves.
  private mutating func addRest(_ demand: CellDemand) {
    let price = demand.isWindow ? 0 : problem.demands[Int(demand.demand)].pricePerHour
    builder.addColumn(
      demand.isWindow ? .unlimited : .short, demand.demand, -1, cost: price, upper: .infinity)
  }

  /// Columns without a diagonal row.
  private mutating func addSingles(_ t: Int, _ demands: [CellDemand], _ denseRow: [Int32]) {
    for supply in problem.supplies.indices {
      let hours = problem.supplyHours[supply * problem.cellCount + t]
      guard hours > 0 else { continue }
      let arcs = index.supplyArcs[supply].filter { node[key(arc: Int($0))] >= 0 }
      guard arcs.count == 1, let arc = arcs.first,
        !index.directOfSupply[supply].contains(where: { directHours[Int($0)] > 0 })
      else { continue }
      let entered = self.node[key(arc: Int(arc))]
      builder.addColumn(
        .supplied, Int32(supply), entered, cost: problem.supplies[supply].costPerHour, upper: hours)
      builder.addEntry(dense: entered, 1)
    }
    for (k, demand) in demands.enumerated() {
      let nodes = nodes(demand)
      if denseRow[k] < 0, demand.isLimited, nodes.count > 1 { continue }
      for key in nodes {
        // Without a row of its own the demand is a bound, and what it lacks is in the offset.
        let isBound = denseRow[k] < 0 && demand.isLimited
        let cost =
          isBound && !demand.isWindow ? -problem.demands[Int(demand.demand)].pricePerHour : 0
        builder.addColumn(
          .served, demand.demand, node[key], cost: cost, upper: isBound ? demand.hours : .infinity)
        builder.addEntry(dense: node[key], -1)
        if denseRow[k] >= 0 { builder.addEntry(dense: denseRow[k], 1) }
        addBorder(demand, money: rate(key))
      }
      if denseRow[k] >= 0 {
        addRest(demand)
        builder.addEntry(dense: denseRow[k], 1)
      }
    }
    addMoves()
  }

  private mutating func addMoves() {
    for pool in index.poolOrder {
      for arc in index.poolArcs[Int(pool)] {
        let to = Int(problem.poolArcs[Int(arc)].to)
        for key in keys(ofPool: Int(pool)) where node[key] >= 0 {
          let (from, to) = (node[key], node[target(of: key, in: to)])
          guard to >= 0 else { continue }
          builder.addColumn(.moved, from, to, cost: 0, upper: .infinity)
          builder.addEntry(dense: min(from, to), from < to ? -1 : 1)
          builder.addEntry(dense: max(from, to), from < to ? 1 : -1)
        }
      }
    }
  }
}
