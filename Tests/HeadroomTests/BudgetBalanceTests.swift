import Headroom
import PlanModel
import TestSupport
import Testing
import WorkCalendar

@Suite("Balance of budgets")
struct BudgetBalanceTests {
  /// What sums of money may miss, relative.
  private static let tolerance = 1e-6

  private func near(_ a: Double?, _ b: Double) -> Bool {
    a.map { abs($0 - b) <= Self.tolerance * (1 + abs(b)) } ?? false
  }

  /// Two initiatives with 100 in each of two quarters. The first 100 of `a` bring 3 each, more 1; the first 300
  /// of `b` bring 2 each, more nothing.
  private func plan() throws -> Plan {
    var plan = Plan()
    plan.settings.asOf = try day("2026-12-01")
    plan.settings.starts = try day("2027-01-01")
    plan.settings.ends = try day("2027-06-30")
    plan.people = [Person(id: "ann")]
    plan.people[0].skills = [SkillLevel("swift")]
    plan.initiatives = [Initiative(id: "a"), Initiative(id: "b")]
    plan.initiatives[0].curve = curve([(0, 0), (100, 300), (400, 600)])
    plan.initiatives[1].curve = curve([(0, 0), (300, 600)])
    for initiative in ["a", "b"] {
      for quarter in ["2027-Q1", "2027-Q2"] { add(100, initiative, quarter, to: &plan) }
    }
    return plan
  }

  private func curve(_ points: [(Double, Double)]) -> [Initiative.CurvePoint] {
    points.map { Initiative.CurvePoint(money: $0.0, value: $0.1) }
  }

  private func add(
    _ amount: Double, _ initiative: String, _ quarter: String, kind: Budget.Kind? = nil,
    fund: String? = nil, carryOver: Bool = false, to plan: inout Plan
  ) {
    var row = Budget(initiative: initiative, period: Period(parsing: quarter), amount: amount)
    row.kind = kind
    row.fund = fund
    row.carryOver = carryOver
    plan.budgets.append(row)
  }

  private func answer(
    _ plan: Plan, cut: Double? = nil, aversion: Double = 0
  ) async throws -> BudgetBalance.Answer {
    try await BudgetBalance.answer(
      BudgetBalance.Request(
        plan: plan, today: try day("2026-12-01"), cut: cut, riskAversion: aversion))
  }

  private func amounts(_ answer: BudgetBalance.Answer, of id: String) -> [Double] {
    answer.allocation.filter { $0.initiative == id }.map(\.amount)
  }

