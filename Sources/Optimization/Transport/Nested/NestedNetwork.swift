/// The graph on which a ``PooledTransport`` without binding budgets is a nested maximum flow: the same
/// in every cell.
///
/// Three reductions, each exact, make it small:
/// - supplies of the same pools are one *type*, whose members are used cheapest first;
/// - a demand with direct arcs gets a pool of its own: its direct arcs enter that pool, and a pool arc
///   leads there from the pool that it draws on. So every demand draws on exactly one pool;
/// - demands asked per cell never give up hours once they are served, so they need no node.
///
/// A *slot* is the arc from a type into a pool.
///
/// Shapes: types are `0..<typeCount`, pools `0..<poolCount` (those of the problem first), slots and pool
/// arcs likewise.
struct NestedNetwork: Sendable {
  let poolCount: Int
  var typeCount: Int { typeFirst.count - 1 }
  var slotCount: Int { slotPool.count }
  var arcCount: Int { arcFrom.count }

  /// For each type its slots, `typeFirst[m]..<typeFirst[m + 1]`.
  let typeFirst: [Int32]
  let slotPool: [Int32]
  let slotType: [Int32]
  /// The direct arc that a slot stands for; -1 for none.
  let slotDirect: [Int32]

  /// For each type its members, cheapest first.
  let memberFirst: [Int32]
  let members: [Int32]
  /// For each supply its type.
  let typeOfSupply: [Int32]

  /// For each pool the slots that enter it, those of types without another pool first.
  let poolFirst: [Int32]
  let poolSlots: [Int32]
  /// The first of them whose type has another pool.
  let poolFirstShared: [Int32]

  let arcFrom: [Int32]
  let arcTo: [Int32]
  /// For each pool the pool arcs that enter it, then those that leave it.
  let linkFirst: [Int32]
  let linkFirstLeaving: [Int32]
  let links: [Int32]
  /// The pools, each before all those that its arcs lead to.
  let order: [Int32]

  /// For each demand the pool that it draws on; -1 for none.
  let demandPool: [Int32]

