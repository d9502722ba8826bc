import Optimization

/// The search for the cheapest chain, and what it changes.
///
/// A *place* is a line in a cell where an hour is missing, or a demand's window where one is missing
/// anywhere. Reduced by the places' potentials all steps cost at least 0, so that a search may end at the
/// length of the cheapest chain; places nearer than that get their potentials anew.
extension Takeover {
  /// A budget that bears fewer hours bears none.
  static let leastBorne = 1e-3

  /// Prices of an hour that differ by less are the same: of two chains the one that was found first is
  /// the shorter.
  private static let rounding = 1e-9

  /// Withdraws a unit's hours: what it works above those that are left others take over, the cheapest
  /// work first to be left.
  ///
  /// - Parameter left: what may still be given, of all units of one person; what this one goes on to give
  ///   is taken away.
  public mutating func withdraw(unit: Int, leaving left: inout HoursLeft) {
    let own = givers.all.indices.filter {
      givers.all[$0].source == unit && givers.all[$0].kind != .contract
    }
    take(own.filter { givers.all[$0].kind == .overtime }, leaving: &left.overtime)
    take(own.filter { givers.all[$0].kind == .booked }, leaving: &left.booked)
    take(own.filter { givers.all[$0].kind == .free }, leaving: &left.free)
    for place in missingHours.indices where missingHours[place] > 0 { handOver(from: place) }
  }

  /// Takes away what some givers of one person give above the hours that are left: it is missing then.
  private mutating func take(_ own: [Int], leaving left: inout [Double]) {
    for cell in 0..<cellCount {
      let gifts = own.flatMap { giver in
        holdings[cell * givers.all.count + giver].filter { $0.hours > 0 }.map {
          (giver: giver, place: Int($0.line) * cellCount + cell, hours: $0.hours)
        }
      }.sorted {
        (price(of: $0.place), $0.place, $0.giver) < (price(of: $1.place), $1.place, $1.giver)
      }
      let given = gifts.reduce(0) { $0 + $1.hours }
      let kept = min(given, left[cell])
      left[cell] -= kept
      for giver in own {
        let place = cell * givers.all.count + giver
        idleHours[place] = max(0, min(idleHours[place], left[cell]))
        left[cell] -= idleHours[place]
      }
      var excess = given - kept
      for gift in gifts where excess > negligible {
        let taken = min(gift.hours, excess)
        excess -= taken
        join(gift.giver, at: gift.place, -taken)
        missingHours[gift.place] += taken
        withdrawnHours[gift.place / cellCount] += taken
      }
    }
  }

  private mutating func handOver(from place: Int) {
    barred.removeAll()
    while missingHours[place] > negligible {
      let routed = route(missingHours[place], from: place)
      missingHours[place] -= routed ?? missingHours[place]
    }
    missingHours[place] = 0
  }

  // MARK: Search

  /// Sends missing hours along the cheapest chain; where a budget does not bear it, who spends as
  /// much as the dearest giver in it is barred from that place, so that the next chain is another.
  ///
  /// - Returns: the hours that it takes; nil if they were left undone, for there is no chain.
  private mutating func route(_ hours: Double, from place: Int) -> Double? {
    // Moved out, so that it is not copied.
    var search = TakeoverSearch(places: 0)
    swap(&search, &scratch)
    defer { swap(&search, &scratch) }
    search.start(at: place)
    while let (distance, node) = search.queue.popLeast(), distance < search.best {
      guard distance <= search.distance[Int(node)] else { continue }
      expand(Int(node), at: distance, in: &search)
    }
    guard let end = search.end else {
      leaveUndone(hours, at: place)
      return nil
    }
    for node in search.touched where search.distance[node] < search.best {
      potential[node] += search.distance[node] - search.best
    }
    let (taken, isBorne) = room(of: end, search, upTo: hours)
    if isBorne, taken > negligible {
      push(taken, to: end, search)
      return taken
    }
    guard let dearest = dearest(in: search, to: end) else {
      leaveUndone(hours, at: place)
      return nil
    }
    barred[dearest.place] = min(barred[dearest.place] ?? .infinity, dearest.rate)
    return 0
  }

