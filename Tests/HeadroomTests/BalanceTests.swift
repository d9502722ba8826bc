import Headroom
import PlanModel
import TestSupport
import Testing
import WorkCalendar

@Suite("Selection of projects")
struct BalanceTests {
  private static let tolerance = 1e-6

  /// ann alone, who knows swift and sql, in two quarters; two pitches in the first, one FTE of each.
  private func plan() throws -> Plan {
    var plan = Plan()
    plan.settings.asOf = try day("2026-12-01")
    plan.settings.starts = try day("2027-01-01")
    plan.settings.ends = try day("2027-06-30")
    plan.people = [Person(id: "ann")]
    plan.people[0].skills = [SkillLevel("swift"), SkillLevel("sql")]
    plan.people[0].cost = CostRate(amount: 50, per: .hour)
    try add("app", "swift", value: 600, to: &plan)
    try add("base", "sql", value: 500, to: &plan)
    return plan
  }

  private func add(
    _ id: String, _ skill: String, fte: Double = 1, value: Double, to plan: inout Plan
  ) throws {
    var project = Project(id: id)
    project.status = .pitch
    project.value = value
    plan.projects.append(project)
    var row = Demand(project: id, need: .skill(skill, level: 1), amount: .fte(fte))
    row.from = try day("2027-01-04")
    row.to = try day("2027-03-26")
    plan.demand.append(row)
  }

  private func answer(_ plan: Plan, delay: Int = 0) async throws -> Balance.Answer {
    try await Balance.answer(
      Balance.Request(plan: plan, today: try day("2026-12-01"), latestDelay: delay))
  }

  @Test("two projects that each fit, but share the one person, are not chosen together")
  func jointSkills() async throws {
    let answer = try await answer(plan())
    #expect(answer.selected.map(\.project) == ["app"])
    #expect(answer.value == 600 && answer.bound == 600 && answer.relativeGap == 0)
    // Each asks for 60 of the quarter's 64 weekdays.
    let need = try #require(answer.rejected.first?.needs.first)
    #expect(need.kind == .people && need.skills == ["sql", "swift"])
    #expect(need.period?.description == "2027-Q1")
    #expect(abs(try #require(need.hours) - (2 * 480 - 64 * 8)) < Self.tolerance)
  }

  @Test("a project moves by a quarter where people are free, at the cost of its delay")
  func slip() async throws {
    var plan = try plan()
    plan.projects[0].costOfDelay = 20
    plan.projects[1].costOfDelay = 10
    let answer = try await answer(plan, delay: 1)
    #expect(answer.selected.map(\.project) == ["app", "base"])
    #expect(answer.selected.map(\.level) == [0, 1])
    #expect(answer.selected[1].start == (try day("2027-04-05")))
    #expect(answer.value == 600 + 500 - 13 * 10)
    #expect(answer.greedyValue == 600)
  }

  @Test("of starts that are worth the same the earliest is taken")
  func earliest() async throws {
    var plan = try plan()
    plan.demand[1].amount = .fte(0.05)
    #expect(try await answer(plan, delay: 1).selected.map(\.level) == [0, 0])
  }

  @Test("a start that would end after must_finish is not offered")
  func mustFinish() async throws {
    var plan = try plan()
    for index in 0...1 { plan.projects[index].mustFinish = try day("2027-05-31") }
    #expect(try await answer(plan, delay: 1).selected.map(\.project) == ["app"])
  }

  @Test("hard booked people keep a project at its planned start")
  func booked() async throws {
    var plan = try plan()
    var booking = Booking(holder: .person("ann"), project: "base", amount: .percent(1))
    booking.from = try day("2027-01-04")
    booking.to = try day("2027-03-26")
    plan.assignments = [booking]
    let answer = try await answer(plan, delay: 1)
    #expect(answer.selected.map(\.project) == ["base", "app"])
    #expect(answer.selected.map(\.level) == [0, 1])
  }

