import PlanFiles
import PlanModel
import Testing
import WorkCalendar

@Suite("Writing plans")
struct PlanWriterTests {
  private func text(_ name: String, _ plan: Plan) -> String? {
    PlanWriter.files(for: plan).first { $0.name == name }
      .map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  @Test("Only tables with rows and columns in use are written, and those that a plan needs")
  func sparse() {
    var plan = Plan()
    plan.people = [Person(id: "ann"), Person(id: "bo")]
    plan.people[1].fte = 0.5
    #expect(PlanWriter.files(for: plan).map(\.name) == ["plan.yaml", "people.csv", "demand.csv"])
    #expect(text("people.csv", plan) == "id,fte\nann,\nbo,0.5\n")
  }

  @Test(
    "Text is quoted where a reader could take it for something else",
    arguments: [
      ("plain", "plain"), ("a,b", "\"a,b\""), ("a;b", "\"a;b\""),
      ("say \"hi\"", "\"say \"\"hi\"\"\""),
      ("two\nlines", "\"two\nlines\""), ("# no comment", "\"# no comment\""),
      (" edge", "\" edge\""),
      ("Åsa Öst", "Åsa Öst"),
    ])
  func quoting(_ name: String, _ cell: String) {
    var plan = Plan()
    plan.people = [Person(id: "a")]
    plan.people[0].name = name
    #expect(text("people.csv", plan) == "id,name\na,\(cell)\n")
  }

  @Test(
    "Numbers are the shortest that read back, without exponent, and never ambiguous",
    arguments: [
      (1.0, "1"), (0.1, "0.1"), (1_000_000, "1000000"), (1e-7, "0.0000001"), (0.125, "0.125"),
      (1.125, "1.1250"), (12.25, "12.25"), (1234.125, "1234.125"),
      (1e22, "10000000000000000000000"),
      (0.1 + 0.2, "0.30000000000000004"), (0.012345678901234568, "0.012345678901234568"),
      (1.2345678901234566e-9, "0.0000000012345678901234566"),
    ])
  func numbers(_ value: Double, _ cell: String) throws {
    var plan = Plan()
    plan.people = [Person(id: "a")]
    plan.people[0].maxOvertimeHours = value
    #expect(text("people.csv", plan) == "id,max_overtime_hours\na,\(cell)\n")
    #expect(Double(cell) == value)
    let people = PlanFile(name: "people.csv", text: "id,max_overtime_hours\na,\(cell)\n")
    let demand = PlanFile(name: "demand.csv", text: "project,skill,fte\n")
    if value < 1e12 {
      #expect(
        try PlanReader.read(files: [people, demand]).plan.people[0].maxOvertimeHours == value)
    }
  }

  @Test("Shares are per cent where that is exact")
  func shares() throws {
    var plan = Plan()
    plan.people = [0.5, 0.07, 0.29, 1.0 / 3].map { share in
      var person = Person(id: "a")
      person.runWork = share
      return person
    }
    #expect(
      text("people.csv", plan)?.split(separator: "\n").dropFirst().map(String.init)
        == ["a,50%", "a,7%", "a,29%", "a,0.3333333333333333"])
    for percent in 0...1000 {
      let share = Double(percent) / 1000
      var person = Person(id: "a")
      person.runWork = share
      plan.people = [person]
      let cell = try #require(text("people.csv", plan)).dropFirst("id,run_work\na,".count)
        .dropLast()
      let isPercent = cell.hasSuffix("%")
      let value = try #require(Double(isPercent ? cell.dropLast() : cell))
      #expect((isPercent ? value / 100 : value) == share)
    }
  }

  @Test("Wide rows stand in a file for each grain, long rows in theirs")
  func wide() throws {
    var plan = Plan()
    let march = try #require(Period(parsing: "2027-03")).days(in: .calendarYear)
    let april = try #require(Period(parsing: "2027-04")).days(in: .calendarYear)
    plan.demand = [
      Demand(project: "p", need: .skill("sql", level: 2), amount: .fte(2)),
      Demand(
        project: "p", need: .skill("sql", level: 1),
        amount: .wide(.percent, [WideCell(days: april, amount: 0.5)])),
      Demand(
        project: "q", need: .person("ann"),
        amount: .wide(.hours, [WideCell(days: march, amount: 12)])),
    ]
    #expect(text("demand.csv", plan) == "project,skill,level,fte\np,sql,2,2\n")
    #expect(
      text("demand-month.csv", plan)
        == "project,skill,person,unit,2027-03,2027-04\np,sql,,percent,,50%\nq,,ann,hours,12,\n")
  }

  @Test("plan.yaml quotes what could be taken for syntax")
  func settings() {
    var plan = Plan()
    plan.settings.name = "No: \"yes\" \\ #1\n"
    #expect(text("plan.yaml", plan)?.contains("name: \"No: \\\"yes\\\" \\\\ #1\\n\"\n") == true)
  }
}
