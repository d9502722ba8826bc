import PlanModel
import WorkCalendar

extension AllocationVerifier.Recheck {
  /// Each line gets no more than it asks, where and when it asks for it.
  mutating func checkLines() {
    let cells = verifier.cells
    for (index, asked) in verifier.demand.asked.enumerated() {
      let served = Array(served[index * cells.count..<(index + 1) * cells.count])
      // What goes beyond the demand of the cells must be flexible work.
      var beyond = [Double](repeating: 0, count: cells.count)
      for cell in served.indices where served[cell] > 0 {
        beyond[cell] = max(0, served[cell] - asked.hours[cell])
        let room = asked.flexible.reduce(0) { $0 + min($1.limits[cell], $1.hours) }
        limit(
          .demandedHours, served[cell], to: asked.hours[cell] + room, line: asked.line,
          days: cells.days[cell])
        beyond[cell] = min(beyond[cell], room)
      }
      let moved = beyond.reduce(0, +)
      guard moved > 0 else { continue }
      var placement = AllocationVerifier.Placement(
        amounts: beyond, rooms: asked.flexible.map(\.hours))
      for (room, work) in asked.flexible.enumerated() {
        for cell in beyond.indices where beyond[cell] > 0 && work.limits[cell] > 0 {
          placement.allow(cell, in: room, atMost: work.limits[cell])
        }
      }
      let total = served.reduce(0, +)
      limit(
        .demandedHours, total, to: total - (moved - placement.mostPlaced()), line: asked.line)
    }
  }

  /// Σ hour price × (demanded − served).
  func shortage() -> Double {
    let cellCount = verifier.cells.count
    var sum = 0.0
    for (index, asked) in verifier.demand.asked.enumerated() {
      let served = served[index * cellCount..<(index + 1) * cellCount].reduce(0, +)
      sum += verifier.hourPrices[asked.line.project, default: 0] * (asked.total - served)
    }
    return sum
  }

  /// The findings, in an order that depends on their content alone.
  func report(_ claimed: AllocationObjective?) -> AllocationVerifier.Report {
    var recheck = self
    let found = AllocationObjective(shortage: shortage(), staffing: staffing, friction: friction)
    // What is compared are sums of hours at prices, up to the price of all that is asked.
    let dearest = max(dearestRate, verifier.hourPrices.values.max() ?? 0)
    let atMost = verifier.demand.asked.reduce(0) {
      $0 + $1.total * verifier.hourPrices[$1.line.project, default: 0]
    }
    let rounding =
      AllocationVerifier.hoursTolerance * dearest + AllocationVerifier.relativeTolerance * atMost
    if let claimed {
      recheck.limit(.shortage, found.shortage, to: claimed.shortage, rounding: rounding)
      recheck.limit(.staffing, found.staffing, to: claimed.staffing, rounding: rounding)
      recheck.limit(.friction, found.friction, to: claimed.friction, rounding: rounding)
    }
    let sorted = recheck.violations.map { (key: $0.sortKey, violation: $0) }
      .sorted { $0.key < $1.key }
    return AllocationVerifier.Report(
      objective: found, violations: sorted.map(\.violation),
      largestExcessHours: recheck.largestExcessHours,
      largestExcessMoney: recheck.largestExcessMoney)
  }
}
