import Optimization
import TestSupport
import Testing

@Suite("The value of supply")
struct SupplyValueTests {
  /// What a finite change may differ by from solving again, relative to the objective.
  static let tolerance = 1e-6
  /// More than any demand pays: hours at this price are taken wherever there are any.
  static let anyPrice = 1e4

  /// The same problem with a free supply into the pool.
  static func adding(_ request: SupplyValue.Request, to problem: PooledTransport) -> PooledTransport
  {
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
    for seed in 0..<10 {
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

  @Test("so they do where direct arcs have costs, from an independent solver's optimum")
  func agreesWithLinearProgramming() async throws {
    var cases: [(problem: PooledTransport, requests: [SupplyValue.Request])] = []
    var programmes: [LinearProgramme] = []
    for seed in 0..<24 {
      var instances = TransportInstances(directCosts: true, cheapDemands: seed % 2 == 0)
      instances.windows = seed % 3 != 0
      let problem = instances.instance(seed: UInt64(500 + seed))
      let requests = Self.requests(for: problem, seed: UInt64(seed))
      cases.append((problem, requests))
      programmes.append(LinearProgramme(problem))
      programmes += requests.map {
        LinearProgramme(
          $0.direction == .more
            ? Self.adding($0, to: problem) : Self.taking($0, from: problem))
      }
    }
    guard let answers = try LinearProgramme.solve(programmes) else { return }
    var next = 0
    for (problem, requests) in cases {
      let best = answers[next]
      let solution = programmes[next].solution(best, of: problem)
      let changes = try await SupplyValue.changes(of: requests, in: problem, at: solution)
      for (index, (request, change)) in zip(requests, changes).enumerated() {
        let again = answers[next + 1 + index]
        var expected = best.objective - again.objective
        if request.direction == .less {
          let missing = request.hours.reduce(0, +) - change.hours
          expected = again.objective - Self.anyPrice * missing - best.objective
        }
        let difference = abs(change.money - expected)
        #expect(difference <= Self.tolerance * (1 + abs(best.objective)), "\(request)")
      }
      next += 1 + requests.count
    }
  }

  /// One pool of 8 hours at cost 1, and demands of 6 hours at price 5 and 6 hours at price 9.
  static var small: PooledTransport {
    var problem = PooledTransport(cellCount: 1)
    problem.poolCount = 1
    problem.supplies = [PooledTransport.Supply(costPerHour: 1, moneyPerHour: 10)]
    problem.supplyHours = [8]
    problem.supplyArcs = [PooledTransport.Arc(from: 0, to: 0)]
    problem.demands = [5.0, 9].map {
      PooledTransport.Demand(
        pool: 0, pricePerHour: $0, group: nil, amount: .perCell(cells: 0..<1, hours: [6]))
    }
    return problem
  }

  @Test("hours serve what is short, then replace supply that costs, then are worth nothing")
  func concave() async throws {
    let problem = Self.small
    let solution = try await NestedFlows.solve(problem)
    let money = try await SupplyValue.changes(
      of: [3.0, 5, 12, 50].map {
        SupplyValue.Request(pool: 0, cells: 0..<1, hours: [$0], direction: .more)
      }, in: problem, at: solution)
    #expect(money.map(\.money) == [15, 21, 28, 28])
    #expect(money.map(\.hours) == [3, 5, 12, 12])
    let taken = try await SupplyValue.changes(
      of: [2.0, 4, 100].map {
        SupplyValue.Request(pool: 0, cells: 0..<1, hours: [$0], direction: .less)
      }, in: problem, at: solution)
    #expect(taken.map(\.money) == [10, 28, 64])
    #expect(taken.map(\.hours) == [2, 4, 8])
  }

  @Test("idle supply makes more hours worth nothing")
  func idle() async throws {
    var problem = Self.small
    problem.supplies[0].costPerHour = 0
    problem.supplyHours = [20]
    let solution = try await NestedFlows.solve(problem)
    let changes = try await SupplyValue.changes(
      of: [.init(pool: 0, cells: 0..<1, hours: [3], direction: .more)], in: problem, at: solution)
    #expect(changes == [SupplyValue.Change(money: 0, hours: 0)])
  }

  @Test("a budget that is spent, and a solution that is no optimum, have no values")
  func refusals() async throws {
    var problem = Self.small
    let requests = [
      SupplyValue.Request(pool: 0, cells: 0..<1, hours: [3], direction: .more)
    ]
    var wasteful = try await NestedFlows.solve(problem)
    wasteful.uses = [
      TransportSolution.Use(cell: 0, supply: 0, demand: 0, directArc: -1, hours: 6)
    ]
    let copy = wasteful
    let before = problem
    await #expect(throws: SupplyValue.Refusal.notOptimal) {
      _ = try await SupplyValue.changes(of: requests, in: before, at: copy)
    }
    problem.groupCount = 1
    problem.budgets = [60]
    problem.carriesOver = [false]
    problem.demands[1].group = 0
    let solution = try await NestedFlows.solve(problem)
    let after = problem
    await #expect(throws: SupplyValue.Refusal.bindingBudget(group: 0, period: 0)) {
      _ = try await SupplyValue.changes(of: requests, in: after, at: solution)
    }
  }
}
