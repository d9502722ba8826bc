import PlanModel
import TestSupport
import Testing

@testable import Headroom

@Suite("What rules come to")
struct RuleValueTests {
  private func person() throws -> RuleCase {
    var person = RuleCase(id: "ann")
    person.values = [
      "id": .text("ann"), "fte": .number(0.8), "start": .day(try day("2027-03-01")),
    ]
    person.weekly["utilisation"] = [0.5, nil, 1.5, 1.0]
    person.weekly["free_hours"] = [20, 0, 0, 0]
    return person
  }

  @Test(
    "known answers",
    arguments: [
      ("id", true), ("name", false), ("not name", true), ("name = ann", false),
      ("not (name = ann)", true), ("id = ann and fte < 1", true), ("id in [bo, ann]", true),
      ("id in [bo]", false), ("id != bo", true), ("fte * 10 - 2 * 3 = 2", true),
      ("-fte < 0", true), ("start >= 2027-03-01", true), ("start < 2027-03-01", false),
      ("end > 2020-01-01", false), ("weeks(utilisation > 1) = 1", true),
      ("weeks(utilisation >= 1) = 2", true), ("max(utilisation) = 1.5", true),
      ("min(utilisation) = 50%", true), ("mean(utilisation) = 1", true),
      ("mean(utilisation * fte) = 0.8", true),
      ("weeks(free_hours > 10 or utilisation > 1) = 2", true),
      ("name and 1 / skills > 2 or id", true), ("fte = 0.80000001", true),
    ])
  func known(text: String, holds: Bool) throws {
    let rule = try RuleExpression(parsing: text, for: .person)
    #expect(try person().meets(rule) == holds)
  }

  @Test("what divides by 0 cannot be judged, unless nothing asks for it")
  func division() throws {
    let person = try person()
    let rule = try RuleExpression(parsing: "1 / (fte - 0.8) > 1", for: .person)
    #expect(throws: RuleCase.DividedByZero.self) { try person.meets(rule) }
    #expect(try person.meets(RuleExpression(parsing: "id or 1 / (fte - 0.8) > 1", for: .person)))
  }

  @Test("every field that a rule may name is given for its subject")
  func fields() async throws {
    var plan = Plan()
    plan.settings.asOf = try day("2027-01-04")
    plan.settings.governance = Governance(
      mode: .advisory,
      rules: RuleSubject.allCases.map { subject in
        let all = subject.fields.map { $0.isWeekly ? "max(\($0.name)) >= 0" : $0.name }
        return Governance.Rule(
          id: subject.rawValue, severity: .advice, subject: subject.rawValue,
          requirement: "not (" + all.joined(separator: " and ") + ")")
      })
    plan.teams = [Team(id: "core")]
    plan.teams[0].lead = "eva"
    var person = Person(id: "ann")
    person.name = "Ann"
    person.team = "core"
    person.role = "dev"
    person.location = "oslo"
    person.manager = "eva"
    person.start = try day("2026-01-01")
    person.end = try day("2028-01-01")
    plan.people = [person]
    var initiative = Initiative(id: "growth")
    initiative.name = "Growth"
    initiative.goal = "more"
    initiative.owner = "eva"
    initiative.budgetOwner = "kim"
    initiative.value = 1
    initiative.floor = 0
    initiative.cap = 9
    plan.initiatives = [initiative]
    plan.goals = [Goal(id: "more")]
    (plan.goals[0].name, plan.goals[0].owner, plan.goals[0].weight) = ("More", "eva", 1)
    plan.settings.name = "Odd"
    plan.budgets = [Budget(initiative: "growth", period: nil, amount: 5)]
    var project = Project(id: "atlas")
    project.name = "Atlas"
    project.initiative = "growth"
    project.owner = "eva"
    project.manager = "eva"
    project.sponsor = "eva"
    project.gate = "G1"
    project.priority = 1
    project.value = 1
    project.costOfDelay = 1
    project.budget = 1
    project.mustHave = true
    project.start = try day("2027-01-04")
    project.finish = try day("2027-03-31")
    project.deadline = project.finish
    project.mustFinish = project.finish
    plan.projects = [project]
    plan.demand = [Demand(project: "atlas", need: .skill("dev", level: 1), amount: .fte(2))]
    plan.settings.hiring = PlanSettings.Hiring(
      timeToFillDays: 30, noticeDays: 30, rampUpWeeks: 4, rampUpFrom: 0.5)
    let report = try #require(
      try await Check.answer(Check.Request(plan: plan, today: try day("2027-01-04"))).governance)
    // Each rule says that not every field has a value, so each is broken.
    #expect(report.rules.map(\.violations.count) == [1, 1, 1, 1, 1, 1, 1])
    #expect(
      report.rules.map { $0.violations.first?.owner } == [
        "eva", "eva", "eva", "eva", nil, nil, nil,
      ])
  }
}
