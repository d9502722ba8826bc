import PlanModel
import TestSupport
import Testing
import WorkCalendar

@testable import Headroom

@Suite("Health by published rules")
struct HealthTests {
  /// Four weeks of one person for a project that asks all of them, with every measure in order.
  private func plan() throws -> Plan {
    var plan = Plan()
    let monday = try day("2027-03-01")
    plan.settings.asOf = monday + 14
    plan.settings.starts = monday
    plan.settings.ends = monday + 27
    var person = Person(id: "ann")
    person.skills = [SkillLevel("sql", 3)]
    person.cost = CostRate(amount: 10, per: .hour)
    plan.people = [person]
    var project = Project(id: "atlas")
    (project.owner, project.initiative) = ("eva", "i")
    (project.start, project.finish) = (monday, monday + 25)
    plan.projects = [project]
    plan.initiatives = [Initiative(id: "i")]
    plan.initiatives[0].owner = "eva"
    plan.demand = [
      Demand(project: "atlas", need: .skill("sql", level: 2), amount: .effortHours(160))
    ]
    return plan
  }

  private func answer(_ plan: Plan) async throws -> Health.Answer {
    try await Health.answer(Health.Request(plan: plan, today: try day("2027-03-01")))
  }

  /// The rules that say something of the only project, with what they make of it.
  private func reasons(_ plan: Plan) async throws -> [String] {
    let row = try #require(try await answer(plan).projects.first)
    #expect(row.level == row.reasons.first?.level ?? .onTrack)
    #expect(row.reasons.allSatisfy { !$0.text.isEmpty && !$0.turn.isEmpty })
    return row.reasons.map { "\($0.rule) \($0.level)" }
  }

  @Test("a project with everything in order is on track")
  func onTrack() async throws {
    let answer = try await answer(try plan())
    #expect(answer.summary == "The only project is on track.")
    #expect(answer.projects.first?.reasons == [])
    #expect(answer.initiatives.map(\.level) == [.onTrack])
    #expect(answer.initiatives.first?.spent == 1600)
  }

  @Test(
    "late after a deadline it is at risk, more than two weeks late off track",
    arguments: [(25, nil), (24, "atRisk"), (11, "atRisk"), (10, "offTrack")])
  func late(deadline: Int, level: String?) async throws {
    var plan = try plan()
    plan.projects[0].deadline = try day("2027-03-01") + deadline
    #expect(try await reasons(plan) == (level.map { ["health-late \($0)"] } ?? []))
    plan.projects[0].mustFinish = plan.projects[0].deadline
    #expect(try await reasons(plan) == (level == nil ? [] : ["health-late offTrack"]))
  }

  @Test(
    "short of more than 2 % it is at risk, of more than 10 % off track, but of 8 hours it is on track",
    arguments: [(160.0, nil), (168, nil), (172, "atRisk"), (177, "atRisk"), (180, "offTrack")])
  func short(hours: Double, level: String?) async throws {
    var plan = try plan()
    plan.demand[0].amount = .effortHours(hours)
    #expect(try await reasons(plan) == (level.map { ["health-short \($0)"] } ?? []))
  }

  @Test("what would turn a shortage does turn it, and an hour less does not")
  func turn() async throws {
    var plan = try plan()
    plan.demand[0].amount = .effortHours(200)
    let reason = try #require(try await answer(plan).projects.first?.reasons.first)
    // 40 hours short; 8 may stay.
    #expect(reason.turn.hasPrefix("32 h more of sql"))
    for (hours, isTurned) in [(168.0, true), (169, false)] {
      plan.demand[0].amount = .effortHours(hours)
      #expect(try await reasons(plan).isEmpty == isTurned)
    }
  }

