extension SideSimplex {
  /// What leaves the basis.
  private enum Leaving {
    /// Nothing: the arc that enters meets its other bound.
    case entering
    /// The link of a node.
    case link(Int32)
    /// The extra of a row.
    case extra(Int)
  }

  /// Changes amounts round the cycle that an arc closes, and round those of the extras that must make up
  /// for what it spends; then exchanges it for what blocks.
  mutating func pivot(arc: Int) {
    let direction = place[arc]
    let (step, leaving, makesUp) = advance(arc, direction, limit: capacity[arc])
    flow[arc] += direction * step
    exchange(arc, for: leaving, makesUp)
  }

  /// Moves an arc's amount between its bounds, round its cycle and so that the cost does not rise, until it
  /// or what is basic is at a bound; then it is basic itself, or at a bound.
  mutating func seat(_ arc: Int) {
    guard flow[arc] < capacity[arc] - flowTolerance else {
      (flow[arc], place[arc]) = (capacity[arc], -1)
      return
    }
    let direction = reducedCost(arc) > 0 ? -1.0 : 1.0
    let room = direction > 0 ? capacity[arc] - flow[arc] : flow[arc]
    let (step, leaving, makesUp) = advance(arc, direction, limit: room)
    flow[arc] += direction * step
    if case .entering = leaving {
      (flow[arc], place[arc]) = direction > 0 ? (capacity[arc], -1) : (0, 1)
    } else {
      exchange(arc, for: leaving, makesUp)
    }
  }

  /// Changes amounts round an arc's cycle and those of the extras, but not the arc's own.
  private mutating func advance(
    _ arc: Int, _ direction: Double, limit: Double
  ) -> (step: Double, leaving: Leaving, makesUp: [Double]) {
    tree.find(&entering, from: from[arc], to: to[arc])
    addCycle(entering, times: direction)
    var makesUp: [Double] = []
    if !extras.isEmpty {
      var spent = [Double](repeating: 0, count: side.count)
      if row[arc] >= 0 { spent[Int(row[arc])] += direction * value[arc] }
      for node in touched {
        let link = Int(tree.links[Int(node)].arc)
        if row[link] >= 0 { spent[Int(row[link])] += change[Int(node)] * value[link] }
      }
      if spent.contains(where: { $0 != 0 }) { makesUp = addExtras(spent) }
    }
    let (step, leaving) =
      makesUp.isEmpty ? simpleRatio(limit: limit, direction) : ratio(limit: limit, makesUp)
    move(step, makesUp)
    return (step, leaving, makesUp)
  }

  /// A pivot of a column, which has no cycle of its own.
  mutating func pivot(column: Int) {
    let entry = columns[column]
    var spent = [Double](repeating: 0, count: side.count)
    spent[Int(entry.row)] += entry.value
    if entry.otherRow >= 0 { spent[Int(entry.otherRow)] += entry.otherValue }
    let makesUp = addExtras(spent)
    let (step, leaving) = ratio(limit: .infinity, makesUp)
    move(step, makesUp)
    columnValue[column] += step
    exchange(flow.count + column, for: leaving, makesUp)
  }

  // MARK: Changes

  /// Adds a flow round a cycle to the changes of links.
  private mutating func addCycle(_ cycle: SideTree.Cycle, times factor: Double) {
    for node in cycle.tail { add(tree.links[Int(node)].leadsUp ? -factor : factor, to: node) }
    for node in cycle.head { add(tree.links[Int(node)].leadsUp ? factor : -factor, to: node) }
  }

  private mutating func add(_ amount: Double, to node: Int32) {
    if change[Int(node)] == 0 { touched.append(node) }
    change[Int(node)] += amount
    // A node that is touched stays so, whatever its changes add up to.
    if change[Int(node)] == 0 { change[Int(node)] = .leastNonzeroMagnitude }
  }

  /// What each extra must change by, for each unit, so that no row changes; its cycles are added.
  private mutating func addExtras(_ spent: [Double]) -> [Double] {
    let makesUp = factor.solve(spent).map { abs($0) > Self.leastChange ? -$0 : 0 }
    for (extra, amount) in makesUp.enumerated() where amount != 0 && extras[extra] < flow.count {
      tree.find(&other, from: from[extras[extra]], to: to[extras[extra]])
      addCycle(other, times: amount)
    }
    return makesUp
  }

