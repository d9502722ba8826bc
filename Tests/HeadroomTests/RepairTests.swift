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

  @Test(
    "where too few plans may be tried, what it proves is what trying all of them shows",
    arguments: [3, 5, 9])
  func limited(tries: Int) async throws {
    var outcomes: [Check.RepairReport.Outcome: Int] = [:]
    var proven = 0
    for seed in 0..<24 as Range<UInt64> {
      var request = Check.Request(
        plan: try plan(seed: seed, rules: [served]), today: try day("2027-03-01"))
      let whole = try await Check.answer(request).governance?.repair
      guard let whole, whole.plans > Double(tries) else { continue }
      request.tries = tries
      let part = try #require(try await Check.answer(request).governance?.repair)
      #expect(part.tried <= tries)
      outcomes[part.outcome, default: 0] += 1
      switch part.outcome {
      case .repaired:
        #expect(whole.outcome == .repaired && part.changes.count >= whole.changes.count)
        guard part.bound.hasPrefix("proven the smallest") else { continue }
        proven += 1
        #expect(part.changes.map(\.change) == whole.changes.map(\.change))
      case .impossible:
        #expect(whole.outcome == .impossible && part.contradiction == whole.contradiction)
        #expect(part.bound.hasPrefix("proven"))
      case .notFound: #expect(part.bound.hasPrefix("none found in") && part.contradiction == [])
      }
    }
    #expect(outcomes.values.reduce(0, +) > 8, "\(outcomes), \(proven) proven")
  }

  @Test(
    "of several projects that may move those are found at once without which a must-have is served")
  func ruledOut() async throws {
    // Twelve projects book twelve people for half of their time; only one of these can do what atlas asks.
    var plan = try plan(seed: 1, rules: [served])
    plan.projects.removeAll { $0.id != "atlas" }
    plan.demand.removeAll { $0.project != "atlas" }
    (plan.assignments, plan.people) = ([], [])
    let monday = try day("2027-03-01")
    (plan.projects[0].start, plan.projects[0].finish) = (monday, monday + 11)
    plan.demand[0].amount = .fte(1)
    for number in 0..<12 {
      var person = Person(id: "p\(number)")
      person.skills = [SkillLevel(number == 7 ? "sql" : "ux", 3)]
      var project = Project(id: "j\(number)")
      (project.start, project.finish) = (monday, monday + 11)
      plan.people.append(person)
      plan.projects.append(project)
      plan.assignments.append(
        Booking(holder: .person(person.id), project: project.id, amount: .percent(0.5)))
    }
    var request = Check.Request(plan: plan, today: monday)
    request.tries = 24
    let repair = try #require(try await Check.answer(request).governance?.repair)
    #expect(repair.changes.map(\.change) == ["delay j7 by 2 weeks"])
    #expect(repair.bound.hasPrefix("proven the smallest"))
    #expect(repair.plans > 1e9 && repair.tried < 4)

    // Without anybody who could do it there is nothing to move.
    request.plan.people[7].skills = []
    let hopeless = try #require(try await Check.answer(request).governance?.repair)
    #expect(hopeless.outcome == .impossible && hopeless.contradiction == ["served"])
    #expect(hopeless.tried == 1 && hopeless.bound.contains("all 12 projects"))
  }

  @Test(
    "rules that only gain where work goes are told from others",
    arguments: [
      (RuleSubject.project, "short_hours <= 10", nil, true),
      (.project, "short_hours <= 10 and owner", "status = active", true),
      (.project, "not (short_hours > 0.1 * demand_hours)", nil, true),
      (.project, "short_hours >= 10", nil, false), (.project, "owner", "short_hours > 10", true),
      (.project, "owner", "short_hours < 10", false), (.project, "spent <= budget", nil, false),
      (.person, "weeks(utilisation > 1) <= 2", nil, true),
      (.person, "max(free_hours) >= 8", nil, true), (.person, "min(utilisation) > 0.5", nil, false),
      (.initiative, "projects >= 1", nil, false), (.initiative, "short_hours - 4 < 2", nil, true),
      (.quarter, "missing_fte < 1", "number <= 2", true),
      (.quarter, "probability < 0.2", nil, false), (.bottleneck, "missing_fte < 1", nil, false),
    ] as [(RuleSubject, String, String?, Bool)])
  func trends(subject: RuleSubject, text: String, condition: String?, gains: Bool) throws {
    var rule = Governance.Rule(
      id: "r", severity: .hard, subject: subject.rawValue, requirement: text)
    rule.condition = condition
    let read = try #require(try RuleBook([rule]).rules.first)
    #expect(read.onlyGains(hasBudgets: false) == gains)
    // What budgets hold back may move anywhere.
    if text.contains("short_hours") { #expect(!read.onlyGains(hasBudgets: true)) }
  }
}
