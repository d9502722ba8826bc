extension SliceSearch {
  /// Improves the pairs by pivots and by takeovers until neither finds anything.
  mutating func run() {
    improve()
    var rounds = 0
    while rounds < Self.mostRounds, takeOver() {
      respan()
      purify()
      improve()
      rounds += 1
    }
  }

  /// Rounds of takeovers; seldom more than two find anything.
  private static let mostRounds = 2

  /// Lets givers with idle hours take whole pieces of a work from others of their price, whose hours are
  /// idle then: several pieces become one, which no single pivot does.
  ///
  /// - Returns: whether any did. The tree is out of date then.
  private mutating func takeOver() -> Bool {
    var idleArc = [Int](repeating: -1, count: giverCount)
    for arc in pairArcCount..<arcCount { idleArc[Int(tail[arc])] = arc }
    // The pairs of each work that have something, least first.
    var pairsOfWork: [Int32: [Int]] = [:]
    for arc in 0..<pairArcCount where amount[arc] > 0 {
      pairsOfWork[head[arc], default: []].append(arc)
    }
    var anyTaken = false
    for arc in 0..<pairArcCount {
      let idle = idleArc[Int(tail[arc])]
      guard idle >= 0, amount[idle] > 0, let pairs = pairsOfWork[head[arc]], pairs.count > 1
      else { continue }
      var donors: [Int] = []
      var taken: Int64 = 0
      for pair in pairs.sorted(by: { (amount[$0], $0) < (amount[$1], $1) }) where pair != arc {
        let theirs = idleArc[Int(tail[pair])]
        guard theirs >= 0, head[theirs] == head[idle], taken + amount[pair] <= amount[idle]
        else { continue }
        taken += amount[pair]
        donors.append(pair)
      }
      guard !donors.isEmpty else { continue }
      var points = charges.difference(arc, from: amount[arc], to: amount[arc] + taken)
      for donor in donors { points += charges.difference(donor, from: amount[donor], to: 0) }
      guard points <= -SliceCharges.perPoint else { continue }
      for donor in donors {
        let units = amount[donor]
        swap(units, from: donor, idleArc[Int(tail[donor])], to: arc, idle)
      }
      pairsOfWork[head[arc]] = (pairs + [arc]).filter { amount[$0] > 0 }
      if pairs.contains(arc) { pairsOfWork[head[arc]] = pairs.filter { amount[$0] > 0 } }
      anyTaken = true
    }
    return anyTaken
  }
}
