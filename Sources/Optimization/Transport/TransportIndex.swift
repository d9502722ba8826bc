/// Lists over a ``PooledTransport`` that do not depend on the cell.
///
/// A *slot* is a pool with one of the rates (``PooledTransport/Supply/moneyPerHour``) that reach it;
/// *keys* number what can be a node of a cell: the slots, by pool and then rate, then the pools as a whole.
struct TransportIndex: Sendable {
  /// The distinct rates, ascending, and for each supply its index there.
  let rates: [Double]
  let rateOfSupply: [Int32]
  /// Pools, so that every pool arc leads forward.
  let poolOrder: [Int32]
  /// Arcs of each supply by pool, and of each pool along `poolArcs`.
  let supplyArcs: Lists
  let poolArcs: Lists
  /// Direct arcs of each supply by demand, and of each demand.
  let directOfSupply: Lists
  let directOfDemand: Lists
  /// Demands of each pool.
  let demandsOfPool: Lists
  /// Slots of pool p: `slotStart[p]..<slotStart[p + 1]`; the rate of each.
  let slotStart: [Int32]
  let slotRate: [Int32]
  /// For each supply arc the slot it enters.
  let slotOfArc: [Int32]

  var slotCount: Int { slotRate.count }

  /// Lists of numbers, one after the other.
  struct Lists: Sendable {
    private(set) var start: [Int32]
    private(set) var items: [Int32]

    /// `items` grouped by `keys`, in their order.
    init(count: Int, keys: [Int32], items: [Int32]) {
      start = [Int32](repeating: 0, count: count + 1)
      for key in keys where key >= 0 { start[Int(key) + 1] += 1 }
      for key in 0..<count { start[key + 1] += start[key] }
      var next = start
      self.items = [Int32](repeating: 0, count: Int(start[count]))
      for (key, item) in zip(keys, items) where key >= 0 {
        self.items[Int(next[Int(key)])] = item
        next[Int(key)] += 1
      }
    }

    subscript(_ key: Int) -> ArraySlice<Int32> { items[Int(start[key])..<Int(start[key + 1])] }
  }

  init(_ problem: PooledTransport) {
    let rates = Array(Set(problem.supplies.map(\.moneyPerHour))).sorted()
    self.rates = rates
    var rateIndex = [Double: Int32]()
    for (index, rate) in rates.enumerated() { rateIndex[rate] = Int32(index) }
    rateOfSupply = problem.supplies.map { rateIndex[$0.moneyPerHour, default: 0] }

    func numbers(_ count: Int) -> [Int32] { (0..<count).map { Int32($0) } }
    let byPool = numbers(problem.supplyArcs.count).sorted {
      let (a, b) = (problem.supplyArcs[Int($0)], problem.supplyArcs[Int($1)])
      return (a.to, $0) < (b.to, $1)
    }
    supplyArcs = Lists(
      count: problem.supplies.count, keys: byPool.map { problem.supplyArcs[Int($0)].from },
      items: byPool)
    poolArcs = Lists(
      count: problem.poolCount, keys: problem.poolArcs.map(\.from),
      items: numbers(problem.poolArcs.count))
    let byDemand = numbers(problem.directArcs.count).sorted {
      let (a, b) = (problem.directArcs[Int($0)], problem.directArcs[Int($1)])
      return (a.demand, $0) < (b.demand, $1)
    }
    directOfSupply = Lists(
      count: problem.supplies.count, keys: byDemand.map { problem.directArcs[Int($0)].supply },
      items: byDemand)
    directOfDemand = Lists(
      count: problem.demands.count, keys: problem.directArcs.map(\.demand),
      items: numbers(problem.directArcs.count))
    demandsOfPool = Lists(
      count: problem.poolCount, keys: problem.demands.map { $0.pool ?? -1 },
      items: numbers(problem.demands.count))

    poolOrder = TransportIndex.order(problem, poolArcs)
    var reaching = [Set<Int32>](repeating: [], count: problem.poolCount)
    for arc in problem.supplyArcs { reaching[Int(arc.to)].insert(rateOfSupply[Int(arc.from)]) }
    for pool in poolOrder {
      for arc in poolArcs[Int(pool)] {
        reaching[Int(problem.poolArcs[Int(arc)].to)].formUnion(reaching[Int(pool)])
      }
    }
    var slotStart: [Int32] = [0]
    var slotRate: [Int32] = []
    for pool in 0..<problem.poolCount {
      slotRate += reaching[pool].sorted()
      slotStart.append(Int32(slotRate.count))
    }
    self.slotStart = slotStart
    self.slotRate = slotRate
    let rateOfSupply = self.rateOfSupply
    slotOfArc = problem.supplyArcs.map { arc in
      TransportIndex.slot(slotStart, slotRate, pool: Int(arc.to), rate: rateOfSupply[Int(arc.from)])
    }
  }

  /// The slot of a pool with a rate, or -1.
  func slot(pool: Int, rate: Int32) -> Int32 {
    TransportIndex.slot(slotStart, slotRate, pool: pool, rate: rate)
  }

  private static func slot(
    _ slotStart: [Int32], _ slotRate: [Int32], pool: Int, rate: Int32
  ) -> Int32 {
    var (low, high) = (Int(slotStart[pool]), Int(slotStart[pool + 1]))
    let end = high
    while low < high {
      let middle = (low + high) / 2
      if slotRate[middle] < rate { low = middle + 1 } else { high = middle }
    }
    return low < end && slotRate[low] == rate ? Int32(low) : -1
  }

  /// Pools in an order in which every arc leads forward.
  private static func order(_ problem: PooledTransport, _ arcs: Lists) -> [Int32] {
    var entering = [Int](repeating: 0, count: problem.poolCount)
    for arc in problem.poolArcs { entering[Int(arc.to)] += 1 }
    var order = (0..<problem.poolCount).filter { entering[$0] == 0 }.map { Int32($0) }
    var next = 0
    while next < order.count {
      for arc in arcs[Int(order[next])] {
        let to = Int(problem.poolArcs[Int(arc)].to)
        entering[to] -= 1
        if entering[to] == 0 { order.append(Int32(to)) }
      }
      next += 1
    }
    return order
  }
}
