/// What can still be changed in an optimal solution of one part, and at what cost: a residual graph.
///
/// Nodes are the *end* (whence all supply comes and whither all demand goes), pools by cell, types by
/// cell, and windows. Arcs stand in pairs, 2k forward with the room that is left, 2k + 1 back with what
/// flows. A path from a pool to the end finds a use for an hour too many, one from the end to a pool
/// finds an hour that is missing.
struct ResidualGraph: Sendable {
  static let end = 0

  let nodeCount: Int
  /// By pair: a pair's arcs lead from `tail` to `head`, and back.
  private(set) var tail: [Int32] = []
  private(set) var head: [Int32] = []
  /// By pair: what an hour along the forward arc costs.
  private(set) var cost: [Double] = []
  /// By arc: how many hours it can take.
  var room: [Double] = []
  /// For each node its arcs, `arcFirst[v]..<arcFirst[v + 1]` of `arcs`: those that leave it.
  private(set) var arcFirst: [Int32] = []
  private(set) var arcs: [Int32] = []
  /// Rooms up to this are nothing, and so are costs up to `free`.
  let negligible: Double
  let free: Double

  private let poolCount: Int
  private let typeCount: Int
  private let cellCount: Int

  /// The node of a pool, in a cell of the part.
  func node(ofPool pool: Int, in cell: Int) -> Int { 1 + cell * poolCount + pool }

  private func node(ofType type: Int, in cell: Int) -> Int {
    1 + cellCount * poolCount + cell * typeCount + type
  }

  private func node(ofWindow window: Int) -> Int {
    1 + cellCount * (poolCount + typeCount) + window
  }

  private mutating func connect(_ from: Int, _ to: Int, cost: Double, room: Double) {
    tail.append(Int32(from))
    head.append(Int32(to))
    self.cost.append(cost)
    self.room.append(room)
    self.room.append(0)
  }

  /// Builds the graph of a part from what serves what in its cells.
  ///
  /// Shapes: `uses` are those of the part's cells; `places` tells where a demand stands in its part.
  init(
    _ problem: PooledTransport, uses: [[TransportSolution.Use]], part: NestedPart,
    places: DemandPlaces, on network: NestedNetwork, routes: PoolRoutes
  ) {
    poolCount = network.poolCount
    typeCount = network.typeCount
    cellCount = part.cells.count
    nodeCount = 1 + cellCount * (poolCount + typeCount) + part.windows.count
    var largest = 0.0
    for cell in part.cells {
      for supply in problem.supplies.indices {
        largest = max(largest, problem.supplyHours[supply * problem.cellCount + Int(cell)])
      }
    }
    negligible = 1e-11 * largest
    free =
      1e-12
      * (problem.demands.reduce(0) { max($0, $1.pricePerHour) }
        + problem.supplies.reduce(0) { max($0, $1.costPerHour) }
        + problem.directArcs.reduce(0) { max($0, abs($1.cost)) })

    // Pairs stand in this order, so that a use finds those that it flows through.
    let supplies = problem.supplies.count
    let perCell = supplies + network.slotCount + network.arcCount
    for (local, cell) in part.cells.enumerated() {
      for supply in 0..<supplies {
        connect(
          ResidualGraph.end, node(ofType: Int(network.typeOfSupply[supply]), in: local),
          cost: problem.supplies[supply].costPerHour,
          room: problem.supplyHours[supply * problem.cellCount + Int(cell)])
      }
      for slot in 0..<network.slotCount {
        var (cost, room) = (0.0, Double.infinity)
        if network.slotDirect[slot] >= 0 {
          let arc = problem.directArcs[Int(network.slotDirect[slot])]
          cost = arc.cost
          room =
            arc.cells.contains(Int(cell)) ? arc.limitHours[Int(cell) - arc.cells.lowerBound] : 0
        }
        connect(
          node(ofType: Int(network.slotType[slot]), in: local),
          node(ofPool: Int(network.slotPool[slot]), in: local), cost: cost, room: room)
      }
      for arc in 0..<network.arcCount {
        connect(
          node(ofPool: Int(network.arcFrom[arc]), in: local),
          node(ofPool: Int(network.arcTo[arc]), in: local), cost: 0, room: .infinity)
      }
    }
    let leafBase = cellCount * perCell
    for leaf in part.leaves {
      connect(
        node(ofPool: Int(network.demandPool[Int(leaf.demand)]), in: Int(leaf.cell)),
        ResidualGraph.end, cost: -problem.demands[Int(leaf.demand)].pricePerHour, room: leaf.hours)
    }
    let windowBase = leafBase + part.leaves.count
    for (window, demand) in part.windows.enumerated() {
      connect(
        node(ofWindow: window), ResidualGraph.end,
        cost: -problem.demands[Int(demand)].pricePerHour,
        room: problem.demands[Int(demand)].askedHours)
    }
    let entryBase = windowBase + part.windows.count
    for (window, demand) in part.windows.enumerated() {
      guard case .window(let range, _, let limits) = problem.demands[Int(demand)].amount else {
        continue
      }
      for cell in range {
        let local = places.local[cell]
        let inside =
          local < cellCount && Int(part.cells[local]) == cell
        connect(
          inside
            ? node(ofPool: Int(network.demandPool[Int(demand)]), in: local)
            : node(ofWindow: window),
          node(ofWindow: window), cost: 0, room: inside ? limits[cell - range.lowerBound] : 0)
      }
    }

    for (local, cellUses) in uses.enumerated() {
      for use in cellUses {
        let demand = Int(use.demand)
        let place = places.place(of: demand, in: Int(use.cell))
        // Dust where nothing is asked.
        guard place >= 0 else { continue }
        let type = network.typeOfSupply[Int(use.supply)]
        let base = local * perCell
        flow(use.hours, through: base + Int(use.supply))
        let pool = network.demandPool[demand]
        if let route = routes.route(from: type, to: pool, directArc: use.directArc, network) {
          flow(use.hours, through: base + supplies + route.slot)
          for arc in route.arcs {
            flow(use.hours, through: base + supplies + network.slotCount + Int(arc))
          }
        }
        if case .window = problem.demands[demand].amount {
          flow(use.hours, through: windowBase + Int(places.windowOf[demand]))
          flow(use.hours, through: entryBase + place)
        } else {
          flow(use.hours, through: leafBase + place)
        }
      }
    }
    index()
  }