  private func expand(_ here: Int, at distance: Double, in search: inout TakeoverSearch) {
    finish(at: here, distance, .undone(place: here), cost: price(of: here), in: &search)
    guard here < windowBase else {
      return enterCells(of: here - windowBase, here, distance, &search)
    }
    let (line, cell) = (here / cellCount, here % cellCount)
    let window = windowOfCell[here]
    let refund = search.steps[here].refund
    if window >= 0, flexibleHours(at: here) > negligible {
      reach(
        windowBase + Int(window), TakeoverSearch.Step(from: here, giver: -1, refund: refund),
        distance, cost: 0,
        in: &search)
    }
    let budget = money.room(for: line, in: cell)
    let barredRate = barred[here] ?? .infinity
    for number in givers.able(for: line) {
      let giver = Int(number)
      // Who leaves this place need not come back to it.
      guard search.steps[here].giver != giver else { continue }
      let one = givers.all[giver]
      guard one.moneyPerHour < barredRate else { continue }
      let isBorne = one.moneyPerHour <= refund || budget > Self.leastBorne * one.moneyPerHour
      let place = cell * givers.all.count + giver
      let joining = -reward(giver, joins: line, at: place)
      if isBorne, idle(giver, in: cell) > negligible {
        finish(
          at: here, distance, .idle(giver: giver, place: here), cost: one.costPerHour + joining,
          in: &search)
      }
      for holding in holdings[place] where holding.hours > negligible && Int(holding.line) != line {
        let other = Int(holding.line)
        // Who comes from work of the same budget spends no more of it, and gives nothing back.
        let isInside = money.budget(of: other, in: cell) == money.budget(of: line, in: cell)
        guard isBorne || isInside else { continue }
        let isSame = seatOfLine[other] == seatOfLine[line]
        reach(
          other * cellCount + cell,
          TakeoverSearch.Step(
            from: here, giver: giver, refund: isInside ? refund : one.moneyPerHour),
          distance, cost: isSame ? 0 : fee(giver, leaves: other, at: place) + joining,
          in: &search)
      }
    }
  }

  private func enterCells(
    of window: Int, _ here: Int, _ distance: Double, _ search: inout TakeoverSearch
  ) {
    let line = model.asked[window].line
    let step = search.steps[here]
    for cell in model.problem.demands[window].cells {
      let entry = line * cellCount + cell
      guard entry != step.from, windowOfCell[entry] == Int32(window),
        limitHours[entry] - servedHours[entry] - missingHours[entry] > negligible
      else { continue }
      let isSame = money.isSamePeriod(cell, step.from % cellCount)
      reach(
        entry, TakeoverSearch.Step(from: here, giver: -1, refund: isSame ? step.refund : 0),
        distance, cost: 0,
        in: &search)
    }
  }

  private func reach(
    _ place: Int, _ step: TakeoverSearch.Step, _ distance: Double, cost: Double,
    in search: inout TakeoverSearch
  ) {
    let reduced = max(0, cost + potential[step.from] - potential[place])
    let length = distance + reduced
    guard length < search.best - Self.rounding,
      length < search.distance[place] - Self.rounding
    else { return }
    search.reach(place, step, at: length)
  }

  private func finish(
    at place: Int, _ distance: Double, _ end: TakeoverSearch.End, cost: Double,
    in search: inout TakeoverSearch
  ) {
    let length = distance + max(0, cost + potential[place])
    guard length < search.best - Self.rounding else { return }
    search.best = length
    search.end = end
  }

  // MARK: Change

  private mutating func leaveUndone(_ hours: Double, at place: Int) {
    let (line, cell): (Int, Int)
    if place < windowBase {
      (line, cell) = (place / cellCount, place % cellCount)
    } else {
      line = model.asked[place - windowBase].line
      cell = model.problem.demands[place - windowBase].cells.upperBound - 1
    }
    undoneHours[line] += hours
    undoneByCell[line * cellCount + cell] += hours
  }

  private mutating func push(_ hours: Double, to end: TakeoverSearch.End, _ search: TakeoverSearch)
  {
    var place: Int
    switch end {
    case .undone(let last):
      place = last
      leaveUndone(hours, at: last)
    case .idle(let giver, let last):
      place = last
      idleHours[last % cellCount * givers.all.count + giver] -= hours
      join(giver, at: last, hours)
    }
    while case let step = search.steps[place], step.from >= 0 {
      if step.giver >= 0 {
        join(step.giver, at: place, -hours)
        join(step.giver, at: step.from, hours)
      }
      place = step.from
    }
  }

  /// Adds hours of a giver to a place; below 0: takes them away.
  private mutating func join(_ giver: Int, at place: Int, _ hours: Double) {
    let (line, cell) = (place / cellCount, place % cellCount)
    servedHours[place] += hours
    money.spend(givers.all[giver].moneyPerHour * hours, for: line, in: cell)
    Self.add(hours, of: line, to: &holdings[cell * givers.all.count + giver])
  }
}
