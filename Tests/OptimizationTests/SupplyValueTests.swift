import Optimization
import TestSupport
import Testing

@Suite("The value of supply")
struct SupplyValueTests {
  /// What a finite change may differ by from solving again, relative to the objective.
  static let tolerance = 1e-6
  /// More than any demand pays: hours at this price are taken wherever there are any.
  static let anyPrice = 1e6

  /// The same problem with a free supply into the pool.
  static func adding(_ request: SupplyValue.Request, to problem: PooledTransport) -> PooledTransport {
    var problem = problem
    problem.supplies.append(PooledTransport.Supply(costPerHour: 0, moneyPerHour: 0))
    problem.supplyHours += (0..<problem.cellCount).map {
      request.cells.contains($0) ? request.hours[$0 - request.cells.lowerBound] : 0
    }
    problem.supplyArcs.append(
      PooledTransport.Arc(from: Int32(problem.supplies.count - 1), to: Int32(request.pool)))
    return problem
  }

  /// The same problem with a demand on the pool that comes before all others.
  static func taking(_ request: SupplyValue.Request, from problem: PooledTransport)
    -> PooledTransport
  {
    var problem = problem
    problem.demands.append(
      PooledTransport.Demand(
        pool: Int32(request.pool), pricePerHour: anyPrice, group: nil,
        amount: .perCell(cells: request.cells, hours: request.hours)))
    return problem
  }

  static func requests(for problem: PooledTransport, seed: UInt64) -> [SupplyValue.Request] {
    var random = SplitMix64(seed)
    return (0..<problem.poolCount).flatMap { pool in
      [SupplyValue.Direction.more, .less].map { direction in
        let first = random.next(in: 0...problem.cellCount - 1)
        let cells = first..<random.next(in: first + 1...problem.cellCount)
        return SupplyValue.Request(
          pool: pool, cells: cells, hours: cells.map { _ in Double(random.next(in: 0...12)) },
          direction: direction)
      }
    }
  }

  @Test(
    "more or fewer hours change the optimum as solving again does",
    arguments: NestedFlowsTests.families.indices)
  func agreesWithSolvingAgain(family: Int) async throws {
    for seed in 0..<60 {
      let problem = NestedFlowsTests.families[family].instances.instance(seed: UInt64(seed))
      let solution = try await NestedFlows.solve(problem)
      let requests = Self.requests(for: problem, seed: UInt64(seed))
      let changes = try await SupplyValue.changes(of: requests, in: problem, at: solution)
      for (request, change) in zip(requests, changes) {
        let expected: Double
        if request.direction == .more {
          let again = try await NestedFlows.solve(Self.adding(request, to: problem))
          expected = solution.objective - again.objective
        } else {
          let again = try await NestedFlows.solve(Self.taking(request, from: problem))
          let short = again.shortHours.last ?? 0
          expected = again.objective - Self.anyPrice * short - solution.objective
          #expect(
            abs(change.hours + short - request.hours.reduce(0, +)) <= Self.tolerance,
            "\(NestedFlowsTests.families[family].name), seed \(seed): \(request)")
        }
        #expect(
          abs(change.money - expected) <= Self.tolerance * (1 + solution.objective),
          "\(NestedFlowsTests.families[family].name), seed \(seed): \(request)")
      }
    }
  }
}
