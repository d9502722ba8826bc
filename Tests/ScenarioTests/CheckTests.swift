import Headroom
import PlanModel
import TestSupport
import Testing
import WorkCalendar

/// What `check` must not say, and how much. What it says stands word for word in Scenarios/errors.
@Suite("What check leaves unsaid")
struct CheckTests {
  /// Two people with one skill, and one project of five weeks that asks for half of one of them.
  private func plan() throws -> Plan {
    var plan = Plan()
    plan.settings.asOf = try day("2027-02-01")
    plan.people = ["ann", "bob"].map { Person(id: $0) }
    for index in plan.people.indices { plan.people[index].skills = [SkillLevel("ux")] }
    plan.projects = [Project(id: "atlas")]
    plan.projects[0].owner = "ann"
    plan.demand = [try demand("atlas")]
    return plan
  }

  private func demand(_ project: String, _ skill: String = "ux") throws -> Demand {
    var row = Demand(project: project, need: .skill(skill, level: 1), amount: .fte(0.5))
    row.from = try day("2027-03-01")
    row.to = try day("2027-04-04")
    return row
  }

  private func booking(
    _ project: String, _ share: Double, _ from: String, _ to: String
  ) throws -> Booking {
    var row = Booking(holder: .person("ann"), project: project, amount: .percent(share))
    row.from = try day(from)
    row.to = try day(to)
    return row
  }

  private func found(_ plan: Plan, today: String = "2027-02-01") async throws -> [String] {
    let request = Check.Request(plan: plan, today: try day(today))
    return try await Check.answer(request).warnings.map(\.id)
  }

  @Test("a sound plan has no warnings, and says so")
  func sound() async throws {
    let answer = try await Check.answer(
      Check.Request(plan: try plan(), today: try day("2027-02-01")))
    #expect(answer.warnings.isEmpty)
    #expect(answer.kinds.isEmpty)
    #expect(answer.summary == "The plan is sound: 2 people, 1 project, no warnings.")
  }

  @Test("a plan is old after 30 days, not on the thirtieth")
  func age() async throws {
    #expect(try await found(try plan(), today: "2027-03-03") == [])
    #expect(try await found(try plan(), today: "2027-03-04") == ["stale-plan"])
  }

  @Test("the week in which a booking begins or ends holds no thin slice")
  func partialWeeks() async throws {
    var plan = try plan()
    // A fifth of a Friday is 4 % of its week.
    plan.assignments = [try booking("atlas", 0.2, "2027-03-05", "2027-03-29")]
    #expect(try await found(plan) == [])
    plan.assignments = [try booking("atlas", 0.09, "2027-03-05", "2027-03-29")]
    #expect(try await found(plan) == ["thin-slice"])
    plan.assignments = [try booking("atlas", 0.10, "2027-03-05", "2027-03-29")]
    #expect(try await found(plan) == [])
  }

  @Test("three projects at once are not too many, nor four one after the other")
  func projects() async throws {
    var plan = try plan()
    let names = ["atlas", "crm", "portal", "shop"]
    plan.assignments = try names.prefix(3).map {
      try booking($0, 0.3, "2027-03-01", "2027-04-04")
    }
    #expect(try await found(plan) == [])
    plan.assignments = try names.enumerated().map { number, name in
      let first = try day("2027-03-01") + 7 * number
      return try booking(name, 0.9, first.description, (first + 6).description)
    }
    #expect(try await found(plan) == [])
  }

  @Test("a skill that a counted hire holds is held, one of a planned hire is not")
  func hires() async throws {
    var plan = try plan()
    plan.demand.append(try demand("atlas", "sql"))
    #expect(try await found(plan) == ["unheld-skill"])
    plan.hires = [Hire(id: "h", start: try day("2027-02-01"))]
    plan.hires[0].skills = [SkillLevel("sql")]
    #expect(try await found(plan) == ["unheld-skill"])
    plan.hires[0].status = .approved
    #expect(try await found(plan) == ["single-holder"])
    plan.hires[0].count = 2
    #expect(try await found(plan) == [])
  }

  @Test("half of the projects may come first, and three projects may all do")
  func priorities() async throws {
    var plan = try plan()
    plan.projects = ["atlas", "crm", "portal", "shop"].map { Project(id: $0) }
    plan.demand = try plan.projects.map { try demand($0.id) }
    for (index, priority) in [1.0, 1, 2, 3].enumerated() {
      plan.projects[index].priority = priority
    }
    for index in plan.projects.indices { plan.projects[index].owner = "ann" }
    #expect(try await found(plan) == [])
    plan.projects[2].priority = 1
    #expect(try await found(plan) == ["everything-first"])
    plan.projects.removeLast()
    plan.demand.removeLast()
    #expect(try await found(plan) == [])
  }

  @Test("a skill that many rows ask for and one person holds is one finding")
  func onePerSkill() async throws {
    var plan = try plan()
    plan.people[1].skills = []
    plan.demand = try (1...5).flatMap { level in
      try ["atlas", "crm"].map { project in
        var row = try demand(project)
        row.need = .skill("ux", level: level)
        return row
      }
    }
    // Ann holds it at level 3: levels 1 to 3 are hers alone, 4 and 5 nobody's.
    #expect(try await found(plan) == ["single-holder", "unheld-skill"])
  }

  @Test("kinds come in the order of what matters, and count every warning")
  func kinds() async throws {
    var request = Generate.Request(people: 60, projects: 20, weeks: 26, load: 1)
    request.seed = 3
    let plan = try Generate.answer(request).plan
    let answer = try await Check.answer(Check.Request(plan: plan, today: request.asOf))
    let order = Check.Finding.allCases.map(\.rawValue)
    let ranks = answer.kinds.compactMap { order.firstIndex(of: $0.id) }
    #expect(ranks == ranks.sorted())
    #expect(answer.kinds.reduce(0) { $0 + $1.count } == answer.warnings.count)
    for kind in answer.kinds {
      #expect(kind.count == answer.warnings.count { $0.id == kind.id })
    }
  }
}
