import PlanCompiler
import PlanModel
import TestSupport
import Testing
import WorkCalendar

@testable import Headroom

@Suite("Repairs of rules")
struct RepairTests {
  /// Eight weeks; ann is booked by two projects that may wait, while atlas needs her.
  private func plan(seed: UInt64, rules: [Governance.Rule]) throws -> Plan {
    var random = SplitMix64(seed)
    var plan = Plan()
    let monday = try day("2027-03-01")
    plan.settings.asOf = monday
    plan.settings.starts = monday
    plan.settings.ends = monday + 55
    plan.settings.governance = Governance(mode: .directive, rules: rules)
    for id in ["ann", "bo"] {
      var person = Person(id: id)
      person.skills = [SkillLevel("sql", 3)]
      plan.people.append(person)
    }
    for (number, id) in ["atlas", "crm", "nova"].enumerated() {
      var project = Project(id: id)
      project.status = number == 0 ? .active : .committed
      project.priority = Double(number + 1)
      project.start = monday + 7 * random.next(in: 0...2)
      project.finish = (project.start ?? monday) + 7 * random.next(in: 1...3) - 3
      plan.projects.append(project)
      plan.demand.append(
        Demand(
          project: id, need: .skill("sql", level: 2),
          amount: .fte(number == 0 ? 2 : 0.5)))
      if number > 0 {
        plan.assignments.append(
          Booking(
            holder: .person(random.next(in: 0...1) == 0 ? "ann" : "bo"), project: id,
            amount: .percent(Double(random.next(in: 3...10)) / 10)))
      }
    }
    return plan
  }

  private let served = Governance.Rule(
    id: "served", severity: .hard, subject: "project", requirement: "short_hours <= 10")

  private func delayed(_ plan: Plan, _ weeks: [String: Int]) throws -> Plan {
    var plan = plan
    for (project, count) in weeks.sorted(by: { $0.key < $1.key }) where count > 0 {
      _ = try Change.delay(Change.Shift(project: project, days: 7 * count))
        .apply(to: &plan, today: plan.settings.asOf ?? .earliest)
    }
    return plan
  }

  /// Asks the rules of a plan as `check` in advisory mode does.
  private func broken(_ plan: Plan) async throws -> Set<String> {
    var plan = plan
    plan.settings.governance?.mode = .advisory
    let answer = try await Check.answer(
      Check.Request(plan: plan, today: try day("2027-03-01")))
    return Set((answer.governance?.rules ?? []).filter { !$0.violations.isEmpty }.map(\.id))
  }

