import Headroom
import PlanModel
import TestSupport
import Testing
import WorkCalendar

@Suite("Goals, couplings, owners and teams")
struct AlignTests {
  private static let tolerance = 1e-6

  /// One week; ann alone has sql, bob and cia have ui. atlas is worth most, then crm, then nova.
  private func plan() throws -> Plan {
    var plan = Plan()
    let monday = try day("2027-03-01")
    plan.settings.asOf = monday
    for (id, skill, team) in [("ann", "sql", "core"), ("bob", "ui", "web"), ("cia", "ui", "web")] {
      var person = Person(id: id)
      person.skills = [SkillLevel(skill, 3)]
      person.team = team
      plan.people.append(person)
    }
    plan.teams = [Team(id: "core"), Team(id: "web")]
    plan.teams[0].lead = "ann"
    plan.goals = [Goal(id: "grow"), Goal(id: "trust")]
    plan.goals[0].weight = 1
    plan.goals[1].weight = 3
    plan.goals[0].owner = "eva"
    plan.goals[1].owner = "eva"
    plan.initiatives = [Initiative(id: "i"), Initiative(id: "k")]
    plan.initiatives[0].goal = "grow"
    for index in 0..<2 {
      (plan.initiatives[index].owner, plan.initiatives[index].budgetOwner) = ("eva", "eva")
    }
    for (id, initiative, price) in [("atlas", "i", 900.0), ("crm", "k", 300), ("nova", nil, 100)] {
      var project = Project(id: id)
      (project.initiative, project.costOfDelay) = (initiative, price * 30)
      (project.start, project.finish) = (monday, monday + 4)
      project.owner = "eva"
      plan.projects.append(project)
    }
    plan.demand = [
      Demand(project: "atlas", need: .skill("sql", level: 2), amount: .effortHours(30)),
      Demand(project: "crm", need: .skill("sql", level: 2), amount: .effortHours(25)),
      Demand(project: "nova", need: .skill("ui", level: 2), amount: .effortHours(30)),
    ]
    return plan
  }

  private func answer(_ plan: Plan, basis: Basis = .confirmed) async throws -> Align.Answer {
    try await Align.answer(
      Align.Request(plan: plan, today: try day("2027-03-01"), basis: basis))
  }

  @Test("who alone may do what is scarce ties its projects, by the hours that one gains")
  func coupling() async throws {
    let answer = try await answer(try plan())
    #expect(answer.couplings.count == 1)
    let tie = try #require(answer.couplings.first)
    #expect(tie.kind == .person && tie.through == ["ann"])
    #expect(tie.first == "atlas" && tie.second == "crm")
    // 40 hours of ann: 30 for atlas, 10 of crm's 25; without atlas all 25.
    #expect(abs(tie.hours - 15) < Self.tolerance && tie.firstGainsHours == 0)
    #expect(
      answer.summary.hasPrefix(
        "1 pair of projects hangs together; most of all, without atlas crm would have 15 h more"))
  }

  @Test("a goal's shares are of what can be served, against its share of the weights")
  func goals() async throws {
    let answer = try await answer(try plan())
    #expect(answer.goals.map(\.goal) == ["grow", "trust", nil])
    #expect(answer.goals.map(\.weightShare) == [0.25, 0.75, nil])
    // 30 of 70 hours that can be served; k has no goal, nova no initiative.
    #expect(abs(try #require(answer.goals[0].capacityShare) - 30.0 / 70) < Self.tolerance)
    #expect(answer.goals.map(\.projects) == [1, 0, 2])
    #expect(answer.orphans.map(\.project) == ["nova", "crm"])
    #expect(answer.orphans.map(\.lacks) == [.initiative, .goal])
    #expect(answer.moneyNote == "the plan has no budgets")
  }

  @Test("money that does not pay both projects of an initiative ties them")
  func budget() async throws {
    var plan = try plan()
    plan.demand[1].need = .skill("ui", level: 2)
    plan.projects[1].initiative = "i"
    for index in plan.people.indices { plan.people[index].cost = CostRate(amount: 10, per: .hour) }
    // 40 hours of 30 + 25.
    plan.budgets = [Budget(initiative: "i", period: nil, amount: 400)]
    let answer = try await answer(plan)
    let tie = try #require(answer.couplings.first { $0.kind == .budget })
    #expect((tie.first, tie.second) == ("atlas", "crm") && tie.through == ["i"])
    #expect(abs(tie.secondGainsHours - 15) < Self.tolerance)
    #expect(answer.goals[0].moneyShare == 1 && answer.moneyNote == nil)
  }

  @Test("a single point of failure is work that one person alone can do")
  func singlePoints() async throws {
    let points = try await answer(try plan()).singlePoints
    #expect(points.map(\.person) == ["ann"])
    #expect(points.first?.projects == ["atlas", "crm"] && points.first?.level == 2)
    #expect(abs((points.first?.demandHours ?? 0) - 55) < Self.tolerance)
  }

  @Test("nobody answers where no owner is named, or theirs leaves before it ends")
  func ownership() async throws {
    var plan = try plan()
    #expect(
      try await answer(plan).ownershipGaps.map { "\($0.kind) \($0.id) \($0.field)" }
        == ["team web lead"])
    plan.projects[0].owner = nil
    plan.projects[1].owner = "bob"
    plan.people[1].end = try day("2027-03-03")
    let gaps = try await answer(plan).ownershipGaps
    #expect(gaps.map(\.id) == ["atlas", "crm", "web"])
    #expect(gaps.map(\.person) == [nil, "bob", nil])
    #expect(gaps[1].lastDay == plan.people[1].end)
  }

  @Test(
    "a team waits for another's work; all of it is at risk where the dates break the dependency")
  func links() async throws {
    var plan = try plan()
    plan.demand[0].team = "core"
    plan.demand[2].team = "web"
    plan.dependencies = [Dependency(predecessor: "atlas", successor: "nova")]
    let broken = try #require(try await answer(plan).links.first)
    #expect((broken.from, broken.to) == ("core", "web"))
    // Both lie in one week: nova would have to start five days later.
    #expect(broken.dependencies.first?.slackDays == -5)
    #expect(abs(broken.hoursAtRisk - 30) < Self.tolerance)
    // In order, but atlas lacks 20 of its 60 hours: a third of what waits is at risk.
    plan.demand[0].amount = .effortHours(60)
    for index in [1, 2] {
      plan.projects[index].start = try day("2027-03-08")
      plan.projects[index].finish = try day("2027-03-12")
    }
    let late = try #require(try await answer(plan).links.first)
    #expect(late.dependencies.first?.slackDays == 2)
    #expect(abs(late.hoursAtRisk - 10) < Self.tolerance)
  }

  @Test("where the same teams do both, nobody waits")
  func sameTeams() async throws {
    var plan = try plan()
    plan.demand[0].team = "core"
    plan.demand[1].team = "core"
    plan.dependencies = [Dependency(predecessor: "atlas", successor: "crm")]
    #expect(try await answer(plan).links.isEmpty)
    #expect(try await answer(plan).dependenciesWithoutTeam == 0)
  }

  @Test("a plan without people or without demand has an answer")
  func nothing() async throws {
    var plan = try plan()
    plan.people = []
    #expect(try await answer(plan).couplings.isEmpty)
    plan.demand = []
    let empty = try await answer(plan)
    #expect(empty.summary == "Nothing is asked for, so nothing hangs on anything.")
  }
}
