import PlanModel
import TestSupport
import Testing
import WorkCalendar

@testable import Headroom

@Suite("Sweeps, what no other beats, and who pays")
struct WhatIfSweepTests {
  private static let tolerance = 1e-7

  /// In March atlas asks for 4 FTE of sql and crm for 1.
  private func plan() throws -> Plan { try twoPeoplePlan(atlas: 4) }

  private func contract(_ fte: Double, cost: Double? = 100) throws -> Change {
    .contract(
      Contract(
        skills: [SkillLevel("sql")], cost: cost.map { CostRate(amount: $0, per: .hour) }, fte: fte,
        days: try days("2027-03-01", "2027-03-28")))
  }

  private func scenario(_ name: String, _ changes: Change...) -> Scenario {
    Scenario(name: name, changes: changes.map { PlacedChange($0) })
  }

  private func answer(
    _ scenarios: [Scenario] = [], sweep: [Scenario] = [], pareto: [WhatIf.Respect] = []
  ) async throws -> WhatIf.Answer {
    var request = WhatIf.Request(
      plan: try plan(), today: try day("2027-01-01"), scenarios: scenarios)
    if !sweep.isEmpty {
      request.sweep = WhatIf.Sweep(
        parameter: "contracts",
        steps: sweep.enumerated().map { .init(value: Double($0), scenario: $1) })
    }
    request.pareto = pareto
    return try await WhatIf.answer(request)
  }

  // MARK: The curve

