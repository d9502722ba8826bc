import Headroom
import PlanFiles
import PlanModel
import TestSupport
import Testing
import WorkCalendar

/// What a scenario says of a plan, and what the plan says once the scenario has been written into its files.
@Suite("A scenario that is applied")
struct AppliedScenarioTests {
  /// Of each verb so many; 40 where HEADROOM_SLOW_TESTS is set.
  private static let seeds = SlowTests.areWanted ? 40 : 3
  /// Relative; sums are taken in another order where a wide row has become long ones.
  private static let tolerance = 1e-9

  private static let cases = Change.verbs.flatMap { verb in (0..<seeds).map { (verb, $0) } }

  /// The numbers of bottlenecks and of the allocation, each with what it is about.
  private func numbers(_ plan: Plan, today: Day) async throws -> [(name: String, value: Double)] {
    let short = try await Bottlenecks.answer(Bottlenecks.Request(plan: plan, today: today))
    var numbers: [(String, Double)] = short.capacity.flatMap {
      [("\($0.period) plannable", $0.plannableHours), ("\($0.period) free", $0.freeHours)]
    }
    numbers += short.shortage.flatMap {
      [
        ("\($0.period) \($0.basis) short", $0.shortHours),
        ("\($0.period) \($0.basis) structural", $0.structuralHours),
      ]
    }
    numbers += short.bottlenecks.map { ("\($0.skills) \($0.period) \($0.basis)", $0.missingHours) }
    var request = Allocate.Request(plan: plan, today: today)
    request.prices = .none
    let allocation = try await Allocate.answer(request)
    numbers += [
      ("cost", allocation.objective.total), ("shortage", allocation.objective.shortage),
      ("friction", allocation.objective.friction),
    ]
    numbers += allocation.projects.flatMap {
      [("\($0.project) demand", $0.demandHours), ("\($0.project) cost", $0.cost)]
    }
    return numbers
  }

  @Test(
    "the bottlenecks and the allocation of the written plan are those of the scenario",
    arguments: cases)
  func same(verb: String, seed: Int) async throws {
    let today = try day("2027-02-22")
    var plan = try RandomPlan(seed: UInt64(seed) &* 31 &+ 7).plan
    plan.assignments.removeAll { row in !plan.projects.contains { $0.id == row.project } }
    if seed % 3 == 1 { plan.settings.asOf = nil }
    if plan.settings.asOf == nil { plan.attritions.removeAll { $0.since == nil } }
    let read = try PlanReader.read(files: PlanWriter.files(for: plan))

    var after = read.plan
    var random = SplitMix64(UInt64(seed) &+ 99)
    var verbs = [verb]
    for _ in 0..<random.next(in: 0...2) {
      verbs.append(Change.verbs[random.next(in: 0...Change.verbs.count - 1)])
    }
    for verb in verbs {
      var changed = after
      let change = try RandomChange(of: after, seed: random.next()).change(verb)
      guard (try? change.apply(to: &changed, today: today)) != nil,
        (try? PlanReader.read(files: PlanWriter.files(for: changed))) != nil
      else { continue }
      after = changed
    }
    let edit = try read.edit(to: after, today: today)
    let written = try PlanReader.read(files: read.source.applying(edit)).plan

    let expected = try await numbers(after, today: today)
    let found = try await numbers(written, today: today)
    #expect(found.map(\.name) == expected.map(\.name))
    for (own, other) in zip(found, expected) {
      let scale = max(1, abs(other.value))
      #expect(abs(own.value - other.value) <= Self.tolerance * scale, "\(own.name)")
    }
  }
}
