import Foundation
import Headroom
import PlanModel
import TestSupport
import Testing
import WorkCalendar

@Suite("Snapshots, and what has moved between them")
struct HistoryTests {
  /// Two people with sql, 3 FTE of it asked for in March by two projects of one initiative.
  private func plan(_ change: (inout Plan) throws -> Void = { _ in }) throws -> Plan {
    var plan = Plan()
    plan.settings.asOf = try day("2027-01-01")
    plan.settings.starts = try day("2027-03-01")
    plan.settings.ends = try day("2027-06-30")
    plan.settings.currency = "EUR"
    plan.settings.hiring = PlanSettings.Hiring(timeToFillDays: 20, noticeDays: 10)
    plan.people = ["ann", "bo"].map { Person(id: $0) }
    for index in 0..<2 {
      plan.people[index].skills = [SkillLevel("sql")]
      plan.people[index].cost = CostRate(amount: 50, per: .hour)
    }
    plan.initiatives = [Initiative(id: "i")]
    plan.initiatives[0].budgetOwner = "fay"
    plan.budgets = [Budget(initiative: "i", period: Period(parsing: "2027-Q1"), amount: 60_000)]
    for (id, fte, cost) in [("atlas", 2.0, 7e3), ("crm", 1, 1e3)] {
      var project = Project(id: id)
      (project.costOfDelay, project.initiative, project.owner) = (cost, "i", "olga")
      plan.projects.append(project)
      var row = Demand(project: id, need: .skill("sql", level: 1), amount: .fte(fte))
      row.from = try day("2027-03-01")
      row.to = try day("2027-03-28")
      plan.demand.append(row)
    }
    try change(&plan)
    return plan
  }

  private func snapshot(
    _ asOf: String, _ label: String? = nil, _ change: (inout Plan) throws -> Void = { _ in }
  ) async throws -> Snapshot.Answer {
    let plan = try plan { plan in
      plan.settings.asOf = try day(asOf)
      try change(&plan)
    }
    return try await Snapshot.answer(
      Snapshot.Request(plan: plan, today: try day(asOf), label: label))
  }

  private func status(
    _ snapshots: [Snapshot.Answer], since: String? = nil,
    _ change: (inout Plan) throws -> Void = { _ in }
  ) async throws -> Status.Answer {
    try await Status.answer(
      Status.Request(
        plan: try plan(change), today: try day("2027-01-01"), snapshots: snapshots,
        since: since.map { try day($0) }))
  }

  private func later(_ plan: inout Plan) throws {
    plan.demand[1].from = try day("2027-04-05")
    plan.demand[1].to = try day("2027-05-02")
  }

  @Test("a snapshot holds the shortage of 1 FTE in March, the dates and the money")
  func numbers() async throws {
    let answer = try await snapshot("2027-01-01")
    // 20 working days of 8 hours; the quarter has 23 within the horizon.
    #expect(answer.shortHours == 160)
    #expect(answer.quarters.map(\.shortHours) == [160, 0])
    #expect(answer.quarters[0].shortFTE == (160 / (23 * 8.0) * 100).rounded() / 100)
    #expect(answer.bottlenecks.map(\.skills) == [["sql"]])
    #expect(answer.bottlenecks[0].projects == ["crm"])
    #expect(answer.bottlenecks[0].decideBy == (try day("2027-01-30")))
    #expect(answer.projects.map(\.finish) == [try day("2027-03-28"), try day("2027-03-28")])
    #expect(answer.projects.map(\.shortHours) == [0, 160])
    #expect(answer.budgets.map(\.planned) == [24_000])
    #expect(answer.budgets.map(\.owner) == ["fay"])
    #expect(answer.fileName == "2027-01-01.json")
    #expect(try await snapshot("2027-01-01", "board").fileName == "2027-01-01-board.json")
  }