  @Test(
    "a sweep gives the shortage and the cost of each step, and the knee where more helps no longer")
  func curve() async throws {
    let steps = try (0...6).map { number in
      number == 0
        ? scenario("0") : scenario("\(number)", try contract(Double(number)))
    }
    let answer = try await answer([scenario("alone", try contract(1))], sweep: steps)
    let curve = try #require(answer.curve)
    // 5 FTE are asked for in four weeks of 40 hours, 2 are there; a contractor's hour costs 100.
    #expect(curve.points.map(\.shortHours) == [480, 320, 160, 0, 0, 0, 0])
    #expect(curve.points.map(\.extraCost) == (0...6).map { Double($0) * 16_000 })
    #expect(curve.points.map(\.scenario) == (0...6).map(String.init))
    #expect(curve.knee == 3)
    #expect(
      answer.summary
        == "contracts from 0 to 6: the knee is at 3, where 0 h are short (480 h at 0, 0 h at 6),"
        + " for 48k EUR more pay and delay.")
    #expect(answer.scenarios.map(\.name) == ["alone", "0", "1", "2", "3", "4", "5", "6"])
    #expect(answer.scenarios[0].metrics == answer.scenarios[2].metrics)
  }

  @Test("a sweep that changes no shortage says so, and one without a bend has no knee")
  func level() async throws {
    let level = try await answer(sweep: [scenario("0"), scenario("1")])
    #expect(level.summary == "contracts from 0 to 1 leaves the shortage at 480 h.")
    #expect(level.curve?.knee == nil)
    let straight = try await answer(sweep: [
      scenario("0"), scenario("1", try contract(1)), scenario("2", try contract(2)),
    ])
    #expect(straight.curve?.knee == nil)
    #expect(
      straight.summary
        == "contracts from 0 to 2: the shortage goes from 480 h to 160 h, without a knee,"
        + " for 32k EUR more pay and delay.")
  }

  @Test(
    "the knee is the point furthest below the straight line",
    arguments: [
      ([100.0, 50, 25, 12, 6, 3], 2), ([100, 0, 0, 0], 1), ([0, 0, 0, 10, 20], 2),
      ([100, 80, 60, 40, 20, 0], nil), ([100, 99, 95, 80, 50, 0], nil), ([7, 7, 7], nil),
      ([10], nil), ([], nil),
    ] as [([Double], Int?)])
  func knee(heights: [Double], expected: Int?) {
    let points = heights.enumerated().map { (x: Double($0), y: $1) }
    #expect(CurveBuilder.knee(of: points) == expected)
  }

  // MARK: What no other beats

  @Test(
    "scenarios that no other beats in the respects asked for are kept, the others named with what beats them"
  )
  func frontier() async throws {
    let answer = try await answer(
      [
        scenario("dear", try contract(1, cost: 200)), scenario("cheap", try contract(1)),
        scenario("all", try contract(3)), scenario("gift", try contract(1, cost: nil)),
        scenario("never", .delay(Change.Shift(project: "atlas", days: 300))),
      ], pareto: [.cost, .shortage])
    let frontier = try #require(answer.pareto)
    #expect(
      frontier.points.map(\.scenario) == ["base", "dear", "cheap", "all", "gift", "never"])
    // Neither people whose pay is not known nor work pushed beyond the horizon are a gift.
    #expect(frontier.points.map(\.dominatedBy) == [[], ["cheap"], [], [], [], []])
    #expect(frontier.points[2].values.map(\.value) == [70_400 + 16_000, 320])
    #expect(
      answer.summary
        == "By cost and shortage nothing beats the plan as it is, cheap, all and 2 others."
        + " dear is dominated by cheap (no better in cost or shortage).")
    let byValue = try await self.answer(
      [scenario("less", .cancel(project: "crm"))], pareto: [.value])
    #expect(byValue.pareto?.points.map(\.dominatedBy) == [[], ["base"]])
    #expect(
      byValue.summary
        == "By value nothing beats the plan as it is. less is dominated by the plan as it is"
        + " (no better in value).")
  }

  // MARK: Who pays

  @Test(
    "who pays is told in hours that projects get, value, delay and budgets, by project and initiative"
  )
  func stakes() async throws {
    let money = Change.Money(initiative: "i", amount: .by(-10_000))
    let answer = try await answer([
      scenario("same"), scenario("drop", .cancel(project: "atlas")),
      scenario("later", .delay(Change.Shift(project: "crm", days: 28))),
      scenario("cut", .budget(money)),
    ])
    #expect(answer.scenarios[0].stakes.isEmpty)
    // The base serves 320 hours, all of them of atlas, whose hour price is higher.
    let dropped = answer.scenarios[1].stakes
    #expect(dropped.map(\.id) == ["atlas", "crm", "i"])
    #expect(dropped.map(\.kind) == [.project, .project, .initiative])
    #expect(dropped.map { $0.scenarioHours - $0.baseHours } == [-320, 160, -160])
    #expect(dropped.map(\.value) == [-5e5, 0, -5e5])
    let later = answer.scenarios[2].stakes
    #expect(later.map(\.id) == ["crm", "i"])
    #expect(later.map { $0.scenarioHours - $0.baseHours } == [160, 160])
    #expect(later.map(\.delayCost) == [4000, 4000])
    #expect(answer.scenarios[3].stakes.map(\.id) == ["i"])
    #expect(answer.scenarios[3].stakes.map(\.budget) == [-10_000])
  }

  @Test("a budget that binds is a cause: what the work costs, and its share of the budget")
  func budgets() async throws {
    func cut(_ amount: Double) -> Change {
      .budget(Change.Money(initiative: "i", amount: .by(-amount)))
    }
    let answer = try await answer([scenario("less", cut(10_000)), scenario("half", cut(40_000))])
    // 800 hours at 50 are 40,000; of 60,000 that is 67 %, of 50,000 80 %, of 20,000 200 %.
    #expect(answer.scenarios[0].causes.isEmpty)
    #expect(answer.scenarios[1].causes.map(\.kind) == [.overBudget])
    #expect(
      answer.scenarios[1].causes[0].text
        == "the work of i costs 40k EUR, 200 % of its budget of 20k, instead of 67 %")
  }

  // MARK: Unchanged parts

  @Test(
    "what is taken over from the base changes no number", arguments: 1...12 as ClosedRange<UInt64>)
  func likeCold(seed: UInt64) async throws {
    let plan = try RandomPlan(seed: seed, times: 2).plan
    let today = try day("2027-03-01")
    let ids = plan.projects.map(\.id)
    let scenarios =
      ids.prefix(4).flatMap { id in
        [
          scenario("delay \(id)", .delay(Change.Shift(project: id, days: 14))),
          scenario("scale \(id)", .scale(Change.Scaling(project: id, factor: 1.5))),
          scenario("cancel \(id)", .cancel(project: id)), scenario("win \(id)", .win(project: id)),
        ]
      } + [
        scenario(
          "away", .absence(Change.Away(.everyone, days: try days("2027-04-05", "2027-04-09"))))
      ]
    let answer = try await WhatIf.answer(
      WhatIf.Request(plan: plan, today: today, scenarios: scenarios))
    for (scenario, outcome) in zip(scenarios, answer.scenarios) {
      let changed = try scenario.applied(to: plan, today: today).plan
      let cold = try await Study.result(of: changed, today: today).get()
      for row in cold.bottlenecks.shortage where row.basis == .confirmed {
        let hours = try #require(outcome.metrics.shortHours[row.period.description])
        #expect(abs(hours - row.shortHours) < Self.tolerance)
      }
      let warm = try await Study.result(
        of: changed, today: today, like: Study.result(of: plan, today: today).get().shortage
      ).get()
      #expect(warm.bottlenecks == cold.bottlenecks)
    }
  }
}
