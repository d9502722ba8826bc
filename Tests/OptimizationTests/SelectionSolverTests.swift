import Optimization
import TestSupport
import Testing

@Suite("Selection by branch and bound", .enabled(if: SlowTests.areWanted))
struct SelectionSolverTests {
  /// Values without a common unit are told apart down to a ten-millionth of the largest.
  private static let tolerance = 1e-5

  @Test("tiny problems of all kinds are solved to the optimum that trying everything finds")
  func agreesWithEnumeration() throws {
    var infeasible = 0
    for seed in 0..<400 {
      let problem = SelectionInstances.random(seed: UInt64(seed))
      let answer = try SelectionSolver(nodes: 20_000).solve(problem)
      let proved = try SelectionCertificateChecker.provenBound(of: problem, by: answer.certificate)
      guard let best = SelectionInstances.bestValue(problem) else {
        infeasible += 1
        guard case .infeasible = answer.status else {
          Issue.record("seed \(seed) should be infeasible, is \(answer.status)")
          continue
        }
        continue
      }
      #expect(answer.status == .optimal, "seed \(seed)")
      #expect(abs(answer.value - best) <= Self.tolerance, "seed \(seed)")
      #expect(answer.bound >= best - 1e-9 && proved >= best - 1e-9, "seed \(seed)")
      #expect(answer.bound <= best + Self.tolerance, "seed \(seed)")
      #expect(SelectionChecker.violations(of: answer.chosen, in: problem).isEmpty, "seed \(seed)")
      let value = SelectionChecker.value(of: answer.chosen, in: problem)
      #expect(abs(value - answer.value) <= 1e-9, "seed \(seed)")
    }
    #expect(infeasible > 10)
  }

  @Test("a conflict contradicts itself, and no longer once any part of it is left out")
  func conflictsAreMinimal() throws {
    var seen = 0
    for seed in 0..<400 {
      let problem = SelectionInstances.random(seed: UInt64(seed))
      guard SelectionInstances.bestValue(problem) == nil else { continue }
      let answer = try SelectionSolver().solve(problem)
      guard case .infeasible(let conflict) = answer.status else {
        Issue.record("seed \(seed)")
        continue
      }
      seen += 1
      #expect(SelectionInstances.bestValue(problem.only(conflict)) == nil, "seed \(seed)")
      for smaller in conflict.withoutOne {
        #expect(SelectionInstances.bestValue(problem.only(smaller)) != nil, "seed \(seed)")
      }
    }
    #expect(seen > 10)
  }

  @Test("the bound of a search that is cut short is proved by its certificate", arguments: 0..<2)
  func boundsOfStoppedSearches(seed: Int) throws {
    let problem = SelectionInstances.knapsack(items: 24, rows: 3, seed: UInt64(seed))
    let full = try SelectionSolver().solve(problem)
    #expect(full.status == .optimal)
    for nodes in [1, 10, 50] {
      let answer = try SelectionSolver(nodes: nodes).solve(problem)
      #expect(answer.nodeCount <= nodes + 1)
      #expect(answer.bound >= full.value)
      #expect(
        try SelectionCertificateChecker.provenBound(of: problem, by: answer.certificate)
          == answer.bound)
    }
  }

  @Test("a certificate that claims too much is refused")
  func certificateRefutes() throws {
    let problem = SelectionInstances.knapsack(items: 25, rows: 4, seed: 1)
    let answer = try SelectionSolver().solve(problem)
    var certificate = answer.certificate
    certificate.bound = answer.value - 1
    #expect(throws: SelectionCertificateChecker.Failure.self) {
      try SelectionCertificateChecker.provenBound(of: problem, by: certificate)
    }
    certificate = answer.certificate
    if !certificate.multiplier.isEmpty { certificate.multiplier[0] = -1 }
    #expect(throws: SelectionCertificateChecker.Failure.multiplier(node: 0)) {
      try SelectionCertificateChecker.provenBound(of: problem, by: certificate)
    }
    certificate = answer.certificate
    certificate.dominated = [.init(candidate: 0, option: 0, by: 0)]
    #expect(throws: SelectionCertificateChecker.Failure.domination(index: 0)) {
      try SelectionCertificateChecker.provenBound(of: problem, by: certificate)
    }
  }

  @Test("the same limits of nodes give the same answer", arguments: [20, 200])
  func isDeterministic(nodes: Int) throws {
    let problem = SelectionInstances.knapsack(items: 24, rows: 4, seed: 7)
    let one = try SelectionSolver(nodes: nodes).solve(problem)
    let other = try SelectionSolver(nodes: nodes).solve(problem)
    #expect(one.chosen == other.chosen)
    #expect(one.bound == other.bound)
    #expect(one.certificate == other.certificate)
  }

  @Test("a cancelled search answers with a bound that holds, and its best so far")
  func cancellation() throws {
    let problem = SelectionInstances.knapsack(items: 80, rows: 5, seed: 3)
    var asked = 0
    let answer = try SelectionSolver().solve(problem) {
      asked += 1
      return asked > 3
    }
    #expect(answer.status == .stopped)
    #expect(SelectionChecker.violations(of: answer.chosen, in: problem).isEmpty)
    #expect(
      try SelectionCertificateChecker.provenBound(of: problem, by: answer.certificate)
        == answer.bound)
    let none = try SelectionSolver().solve(problem) { true }
    #expect(none.status == .unknown)
    #expect(none.chosen.isEmpty)
    #expect(none.bound == problem.candidates.reduce(0) { $0 + $1.options[0].value })
    #expect(
      try SelectionCertificateChecker.provenBound(of: problem, by: none.certificate) == none.bound)
  }
}

extension SelectionProblem {
  /// The problem with nothing but a conflict's demands.
  fileprivate func only(_ conflict: SelectionConflict) -> SelectionProblem {
    var part = self
    for candidate in candidates.indices where !conflict.demands.contains(candidate) {
      part.candidates[candidate].demand = .free
    }
    for resource in capacities.indices where !conflict.resources.contains(resource) {
      part.capacities[resource] = .infinity
    }
    part.requires = conflict.requires.map { requires[$0] }
    part.includes = conflict.includes.map { includes[$0] }
    part.excludes = conflict.excludes.map { excludes[$0] }
    return part
  }
}

extension SelectionConflict {
  /// The conflict without one of its parts, for each of them.
  fileprivate var withoutOne: [SelectionConflict] {
    [\SelectionConflict.demands, \.requires, \.includes, \.excludes, \.resources]
      .flatMap { part in
        self[keyPath: part].indices.map { index in
          var smaller = self
          smaller[keyPath: part].remove(at: index)
          return smaller
        }
      }
  }
}
