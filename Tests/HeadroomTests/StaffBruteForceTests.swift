import PlanCompiler
import PlanModel
import TestSupport
import Testing
import WorkCalendar

@testable import Headroom

/// Two quarters of small teams, contractors, learners and people who may work longer.
@Suite("The hire list against every list")
struct StaffBruteForceTests {
  /// Money of hundreds of hours; things of equal cost count a millionth of the dearest.
  private static let tolerance = 1e-4

  private func plan(seed: Int) throws -> Plan {
    var random = SplitMix64(UInt64(seed))
    let skills = ["sql", "ml"]
    var plan = Plan()
    plan.settings.asOf = try day("2027-01-01")
    plan.settings.starts = try day("2027-01-01")
    plan.settings.ends = try day("2027-06-30")
    if random.next(in: 0...1) == 0 {
      plan.settings.hiring = PlanSettings.Hiring(
        timeToFillDays: [20, 45][random.next(in: 0...1)], noticeDays: 20,
        rampUpWeeks: Double(random.next(in: 0...8)), rampUpFrom: 0.25)
    }
    plan.people = (0..<random.next(in: 2...3)).map { index in
      var person = Person(id: "p\(index)")
      person.skills = [
        SkillLevel(skills[index % 2], random.next(in: 2...3))
      ]
      if random.next(in: 0...2) == 0 { person.skills.append(SkillLevel(skills[1 - index % 2], 2)) }
      person.cost = CostRate(amount: Double(random.next(in: 30...90)), per: .hour)
      if random.next(in: 0...1) == 0 { person.maxOvertimeHours = 8 }
      return person
    }
    if random.next(in: 0...1) == 0 {
      var pool = Pool(id: "ext", maxFTE: 1)
      pool.skills = [SkillLevel(skills[random.next(in: 0...1)], 3)]
      pool.cost = CostRate(amount: Double(random.next(in: 50...150)), per: .hour)
      pool.leadTimeDays = random.next(in: 0...30)
      pool.minWeeks = random.next(in: 0...1) == 0 ? 4 : 20
      plan.pools = [pool]
    }
    for skill in skills {
      var row = Demand(
        project: skill, need: .skill(skill, level: random.next(in: 2...3)),
        amount: .fte(Double(random.next(in: 8...19)) / 10))
      row.from = try day(random.next(in: 0...1) == 0 ? "2027-01-01" : "2027-04-01")
      row.to = try day("2027-06-30")
      plan.demand.append(row)
    }
    if random.next(in: 0...2) == 0 {
      var booking = Booking(holder: .person("p0"), project: "sql", amount: .percent(0.5))
      (booking.from, booking.to) = (plan.settings.starts, try day("2027-03-31"))
      plan.assignments = [booking]
    }
    return plan
  }

  /// Structural hours by quarter of a plan with some remedies, compiled and solved anew.
  private func remaining(_ request: Staff.Request, _ remedies: [Remedy]) async throws -> [Double] {
    var plan = request.plan
    for remedy in remedies {
      let change = try #require(remedy.change)
      _ = try change.apply(to: &plan, today: request.today)
    }
    let base = await CompiledPlan(request.plan)
    let compiled = await CompiledPlan(plan, horizon: base.grid.horizon)
    return try ShortageModel(compiled, shares: [compiled.shares(of: .confirmed)])
      .structuralHours(in: compiled.grid.spans(by: .quarter, in: plan.settings.fiscalYear))
  }

  @Test("leaves as little as any, and no list that leaves as little costs less", arguments: 0..<60)
  func exact(seed: Int) async throws {
    let request = Staff.Request(plan: try plan(seed: seed), today: try day("2027-01-01"))
    let answer = try await Staff.answer(request)
    let base = await CompiledPlan(request.plan)
    let spans = base.grid.spans(by: .quarter, in: request.plan.settings.fiscalYear)
    let supply = await RemedySupply(request, base, spans)
    let options = supply.choices.map { choice in
      choice.options.map { $0.map { choice.remedy($0) } }
    }
    let count = options.reduce(1) { $0 * $1.count }
    guard count <= 3_000 else { return }
    var least = Double.infinity
    let allowed = answer.quarters.map { max($0.remainingHours, Staff.leastHours) + 1e-3 }
    for number in 0..<count {
      var rest = number
      var chosen: [Remedy] = []
      for option in options {
        if let remedy = option[rest % option.count] { chosen.append(remedy) }
        rest /= option.count
      }
      let cost = chosen.reduce(0) { $0 + ($1.cost ?? 0) }
      guard cost < least else { continue }
      let left = try await remaining(request, chosen)
      // No list leaves less in all, but for the hour of each quarter.
      if answer.isProven {
        #expect(left.reduce(0, +) >= answer.remainingHours - 2 * Staff.leastHours - 1e-3)
      }
      if zip(left, allowed).allSatisfy({ $0 <= $1 }) { least = cost }
    }
    if answer.relativeGap == 0 {
      #expect((answer.cost ?? 0) <= least + Self.tolerance * (1 + least))
    }
    #expect(answer.relativeGap < 1e-9, "a small plan is proven")
  }
}