  init(_ problem: PooledTransport) {
    var hasDirect = [Bool](repeating: false, count: problem.demands.count)
    for arc in problem.directArcs { hasDirect[Int(arc.demand)] = true }
    var pools = problem.poolCount
    var from = problem.poolArcs.map(\.from)
    var to = problem.poolArcs.map(\.to)
    demandPool = problem.demands.indices.map { index in
      let own = problem.demands[index].pool ?? -1
      guard hasDirect[index] else { return own }
      defer { pools += 1 }
      if own >= 0 {
        from.append(own)
        to.append(Int32(pools))
      }
      return Int32(pools)
    }
    poolCount = pools
    arcFrom = from
    arcTo = to

    // Where each supply leads: pools, and direct arcs as (pool, arc).
    var ends = [[(pool: Int32, direct: Int32)]](repeating: [], count: problem.supplies.count)
    for arc in problem.supplyArcs { ends[Int(arc.from)].append((arc.to, -1)) }
    for (index, arc) in problem.directArcs.enumerated() {
      ends[Int(arc.supply)].append((demandPool[Int(arc.demand)], Int32(index)))
    }
    let types = NestedNetwork.types(ends: &ends, supplies: problem.supplies)
    typeOfSupply = types.typeOfSupply
    memberFirst = types.memberFirst
    members = types.members

    var typeFirst: [Int32] = [0]
    var slotPool: [Int32] = []
    var slotType: [Int32] = []
    var slotDirect: [Int32] = []
    for type in 0..<types.memberFirst.count - 1 {
      for end in ends[Int(types.members[Int(types.memberFirst[type])])] {
        slotPool.append(end.pool)
        slotType.append(Int32(type))
        slotDirect.append(end.direct)
      }
      typeFirst.append(Int32(slotPool.count))
    }
    self.typeFirst = typeFirst
    self.slotPool = slotPool
    self.slotType = slotType
    self.slotDirect = slotDirect

    // The slots of each pool: inflexible types first, then cheap ones, so that few are taken back.
    let cheapest = (0..<types.memberFirst.count - 1).map {
      problem.supplies[Int(types.members[Int(types.memberFirst[$0])])].costPerHour
    }
    let width = slotType.map { typeFirst[Int($0) + 1] - typeFirst[Int($0)] }
    let ranked = slotPool.indices.sorted {
      (slotPool[$0], width[$0], cheapest[Int(slotType[$0])], $0)
        < (slotPool[$1], width[$1], cheapest[Int(slotType[$1])], $1)
    }
    poolSlots = ranked.map { Int32($0) }
    let poolFirst = NestedNetwork.offsets(of: slotPool, count: pools)
    poolFirstShared = (0..<pools).map { pool in
      var index = Int(poolFirst[pool])
      while index < Int(poolFirst[pool + 1]), width[ranked[index]] == 1 { index += 1 }
      return Int32(index)
    }
    self.poolFirst = poolFirst

    let entering = NestedNetwork.offsets(of: to, count: pools)
    let leaving = NestedNetwork.offsets(of: from, count: pools)
    linkFirst = (0...pools).map { entering[$0] + leaving[$0] }
    linkFirstLeaving = (0..<pools).map { entering[$0 + 1] + leaving[$0] }
    var nextEntering = Array(linkFirst.dropLast())
    var nextLeaving = linkFirstLeaving
    var links = [Int32](repeating: 0, count: 2 * from.count)
    for arc in from.indices {
      links[Int(nextEntering[Int(to[arc])])] = Int32(arc)
      nextEntering[Int(to[arc])] += 1
      links[Int(nextLeaving[Int(from[arc])])] = Int32(arc)
      nextLeaving[Int(from[arc])] += 1
    }
    self.links = links

    var waitingFor = (0..<pools).map { entering[$0 + 1] - entering[$0] }
    var order = (0..<pools).filter { waitingFor[$0] == 0 }.map { Int32($0) }
    var head = 0
    while head < order.count {
      let pool = Int(order[head])
      head += 1
      for link in Int(linkFirstLeaving[pool])..<Int(linkFirst[pool + 1]) {
        let next = Int(to[Int(links[link])])
        waitingFor[next] -= 1
        if waitingFor[next] == 0 { order.append(Int32(next)) }
      }
    }
    precondition(order.count == pools, "pool arcs have no cycles")
    self.order = order
  }

  /// Groups supplies that lead to the same pools. One with direct arcs stands alone, for its limits
  /// are its own. Types are numbered by their first supplies.
  private static func types(
    ends: inout [[(pool: Int32, direct: Int32)]], supplies: [PooledTransport.Supply]
  ) -> (typeOfSupply: [Int32], memberFirst: [Int32], members: [Int32]) {
    var numbers: [[Int32]: Int32] = [:]
    var typeOfSupply = [Int32](repeating: 0, count: supplies.count)
    var count: Int32 = 0
    for index in supplies.indices {
      ends[index].sort { ($0.pool, $0.direct) < ($1.pool, $1.direct) }
      let pools = ends[index].map(\.pool)
      if ends[index].allSatisfy({ $0.direct < 0 }) {
        if let known = numbers[pools] {
          typeOfSupply[index] = known
          continue
        }
        numbers[pools] = count
      }
      typeOfSupply[index] = count
      count += 1
    }
    let members = supplies.indices.sorted {
      (typeOfSupply[$0], supplies[$0].costPerHour, $0)
        < (typeOfSupply[$1], supplies[$1].costPerHour, $1)
    }
    return (typeOfSupply, offsets(of: typeOfSupply, count: Int(count)), members.map { Int32($0) })
  }

  /// Where each of `count` buckets begins when `keys` are sorted into them.
  static func offsets(of keys: [Int32], count: Int) -> [Int32] {
    var offsets = [Int32](repeating: 0, count: count + 1)
    for key in keys { offsets[Int(key) + 1] += 1 }
    for index in 0..<count { offsets[index + 1] += offsets[index] }
    return offsets
  }
}