  @Test(
    "a label that could be no file's name is refused", arguments: ["", "a/b", "..", "x y", "é"])
  func labels(label: String) async throws {
    let error = await #expect(throws: RequestError.self) {
      try await snapshot("2027-01-01", label)
    }
    #expect(error?.diagnostics.first?.id == "unusable-option")
  }

  @Test("without a change there is nothing to say")
  func nothing() async throws {
    let answer = try await status([try await snapshot("2027-01-01")])
    #expect(answer.changes.isEmpty)
    #expect(answer.summary.contains("nothing worth a word has changed"))
  }

  @Test("what changes is told with its effect, who answers, and by when to decide")
  func changes() async throws {
    let old = try await snapshot("2026-12-01") { plan in
      try later(&plan)
      plan.projects[0].status = .tentative
      plan.budgets[0].amount = 50_000
      plan.people.append(Person(id: "cy"))
    }
    let answer = try await status([old])
    let kinds = Dictionary(grouping: answer.changes, by: \.kind)
    #expect(Set(kinds.keys) == [.shortage, .portfolio, .money, .people, .earlier])
    let shortage = try #require(kinds[.shortage]?.first)
    #expect(shortage.change == "2027-Q1 0 → 0.87 FTE: sql")
    #expect(shortage.effect == "+160 h short: crm")
    #expect(shortage.owner == "olga" && shortage.decideByPassed == false)
    #expect(shortage.decideBy == (try day("2027-01-30")))
    #expect(kinds[.portfolio]?.first?.change == "tentative → committed: atlas")
    #expect(kinds[.earlier]?.first?.change == "5 weeks earlier: crm")
    #expect(kinds[.earlier]?.first?.effect == "worth 5000 EUR; +160 h short")
    #expect(kinds[.money]?.first?.change == "budget 50k → 60k: i")
    #expect(kinds[.money]?.first?.owner == "fay")
    #expect(kinds[.people]?.first?.change == "people: 3.0 → 2.0 on average")
    #expect(answer.summary.contains("1 decision is due, the first by 2027-01-30"))
    // The most pressing kind comes first.
    #expect(answer.changes.map(\.kind).first == .shortage)
  }

  @Test("since a day means the last snapshot that is not after it")
  func since() async throws {
    let snapshots = [
      try await snapshot("2026-12-01"), try await snapshot("2026-10-01"),
      try await snapshot("2026-10-01", "board"),
    ]
    #expect(try await status(snapshots).since.asOf == (try day("2026-12-01")))
    let october = try await status(snapshots, since: "2026-11-30").since
    #expect(october.asOf == (try day("2026-10-01")) && october.label == "board")
    let error = await #expect(throws: RequestError.self) {
      try await status(snapshots, since: "2026-09-30")
    }
    #expect(error?.diagnostics.first?.id == "no-snapshot")
  }

  @Test("a trend has a value for each point in order of time, and the dates that moved")
  func trend() async throws {
    let snapshots = [
      try await snapshot("2026-12-01"), try await snapshot("2026-10-01", nil, later),
    ]
    let plan = try plan()
    let answer = try await Trend.answer(
      Trend.Request(plan: plan, today: try day("2027-01-01"), snapshots: snapshots))
    #expect(answer.points.map(\.asOf.description) == ["2026-10-01", "2026-12-01", "2027-01-01"])
    #expect(answer.points.map(\.isNow) == [false, false, true])
    let short = try #require(answer.series.first { $0.measure == .shortHours })
    #expect(short.values == [0, 160, 160])
    #expect(answer.series.allSatisfy { $0.values.count == 3 })
    #expect(answer.finishes.map(\.project) == ["crm"])
    #expect(answer.finishes[0].movedDays == -35)
    #expect(answer.summary.contains("grown from 0 h to 160 h"))
  }

  @Test("the plan as it is adds no point where it equals its last snapshot")
  func same() async throws {
    let snapshot = try await snapshot("2027-01-01")
    let answer = try await Trend.answer(
      Trend.Request(plan: try plan(), today: try day("2027-01-01"), snapshots: [snapshot]))
    #expect(answer.points.map(\.isNow) == [false])
    #expect(answer.summary.hasPrefix("The plan is as its only snapshot has it"))
  }
}
