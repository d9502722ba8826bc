import Optimization
import Testing

@Suite("Interior point: endings and hard numbers")
struct InteriorPointEndingTests {
  private func problem(_ seed: Int) -> PooledTransport {
    var random = RandomTransport(seed: seed)
    return random.problem()
  }

  @Test("iterations that run out leave a point and a certificate that says so")
  func iterationLimit() async throws {
    let outcome = try await problem(5).solved(options: InteriorPointOptions(iterationLimit: 2))
    #expect(outcome.status == .iterationLimit)
    #expect(outcome.solution.certificate.relativeGap > 1e-8)
    #expect(TransportChecker(problem: problem(5), solution: outcome.solution).faults() == [])
  }

  @Test(
    "a solve that is cancelled leaves a point within all limits, and says so", arguments: 1..<20)
  func cancelled(seed: Int) async throws {
    for form in TransportForm.allCases {
      let outcome = try await problem(seed).solved(
        form: form, options: InteriorPointOptions(isCancelled: { true }))
      #expect(outcome.status == .cancelled)
      #expect(outcome.iterations == 0)
      #expect(TransportChecker(problem: problem(seed), solution: outcome.solution).faults() == [])
    }
  }

  @Test("a tolerance that arithmetic cannot reach ends as stalled or at the limit, not silently")
  func stalled() async throws {
    let outcome = try await problem(5).solved(
      options: InteriorPointOptions(tolerance: 1e-30, iterationLimit: 150))
    #expect(outcome.status > .solved)
    #expect(outcome.solution.certificate.relativeGap < 1e-8)
  }

  @Test("NaN, infinite and negative amounts are named")
  func invalid() async {
    for value in [Double.nan, .infinity, -1] {
      var wrong = problem(5)
      wrong.supplyHours[0] = value
      await #expect(throws: InteriorPointError.self) { try await wrong.solved() }
      wrong = problem(5)
      wrong.demands[0].pricePerHour = value
      await #expect(throws: InteriorPointError.self) { try await wrong.solved() }
    }
    var lost = problem(5)
    lost.demands[0].pool = 99
    await #expect(throws: InteriorPointError.self) { try await lost.solved() }
  }

  /// Whether an answer that calls itself solved is proven, and keeps every limit in any case.
  private func isHonest(_ problem: PooledTransport, _ form: TransportForm) async -> Bool {
    do throws(InteriorPointError) {
      let outcome = try await problem.solved(form: form)
      let faults = TransportChecker(problem: problem, solution: outcome.solution).faults()
      return faults.isEmpty
        && (outcome.status != .solved || outcome.solution.certificate.holds(1e-8))
    } catch {
      return true
    }
  }

  @Test(
    "numbers over twelve orders of magnitude end solved, or with a certificate that tells",
    arguments: TransportForm.allCases, [1, 4, 11, 17, 30])
  func wideNumbers(form: TransportForm, seed: Int) async {
    var hard = problem(seed)
    for i in hard.supplies.indices where i % 2 == 0 { hard.supplies[i].costPerHour *= 1e-6 }
    for i in hard.supplyHours.indices where i % 3 == 0 { hard.supplyHours[i] *= 1e6 }
    for j in hard.demands.indices where j % 2 == 1 { hard.demands[j].pricePerHour *= 1e6 }
    #expect(await isHonest(hard, form))
  }

  @Test("supplies without arcs, empty cells, duplicate rows, demands in one cell are all solved")
  func degenerate() async throws {
    var problem = PooledTransport(cellCount: 4)
    problem.poolCount = 3
    for supply in 0..<4 {
      problem.supplies.append(PooledTransport.Supply(costPerHour: 1, moneyPerHour: 1))
      problem.supplyHours += [0, 0, 8, 0]
      if supply > 0 {
        // Twins: the same pools with the same hours.
        for pool in 0..<2 {
          problem.supplyArcs.append(PooledTransport.Arc(from: Int32(supply), to: Int32(pool)))
        }
      }
    }
    for pool in [0, 0, 1, 1, 2] {
      problem.demands.append(
        PooledTransport.Demand(
          pool: Int32(pool), pricePerHour: 5, group: nil,
          amount: .perCell(cells: 2..<3, hours: [7])))
    }
    for form in TransportForm.allCases {
      let outcome = try await problem.solved(form: form)
      #expect(outcome.status == .solved)
      // 24 of 28 hours are served; the fifth demand has nobody.
      #expect(abs(outcome.solution.objective - (24 + 5 * (4 + 7))) < 1e-5)
      #expect(TransportChecker(problem: problem, solution: outcome.solution).faults() == [])
    }
  }

  @Test("ten thousand pools are solved")
  func manyPools() async throws {
    var problem = PooledTransport(cellCount: 1)
    problem.poolCount = 10_000
    for i in 0..<300 {
      problem.supplies.append(PooledTransport.Supply(costPerHour: 1, moneyPerHour: 1))
      problem.supplyHours.append(8)
      for k in 0..<3 {
        problem.supplyArcs.append(
          PooledTransport.Arc(from: Int32(i), to: Int32((i * 37 + k * 11) % 400)))
      }
    }
    for j in 0..<10_000 {
      problem.demands.append(
        PooledTransport.Demand(
          pool: Int32(j), pricePerHour: 3, group: nil,
          amount: .perCell(cells: 0..<1, hours: [5])))
    }
    let outcome = try await problem.solved(form: .compact)
    #expect(outcome.status == .solved)
    #expect(TransportChecker(problem: problem, solution: outcome.solution).faults() == [])
  }
}
