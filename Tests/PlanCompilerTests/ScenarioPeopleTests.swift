import Foundation
import PlanCompiler
import PlanModel
import TestSupport
import Testing
import WorkCalendar

@Suite("Changes of people")
struct ScenarioPeopleTests {
  /// Ann in core, Bo in web, both backend; 1 FTE of backend is asked for in March.
  private func team() throws -> Plan {
    try march { plan in
      plan.teams = [Team(id: "core"), Team(id: "web")]
      plan.people = [Person(id: "ann"), Person(id: "bo")]
      plan.people[0].name = "Ann Berg"
      plan.people[0].team = "core"
      plan.people[1].team = "web"
      for index in 0..<2 { plan.people[index].skills = [SkillLevel("backend")] }
      plan.projects = [Project(id: "atlas")]
      var row = Demand(project: "atlas", need: .skill("backend", level: 1), amount: .fte(1))
      row.from = try day("2027-03-01")
      row.to = try day("2027-03-28")
      plan.demand = [row]
    }
  }

  @Test("a hire counts from its first day, in plannable hours, and ramps up from 0")
  func hire() async throws {
    var plan = try team()
    plan.settings.runWork = 0.1
    plan.settings.targetUtilisation = 0.8
    var hire = Hire(id: "", start: try day("2027-03-15"))
    hire.skills = [SkillLevel("backend", 4)]
    hire.count = 2
    let before = await plannable(plan)
    let at = await plannable(try changed(plan, .hire(hire)))
    // Two people × 40 hours × 0.9 × 0.8.
    #expect(same(less(at, before), [0, 0, 57.6, 57.6]))
    hire.rampUpWeeks = 2
    let ramped = await plannable(try changed(plan, .hire(hire)))
    // Days 0 to 4 and 7 to 11 of 14.
    let day = 2 * 8 * 0.72 / 14.0
    #expect(same(less(ramped, before), [0, 0, day * 10, day * 45]))
    #expect(try changed(plan, .hire(hire)).hires.map(\.status) == [.approved])
  }

  @Test("a released person gives nothing after the last day")
  func release() async throws {
    let plan = try team()
    let left = try changed(
      plan, .release(Change.Release(.person("Ann Berg"), on: try day("2027-03-10"))))
    #expect(same(await plannable(left), [80, 64, 40, 40]))
  }

  @Test("of a team those leave who started last, then by id")
  func releaseByCount() throws {
    let plan = try march { plan in
      plan.teams = [Team(id: "top"), Team(id: "sub")]
      plan.teams[1].parent = "top"
      plan.people = ["a", "b", "c", "d", "e"].map { Person(id: $0) }
      for index in 0..<5 { plan.people[index].team = "sub" }
      plan.people[1].start = try day("2026-01-01")
      plan.people[2].start = try day("2027-01-01")
      plan.people[3].start = try day("2027-01-01")
      plan.people[4].end = try day("2027-02-01")
    }
    let on = try day("2027-03-12")
    let left = try changed(
      plan, .release(Change.Release(.count(3, team: "top", skill: nil), on: on)))
    #expect(left.people.filter { $0.end == on }.map(\.id) == ["b", "c", "d"])
    let first = try changed(
      plan, .release(Change.Release(.count(1, team: "top", skill: nil), on: on)))
    #expect(first.people.filter { $0.end == on }.map(\.id) == ["c"])
    let tooMany = try fault(
      plan, .release(Change.Release(.count(5, team: "top", skill: nil), on: on)))
    #expect(tooMany?.kind == .changeImpossible)
    #expect(tooMany?.expected == "a number up to 4")
  }

  @Test("a contract gives its FTE of the standard hours, whatever run work, target and leave are")
  func contract() async throws {
    var plan = try team()
    plan.settings.runWork = 0.5
    plan.settings.targetUtilisation = 0.5
    plan.holidays = [Holiday(date: try day("2027-03-10"))]
    plan.absences = [Absence(person: nil, days: try days("2027-03-18", "2027-03-18"))]
    plan.pools = [Pool(id: "north", maxFTE: 1)]
    plan.pools[0].skills = [SkillLevel("backend", 4)]
    plan.pools[0].cost = CostRate(amount: 90, per: .hour)
    let terms = Contract(pool: "north", fte: 1.5, days: try days("2027-03-08", "2027-03-19"))
    let bought = try changed(plan, .contract(terms))
    let before = await plannable(plan)
    // One and a half of 32 and of 40 hours.
    #expect(same(less(await plannable(bought), before), [0, 48, 60, 0]))
    #expect(bought.filled(bought.contracts[0]).cost == CostRate(amount: 90, per: .hour))
    // 160 less a holiday is asked for, 4 × 0.25 of two people is there.
    #expect(same(try await short(bought), [20, 0, 0, 20]))
    #expect(try notes(plan, .contract(terms)) == [.poolExceeded])
  }

