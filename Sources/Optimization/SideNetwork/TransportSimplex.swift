internal import Parallelism

/// The optimum of a ``PooledTransport`` by the simplex method, budgets included, from which one can go on.
///
///     let simplex = try TransportSimplex(problem, start: relaxed.uses, guestPools: [3])
///     simplex?.outcome.solution.objective
///     await simplex?.changes(of: [.init(pool: 3, cells: 0..<13, hours: weekly, direction: .more)])
///
/// Budgets tie hours and money, so that the worth of more hours is no path any longer: the optimum with
/// them is found by going on from the one without. For that the network holds *guests* from the beginning:
/// at some pools a supply and a demand, both of no hours until they are asked for.
///
/// Accuracy: that of the certificate, which is computed from the numbers as they were given.
/// - Complexity: some ten pivots a node from nothing, hundreds from a near start.
public struct TransportSimplex: Sendable {
  /// The optimum, with its proof.
  public let outcome: TransportOutcome

  private let simplex: SideSimplex
  private let guests: [Guest]
  private let indexOfPool: [Int: Int]
  /// What an hour of a guest's demand pays.
  private let guestPrice: Double

  /// What a pool's guests are in the network.
  private struct Guest: Sendable {
    /// For each cell the node of the supply and the arc by which it idles; or, where the supply is an arc
    /// without a node, that arc.
    var nodes: [Int32] = []
    var arcs: [Int] = []
    /// For each cell the arc of the demand.
    var taken: [Int] = []
  }

