import Optimization
import Testing

@Suite("Nested flows")
struct NestedFlowsTests {
  /// What a certificate must come to: the product's promise.
  static let tolerance = 1e-8
  /// The independent solver stops at feasibilities of 1e-7.
  static let solverTolerance = 1e-6

  static let families: [(name: String, instances: TransportInstances)] = [
    ("per cell", TransportInstances(ladders: false, directArcs: false, windows: false)),
    ("windows", TransportInstances(ladders: false, directArcs: false, perCell: false)),
    ("both", TransportInstances(directArcs: false)),
    ("direct arcs", TransportInstances()),
    ("cheap demands", TransportInstances(cheapDemands: true)),
    ("ties", TransportInstances(cheapDemands: true, ties: true)),
    ("larger", TransportInstances(cheapDemands: true, size: 3)),
  ]

  static func proves(_ certificate: OptimalityCertificate) -> Bool {
    certificate.primalResidual <= tolerance && certificate.dualResidual <= tolerance
      && certificate.relativeGap <= tolerance
  }

  @Test("every solution is proved optimal", arguments: families.indices)
  func proved(family: Int) async throws {
    for seed in 0..<60 {
      let problem = Self.families[family].instances.instance(seed: UInt64(seed))
      let solution = try await NestedFlows.solve(problem)
      #expect(
        Self.proves(solution.certificate),
        "\(Self.families[family].name), seed \(seed): \(solution.certificate)")
      let keys = solution.uses.map { [$0.cell, $0.supply, $0.demand, $0.directArc] }
      #expect(zip(keys, keys.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
      #expect(solution.uses.allSatisfy { $0.hours > 0 })
    }
  }

  @Test("the objective is that of an independent solver")
  func agreesWithLinearProgramming() async throws {
    var problems: [PooledTransport] = []
    for family in Self.families {
      problems += (0..<20).map { family.instances.instance(seed: UInt64(1000 + $0)) }
    }
    guard let expected = try LinearProgramme.solve(problems.map { LinearProgramme($0) }) else {
      return
    }
    for (problem, best) in zip(problems, expected) {
      let solution = try await NestedFlows.solve(problem)
      let difference = abs(solution.objective - best.objective)
      #expect(difference <= Self.solverTolerance * (1 + abs(best.objective)))
    }
  }

  @Test("the bytes of the answer are the same however the cells are spread over threads")
  func sameBytes() async throws {
    // Many parts, so that tasks finish in any order.
    let instances = TransportInstances(perCell: true, size: 6)
    for seed in 0..<4 {
      var instances = instances
      instances.windows = seed % 2 == 0
      let problem = instances.instance(seed: UInt64(seed))
      let first = try await NestedFlows.solve(problem)
      for _ in 0..<4 {
        let again = try await NestedFlows.solve(problem)
        #expect(again.uses == first.uses)
        #expect(again.shortHours == first.shortHours)
        #expect(again.objective == first.objective)
        #expect(again.certificate == first.certificate)
      }
    }
  }

  @Test("the dearer demand is served first, by the cheaper supply")
  func dearestFirst() async throws {
    // 10 hours at 1 and 10 at 2 for pool 0; demands of 12 at price 5 and 12 at price 9.
    var problem = PooledTransport(cellCount: 1)
    problem.poolCount = 1
    problem.supplies = [
      PooledTransport.Supply(costPerHour: 2, moneyPerHour: 0),
      PooledTransport.Supply(costPerHour: 1, moneyPerHour: 0),
    ]
    problem.supplyHours = [10, 10]
    problem.supplyArcs = [
      PooledTransport.Arc(from: 0, to: 0), PooledTransport.Arc(from: 1, to: 0),
    ]
    for price in [5.0, 9] {
      problem.demands.append(
        PooledTransport.Demand(
          pool: 0, pricePerHour: price, group: nil, amount: .perCell(cells: 0..<1, hours: [12])))
    }
    let solution = try await NestedFlows.solve(problem)
    #expect(solution.shortHours == [4, 0])
    #expect(solution.objective == 50)
    problem.demands[0].pricePerHour = 1.5
    let choosy = try await NestedFlows.solve(problem)
    // An hour that costs 2 does not serve a demand that is worth 1.5.
    #expect(choosy.shortHours == [12, 0])
    #expect(choosy.objective == 32)
  }

  @Test("a window moves to the cells that a dearer demand leaves free")
  func windowsMove() async throws {
    var problem = PooledTransport(cellCount: 3)
    problem.poolCount = 1
    problem.supplies = [PooledTransport.Supply(costPerHour: 1, moneyPerHour: 0)]
    problem.supplyHours = [10, 10, 10]
    problem.supplyArcs = [PooledTransport.Arc(from: 0, to: 0)]
    problem.demands = [
      PooledTransport.Demand(
        pool: 0, pricePerHour: 9, group: nil,
        amount: .window(cells: 0..<3, totalHours: 20, limitHours: [10, 10, 10])),
      PooledTransport.Demand(
        pool: 0, pricePerHour: 5, group: nil, amount: .perCell(cells: 0..<2, hours: [7, 6])),
    ]
    let solution = try await NestedFlows.solve(problem)
    // 30 hours in all for 33: the window gives way within its cells, and the cheaper demand is short.
    #expect(solution.shortHours == [0, 3])
    #expect(solution.objective == 45)
  }

  @Test("booked hours serve their own demand through a direct arc alone")
  func directArc() async throws {
    var problem = PooledTransport(cellCount: 1)
    problem.supplies = [PooledTransport.Supply(costPerHour: 0, moneyPerHour: 0)]
    problem.supplyHours = [8]
    problem.demands = [
      PooledTransport.Demand(
        pool: nil, pricePerHour: 3, group: nil, amount: .perCell(cells: 0..<1, hours: [8]))
    ]
    problem.directArcs = [
      PooledTransport.DirectArc(supply: 0, demand: 0, cost: 0, cells: 0..<1, limitHours: [5])
    ]
    let solution = try await NestedFlows.solve(problem)
    #expect(solution.shortHours == [3])
    #expect(solution.uses.map(\.directArc) == [0])
    #expect(NestedFlows.accepts(problem))
    problem.directArcs[0].cost = -1
    #expect(!NestedFlows.accepts(problem))
    #expect(NestedFlows.refusal(of: problem) == .directArcCost(arc: 0))
    await #expect(throws: NestedFlows.Refusal.directArcCost(arc: 0)) {
      try await NestedFlows.solve(problem)
    }
  }

  @Test("a budget that the optimum keeps changes nothing; one that it breaks is refused")
  func budgets() async throws {
    var problem = PooledTransport(cellCount: 2)
    problem.poolCount = 1
    problem.supplies = [PooledTransport.Supply(costPerHour: 1, moneyPerHour: 10)]
    problem.supplyHours = [8, 8]
    problem.supplyArcs = [PooledTransport.Arc(from: 0, to: 0)]
    problem.demands = [
      PooledTransport.Demand(
        pool: 0, pricePerHour: 3, group: 0, amount: .perCell(cells: 0..<2, hours: [4, 8]))
    ]
    problem.moneyPeriod = [0, 1]
    problem.moneyPeriodCount = 2
    problem.groupCount = 1
    problem.budgets = [40, 80]
    problem.carriesOver = [false]
    let kept = try await NestedFlows.solve(problem)
    #expect(kept.shortHours == [0] && Self.proves(kept.certificate))
    problem.budgets = [60, 60]
    await #expect(throws: NestedFlows.Refusal.bindingBudget(group: 0, period: 1)) {
      try await NestedFlows.solve(problem)
    }
    problem.carriesOver = [true]
    let carried = try await NestedFlows.solve(problem)
    #expect(carried.shortHours == [0] && Self.proves(carried.certificate))
  }
}
