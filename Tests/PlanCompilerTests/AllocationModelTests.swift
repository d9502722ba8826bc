import Optimization
import PlanModel
import TestSupport
import Testing
import WorkCalendar

@testable import PlanCompiler

@Suite("The allocation model")
struct AllocationModelTests {
  /// Hours are sums of a few dozen days' hours: they round by less than this.
  private static let tolerance = 1e-9

  /// Two weeks from Monday 1 March 2027: 80 standard hours in two cells.
  private func model(
    stability: Double = 0.05, _ change: (inout Plan) throws -> Void
  ) async throws -> AllocationModel {
    var plan = Plan()
    plan.settings.asOf = try day("2027-03-01")
    plan.settings.starts = try day("2027-03-01")
    plan.settings.ends = try day("2027-03-14")
    try change(&plan)
    let compiled = await CompiledPlan(plan)
    var options = AllocationModel.Options(today: try day("2027-03-01"))
    options.stability = stability
    return AllocationModel(compiled, shares: compiled.shares { _ in 0 }, options: options)
  }

  private func demand(
    _ project: String, _ skill: String, level: Int = 1, hours: Double
  ) throws -> Demand {
    var row = Demand(
      project: project, need: .skill(skill, level: level), amount: .effortHours(hours))
    row.from = try day("2027-03-01")
    row.to = try day("2027-03-14")
    return row
  }

  private func person(
    _ id: String, _ skills: [SkillLevel], pay: Double? = nil, overtime: Double? = nil
  ) -> Person {
    var person = Person(id: id)
    person.skills = skills
    person.cost = pay.map { CostRate(amount: $0, per: .hour) }
    person.maxOvertimeHours = overtime
    return person
  }

  private func hours(_ model: AllocationModel, _ kind: AllocationModel.Kind) -> [[Double]] {
    let cells = model.problem.cellCount
    return model.sources.indices.filter { model.sources[$0].kind == kind }.map {
      Array(model.problem.supplyHours[$0 * cells..<($0 + 1) * cells])
    }
  }

  @Test("people of the same skills and pay are one class, whatever their hours")
  func classes() async throws {
    let model = try await model { plan in
      plan.people = [
        person("a", [SkillLevel("sql", 4)], pay: 50), person("b", [SkillLevel("sql", 3)], pay: 50),
        person("c", [SkillLevel("sql", 3)], pay: 60), person("d", [SkillLevel("ux")], pay: 50),
      ]
      plan.people[1].fte = 0.5
      plan.demand = [try demand("p", "sql", level: 3, hours: 10)]
    }
    #expect(model.sources.map { $0.members.count } == [2, 1])
    #expect(hours(model, .free) == [[60, 60], [40, 40]])
    #expect(model.problem.supplies.map(\.costPerHour) == [0.05, 0.06])
    #expect(model.problem.supplies.map(\.moneyPerHour) == [50, 60])
  }

  @Test("whoever reaches a level feeds the hubs below it")
  func ladder() async throws {
    let model = try await model { plan in
      plan.people = [person("a", [SkillLevel("sql", 5)]), person("b", [SkillLevel("sql", 2)])]
      plan.demand = [
        try demand("p", "sql", level: 1, hours: 10), try demand("p", "sql", level: 4, hours: 10),
      ]
    }
    #expect(model.problem.poolCount == 2)
    #expect(model.problem.supplyArcs.map(\.to) == [1, 0])
    #expect(model.problem.poolArcs == [PooledTransport.Arc(from: 1, to: 0)])
  }

  @Test("booked hours serve their own project alone, and are not free")
  func bookings() async throws {
    let from = try day("2027-03-01")
    let model = try await model { plan in
      plan.people = [person("a", [SkillLevel("sql")])]
      plan.demand = [try demand("p", "sql", hours: 10), try demand("q", "sql", hours: 10)]
      plan.assignments = [Booking(holder: .person("a"), project: "q", amount: .percent(0.25))]
      plan.assignments[0].from = from
      plan.assignments[0].to = try day("2027-03-07")
    }
    #expect(hours(model, .free) == [[30, 40]])
    #expect(hours(model, .booked) == [[10, 0]])
    #expect(model.problem.directArcs.count == 1)
    let arc = try #require(model.problem.directArcs.first)
    let line = model.asked[Int(arc.demand)].line
    #expect(model.plan.demand.projects[model.plan.demand.lines[line].project].id == "q")
    #expect(arc.cost == 0)
  }