  @Test("budgets bind, confirmed work is served first, and carry-over passes on what is left")
  func money() async throws {
    var plan = try plan()
    plan.people.append(plan.people[0])
    plan.people[1].id = "bo"
    plan.initiatives = [Initiative(id: "i")]
    for index in plan.projects.indices { plan.projects[index].initiative = "i" }
    // 480 hours at 50 are 24,000 a project.
    plan.budgets = [
      Budget(initiative: "i", period: Period(parsing: "2027-Q1"), amount: 40_000),
      Budget(initiative: "i", period: Period(parsing: "2027-Q2"), amount: 1_000),
    ]
    let one = try await answer(plan, delay: 1)
    #expect(one.selected.map(\.project) == ["app"])
    #expect(one.rejected[0].needs.map(\.kind) == [.money])
    #expect(abs(try #require(one.rejected[0].needs[0].amount) - 8_000) < Self.tolerance)
    for index in plan.budgets.indices { plan.budgets[index].carryOver = true }
    plan.budgets[1].amount = 8_000
    #expect(try await answer(plan, delay: 1).selected.map(\.level) == [0, 1])
    plan.projects[0].status = .committed
    #expect(try await answer(plan).selected.isEmpty)
  }

  @Test("confirmed work that is short already does not keep others out")
  func shortAlready() async throws {
    var plan = try plan()
    plan.people.append(Person(id: "cy"))
    plan.people[1].skills = [SkillLevel("ux")]
    try add("old", "ux", fte: 3, value: 0, to: &plan)
    plan.projects[2].status = .active
    try add("look", "ux", fte: 0.1, value: 900, to: &plan)
    let answer = try await answer(plan)
    #expect(answer.selected.map(\.project) == ["app"])
    #expect(answer.rejected.first { $0.project == "look" }?.needs.map(\.skills) == [["ux"]])
  }

