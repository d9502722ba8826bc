/// What one more hour would be worth, from a finished nested flow.
struct NestedPrices: Sendable {
  /// By cell and pool.
  var pools: [Double]
  /// By cell and type.
  var types: [Double]
}

extension NestedSearch {
  /// Ends the search: what is left of a flow by rounding alone is nothing, and a limit that is kept by
  /// rounding alone is met. What follows tells apart what flows and what does not.
  mutating func settle() {
    let (slots, types) = (network.slotCount, network.typeCount)
    // By cell and pool all hours that could come there.
    var within = [Double](repeating: 0, count: poolNodeCount)
    for local in 0..<cellCount {
      let nodeBase = local * network.poolCount
      for slot in 0..<slots {
        let hours = hours[local * types + Int(network.slotType[slot])]
        within[nodeBase + Int(network.slotPool[slot])] += hours
        settle(
          local * slots + slot, dust: NestedSearch.rounding * hours,
          limit: slotLimit.isEmpty ? .infinity : slotLimit[local * slots + slot])
      }
      for pool in network.order {
        let hours = within[nodeBase + Int(pool)]
        let leaving =
          Int(network.linkFirstLeaving[Int(pool)])..<Int(network.linkFirst[Int(pool) + 1])
        for link in leaving {
          let arc = Int(network.links[link])
          within[nodeBase + Int(network.arcTo[arc])] += hours
          settle(
            arcBase + local * network.arcCount + arc, dust: NestedSearch.rounding * hours,
            limit: .infinity)
        }
      }
    }
    for entry in entryLimit.indices {
      let pool = Int(windowPool[Int(entryWindow[entry])])
      settle(
        entryBase + entry,
        dust: NestedSearch.rounding
          * within[Int(entryCell[entry]) * network.poolCount + pool],
        limit: entryLimit[entry])
    }
  }

  private mutating func settle(_ index: Int, dust: Double, limit: Double) {
    if flow[index] <= min(dust, NestedSearch.rounding * limit) {
      flow[index] = 0
    } else if limit - flow[index] <= min(dust, NestedSearch.rounding * limit) {
      flow[index] = limit
    }
  }

  /// The least cost of one more hour at each pool and of each type: that of idle supply within reach, or
  /// the price of a served demand that would give up an hour. These are shortest distances in the
  /// residual graph, whose only costs stand at its ends; hence a dual solution, optimal if the flow is.
  ///
  /// Shapes: `leafServed` as the part's leaves. Values are infinite where nothing is within reach.
  func prices(of problem: PooledTransport, part: NestedPart, leafServed: [Double]) -> NestedPrices {
    let types = network.typeCount
    var nearest = [Double](repeating: .infinity, count: label.count)
    var ofType = [Double](repeating: .infinity, count: cellCount * types)
    for (local, cell) in part.cells.enumerated() {
      for type in 0..<types {
        let used = self.used(type, in: local)
        var room = 0.0
        for index in Int(network.memberFirst[type])..<Int(network.memberFirst[type + 1]) {
          let member = Int(network.members[index])
          room += problem.supplyHours[member * problem.cellCount + Int(cell)]
          if room - used > NestedSearch.rounding * hours[local * types + type] {
            ofType[local * types + type] = problem.supplies[member].costPerHour
            break
          }
        }
        let idle = ofType[local * types + type]
        guard idle < .infinity else { continue }
        for slot in Int(network.typeFirst[type])..<Int(network.typeFirst[type + 1])
        where hasRoom(local * network.slotCount + slot) {
          let node = local * network.poolCount + Int(network.slotPool[slot])
          nearest[node] = min(nearest[node], idle)
        }
      }
    }
    for (index, leaf) in part.leaves.enumerated() where leafServed[index] > negligible {
      let node = Int(leaf.cell) * network.poolCount + Int(network.demandPool[Int(leaf.demand)])
      nearest[node] = min(nearest[node], problem.demands[Int(leaf.demand)].pricePerHour)
    }
    for (index, demand) in part.windows.enumerated() {
      let entries = Int(windowFirst[index])..<Int(windowFirst[index + 1])
      if entries.contains(where: { flow[entryBase + $0] > negligible }) {
        nearest[poolNodeCount + index] = problem.demands[Int(demand)].pricePerHour
      }
    }

    // From the cheapest ends on: what a search meets first is nearest.
    var distance = [Double](repeating: .infinity, count: label.count)
    var waiting: [Int32] = []
    let ends = nearest.indices.filter { nearest[$0] < .infinity }
      .sorted { (nearest[$0], $0) < (nearest[$1], $1) }
    for end in ends where distance[end] == .infinity {
      let value = nearest[end]
      distance[end] = value
      waiting.append(Int32(end))
      while let node = waiting.popLast() {
        visitTakers(from: Int(node)) { taker in
          if distance[taker] == .infinity {
            distance[taker] = value
            waiting.append(Int32(taker))
          }
        }
      }
    }
    for local in 0..<cellCount {
      for slot in 0..<network.slotCount where flow[local * network.slotCount + slot] > negligible {
        let type = local * types + Int(network.slotType[slot])
        ofType[type] = min(
          ofType[type], distance[local * network.poolCount + Int(network.slotPool[slot])])
      }
    }
    return NestedPrices(pools: Array(distance.prefix(poolNodeCount)), types: ofType)
  }

  /// The hours of a type that flow in a cell.
  func used(_ type: Int, in cell: Int) -> Double {
    var used = 0.0
    for slot in Int(network.typeFirst[type])..<Int(network.typeFirst[type + 1]) {
      used += flow[cell * network.slotCount + slot]
    }
    return used
  }
}