  @Test("money goes where its next unit brings most, evenly over the quarters")
  func greedy() async throws {
    let answer = try await answer(plan())
    #expect(near(answer.baseValue, 400 + 400) && near(answer.value, 300 + 600))
    #expect(near(answer.bound, 900) && near(answer.relativeGap, 0))
    for amount in amounts(answer, of: "a") { #expect(near(amount, 50)) }
    for amount in amounts(answer, of: "b") { #expect(near(amount, 150)) }
    #expect(answer.shifts.count == 2)
    #expect(answer.shifts.allSatisfy { $0.from == "a" && $0.to == "b" && near($0.gain, 50) })
    #expect(answer.summary.hasPrefix("Move 100 from a to b: +100 of value, from 800 to 900"))
  }

  @Test("a unit more brings the next slope, a unit less takes the last one")
  func prices() async throws {
    let answer = try await answer(plan())
    #expect(answer.pricesAreChanges)
    #expect(answer.prices.allSatisfy { near($0.valuePerUnit, 1) && near($0.valueOfLastUnit, 2) })
    // 200 of 400, all to the best: a 100 at 3, b 100 at 2; at 120 %: 480: b is full, a gets 180.
    #expect(answer.frontier.first.map { near($0.value, 500) && near($0.budget, 200) } ?? false)
    #expect(near(answer.frontier.last?.value, 600 + 300 + 80))
  }

  @Test("plan budgets that cannot be bettered stay as they are")
  func asTheyAre() async throws {
    var plan = try plan()
    plan.budgets[0].amount = 50
    plan.budgets[1].amount = 50
    plan.budgets[2].amount = 150
    plan.budgets[3].amount = 150
    let answer = try await answer(plan)
    #expect(answer.shifts.isEmpty && answer.summary.hasPrefix("Leave the budgets as they are"))
  }

  @Test("of money that is worth the same anywhere none moves")
  func ties() async throws {
    var plan = try plan()
    plan.initiatives[0].curve = curve([(0, 0), (900, 1800)])
    plan.initiatives[1].curve = curve([(0, 0), (900, 1800)])
    #expect(try await answer(plan).shifts.isEmpty)
  }

  @Test("floors are paid before all else, caps are not passed, and what brings nothing is left")
  func bounds() async throws {
    var plan = try plan()
    plan.initiatives[0].floor = 250
    let floored = try await answer(plan)
    #expect(near(amounts(floored, of: "a").reduce(0, +), 250))
    plan.initiatives[0].floor = nil
    plan.initiatives[0].cap = 60
    let capped = try await answer(plan)
    #expect(near(amounts(capped, of: "a").reduce(0, +), 60))
    #expect(near(capped.unspent, 400 - 60 - 300))
  }

  @Test("floors that the money cannot pay are refused by name")
  func unpayable() async throws {
    var plan = try plan()
    plan.initiatives[0].floor = 450
    let changed = plan
    let error = await #expect(throws: RequestError.self) { try await answer(changed) }
    #expect(error?.diagnostics.map(\.id) == ["floors-unpayable"])
    #expect(error?.diagnostics[0].message.contains("'a' lacks 50") == true)
  }

  @Test("money moves only between initiatives that have its kind and its fund")
  func sources() async throws {
    var plan = try plan()
    for index in plan.budgets.indices { plan.budgets[index].kind = index < 2 ? .capex : .opex }
    #expect(try await answer(plan).shifts.isEmpty)
    // A row of 0 opens a kind.
    add(0, "b", "2027-Q1", kind: .capex, to: &plan)
    #expect(near(try await answer(plan).value, 900))
    plan.budgets[4].fund = "eu"
    #expect(try await answer(plan).shifts.isEmpty)
  }

  @Test("an initiative without a budget may draw on money that no fund restricts")
  func newcomer() async throws {
    var plan = try plan()
    plan.initiatives.append(Initiative(id: "c"))
    plan.initiatives[2].curve = curve([(0, 0), (100, 1000)])
    let open = try await answer(plan)
    #expect(near(amounts(open, of: "c").reduce(0, +), 100))
    for index in plan.budgets.indices { plan.budgets[index].fund = "eu" }
    #expect(amounts(try await answer(plan), of: "c").reduce(0, +) == 0)
  }

  @Test("what is carried over may be spent later, what lapses may not")
  func carryOver() async throws {
    // b can use nothing before the second quarter, since its fund opens only then.
    var plan = try plan()
    plan.budgets = []
    add(100, "a", "2027-Q1", to: &plan)
    add(200, "b", "2027-Q1", fund: "eu", carryOver: true, to: &plan)
    add(0, "b", "2027-Q2", fund: "eu", to: &plan)
    plan.settings.asOf = try day("2027-04-15")
    // The first quarter is spent; what is carried over from it is not known to be left.
    let spent = try await answer(plan)
    #expect(amounts(spent, of: "b") == [200, 0] && spent.shifts.isEmpty)
    plan.settings.asOf = try day("2026-12-01")
    plan.initiatives[1].curve = curve([(0, 0), (150, 600)])
    let early = try await answer(plan)
    #expect(near(amounts(early, of: "b").reduce(0, +), 150))
  }

  @Test("people whom nobody can hire in time limit what money does, as long as that is so")
  func labour() async throws {
    // b's 100 a quarter buy half of ann; she is free for b alone, so that it may double.
    var plan = try plan()
    var project = Project(id: "p")
    project.initiative = "b"
    plan.projects = [project]
    var row = Demand(project: "p", need: .skill("swift", level: 1), amount: .fte(0.8))
    row.from = try day("2027-01-01")
    row.to = try day("2027-06-30")
    plan.demand = [row]
    let limited = try await answer(plan)
    for amount in amounts(limited, of: "b") { #expect(near(amount, 125)) }
    #expect(limited.people.map(\.skills) == [["swift"], ["swift"]])
    // A contractor who comes in the second quarter.
    var pool = Pool(id: "x", maxFTE: 1)
    pool.skills = [SkillLevel("swift")]
    pool.leadTimeDays = 121
    plan.pools = [pool]
    let helped = try await answer(plan)
    #expect(near(amounts(helped, of: "b").reduce(0, +), 300))
    #expect(near(amounts(helped, of: "b")[0], 125))
    // Hires within 30 days.
    plan.pools = []
    plan.settings.hiring = PlanSettings.Hiring(timeToFillDays: 30)
    #expect(near(try await answer(plan).value, 900))
  }

  @Test("an aversion to risk takes money from what varies most, as the closed form says")
  func risk() async throws {
    // Both bring 2 a unit; a varies by a half of its value, b not at all; W = 800 is the plan's value.
    // 2 = 2 (1 − λ ⁄ W · ¼ · 2a) would hold at a = 0 alone: all goes to b until it is full.
    var plan = try plan()
    plan.initiatives[0].curve = curve([(0, 0), (400, 800)])
    plan.initiatives[1].curve = curve([(0, 0), (400, 800)])
    plan.initiatives[0].sd = 0.5
    let averse = try await answer(plan, aversion: 1)
    #expect(amounts(averse, of: "a").reduce(0, +) < 0.1)
    #expect(near(averse.value, 800) && averse.deviation < 0.1 && near(averse.baseDeviation, 200))
    // With the same spread on both, uncorrelated, half each is best; with full correlation all are equal.
    plan.initiatives[1].sd = 0.5
    plan.budgets[0].amount = 150
    plan.budgets[2].amount = 50
    let spread = try await answer(plan, aversion: 1)
    #expect(abs(amounts(spread, of: "a").reduce(0, +) - 200) < 1e-2)
    // 800 − ½ ⁄ 800 × 2 × (½ × 400)².
    #expect(near(spread.objective, 750))
  }

  @Test("correlations that contradict each other are refused")
  func contradiction() async throws {
    var plan = try plan()
    plan.initiatives.append(Initiative(id: "c"))
    plan.initiatives[2].curve = curve([(0, 0), (100, 1000)])
    for index in plan.initiatives.indices { plan.initiatives[index].sd = 0.3 }
    plan.risk = [
      RiskCorrelation(a: "a", b: "b", correlation: 0.9),
      RiskCorrelation(a: "b", b: "c", correlation: 0.9),
      RiskCorrelation(a: "c", b: "a", correlation: -0.9),
    ]
    let changed = plan
    let error = await #expect(throws: RequestError.self) {
      try await answer(changed, aversion: 1)
    }
    #expect(error?.diagnostics.map(\.id) == ["risk-contradictory"])
  }

  @Test("a cut takes first what brings least for each unit, and says what that costs")
  func cut() async throws {
    let cut = try #require(try await answer(plan(), cut: 0.5).cut)
    // Of the best 900: b gives 200 of its 300 at 2 each.
    #expect(near(cut.amount, 200) && near(cut.cost, 400))
    #expect(cut.goesFirst.map(\.initiative) == ["b"])
    #expect(cut.goesFirst.allSatisfy { near($0.valuePerUnit, 2) })
  }

  @Test("value and cap alone make a curve: half the money brings three quarters of the value")
  func parameters() async throws {
    var plan = try plan()
    plan.initiatives[0].curve = []
    plan.initiatives[0].value = 800
    plan.initiatives[0].cap = 400
    let base = try await answer(plan).initiatives[0]
    #expect(near(base.plannedValue, 600) && near(base.most, 400))
    // Without a cap the plan's own 200 are the most that makes sense, and bring the value.
    plan.initiatives[0].cap = nil
    let own = try await answer(plan).initiatives[0]
    #expect(near(own.plannedValue, 800) && near(own.most, 200))
  }

  @Test("money of initiatives whose value nobody names stays with them")
  func withoutValue() async throws {
    var plan = try plan()
    plan.initiatives[0].curve = []
    let answer = try await answer(plan)
    #expect(answer.withoutValue == ["a"] && amounts(answer, of: "a") == [100, 100])
    #expect(near(answer.unspent, 0))
  }

  @Test("without budgets, without values and without people the answer says so")
  func nothing() async throws {
    var plan = try plan()
    plan.people = []
    #expect(near(try await answer(plan).value, 900))
    let budgets = plan.budgets
    plan.budgets = []
    #expect(try await answer(plan).summary == "The plan has no budgets to balance.")
    plan.budgets = budgets
    plan.initiatives = []
    #expect(try await answer(plan).summary.hasPrefix("No initiative says what its money is worth"))
    plan.settings.starts = try day("2029-01-01")
    plan.settings.ends = try day("2029-03-31")
    #expect(try await answer(plan).summary.hasPrefix("All budgets lie outside the days"))
  }

  @Test("the order of rows is no matter")
  func order() async throws {
    let plan = try plan()
    var turned = plan
    turned.initiatives.reverse()
    turned.budgets.reverse()
    #expect(try await answer(plan).allocation == (try await answer(turned)).allocation)
  }
}
