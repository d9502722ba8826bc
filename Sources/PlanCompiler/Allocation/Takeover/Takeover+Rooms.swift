import Optimization

/// What a step of a chain costs, and how many hours a chain can take.
extension Takeover {
  /// What of a place's hours, those that are missing included, may be done in another cell.
  func flexibleHours(at place: Int) -> Double {
    servedHours[place] + missingHours[place] - rigidHours[place]
  }

  /// What an hour that stays undone costs.
  func price(of place: Int) -> Double {
    let line = place < windowBase ? place / cellCount : model.asked[place - windowBase].line
    return model.plan.hourPrices[model.plan.demand.lines[line].project]
  }

  /// What a giver's hour costs that leaves a line: its booking's price, where it is booked there.
  func fee(_ giver: Int, leaves line: Int, at place: Int) -> Double {
    guard givers.all[giver].isBookable else { return 0 }
    return seated(line, holdings[place]) <= seated(line, firstHoldings[place]) + negligible
      ? friction[line] : 0
  }

  /// What a giver's hour saves that comes back to a line on which it is booked.
  func reward(_ giver: Int, joins line: Int, at place: Int) -> Double {
    guard givers.all[giver].isBookable else { return 0 }
    return seated(line, holdings[place]) < seated(line, firstHoldings[place]) - negligible
      ? friction[line] : 0
  }

  /// The hours on all lines of a line's project and skill.
  func seated(_ line: Int, _ holdings: [Holding]) -> Double {
    holdings.reduce(0) { seatOfLine[Int($1.line)] == seatOfLine[line] ? $0 + $1.hours : $0 }
  }

  /// How many hours a chain can take, and whether the budgets bear any.
  func room(
    of end: TakeoverSearch.End, _ search: TakeoverSearch, upTo hours: Double
  ) -> (hours: Double, isBorne: Bool) {
    var room = hours
    var spending: [Int: Double] = [:]
    func spend(_ giver: Int, at place: Int, _ sign: Double) {
      guard let budget = money.budget(of: place / cellCount, in: place % cellCount) else { return }
      spending[budget, default: 0] += sign * givers.all[giver].moneyPerHour
    }
    var place: Int
    switch end {
    case .undone(let last): place = last
    case .idle(let giver, let last):
      place = last
      room = min(room, joinRoom(giver, at: last), idle(giver, in: last % cellCount))
      spend(giver, at: last, 1)
    }
    while case let step = search.steps[place], step.from >= 0 {
      if step.giver >= 0 {
        room = min(
          room, leaveRoom(step.giver, from: place, to: step.from),
          joinRoom(step.giver, at: step.from))
        spend(step.giver, at: place, -1)
        spend(step.giver, at: step.from, 1)
      } else if place < windowBase {
        room = min(room, limitHours[place] - servedHours[place] - missingHours[place])
      } else {
        room = min(room, flexibleHours(at: step.from))
      }
      place = step.from
    }
    let borne = money.most(spending: spending)
    return (max(0, min(room, borne)), borne > min(room, Self.leastBorne))
  }

  /// Of those who take something over in a chain what an hour of the dearest spends, and where; nil where
  /// nobody does.
  func dearest(
    in search: TakeoverSearch, to end: TakeoverSearch.End
  ) -> (place: Int, rate: Double)? {
    var dearest: (place: Int, rate: Double)?
    func look(_ giver: Int, _ place: Int) {
      let rate = givers.all[giver].moneyPerHour
      if rate > dearest?.rate ?? -1 { dearest = (place, rate) }
    }
    var place: Int
    switch end {
    case .undone(let last): place = last
    case .idle(let giver, let last):
      place = last
      look(giver, last)
    }
    while case let step = search.steps[place], step.from >= 0 {
      if step.giver >= 0 { look(step.giver, step.from) }
      place = step.from
    }
    return dearest
  }

  /// How many hours of a giver may leave a line at one price.
  func leaveRoom(_ giver: Int, from place: Int, to other: Int) -> Double {
    let entry = place % cellCount * givers.all.count + giver
    let line = place / cellCount
    let held = holdings[entry].first { $0.line == Int32(line) }?.hours ?? 0
    guard givers.all[giver].isBookable, seatOfLine[line] != seatOfLine[other / cellCount] else {
      return held
    }
    let above = seated(line, holdings[entry]) - seated(line, firstHoldings[entry])
    return above > negligible ? min(held, above) : held
  }

  /// How many hours of a giver may come to a line at one price.
  func joinRoom(_ giver: Int, at place: Int) -> Double {
    let line = place / cellCount
    let entry = place % cellCount * givers.all.count + giver
    guard givers.all[giver].isBookable else { return .infinity }
    let lacking = seated(line, firstHoldings[entry]) - seated(line, holdings[entry])
    return lacking > negligible ? lacking : .infinity
  }
}
