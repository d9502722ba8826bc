import Optimization
import Testing

/// The simplex method on networks with budgets, against the interior point method.
@Suite struct TransportSimplexTests {
  @Test(
    "on random problems with budgets both methods find the same optimum, and the certificate holds")
  func agreesWithInteriorPoint() async throws {
    var binding = 0
    for seed in 1...150 {
      var random = RandomTransport(seed: seed)
      let problem = random.problem()
      let simplex = try #require(try TransportSimplex(problem), "seed \(seed)")
      let solution = simplex.outcome.solution
      let other = try await problem.solved(form: .compact).solution
      #expect(
        abs(solution.objective - other.objective) <= 1e-7 * (1 + abs(other.objective)),
        "seed \(seed): \(solution.objective) and \(other.objective)")
      #expect(solution.certificate.holds(1e-8), "seed \(seed): \(solution.certificate)")
      #expect(TransportChecker(problem: problem, solution: solution).faults() == [], "seed \(seed)")
      if simplex.outcome.budgetPrices.contains(where: { $0 > 1e-6 }) { binding += 1 }
    }
    #expect(binding > 20)
  }

  @Test("from the optimum without budgets it ends at the same optimum")
  func startsFromUses() async throws {
    for seed in 1...60 {
      var random = RandomTransport(seed: seed)
      let problem = random.problem()
      var relaxed = problem
      relaxed.budgets = relaxed.budgets.map { _ in .infinity }
      let start = try await relaxed.solved(form: .compact).solution.uses
      let cold = try #require(try TransportSimplex(problem))
      let warm = try #require(try TransportSimplex(problem, start: start))
      let (one, other) = (cold.outcome.solution.objective, warm.outcome.solution.objective)
      #expect(abs(one - other) <= 1e-8 * (1 + abs(one)), "seed \(seed)")
    }
  }

  @Test("from its own optimum, or a mix of flows that cost as much, it is done at once")
  func goesOnFromOptimum() async throws {
    var again = (cold: 0, warm: 0)
    for seed in 1...60 {
      var random = RandomTransport(seed: seed)
      let problem = random.problem()
      let cold = try #require(try TransportSimplex(problem))
      // An interior point mixes all flows that cost least.
      let mix = try await problem.solved(form: .compact).solution.uses
      for start in [cold.outcome.solution.uses, mix] {
        let warm = try #require(try TransportSimplex(problem, start: start), "seed \(seed)")
        let (one, other) = (cold.outcome.solution.objective, warm.outcome.solution.objective)
        #expect(abs(one - other) <= 1e-8 * (1 + abs(one)), "seed \(seed): \(one) and \(other)")
        #expect(warm.outcome.solution.certificate.holds(1e-8), "seed \(seed)")
        again.cold += cold.outcome.iterations
        again.warm += warm.outcome.iterations
      }
    }
    #expect(again.warm * 4 < again.cold, "\(again)")
  }

  @Test("what more hours are worth at least is what they are worth where that is soon found")
  func leastChangesAreNearChanges() async throws {
    for seed in 1...40 {
      var random = RandomTransport(seed: seed)
      let problem = random.problem()
      guard problem.poolCount > 0 else { continue }
      let requests = problem.requests(at: 0)
      let simplex = try #require(try TransportSimplex(problem, guestPools: [0]))
      let exact = try #require(await simplex.changes(of: requests))
      let least = try #require(await simplex.leastChanges(of: requests))
      let rounding = 1e-7 * (1 + abs(simplex.outcome.solution.objective))
      #expect(least[0].money <= exact[0].money + rounding, "seed \(seed)")
      // So few pivots as these problems need are never cut short.
      #expect(least[0].money >= exact[0].money - rounding, "seed \(seed)")
      #expect(abs(least[1].money - exact[1].money) <= rounding, "seed \(seed)")
    }
  }

  @Test("more and fewer hours are worth what solving again says, with budgets too")
  func changesAreThoseOfSolvingAgain() async throws {
    for seed in 1...40 {
      var random = RandomTransport(seed: seed)
      let problem = random.problem()
      guard problem.poolCount > 0 else { continue }
      let pools = Array(0..<min(3, problem.poolCount))
      let requests = pools.flatMap(problem.requests)
      let simplex = try #require(try TransportSimplex(problem, guestPools: pools))
      let found = try #require(await simplex.changes(of: requests))
      let base = simplex.outcome.solution.objective
      for (index, (request, change)) in zip(requests, found).enumerated() {
        let again = try await problem.changed(by: request)
        #expect(
          abs(change.money - (again - base) * (request.direction == .more ? -1 : 1))
            <= 1e-6 * (1 + abs(base)),
          "seed \(seed), request \(index): \(change), \(base) and \(again)")
      }
    }
  }
}

extension PooledTransport {
  /// More, then fewer hours at a pool in all cells.
  fileprivate func requests(at pool: Int) -> [SupplyValue.Request] {
    [SupplyValue.Direction.more, .less].map {
      SupplyValue.Request(
        pool: pool, cells: 0..<cellCount, hours: (0..<cellCount).map { Double(3 + 5 * $0 % 7) },
        direction: $0)
    }
  }

  /// The optimum with a request's hours added, or taken as far as anybody has them, solved from nothing.
  fileprivate func changed(by request: SupplyValue.Request) async throws -> Double {
    var changed = self
    guard request.direction == .less else {
      changed.supplies.append(Supply(costPerHour: 0, moneyPerHour: 0))
      changed.supplyArcs.append(Arc(from: Int32(supplies.count), to: Int32(request.pool)))
      changed.supplyHours += request.hours
      return try await changed.solved(form: .compact).solution.objective
    }
    let price = 1e4
    changed.demands.append(
      Demand(
        pool: Int32(request.pool), pricePerHour: price, group: nil,
        amount: .perCell(cells: request.cells, hours: request.hours)))
    let solution = try await changed.solved(form: .compact).solution
    return solution.objective - price * (solution.shortHours.last ?? 0)
  }
}
