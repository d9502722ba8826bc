/// A local search for few pairs in a cell: from spanning tree to neighbouring spanning tree.
///
/// Arcs off the tree carry nothing, but for *extra* arcs that money ties down. An arc that enters
/// closes a cycle; as much as can goes round it, until an arc of the tree has nothing left and leaves.
/// The move is made if what the pairs cost falls and no group spends more than it may.
struct SliceSearch {
  let tail: [Int32]
  let head: [Int32]
  private let nodeCount: Int
  let giverCount: Int
  let pairArcCount: Int
  private(set) var amount: [Int64]
  private(set) var tree: SpanningTree<Int64>
  private(set) var isInTree: [Bool]
  /// Arcs off the tree that carry something.
  private(set) var extras: [Int]
  private(set) var charges: SliceCharges
  private let money: MoneyRows
  /// For each money row what it may still spend.
  private(set) var slack: [Double]

  /// Passes over all arcs at most: the first finds nine tenths of what thirty do.
  private static let mostPasses = 6

  init(_ cell: SparseCell, _ charges: SliceCharges, _ money: MoneyRows, amounts: [Int64]) {
    tail = cell.tail
    head = cell.head
    giverCount = cell.givers.count
    pairArcCount = cell.pairArcCount
    amount = amounts
    self.charges = charges
    self.charges.count(amounts)
    self.money = money
    slack = zip(money.allowance, money.spent(amounts)).map { $0 - $1 }
    nodeCount = cell.nodeCount
    (tree, isInTree, extras) = (SpanningTree<Int64>(nodeCount: 0), [], [])
    respan()
  }

  /// Makes a tree of the amounts as they are.
  mutating func respan() {
    let spanning = SpanningForest(
      nodeCount: nodeCount, tail: tail, head: head, amounts: amount, idleFrom: pairArcCount,
      charge: charges.charge)
    tree = spanning.tree
    isInTree = spanning.isInTree
    extras = spanning.extras
  }

  /// Moves from neighbour to neighbour as long as the cost falls by a thousandth of a pair at least.
  mutating func improve() {
    let count = tail.count
    guard count > 0 else { return }
    var sinceLast = 0
    var left = count * Self.mostPasses
    // Idle arcs first: they cost nothing.
    var arc = min(pairArcCount, count - 1)
    while sinceLast < count, left > 0 {
      if !isInTree[arc],
        move(arc, isForward: true) || amount[arc] > 0 && move(arc, isForward: false)
      {
        sinceLast = 0
      } else {
        sinceLast += 1
      }
      arc += 1
      if arc == count { arc = 0 }
      left -= 1
    }
    extras.removeAll { isInTree[$0] || amount[$0] == 0 }
  }

  /// A cycle: what can go round it, and who leaves.
  private struct Cycle {
    var first: Int32
    var second: Int32
    var apex: Int32
    var pushed: Int64
    /// The node whose link has nothing left; none if it is the entering arc itself.
    var leaving: Int32
    var leavesFirst: Bool
  }

  /// The cycle that an arc off the tree closes; nil where an artificial link lies on it.
  private func cycle(_ arc: Int, isForward: Bool) -> Cycle? {
    let count = Int32(tail.count)
    let first = isForward ? tail[arc] : head[arc]
    let second = isForward ? head[arc] : tail[arc]
    var cycle = Cycle(
      first: first, second: second, apex: first, pushed: isForward ? .max : amount[arc],
      leaving: SpanningTree<Int64>.none, leavesFirst: false)
    var (one, other) = (first, second)
    while one != other {
      if tree.size[Int(one)] <= tree.size[Int(other)] {
        let link = tree.link[Int(one)]
        if link >= count { return nil }
        if tree.leadsUp[Int(one)], amount[Int(link)] < cycle.pushed {
          (cycle.pushed, cycle.leaving, cycle.leavesFirst) = (amount[Int(link)], one, true)
        }
        one = tree.parent[Int(one)]
      } else {
        let link = tree.link[Int(other)]
        if link >= count { return nil }
        if !tree.leadsUp[Int(other)], amount[Int(link)] < cycle.pushed {
          (cycle.pushed, cycle.leaving, cycle.leavesFirst) = (amount[Int(link)], other, false)
        }
        other = tree.parent[Int(other)]
      }
    }
    cycle.apex = one
    return cycle
  }

  /// Calls `body` with each arc of a cycle and whether its amount rises.
  @inline(__always)
  private func walk(_ cycle: Cycle, _ arc: Int, isForward: Bool, _ body: (Int, Bool) -> Void) {
    body(arc, isForward)
    var node = cycle.first
    while node != cycle.apex {
      body(Int(tree.link[Int(node)]), !tree.leadsUp[Int(node)])
      node = tree.parent[Int(node)]
    }
    node = cycle.second
    while node != cycle.apex {
      body(Int(tree.link[Int(node)]), tree.leadsUp[Int(node)])
      node = tree.parent[Int(node)]
    }
  }

  /// What it costs more to push all that can go round.
  private func change(_ cycle: Cycle, _ arc: Int, isForward: Bool) -> Int64 {
    var points: Int64 = 0
    walk(cycle, arc, isForward: isForward) { arc, rises in
      let old = amount[arc]
      points += charges.difference(
        arc, from: old, to: rises ? old + cycle.pushed : old - cycle.pushed)
    }
    return points
  }