  /// Changes below this are rounding.
  private static let leastChange = 1e-10

  // MARK: Ratio tests

  /// How far an arc can go along a change.
  private func room(ofArc arc: Int, _ change: Double) -> Double {
    (change < 0 ? flow[arc] : capacity[arc] - flow[arc]) / abs(change)
  }

  /// How far the link of a node can go along a change.
  func room(ofLinkAt node: Int32, _ change: Double) -> Double {
    room(ofArc: Int(tree.links[Int(node)].arc), change)
  }

  /// The step along one cycle: of the links that block the last one on the way round from the highest node.
  private func simpleRatio(limit: Double, _ direction: Double) -> (Double, Leaving) {
    var step = limit
    var leaving = Leaving.entering
    let (first, second) =
      direction > 0 ? (entering.tail, entering.head) : (entering.head, entering.tail)
    for node in first {
      let room = room(ofLinkAt: node, change[Int(node)])
      if room < step { (step, leaving) = (room, .link(node)) }
    }
    for node in second {
      let room = room(ofLinkAt: node, change[Int(node)])
      if room <= step { (step, leaving) = (room, .link(node)) }
    }
    return (max(0, step), leaving)
  }

  /// The step along several cycles: of what blocks that which changes most.
  private func ratio(limit: Double, _ makesUp: [Double]) -> (Double, Leaving) {
    var step = limit
    func extraRoom(_ extra: Int) -> Double {
      let amount = makesUp[extra]
      let index = extras[extra]
      if index < flow.count { return room(ofArc: index, amount) }
      return amount < 0 ? columnValue[index - flow.count] / -amount : .infinity
    }
    for node in touched where abs(change[Int(node)]) > Self.leastChange {
      step = min(step, room(ofLinkAt: node, change[Int(node)]))
    }
    for extra in makesUp.indices where makesUp[extra] != 0 { step = min(step, extraRoom(extra)) }
    step = max(0, step)
    var leaving = Leaving.entering
    guard step < limit else { return (step, leaving) }
    var most = 0.0
    for node in touched {
      let amount = abs(change[Int(node)])
      guard amount > max(most, Self.leastChange),
        room(ofLinkAt: node, change[Int(node)]) * amount <= step * amount + flowTolerance
      else { continue }
      (most, leaving) = (amount, .link(node))
    }
    for extra in makesUp.indices where abs(makesUp[extra]) > most {
      guard extraRoom(extra) * abs(makesUp[extra]) <= step * abs(makesUp[extra]) + flowTolerance
      else { continue }
      (most, leaving) = (abs(makesUp[extra]), .extra(extra))
    }
    return (step, leaving)
  }

  // MARK: The exchange

  /// Goes a step along the changes, which are forgotten.
  private mutating func move(_ step: Double, _ makesUp: [Double]) {
    for node in touched {
      let amount = change[Int(node)]
      change[Int(node)] = 0
      guard step > 0, abs(amount) > Self.leastChange else { continue }
      let link = Int(tree.links[Int(node)].arc)
      flow[link] = snapped(flow[link] + amount * step, capacity[link])
    }
    touched.removeAll(keepingCapacity: true)
    for (extra, amount) in makesUp.enumerated() where amount != 0 {
      let index = extras[extra]
      if index < flow.count {
        flow[index] = snapped(flow[index] + amount * step, capacity[index])
      } else {
        columnValue[index - flow.count] = snapped(
          columnValue[index - flow.count] + amount * step, .infinity)
      }
    }
  }

  /// An amount that is within rounding of a bound is there.
  private func snapped(_ amount: Double, _ capacity: Double) -> Double {
    if amount < flowTolerance { return 0 }
    return amount > capacity - flowTolerance ? capacity : amount
  }