  /// The optimum.
  ///
  /// - Parameters:
  ///   - start: uses that keep every limit but budgets, sorted: where to begin; empty for none.
  ///   - guestPools: the pools whose hours may change later.
  ///   - isCancelled: asked now and then; true ends the method without an optimum.
  /// - Throws: ``InteriorPointError/invalidInput(_:)``.
  /// - Returns: nil where the method did not end.
  public init?(
    _ problem: PooledTransport, start: [TransportSolution.Use] = [], guestPools: [Int] = [],
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(InteriorPointError) {
    let guestPrice = problem.priceAboveAll
    let money = MoneyArcs(problem.inviting(guestPools, price: guestPrice))
    try money.problem.validate()
    var compiled = try money.problem.program(form: .compact)
    let network = TransportNetwork(compiled)
    let places = Self.guests(guestPools.count, problem, network)
    var rowsAndArcs = network.network
    for guest in places {
      for (node, arc) in zip(guest.nodes, guest.arcs) {
        if node >= 0 {
          rowsAndArcs.balance[Int(node)] = 0
        } else {
          rowsAndArcs.arcs[arc].capacity = 0
        }
      }
      for arc in guest.taken { rowsAndArcs.arcs[arc].capacity = 0 }
    }
    var simplex = SideSimplex(
      rowsAndArcs,
      flows: start.isEmpty ? [] : network.flows(of: money.translated(start), in: money.problem))
    simplex.isCancelled = isCancelled
    guard simplex.solve() else { return nil }
    simplex.settleFlows()
    compiled.dismissGuests(guestPools.count, of: problem, price: guestPrice)
    let point = network.solution(of: simplex.point(), judgedBy: compiled)
    let dismissed = money.problem.dismissing(guestPools.count, of: problem)
    var outcome = dismissed.outcome(of: point, compiled, tolerance: 1e-8)
    outcome.solution = money.restored(outcome.solution)
    outcome.solution.shortHours.removeLast(guestPools.count)
    self.outcome = outcome
    self.simplex = simplex
    guests = places
    indexOfPool = Dictionary(
      guestPools.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    self.guestPrice = guestPrice
  }

  /// The changes of the optimum, one for each request; each is made alone, from the same optimum.
  ///
  /// Requests must be at guests' pools. The answers do not depend on the number of threads.
  ///
  /// - Returns: nil where one of them was not found.
  public func changes(of requests: [SupplyValue.Request]) async -> [SupplyValue.Change]? {
    await changes(of: requests) { [simplex] _ in simplex }
  }

  /// The same for large problems, where the last part takes longest: of more hours it is told what they
  /// are worth at least.
  ///
  /// What hours that go are worth is no bound for it: they are paid for, and more hours are free, so that
  /// those leave more of a budget.
  public func leastChanges(of requests: [SupplyValue.Request]) async -> [SupplyValue.Change]? {
    var focused = simplex
    focused.focus()
    let near = focused
    return await changes(of: requests) { [simplex] request in
      // Fewer hours are a shorter way, on which the near arcs are none.
      guard request.direction == .more else { return simplex }
      var start = near
      start.leastProgress = Self.leastProgress
      return start
    }
  }

  private static let leastProgress = 1e-3

  private func changes(
    of requests: [SupplyValue.Request],
    from start: @escaping @Sendable (SupplyValue.Request) -> SideSimplex
  ) async -> [SupplyValue.Change]? {
    let base = simplex.objective
    let changes = await Parallel.map(count: requests.count, chunk: 1) { range in
      range.map { change(of: requests[$0], from: base, of: start(requests[$0])) }
    }
    let found = changes.compactMap { $0 }
    return found.count == requests.count ? found : nil
  }

  private func change(
    of request: SupplyValue.Request, from base: Double, of simplex: SideSimplex
  ) -> SupplyValue.Change? {
    guard let index = indexOfPool[request.pool], !simplex.isCancelled() else { return nil }
    let guest = guests[index]
    var changed = simplex
    for (cell, hours) in zip(request.cells, request.hours) where hours > 0 {
      switch request.direction {
      case .less: changed.open(guest.taken[cell], to: hours)
      case .more:
        if guest.nodes[cell] >= 0 {
          changed.give(hours, at: Int32(guest.nodes[cell]), idling: guest.arcs[cell])
        } else {
          changed.open(guest.arcs[cell], to: hours)
        }
      }
    }
    guard changed.solve() else { return nil }
    var hours = 0.0
    switch request.direction {
    case .less:
      for cell in request.cells { hours += changed.flow[guest.taken[cell]] }
      return SupplyValue.Change(money: changed.objective + guestPrice * hours - base, hours: hours)
    case .more:
      for (cell, most) in zip(request.cells, request.hours) {
        hours +=
          guest.nodes[cell] >= 0
          ? most - changed.flow[guest.arcs[cell]] : changed.flow[guest.arcs[cell]]
      }
      return SupplyValue.Change(money: base - changed.objective, hours: hours)
    }
  }

  /// Where the guests are.
  private static func guests(
    _ count: Int, _ problem: PooledTransport, _ network: TransportNetwork
  ) -> [Guest] {
    var guests = [Guest](repeating: Guest(), count: count)
    for index in guests.indices {
      guests[index].nodes = [Int32](repeating: -1, count: problem.cellCount)
      guests[index].arcs = [Int](repeating: 0, count: problem.cellCount)
      guests[index].taken = guests[index].arcs
    }
    for (t, cell) in network.program.cells.enumerated() {
      for (row, meaning) in cell.diagonalRows.enumerated() where meaning.kind == .supply {
        let guest = Int(meaning.index) - problem.supplies.count
        guard guest >= 0 else { continue }
        let node = network.firstDiagonal[t] + Int32(row)
        guests[guest].nodes[t] = node
        guests[guest].arcs[t] = Int(network.network.home[Int(node)])
      }
      for (column, meaning) in cell.columns.enumerated() {
        let arc = network.firstArc[t] + column
        if meaning.kind == .served, Int(meaning.a) >= problem.demands.count,
          Int(meaning.a) < problem.demands.count + count
        {
          guests[Int(meaning.a) - problem.demands.count].taken[t] = arc
        } else if meaning.kind == .supplied, Int(meaning.a) >= problem.supplies.count {
          let guest = Int(meaning.a) - problem.supplies.count
          if guests[guest].nodes[t] < 0 { guests[guest].arcs[t] = arc }
        }
      }
    }
    return guests
  }
}

extension PooledTransport {
  /// Dearer than anything that giving an hour away can cost.
  var priceAboveAll: Double {
    let dearest = demands.reduce(0) { max($0, $1.pricePerHour) }
    let reward = directArcs.reduce(0) { max($0, -$1.cost) }
    let cost = supplies.reduce(0) { max($0, $1.costPerHour) }
    return 2 * (dearest + cost + 4 * reward) + 1
  }

  /// The problem with an hour of supply, free of charge, and of demand at each pool in every cell.
  fileprivate func inviting(_ pools: [Int], price: Double) -> PooledTransport {
    var invited = self
    let hours = [Double](repeating: 1, count: cellCount)
    for pool in pools {
      invited.supplyArcs.append(Arc(from: Int32(invited.supplies.count), to: Int32(pool)))
      invited.supplies.append(Supply(costPerHour: 0, moneyPerHour: 0))
      invited.supplyHours += hours
      invited.demands.append(
        Demand(
          pool: Int32(pool), pricePerHour: price, group: nil,
          amount: .perCell(cells: 0..<cellCount, hours: hours)))
    }
    return invited
  }

  /// The problem, in which guests neither give nor ask.
  fileprivate func dismissing(_ count: Int, of original: PooledTransport) -> PooledTransport {
    var dismissed = self
    let none = [Double](repeating: 0, count: cellCount)
    for guest in 0..<count {
      let supply = original.supplies.count + guest
      for cell in 0..<cellCount { dismissed.supplyHours[supply * cellCount + cell] = 0 }
      dismissed.demands[original.demands.count + guest].amount = .perCell(
        cells: 0..<cellCount, hours: none)
    }
    return dismissed
  }
}

extension TransportProgram {
  /// Takes the hours of guests, who come after the original's supplies and demands, out of the program.
  fileprivate mutating func dismissGuests(
    _ count: Int, of original: PooledTransport, price: Double
  ) {
    let demands = original.demands.count..<original.demands.count + count
    for t in cells.indices {
      for (row, meaning) in cells[t].diagonalRows.enumerated()
      where meaning.kind == .supply && Int(meaning.index) >= original.supplies.count {
        program.blocks[t].diagonalSide[row] = 0
      }
      for (column, meaning) in cells[t].columns.enumerated()
      where program.blocks[t].upper[column] < .infinity {
        if meaning.kind == .supplied, Int(meaning.a) >= original.supplies.count {
          program.blocks[t].upper[column] = 0
        } else if meaning.kind == .served, demands.contains(Int(meaning.a)) {
          // What a guest lacks was a constant.
          program.blocks[t].offset -= price * program.blocks[t].upper[column]
          program.blocks[t].upper[column] = 0
        }
      }
    }
  }
}
