import Optimization
import Synchronization
import Testing

/// The decomposition into cells against the interior point method on the whole.
@Suite struct TransportDecompositionTests {
  @Test(
    "on random problems with windows and budgets both find the same optimum, and the certificate holds"
  )
  func agreesWithInteriorPoint() async throws {
    var (binding, windows) = (0, 0)
    for seed in 1...150 {
      var random = RandomTransport(seed: seed)
      let problem = random.problem()
      let outcome = try #require(await problem.solvedByCells(), "seed \(seed)")
      let solution = outcome.solution
      let other = try await problem.solved(form: .compact).solution
      #expect(
        abs(solution.objective - other.objective) <= 1e-7 * (1 + abs(other.objective)),
        "seed \(seed): \(solution.objective) and \(other.objective)")
      #expect(solution.certificate.holds(1e-8), "seed \(seed): \(solution.certificate)")
      #expect(TransportChecker(problem: problem, solution: solution).faults() == [], "seed \(seed)")
      if outcome.budgetPrices.contains(where: { $0 > 1e-6 }) { binding += 1 }
      if problem.demands.contains(where: {
        if case .window = $0.amount { true } else { false }
      }) {
        windows += 1
      }
    }
    #expect(binding > 20)
    #expect(windows > 20)
  }

  @Test("the answer has the same bytes on one, two and eight threads")
  func threads() async throws {
    for seed in 1...10 {
      var random = RandomTransport(seed: seed)
      let problem = random.problem()
      let one = try #require(
        await problem.solvedByCells(options: InteriorPointOptions(threads: 1)))
      for threads in [2, 8] {
        let many = try #require(
          await problem.solvedByCells(options: InteriorPointOptions(threads: threads)))
        #expect(many.solution.uses == one.solution.uses, "seed \(seed)")
        #expect(many.solution.objective == one.solution.objective, "seed \(seed)")
      }
    }
  }

  @Test("a solve that is ended early keeps every limit, and its certificate says how good it is")
  func endsEarly() async throws {
    for seed in 1...20 {
      var random = RandomTransport(seed: seed)
      let problem = random.problem()
      let asked = Atomic<Int>(0)
      let options = InteriorPointOptions(isCancelled: {
        asked.add(1, ordering: .relaxed).oldValue >= 4
      })
      guard let outcome = try await problem.solvedByCells(options: options) else { continue }
      let faults = TransportChecker(problem: problem, solution: outcome.solution).faults()
      #expect(faults == [], "seed \(seed)")
    }
  }
}
