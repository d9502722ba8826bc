import PlanModel
import TestSupport
import Testing
import WorkCalendar

@testable import Headroom

/// Ann alone against twice her hours: in 2027-Q2, of 65 working days, 520 hours are missing.
@Suite("The hire list")
struct StaffTests {
  private static let tolerance = 1e-3

  private func plan() throws -> Plan {
    var plan = Plan()
    plan.settings.asOf = try day("2027-01-01")
    plan.settings.starts = try day("2027-04-01")
    plan.settings.ends = try day("2027-06-30")
    plan.people = [person("ann", level: 3, pay: 60)]
    var row = Demand(project: "a", need: .skill("sql", level: 3), amount: .fte(2))
    (row.from, row.to) = (plan.settings.starts, plan.settings.ends)
    plan.demand = [row]
    return plan
  }

  private func person(_ id: String, level: Int, pay: Double) -> Person {
    var person = Person(id: id)
    person.skills = [SkillLevel("sql", level)]
    person.cost = CostRate(amount: pay, per: .hour)
    return person
  }

  private func pool(rate: Double) -> Pool {
    var pool = Pool(id: "ext", maxFTE: 2)
    pool.skills = [SkillLevel("sql", 3)]
    pool.cost = CostRate(amount: rate, per: .hour)
    pool.leadTimeDays = 30
    return pool
  }

  private func staff(_ plan: Plan) async throws -> Staff.Answer {
    try await Staff.answer(
      Staff.Request(plan: plan, today: try day("2027-01-01"), quarters: 2))
  }

  @Test("without lead times a hire from the first day closes the quarter")
  func hire() async throws {
    let answer = try await staff(plan())
    #expect(answer.quarters.map { $0.structuralHours.rounded() } == [520])
    let hire = try #require(answer.packages.first)
    #expect(answer.packages.count == 1)
    #expect(hire.kind == .hire && hire.count == 1 && hire.skill == "sql:3")
    #expect(hire.from == (try day("2027-04-01")))
    // 520 hours at Ann's pay.
    #expect(abs((hire.cost ?? 0) - 31_200) < Self.tolerance)
    #expect(answer.remainingHours < Self.tolerance)
    #expect(abs(hire.remainingWithoutHours - 520) < Self.tolerance)
  }

  @Test("of many who could learn or work longer the limits say how many were looked at")
  func limits() async throws {
    var plan = try plan()
    // 19 of level 2 and 21 of level 1 could learn; all of them and Ann could work longer: 121 in all.
    plan.people[0].maxOvertimeHours = 1
    for index in 100..<220 {
      var other = person("p\(index)", level: index < 119 ? 2 : 1, pay: 60)
      if index >= 140 { other.skills[0].skill = "ml" }
      other.maxOvertimeHours = 1
      plan.people.append(other)
    }
    var answer = try await staff(plan)
    // Who holds no short skill could not help by working longer.
    #expect(
      answer.limits == [
        Staff.Limit(kind: .train, skill: "sql:3", period: nil, able: 40, considered: 16)
      ])
    for index in plan.people.indices { plan.people[index].skills[0].skill = "sql" }
    answer = try await staff(plan)
    #expect(answer.limits.map(\.kind) == [.train, .overtime])
    #expect(answer.limits.map(\.able) == [120, 121])
    #expect(answer.limits.map(\.considered) == [16, 120])
    #expect(answer.limits[1].period?.description == "2027-Q2")
    plan.people = Array(plan.people.prefix(17))
    #expect(try await staff(plan).limits.isEmpty)
  }

  @Test("45 and 60 days after the decision a hire comes too late for the whole: two are needed")
  func late() async throws {
    var plan = try plan()
    plan.settings.hiring = PlanSettings.Hiring(timeToFillDays: 45, noticeDays: 60)
    let answer = try await staff(plan)
    let hire = try #require(answer.packages.first)
    // From 2027-04-16 on there are 54 working days: 432 of 520 hours each.
    #expect(hire.from == (try day("2027-04-16")) && hire.count == 2)
    #expect(hire.decideBy == (try day("2027-01-01")) && !hire.decideByPassed)
    #expect(abs((hire.cost ?? 0) - 2 * 432 * 60) < Self.tolerance)
    #expect(answer.remainingHours < Self.tolerance)
  }

  @Test("contractors at less than pay are cheaper; they must be ordered 30 days before")
  func contract() async throws {
    var plan = try plan()
    plan.pools = [pool(rate: 50)]
    let answer = try await staff(plan)
    let contract = try #require(answer.packages.first)
    #expect(answer.packages.count == 1)
    #expect(contract.kind == .contract && contract.pool == "ext" && contract.count == 1)
    #expect(contract.decideBy == (try day("2027-03-02")))
    #expect(abs((answer.cost ?? 0) - 26_000) < Self.tolerance)
  }

  @Test("ten days of training for somebody free a level below are cheapest of all")
  func train() async throws {
    var plan = try plan()
    plan.people.append(person("bob", level: 2, pay: 40))
    plan.pools = [pool(rate: 50)]
    let answer = try await staff(plan)
    let training = try #require(answer.packages.first)
    #expect(answer.packages.count == 1)
    #expect(training.kind == .train && training.person == "bob" && training.skill == "sql:3")
    // Two weeks before the quarter.
    #expect(training.decideBy == (try day("2027-03-18")))
    // 80 hours of pay.
    #expect(abs((training.cost ?? 0) - 3_200) < Self.tolerance)
  }

  @Test("overtime at 90 goes before a contractor at 100 where it is enough, and is left out else")
  func overtime() async throws {
    var plan = try plan()
    plan.people[0].maxOvertimeHours = 8
    plan.pools = [pool(rate: 100)]
    plan.settings.hiring = PlanSettings.Hiring(timeToFillDays: 300)
    let both = try await staff(plan)
    // One contractor for the quarter makes the overtime needless.
    #expect(both.packages.map(\.kind) == [.contract])
    plan.demand[0].amount = .fte(1.2)
    let little = try await staff(plan)
    #expect(little.packages.map(\.kind) == [.overtime])
    // A fifth of 520 hours, at one and a half times 60.
    #expect(abs((little.cost ?? 0) - 104 * 90) < Self.tolerance)
    #expect(little.remainingHours < Self.tolerance)
  }

  @Test("where nobody can come in time the answer says what remains")
  func tooLate() async throws {
    var plan = try plan()
    plan.settings.hiring = PlanSettings.Hiring(timeToFillDays: 300)
    let answer = try await staff(plan)
    #expect(answer.packages.isEmpty)
    #expect(abs(answer.remainingHours - 520) < Self.tolerance)
    #expect(answer.summary.contains("nobody can come in time"))
    #expect(answer.steps.first { $0.step == .cut }.map { $0.hours.rounded() } == 520)
  }

  @Test("a plan that lacks nobody needs nobody")
  func enough() async throws {
    var plan = try plan()
    plan.demand[0].amount = .fte(1)
    let answer = try await staff(plan)
    #expect(answer.packages.isEmpty && answer.cost == 0)
  }

  @Test("numbers of quarters out of range are refused", arguments: [0, 41])
  func range(quarters: Int) async throws {
    let request = Staff.Request(
      plan: try plan(), today: try day("2027-01-01"), quarters: quarters)
    await #expect(throws: RequestError.self) { _ = try await Staff.answer(request) }
  }
}
