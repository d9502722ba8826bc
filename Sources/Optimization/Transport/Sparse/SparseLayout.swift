/// What ``SparseUses`` knows of a problem before it sees any hours: who may serve what.
///
/// A *work* is what a giver can serve at once: all demands of one line, pool and money group together,
/// or one direct arc. Works of pools come first, then the direct arcs in their order.
///
/// Shapes: the arcs of giver i are `firstArc[i]..<firstArc[i + 1]`, their works rise.
struct SparseLayout: Sendable {
  /// For each demand its work; -1 without a pool.
  private(set) var workOfDemand: [Int32]
  /// The number of works of pools.
  private(set) var pooledCount: Int
  /// For each work its line, money group (-1: none), and demands.
  private(set) var lineOfWork: [Int32] = []
  private(set) var groupOfWork: [Int32] = []
  private(set) var demandsOfWork: [[Int32]] = []
  let lineCount: Int
  let personCount: Int

  private(set) var firstArc: [Int32] = [0]
  private(set) var work: [Int32] = []
  /// For each arc what an hour costs, in thousandths of a pair.
  private(set) var misfit: [Int32] = []
  /// For each arc the pair of its person and line.
  private(set) var pair: [Int32] = []
  /// For each pair person × lineCount + line, rising.
  private(set) var pairKeys: [Int] = []
  /// Whether a pair has several arcs.
  private(set) var sharesPairs = false

  /// For each supply its givers, in their order.
  private(set) var giversOfSupply: [[Int32]]
  /// For each supply the number of its price: supplies of one cost and money have the same.
  private(set) var priceOfSupply: [Int32]
  private(set) var priceCount: Int

  init(
    _ problem: PooledTransport, givers: [SparseUses.Giver], lines: [Int32],
    misfit misfitOf: (Int, Int) -> Int
  ) {
    precondition(lines.count == problem.demands.count, "each demand has a line")
    lineCount = Int(lines.max() ?? -1) + 1
    personCount = Int(givers.map(\.person).max() ?? -1) + 1

    // Works.
    struct Key: Hashable {
      let line: Int32
      let pool: Int32
      let group: Int32
    }
    var workOfKey: [Key: Int32] = [:]
    workOfDemand = [Int32](repeating: -1, count: lines.count)
    var worksOfPool = [[Int32]](repeating: [], count: problem.poolCount)
    for (index, demand) in problem.demands.enumerated() {
      guard let pool = demand.pool else { continue }
      let key = Key(line: lines[index], pool: pool, group: demand.group ?? -1)
      if let known = workOfKey[key] {
        workOfDemand[index] = known
        demandsOfWork[Int(known)].append(Int32(index))
        continue
      }
      let number = Int32(lineOfWork.count)
      workOfKey[key] = number
      workOfDemand[index] = number
      worksOfPool[Int(pool)].append(number)
      lineOfWork.append(key.line)
      groupOfWork.append(key.group)
      demandsOfWork.append([Int32(index)])
    }
    pooledCount = lineOfWork.count
    for arc in problem.directArcs {
      lineOfWork.append(lines[Int(arc.demand)])
      groupOfWork.append(problem.demands[Int(arc.demand)].group ?? -1)
      demandsOfWork.append([arc.demand])
    }

    // Prices.
    var priceOf: [PooledTransport.Supply: Int32] = [:]
    priceOfSupply = []
    for supply in problem.supplies {
      let number = priceOf[supply] ?? Int32(priceOf.count)
      priceOf[supply] = number
      priceOfSupply.append(number)
    }
    priceCount = priceOf.count

    // Arcs.
    let worksOfSupply = Self.worksOfSupply(problem, worksOfPool: worksOfPool)
    var directOfSupply = [[Int32]](repeating: [], count: problem.supplies.count)
    for (index, arc) in problem.directArcs.enumerated() {
      directOfSupply[Int(arc.supply)].append(Int32(pooledCount + index))
    }
    giversOfSupply = [[Int32]](repeating: [], count: problem.supplies.count)
    for (index, giver) in givers.enumerated() {
      giversOfSupply[Int(giver.supply)].append(Int32(index))
      for work in worksOfSupply[Int(giver.supply)] + directOfSupply[Int(giver.supply)] {
        self.work.append(work)
        misfit.append(Int32(misfitOf(index, Int(demandsOfWork[Int(work)][0]))))
        pair.append(-1)
      }
      firstArc.append(Int32(work.count))
    }
    numberPairs(givers)
  }

  /// For each supply the works of all pools that its hours reach, rising.
  private static func worksOfSupply(
    _ problem: PooledTransport, worksOfPool: [[Int32]]
  ) -> [[Int32]] {
    var below = [[Int32]](repeating: [], count: problem.poolCount)
    for arc in problem.poolArcs { below[Int(arc.from)].append(arc.to) }
    var entered = [[Int32]](repeating: [], count: problem.supplies.count)
    for arc in problem.supplyArcs { entered[Int(arc.from)].append(arc.to) }
    var seen = [Int](repeating: -1, count: problem.poolCount)
    return entered.enumerated().map { supply, pools in
      var works: [Int32] = []
      var stack = pools
      while let pool = stack.popLast() {
        guard seen[Int(pool)] != supply else { continue }
        seen[Int(pool)] = supply
        works += worksOfPool[Int(pool)]
        stack += below[Int(pool)]
      }
      return works.sorted()
    }
  }

  private mutating func numberPairs(_ givers: [SparseUses.Giver]) {
    var keys: [(key: Int, arc: Int32)] = []
    keys.reserveCapacity(work.count)
    for (index, giver) in givers.enumerated() {
      for arc in firstArc[index]..<firstArc[index + 1] {
        let line = Int(lineOfWork[Int(work[Int(arc)])])
        keys.append((Int(giver.person) * lineCount + line, arc))
      }
    }
    keys.sort { $0 < $1 }
    for (key, arc) in keys {
      if pairKeys.last == key { sharesPairs = true } else { pairKeys.append(key) }
      pair[Int(arc)] = Int32(pairKeys.count - 1)
    }
  }

  /// The number of a pair; nil where the person cannot serve the line.
  func pair(person: Int32, line: Int32) -> Int? {
    guard line < lineCount, line >= 0 else { return nil }
    let key = Int(person) * lineCount + Int(line)
    var (low, high) = (0, pairKeys.count)
    while low < high {
      let middle = (low + high) / 2
      if pairKeys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low < pairKeys.count && pairKeys[low] == key ? low : nil
  }

  /// The number of an arc; nil where the giver cannot serve the work.
  func arc(giver: Int32, work wanted: Int32) -> Int? {
    var (low, high) = (Int(firstArc[Int(giver)]), Int(firstArc[Int(giver) + 1]))
    let end = high
    while low < high {
      let middle = (low + high) / 2
      if work[middle] < wanted { low = middle + 1 } else { high = middle }
    }
    return low < end && work[low] == wanted ? low : nil
  }

  /// The work of a use.
  func work(demand: Int32, directArc: Int32) -> Int32 {
    directArc >= 0 ? Int32(pooledCount) + directArc : workOfDemand[Int(demand)]
  }
}
