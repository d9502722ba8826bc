extension SliceSearch {
  /// Pushes hours round cycles until no group spends more than it may, as far as single cycles can.
  ///
  /// What all groups together spend too much is convex along a cycle: the best push ends where a group
  /// has just what it may spend (the arc stays an extra one), or where an arc leaves the tree.
  ///
  /// - Returns: whether every group can afford what is left.
  mutating func repairMoney() -> Bool {
    var before = Double.infinity
    while excess > MoneyRows.tolerance, excess < Self.leastProgress * before {
      before = excess
      for arc in 0..<arcCount where !isInTree[arc] {
        if !relieve(arc, isForward: true) { _ = relieve(arc, isForward: false) }
      }
    }
    forgetSettledExtras()
    return excess <= MoneyRows.tolerance
  }

  /// Where a pass over all arcs leaves more than this share of what was too much, it will not succeed.
  private static let leastProgress = 0.5

  private var excess: Double { slack.reduce(0) { $0 + max(0, -$1) } }

  private mutating func relieve(_ arc: Int, isForward: Bool) -> Bool {
    guard isForward || amount[arc] > 0, let most = most(arc, isForward: isForward), most > 0
    else { return false }
    let perHour = moneyPerHour(arc, isForward: isForward)
    var slope = 0.0
    /// Where a group's excess begins or ends: the slope rises there.
    var kinks: [(hours: Double, rise: Double)] = []
    for (row, money) in perHour.enumerated() where abs(money) > 1e-9 {
      let turn = slack[row] / money
      if slack[row] < 0 || slack[row] == 0 && money > 0 { slope += money }
      if turn > 0 { kinks.append((turn, abs(money))) }
    }
    guard slope < -1e-9 else { return false }
    kinks.sort { $0 < $1 }
    var end = FineHours.hours(most)
    for kink in kinks {
      slope += kink.rise
      if slope >= -1e-9 {
        end = min(end, kink.hours)
        break
      }
    }
    let units = FineHours.units(end, .up)
    if units >= most {
      force(arc, isForward: isForward)
    } else if units > 0 {
      shift(arc, by: isForward ? units : -units)
      noteExtra(arc)
    } else {
      return false
    }
    return true
  }
}
