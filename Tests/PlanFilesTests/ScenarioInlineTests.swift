import PlanModel
import TestSupport
import Testing
import WorkCalendar

@testable import PlanFiles

@Suite("Inline changes")
struct ScenarioInlineTests {
  @Test(
    "a line says what a file says",
    arguments: [
      ("delay atlas by 6 weeks", "- delay: { project: atlas, by: 6 weeks }"),
      (
        "accelerate task build of atlas by 10d",
        "- accelerate: { task: build, project: atlas, by: 10 days }"
      ),
      ("delay \"The Atlas\" by 2 weeks;", "- delay: { project: The Atlas, by: 2 weeks }"),
      (
        "hire 2 backend from 2027-03-01",
        "- hire: { role: backend, count: 2, start: 2027-03-01 }"
      ),
      (
        "hire dev with \"backend:4; ux\" on 2027-03-01 in team web at oslo cost_per_hour=70",
        "- hire: { role: dev, skills: 'backend:4; ux', start: 2027-03-01, team: web, location: oslo, cost_per_hour: 70 }"
      ),
      ("release p1 on 2027-03-31", "- release: { person: p1, on: 2027-03-31 }"),
      (
        "release 1 from team core on 2027-03-31",
        "- release: { team: core, count: 1, on: 2027-03-31 }"
      ),
      (
        "contract 1.5 north from 2027-04-01 to 2027-06-30",
        "- contract: { pool: north, fte: 1.5, from: 2027-04-01, to: 2027-06-30 }"
      ),
      (
        "contract 1 skills 'ux:4' at 85 from 2027-04-01 until 2027-06-30",
        "- contract: { skills: 'ux:4', cost_per_hour: 85, fte: 1, from: 2027-04-01, to: 2027-06-30 }"
      ),
      (
        "train p1 in ux:4 by 2027-03-01 taking 5 days",
        "- train: { person: p1, skill: ux, level: 4, ready: 2027-03-01, days: 5 }"
      ),
      ("move p1 to team web on 2027-03-01", "- move: { person: p1, team: web, on: 2027-03-01 }"),
      (
        "absence * from 2027-04-01 to 2027-04-05 fraction 50%",
        "- absence: { person: '*', from: 2027-04-01, to: 2027-04-05, fraction: 0.5 }"
      ),
      (
        "pause crm from 2027-03-01 to 2027-03-14",
        "- pause: { project: crm, from: 2027-03-01, to: 2027-03-14 }"
      ),
      ("cancel crm; win crm.v2; lose crm", "- cancel: crm\n  - win: crm.v2\n  - lose: crm"),
      (
        "scale crm skill ux by 1.5 from 2027-03-01",
        "- scale: { project: crm, skill: ux, factor: 1.5, from: 2027-03-01 }"
      ),
      ("scale skill ux by 60%", "- scale: { skill: ux, factor: 0.6 }"),
      (
        "set projects.crm.priority = 1; set demand[project=crm, skill=ux].fte: 2",
        "- set: { projects.crm.priority: 1, 'demand[project=crm, skill=ux].fte': 2 }"
      ),
      ("budget grow 2027-Q3 by +10%", "- budget: { initiative: grow, period: 2027-Q3, by: +10% }"),
      (
        "budget grow to 2M in 2027-Q3",
        "- budget: { initiative: grow, period: 2027-Q3, amount: 2M }"
      ),
      (
        "hire dev from 2027-03-01; freeze hiring from 2027-01-01 to 2027-06-30",
        "- hire: { role: dev, start: 2027-03-01 }\n  - freeze_hiring: { from: 2027-01-01, to: 2027-06-30 }"
      ),
      ("attrition 8% of team core", "- attrition: { rate: 8%, team: core }"),
      ("holiday 2027-05-17 at oslo", "- holiday: { date: 2027-05-17, location: oslo }"),
      (
        "add demand project=crm skill=ux from=2027-03-01 to=2027-03-31 fte=1",
        "- add: { demand: { project: crm, skill: ux, from: 2027-03-01, to: 2027-03-31, fte: 1 } }"
      ),
    ])
  func equal(line: String, file: String) throws {
    let inline = try readScenarios([], inline: [line])[0]
    #expect(inline.plan == (try planAfter("  " + file)), "\(line)")
    #expect(inline.scenario.name == "inline")
    #expect(inline.plan != (try scenarioPlan()))
  }

  @Test(
    "an error names the position",
    arguments: [
      ("", "1 inline-syntax"), ("dealy atlas by 6 weeks", "1 inline-syntax"),
      ("delay atlsa by 6 weeks", "7 unknown-reference"), ("delay atlas by", "13 inline-syntax"),
      ("delay atlas crm by 6 weeks", "13 inline-syntax"),
      ("cancel crm; hire 2 dev from spring", "29 not-a-date"),
      ("delay atlas by 6 weeks by 7 weeks", "27 inline-syntax"),
      ("cancel \"crm", "8 inline-syntax"), ("set projects.crm.priority", "5 inline-syntax"),
      ("set projects.crm.name = two words", "29 inline-syntax"), ("add", "1 inline-syntax"),
      ("add demand project=crm skil=ux fte=1", "24 unknown-column"),
      ("cancel crm colour=red", "12 unknown-key"),
      ("set projects.cmr.priority = 1", "5 unknown-reference"),
      ("train p1 in ux:9 by 2027-03-01", "16 number-out-of-range"),
    ])
  func positions(line: String, expected: String) throws {
    let errors = try scenarioErrors([], inline: [line])
    #expect(errors.first.map { "\($0.column ?? 0) \($0.id)" } == expected, "\(errors.map(\.text))")
    #expect(errors.allSatisfy { $0.file == "--inline" && $0.line == 1 })
  }

  @Test("every verb has an example that is read")
  func examples() throws {
    #expect(Set(InlineVerb.all.keys).union(["set"]) == Set(Change.verbs))
    for usage in InlineVerb.all.values.map(\.usage) + [InlineVerb.example, InlineVerb.settingUsage]
    {
      for line in usage.split(separator: ", or: ") {
        let text = line.hasPrefix("as: ") ? String(line.dropFirst(4)) : String(line)
        var inline = InlineText(text)
        #expect(!inline.changes().isEmpty)
        #expect(inline.errors.isEmpty, "\(text)")
      }
    }
  }
}
