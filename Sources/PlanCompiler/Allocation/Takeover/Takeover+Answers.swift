import Optimization

/// What a takeover comes to.
extension Takeover {
  /// What changed hands, by cell, giver and line.
  public var changes: [Change] {
    var changes: [Change] = []
    for place in holdings.indices {
      let (cell, giver) = (place / givers.all.count, givers.all[place % givers.all.count])
      let lines = Set((holdings[place] + firstHoldings[place]).map(\.line)).sorted()
      for line in lines {
        func hours(_ some: [Holding]) -> Double { some.first { $0.line == line }?.hours ?? 0 }
        let change = hours(holdings[place]) - hours(firstHoldings[place])
        guard abs(change) > negligible else { continue }
        changes.append(
          Change(
            kind: giver.kind, source: giver.source, line: Int(line), cell: cell, hours: change))
      }
    }
    return changes
  }

  /// What all of it costs: hours undone, overtime and contractors who come in, and bookings that others
  /// than some units leave. Employees' pay is sunk.
  func addedCost(besides units: [Int]) -> Double {
    let prices = model.plan.hourPrices
    var cost = zip(undoneHours, model.plan.demand.lines).reduce(0) {
      $0 + $1.0 * prices[$1.1.project]
    }
    for place in holdings.indices {
      let giver = givers.all[place % givers.all.count]
      let given = holdings[place].reduce(0) { $0 + $1.hours }
      let before = firstHoldings[place].reduce(0) { $0 + $1.hours }
      switch giver.kind {
      case .overtime, .contract: cost += (given - before) * giver.costPerHour
      case .booked, .wished: break
      case .free:
        guard giver.isBookable, !units.contains(giver.source) else { continue }
        for seat in Set(firstHoldings[place].map { seatOfLine[Int($0.line)] }).sorted() {
          guard let held = firstHoldings[place].first(where: { seatOfLine[Int($0.line)] == seat })
          else { continue }
          let line = Int(held.line)
          let left = seated(line, firstHoldings[place]) - seated(line, holdings[place])
          cost += friction[line] * max(0, left)
        }
      }
    }
    return cost
  }

  /// Who gives what now, in rows that the verifier reads.
  public var rows: [AllocationRow] {
    var rows: [AllocationRow] = []
    for (place, held) in holdings.enumerated() {
      let (cell, giver) = (place / givers.all.count, givers.all[place % givers.all.count])
      for holding in held where holding.hours > negligible {
        rows.append(
          model.row(
            of: Allocation.Piece(
              kind: giver.kind, source: giver.source, line: Int(holding.line), cell: cell,
              hours: holding.hours)))
      }
    }
    return rows
  }
}
