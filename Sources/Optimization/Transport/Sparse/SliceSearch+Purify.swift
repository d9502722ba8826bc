extension SliceSearch {
  /// Settles the extra arcs until what is left is tied down by money, at most one for each group.
  ///
  /// The cycle of an extra arc can go round in one direction at least unless it takes money from one
  /// limited group to another. More such arcs than groups have a combination of cycles along which no
  /// group spends more; it is followed until an arc has nothing left.
  ///
  /// Source: A. Charnes, K. O. Kortanek & W. Raike (1965), as in N. Megiddo, ORSA Journal on Computing
  /// 3 (1991) 63–65, doi:10.1287/ijoc.3.1.63.
  mutating func purify() {
    var waiting = extras
    var tied: [Int] = []
    while !waiting.isEmpty {
      for arc in waiting where !isInTree[arc] && amount[arc] > 0 {
        if settle(arc) { continue }
        tied.append(arc)
        while let combination = moneyNeutral(tied) {
          let before = tied.count
          follow(combination)
          tied.removeAll { isInTree[$0] || amount[$0] == 0 }
          if tied.count == before { break }
        }
      }
      // What others have saved may have freed some.
      let free = tied.filter { !isInTree[$0] && amount[$0] > 0 && settle($0) }
      tied.removeAll { isInTree[$0] || amount[$0] == 0 }
      waiting = free.isEmpty ? [] : tied
      if !free.isEmpty { tied = [] }
    }
    forgetSettledExtras()
  }

  /// A combination of arcs off the tree whose cycles together leave what each group spends as it is, by
  /// Gauss' elimination; nil if there is none.
  private func moneyNeutral(_ arcs: [Int]) -> [(arc: Int, weight: Double)]? {
    guard arcs.count > 1 else { return nil }
    // Each row: money by group, then the combination of arcs that spends it.
    let groups = slack.count
    let width = groups + arcs.count
    var rows = [Double](repeating: 0, count: width * arcs.count)
    var pivots: [Int] = []
    for (index, arc) in arcs.enumerated() {
      let base = index * width
      var size = 1.0
      for (group, money) in moneyPerHour(arc, isForward: true).enumerated() {
        rows[base + group] = money
        size = Swift.max(size, abs(money))
      }
      rows[base + groups + index] = 1
      for (row, pivot) in pivots.enumerated() where rows[base + pivot] != 0 {
        let factor = rows[base + pivot] / rows[row * width + pivot]
        for entry in 0...groups + row { rows[base + entry] -= factor * rows[row * width + entry] }
        rows[base + pivot] = 0
      }
      var pivot = -1
      for group in 0..<groups where abs(rows[base + group]) > 1e-9 * size {
        if pivot < 0 || abs(rows[base + group]) > abs(rows[base + pivot]) { pivot = group }
      }
      if pivot < 0 {
        return (0...index).map { (arcs[$0], rows[base + groups + $0]) }
          .filter { abs($0.1) > 1e-12 }
      }
      pivots.append(pivot)
    }
    return nil
  }

  /// Goes along a combination of cycles until an arc has nothing left, and takes that out.
  ///
  /// Whole units cannot follow the weights to the last one: where cycles meet, an arc that should come out
  /// at nothing misses it by a few. Such an arc is set to nothing, which leaves the hours of its ends out of
  /// balance by less than a microhour.
  private mutating func follow(_ combination: [(arc: Int, weight: Double)]) {
    var rate = [Double](repeating: 0, count: arcCount)
    var touched: [Int] = []
    let cycles = combination.map { signs($0.arc) }
    for (cycle, (_, weight)) in zip(cycles, combination) {
      for (arc, sign) in cycle {
        if rate[arc] == 0 { touched.append(arc) }
        rate[arc] += sign * weight
      }
    }
    var blocking = -1
    var longest = Double.infinity
    for arc in touched where rate[arc] < -1e-9 {
      let length = Double(amount[arc]) / -rate[arc]
      if length < longest { (longest, blocking) = (length, arc) }
    }
    guard blocking >= 0 else { return }
    for (arc, weight) in combination {
      shift(arc, by: Int64(exactly: (weight * longest).rounded()) ?? 0)
    }
    let few = Int64(4 * combination.count)
    for arc in touched where amount[arc] < 0 || arc == blocking && amount[arc] <= few {
      clear(arc)
    }
    guard isInTree[blocking] else { return }
    // An arc of the tree leaves it by the cycle of an arc off the tree.
    for (cycle, (arc, weight)) in zip(cycles, combination)
    where cycle.contains(where: { $0.arc == blocking && $0.sign * weight < 0 }) {
      force(arc, isForward: weight > 0)
      return
    }
  }
}
