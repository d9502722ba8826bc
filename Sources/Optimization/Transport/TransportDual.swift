/// Prices that bound a ``PooledTransport`` from below: a dual solution without budgets.
public struct TransportDual: Sendable {
  /// By cell and pool (`cell * poolCount + pool`): what an hour in the pool is worth, at least 0.
  public var poolPrices: [Double]
  /// By supply and cell (`supply * cellCount + cell`): what an hour of the supply earns beyond its
  /// cost, at least 0.
  public var supplyRents: [Double]

  /// Nothing is worth anything: feasible, with the bound 0 where no direct arc is rewarded.
  public init(of problem: PooledTransport) {
    poolPrices = [Double](repeating: 0, count: problem.cellCount * problem.poolCount)
    supplyRents = [Double](repeating: 0, count: problem.supplies.count * problem.cellCount)
  }

  /// The largest violation of a sign or a reduced cost, in money an hour: pools along pool arcs may only
  /// get cheaper, and no pool pays more than a supply's cost and rent.
  public func violation(of problem: PooledTransport) -> Double {
    var worst = 0.0
    for price in poolPrices { worst = max(worst, -price) }
    for rent in supplyRents { worst = max(worst, -rent) }
    for cell in 0..<problem.cellCount {
      let base = cell * problem.poolCount
      for arc in problem.poolArcs {
        worst = max(worst, poolPrices[base + Int(arc.to)] - poolPrices[base + Int(arc.from)])
      }
      for arc in problem.supplyArcs {
        let supply = Int(arc.from)
        worst = max(
          worst,
          poolPrices[base + Int(arc.to)] - problem.supplies[supply].costPerHour
            - supplyRents[supply * problem.cellCount + cell])
      }
    }
    return worst
  }

  /// What no solution costs less than, as far as the prices are feasible: each demand pays the least that
  /// it can at these prices, less the rents of all supply.
  ///
  /// Source: A. M. Geoffrion, Mathematical Programming Study 2 (1974) 82–114, doi:10.1007/BFb0120690.
  public func bound(of problem: PooledTransport) -> Double {
    var offers = [[Int]](repeating: [], count: problem.demands.count)
    for (index, arc) in problem.directArcs.enumerated() { offers[Int(arc.demand)].append(index) }
    var total = 0.0
    for (index, demand) in problem.demands.enumerated() {
      total += leastCost(of: demand, directArcs: offers[index], in: problem)
    }
    var rents = 0.0
    for index in supplyRents.indices where supplyRents[index] > 0 {
      rents += supplyRents[index] * problem.supplyHours[index]
    }
    return total - rents
  }

  /// Hours at a cost each.
  private struct Offer {
    var cost: Double
    var hours: Double
  }

  private func leastCost(
    of demand: PooledTransport.Demand, directArcs: [Int], in problem: PooledTransport
  ) -> Double {
    switch demand.amount {
    case .perCell(let cells, let hours):
      var cost = 0.0
      for cell in cells {
        let asked = hours[cell - cells.lowerBound]
        guard asked > 0 else { continue }
        if directArcs.isEmpty {
          cost += asked * min(demand.pricePerHour, poolPrice(of: demand, in: cell, problem))
        } else {
          let offers = self.offers(to: demand, in: cell, limit: asked, directArcs, problem)
          cost += TransportDual.fill(asked, from: offers, price: demand.pricePerHour)
        }
      }
      return cost
    case .window(let cells, let asked, let limits):
      var offers: [Offer] = []
      for cell in cells where limits[cell - cells.lowerBound] > 0 {
        let limit = min(asked, limits[cell - cells.lowerBound])
        if directArcs.isEmpty {
          offers.append(Offer(cost: poolPrice(of: demand, in: cell, problem), hours: limit))
        } else {
          offers += self.offers(to: demand, in: cell, limit: limit, directArcs, problem)
        }
      }
      return TransportDual.fill(asked, from: offers, price: demand.pricePerHour)
    }
  }

  private func poolPrice(
    of demand: PooledTransport.Demand, in cell: Int, _ problem: PooledTransport
  ) -> Double {
    guard let pool = demand.pool else { return .infinity }
    return poolPrices[cell * problem.poolCount + Int(pool)]
  }

  /// The cheapest offers of one cell, up to its limit.
  private func offers(
    to demand: PooledTransport.Demand, in cell: Int, limit: Double, _ directArcs: [Int],
    _ problem: PooledTransport
  ) -> [Offer] {
    var offers: [Offer] = []
    if demand.pool != nil {
      offers.append(Offer(cost: poolPrice(of: demand, in: cell, problem), hours: limit))
    }
    for index in directArcs {
      let arc = problem.directArcs[index]
      guard arc.cells.contains(cell) else { continue }
      let supply = Int(arc.supply)
      offers.append(
        Offer(
          cost: problem.supplies[supply].costPerHour + arc.cost
            + supplyRents[supply * problem.cellCount + cell],
          hours: arc.limitHours[cell - arc.cells.lowerBound]))
    }
    offers.sort { $0.cost < $1.cost }
    var left = limit
    for index in offers.indices {
      offers[index].hours = min(offers[index].hours, left)
      left -= offers[index].hours
    }
    return offers
  }

  /// The least cost of so many hours from offers, the rest at a price.
  private static func fill(_ hours: Double, from offers: [Offer], price: Double) -> Double {
    var left = hours
    var cost = 0.0
    for offer in offers.sorted(by: { $0.cost < $1.cost }) where offer.cost < price {
      let taken = min(left, offer.hours)
      guard taken > 0 else { continue }
      cost += taken * offer.cost
      left -= taken
    }
    return cost + left * price
  }
}
