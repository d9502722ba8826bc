import Headroom
import PlanModel
import TestSupport
import Testing
import WorkCalendar

/// Each ends proven, in the fastest method and in both forms, or it is a typed error or says how good it is.
@Suite("Allocation of plans on hard inputs")
struct AllocateHardInputTests {
  /// Two weeks from Monday 1 March 2027: 80 standard hours in two cells.
  private func plan(_ people: [String: String], _ rows: [(String, String, Double)]) throws -> Plan {
    var plan = Plan()
    plan.settings.starts = try day("2027-03-01")
    plan.settings.ends = try day("2027-03-14")
    plan.settings.asOf = plan.settings.starts
    for (id, skill) in people.sorted(by: { $0.key < $1.key }) {
      var person = Person(id: id)
      person.skills = skill.isEmpty ? [] : [SkillLevel(skill)]
      person.cost = CostRate(amount: 50, per: .hour)
      plan.people.append(person)
    }
    for (project, skill, hours) in rows {
      var row = Demand(
        project: project, need: .skill(skill, level: 1), amount: .effortHours(hours))
      row.from = plan.settings.starts
      row.to = plan.settings.ends
      plan.demand.append(row)
    }
    return plan
  }

  /// The answers of all methods; each has passed its recheck against the plan.
  private func answers(_ plan: Plan) async throws -> [Allocate.Answer] {
    var answers: [Allocate.Answer] = []
    for form in [nil] + Allocate.Form.allCases {
      var request = Allocate.Request(plan: plan, today: try day("2027-03-01"))
      request.form = form
      answers.append(try await Allocate.answer(request))
    }
    return answers
  }

  /// The hours that are short, where all methods prove the same.
  private func provenShortHours(_ plan: Plan) async throws -> Double {
    let answers = try await answers(plan)
    for answer in answers {
      #expect(answer.model.isProven)
      let difference = abs(answer.objective.total - answers[0].objective.total)
      #expect(difference <= 1e-7 * (1 + answers[0].objective.total))
    }
    return answers[0].projects.reduce(0) { $0 + $1.shortHours }
  }

  @Test("a person who may do nothing stays idle, and work that nobody may do stays undone")
  func eligibleForNothing() async throws {
    let short = try await provenShortHours(
      try plan(["ann": "sql", "bob": "", "cy": "tea"], [("p", "sql", 60), ("q", "ux", 30)]))
    #expect(abs(short - 30) < 1e-5)
  }

  @Test("people without hours serve nothing")
  func zeroCapacity() async throws {
    var plan = try plan(["ann": "sql", "bob": "sql"], [("p", "sql", 60)])
    plan.absences = [
      Absence(person: nil, days: try days("2027-03-01", "2027-03-14"), amount: .fraction(1))
    ]
    #expect(abs(try await provenShortHours(plan) - 60) < 1e-5)
  }

  @Test("nothing asked, or nothing but zeros, is an empty answer")
  func nothing() async throws {
    #expect(try await provenShortHours(try plan(["ann": "sql"], [])) == 0)
    #expect(try await provenShortHours(try plan(["ann": "sql"], [("p", "sql", 0)])) == 0)
    #expect(try await provenShortHours(Plan()) == 0)
  }

  @Test("all demand in one cell of a long horizon")
  func oneCell() async throws {
    var plan = try plan(["ann": "sql", "bob": "sql"], [])
    plan.settings.ends = try day("2028-12-31")
    for number in 0..<40 {
      var row = Demand(
        project: "p\(number)", need: .skill("sql", level: 1), amount: .effortHours(10))
      row.from = try day("2027-06-07")
      row.to = try day("2027-06-11")
      row.flexible = number % 2 == 0
      plan.demand.append(row)
    }
    // 400 hours for 80.
    #expect(abs(try await provenShortHours(plan) - 320) < 1e-4)
  }

  @Test("rows, people and budgets that stand there twice")
  func duplicates() async throws {
    var plan = try plan(
      Dictionary(uniqueKeysWithValues: (0..<30).map { ("p\($0)", "sql") }),
      (0..<60).map { ("same\($0 % 3)", "sql", 50) })
    plan.projects = (0..<3).map { Project(id: "same\($0)") }
    for index in plan.projects.indices { plan.projects[index].initiative = "i\(index)" }
    for initiative in ["i0", "i1", "i2", "i0", "i1", "i2"] {
      plan.budgets.append(
        Budget(initiative: initiative, period: Period(parsing: "2027-Q1"), amount: 20_000))
    }
    // 3,000 hours asked, 30 × 80 there, of which 3 × 40,000 at 50 an hour can be paid.
    #expect(abs(try await provenShortHours(plan) - 600) < 1e-3)
  }

  @Test("ten thousand skills, each asked for once", .enabled(if: SlowTests.areWanted))
  func manySkills() async throws {
    var plan = try plan([:], (0..<10_000).map { ("p\($0 % 50)", "s\($0)", 8) })
    for number in 0..<200 {
      var person = Person(id: "a\(number)")
      person.skills = (0..<50).map { SkillLevel("s\(number * 50 + $0)") }
      plan.people.append(person)
    }
    var request = Allocate.Request(plan: plan, today: try day("2027-03-01"))
    request.prices = .none
    for form in [nil, Allocate.Form.compact] {
      request.form = form
      let answer = try await Allocate.answer(request)
      #expect(answer.model.isProven)
      // Each has 50 skills that ask 400 hours, and 80 hours.
      let short = answer.projects.reduce(0) { $0 + $1.shortHours }
      #expect(abs(short - 200 * 320) < 1e-2)
    }
  }

  @Test(
    "amounts, rates and prices over twelve orders of magnitude are proven, or their certificate tells",
    arguments: 0..<12)
  func magnitudes(seed: Int) async throws {
    var random = SplitMix64(UInt64(seed))
    func magnitude() -> Double { [1e-6, 1e-3, 1, 1e3, 1e6][random.next(in: 0...4)] }
    var plan = try RandomPlan(seed: UInt64(seed)).plan
    for index in plan.people.indices {
      plan.people[index].cost = CostRate(amount: 50 * magnitude(), per: .hour)
    }
    for index in plan.projects.indices { plan.projects[index].costOfDelay = 1000 * magnitude() }
    for index in plan.budgets.indices { plan.budgets[index].amount *= magnitude() }
    for index in plan.demand.indices where index % 3 == 0 {
      plan.demand[index].amount = .effortHours(50 * magnitude())
    }
    for form in [nil] + Allocate.Form.allCases {
      var request = Allocate.Request(plan: plan, today: try day("2027-03-01"))
      request.form = form
      request.prices = .none
      do throws(RequestError) {
        let answer = try await Allocate.answer(request)
        let certificate = answer.certificate
        let worst = max(
          certificate.primalResidual, certificate.dualResidual, abs(certificate.relativeGap))
        #expect(answer.model.isProven == (worst <= 1e-8), "\(certificate)")
      } catch {
        #expect(error.diagnostics.map(\.id) == ["unsolved"])
      }
    }
  }
}
