import Headroom
import PlanModel
import TestSupport
import Testing
import WorkCalendar

@Suite("Bottlenecks")
struct BottlenecksTests {
  private static let tolerance = 1e-9

  /// People with one letter a skill, in the week of Monday 1 March 2027: 40 hours each.
  private func plan(_ people: [String: String], _ demand: [(String, String, Double)]) throws -> Plan
  {
    var plan = Plan()
    plan.settings.asOf = try day("2026-11-23")
    plan.people = people.keys.sorted().map { id in
      var person = Person(id: id)
      person.skills = (people[id] ?? "").map { SkillLevel(String($0)) }
      return person
    }
    for (project, skill, fte) in demand {
      var row = Demand(project: project, need: .skill(skill, level: 1), amount: .fte(fte))
      row.from = try day("2027-03-01")
      row.to = try day("2027-03-07")
      plan.demand.append(row)
    }
    return plan
  }

  private func answer(
    _ plan: Plan, _ change: (inout Bottlenecks.Request) -> Void = { _ in }
  ) async throws -> Bottlenecks.Answer {
    var request = Bottlenecks.Request(plan: plan, today: try day("2026-11-24"))
    change(&request)
    return try await Bottlenecks.answer(request)
  }

  @Test("a set of skills binds that is not short skill by skill")
  func joint() async throws {
    // Three people, two of whom hold both skills: each skill alone has 3 FTE for 2.
    let answer = try await answer(
      try plan(["ann": "xy", "bob": "xy", "cia": "xy"], [("p", "x", 2), ("p", "y", 2)]))
    let found = try #require(answer.bottlenecks.first { $0.basis == .confirmed })
    #expect(found.skills == ["x", "y"])
    #expect(abs(found.missingHours - 40) < Self.tolerance)
    #expect(found.holders == 3)
    #expect(found.kind == .structural)
    let headroom = answer.skills.filter { $0.basis == .confirmed }.map(\.headroomFTE)
    // The quarter's horizon is the week of demand, so an FTE is 40 hours.
    #expect(headroom == [1, 1])
    #expect(answer.ranked.first?.named == ["x", "y"])
  }

  @Test("the lower hour price yields first")
  func yields() async throws {
    var plan = try plan(["ann": "x"], [("cheap", "x", 1), ("dear", "x", 0.5)])
    plan.projects = [Project(id: "cheap"), Project(id: "dear")]
    plan.projects[0].priority = 2
    plan.projects[1].priority = 1
    let found = try #require(try await answer(plan).bottlenecks.first)
    #expect(found.projects.map(\.project) == ["cheap", "dear"])
    #expect(found.projects.map(\.shortHours) == [20, 0])
    #expect(found.projects.map(\.demandHours) == [40, 20])
  }

  @Test("what only some weeks miss is timing, and shifting within the quarter mends it")
  func timing() async throws {
    var plan = try plan(["ann": "x"], [("p", "x", 1.5)])
    plan.settings.starts = try day("2027-03-01")
    plan.settings.ends = try day("2027-03-28")
    let found = try #require(try await answer(plan).bottlenecks.first)
    #expect(found.kind == .timing)
    #expect(found.structuralHours == 0)
    #expect(found.peakFTE == 0.5)
    #expect(try #require(found.missingFTE) == 20 / 160)
    #expect(found.worstWeek.description == "2027-W09")
  }

  @Test("levels, teams and named people keep their work to those who may do it")
  func eligibility() async throws {
    var plan = try plan(["ann": "x", "bob": "x"], [("p", "x", 1), ("q", "x", 1)])
    plan.people[0].skills = [SkillLevel("x", 2)]
    plan.demand[0].need = .skill("x", level: 4)
    let level = try await answer(plan).bottlenecks.filter { $0.basis == .confirmed }
    #expect(level.map(\.missingHours) == [40])
    plan.demand[0].need = .person("bob")
    plan.demand[1].need = .person("bob")
    let person = try #require(try await answer(plan).bottlenecks.first)
    #expect(person.skills == ["@bob"])
    #expect(person.missingHours == 40)
    #expect(person.holders == 1)
    plan.demand[0].need = .skill("x", level: 1)
    plan.demand[0].team = "sub"
    plan.demand[1].need = .skill("x", level: 1)
    plan.demand[1].team = "top"
    plan.teams = [Team(id: "top"), Team(id: "sub")]
    plan.teams[1].parent = "top"
    plan.people[0].team = "sub"
    plan.people[0].skills = [SkillLevel("x")]
    let team = try await answer(plan).bottlenecks.filter { $0.basis == .confirmed }
    // Ann serves either row, but only one of them; Bob belongs to no team.
    #expect(team.map(\.missingHours) == [40])
  }

