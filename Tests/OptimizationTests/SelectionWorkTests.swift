import Optimization
import TestSupport
import Testing

@Suite("Selection within a limit of work")
struct SelectionWorkTests {
  @Test(
    "a limit of work bounds the root, its rounding and the neighbourhoods too",
    arguments: [1, 1e4, 1e5, 1e6])
  func boundsWork(limit: Double) throws {
    // Searches around the root's solution alone take some millions where nothing bounds them.
    let problem = SelectionInstances.knapsack(items: 80, rows: 5, seed: 3)
    let nodesAlone = try SelectionSolver(nodes: 2).solve(problem)
    #expect(nodesAlone.work > 2e6)
    let answer = try SelectionSolver(work: limit).solve(problem)
    // The node at hand is ended: eight rounds of a step and an exchange each at most.
    #expect(answer.work <= limit + 8 * 2 * 180)
    #expect(answer.chosen.isEmpty == (limit == 1))
    #expect(answer.status == (answer.chosen.isEmpty ? .unknown : .stopped))
    #expect(answer.gap > 0)
    #expect(
      answer.chosen.isEmpty
        || SelectionChecker.violations(of: answer.chosen, in: problem).isEmpty)
    #expect(
      try SelectionCertificateChecker.provenBound(of: problem, by: answer.certificate)
        == answer.bound)
    let again = try SelectionSolver(work: limit).solve(problem)
    #expect((again.chosen, again.bound, again.work) == (answer.chosen, answer.bound, answer.work))
  }
}
