import PlanCompiler
import PlanModel
import TestSupport
import Testing
import WorkCalendar

@testable import Headroom

/// Six weeks of a small team, contractors, learners, people who may work longer, and hires who ramp up; a
/// pitch lacks a part of somebody.
@Suite("What intake buys against every purchase")
struct IntakePurchasesTests {
  /// Money of hundreds of hours; things of equal cost count a millionth of the dearest.
  private static let tolerance = 1e-4
  /// Plans with more purchases are left out.
  private static let mostPurchases = 800

  private func request(seed: Int) throws -> Intake.Request {
    var random = SplitMix64(UInt64(seed))
    let skills = ["sql", "ml"]
    var plan = Plan()
    let first = try day("2027-03-01")
    plan.settings.asOf = first - 7 * random.next(in: 0...3)
    (plan.settings.starts, plan.settings.ends) = (first, first + 41)
    if random.next(in: 0...1) == 0 {
      plan.settings.hiring = PlanSettings.Hiring(
        timeToFillDays: 7, noticeDays: 7 * random.next(in: 0...1),
        rampUpWeeks: Double(random.next(in: 0...3)), rampUpFrom: 0.5)
    }
    plan.people = (0..<3).map { index in
      var person = Person(id: "p\(index)")
      person.skills = [SkillLevel(skills[index % 2], random.next(in: 2...3))]
      if random.next(in: 0...1) == 0 { person.skills.append(SkillLevel(skills[1 - index % 2], 2)) }
      person.cost = CostRate(amount: Double(random.next(in: 30...90)), per: .hour)
      if random.next(in: 0...2) == 0 { person.maxOvertimeHours = 8 }
      return person
    }
    if random.next(in: 0...2) > 0 {
      var pool = Pool(id: "ext", maxFTE: Double(random.next(in: 4...12)) / 10)
      pool.skills = [SkillLevel(skills[random.next(in: 0...1)], 3)]
      pool.cost = CostRate(amount: Double(random.next(in: 50...150)), per: .hour)
      pool.leadTimeDays = 7 * random.next(in: 0...2)
      plan.pools = [pool]
    }
    for (index, skill) in skills.enumerated() {
      var row = Demand(
        project: "run", need: .skill(skill, level: 2),
        amount: .fte(Double(random.next(in: 4...(index == 0 ? 20 : 9))) / 10))
      (row.from, row.to) = (first, first + 41)
      plan.demand.append(row)
    }
    if random.next(in: 0...1) == 0 {
      var booking = Booking(holder: .person("p0"), project: "run", amount: .percent(0.5))
      (booking.from, booking.to) = (first, first + 20)
      plan.assignments = [booking]
    }
    var project = Project(id: "new")
    project.start = first + 7 * random.next(in: 0...2)
    project.finish = first + 27
    let row = Demand(
      project: "new", need: .skill(skills[random.next(in: 0...1)], level: random.next(in: 2...3)),
      amount: .fte(Double(random.next(in: 3...11)) / 10))
    let today = try day("2027-02-01")
    return Intake.Request(plan: plan, today: today, pitch: Pitch(project: project, demand: [row]))
  }

  @Test(
    "makes room, no purchase that makes room costs less, and where none does nothing is bought",
    arguments: 0..<60)
  func exact(seed: Int) async throws {
    let request = try request(seed: seed)
    let study = try await IntakeStudy(request)
    guard !study.fits(0) else { return }
    let plan = try #require(try await IntakeDisplacement(study).plan)
    let room = try #require(await IntakeRoom(plan, pitch: "new", today: request.today))
    let purchases = await IntakePurchases(study, room, start: 0)
    let all = every(purchases.supply.choices).sorted { ($0.cost ?? 0) < ($1.cost ?? 0) }
    guard all.count <= Self.mostPurchases else { return }
    var known: [Int: Bool] = [:]
    let kinds = Staff.PackageKind.allCases
    for mix in [Set(kinds)] + kinds.map({ Set([$0]) }) {
      var least: Double?
      for (number, list) in all.enumerated() where mix.isSuperset(of: list.map(\.kind)) {
        if known[number] == nil {
          known[number] = await room.isIn(nil, with: list.compactMap(\.change))
        }
        guard known[number] == true else { continue }
        least = list.cost
        break
      }
      let purchase = purchases.cheapest(of: mix)
      #expect((purchase == nil) == (least == nil), "\(mix)")
      guard let found = purchase?.remedies, let least, let cost = found.cost else { continue }
      #expect(purchase?.leastCost == nil, "\(mix): of so few all are looked at")
      #expect(abs(cost - least) <= Self.tolerance * (1 + least), "\(mix)")
      #expect(await room.isIn(nil, with: found.compactMap(\.change)), "\(mix)")
    }
  }

  /// Every list of an option of each choice; none where there are too many.
  private func every(_ choices: [RemedyChoice]) -> [[Remedy]] {
    guard choices.reduce(1, { min($0 * $1.options.count, 1_000_000) }) <= Self.mostPurchases
    else { return Array(repeating: [], count: Self.mostPurchases + 1) }
    return choices.reduce([[]]) { lists, choice in
      lists.flatMap { list in
        choice.options.map { option in list + (option.map { [choice.remedy($0)] } ?? []) }
      }
    }
  }

  @Test("enough of the plans are small enough to be gone through")
  func count() async throws {
    var count = 0
    for seed in 0..<60 {
      let study = try await IntakeStudy(try request(seed: seed))
      guard !study.fits(0), let plan = try await IntakeDisplacement(study).plan,
        let room = await IntakeRoom(plan, pitch: "new", today: study.request.today)
      else { continue }
      let all = every(await IntakePurchases(study, room, start: 0).supply.choices)
      if (2...Self.mostPurchases).contains(all.count) { count += 1 }
    }
    #expect(count >= 20)
  }
}
