import PlanModel
import TestSupport
import Testing
import WorkCalendar

@testable import PlanFiles

@Suite("Set and add")
struct ScenarioPathTests {
  @Test("a path with an id sets a cell, and every other cell of the row stays")
  func byId() throws {
    let before = try scenarioPlan()
    let plan = try planAfter("  - set: { people.p2.fte: 0.8, projects.crm.v2.status: committed }")
    var person = try #require(before.people.first { $0.id == "p2" })
    person.fte = 0.8
    #expect(plan.people.first { $0.id == "p2" } == person)
    #expect(plan.projects.first { $0.id == "crm.v2" }?.status == .committed)
    #expect(plan.projects.first { $0.id == "crm" } == before.projects.first { $0.id == "crm" })
    let cleared = try planAfter("  - set: { people.Bo Dahl.start: ~ }")
    #expect(cleared.people.first { $0.id == "p2" }?.start == nil)
  }

  @Test("conditions find rows by text, number and name; all that meet them are set")
  func byConditions() throws {
    let plan = try planAfter(
      #"  - set: { "demand[project='The Atlas', level=3.0].fte": 3, "demand[project=crm].flexible": yes }"#
    )
    #expect(plan.demand.map(\.amount) == [.fte(3), .fte(0.5), .fte(1.5)])
    #expect(plan.demand.map(\.flexible) == [false, true, true])
    let effort = try planAfter(#"  - set: { "demand[skill=ux].effort_days": 20 }"#)
    #expect(effort.demand[1].amount == .effortDays(20))
  }

  @Test("settings are set by their path in plan.yaml; the end of the plan has one form")
  func settings() throws {
    let plan = try planAfter(
      "  - set: { plan.hiring.notice_days: 90, plan.ends: 2027-12-31 }\n  - set: { plan.starts: 2027-Q3 }"
    )
    #expect(plan.settings.hiring?.noticeDays == 90)
    #expect(plan.settings.hiring?.timeToFillDays == 45)
    // The fiscal year 2027 begins in July 2026.
    #expect(plan.settings.starts == (try day("2027-01-01")))
    #expect(plan.settings.ends == (try day("2027-12-31")))
    let quarters = try planAfter(
      "  - set: { plan.ends: 2027-12-31 }\n  - set: { plan.quarters: 2 }")
    #expect(quarters.settings.ends == nil)
  }

  @Test("a person's training survives a set of another cell")
  func training() throws {
    let plan = try planAfter(
      "  - train: { person: p1, skill: ux, level: 4, ready: 2027-03-01 }\n  - set: { people.p1.fte: 0.5 }"
    )
    #expect(plan.trainings.map(\.skill) == [SkillLevel("ux", 4)])
    #expect(plan.people[0].fte == 0.5)
  }

  @Test("rows of any table are added as a file would have them, wide ones by their periods")
  func add() throws {
    let plan = try planAfter(
      """
        - add:
            projects: { id: nova, initiative: Grow, start: 2027-02-01, finish: 2027-05-31 }
            demand:
              - { project: nova, skill: ux, effort_days: 40, profile: bell }
              - { project: nova, skill: backend, unit: fte, 2027-03: 1, 2027-04: 0.5 }
            assignments: { person: Ann Berg, project: nova, percent: 50 }
        - delay: { project: nova, by: 2 weeks }
      """)
    #expect(plan.projects.last?.finish == (try day("2027-06-14")))
    #expect(plan.demand[3].profile == .bell)
    #expect(
      plan.demand[4].amount
        == .wide(
          .fte,
          [
            WideCell(days: try days("2027-03-15", "2027-04-14"), amount: 1),
            WideCell(days: try days("2027-04-15", "2027-05-14"), amount: 0.5),
          ]))
    #expect(plan.assignments.map(\.holder) == [.person("p1")])
  }
}
