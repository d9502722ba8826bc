extension SparseCell {
  /// Builds the cells of a problem one after the other.
  struct Builder {
    private let layout: SparseLayout
    /// For each work its place in the cell; -1 where it has none. All -1 between cells.
    private var place: [Int32]

    init(_ layout: SparseLayout) {
      self.layout = layout
      place = [Int32](repeating: -1, count: layout.lineOfWork.count)
    }

    /// The cell of some uses: each supply's hours are handed to its givers in their order, as far as
    /// these have them.
    mutating func cell(
      _ cell: Int, uses: ArraySlice<TransportSolution.Use>, dustHours: Double,
      givers all: [SparseUses.Giver], problem: PooledTransport
    ) -> SparseCell {
      var result = SparseCell()
      result.cell = cell
      var capacity = [Int64](repeating: 0, count: all.count)
      for (index, giver) in all.enumerated() where giver.cells.contains(cell) {
        let units = FineHours.units(giver.hours[cell - giver.cells.lowerBound], .down)
        guard units > 0 else { continue }
        capacity[index] = units
        result.present.append(Int32(index))
      }

      // Works, without those that get no more than dust.
      var hours = [Double](repeating: 0, count: place.count)
      for use in uses {
        hours[Int(layout.work(demand: use.demand, directArc: use.directArc))] += use.hours
      }
      for (work, hours) in hours.enumerated() where hours > dustHours {
        place[work] = Int32(result.works.count)
        result.works.append(Int32(work))
        result.parts.append([])
      }
      defer { for work in result.works { place[Int(work)] = -1 } }

      let handed = hand(uses, left: capacity, parts: &result.parts)
      addArcs(to: &result, capacity, all, handed: handed.amounts, left: handed.left)
      return result
    }

    /// For each giver what it has for which place, sorted by giver and place; and what it has left.
    private func hand(
      _ uses: ArraySlice<TransportSolution.Use>, left capacity: [Int64],
      parts: inout [[(demand: Int32, amount: Int64)]]
    ) -> (amounts: [(giver: Int32, place: Int32, amount: Int64)], left: [Int64]) {
      var left = capacity
      var amounts: [(giver: Int32, place: Int32, amount: Int64)] = []
      amounts.reserveCapacity(uses.count + capacity.count)
      var supply: Int32 = -1
      var next = 0
      for use in uses {
        if use.supply != supply { (supply, next) = (use.supply, 0) }
        let work = Int(layout.work(demand: use.demand, directArc: use.directArc))
        guard place[work] >= 0 else { continue }
        var units = FineHours.units(use.hours, .toNearestOrAwayFromZero)
        let givers = layout.giversOfSupply[Int(supply)]
        while units > 0, next < givers.count {
          let giver = givers[next]
          let taken = min(units, left[Int(giver)])
          if taken > 0 {
            amounts.append((giver, place[work], taken))
            Self.add(taken, for: use.demand, to: &parts[Int(place[work])])
          }
          left[Int(giver)] -= taken
          units -= taken
          if left[Int(giver)] == 0 { next += 1 }
        }
      }
      amounts.sort { ($0.giver, $0.place) < ($1.giver, $1.place) }
      for index in parts.indices { parts[index].sort { $0.demand < $1.demand } }
      return (amounts, left)
    }

    private static func add(
      _ units: Int64, for demand: Int32, to parts: inout [(demand: Int32, amount: Int64)]
    ) {
      if let known = parts.lastIndex(where: { $0.demand == demand }) {
        parts[known].amount += units
      } else {
        parts.append((demand, units))
      }
    }

    private func addArcs(
      to result: inout SparseCell, _ capacity: [Int64], _ all: [SparseUses.Giver],
      handed: [(giver: Int32, place: Int32, amount: Int64)], left: [Int64]
    ) {
      var idle = [Int64](repeating: 0, count: layout.priceCount)
      var heads: [Int32] = []
      var next = 0
      for giver in result.present {
        let start = result.arc.count
        for number in layout.firstArc[Int(giver)]..<layout.firstArc[Int(giver) + 1] {
          let place = self.place[Int(layout.work[Int(number)])]
          guard place >= 0, !result.parts[Int(place)].isEmpty else { continue }
          result.tail.append(Int32(result.givers.count))
          heads.append(place)
          result.arc.append(number)
          var amount: Int64 = 0
          while next < handed.count, handed[next].giver == giver, handed[next].place == place {
            amount += handed[next].amount
            next += 1
          }
          result.start.append(amount)
        }
        guard result.arc.count > start else { continue }
        result.givers.append(giver)
        result.amount.append(capacity[Int(giver)])
        idle[Int(layout.priceOfSupply[Int(all[Int(giver)].supply)])] += left[Int(giver)]
      }
      let giverCount = Int32(result.givers.count)
      result.head = heads.map { $0 + giverCount }
      for parts in result.parts { result.amount.append(parts.reduce(0) { $0 + $1.amount }) }
      var nodeOfPrice = [Int32](repeating: -1, count: layout.priceCount)
      for (price, units) in idle.enumerated() where units > 0 {
        nodeOfPrice[price] = Int32(result.amount.count)
        result.prices.append(Int32(price))
        result.amount.append(units)
      }
      for (node, giver) in result.givers.enumerated() {
        let idleNode = nodeOfPrice[Int(layout.priceOfSupply[Int(all[Int(giver)].supply)])]
        guard idleNode >= 0 else { continue }
        result.tail.append(Int32(node))
        result.head.append(idleNode)
        result.start.append(left[Int(giver)])
      }
    }
  }
}
