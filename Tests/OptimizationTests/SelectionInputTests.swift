import Optimization
import Testing

@Suite("Selection: hard input, demands and the baseline")
struct SelectionInputTests {
  private static func option(_ value: Double, _ amount: Double) -> SelectionProblem.Option {
    .init(value: value, uses: [.init(resource: 0, amount: amount)])
  }

  /// Three candidates of one option each, on one resource.
  private static func three(capacity: Double) -> SelectionProblem {
    SelectionProblem(
      candidates: [
        .init(options: [option(6, 7)]), .init(options: [option(5, 5)]),
        .init(options: [option(4, 5)]),
      ],
      capacities: [capacity])
  }

  @Test("the example of the documentation")
  func example() throws {
    let answer = try SelectionSolver().solve(Self.three(capacity: 10))
    #expect(answer.chosen == [nil, 0, 0])
    #expect(answer.value == 9)
    #expect(answer.status == .optimal)
    #expect(answer.gap == 0)
  }

  @Test("without candidates nothing is worth nothing, and that is optimal")
  func noCandidates() throws {
    let answer = try SelectionSolver().solve(SelectionProblem(capacities: [3]))
    #expect(answer.status == .optimal)
    #expect(answer.chosen.isEmpty && answer.value == 0 && answer.bound == 0)
  }

  @Test("with zero capacity only what uses nothing is chosen")
  func zeroCapacity() throws {
    var problem = Self.three(capacity: 0)
    problem.candidates.append(.init(options: [.init(value: 2, uses: [])]))
    let answer = try SelectionSolver().solve(problem)
    #expect(answer.chosen == [nil, nil, nil, 0])
    #expect(answer.status == .optimal)
  }

  @Test("must-haves that exclude each other are named, and nothing else is")
  func contradiction() throws {
    var problem = Self.three(capacity: 100)
    problem.candidates[0].demand = .mustHave
    problem.candidates[2].demand = .mustHave
    problem.requires = [.init(candidate: 2, needed: 1)]
    problem.excludes = [[0, 1], [0, 2], [1, 2]]
    let answer = try SelectionSolver().solve(problem)
    guard case .infeasible(let conflict) = answer.status else {
      Issue.record("\(answer.status)")
      return
    }
    #expect(conflict.resources.isEmpty)
    #expect(conflict.demands.count + conflict.excludes.count + conflict.requires.count <= 3)
    #expect(answer.chosen.isEmpty)
  }

  @Test("must-haves that do not fit are named with the resource")
  func shortage() throws {
    var problem = Self.three(capacity: 9)
    for candidate in [1, 2] { problem.candidates[candidate].demand = .mustHave }
    let answer = try SelectionSolver().solve(problem)
    var expected = SelectionConflict()
    expected.demands = [1, 2]
    expected.resources = [0]
    #expect(answer.status == .infeasible(expected))
  }

  @Test("numbers that mean nothing are refused, with their place")
  func refusals() {
    func refused(_ change: (inout SelectionProblem) -> Void) -> SelectionInputError? {
      var problem = Self.three(capacity: 10)
      change(&problem)
      do {
        _ = try SelectionSolver().solve(problem)
        return nil
      } catch { return error }
    }
    #expect(
      refused { $0.candidates[1].options[0].value = .nan }
        == .valueNotFinite(candidate: 1, option: 0))
    #expect(
      refused { $0.candidates[0].options[0].uses[0].amount = -1 }
        == .useNotAllowed(candidate: 0, option: 0, resource: 0, amount: -1))
    #expect(
      refused { $0.candidates[2].options[0].uses[0].resource = 4 }
        == .unknownResource(candidate: 2, option: 0, resource: 4))
    #expect(
      refused { $0.capacities[0] = -2 } == .capacityNotAllowed(resource: 0, capacity: -2))
    #expect(
      refused { $0.candidates[0].demand = .pinned(option: 1) }
        == .unknownOption(candidate: 0, option: 1))
    #expect(refused { $0.excludes = [[0, 3]] } == .unknownCandidate(3))
    if case .capacityNotAllowed(0, let capacity) = refused({ $0.capacities[0] = .nan }) {
      #expect(capacity.isNaN)
    } else {
      Issue.record("a capacity that is not a number was taken")
    }
  }

  @Test("capacity without limit binds nothing")
  func infiniteCapacity() throws {
    let answer = try SelectionSolver().solve(Self.three(capacity: .infinity))
    #expect(answer.value == 15)
    #expect(answer.status == .optimal)
  }

  @Test("an option that another makes needless is struck out, and the certificate says so")
  func domination() throws {
    var problem = Self.three(capacity: 12)
    problem.candidates[0].options = [Self.option(6, 8), Self.option(6, 7), Self.option(5, 7)]
    let answer = try SelectionSolver().solve(problem)
    #expect(answer.value == 11 && answer.chosen == [1, 0, nil])
    #expect(
      answer.certificate.dominated == [
        .init(candidate: 0, option: 0, by: 1), .init(candidate: 0, option: 2, by: 1),
      ])
    #expect(
      try SelectionCertificateChecker.provenBound(of: problem, by: answer.certificate) == 11)
  }

  @Test("the checker names everything that a choice breaks")
  func checker() {
    var problem = Self.three(capacity: 10)
    problem.candidates[0].demand = .out
    problem.candidates[2].demand = .pinned(option: 0)
    problem.requires = [.init(candidate: 0, needed: 2)]
    problem.includes = [[1, 2]]
    problem.excludes = [[0, 1]]
    #expect(
      SelectionChecker.violations(of: [0, 0, nil], in: problem) == [
        .demand(candidate: 0), .demand(candidate: 2),
        .capacity(resource: 0, used: 12, capacity: 10), .requires(index: 0), .includes(index: 0),
        .excludes(index: 0),
      ])
    #expect(
      SelectionChecker.violations(of: [0], in: problem) == [.wrongCount(found: 1, expected: 3)])
    #expect(
      SelectionChecker.violations(of: [nil, 5, 0], in: problem) == [
        .unknownOption(candidate: 1, option: 5)
      ])
  }

  @Test("the baseline serves by priority and turns away what is short in any period")
  func baseline() throws {
    let problem = Self.three(capacity: 10)
    let byValue = try SelectionBaseline(problem, order: [0, 1, 2])
    #expect(byValue.chosen == [0, nil, nil])
    #expect(byValue.value == 6)
    #expect(byValue.shortResource == [1: 0, 2: 0])
    let other = try SelectionBaseline(problem, order: [2])
    #expect(other.chosen == [nil, 0, 0] || other.chosen == [nil, nil, 0])
  }

  @Test("the baseline keeps to the logic and is never better than the optimum")
  func baselineIsAllowed() throws {
    for seed in 0..<300 {
      let problem = SelectionInstances.random(seed: UInt64(seed))
      let baseline = try SelectionBaseline(problem, order: Array(problem.candidates.indices))
      guard baseline.unmetDemands.isEmpty, let best = SelectionInstances.bestValue(problem) else {
        continue
      }
      let broken = SelectionChecker.violations(of: baseline.chosen, in: problem)
      #expect(broken.isEmpty, "seed \(seed)")
      #expect(baseline.value <= best + 1e-9, "seed \(seed)")
    }
  }
}
