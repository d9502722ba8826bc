import Headroom
import PlanModel
import TestSupport
import Testing
import WorkCalendar

@Suite("Prices of bottlenecks")
struct BottleneckPricesTests {
  /// Sums of hours × prices round by less.
  private static let tolerance = 1e-6

  /// 80 hours of Ann for 60 of `cheap`, an hour worth 1,000 ÷ 30, and 60 of `dear`, worth 3,000 ÷ 30.
  private func twoProjects() throws -> Plan {
    var plan = Plan()
    plan.settings.starts = try day("2027-03-01")
    plan.settings.ends = try day("2027-03-14")
    plan.people = [Person(id: "ann")]
    plan.people[0].skills = [SkillLevel("sql")]
    plan.people[0].cost = CostRate(amount: 1, per: .hour)
    plan.projects = [Project(id: "cheap"), Project(id: "dear")]
    for (index, project) in ["cheap", "dear"].enumerated() {
      plan.projects[index].costOfDelay = [1000, 3000][index]
      plan.projects[index].initiative = "i"
      var row = Demand(project: project, need: .skill("sql", level: 1), amount: .effortHours(60))
      row.from = plan.settings.starts
      row.to = plan.settings.ends
      plan.demand.append(row)
    }
    return plan
  }

  private func answer(
    _ plan: Plan, _ prices: Bottlenecks.Prices = .quick
  ) async throws -> Bottlenecks.Answer {
    var request = Bottlenecks.Request(plan: plan, today: try day("2027-03-01"))
    request.prices = prices
    return try await Bottlenecks.answer(request)
  }

  @Test("one more person is worth the hours that go short, at their price")
  func byHand() async throws {
    let answer = try await answer(try twoProjects())
    let set = try #require(answer.bottlenecks.first { $0.basis == .confirmed })
    #expect(set.missingHours == 40)
    #expect(set.hireSkill == "sql")
    // With her other hours the next person, who is free of charge, spares what Ann's cost as tie-break.
    let expected = 40.0 * 1000 / 30 + 40 * 0.001
    #expect(abs(try #require(set.valuePerFTE) - expected) < Self.tolerance)
    #expect(answer.pricing == .computed)
    #expect(answer.ranked.first?.valuePerFTE == set.valuePerFTE)
    // Prices are those of the headline's basis.
    #expect(answer.bottlenecks.contains { $0.basis == .all && $0.valuePerFTE == nil })
  }

  @Test("whoever can be bought for less than the work is worth leaves a person that saving alone")
  func contractors() async throws {
    var plan = try twoProjects()
    plan.pools = [Pool(id: "agency", maxFTE: 5)]
    plan.pools[0].skills = [SkillLevel("sql")]
    plan.pools[0].cost = CostRate(amount: 20, per: .hour)
    let answer = try await answer(plan)
    let set = try #require(answer.bottlenecks.first { $0.basis == .confirmed })
    // The pool is no capacity of a bottleneck; it serves the 40 hours for 20 each. The other 40 free
    // hours of the next person take what Ann does for her tie-break of 0.001.
    #expect(set.missingHours == 40)
    #expect(abs(try #require(set.valuePerFTE) - (40 * 20 + 40 * 0.001)) < Self.tolerance)
  }

  @Test("they are those of allocate, in plans of many kinds", arguments: AllocationPlan.all)
  func sameAsAllocate(_ plan: AllocationPlan) async throws {
    var request = try plan.request()
    request.prices = .all
    let found = try await answer(request.plan, .binding)
    let expected = try await Allocate.answer(request)
    #expect(found.pricing != .large && !found.prices.isEmpty)
    let scale = 1 + expected.objective.total
    for row in found.prices {
      let same = try #require(
        expected.prices.first { $0.skill == row.skill && $0.period == row.period })
      #expect(abs(row.valuePerFTE - same.valuePerFTE) <= 1e-7 * scale)
      #expect(abs(row.valueOfLastFTE - same.valueOfLastFTE) <= 1e-7 * scale)
    }
  }

  @Test(
    "they are computed where budgets bind; not unasked where the plan is large, nor where nothing is short"
  )
  func without() async throws {
    var plan = try twoProjects()
    plan.budgets = [Budget(initiative: "i", period: Period(parsing: "2027-Q1"), amount: 50)]
    var answer = try await answer(plan)
    #expect(answer.pricing == .computed && !answer.prices.isEmpty)
    #expect(try await self.answer(plan, .binding).prices == answer.prices)

    plan.budgets = []
    plan.settings.ends = try day("2036-12-31")
    plan.people += (0..<60).map { Person(id: "p\($0)") }
    answer = try await self.answer(plan)
    #expect(answer.pricing == .large && answer.prices.isEmpty)

    plan = try twoProjects()
    #expect(try await self.answer(plan, .none).pricing == .notWanted)
    plan.demand.removeLast()
    answer = try await self.answer(plan)
    #expect(answer.bottlenecks.isEmpty && answer.pricing == .notWanted)
  }
}
