import PlanCompiler
import PlanModel
import TestSupport
import Testing
import WorkCalendar

@testable import Headroom

@Suite("The probability of a shortage in a quarter")
struct QuarterRiskTests {
  /// Two people for one confirmed project and some that may come, each of one FTE in the first quarter.
  private func plan(_ chances: [Double]) async throws -> CompiledPlan {
    var plan = Plan()
    plan.settings.asOf = try day("2027-01-04")
    plan.settings.starts = try day("2027-01-04")
    plan.settings.ends = try day("2027-06-30")
    for id in ["ann", "bo"] {
      var person = Person(id: id)
      person.skills = [SkillLevel("sql", 3)]
      plan.people.append(person)
    }
    for (number, chance) in ([nil] + chances.map(Optional.some)).enumerated() {
      var project = Project(id: "p\(number)")
      if let chance { (project.status, project.probability) = (.tentative, chance) }
      plan.projects.append(project)
      var row = Demand(
        project: project.id, need: .skill("sql", level: 2), amount: .fte(1))
      (row.from, row.to) = (try day("2027-01-04"), try day("2027-03-31"))
      plan.demand.append(row)
    }
    return await CompiledPlan(plan)
  }

  private func chances(_ plan: CompiledPlan) async -> [Double] {
    await QuarterRisk.quarters(plan, today: .earliest, withProbability: true)
      .map { $0.probability ?? -1 }
  }

  @Test("two that may come are short together: the product of their chances")
  func exact() async throws {
    let short = await chances(try await plan([0.5, 0.4]))
    #expect(short.count == 2 && abs(short[0] - 0.2) < 1e-12 && short[1] == 0)
  }

  @Test("what is certain and what is impossible is no chance")
  func certain() async throws {
    #expect(await chances(try await plan([1, 1])) == [1, 0])
    #expect(await chances(try await plan([0, 1])) == [0, 0])
  }

  @Test("drawn futures lie near the exact chance, and are the same each time")
  func drawn() async throws {
    // Of nine with a chance of 0.1 each at least two: 1 − 0.9⁹ − 9 · 0.1 · 0.9⁸.
    let plan = try await plan([Double](repeating: 0.1, count: 9))
    let short = await chances(plan)
    #expect(abs(short[0] - 0.2252) < 4 * 0.025)
    #expect(await chances(plan) == short)
  }

  @Test("a rule asks it of the quarters that it names")
  func rule() async throws {
    var plan = try await plan([0.5, 0.5]).plan
    var rule = Governance.Rule(
      id: "risk", severity: .gate, subject: "quarter", requirement: "probability <= 20%")
    rule.condition = "number <= 1"
    plan.settings.governance = Governance(mode: .controlling, rules: [rule])
    let report = try await Check.answer(Check.Request(plan: plan, today: try day("2027-01-04")))
      .governance
    #expect(report?.rules.first?.violations.map(\.id) == ["2027-Q1"])
    #expect(report?.rules.first?.judged == 1)
  }
}