  @Test(
    "the repair is the smallest of all delays, and impossible where none of them meets the rules",
    arguments: 0..<12)
  func bruteForce(seed: UInt64) async throws {
    let plan = try plan(seed: seed, rules: [served])
    let answer = try await Check.answer(Check.Request(plan: plan, today: try day("2027-03-01")))
    let repair = answer.governance?.repair
    var best: (changes: Int, weeks: Int)?
    var plans = 0
    let last = try day("2027-04-25")
    let limits = try ["crm", "nova"].map { id in
      (last - (try #require(plan.projects.first { $0.id == id }?.finish))) / 7
    }
    for first in 0...limits[0] {
      for second in 0...limits[1] {
        plans += 1
        let size = ((first > 0 ? 1 : 0) + (second > 0 ? 1 : 0), first + second)
        if let best, best <= size { continue }
        if try await broken(try delayed(plan, ["crm": first, "nova": second])).isEmpty {
          best = size
        }
      }
    }
    guard let best else {
      #expect(repair?.outcome == .impossible && repair?.contradiction == ["served"])
      #expect(repair?.tried == plans && repair?.plans == Double(plans))
      return
    }
    guard best.changes > 0 else {
      #expect(repair == nil)
      return
    }
    #expect(repair?.outcome == .repaired && repair?.plans == Double(plans))
    #expect(repair?.changes.count == best.changes)
    let weeks = (repair?.changes ?? []).reduce(0) { sum, change in
      sum
        + (change.finishBefore.flatMap { before in
          change.finishAfter.map { ($0 - before) / 7 }
        } ?? 0)
    }
    #expect(weeks == best.weeks)
  }

  @Test("pins, work that runs, deadlines and must-haves stay", arguments: 0..<4)
  func pins(seed: UInt64) async throws {
    var plan = try plan(seed: seed, rules: [served])
    func items(_ plan: Plan, _ kinds: Set<RepairOption.Kind>) async -> [String] {
      let space = RepairSpace(
        await CompiledPlan(plan), today: plan.settings.asOf ?? .earliest, kinds: kinds,
        mayChangeProject: { _ in true }, mayChangeInitiative: { _ in true })
      return space.items.map { $0[0].subject }
    }
    #expect(await items(plan, [.delay]) == ["crm", "nova"])
    #expect(await items(plan, [.delay, .cut]) == ["atlas", "crm", "nova"])
    plan.projects[0].mustHave = true
    plan.projects[1].pin = .in
    plan.projects[2].deadline = plan.projects[2].finish
    #expect(await items(plan, [.delay]) == [])
    #expect(await items(plan, [.cut]) == ["nova"])
  }

  @Test("money is added up to an initiative's cap, as the smallest repair of what it spends")
  func budget() async throws {
    var rule = Governance.Rule(
      id: "runway", severity: .hard, subject: "initiative", requirement: "spent <= budget")
    rule.repair = "budget"
    var plan = try plan(seed: 1, rules: [rule])
    plan.initiatives = [Initiative(id: "i")]
    for index in plan.people.indices { plan.people[index].cost = CostRate(amount: 10, per: .hour) }
    for index in plan.projects.indices { plan.projects[index].initiative = "i" }
    let spent = try await Health.answer(
      Health.Request(plan: plan, today: try day("2027-03-01"))
    ).initiatives.first?.spent
    let amount = try #require(spent) / 1.25
    plan.budgets = [Budget(initiative: "i", period: nil, amount: amount)]
    for (cap, changes) in [(2 * amount, ["budget i by +30%"]), (1.1 * amount, [])] {
      plan.initiatives[0].cap = cap
      let answer = try await Check.answer(
        Check.Request(plan: plan, today: try day("2027-03-01")))
      #expect(answer.governance?.repair?.changes.map(\.change) == changes)
      #expect(answer.governance?.verdict == (changes.isEmpty ? .impossible : .repaired))
    }
  }

  @Test("words of advice allow delays; a list of kinds allows those")
  func kinds() {
    #expect(RepairOption.kinds(nil) == [.delay])
    #expect(RepairOption.kinds("delay what may wait, or hire") == [.delay])
    #expect(RepairOption.kinds("cut") == [.cut])
    #expect(RepairOption.kinds("Delay, cut, budget") == [.delay, .cut, .budget])
  }

  @Test("the contradiction is the smallest set that no plan meets", arguments: 0..<200)
  func contradiction(seed: UInt64) throws {
    var random = SplitMix64(seed)
    let rules = random.next(in: 1...6)
    let met = (0..<random.next(in: 1...12)).map { _ in
      (0..<rules).map { _ in random.next(in: 0...99) < 70 }
    }
    func isMet(_ set: [Int]) -> Bool { met.contains { plan in set.allSatisfy { plan[$0] } } }
    let subsets = (0..<(1 << rules)).map { bits in (0..<rules).filter { bits >> $0 & 1 == 1 } }
    let smallest = subsets.filter { !isMet($0) }.map(\.count).min()
    let found = Contradiction(met)
    #expect(found?.rules.count == smallest)
    guard let set = found?.rules else { return }
    #expect(!isMet(set))
    for left in set { #expect(isMet(set.filter { $0 != left })) }
  }

  @Test("where too few plans may be tried it proves no more than it says")
  func limited() async throws {
    var (found, missed) = (0, 0)
    for seed in 0..<12 as Range<UInt64> {
      var request = Check.Request(
        plan: try plan(seed: seed, rules: [served]), today: try day("2027-03-01"))
      let whole = try await Check.answer(request).governance?.repair
      guard let whole, whole.plans > 8 else { continue }
      request.tries = 5
      let part = try #require(try await Check.answer(request).governance?.repair)
      #expect(part.tried <= 5)
      #expect(part.contradiction == [])
      if part.outcome == .repaired {
        found += 1
        #expect(whole.outcome == .repaired && part.changes.count >= whole.changes.count)
      } else {
        missed += 1
        #expect(part.outcome == .notFound && part.bound.hasPrefix("none found in"))
      }
    }
    #expect(found > 0 && missed > 0, "\(found), \(missed)")
  }
}