  @Test("must-haves, pins and logic hold, and name what keeps a project out")
  func logic() async throws {
    var plan = try plan()
    plan.projects[1].mustHave = true
    #expect(try await answer(plan).selected.map(\.project) == ["base"])
    plan.projects[1].mustHave = false
    plan.projects[0].pin = .out
    let pinned = try await answer(plan)
    #expect(pinned.selected.map(\.project) == ["base"])
    #expect(pinned.rejected.map(\.needs)[0].map(\.kind) == [.pinnedOut])
    plan.projects[0].pin = nil
    var stopped = Project(id: "stopped")
    stopped.status = .cancelled
    plan.projects.append(stopped)
    plan.logic = [ProjectLogic(project: "app", kind: .requires, other: "stopped")]
    let needy = try await answer(plan)
    #expect(needy.selected.map(\.project) == ["base"])
    #expect(
      needy.rejected[0].needs.contains { $0.kind == .requires && $0.other == "stopped" })
    plan.projects[2].status = .done
    #expect(try await answer(plan).selected.map(\.project) == ["app"])
    plan.logic[0] = ProjectLogic(project: "app", kind: .excludes, other: "stopped")
    #expect(try await answer(plan).selected.map(\.project) == ["base"])
  }

  @Test("a successor starts no earlier than its predecessor's dates allow, if both are in")
  func order() async throws {
    var plan = try plan()
    plan.people.append(plan.people[0])
    plan.people[1].id = "bo"
    plan.projects[0].costOfDelay = 1
    plan.projects[1].costOfDelay = 1
    #expect(try await answer(plan, delay: 1).selected.map(\.level) == [0, 0])
    plan.dependencies = [Dependency(predecessor: "base", successor: "app")]
    let ordered = try await answer(plan, delay: 1)
    #expect(ordered.selected.map(\.project) == ["base", "app"])
    #expect(ordered.selected.map(\.level) == [0, 1] && ordered.value == 1100 - 13)
    // Without room for a delay one of them has to stay out; the better one is in.
    let alone = try await answer(plan)
    #expect(alone.selected.map(\.project) == ["app"])
    #expect(alone.rejected[0].needs.map(\.kind) == [.precedes])
    // They may start together; and five days later, with a lag, is a quarter later.
    plan.dependencies[0].kind = .ss
    #expect(try await answer(plan, delay: 1).selected.map(\.level) == [0, 0])
    plan.dependencies[0].lagDays = 5
    #expect(try await answer(plan, delay: 1).selected.map(\.level) == [0, 1])
    plan.dependencies[0].kind = .sf
    #expect(try await answer(plan, delay: 1).selected.map(\.level) == [0, 0])
  }

  @Test("confirmed work stays where it is, before a pitch and behind it")
  func orderOfConfirmed() async throws {
    var plan = try plan()
    plan.people.append(plan.people[0])
    plan.people[1].id = "bo"
    plan.projects[1].status = .active
    plan.dependencies = [Dependency(predecessor: "base", successor: "app")]
    #expect(try await answer(plan, delay: 1).selected.map(\.level) == [1])
    let early = try await answer(plan)
    #expect(early.selected.isEmpty && early.rejected[0].needs.map(\.kind) == [.follows])
    plan.dependencies = [Dependency(predecessor: "app", successor: "base")]
    #expect(try await answer(plan, delay: 1).selected.isEmpty)
    plan.dependencies[0].kind = .ff
    #expect(try await answer(plan, delay: 1).selected.map(\.level) == [0])
  }

  @Test("tasks of different projects bind their projects' starts, at the tasks' own dates")
  func orderOfTasks() async throws {
    var plan = try plan()
    plan.people.append(plan.people[0])
    plan.people[1].id = "bo"
    plan.tasks = [ProjectTask(id: "t1", project: "base"), ProjectTask(id: "t2", project: "app")]
    (plan.tasks[0].start, plan.tasks[0].finish) = (try day("2027-01-04"), try day("2027-02-05"))
    (plan.tasks[1].start, plan.tasks[1].finish) = (try day("2027-02-08"), try day("2027-03-26"))
    plan.dependencies = [Dependency(predecessor: "t1", successor: "t2")]
    #expect(try await answer(plan, delay: 1).selected.map(\.level) == [0, 0])
    plan.tasks[1].start = try day("2027-02-05")
    #expect(try await answer(plan, delay: 1).selected.map(\.level) == [0, 1])
  }

  @Test("must-haves that do not fit are refused by name")
  func impossible() async throws {
    var plan = try plan()
    for index in plan.projects.indices { plan.projects[index].mustHave = true }
    let changed = plan
    let error = await #expect(throws: RequestError.self) { try await answer(changed) }
    let found = try #require(error?.diagnostics.first)
    #expect(found.id == "selection-impossible")
    #expect(found.message.contains("'app' must be in"))
    #expect(found.message.contains("'base' must be in"))
    #expect(found.message.contains("2027-Q1"))
  }

  @Test("the named baseline serves by priority, and the ranked list ends at the cut-off line")
  func baseline() async throws {
    var plan = try plan()
    plan.projects[0].priority = 2
    plan.projects[1].priority = 1
    let answer = try await answer(plan)
    #expect(answer.greedy == ["base"] && answer.greedyValue == 500)
    #expect(answer.ranking.map(\.project) == ["app", "base"])
    #expect(answer.ranking.map(\.aboveCutOff) == [true, false])
    #expect(answer.ranking.map(\.selected) == [true, false])
    // The weekdays of the first half of 2027 are 129, two times 60 are asked for.
    #expect(abs(answer.ranking[1].cumulativeFTE - 120.0 / 129) < Self.tolerance)
    #expect(abs(answer.ranking[1].cumulativeCost - 48_000) < Self.tolerance)
  }

  @Test("without a candidate the answer says so")
  func nothing() async throws {
    var plan = try plan()
    for index in plan.projects.indices { plan.projects[index].status = .active }
    let answer = try await answer(plan)
    #expect(answer.selected.isEmpty && answer.value == 0 && answer.relativeGap == 0)
    #expect(answer.summary.contains("no pitch and no tentative project"))
  }

  @Test("a project without a value is chosen only where another needs it")
  func worthless() async throws {
    var plan = try plan()
    plan.projects[1].value = nil
    plan.demand[1].amount = .fte(0.01)
    #expect(try await answer(plan).selected.map(\.project) == ["app"])
    plan.logic = [ProjectLogic(project: "app", kind: .requires, other: "base")]
    let both = try await answer(plan)
    #expect(both.selected.map(\.project) == ["app", "base"])
    #expect(both.withoutValue == ["base"])
  }

  @Test("numbers that cannot be used are refused")
  func hardInput() async throws {
    for (delay, seconds) in [(-1, 1.0), (21, 1), (0, 0), (0, .nan), (0, .infinity)] {
      let request = Balance.Request(
        plan: try plan(), today: try day("2026-12-01"), latestDelay: delay, seconds: seconds)
      await #expect(throws: RequestError.self) { try await Balance.answer(request) }
    }
  }
}
