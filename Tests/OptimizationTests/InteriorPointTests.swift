import Optimization
import Testing

/// What a certificate promises, with room for the scale of small instances.
private let tolerance = 1e-8
/// Two optima of the same problem, relative.
private let agreement = 1e-7

@Suite("Interior point on transport problems")
struct InteriorPointTests {
  /// One pool, one cell: `hours` for one demand.
  private func single(supply: Double, cost: Double, demand: Double, price: Double)
    -> PooledTransport
  {
    var problem = PooledTransport(cellCount: 1)
    problem.poolCount = 1
    problem.supplies = [PooledTransport.Supply(costPerHour: cost, moneyPerHour: cost)]
    problem.supplyHours = [supply]
    problem.supplyArcs = [PooledTransport.Arc(from: 0, to: 0)]
    problem.demands = [
      PooledTransport.Demand(
        pool: 0, pricePerHour: price, group: nil,
        amount: .perCell(cells: 0..<1, hours: [demand]))
    ]
    return problem
  }

  private func close(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= agreement * (1 + abs(b)) }

  @Test(
    "one supply and one demand: what is short is paid, and nothing is bought above its price",
    arguments: TransportForm.allCases)
  func closedForm(form: TransportForm) async throws {
    let scarce = try await single(supply: 3, cost: 2, demand: 5, price: 10).solved(form: form)
    #expect(scarce.status == .solved)
    #expect(close(scarce.solution.objective, 3 * 2 + 2 * 10))
    #expect(close(scarce.solution.shortHours[0], 2))
    let dear = try await single(supply: 3, cost: 12, demand: 5, price: 10).solved(form: form)
    #expect(close(dear.solution.objective, 50))
    #expect(dear.solution.uses.reduce(0) { $0 + $1.hours } < 1e-6)
  }

  @Test("nothing at all has the optimum 0", arguments: TransportForm.allCases)
  func nothing(form: TransportForm) async throws {
    for cells in 0...2 {
      let outcome = try await PooledTransport(cellCount: cells).solved(form: form)
      #expect(outcome.status == .solved)
      #expect(outcome.solution.objective == 0)
      #expect(outcome.solution.uses.isEmpty)
    }
  }

  @Test("a budget stops the dear hours first", arguments: TransportForm.allCases)
  func budget(form: TransportForm) async throws {
    var problem = single(supply: 10, cost: 0, demand: 20, price: 100)
    problem.supplies = [
      PooledTransport.Supply(costPerHour: 0, moneyPerHour: 1),
      PooledTransport.Supply(costPerHour: 0, moneyPerHour: 4),
    ]
    problem.supplyHours = [10, 10]
    problem.supplyArcs = [
      PooledTransport.Arc(from: 0, to: 0), PooledTransport.Arc(from: 1, to: 0),
    ]
    problem.demands[0].group = 0
    problem.groupCount = 1
    problem.carriesOver = [false]
    problem.budgets = [30]
    let outcome = try await problem.solved(form: form)
    // 10 hours at 1, then 20 ÷ 4 hours.
    #expect(close(outcome.solution.objective, 5 * 100))
    problem.budgets = [0]
    #expect(close(try await problem.solved(form: form).solution.objective, 20 * 100))
  }

  @Test("money that is left is spent in the next period only where it carries over")
  func carryOver() async throws {
    var problem = PooledTransport(cellCount: 2)
    problem.poolCount = 1
    problem.supplies = [PooledTransport.Supply(costPerHour: 0, moneyPerHour: 1)]
    problem.supplyHours = [10, 10]
    problem.supplyArcs = [PooledTransport.Arc(from: 0, to: 0)]
    problem.demands = [
      PooledTransport.Demand(
        pool: 0, pricePerHour: 1, group: 0,
        amount: .perCell(cells: 0..<2, hours: [2, 10]))
    ]
    problem.moneyPeriod = [0, 1]
    problem.moneyPeriodCount = 2
    problem.groupCount = 1
    problem.budgets = [5, 5]
    problem.carriesOver = [false]
    #expect(close(try await problem.solved().solution.objective, 5))
    problem.carriesOver = [true]
    #expect(close(try await problem.solved().solution.objective, 2))
  }

  @Test(
    "random problems: both forms have the same optimum, proven, within every limit",
    arguments: 0..<60)
  func formsAgree(seed: Int) async throws {
    var random = RandomTransport(seed: seed)
    let problem = random.problem()
    let compact = try await problem.solved(form: .compact)
    let direct = try await problem.solved(form: .direct)
    for outcome in [compact, direct] {
      #expect(outcome.status == .solved)
      #expect(TransportChecker(problem: problem, solution: outcome.solution).faults() == [])
      #expect(outcome.solution.certificate.primalResidual <= tolerance)
      #expect(outcome.solution.certificate.dualResidual <= tolerance)
      #expect(abs(outcome.solution.certificate.relativeGap) <= tolerance)
    }
    #expect(close(compact.solution.objective, direct.solution.objective))
  }

  @Test("the answer has the same bytes on one and two threads", arguments: [3, 8, 21])
  func threads(seed: Int) async throws {
    var random = RandomTransport(seed: seed)
    let problem = random.problem()
    let one = try await problem.solved(options: InteriorPointOptions(threads: 1))
    let two = try await problem.solved(options: InteriorPointOptions(threads: 2))
    #expect(one.solution.uses == two.solution.uses)
    #expect(one.solution.objective.bitPattern == two.solution.objective.bitPattern)
    #expect(one.solution.certificate == two.solution.certificate)
  }

  @Test("the smaller form is direct where nearly every rate differs and money binds")
  func smaller() async throws {
    var problem = PooledTransport(cellCount: 3)
    problem.poolCount = 2
    problem.groupCount = 1
    problem.carriesOver = [false]
    problem.budgets = [500]
    for i in 0..<40 {
      problem.supplies.append(
        PooledTransport.Supply(costPerHour: 0, moneyPerHour: 40 + Double(i)))
      problem.supplyHours += [8, 8, 8]
      problem.supplyArcs.append(PooledTransport.Arc(from: Int32(i), to: Int32(i % 2)))
    }
    for pool in 0..<2 {
      problem.demands.append(
        PooledTransport.Demand(
          pool: Int32(pool), pricePerHour: 100, group: 0,
          amount: .perCell(cells: 0..<3, hours: [100, 100, 100])))
    }
    #expect(TransportForm.smaller(of: problem) == .direct)
    problem.budgets = [.infinity]
    #expect(TransportForm.smaller(of: problem) == .compact)
  }
}
