import Optimization
import TestSupport
import Testing

@Suite("Nested flows on hard inputs")
struct NestedFlowsHardInputTests {
  /// One supply, one pool, one demand in each of some cells.
  static func line(cells: Int, hours: Double, asked: Double) -> PooledTransport {
    var problem = PooledTransport(cellCount: cells)
    problem.poolCount = 1
    problem.supplies = [PooledTransport.Supply(costPerHour: 1, moneyPerHour: 0)]
    problem.supplyHours = [Double](repeating: hours, count: cells)
    problem.supplyArcs = [PooledTransport.Arc(from: 0, to: 0)]
    problem.demands = [
      PooledTransport.Demand(
        pool: 0, pricePerHour: 9, group: nil,
        amount: .perCell(cells: 0..<cells, hours: [Double](repeating: asked, count: cells)))
    ]
    return problem
  }

  @Test("nothing at all, no cells, no supply and no demand are solved")
  func nothing() async throws {
    for cells in [0, 3] {
      let solution = try await NestedFlows.solve(PooledTransport(cellCount: cells))
      #expect(solution.uses.isEmpty && solution.objective == 0)
      #expect(NestedFlowsTests.proves(solution.certificate))
    }
    let dry = try await NestedFlows.solve(Self.line(cells: 3, hours: 0, asked: 4))
    #expect(dry.shortHours == [12] && dry.objective == 108)
    #expect(NestedFlowsTests.proves(dry.certificate))
    let calm = try await NestedFlows.solve(Self.line(cells: 3, hours: 4, asked: 0))
    #expect(calm.uses.isEmpty && calm.objective == 0)
    #expect(NestedFlowsTests.proves(calm.certificate))
  }

  @Test("a demand without a pool is short, a supply without arcs is idle")
  func unconnected() async throws {
    var problem = Self.line(cells: 2, hours: 4, asked: 3)
    problem.supplyArcs = []
    let unused = try await NestedFlows.solve(problem)
    #expect(unused.shortHours == [6] && NestedFlowsTests.proves(unused.certificate))
    problem = Self.line(cells: 2, hours: 4, asked: 3)
    problem.demands[0].pool = nil
    let unserved = try await NestedFlows.solve(problem)
    #expect(unserved.shortHours == [6] && NestedFlowsTests.proves(unserved.certificate))
  }

  @Test("windows that are closed, ask nothing, or are wider than all supply are solved")
  func oddWindows() async throws {
    var problem = Self.line(cells: 3, hours: 4, asked: 1)
    for (total, limits) in [(5.0, [0.0, 0, 0]), (0, [1, 1, 1]), (1e9, [.infinity, 0, 1])] {
      problem.demands.append(
        PooledTransport.Demand(
          pool: 0, pricePerHour: 20, group: nil,
          amount: .window(cells: 0..<3, totalHours: total, limitHours: limits)))
    }
    let solution = try await NestedFlows.solve(problem)
    #expect(solution.shortHours[1] == 5 && solution.shortHours[2] == 0)
    #expect(solution.shortHours[3] == 1e9 - 5)
    #expect(NestedFlowsTests.proves(solution.certificate))
  }