  @Test("booked hours serve their own project alone, and are lost where it does not want them")
  func bookings() async throws {
    var plan = try plan(["ann": "x"], [("p", "x", 0.5), ("q", "x", 1)])
    var booking = Booking(holder: .person("ann"), project: "q", amount: .percent(0.75))
    booking.from = try day("2027-03-01")
    booking.to = try day("2027-03-07")
    plan.assignments = [booking]
    let found = try await answer(plan).bottlenecks.filter { $0.basis == .confirmed }
    #expect(found.map(\.missingHours) == [20])
    plan.assignments[0].project = "p"
    let lost = try await answer(plan).bottlenecks.filter { $0.basis == .confirmed }
    // 30 hours are booked on p, which wants 20: 10 are lost, and q gets the 10 that are free.
    #expect(lost.map(\.missingHours) == [30])
  }

  @Test("tentative work counts by its chance in expected, and in full in all")
  func bases() async throws {
    var plan = try plan(["ann": "x"], [("sure", "x", 0.75), ("maybe", "x", 1)])
    plan.projects = [Project(id: "maybe"), Project(id: "sure")]
    plan.projects[0].status = .tentative
    plan.projects[0].probability = 0.5
    let answer = try await answer(plan)
    #expect(answer.shortage.map(\.shortHours) == [0, 10, 30])
    #expect(answer.summary.hasPrefix("No bottleneck in this plan on confirmed work."))
  }

  @Test("decide-by is the first short day less time to fill, notice and ramp-up")
  func decideBy() async throws {
    var plan = try plan(["ann": "x"], [("p", "x", 2)])
    #expect(try await answer(plan).bottlenecks.first?.decideBy == nil)
    plan.settings.hiring = PlanSettings.Hiring(
      timeToFillDays: 45, noticeDays: 30, rampUpWeeks: 2, rampUpFrom: 0.5)
    let found = try #require(try await answer(plan).bottlenecks.first)
    #expect(found.decideBy == (try day("2026-12-02")))
    #expect(found.decideByPassed == false)
    plan.settings.asOf = try day("2026-12-03")
    #expect(try await answer(plan).bottlenecks.first?.decideByPassed == true)
  }

  @Test("filters hide rows and leave the flow whole")
  func filters() async throws {
    let plan = try plan(["ann": "xy"], [("p", "x", 1), ("p", "y", 1), ("p", "z", 1)])
    // Prices are those of the basis that is asked for.
    let all = try await answer(plan) { $0.prices = .none }
    let some = try await answer(plan) {
      $0.skill = "y"
      $0.basis = .all
      $0.prices = .none
    }
    #expect(Set(some.skills.map(\.skill)) == ["y"])
    #expect(some.shortage.map(\.shortHours) == [80])
    #expect(some.bottlenecks == all.bottlenecks.filter { $0.basis == .all && $0.skills != ["z"] })
    await #expect(throws: RequestError.self) {
      try await answer(plan) { $0.skill = "yy" }
    }
    await #expect(throws: RequestError.self) {
      try await answer(plan) { $0.team = "nobody" }
    }
  }

  @Test("a plan without demand, without people or without a horizon has an answer")
  func empty() async throws {
    let nothing = try await answer(Plan())
    #expect(nothing.summary == "Nothing is demanded in this plan, so nothing can be short.")
    #expect(nothing.periods.isEmpty)
    let nobody = try await answer(try plan([:], [("p", "x", 1)]))
    #expect(nobody.bottlenecks.first?.missingHours == 40)
    #expect(nobody.bottlenecks.first?.holders == 0)
  }

  @Test("past periods never make the headline")
  func past() async throws {
    var plan = try plan(["ann": "x"], [("p", "x", 30), ("p", "x", 9)])
    plan.demand[1].from = try day("2027-06-07")
    plan.demand[1].to = try day("2027-06-13")
    plan.settings.asOf = try day("2027-04-01")
    let answer = try await answer(plan)
    #expect(answer.periods.map(\.past) == [true, false])
    #expect(answer.ranked.first?.period.description == "2027-Q2")
  }

  @Test("the order of the plan's rows changes no byte of the answer", arguments: 0..<20)
  func rowOrder(seed: Int) async throws {
    var random = SplitMix64(UInt64(seed))
    var plan = try plan(
      ["ann": "xy", "bob": "yz", "cia": "z", "dan": "xz"],
      [("p", "x", 1.3), ("q", "y", 1.1), ("r", "z", 2.7), ("p", "y", 0.4), ("q", "x", 0.9)])
    let before = try await answer(plan)
    plan.people.shuffle(using: &random)
    plan.demand.shuffle(using: &random)
    #expect(try await answer(plan) == before)
  }
}
