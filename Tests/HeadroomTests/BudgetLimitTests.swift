import Headroom
import PlanModel
import TestSupport
import Testing
import WorkCalendar

/// Two initiatives with 100 in each of two quarters, `a` opex and `b` capex. The first 100 of `a` bring 3 each,
/// more 1; the first 300 of `b` bring 2 each.
@Suite("Limits of all money and of a kind")
struct BudgetLimitTests {
  private static let tolerance = 1e-5

  private func answer(
    _ limits: BudgetBalance.Limits, kinds: [Budget.Kind?] = [nil, nil],
    asOf: String = "2026-12-01"
  ) async throws -> BudgetBalance.Answer {
    var plan = Plan()
    plan.settings.asOf = try day(asOf)
    plan.settings.starts = try day("2027-01-01")
    plan.settings.ends = try day("2027-06-30")
    plan.people = [Person(id: "ann")]
    plan.people[0].skills = [SkillLevel("swift")]
    let curves = [[(0, 0), (100, 300), (400, 600)], [(0, 0), (300, 600)]]
    for (index, id) in ["a", "b"].enumerated() {
      var initiative = Initiative(id: id)
      initiative.curve = curves[index].map {
        Initiative.CurvePoint(money: Double($0.0), value: Double($0.1))
      }
      plan.initiatives.append(initiative)
      for quarter in ["2027-Q1", "2027-Q2"] {
        var row = Budget(initiative: id, period: Period(parsing: quarter), amount: 100)
        row.kind = kinds[index]
        plan.budgets.append(row)
      }
    }
    var request = BudgetBalance.Request(plan: plan, today: try day(asOf))
    request.limits = limits
    return try await BudgetBalance.answer(request)
  }

  @Test(
    "the value is that of the dearest money within the limits",
    arguments: [
      // Of 400: 100 at 3 and 300 at 2.
      (nil, nil, nil, 900), (500, nil, nil, 900), (250, nil, nil, 600), (100, nil, nil, 300),
      (0, nil, nil, 0),
      // Each kind stays with its initiative: 200 of each at most.
      (nil, 50, nil, 550), (nil, nil, 120, 640), (100, 50, nil, 250), (100, 50, 20, 190),
    ] as [(Double?, Double?, Double?, Double)])
  func value(total: Double?, opex: Double?, capex: Double?, value: Double) async throws {
    let kinds: [Budget.Kind?] = opex == nil && capex == nil ? [nil, nil] : [.opex, .capex]
    let limits = BudgetBalance.Limits(total: total, opex: opex, capex: capex)
    let answer = try await answer(limits, kinds: kinds)
    #expect(abs(answer.value - value) < Self.tolerance * (1 + value))
    #expect(abs(answer.bound - value) < Self.tolerance * (1 + value))
  }

  @Test("the price of a limit is what its next and its last hundredth bring")
  func price() async throws {
    let limits = try await answer(BudgetBalance.Limits(total: 100)).limits
    #expect(limits.count == 1 && limits[0].kind == nil && limits[0].amount == 100)
    #expect(abs(try #require(limits[0].valuePerUnit) - 2) < Self.tolerance)
    #expect(abs(try #require(limits[0].valueOfLastUnit) - 3) < Self.tolerance)
  }

  @Test("what a limit takes away and costs is held against the best use of all the money")
  func taken() async throws {
    let cut = try #require(try await answer(BudgetBalance.Limits(total: 250)).cut)
    #expect(abs(cut.amount - 150) < Self.tolerance && abs(cut.share - 0.375) < Self.tolerance)
    #expect(abs(cut.cost - 300) < 300 * Self.tolerance)
    #expect(cut.goesFirst.map(\.initiative) == ["b"])
    #expect(try await answer(BudgetBalance.Limits(total: 400)).cut == nil)
  }

  @Test("money that is spent counts, and cannot be taken back")
  func spent() async throws {
    let answer = try await answer(BudgetBalance.Limits(total: 150), asOf: "2027-04-15")
    #expect(answer.allocation.map(\.amount) == [100, 0, 100, 0])
  }

  @Test("a limit on a kind that no budget has, and one that is no money, are refused")
  func refused() async throws {
    for limits in [
      BudgetBalance.Limits(capex: 100), .init(total: -1), .init(total: .infinity),
    ] {
      let error = await #expect(throws: RequestError.self) { try await answer(limits) }
      #expect(error?.diagnostics.map(\.id) == ["unusable-option"])
    }
  }
}