  @Test("a trained person is away on the working days before, and serves the skill from the day on")
  func train() async throws {
    var plan = try team()
    plan.people[1].skills = [SkillLevel("ux")]
    plan.people[0].skills = [SkillLevel("ux")]
    plan.demand[0].need = .skill("backend", level: 3)
    // Ann has Tuesday off, so the three days are Thursday, Friday and Monday.
    plan.absences = [Absence(person: "ann", days: try days("2027-03-16", "2027-03-16"))]
    let training = Training(
      person: "ann", skill: SkillLevel("backend", 3), ready: try day("2027-03-17"), days: 3)
    let trained = try changed(plan, .train(training))
    #expect(same(await plannable(plan), [80, 80, 72, 80]))
    #expect(same(await plannable(trained), [80, 64, 64, 80]))
    // Week 3 is served from Wednesday on, week 4 whole.
    #expect(same(try await short(trained), [40, 40, 16, 0]))
    let supply = await CompiledPlan(trained).supply
    #expect(supply.units.map(\.id) == ["ann", "ann", "bo"])
  }

  @Test("half a day of training is half a day away, and a skill that is held is no training")
  func halfDay() throws {
    let plan = try team()
    let ready = try day("2027-03-08")
    let half = Training(
      person: "ann", skill: SkillLevel("backend", 4), ready: ready, days: 1.5)
    let trained = try changed(plan, .train(half))
    #expect(trained.absences == plan.absences)
    #expect(trained.timeAway.map(\.amount) == [.fraction(1), .fraction(0.5)])
    #expect(trained.timeAway.map(\.days.first) == [try day("2027-03-05"), try day("2027-03-04")])
    let held = Training(
      person: "ann", skill: SkillLevel("backend", 2), ready: ready, days: 2)
    #expect(try notes(plan, .train(held)) == [.changeWithoutEffect])
    #expect(try changed(plan, .train(held)) == plan)
    var late = plan
    late.people[0].start = try day("2027-03-03")
    let long = Training(person: "ann", skill: SkillLevel("sql"), ready: ready, days: 4)
    #expect(try fault(late, .train(long))?.expected == "at most 3.0 days")
    #expect(try notes(plan, .train(long)) == [.skillNotAsked])
  }

  @Test("whoever moves serves the work of the new team, with its run work, from that day on")
  func move() async throws {
    var plan = try team()
    plan.people[1].skills = []
    plan.demand[0].team = "web"
    plan.teams[1].runWork = 0.5
    #expect(same(try await short(plan), [40, 40, 40, 40]))
    let moved = try changed(
      plan, .move(TeamMove(person: "ann", team: "web", on: try day("2027-03-10"))))
    #expect(same(await plannable(moved), [60, 48, 40, 40]))
    #expect(same(try await short(moved), [40, 28, 20, 20]))
  }

  @Test(
    "a move within a week leaves the person's bookings, free and over-booked hours as they were")
  func bookingsOfSpans() async throws {
    var plan = try team()
    for amount in [Booking.Amount.percent(0.5), .hours(90), .fte(1.25), .hoursPerWeek(50)] {
      var booking = Booking(holder: .person("ann"), project: "atlas", amount: amount)
      booking.from = try day("2027-03-04")
      booking.to = try day("2027-03-26")
      plan.assignments = [booking]
      let moved = try changed(
        plan, .move(TeamMove(person: "ann", team: "web", on: try day("2027-03-10"))))
      let (before, after) = (await CompiledPlan(plan).supply, await CompiledPlan(moved).supply)
      for (old, new) in [
        (before.freeHours, after.freeHours), (before.overBookedHours, after.overBookedHours),
      ] {
        let cells = before.cellCount
        func sums(_ hours: [Double]) -> [Double] {
          (0..<cells).map { cell in
            stride(from: cell, to: hours.count, by: cells).reduce(0) { $0 + hours[$1] }
          }
        }
        #expect(same(sums(old), sums(new)))
      }
      let held = [before, after].map { $0.bookings.flatMap(\.held).reduce(0, +) }
      #expect(abs(held[0] - held[1]) < scenarioTolerance)
    }
  }