  @Test("softly booked hours may go anywhere; where they stay they are rewarded")
  func wishes() async throws {
    let model = try await model(stability: 0.1) { plan in
      plan.people = [person("a", [SkillLevel("sql")])]
      plan.demand = [try demand("p", "sql", hours: 10), try demand("q", "sql", hours: 10)]
      plan.assignments = [Booking(holder: .person("a"), project: "q", amount: .hours(16))]
      plan.assignments[0].from = try day("2027-03-01")
      plan.assignments[0].to = try day("2027-03-14")
      plan.assignments[0].firmness = .soft
    }
    #expect(hours(model, .wished) == [[8, 8]])
    #expect(hours(model, .free) == [[32, 32]])
    // Without costs of delay and priorities an hour is worth 100.
    #expect(model.problem.directArcs.map(\.cost) == [-10])
    #expect(abs(model.frictionAtMost - 160) < Self.tolerance)
    #expect(model.problem.supplyArcs.count == 2)
  }

  @Test("overtime costs half as much again, and lies where the person works")
  func overtime() async throws {
    let model = try await model { plan in
      plan.people = [person("a", [SkillLevel("sql")], pay: 40, overtime: 6)]
      plan.absences = [
        Absence(person: "a", days: try days("2027-03-08", "2027-03-14"), amount: .fraction(1))
      ]
      plan.demand = [try demand("p", "sql", hours: 10)]
    }
    #expect(hours(model, .overtime) == [[6, 0]])
    let overtime = try #require(model.sources.firstIndex { $0.kind == .overtime })
    #expect(model.problem.supplies[overtime].costPerHour == 60)
    #expect(model.problem.supplies[overtime].moneyPerHour == 60)
  }

  @Test("contractors come after their lead time, at their rate, and to no team's own work")
  func contracts() async throws {
    let model = try await model { plan in
      plan.people = [person("a", [SkillLevel("ux")])]
      plan.teams = [Team(id: "t")]
      var pool = Pool(id: "buy", maxFTE: 2)
      pool.skills = [SkillLevel("sql", 4)]
      pool.cost = CostRate(amount: 800, per: .day)
      pool.leadTimeDays = 3
      plan.pools = [pool]
      plan.demand = [try demand("p", "sql", hours: 10), try demand("q", "sql", hours: 10)]
      plan.demand[1].team = "t"
    }
    // Thursday and Friday of the first week.
    #expect(hours(model, .contract) == [[32, 80]])
    #expect(model.problem.supplies.map(\.costPerHour) == [100])
    #expect(model.problem.supplyArcs.count == 1)
  }

  @Test("flexible work is a window within max_fte; its min_fte stays in its cells")
  func flexible() async throws {
    let model = try await model { plan in
      plan.people = [person("a", [SkillLevel("sql")])]
      plan.demand = [try demand("p", "sql", hours: 30)]
      plan.demand[0].flexible = true
      plan.demand[0].minFTE = 0.1
      plan.demand[0].maxFTE = 0.5
    }
    #expect(
      model.problem.demands.map(\.amount) == [
        .perCell(cells: 0..<2, hours: [4, 4]),
        .window(cells: 0..<2, totalHours: 22, limitHours: [16, 16]),
      ])
  }

  @Test(
    "budgets of an initiative limit its own projects, by the coarsest period that any row names")
  func budgets() async throws {
    let model = try await model { plan in
      plan.people = [person("a", [SkillLevel("sql")], pay: 50)]
      plan.projects = [Project(id: "p"), Project(id: "q")]
      plan.projects[0].initiative = "i"
      plan.projects[1].initiative = "free"
      plan.demand = [try demand("p", "sql", hours: 10), try demand("q", "sql", hours: 10)]
      let period = Period(parsing: "2027-Q1")
      plan.budgets = [
        Budget(initiative: "i", period: period, amount: 300),
        Budget(initiative: "i", period: period, amount: 200),
      ]
    }
    #expect(model.initiatives == ["i"])
    #expect(model.problem.budgets == [500])
    #expect(model.problem.demands.map(\.group) == [0, nil])
  }
}
