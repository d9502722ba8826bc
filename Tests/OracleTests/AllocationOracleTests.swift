import Foundation
import Optimization
import PlanCompiler
import PlanModel
import TestSupport
import Testing

@testable import Headroom

/// Random plans of all kinds: levels, teams, named people, bookings hard and soft, windows with and
/// without limits, min_fte, overtime, contractors, budgets with and without carry-over.
struct OraclePlan: Sendable, CustomTestStringConvertible {
  let seed: Int

  var testDescription: String { "seed \(seed)" }

  /// 24 of them; 200 where the slow tests are wanted.
  static let all = (1...(SlowTests.areWanted ? 200 : 24)).map { OraclePlan(seed: $0) }

  /// Every third has no budgets, every fourth no soft bookings, so that nested flows are exact for
  /// every twelfth; every fifth is four times as large.
  func request() throws -> Allocate.Request {
    var plan = try RandomPlan(seed: UInt64(seed), times: seed % 5 == 0 ? 4 : 1).plan
    if seed % 3 == 0 { plan.budgets = [] }
    if seed % 4 == 0 { plan.assignments.removeAll { $0.firmness == .soft } }
    let today = try #require(plan.settings.asOf)
    var request = Allocate.Request(plan: plan, today: today)
    request.basis = Basis.allCases[seed % Basis.allCases.count]
    request.prices = .none
    return request
  }
}

/// Holds the optima of `allocate` against HiGHS, which solves the models that are exported.
@Suite("Allocation and HiGHS", .enabled(if: Oracle.isThere, "HEADROOM_PYTHON is not set"))
struct AllocationOracleTests {
  /// Relative difference of two optima.
  private static let agreement = 1e-7
  /// What HiGHS may be beside its optimum by, with the tolerances of solve_mps.py, relative.
  private static let theirAccuracy = 1e-8
  /// Slices of less than ``Allocation/negligibleHours`` are not handed out: on plans of this size they
  /// cost less than this, relative.
  private static let handedOut = 1e-6

  private struct Optimum {
    var name: String
    var solution: TransportSolution
    var handedOut: Double
  }

  @Test("agree on random plans, in the fastest, the compact and the direct form")
  func randomPlans() async throws {
    let folder = try temporaryFolder("allocation-oracle")
    defer { try? FileManager.default.removeItem(at: folder) }
    var files: [URL] = []
    var ours: [Optimum] = []
    var forms: Set<String> = []
    var unproven = 0
    var binding = 0
    for plan in OraclePlan.all {
      let request = try plan.request()
      let model = await Allocate.model(of: request)
      for form in [nil, TransportForm.compact, .direct] {
        let solved = try await AllocationSolver.solve(model, form: form)
        _ = try Allocate.verify(
          solved.allocation, request, claimed: solved.allocation.objective)
        forms.insert(solved.form?.rawValue ?? solved.method.rawValue)
        unproven += solved.isProven ? 0 : 1
        if solved.budgetPrices.contains(where: { $0 > 1e-6 }) { binding += 1 }
        let file = folder.appending(path: "\(files.count).mps")
        try Data(model.exportedMPS(form: form)).write(to: file)
        files.append(file)
        ours.append(
          Optimum(
            name: "\(plan.testDescription), \(form?.rawValue ?? solved.method.rawValue)",
            solution: solved.allocation.solution,
            handedOut: solved.allocation.objective.total - model.frictionAtMost))
      }
    }
    let optima = try Oracle.optima(of: files)
    try #require(optima.count == ours.count, "one optimum for each model")
    var worst = 0.0
    for (ours, theirs) in zip(ours, optima) {
      let theirs = try #require(theirs, "\(ours.name)")
      let scale = 1 + abs(theirs)
      let difference = abs(ours.solution.objective - theirs) / scale
      worst = max(worst, difference)
      #expect(
        difference <= Self.agreement, "\(ours.name): \(ours.solution.objective), HiGHS \(theirs)")
      let proof = ours.solution.certificate
      #expect(
        difference <= max(0, proof.relativeGap) + Self.theirAccuracy, "\(ours.name): \(proof)")
      #expect(
        abs(ours.handedOut - theirs) <= Self.handedOut * scale,
        "\(ours.name): handed out at \(ours.handedOut), HiGHS \(theirs)")
    }
    print(
      "\(ours.count) optima, \(unproven) not proven to 1e-8; largest difference from HiGHS \(worst)"
    )
    // Not by chance: every method was needed, and budgets bind.
    #expect(forms == ["nested-flows", "compact", "direct"])
    #expect(binding > OraclePlan.all.count / 2)
  }
}
