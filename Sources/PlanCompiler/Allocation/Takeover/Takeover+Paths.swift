import Optimization

/// The search for the cheapest chain, and what it changes.
///
/// A *place* is a line in a cell where an hour is missing, or a demand's window where one is missing
/// anywhere. Reduced by the places' potentials all steps cost at least 0, so that a search may end at the
/// length of the cheapest chain; places nearer than that get their potentials anew.
extension Takeover {
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
      }
    }
  }

  private mutating func handOver(from place: Int) {
    while missingHours[place] > negligible {
      let routed = route(missingHours[place], from: place)
      missingHours[place] -= routed
      guard routed > negligible else {
        leaveUndone(missingHours[place], at: place)
        break
      }
    }
    missingHours[place] = 0
  }

  // MARK: Search

  /// Sends missing hours along the cheapest chain.
  ///
  /// - Returns: the hours that it takes.
  private mutating func route(_ hours: Double, from place: Int) -> Double {
    // Moved out, so that it is not copied.
    var search = TakeoverSearch(places: 0)
    swap(&search, &scratch)
    defer { swap(&search, &scratch) }
    search.start(at: place)
    while let (distance, node) = search.queue.popLeast(), distance < search.best {
      guard distance <= search.distance[Int(node)] else { continue }
      expand(Int(node), at: distance, in: &search)
    }
    guard let end = search.end else { return 0 }
    for node in search.touched where search.distance[node] < search.best {
      potential[node] += search.distance[node] - search.best
    }
    let taken = room(of: end, search, upTo: hours)
    push(taken, to: end, search)
    return taken
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
    for number in givers.able(for: line) {
      let giver = Int(number)
      // Who leaves this place need not come back to it.
      guard search.steps[here].giver != giver else { continue }
      let one = givers.all[giver]
      guard one.moneyPerHour <= refund || budget > negligible * one.moneyPerHour else { continue }
      let place = cell * givers.all.count + giver
      let joining = -reward(giver, joins: line, at: place)
      if idle(giver, in: cell) > negligible {
        finish(
          at: here, distance, .idle(giver: giver, place: here), cost: one.costPerHour + joining,
          in: &search)
      }
      for holding in holdings[place] where holding.hours > negligible && Int(holding.line) != line {
        let other = Int(holding.line)
        let isSame = seatOfLine[other] == seatOfLine[line]
        reach(
          other * cellCount + cell,
          TakeoverSearch.Step(from: here, giver: giver, refund: one.moneyPerHour),
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

  /// What of a place's hours, those that are missing included, may be done in another cell.
  private func flexibleHours(at place: Int) -> Double {
    servedHours[place] + missingHours[place] - rigidHours[place]
  }

  // MARK: Prices

  /// What an hour that stays undone costs.
  private func price(of place: Int) -> Double {
    let line = place < windowBase ? place / cellCount : model.asked[place - windowBase].line
    return model.plan.hourPrices[model.plan.demand.lines[line].project]
  }

  /// What a giver's hour costs that leaves a line: its booking's price, where it is booked there.
  private func fee(_ giver: Int, leaves line: Int, at place: Int) -> Double {
    guard givers.all[giver].isBookable else { return 0 }
    return seated(line, holdings[place]) <= seated(line, firstHoldings[place]) + negligible
      ? friction[line] : 0
  }

  /// What a giver's hour saves that comes back to a line on which it is booked.
  private func reward(_ giver: Int, joins line: Int, at place: Int) -> Double {
    guard givers.all[giver].isBookable else { return 0 }
    return seated(line, holdings[place]) < seated(line, firstHoldings[place]) - negligible
      ? friction[line] : 0
  }

  /// The hours on all lines of a line's project and skill.
  func seated(_ line: Int, _ holdings: [Holding]) -> Double {
    holdings.reduce(0) { seatOfLine[Int($1.line)] == seatOfLine[line] ? $0 + $1.hours : $0 }
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

  /// How many hours a chain can take.
  private func room(of end: TakeoverSearch.End, _ search: TakeoverSearch, upTo hours: Double)
    -> Double
  {
    var room = hours
    var place: Int
    switch end {
    case .undone(let last): place = last
    case .idle(let giver, let last):
      place = last
      room = min(room, joinRoom(giver, at: last, search))
      room = min(room, idle(giver, in: last % cellCount))
    }
    while case let step = search.steps[place], step.from >= 0 {
      if step.giver >= 0 {
        room = min(room, leaveRoom(step.giver, from: place, to: step.from))
        room = min(room, joinRoom(step.giver, at: step.from, search))
      } else if place < windowBase {
        room = min(room, limitHours[place] - servedHours[place] - missingHours[place])
      } else {
        room = min(room, flexibleHours(at: step.from))
      }
      place = step.from
    }
    return max(room, 0)
  }

  /// How many hours of a giver may leave a line at one price.
  private func leaveRoom(_ giver: Int, from place: Int, to other: Int) -> Double {
    let entry = place % cellCount * givers.all.count + giver
    let line = place / cellCount
    let held = holdings[entry].first { $0.line == Int32(line) }?.hours ?? 0
    guard givers.all[giver].isBookable, seatOfLine[line] != seatOfLine[other / cellCount] else {
      return held
    }
    let above = seated(line, holdings[entry]) - seated(line, firstHoldings[entry])
    return above > negligible ? min(held, above) : held
  }

  /// How many hours of a giver may come to a line at one price and within its budget.
  private func joinRoom(_ giver: Int, at place: Int, _ search: TakeoverSearch) -> Double {
    let (line, cell) = (place / cellCount, place % cellCount)
    let entry = cell * givers.all.count + giver
    var room = Double.infinity
    if givers.all[giver].isBookable {
      let lacking = seated(line, firstHoldings[entry]) - seated(line, holdings[entry])
      if lacking > negligible { room = lacking }
    }
    let more = givers.all[giver].moneyPerHour - search.steps[place].refund
    return more > 0 ? min(room, money.room(for: line, in: cell) / more) : room
  }
}