  private mutating func exchange(_ index: Int, for leaving: Leaving, _ makesUp: [Double]) {
    switch leaving {
    case .entering:
      // A bound to the other one: the basis stays.
      flow[index] = place[index] > 0 ? capacity[index] : 0
      place[index] = -place[index]
      return
    case .extra(let extra):
      leave(extras[extra])
      enter(index, as: extra)
      renew([extra])
    case .link(let node):
      let link = Int(tree.links[Int(node)].arc)
      var stale = extras(through: link)
      if index < flow.count, entering.tail.contains(node) || entering.head.contains(node) {
        leave(link)
        place[index] = 0
        hang(index, inPlaceOf: node, isAtHead: entering.head.contains(node))
      } else {
        // One of the extras whose cycles need the link takes its place, and is replaced itself.
        guard let extra = stale.max(by: { abs(makesUp[$0]) < abs(makesUp[$1]) }) else { return }
        let arc = extras[extra]
        tree.find(&other, from: from[arc], to: to[arc])
        leave(link)
        hang(arc, inPlaceOf: node, isAtHead: other.head.contains(node))
        enter(index, as: extra)
        if !stale.contains(extra) { stale.append(extra) }
      }
      renew(stale)
    }
    beginVersion()
  }

  /// Takes something out of the basis, at the bound where it is.
  private mutating func leave(_ index: Int) {
    if index >= flow.count {
      isBasicColumn[index - flow.count] = false
      columnValue[index - flow.count] = 0
    } else if flow[index] > 0.5 * capacity[index] {
      flow[index] = capacity[index]
      place[index] = -1
    } else {
      flow[index] = 0
      place[index] = 1
    }
  }

  private mutating func enter(_ index: Int, as extra: Int) {
    extras[extra] = index
    if index < flow.count { place[index] = 0 } else { isBasicColumn[index - flow.count] = true }
  }

  /// Joins the subtree of a node to the rest by an arc, instead of by the node's link.
  private mutating func hang(_ arc: Int, inPlaceOf node: Int32, isAtHead: Bool) {
    let inside = isAtHead ? to[arc] : from[arc]
    tree.exchange(linkOf: node, hanging: inside, by: link(of: arc, at: inside))
  }

  // MARK: The small matrix

  /// The extras in whose cycles an arc is.
  func extras(through arc: Int) -> [Int] {
    guard cycleCount[arc] > 0 else { return [] }
    return factor.cycles.indices.filter { factor.cycles[$0].contains(Int32(arc)) }
  }

  /// Finds again what some extras spend and cost along their cycles, and the prices of the rows.
  mutating func renew(_ stale: [Int]) {
    guard !stale.isEmpty else { return }
    let count = side.count
    for extra in stale {
      for arc in factor.cycles[extra] { cycleCount[Int(arc)] -= 1 }
      factor.cycles[extra].removeAll(keepingCapacity: true)
      for row in 0..<count { factor.spends[extra * count + row] = 0 }
      let index = extras[extra]
      if index >= flow.count {
        let column = columns[index - flow.count]
        factor.costs[extra] = column.cost
        factor.spends[extra * count + Int(column.row)] = column.value
        if column.otherRow >= 0 {
          factor.spends[extra * count + Int(column.otherRow)] = column.otherValue
        }
        continue
      }
      tree.find(&other, from: from[index], to: to[index])
      factor.costs[extra] = 0
      addToExtra(extra, index, 1)
      for node in other.tail { addToExtra(extra, node, isAtHead: false) }
      for node in other.head { addToExtra(extra, node, isAtHead: true) }
    }
    guard factor.take(stale) else {
      isSingular = true
      return
    }
    price = factor.prices()
  }

  private mutating func addToExtra(_ extra: Int, _ node: Int32, isAtHead: Bool) {
    let link = Int(tree.links[Int(node)].arc)
    addToExtra(extra, link, tree.links[Int(node)].leadsUp == isAtHead ? 1 : -1)
    factor.cycles[extra].append(Int32(link))
    cycleCount[link] += 1
  }

  private mutating func addToExtra(_ extra: Int, _ arc: Int, _ sign: Double) {
    factor.costs[extra] += sign * cost[arc]
    if row[arc] >= 0 { factor.spends[extra * side.count + Int(row[arc])] += sign * value[arc] }
  }
}
