import Foundation
import Optimization

/// An instance with an optimum that `peers/spread.py` has written.
struct SpreadInstance {
  var problem: PooledTransport
  var givers: [SparseUses.Giver]
  var solution: TransportSolution

  init(path: String) throws {
    let data = try Data(contentsOf: URL(filePath: path))
    let numbers = data.withUnsafeBytes { Array($0.bindMemory(to: Double.self)) }
    var next = 0
    func take() -> Double {
      next += 1
      return numbers[next - 1]
    }
    func takeInt() -> Int { Int(take()) }
    let (people, lines, weeks) = (takeInt(), takeInt(), takeInt())
    let (classes, arcs, uses, groups) = (takeInt(), takeInt(), takeInt(), takeInt())
    problem = PooledTransport(cellCount: weeks)
    problem.poolCount = 40
    let classOf = (0..<people).map { _ in takeInt() }
    problem.supplyHours = [Double](repeating: 0, count: classes * weeks)
    givers = []
    for person in 0..<people {
      let hours = (0..<weeks).map { _ in take() }
      for (week, amount) in hours.enumerated() {
        problem.supplyHours[classOf[person] * weeks + week] += amount
      }
      givers.append(
        SparseUses.Giver(
          supply: Int32(classOf[person]), person: Int32(person), cells: 0..<weeks, hours: hours))
    }
    for _ in 0..<classes {
      let rate = take()
      problem.supplies.append(PooledTransport.Supply(costPerHour: rate, moneyPerHour: rate))
    }
    for _ in 0..<arcs {
      let supply = takeInt()
      problem.supplyArcs.append(PooledTransport.Arc(from: Int32(supply), to: Int32(takeInt())))
    }
    for _ in 0..<lines {
      let (pool, price, group) = (takeInt(), take(), takeInt())
      let (first, last, isWindow) = (takeInt(), takeInt(), take() > 0)
      let (hours, limit) = (take(), take())
      let count = last - first
      problem.demands.append(
        PooledTransport.Demand(
          pool: Int32(pool), pricePerHour: price, group: group >= 0 ? Int32(group) : nil,
          amount: isWindow
            ? .window(
              cells: first..<last, totalHours: hours,
              limitHours: [Double](repeating: limit < 0 ? .infinity : limit, count: count))
            : .perCell(
              cells: first..<last, hours: [Double](repeating: hours, count: count))))
    }
    problem.groupCount = groups
    problem.moneyPeriod = (0..<weeks).map { Int32($0 / 13) }
    problem.moneyPeriodCount = (weeks + 12) / 13
    problem.budgets = (0..<groups * problem.moneyPeriodCount).map { _ in
      let money = take()
      return money < 0 ? .infinity : money
    }
    problem.carriesOver = [Bool](repeating: false, count: groups)
    let objective = take()
    let used = (0..<uses).map { _ in
      TransportSolution.Use(
        cell: Int32(takeInt()), supply: Int32(takeInt()), demand: Int32(takeInt()), directArc: -1,
        hours: take())
    }
    solution = TransportSolution(
      uses: used, shortHours: (0..<lines).map { _ in take() }, objective: objective,
      certificate: OptimalityCertificate(primalResidual: 0, dualResidual: 0, relativeGap: 0))
  }
}
