import PlanModel
import TestSupport
import Testing
import WorkCalendar

@testable import PlanCompiler

@Suite("Verifier of selections")
struct PortfolioVerifierTests {
  /// ann alone, who knows swift and sql; two pitches of one FTE in the same quarter and initiative.
  private func plan() throws -> Plan {
    var plan = Plan()
    plan.settings.asOf = try day("2026-12-01")
    plan.settings.starts = try day("2027-01-01")
    plan.settings.ends = try day("2027-06-30")
    plan.people = [Person(id: "ann")]
    plan.people[0].skills = [SkillLevel("swift"), SkillLevel("sql")]
    plan.people[0].cost = CostRate(amount: 50, per: .hour)
    plan.initiatives = [Initiative(id: "i")]
    for (id, skill) in [("app", "swift"), ("base", "sql")] {
      var project = Project(id: id)
      project.status = .pitch
      project.initiative = "i"
      plan.projects.append(project)
      var row = Demand(project: id, need: .skill(skill, level: 1), amount: .fte(1))
      row.from = try day("2027-01-04")
      row.to = try day("2027-03-26")
      plan.demand.append(row)
    }
    return plan
  }

  private func faults(_ plan: Plan, _ chosen: [Int?]) async throws -> [String] {
    let model = await PortfolioModel(plan, today: try day("2026-12-01"), latestDelay: 1)
    return await PortfolioVerifier(model, chosen).faults()
  }

  @Test("a choice that fits has no fault, in any quarter to which it moves")
  func allowed() async throws {
    for chosen in [[nil, nil], [0, nil], [nil, 1], [0, 1], [1, 0]] as [[Int?]] {
      #expect(try await faults(plan(), chosen) == [])
    }
  }

  @Test("a choice that lacks people is refuted by its quarter")
  func people() async throws {
    for (level, quarter) in [(0, "2027-Q1"), (1, "2027-Q2")] {
      let found = try await faults(plan(), [level, level])
      #expect(found.count == 1 && found[0].hasPrefix("\(quarter) lacks"))
    }
  }

  @Test("a choice that overspends is refuted by its initiative and period")
  func money() async throws {
    var plan = try plan()
    plan.budgets = [
      Budget(initiative: "i", period: Period(parsing: "2027-Q1"), amount: 23_999),
      Budget(initiative: "i", period: Period(parsing: "2027-Q2"), amount: 24_001),
    ]
    // 480 hours at 50 are 24,000.
    #expect(try await faults(plan, [nil, 1]) == [])
    let found = try await faults(plan, [0, 1])
    #expect(found.count == 1 && found[0].hasPrefix("'i' overspends"))
    #expect(found.first?.hasSuffix("2027-Q1") == true)
  }

  @Test("a choice against must-haves, pins or logic is refuted by name")
  func logic() async throws {
    var plan = try plan()
    plan.projects[0].mustHave = true
    #expect(try await faults(plan, [nil, 0]) == ["'app' must be in"])
    plan.projects[1].pin = .out
    #expect(try await faults(plan, [0, 1]) == ["'base' is pinned out"])
    plan.projects[1].pin = nil
    plan.projects[0].mustHave = false
    for (kind, chosen) in [
      (.requires, [0, nil]), (.includes, [nil, 0]), (.excludes, [0, 1]),
    ] as [(ProjectLogic.Kind, [Int?])] {
      plan.logic = [ProjectLogic(project: "app", kind: kind, other: "base")]
      #expect(try await faults(plan, chosen) == ["'app' \(kind.rawValue) 'base'"])
    }
  }
}
