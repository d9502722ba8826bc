import Optimization
import Parallelism
import PlanCompiler
import PlanModel
import TestSupport
import Testing
import WorkCalendar

@testable import Headroom

/// Generated plans with one or another part of the format.
struct AllocationPlan: Sendable, CustomTestStringConvertible {
  let seed: UInt64
  let hasBudgets: Bool
  let hasWishes: Bool

  var testDescription: String {
    "seed \(seed)\(hasBudgets ? ", budgets" : "")\(hasWishes ? ", soft bookings" : "")"
  }

  static let all: [AllocationPlan] = (1...12).map { (number: Int) -> AllocationPlan in
    AllocationPlan(
      seed: UInt64(number), hasBudgets: number % 2 == 0, hasWishes: number % 3 != 0)
  }

  func request() throws -> Allocate.Request {
    var plan = try Generate.answer(
      Generate.Request(people: 24, projects: 7, weeks: 14, load: 1.15, seed: seed)
    ).plan
    if !hasBudgets { plan.budgets = [] }
    if !hasWishes { plan.assignments.removeAll { $0.firmness == .soft } }
    for index in plan.people.indices where index % 5 == 0 {
      plan.people[index].maxOvertimeHours = 4
    }
    for index in plan.demand.indices where index % 4 == 0 {
      plan.demand[index].flexible = true
      plan.demand[index].maxFTE = 2
    }
    return Allocate.Request(plan: plan, today: try day("2026-11-23"))
  }
}

@Suite("Allocation of plans")
struct AllocateTests {
  /// What two exact methods may differ by, as a share of the objective.
  private static let tolerance = 1e-7

  @Test("the fastest method, the compact and the direct form agree", arguments: AllocationPlan.all)
  func forms(_ plan: AllocationPlan) async throws {
    // Every answer passes the recheck against the plan, or it is an error.
    var request = try plan.request()
    request.prices = .none
    let fastest = try await Allocate.answer(request)
    #expect(fastest.model.isProven)
    for form in Allocate.Form.allCases {
      request.form = form
      let answer = try await Allocate.answer(request)
      #expect(answer.model.form == form.rawValue)
      let difference = abs(answer.objective.total - fastest.objective.total)
      #expect(difference <= Self.tolerance * (1 + fastest.objective.total))
    }
  }

  @Test("one thread and all of them give the same answer", arguments: AllocationPlan.all.prefix(4))
  func threads(_ plan: AllocationPlan) async throws {
    var request = try plan.request()
    request.prices = .all
    let all = try await Allocate.answer(request)
    request.threads = 1
    #expect(try await Allocate.answer(request) == all)
  }

  @Test(
    "a task that is cancelled answers with what it has, within all limits, and says so",
    arguments: AllocationPlan.all)
  func interrupted(_ plan: AllocationPlan) async throws {
    var request = try plan.request()
    request.form = .compact
    let asked = request
    let answer = try await Task {
      withUnsafeCurrentTask { $0?.cancel() }
      // The recheck against the plan is part of it.
      return try await Allocate.answer(asked)
    }.value
    let whole = try await Allocate.answer(asked)
    #expect(answer.model.isInterrupted && !answer.model.isProven && answer.prices.isEmpty)
    #expect(!whole.model.isInterrupted && whole.model.isProven)
    #expect(answer.summary.hasPrefix("Stopped early"), "nobody takes it for the optimum")
    #expect(answer.objective.total >= whole.objective.total * (1 - Self.tolerance))
    #expect(answer.certificate.dualResidual > 1e-6, "a start is no proof")
  }