  private mutating func flow(_ hours: Double, through pair: Int) {
    room[2 * pair] = max(0, room[2 * pair] - hours)
    room[2 * pair + 1] += hours
  }

  private mutating func index() {
    var first = [Int32](repeating: 0, count: nodeCount + 1)
    for pair in tail.indices {
      first[Int(tail[pair]) + 1] += 1
      first[Int(head[pair]) + 1] += 1
    }
    for node in 0..<nodeCount { first[node + 1] += first[node] }
    var next = first
    arcs = [Int32](repeating: 0, count: 2 * tail.count)
    for pair in tail.indices {
      arcs[Int(next[Int(tail[pair])])] = Int32(2 * pair)
      next[Int(tail[pair])] += 1
      arcs[Int(next[Int(head[pair])])] = Int32(2 * pair + 1)
      next[Int(head[pair])] += 1
    }
    arcFirst = first
  }
}

/// Where the demands stand in the parts of a problem.
struct DemandPlaces: Sendable {
  /// For each cell its place in its part.
  let local: [Int]
  /// For each cell its part.
  let part: [Int]
  /// For each demand its place among its part's windows; -1 for none.
  private(set) var windowOf: [Int32]
  private var offset: [Int]
  private var places: [Int32]
  private let firstCell: [Int]

  init(_ problem: PooledTransport, parts: [NestedPart]) {
    var local = [Int](repeating: 0, count: problem.cellCount)
    var partOf = local
    for (index, part) in parts.enumerated() {
      for (place, cell) in part.cells.enumerated() {
        local[Int(cell)] = place
        partOf[Int(cell)] = index
      }
    }
    self.local = local
    part = partOf
    firstCell = problem.demands.map(\.cells.lowerBound)
    windowOf = [Int32](repeating: -1, count: problem.demands.count)
    offset = [0]
    for demand in problem.demands { offset.append((offset.last ?? 0) + demand.cells.count) }
    places = [Int32](repeating: -1, count: offset.last ?? 0)
    for part in parts {
      for (index, leaf) in part.leaves.enumerated() {
        let demand = Int(leaf.demand)
        let cell = Int(part.cells[Int(leaf.cell)])
        places[offset[demand] + cell - firstCell[demand]] = Int32(index)
      }
      var entries: Int32 = 0
      for (index, demand) in part.windows.enumerated() {
        windowOf[Int(demand)] = Int32(index)
        for place in offset[Int(demand)]..<offset[Int(demand) + 1] {
          places[place] = entries
          entries += 1
        }
      }
    }
  }

  /// The index of a demand's leaf or entry in a cell; -1 where it asks nothing there.
  func place(of demand: Int, in cell: Int) -> Int {
    Int(places[offset[demand] + cell - firstCell[demand]])
  }
}

/// How hours get from a type to a pool: any way is as good as any other, for pool arcs cost nothing.
struct PoolRoutes: Sendable {
  /// For each target pool and each pool that leads there the first arc on the way; -1 at the target.
  private var toward: [Int32: [Int32: Int32]] = [:]

  /// Finds the ways to all pools that demands draw on.
  init(on network: NestedNetwork) {
    for target in Set(network.demandPool) where target >= 0 {
      var ways: [Int32: Int32] = [target: -1]
      var waiting = [target]
      while let pool = waiting.popLast() {
        for link in Int(network.linkFirst[Int(pool)])..<Int(network.linkFirstLeaving[Int(pool)]) {
          let arc = network.links[link]
          let from = network.arcFrom[Int(arc)]
          guard ways[from] == nil else { continue }
          ways[from] = arc
          waiting.append(from)
        }
      }
      toward[target] = ways
    }
  }

  /// The slot and the pool arcs by which a type's hours reach a pool; nil if they do not.
  func route(from type: Int32, to target: Int32, directArc: Int32, _ network: NestedNetwork)
    -> (slot: Int, arcs: [Int32])?
  {
    let slots = Int(network.typeFirst[Int(type)])..<Int(network.typeFirst[Int(type) + 1])
    if directArc >= 0 {
      return slots.first { network.slotDirect[$0] == directArc }.map { ($0, []) }
    }
    guard let ways = toward[target] else { return nil }
    var best: Int?
    for slot in slots where network.slotDirect[slot] < 0 {
      guard ways[network.slotPool[slot]] != nil else { continue }
      best = slot
      if network.slotPool[slot] == target { break }
    }
    guard let slot = best else { return nil }
    var arcs: [Int32] = []
    var pool = network.slotPool[slot]
    while let arc = ways[pool], arc >= 0 {
      arcs.append(arc)
      pool = network.arcTo[Int(arc)]
    }
    return (slot, arcs)
  }
}