  @Test("an absence is of a person, of a team's members, or of everyone")
  func absence() async throws {
    let plan = try team()
    let week = try days("2027-03-08", "2027-03-14")
    func hours(_ who: Change.Away.Who, _ fraction: Double) async throws -> [Double] {
      await plannable(try changed(plan, .absence(Change.Away(who, days: week, fraction: fraction))))
    }
    #expect(same(try await hours(.person("ann"), 0.5), [80, 60, 80, 80]))
    #expect(same(try await hours(.team("web"), 1), [80, 40, 80, 80]))
    #expect(same(try await hours(.everyone, 1), [80, 0, 80, 80]))
  }

  @Test("hires that would start in a freeze start after it")
  func freeze() throws {
    let plan = try march { plan in
      for (index, start) in ["2027-02-28", "2027-03-01", "2027-03-31", "2027-04-01"].enumerated() {
        plan.hires.append(Hire(id: "h\(index)", start: try day(start)))
      }
      plan.hires[1].startLatest = try day("2027-03-15")
    }
    let frozen = try changed(plan, .freezeHiring(try days("2027-03-01", "2027-03-31")))
    #expect(
      frozen.hires.map(\.start.description)
        == ["2027-02-28", "2027-04-01", "2027-04-01", "2027-04-01"])
    #expect(frozen.hires[1].startLatest == frozen.hires[1].start)
    let later = try days("2027-05-01", "2027-05-31")
    #expect(try notes(plan, .freezeHiring(later)) == [.changeWithoutEffect])
  }

  @Test(
    "attrition shrinks plannable hours by a share a year, from as_of, of those whom it concerns")
  func attrition() async throws {
    var plan = try team()
    plan.people[1].skills = [SkillLevel("ux")]
    plan.settings.asOf = try day("2027-03-03")
    let left = try changed(plan, .attrition(Attrition(rate: 0.2, skill: "backend")))
    // Monday to Friday of the first two weeks: days since Wednesday 3 March.
    func week(_ days: [Double]) -> Double {
      40 + days.reduce(0) { $0 + 8 * pow(0.8, $1 / 365) }
    }
    let hours = await plannable(left)
    #expect(same(Array(hours.prefix(2)), [week([0, 0, 0, 1, 2]), week([5, 6, 7, 8, 9])]))
    let gross = await CompiledPlan(left).supply.grossHours
    #expect(same(gross, [80, 80, 80, 80]))
    let everyone = await plannable(try changed(plan, .attrition(Attrition(rate: 1))))
    #expect(same(everyone, [48, 0, 0, 0]))
  }

  @Test("a holiday closes a location, or shortens every calendar")
  func holiday() async throws {
    var plan = try team()
    plan.locations = [Location(id: "oslo")]
    plan.people[0].location = "oslo"
    let date = try day("2027-03-10")
    let local = try changed(plan, .holiday(Holiday(date: date, location: "oslo")))
    #expect(same(await plannable(local), [80, 72, 80, 80]))
    let all = try changed(plan, .holiday(Holiday(date: date, hours: 4)))
    #expect(same(await plannable(all), [80, 72, 80, 80]))
    #expect(same(await demanded(all), [40, 36, 40, 40]))
    #expect(
      try notes(all, .holiday(Holiday(date: date, location: "oslo", hours: 6))) == [
        .changeWithoutEffect
      ])
  }

  @Test("a reference that matches nothing is named with the nearest name")
  func unknown() throws {
    let plan = try team()
    let on = try day("2027-03-10")
    let person = try fault(plan, .release(Change.Release(.person("anm"), on: on)))
    #expect(person?.kind == .unknownReference)
    #expect(person?.suggestion == "write 'ann' if that is meant")
    #expect(
      try fault(plan, .move(TeamMove(person: "ann", team: "cor", on: on)))?.field == "team")
    #expect(
      try fault(plan, .attrition(Attrition(rate: 0.1, skill: "bakend")))?.suggestion
        == "write 'backend' if that is meant")
    #expect(
      try fault(plan, .contract(Contract(pool: "x", fte: 1, days: DayRange(on))))?.field
        == "pool")
  }
}
