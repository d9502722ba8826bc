import PlanFiles
import PlanModel
import Testing
import WorkCalendar

@Suite("Reading a plan")
struct ReadingTests {
  @Test("people and demand are enough, and projects that are named exist")
  func smallest() throws {
    let plan = try plan([:])
    #expect(plan.people.map(\.id) == ["p1", "p2"])
    #expect(plan.projects.map(\.id) == ["atlas"])
    #expect(plan.demand[0].need == .skill("dev", level: 1))
    #expect(plan.demand[0].amount == .fte(1))
    #expect(plan.demand[0].from == Day("2027-01-04"))
    #expect(plan.demand[0].origin == RowOrigin(file: 0, line: 2))
    #expect(plan.files == ["demand.csv", "people.csv"])
  }

  @Test("a wide table takes its unit from a column or from plan.yaml")
  func wide() throws {
    let wide = "project;skill;2027-01;Feb-27;2027-03-01\natlas;dev;1,5;;0,125\n"
    let plan = try plan(["demand.csv": wide, "plan.yaml": "unit: { demand: fte }\n"])
    guard case .wide(.fte, let cells) = plan.demand[0].amount else {
      Issue.record("the row is not wide")
      return
    }
    #expect(cells.map(\.amount) == [1.5, 0.125])
    #expect(cells.map(\.days.first) == [Day("2027-01-01"), Day("2027-03-01")])
    #expect(places(["demand.csv": wide]) == ["demand.csv:1 missing-unit"])
  }

  @Test(
    "a percentage where a number belongs says what to write",
    arguments: [("100%", "write 1"), ("33.3%", "write 0.333"), ("50 %", "write 0.5")])
  func percentage(text: String, suggestion: String) {
    let found = errors(["people.csv": "id,role,fte\np1,dev,\(text)\np2,ux,1\n"])
    #expect(found.map(\.field) == ["fte"] && found.map(\.suggestion) == [suggestion])
  }

  @Test("a reference matches an id, else one unique name")
  func names() throws {
    let people = "id,name,manager\np1,Ann,\np2,Bob,Ann\np3,Bob,p1\n"
    let plan = try plan(["people.csv": people])
    #expect(plan.people.map(\.manager) == [nil, "p1", "p1"])
    #expect(
      places(["people.csv": people + "p4,Cy,Bob\np5,Di,Anm\n"]) == [
        "people.csv:5:7 ambiguous-reference", "people.csv:6:7 unknown-reference",
      ])
  }
}
