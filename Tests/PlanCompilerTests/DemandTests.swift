import PlanCompiler
import PlanModel
import TestSupport
import Testing
import WorkCalendar

@Suite("Demand")
struct DemandTests {
  private static let tolerance = 1e-9

  private func demand(
    _ amount: Demand.Amount, _ from: String, _ to: String, project: String = "p"
  ) throws -> Demand {
    var row = Demand(project: project, need: .skill("s", level: 1), amount: amount)
    row.from = try day(from)
    row.to = try day(to)
    return row
  }

  @Test("2 FTE in a week with one public holiday is 64 hours")
  func holidayWeek() async throws {
    var plan = Plan()
    plan.demand = [try demand(.fte(2), "2027-03-01", "2027-03-07")]
    plan.holidays = [Holiday(date: try day("2027-03-03"))]
    #expect(await CompiledPlan(plan).demand.hours.reduce(0, +) == 64)
  }

  @Test(
    "effort keeps its total and follows its profile",
    arguments: [
      (EffortProfile.even, 0.5), (.front, 0.75), (.back, 0.25), (.bell, 0.5),
    ])
  func profiles(profile: EffortProfile, firstHalf: Double) async throws {
    var plan = Plan()
    // 28 days from a Monday: cells are whole weeks, 20 working days.
    plan.demand = [try demand(.effortDays(10), "2027-03-01", "2027-03-28")]
    plan.demand[0].profile = profile
    let hours = await CompiledPlan(plan).demand.hours
    #expect(abs(hours.reduce(0, +) - 80) < Self.tolerance)
    #expect(abs(hours[0..<2].reduce(0, +) - 80 * firstHalf) < Self.tolerance)
  }

  @Test("what lies outside the horizon is left out and counted")
  func outside() async throws {
    var plan = Plan()
    plan.demand = [
      try demand(.fte(1), "2027-02-22", "2027-03-07"),
      try demand(.effortHours(50), "2028-01-03", "2028-01-09"),
    ]
    plan.settings.starts = try day("2027-03-01")
    plan.settings.ends = try day("2027-03-31")
    let compiled = await CompiledPlan(plan)
    #expect(compiled.demand.hours.reduce(0, +) == 40)
    #expect(compiled.demand.outside.map(\.hours).sorted() == [40, 50])
  }

  @Test("a project without demand rows demands its bookings, for skill, else role, else person")
  func bookings() async throws {
    var plan = Plan()
    plan.people = [Person(id: "a"), Person(id: "b")]
    plan.people[0].role = "backend"
    for (person, skill) in [("a", "sql"), ("a", nil), ("b", nil)] {
      var row = Booking(holder: .person(person), project: "p", amount: .percent(0.5))
      row.skill = skill
      row.from = try day("2027-03-01")
      row.to = try day("2027-03-07")
      plan.assignments.append(row)
    }
    let lines = await CompiledPlan(plan).demand.lines
    #expect(lines.map(\.skill) == ["@b", "backend", "sql"])
  }

  @Test("the horizon runs from the first to the last day of demand that counts")
  func horizon() async throws {
    var plan = Plan()
    plan.demand = [
      try demand(.fte(1), "2027-03-03", "2027-03-10"),
      try demand(.fte(0), "2020-01-01", "2030-01-01"),
      try demand(.fte(1), "2020-01-01", "2030-01-01", project: "rests"),
    ]
    plan.projects = [Project(id: "p"), Project(id: "rests")]
    plan.projects[1].status = .done
    #expect(await CompiledPlan(plan).grid.horizon == (try days("2027-03-03", "2027-03-10")))
    plan.settings.quarters = 2
    #expect(await CompiledPlan(plan).grid.horizon == (try days("2027-03-03", "2027-06-30")))
  }

  @Test("the hour price counts what bookings ask outside the horizon")
  func hourPriceBeyond() async throws {
    var plan = Plan()
    plan.settings.starts = try day("2027-03-01")
    plan.settings.ends = try day("2027-03-14")
    plan.people = [Person(id: "ann")]
    plan.projects = [Project(id: "p")]
    plan.projects[0].costOfDelay = 1_000
    for (from, to) in [("2027-03-01", "2027-03-07"), ("2027-03-22", "2027-03-28")] {
      var row = Booking(holder: .person("ann"), project: "p", amount: .hours(20))
      row.from = try day(from)
      row.to = try day(to)
      plan.assignments.append(row)
    }
    // 40 hours in the four weeks from the first booking to the last are 10 a week.
    let compiled = await CompiledPlan(plan)
    #expect(compiled.demand.projectHours == [40])
    #expect(compiled.demand.hours.reduce(0, +) == 20)
    #expect(abs(compiled.hourPrices[0] - 100) < Self.tolerance)
  }

  @Test(
    "the hour price is the cost of delay by the hour, else the median × 8 to the priority's rank")
  func hourPrices() async throws {
    var plan = Plan()
    let ids = ["a", "b", "c", "d"]
    plan.demand = try ids.map { try demand(.fte(1), "2027-03-01", "2027-03-28", project: $0) }
    plan.projects = ids.map { Project(id: $0) }
    plan.projects[0].costOfDelay = 4_000
    plan.projects[1].priority = 1
    plan.projects[2].priority = 5
    let prices = await CompiledPlan(plan).hourPrices
    // 40 hours a week at 4,000 a week is 100 an hour, the only known price.
    for (price, expected) in zip(
      prices, [100, 100 * 8.0.squareRoot(), 100 / 8.0.squareRoot(), 100])
    {
      #expect(abs(price - expected) < Self.tolerance * 1000)
    }
  }
}
