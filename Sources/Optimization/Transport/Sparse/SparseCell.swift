/// One cell of a ``SparseUses``: which givers may serve which works, and what must come out.
///
/// Nodes are the givers, then the works, then for each price the hours that nobody uses (*idle*).
/// Arcs lead from givers to works, sorted by giver and work; after them the idle arcs.
struct SparseCell {
  var cell = 0
  /// Givers with hours, whether or not anything is there for them to serve.
  var present: [Int32] = []
  /// Those that can serve something.
  var givers: [Int32] = []
  /// For each node its hours: what a giver has, a work needs, and what is idle of a price.
  var amount: [Int64] = []
  var works: [Int32] = []
  /// Prices with idle hours.
  var prices: [Int32] = []
  /// For each work what each of its demands needs.
  var parts: [[(demand: Int32, amount: Int64)]] = []
  var tail: [Int32] = []
  var head: [Int32] = []
  /// For each arc to a work its number in the layout.
  var arc: [Int32] = []
  /// For each arc what it carries where each supply's hours go to its givers in their order.
  var start: [Int64] = []

  var pairArcCount: Int { arc.count }
  var nodeCount: Int { amount.count }

  /// Amounts of least cost where a pair's cost is spread over what it could have at most.
  func cheapestAmounts(_ charges: SliceCharges) -> [Int64]? {
    var arcs: [NetworkSimplex.Arc] = []
    arcs.reserveCapacity(tail.count)
    for index in tail.indices {
      var cost: Int64 = 0
      if index < pairArcCount {
        let most = min(amount[Int(tail[index])], amount[Int(head[index])])
        let hours = max(FineHours.hours(most), 1 / 64)
        cost = Int64(Double(charges.charge[index]) * 1024 / hours) + charges.perHour[index] * 1024
      }
      arcs.append(NetworkSimplex.Arc(from: tail[index], to: head[index], cost: cost))
    }
    var supply = amount
    for node in givers.count..<supply.count { supply[node] = -supply[node] }
    let solution = NetworkSimplex.solve(supply: supply, arcs: arcs)
    return solution.status == .optimal ? solution.amounts : nil
  }

  /// Writes amounts as slices, each work's hours to its demands in their order.
  func append(_ amounts: [Int64], to result: inout [SparseUses.Slice], layout: SparseLayout) {
    var left = parts
    var current = [Int](repeating: 0, count: parts.count)
    for arc in 0..<pairArcCount where amounts[arc] > 0 {
      let work = Int(head[arc]) - givers.count
      let number = Int(works[work])
      let direct = number < layout.pooledCount ? -1 : Int32(number - layout.pooledCount)
      var units = amounts[arc]
      while units > 0, current[work] < left[work].count {
        let taken = min(units, left[work][current[work]].amount)
        if taken > 0 {
          result.append(
            SparseUses.Slice(
              cell: Int32(cell), giver: givers[Int(tail[arc])],
              demand: left[work][current[work]].demand, directArc: direct,
              hours: FineHours.hours(taken)))
        }
        units -= taken
        left[work][current[work]].amount -= taken
        if left[work][current[work]].amount == 0 { current[work] += 1 }
      }
    }
  }

  /// Whether slices are a solution of the cell as they stand, but for what rounds.
  func isMet(
    by slices: ArraySlice<SparseUses.Slice>, layout: SparseLayout, problem: PooledTransport,
    givers all: [SparseUses.Giver]
  ) -> Bool {
    guard !slices.isEmpty else { return false }
    var left = amount
    var nodeOfGiver: [Int32: Int] = [:]
    for (node, giver) in givers.enumerated() { nodeOfGiver[giver] = node }
    var nodeOfDemand: [Int64: (work: Int, part: Int)] = [:]
    for (work, demands) in parts.enumerated() {
      let direct = Int64(works[work]) - Int64(layout.pooledCount)
      for (part, item) in demands.enumerated() {
        nodeOfDemand[Int64(item.demand) << 32 | max(0, direct + 1)] = (work, part)
      }
    }
    var partsLeft = parts
    var moneyGiven: [Int32: Double] = [:]
    for slice in slices {
      let key = Int64(slice.demand) << 32 | Int64(slice.directArc + 1)
      guard let giver = nodeOfGiver[slice.giver], let place = nodeOfDemand[key],
        layout.arc(giver: slice.giver, work: works[place.work]) != nil
      else { return false }
      let units = FineHours.units(slice.hours, .toNearestOrAwayFromZero)
      left[giver] -= units
      partsLeft[place.work][place.part].amount -= units
      let group = layout.groupOfWork[Int(works[place.work])]
      let rate = problem.supplies[Int(all[Int(slice.giver)].supply)].moneyPerHour
      if group >= 0 { moneyGiven[group, default: 0] += rate * FineHours.hours(units) }
    }
    // A microhour.
    let tolerance: Int64 = 1 << 10
    guard partsLeft.allSatisfy({ $0.allSatisfy { abs($0.amount) <= tolerance } }) else {
      return false
    }
    var idle = [Int64](repeating: 0, count: layout.priceCount)
    for (node, giver) in givers.enumerated() {
      guard left[node] >= -tolerance else { return false }
      idle[Int(layout.priceOfSupply[Int(all[Int(giver)].supply)])] += left[node]
    }
    for (index, price) in prices.enumerated() {
      idle[Int(price)] -= amount[givers.count + works.count + index]
    }
    guard idle.allSatisfy({ abs($0) <= tolerance * 64 }) else { return false }
    for arc in 0..<pairArcCount where start[arc] > 0 {
      let group = layout.groupOfWork[Int(layout.work[Int(self.arc[arc])])]
      let rate = problem.supplies[Int(all[Int(givers[Int(tail[arc])])].supply)].moneyPerHour
      if group >= 0 { moneyGiven[group, default: 0] -= rate * FineHours.hours(start[arc]) }
    }
    return moneyGiven.allSatisfy { group, excess in
      let period = Int(problem.moneyPeriod[cell])
      return excess <= 1e-3
        || problem.budgets[Int(group) * problem.moneyPeriodCount + period] == .infinity
    }
  }
}
