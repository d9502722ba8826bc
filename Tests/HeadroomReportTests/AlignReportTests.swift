import Headroom
import HeadroomReport
import PlanModel
import TestSupport
import Testing
import WorkCalendar

@Suite("The report of align")
struct AlignReportTests {
  /// Two teams, of which the second waits for the first: 30 hours of a week of one person.
  private func answer(firstTeam: String, hours: Double = 60) async throws -> Align.Answer {
    var plan = Plan()
    let monday = try day("2027-03-01")
    plan.settings.asOf = monday
    for (id, team) in [("ann", firstTeam), ("bob", "web")] {
      var person = Person(id: id)
      person.skills = [SkillLevel("sql", 3)]
      person.team = team
      plan.people.append(person)
      plan.teams.append(Team(id: team))
    }
    for (index, id) in ["atlas", "crm"].enumerated() {
      var project = Project(id: id)
      (project.start, project.finish) = (monday + 7 * index, monday + 7 * index + 4)
      plan.projects.append(project)
      var row = Demand(
        project: id, need: .skill("sql", level: 2), amount: .effortHours(index == 0 ? hours : 30))
      row.team = index == 0 ? firstTeam : "web"
      plan.demand.append(row)
    }
    plan.dependencies = [Dependency(predecessor: "atlas", successor: "crm")]
    return try await Align.answer(Align.Request(plan: plan, today: monday))
  }

  @Test("a link at risk is red, its label the hours that wait and those at risk")
  func risk() async throws {
    // 40 of 60 hours are served: a third of what waits is at risk.
    let dot = AlignDot(try await answer(firstTeam: "core")).text
    #expect(dot.contains("\"core\" -> \"web\" [label=\"30 h wait, 10 h at risk\", color=red"))
    let calm = AlignDot(try await answer(firstTeam: "core", hours: 20)).text
    #expect(calm.contains("\"core\" -> \"web\" [label=\"30 h wait\"];"))
  }

  @Test("names that Graphviz would read as its own are quoted")
  func hostileNames() async throws {
    let dot = AlignDot(try await answer(firstTeam: "a\"]; x\\")).text
    #expect(dot.contains("\"a\\\"]; x\\\\\" -> \"web\""))
  }

  @Test("the text fits its screen, for a plan with nothing in it as well")
  func text() async throws {
    let today = try day("2027-03-01")
    for answer in [
      try await answer(firstTeam: "core"),
      try await Align.answer(Align.Request(plan: Plan(), today: today)),
    ] {
      let text = AlignText(answer, plan: "PLAN").text
      #expect(text.hasPrefix(String(answer.summary.prefix(40))))
      for line in text.split(separator: "\n") { #expect(line.count <= 80) }
    }
  }
}
