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
    places: DemandPlaces, on network: NestedNetwork, routes: PoolRoutes, rounding: Double
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
    negligible = rounding * largest
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