  @Test("without budgets a price is the change that solving again finds")
  func prices() async throws {
    for seed in [3, 5] as [UInt64] {
      let request = try AllocationPlan(seed: seed, hasBudgets: false, hasWishes: true).request()
      let model = await Allocate.model(of: request)
      let solved = try await AllocationSolver.solve(model)
      let spans = model.plan.grid.spans(by: .quarter, in: .calendarYear)
      let prices = try await SkillPrices(solved, spans: spans).prices { _, _ in true }
      let span = try #require(spans.first)
      let settings = model.plan.plan.settings
      let hours = span.cells.map {
        model.plan.standardHours[$0] * (1 - settings.runWork) * settings.targetUtilisation
      }
      var compared = 0
      for price in prices where price.period == span.period {
        let hub = try #require(model.hub(ofNewcomerIn: price.skill))
        let again = try await SupplyValue.changesByResolving(
          of: [.init(pool: hub, cells: span.cells, hours: hours, direction: .more)],
          in: model.problem, options: InteriorPointOptions(tolerance: 1e-10))
        let scale = 1 + solved.allocation.solution.objective
        #expect(abs(price.next - again[0].money) <= Self.tolerance * scale, "\(price.skill)")
        compared += 1
      }
      #expect(compared > 3)
    }
  }

  @Test("a project gives way to one whose hour is worth more, and the answer says so")
  func reason() async throws {
    var plan = Plan()
    plan.settings.starts = try day("2027-03-01")
    plan.settings.ends = try day("2027-03-14")
    plan.people = [Person(id: "ann")]
    plan.people[0].skills = [SkillLevel("sql")]
    plan.projects = [Project(id: "cheap"), Project(id: "dear")]
    plan.projects[0].costOfDelay = 1000
    plan.projects[1].costOfDelay = 3000
    for project in ["cheap", "dear"] {
      var row = Demand(project: project, need: .skill("sql", level: 1), amount: .effortHours(60))
      row.from = plan.settings.starts
      row.to = plan.settings.ends
      plan.demand.append(row)
    }
    let answer = try await Allocate.answer(
      Allocate.Request(plan: plan, today: try day("2027-03-01")))
    // 80 hours for 120: an hour of `cheap` is worth 1000 ÷ 30, one of `dear` 3000 ÷ 30.
    let cheap = try #require(answer.projects.first)
    #expect(cheap.project == "cheap")
    #expect(abs(cheap.shortHours - 40) < 1e-6)
    #expect(cheap.cause == .outbid)
    #expect(cheap.reason == "its hour is worth 33, dear's 100")
    #expect(abs(answer.objective.shortage - 40 * 1000 / 30) < 1e-6)
    // One more person has room for all of it, and 40 hours to spare; without Ann nothing is served.
    let price = try #require(answer.prices.first)
    #expect(abs(price.valuePerFTE - 40 * 1000 / 30) < 1e-6)
    #expect(abs(price.valueOfLastFTE - (20 * 1000 / 30 + 60 * 100)) < 1e-6)
  }

  @Test("a budget that binds leaves work undone, and its price is the worth of an hour for its pay")
  func budget() async throws {
    var plan = Plan()
    plan.settings.starts = try day("2027-03-01")
    plan.settings.ends = try day("2027-03-14")
    plan.people = [Person(id: "ann")]
    plan.people[0].skills = [SkillLevel("sql")]
    plan.people[0].cost = CostRate(amount: 50, per: .hour)
    plan.projects = [Project(id: "p")]
    plan.projects[0].initiative = "i"
    plan.projects[0].costOfDelay = 3000
    plan.budgets = [Budget(initiative: "i", period: Period(parsing: "2027-Q1"), amount: 1000)]
    var row = Demand(project: "p", need: .skill("sql", level: 1), amount: .effortHours(60))
    row.from = plan.settings.starts
    row.to = plan.settings.ends
    plan.demand = [row]
    let answer = try await Allocate.answer(
      Allocate.Request(plan: plan, today: try day("2027-03-01")))
    // 1,000 buys 20 of 60 hours; an hour is worth 100 and costs 50, and 0.05 as tie-break.
    #expect(abs(answer.projects[0].shortHours - 40) < 1e-5)
    #expect(answer.projects[0].cause == .budget)
    #expect(answer.projects[0].reason == "the budget of i for 2027-Q1 is spent")
    #expect(abs(answer.budgets[0].spent - 1000) < 1e-3)
    #expect(abs(answer.budgets[0].priceOfBudget - (100 - 0.05) / 50) < 1e-5)
  }
}
