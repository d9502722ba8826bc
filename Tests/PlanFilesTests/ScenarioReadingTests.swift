import PlanModel
import TestSupport
import Testing
import WorkCalendar

@testable import PlanFiles

@Suite("Scenario files")
struct ScenarioReadingTests {
  @Test("every verb is read from a file")
  func everyVerb() throws {
    let text = """
      name: All of them
      changes:
        - hire: { role: dev, skills: "backend:4", count: 2, start: 2027-03-01, location: oslo, team: Core services, cost_per_hour: 70, ramp_up_weeks: 13 }
        - release: { person: Bo Dahl, on: 2027-05-31 }
        - release: { team: core, count: 1, on: 2027-06-15 }
        - contract: { pool: north, fte: 1.5, from: 2027-04-01, to: 2027-06-30 }
        - contract: { skills: [ux:4, backend], cost_per_hour: 85, fte: 0.5, from: 2027-W10, to: 2027-W12 }
        - train: { person: p1, skill: ux, level: 4, ready: 2027-03-01, days: 5 }
        - move: { person: p1, team: web, on: 2027-04-01 }
        - absence: { person: "*", from: 2027-04-02, to: 2027-04-05 }
        - absence: { team: web, from: 2027-05, to: 2027-05, fraction: 20% }
        - delay: { project: atlas, by: 6 weeks }
        - accelerate: { task: build, by: 10 days }
        - pause: { project: CRM, from: 2027-03-01, to: 2027-03-14 }
        - cancel: { project: crm.v2 }
        - win: crm
        - scale: { project: crm, skill: ux, factor: 1.5, from: 2027-03-01 }
        - add: { holidays: { date: 2027-05-17, location: oslo }, projects: [{ id: nova, status: pitch }, { id: zeta }] }
        - lose: nova
        - set: { projects.crm.priority: 1, "demand[project=crm, skill=ux].fte": 2, plan.target_utilisation: 0.8 }
        - budget: { initiative: grow, period: 2027-Q3, by: +10% }
        - budget: { initiative: grow, period: 2027-Q4, amount: 250k }
        - freeze_hiring: { from: 2027-01-01, to: 2027-06-30 }
        - attrition: { rate: 8%, team: core }
        - holiday: { date: 2027-05-06 }
      """
    let read = try readScenarios(["all"], ["all": text])[0]
    #expect(read.scenario.title == "All of them")
    #expect(Set(read.scenario.changes.map(\.change.verb)) == Set(Change.verbs))
    #expect(
      read.scenario.changes[0].origin == ChangeOrigin(file: "whatif/all.yaml", line: 3, column: 5))
    #expect(read.warnings.isEmpty)
    let plan = read.plan
    #expect(plan.hires[0].start == (try day("2027-07-01")))
    #expect(plan.hires[0].team == "core")
    #expect(plan.contracts[1].skills == [SkillLevel("ux", 4), SkillLevel("backend", 3)])
    #expect(plan.contracts[1].days == (try days("2027-03-08", "2027-03-28")))
    #expect(plan.settings.targetUtilisation == 0.8)
    #expect(plan.settings.runWork == 0.1)
    #expect(abs(plan.budgets[0].amount - 1_100_000) < 1e-6)
    #expect(plan.budgets[1].amount == 250_000)
    #expect(plan.projects.first { $0.id == "crm" }?.status == .committed)
    #expect(plan.projects.first { $0.id == "nova" }?.status == .cancelled)
    #expect(plan.attritions.map { $0.start(in: plan.settings) } == [try day("2027-01-01")])
    // The scenario alone, applied by the engine, makes the same plan.
    let applied = try read.scenario.applied(to: try scenarioPlan(), today: try day("2027-01-01"))
    #expect(applied.plan == plan)
  }

  @Test("extends is applied first, and a+b in order")
  func composition() throws {
    let texts = [
      "a": "name: A\nchanges: [ set: { projects.crm.priority: 5 } ]",
      "b": "name: B\nextends: a.yaml\nchanges: [ set: { projects.crm.priority: 7 } ]",
      "c": "extends: b\nchanges: [ cancel: crm ]",
      "d": "extends: ../whatif/b.yaml",
    ]
    func priority(_ argument: String) throws -> Double? {
      try readScenarios([argument], texts)[0].plan.projects.first { $0.id == "crm" }?.priority
    }
    #expect(try priority("b") == 7)
    #expect(try priority("b+a") == 5)
    #expect(try priority("whatif/c.yaml") == 7)
    #expect(try priority("d") == 7)
    let both = try readScenarios(["a+c"], texts)[0].scenario
    #expect(both.name == "a+c")
    #expect(both.changes.map(\.change.verb) == ["set", "set", "set", "cancel"])
    #expect(try readScenarios(["b+a"], texts)[0].scenario.title == "B; A")
  }

  @Test("a circle of extends is printed as its path")
  func circle() throws {
    let texts = [
      "a": "extends: b.yaml\nchanges: []", "b": "extends: c.yaml", "c": "name: C\nextends: a.yaml",
    ]
    let errors = try scenarioErrors(["a"], texts)
    #expect(errors.map(\.id) == ["scenario-cycle"])
    #expect(
      errors[0].message.contains("whatif/a.yaml → whatif/b.yaml → whatif/c.yaml → whatif/a.yaml"))
    #expect(place(errors[0]) == "whatif/c.yaml:2:10 scenario-cycle")
  }

  @Test("all errors of all scenarios are told at once, each at its place")
  func allAtOnce() throws {
    let texts = [
      "a": """
      name: A
      owner: me
      changes:
        - delay: { project: atlsa, by: 6 months }
        - delay: { project: atlsa, by: 6 weeks }
        - hire: { role: dev, start: 2027-13-01, skils: "x" }
        - dealy: { project: atlas, by: 6 weeks }
        - release: { person: p1, on: 2027-01-31 }
          cancel: { project: crm }
      """,
      "b": "changes: [ train: { person: p9, skill: ux, ready: 2027-03-01 } ]",
    ]
    let errors = try scenarioErrors(["a", "b", "frezee"], texts)
    #expect(
      errors.map(place) == [
        "plan scenario-not-found", "whatif/a.yaml:2:1 unknown-key",
        "whatif/a.yaml:4:34 not-a-duration", "whatif/a.yaml:5:23 unknown-reference",
        "whatif/a.yaml:6:31 not-a-date", "whatif/a.yaml:6:43 unknown-key",
        "whatif/a.yaml:7:5 unknown-verb", "whatif/a.yaml:9:5 change-form",
        "whatif/b.yaml:1:29 unknown-reference",
      ])
    let delay = try #require(errors.first { $0.id == "unknown-reference" })
    #expect(delay.field == "changes[1].delay.project")
    #expect(delay.value == "atlsa")
    #expect(delay.suggestion == "write 'atlas' if that is meant")
    #expect(errors[4].field == "changes[2].hire.start")
  }

  @Test(
    "every way in which a change is wrong has its identifier",
    arguments: [
      ("- 5", "change-form"), ("-", "change-form"), ("- [a]", "change-form"),
      ("- cancel: {}", "missing-key"), ("- cancel: { project: }", "missing-key"),
      ("- cancel: { project: [a] }", "wrong-type"),
      ("- cancel: { project: a, by: 3 }", "unknown-key"),
      ("- hire: { role: dev }", "missing-key"), ("- hire: 3", "wrong-type"),
      ("- hire: { start: 2027-03-01 }", "change-impossible"),
      ("- hire: { role: dev, start: 2027-03-01, count: -1 }", "number-out-of-range"),
      ("- hire: { role: dev, start: 2027-03-01, skills: 'a:9' }", "invalid-skills"),
      ("- hire: { role: dev, start: 2027-03-01, team: coer }", "unknown-reference"),
      ("- hire: { role: dev, start: 2027-03-01, cost_per_hour: 1, cost_per_day: 2 }", "two-costs"),
      ("- release: { on: 2027-03-01 }", "missing-key"),
      ("- release: { team: core, on: 2027-03-01 }", "missing-key"),
      ("- release: { person: p1, count: 1, on: 2027-03-01 }", "change-form"),
      ("- release: { person: p2, on: 2020-03-01 }", "change-impossible"),
      ("- release: { team: core, count: 9, on: 2027-03-01 }", "change-impossible"),
      ("- contract: { fte: 1, from: 2027-03-01, to: 2027-04-01 }", "contract-holder"),
      ("- contract: { pool: nort, fte: 1, from: 2027-03-01, to: 2027-04-01 }", "unknown-reference"),
      ("- contract: { pool: north, fte: 1, from: 2027-04-01, to: 2027-03-01 }", "end-before-start"),
      (
        "- contract: { pool: north, skills: ux, fte: 1, from: 2027-04-01, to: 2027-05-01 }",
        "contract-holder"
      ),
      (
        "- contract: { skills: ux, fte: -1, from: 2027-04-01, to: 2027-05-01 }",
        "number-out-of-range"
      ),
      ("- train: { person: p1, skill: ux, level: 7, ready: 2027-03-01 }", "number-out-of-range"),
      ("- move: { person: p1, team: x, on: 2027-03-01 }", "unknown-reference"),
      ("- move: { person: p1, team: web }", "missing-key"),
      ("- absence: { from: 2027-03-01, to: 2027-03-02 }", "missing-key"),
      ("- absence: { person: p1, team: web, from: 2027-03-01, to: 2027-03-02 }", "change-form"),
      ("- delay: { by: 6 weeks }", "missing-key"),
      ("- delay: { task: bild, by: 6 weeks }", "unknown-reference"),
      ("- delay: { project: atlas, by: six weeks }", "not-a-duration"),
      ("- scale: { factor: 2 }", "missing-key"),
      ("- scale: { project: crm, factor: -2 }", "number-out-of-range"),
      ("- scale: { skill: backnd, factor: 2 }", "unknown-reference"),
      ("- budget: { initiative: grow }", "missing-key"),
      ("- budget: { initiative: grow, by: 1, amount: 2 }", "two-amounts"),
      ("- budget: { initiative: grow, by: lots }", "not-a-number"),
      ("- budget: { initiative: grow, by: -200% }", "change-impossible"),
      ("- budget: { initiative: grow, period: 2027-03, by: 1 }", "change-impossible"),
      ("- budget: { initiative: grow, period: spring, by: 1 }", "not-a-period"),
      ("- attrition: { rate: 8 }", "number-out-of-range"),
      ("- holiday: { date: spring }", "not-a-date"),
      ("- holiday: { date: 2027-05-17, location: olso }", "unknown-reference"),
      ("- add: 3", "change-form"), ("- add: { peple: { id: x } }", "unknown-table"),
      ("- add: { people: 3 }", "change-form"), ("- add: { people: { id: p1 } }", "duplicate-id"),
      ("- add: { people: { id: x, tem: core } }", "unknown-column"),
      ("- add: { people: { name: [[x]] } }", "wrong-type"),
      ("- add: { people: { id: x, team: coer } }", "unknown-reference"),
      ("- add: { people: { id: x, fte: much } }", "not-a-number"),
      ("- add: { demand: { skill: ux, fte: 1 } }", "missing-column"),
      ("- add: { demand: { project: crm, skill: ux } }", "no-amount"),
      ("- add: { demand: { project: crm, skill: ux, fte: 1, effort_days: 2 } }", "two-amounts"),
      (
        "- add: { demand: { project: crm, skill: ux, fte: 1, from: 2027-08-01 } }",
        "window-reversed"
      ),
      ("- add: [{ projects: { id: nova } }]", "change-form"),
      ("- set: 3", "change-form"), ("- set: { crm: 1 }", "unknown-path"),
      ("- set: { project.crm.priority: 1 }", "unknown-path"),
      ("- set: { projects.cmr.priority: 1 }", "unknown-reference"),
      ("- set: { projects.crm.prio: 1 }", "unknown-column"),
      ("- set: { projects.crm.id: x }", "unknown-column"),
      ("- set: { projects.crm.priority: high }", "not-a-number"),
      ("- set: { projects.crm.initiative: gro }", "unknown-reference"),
      ("- set: { projects.crm.finish: 2020-01-01 }", "end-before-start"),
      ("- set: { projects.crm.finish: }", "window-missing"),
      ("- set: { demand.crm.fte: 1 }", "unknown-path"),
      ("- set: { 'demand[project=crm': 1 }", "unknown-path"),
      ("- set: { 'demand[project=cmr].fte': 1 }", "row-not-found"),
      ("- set: { 'demand[projct=crm].fte': 1 }", "unknown-column"),
      ("- set: { plan.run_wrk: 1 }", "unknown-key"),
      ("- set: { plan.run_work: 7 }", "number-out-of-range"),
      ("- set: { plan.ends: 2090-01-01 }", "horizon-too-long"),
      ("- set: { teams.core.parent: web }", "cycle"),
    ])
  func errorIds(change: String, id: String) throws {
    let errors = try changeErrors("  " + change)
    #expect(Set(errors.map(\.id)) == [id], "\(change): \(errors.map(\.text))")
    for error in errors {
      #expect(error.file == "whatif/x.yaml")
      #expect(error.line == 2)
      #expect((error.column ?? 0) > 2)
      #expect(error.field != nil)
    }
  }

  @Test(
    "a file that is no scenario is refused",
    arguments: [
      ("", "missing-key"), ("name: x", "missing-key"), ("changes: 3", "wrong-type"),
      ("- cancel: crm", "wrong-type"), ("changes: [", "yaml-syntax"),
      ("a: &a [x]\nchanges: [ *a ]", "yaml-alias"),
      ("extends: y\nchanges: []", "scenario-not-found"),
      ("changes: []\nchanges: []", "duplicate-key"), ("changes: [ \u{0} ]", "nul-byte"),
      (String(repeating: "[", count: 100), "yaml-too-deep"),
    ])
  func noScenario(text: String, id: String) throws {
    #expect(try scenarioErrors(["x"], ["x": text]).map(\.id) == [id])
  }

  @Test(
    "a change that does nothing is a warning, and so are a skill that nothing asks for and a pool's limit",
    arguments: [
      ("- delay: { project: atlas, by: 0 weeks }", "change-without-effect"),
      ("- win: { project: atlas }", "change-without-effect"),
      ("- holiday: { date: 2027-05 }", "period-as-day"),
      ("- set: { projects.crm.priority: 2 }", "change-without-effect"),
      ("- scale: { project: crm.v2, factor: 2 }", "change-without-effect"),
      ("- freeze_hiring: { from: 2027-01-01, to: 2027-02-01 }", "change-without-effect"),
      ("- hire: { role: dev, skills: backnd, start: 2027-02-01 }", "skill-not-asked"),
      ("- contract: { pool: north, fte: 3, from: 2027-02-01, to: 2027-03-01 }", "pool-exceeded"),
    ])
  func warnings(change: String, id: String) throws {
    let read = try readScenarios(["x"], ["x": "changes:\n  " + change])[0]
    #expect(read.warnings.map(\.id).first == id)
    #expect(read.warnings.allSatisfy { $0.severity == .warning && $0.line == 2 })
  }

  @Test("a chain of more files than the limit, and more changes than the limit, end in an error")
  func limits() throws {
    var texts: [String: String] = [:]
    for index in 0..<80 { texts["f\(index)"] = "extends: f\(index + 1)" }
    #expect(try scenarioErrors(["f0"], texts).map(\.id) == ["scenario-too-long"])
    let many = "changes:\n" + String(repeating: "  - attrition: { rate: 1% }\n", count: 1100)
    #expect(try scenarioErrors(["many"], ["many": many]).map(\.id) == ["scenario-too-long"])
    let huge =
      "changes:\n" + String(repeating: "  - scale: { project: crm, factor: 1000 }\n", count: 9)
    #expect(try scenarioErrors(["huge"], ["huge": huge]).map(\.id).contains("number-out-of-range"))
  }

  @Test("every kind of fault of a change is in the catalogue of diagnostics")
  func catalogue() {
    for kind in ChangeFault.Kind.allCases {
      #expect(DiagnosticKind(rawValue: kind.rawValue) != nil)
    }
  }
}
