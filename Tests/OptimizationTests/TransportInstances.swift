import Optimization
import TestSupport

/// Small random transport problems with everything in them.
struct TransportInstances {
  var ladders = true
  var directArcs = true
  var directCosts = false
  var windows = true
  var perCell = true
  /// Whether an hour's price may be below what supply costs.
  var cheapDemands = false
  /// Whether amounts are small whole numbers, so that ties occur.
  var ties = false
  var size = 1

  func instance(seed: UInt64) -> PooledTransport {
    var random = SplitMix64(seed)
    func amount(_ most: Int) -> Double {
      let value = Double(random.next(in: 0...most))
      return ties ? value : value * Double.random(in: 0.5..<1, using: &random)
    }
    let cells = random.next(in: 1...4) * size
    var problem = PooledTransport(cellCount: cells)
    problem.poolCount = random.next(in: 1...5) * size
    for supply in 0..<random.next(in: 1...8) * size {
      problem.supplies.append(
        PooledTransport.Supply(costPerHour: amount(8) * 5, moneyPerHour: amount(8)))
      for _ in 0..<cells { problem.supplyHours.append(amount(20)) }
      for pool in 0..<problem.poolCount where random.next(in: 0...2 * size) == 0 {
        problem.supplyArcs.append(PooledTransport.Arc(from: Int32(supply), to: Int32(pool)))
      }
    }
    if ladders {
      for pool in 1..<max(1, problem.poolCount) where random.next(in: 0...1) == 0 {
        problem.poolArcs.append(PooledTransport.Arc(from: Int32(pool - 1), to: Int32(pool)))
      }
    }
    for _ in 0..<random.next(in: 0...8) * size {
      let first = random.next(in: 0...cells - 1)
      let range = first..<random.next(in: first + 1...cells)
      let asWindow = windows && (!perCell || random.next(in: 0...1) == 0)
      let hours = range.map { _ in amount(15) }
      problem.demands.append(
        PooledTransport.Demand(
          pool: random.next(in: 0...9) == 0
            ? nil : Int32(random.next(in: 0...problem.poolCount - 1)),
          pricePerHour: cheapDemands ? amount(10) * 8 : 50 + amount(10) * 20, group: nil,
          amount: asWindow
            ? .window(
              cells: range, totalHours: amount(40),
              limitHours: hours.map { random.next(in: 0...2) == 0 ? .infinity : $0 })
            : .perCell(cells: range, hours: hours)))
    }
    guard directArcs else { return problem }
    for supply in problem.supplies.indices {
      for demand in problem.demands.indices where random.next(in: 0...9) == 0 {
        let first = random.next(in: 0...cells - 1)
        let range = first..<random.next(in: first + 1...cells)
        problem.directArcs.append(
          PooledTransport.DirectArc(
            supply: Int32(supply), demand: Int32(demand),
            cost: directCosts ? amount(10) * 4 - 20 : 0, cells: range,
            limitHours: range.map { _ in random.next(in: 0...1) == 0 ? .infinity : amount(10) }))
      }
    }
    return problem
  }
}