  @Test("amounts and prices over twelve orders of magnitude keep their proof", arguments: 0..<60)
  func manyMagnitudes(seed: Int) async throws {
    var problem = TransportInstances(cheapDemands: true, size: 2).instance(seed: UInt64(seed))
    var random = SplitMix64(UInt64(seed))
    func magnitude() -> Double { [1e-6, 1e-3, 1, 1e3, 1e6][random.next(in: 0...4)] }
    for index in problem.supplyHours.indices { problem.supplyHours[index] *= magnitude() }
    for index in problem.supplies.indices { problem.supplies[index].costPerHour *= magnitude() }
    for index in problem.demands.indices {
      problem.demands[index].pricePerHour *= magnitude()
      let scale = magnitude()
      switch problem.demands[index].amount {
      case .perCell(let cells, let hours):
        problem.demands[index].amount = .perCell(cells: cells, hours: hours.map { $0 * scale })
      case .window(let cells, let total, let limits):
        problem.demands[index].amount = .window(
          cells: cells, totalHours: total * scale, limitHours: limits.map { $0 * scale })
      }
    }
    let solution = try await NestedFlows.solve(problem)
    let certificate = solution.certificate
    #expect(certificate.primalResidual <= NestedFlowsTests.tolerance)
    #expect(certificate.dualResidual <= NestedFlowsTests.tolerance)
    // The bound is a difference of hours × prices; where these exceed the objective by far, what they
    // round by is all that can be proved.
    let hours = problem.supplyHours.reduce(0, max)
    let price = problem.demands.reduce(0) { max($0, $1.pricePerHour) }
    let gap = certificate.relativeGap * (1 + solution.objective)
    #expect(
      gap <= NestedFlowsTests.tolerance * (1 + solution.objective) + 1e-14 * hours * price,
      "\(certificate)")
  }

  @Test("one cell that holds everything is solved")
  func oneCell() async throws {
    var problem = Self.line(cells: 40, hours: 0, asked: 0)
    problem.supplyHours[17] = 1e6
    for price in 1...300 {
      problem.demands.append(
        PooledTransport.Demand(
          pool: 0, pricePerHour: Double(price) + 1, group: nil,
          amount: price % 2 == 0
            ? .perCell(cells: 17..<18, hours: [5000])
            : .window(
              cells: 0..<40, totalHours: 5000, limitHours: [Double](repeating: 1e5, count: 40))))
    }
    let solution = try await NestedFlows.solve(problem)
    // The dearest 200 of 300 demands are served in full.
    #expect(solution.shortHours[1...100].allSatisfy { $0 == 5000 })
    #expect(solution.shortHours[101...].allSatisfy { $0 == 0 })
    #expect(NestedFlowsTests.proves(solution.certificate))
  }

  @Test("ten thousand pools in one ladder, asked at the bottom and supplied at the top, are solved")
  func longLadder() async throws {
    let pools = 10_000
    var problem = PooledTransport(cellCount: 2)
    problem.poolCount = pools
    problem.supplies = [PooledTransport.Supply(costPerHour: 1, moneyPerHour: 0)]
    problem.supplyHours = [10, 10]
    problem.supplyArcs = [PooledTransport.Arc(from: 0, to: 0)]
    problem.poolArcs = (1..<pools).map { PooledTransport.Arc(from: Int32($0 - 1), to: Int32($0)) }
    problem.demands = [
      PooledTransport.Demand(
        pool: Int32(pools - 1), pricePerHour: 5, group: nil,
        amount: .window(cells: 0..<2, totalHours: 15, limitHours: [9, 9])),
      PooledTransport.Demand(
        pool: Int32(pools / 2), pricePerHour: 9, group: nil,
        amount: .perCell(cells: 0..<2, hours: [4, 4])),
    ]
    let solution = try await NestedFlows.solve(problem)
    #expect(solution.shortHours == [3, 0])
    #expect(NestedFlowsTests.proves(solution.certificate))
  }

  @Test("ten thousand pools side by side are solved")
  func manyPools() async throws {
    let pools = 10_000
    var problem = PooledTransport(cellCount: 1)
    problem.poolCount = pools
    for pool in 0..<pools {
      problem.supplies.append(PooledTransport.Supply(costPerHour: 1, moneyPerHour: 0))
      problem.supplyHours.append(8)
      // A ring: each supply serves two neighbours, so that hours move far.
      problem.supplyArcs += [pool, (pool + 1) % pools].map {
        PooledTransport.Arc(from: Int32(pool), to: Int32($0))
      }
      problem.demands.append(
        PooledTransport.Demand(
          pool: Int32(pool), pricePerHour: 5, group: nil,
          amount: .perCell(cells: 0..<1, hours: [pool == 0 ? 4000 : 7.5])))
    }
    let solution = try await NestedFlows.solve(problem)
    // Two supplies lead to the pool that asks 4,000; the others' half hours cannot.
    #expect(abs(solution.shortHours.reduce(0, +) - 3984) <= 1e-6)
    #expect(NestedFlowsTests.proves(solution.certificate))
  }
}