  @Test(
    "its people cost more than its budget: at risk, more than a tenth above it off track",
    arguments: [(1600.0, nil), (1599, "atRisk"), (1455, "atRisk"), (1450, "offTrack")])
  func budget(amount: Double, level: String?) async throws {
    var plan = try plan()
    plan.projects[0].budget = amount
    #expect(try await reasons(plan) == (level.map { ["health-over-budget \($0)"] } ?? []))
    plan.projects[0].budget = nil
    plan.budgets = [Budget(initiative: "i", period: nil, amount: amount)]
    let row = try #require(try await answer(plan).initiatives.first)
    // No budget holds the people back: their whole cost is held against it.
    #expect(row.spent == 1600 && row.budget == amount)
    #expect(
      row.reasons.map { "\($0.rule) \($0.level)" }
        == (level.map { ["health-initiative-over-budget \($0)"] } ?? []))
  }

  @Test(
    "half of the days are gone: with less done than that by a tenth it is at risk, by a quarter off track",
    arguments: [(0.5, nil), (0.41, nil), (0.39, "atRisk"), (0.24, "offTrack")])
  func behind(done: Double, level: String?) async throws {
    var plan = try plan()
    var task = ProjectTask(id: "t", project: "atlas")
    (task.start, task.finish) = (try day("2027-03-01"), try day("2027-03-28"))
    task.percentComplete = done
    plan.tasks = [task]
    #expect(try await reasons(plan) == (level.map { ["health-behind \($0)"] } ?? []))
  }

  @Test(
    "a milestone whose day has passed is missed, unless it is reached",
    arguments: [(14, nil), (13, "atRisk"), (0, "atRisk"), (-1, "offTrack")])
  func milestone(offset: Int, level: String?) async throws {
    var plan = try plan()
    var task = ProjectTask(id: "m", project: "atlas")
    task.kind = .milestone
    task.finish = try day("2027-03-01") + offset
    plan.tasks = [task]
    #expect(try await reasons(plan) == (level.map { ["health-milestone-missed \($0)"] } ?? []))
    #expect(try await answer(plan).milestones.map(\.state) == [level == nil ? .due : .missed])
    plan.tasks[0].percentComplete = 1
    #expect(try await reasons(plan).isEmpty)
    #expect(try await answer(plan).milestones.map(\.state) == [.reached])
  }

  @Test("nobody answers, no work is asked, and dates that do not wait put it at risk")
  func others() async throws {
    var plan = try plan()
    plan.projects[0].owner = nil
    #expect(try await reasons(plan) == ["health-no-owner atRisk"])
    plan.projects[0].owner = "eva"
    var other = Project(id: "zoo")
    other.owner = "eva"
    plan.projects.append(other)
    plan.dependencies = [Dependency(predecessor: "atlas", successor: "zoo")]
    #expect(
      try await answer(plan).projects.map { $0.reasons.map(\.rule) } == [
        ["health-no-estimate"], [],
      ])
    (plan.projects[1].start, plan.projects[1].finish) = (
      plan.projects[0].start, plan.projects[0].finish
    )
    plan.demand.append(
      Demand(project: "zoo", need: .skill("sql", level: 2), amount: .effortHours(0)))
    let rules = try await answer(plan).projects.first { $0.project == "zoo" }?.reasons.map(\.rule)
    #expect(rules?.contains("health-dependency-broken") == true)
  }

  @Test("the criteria of a gate are the rules whose `where` names it")
  func gates() async throws {
    var plan = try plan()
    plan.projects[0].gate = "build"
    var rule = Governance.Rule(
      id: "paid", severity: .gate, subject: "project", requirement: "budget >= spent")
    rule.condition = "gate = build"
    let other = Governance.Rule(
      id: "owned", severity: .gate, subject: "project", requirement: "owner")
    plan.settings.governance = Governance(mode: .advisory, rules: [rule, other])
    let gate = try #require(try await answer(plan).gates.first)
    #expect(gate.gate == "build" && gate.criteria.map(\.rule) == ["paid"])
    #expect(gate.projects.map(\.unmet) == [["paid"]])
    #expect(try await reasons(plan) == ["health-gate-not-met atRisk"])
    plan.projects[0].budget = 1600
    #expect(try await answer(plan).gates.first?.projects.map(\.passes) == [true])
    #expect(try await reasons(plan).isEmpty)
  }

  @Test(
    "a KPI's formula asks its project, else its goal, else the plan",
    arguments: [
      ("short_hours / demand_hours", true, 0.2), ("spent / 10 - 100", true, 60),
      ("projects", false, 1), ("demand_hours / plannable_hours", false, 1.25),
      ("budget", false, nil), ("1 / bottlenecks", false, 1), ("value / short_hours", true, nil),
    ])
  func formulas(text: String, ofProject: Bool, value: Double?) async throws {
    var plan = try plan()
    plan.demand[0].amount = .effortHours(200)
    var kpi = KPI(id: "k")
    kpi.formula = text
    kpi.project = ofProject ? "atlas" : nil
    (kpi.target, kpi.better) = (1, .down)
    plan.kpis = [kpi]
    let row = try #require(try await answer(plan).kpis.first)
    if let value {
      #expect(abs(try #require(row.value) - value) < 1e-6)
      #expect(row.state == (value <= 1 ? .met : .missed))
    } else {
      #expect(row.value == nil && row.state == .unknown)
    }
    #expect(row.owner == (ofProject ? "eva" : nil))
  }

  @Test("an initiative is off track where projects with more than a third of its hours are")
  func initiatives() async throws {
    var plan = try plan()
    plan.demand[0].amount = .effortHours(40)
    plan.projects[0].mustFinish = plan.projects[0].start
    var other = plan.projects[0]
    (other.id, other.mustFinish) = ("zoo", nil)
    plan.projects.append(other)
    for (hours, level) in [(79.0, Health.Level.offTrack), (81, .atRisk)] {
      plan.demand = Array(plan.demand.prefix(1))
      plan.demand.append(
        Demand(project: "zoo", need: .skill("sql", level: 2), amount: .effortHours(hours)))
      let row = try #require(try await answer(plan).initiatives.first)
      #expect(row.level == level && (row.onTrack, row.offTrack) == (1, 1))
    }
  }

  @Test("a plan with nothing in it has an answer")
  func nothing() async throws {
    let answer = try await answer(Plan())
    #expect(answer.summary == "No project is committed or active.")
  }
}
