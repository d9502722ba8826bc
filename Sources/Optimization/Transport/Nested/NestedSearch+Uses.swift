extension NestedSearch {
  /// Hours on their way to the demands of a pool.
  private struct Parcel {
    var supply: Int32
    var directArc: Int32
    var hours: Double
  }

  /// What a demand gets from its pool in a cell.
  private struct Draw {
    var demand: Int32
    var hours: Double
  }

  /// Who serves whom, cell by cell: the flow as paths from supplies to demands.
  ///
  /// The members of a type are used cheapest first. Each pool hands on its hours in the order of its
  /// supplies, so that few pairs are formed.
  /// - Returns: for each cell of the part its uses, sorted.
  func uses(of problem: PooledTransport, part: NestedPart, leafServed: [Double])
    -> [[TransportSolution.Use]]
  {
    let pools = network.poolCount
    var draws: [(node: Int, draw: Draw)] = []
    for (index, leaf) in part.leaves.enumerated() where leafServed[index] > negligible {
      draws.append(
        (
          Int(leaf.cell) * pools + Int(network.demandPool[Int(leaf.demand)]),
          Draw(demand: leaf.demand, hours: leafServed[index])
        ))
    }
    for entry in entryCell.indices where flow[entryBase + entry] > negligible {
      let window = Int(entryWindow[entry])
      draws.append(
        (
          Int(entryCell[entry]) * pools + Int(windowPool[window]),
          Draw(demand: part.windows[window], hours: flow[entryBase + entry])
        ))
    }
    draws.sort { ($0.node, $0.draw.demand) < ($1.node, $1.draw.demand) }
    let drawFirst = NestedNetwork.offsets(of: draws.map { Int32($0.node) }, count: poolNodeCount)
    return part.cells.indices.map { local in
      var parcels = arrivals(of: problem, local: local, cell: Int(part.cells[local]))
      var uses: [TransportSolution.Use] = []
      for ordered in network.order {
        let pool = Int(ordered)
        var rest = parcels[pool][...]
        for link in Int(network.linkFirstLeaving[pool])..<Int(network.linkFirst[pool + 1]) {
          let arc = Int(network.links[link])
          let next = Int(network.arcTo[arc])
          hand(flow[arcBase + local * network.arcCount + arc], from: &rest) {
            parcels[next].append($0)
          }
        }
        let node = local * pools + pool
        for index in Int(drawFirst[node])..<Int(drawFirst[node + 1]) {
          let draw = draws[index].draw
          hand(draw.hours, from: &rest) {
            uses.append(
              TransportSolution.Use(
                cell: part.cells[local], supply: $0.supply, demand: draw.demand,
                directArc: $0.directArc, hours: $0.hours))
          }
        }
      }
      return merged(uses)
    }
  }

  /// For each pool the hours that enter it from supplies in a cell.
  private func arrivals(of problem: PooledTransport, local: Int, cell: Int) -> [[Parcel]] {
    var parcels = [[Parcel]](repeating: [], count: network.poolCount)
    for type in 0..<network.typeCount {
      var index = Int(network.memberFirst[type])
      let end = Int(network.memberFirst[type + 1])
      var left =
        index < end
        ? problem.supplyHours[Int(network.members[index]) * problem.cellCount + cell] : 0
      for slot in Int(network.typeFirst[type])..<Int(network.typeFirst[type + 1]) {
        var wanted = flow[local * network.slotCount + slot]
        while wanted > negligible, index < end {
          let hours = min(wanted, left)
          if hours > 0 {
            parcels[Int(network.slotPool[slot])].append(
              Parcel(
                supply: network.members[index], directArc: network.slotDirect[slot], hours: hours))
            wanted -= hours
            left -= hours
          }
          if left <= 0 {
            index += 1
            if index < end {
              left = problem.supplyHours[Int(network.members[index]) * problem.cellCount + cell]
            }
          }
        }
      }
    }
    return parcels
  }

  /// Hands on so many hours from the front of the parcels, as far as they go.
  private func hand(
    _ hours: Double, from parcels: inout ArraySlice<Parcel>, _ body: (Parcel) -> Void
  ) {
    var wanted = hours
    while wanted > negligible, let first = parcels.first {
      if first.hours <= wanted {
        body(first)
        wanted -= first.hours
        parcels.removeFirst()
      } else {
        body(Parcel(supply: first.supply, directArc: first.directArc, hours: wanted))
        parcels[parcels.startIndex].hours -= wanted
        wanted = 0
      }
    }
  }

  /// Sorted, and with equal ends added up.
  private func merged(_ uses: [TransportSolution.Use]) -> [TransportSolution.Use] {
    let sorted = uses.sorted {
      ($0.supply, $0.demand, $0.directArc) < ($1.supply, $1.demand, $1.directArc)
    }
    var merged: [TransportSolution.Use] = []
    merged.reserveCapacity(sorted.count)
    for use in sorted {
      if let last = merged.last, last.supply == use.supply, last.demand == use.demand,
        last.directArc == use.directArc
      {
        merged[merged.count - 1].hours += use.hours
      } else {
        merged.append(use)
      }
    }
    return merged
  }
}