  /// Whether every group may spend what it would then.
  private mutating func isAffordable(_ cycle: Cycle, _ arc: Int, isForward: Bool) -> Bool {
    guard !slack.isEmpty, cycle.pushed > 0 else { return true }
    let perHour = moneyPerHour(cycle, arc, isForward: isForward)
    let hours = FineHours.hours(cycle.pushed)
    return slack.indices.allSatisfy {
      perHour[$0] <= 1e-12 || perHour[$0] * hours <= slack[$0] + MoneyRows.tolerance
    }
  }

  /// For each money row what an hour round a cycle spends.
  func moneyPerHour(_ arc: Int, isForward: Bool) -> [Double] {
    guard let cycle = cycle(arc, isForward: isForward) else { return slack.map { _ in 0 } }
    return moneyPerHour(cycle, arc, isForward: isForward)
  }

  private func moneyPerHour(_ cycle: Cycle, _ arc: Int, isForward: Bool) -> [Double] {
    var perHour = [Double](repeating: 0, count: slack.count)
    walk(cycle, arc, isForward: isForward) { arc, rises in
      let row = money.row[arc]
      guard row >= 0 else { return }
      perHour[Int(row)] += rises ? money.rate[arc] : -money.rate[arc]
    }
    return perHour
  }

  /// Enters an arc if that lowers the cost.
  private mutating func move(_ arc: Int, isForward: Bool) -> Bool {
    guard let cycle = cycle(arc, isForward: isForward), cycle.pushed > 0,
      change(cycle, arc, isForward: isForward) <= -SliceCharges.perPoint,
      isAffordable(cycle, arc, isForward: isForward)
    else { return false }
    push(cycle, arc, isForward: isForward)
    return true
  }

  private mutating func push(_ cycle: Cycle, _ arc: Int, isForward: Bool) {
    if cycle.pushed > 0 {
      var changes: [(arc: Int, by: Int64)] = []
      walk(cycle, arc, isForward: isForward) { arc, rises in
        changes.append((arc, rises ? cycle.pushed : -cycle.pushed))
      }
      for (arc, by) in changes { add(by, to: arc) }
    }
    guard cycle.leaving >= 0 else { return }
    isInTree[Int(tree.link[Int(cycle.leaving)])] = false
    isInTree[arc] = true
    let moved = cycle.leavesFirst ? cycle.first : cycle.second
    let above = cycle.leavesFirst ? cycle.second : cycle.first
    tree.exchange(
      linkOf: cycle.leaving, joining: moved, to: above, by: Int32(arc), leadsUp: tail[arc] == moved,
      apex: cycle.apex)
  }

  private mutating func add(_ units: Int64, to arc: Int) {
    charges.change(arc, from: amount[arc], to: amount[arc] + units)
    amount[arc] += units
    if !slack.isEmpty, money.row[arc] >= 0 {
      slack[Int(money.row[arc])] -= money.rate[arc] * FineHours.hours(units)
    }
  }

  /// Pushes as much round the cycle of an extra arc as can go, whatever it costs, so that it enters the
  /// tree or has nothing left; a direction that no group can afford is not taken.
  ///
  /// - Returns: whether a direction was taken.
  mutating func settle(_ arc: Int) -> Bool {
    var best: (cycle: Cycle, isForward: Bool, points: Int64)?
    for isForward in [false, true] {
      guard let cycle = cycle(arc, isForward: isForward), cycle.pushed < .max,
        isAffordable(cycle, arc, isForward: isForward)
      else { continue }
      let points = change(cycle, arc, isForward: isForward)
      if let known = best, known.points <= points { continue }
      best = (cycle, isForward, points)
    }
    guard let best else { return false }
    push(best.cycle, arc, isForward: best.isForward)
    return true
  }

  /// Pushes what can go round in one direction, whatever it costs and spends.
  mutating func force(_ arc: Int, isForward: Bool) {
    guard let cycle = cycle(arc, isForward: isForward), cycle.pushed < .max else { return }
    push(cycle, arc, isForward: isForward)
  }

  /// Pushes some units round the cycle of an arc off the tree; a negative number backward.
  mutating func shift(_ arc: Int, by units: Int64) {
    guard units != 0, var cycle = cycle(arc, isForward: units > 0) else { return }
    cycle.pushed = abs(units)
    cycle.leaving = SpanningTree<Int64>.none
    push(cycle, arc, isForward: units > 0)
  }

  /// Each arc of an arc's cycle with 1 where it rises as the arc does, -1 where it falls.
  func signs(_ arc: Int) -> [(arc: Int, sign: Double)] {
    var result: [(arc: Int, sign: Double)] = []
    guard let cycle = cycle(arc, isForward: true) else { return result }
    walk(cycle, arc, isForward: true) { result.append(($0, $1 ? 1 : -1)) }
    return result
  }

  /// The units that can go round the cycle of an arc off the tree; nil where it closes none.
  func most(_ arc: Int, isForward: Bool) -> Int64? {
    guard let cycle = cycle(arc, isForward: isForward), cycle.pushed < .max else { return nil }
    return cycle.pushed
  }

  var arcCount: Int { tail.count }

  /// Leaves an arc nothing: the hours of its ends are out of balance by what it had.
  mutating func clear(_ arc: Int) { add(-amount[arc], to: arc) }

  mutating func noteExtra(_ arc: Int) {
    if !extras.contains(arc) { extras.append(arc) }
  }

  mutating func forgetSettledExtras() {
    extras.removeAll { isInTree[$0] || amount[$0] == 0 }
  }

  /// Swaps hours of a work for idle hours of the same price.
  mutating func swap(
    _ units: Int64, from giving: Int, _ givingIdle: Int, to taking: Int, _ takingIdle: Int
  ) {
    add(-units, to: giving)
    add(units, to: givingIdle)
    add(units, to: taking)
    add(-units, to: takingIdle)
  }
}
