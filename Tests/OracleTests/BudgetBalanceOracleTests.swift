import Foundation
import PlanModel
import TestSupport
import Testing
import WorkCalendar

@testable import PlanCompiler

/// A random question of money as the program in Tests/Oracle reads it, and the same as a plan.
struct BalanceQuestion: Codable {
  struct Initiative: Codable {
    var curve: [[Double]]?
    var value: Double?
    var cap: Double?
    var floor: Double?
    var sd: Double?
  }

  struct Row: Codable {
    var initiative: Int
    var source: String
    var carryOver: Bool
    var amounts: [Double]
  }

  /// A source, "" for all, and the most that may be spent of it.
  struct Limit: Codable {
    var source: String
    var amount: Double

    func encode(to encoder: any Encoder) throws {
      var list = encoder.unkeyedContainer()
      try list.encode(source)
      try list.encode(amount)
    }
  }

  var past: Int
  var aversion: Double
  var cut: Double
  var limits: [Limit] = []
  var initiatives: [Initiative] = []
  var budgets: [Row] = []
  var risk: [[Double]] = []

  /// Two sources, carry-over, floors, caps, curves of both kinds, spent periods; risk in every second, a cut in
  /// every third, limits in every fourth.
  init(seed: Int) {
    var random = SplitMix64(UInt64(seed))
    func number(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &random) }
    let periods = random.next(in: 1...8)
    past = periods > 2 ? random.next(in: 0...1) : 0
    aversion = seed % 2 == 0 ? number(0.2...1.5) : 0
    cut = seed % 3 == 0 ? number(0.02...0.4) : 0
    for index in 0..<random.next(in: 2...15) {
      let size = number(0.5...20) * 1e6
      var initiative = Initiative(sd: number(0...0.4))
      if number(0...1) < 0.6 {
        var (slope, point) = (number(1...6), [0.0, 0.0])
        initiative.curve = [point]
        for _ in 0..<random.next(in: 1...5) {
          let width = size * number(0.1...0.6)
          point = [(point[0] + width).rounded(), (point[1] + slope * width).rounded()]
          slope *= number(0.3...0.9)
          initiative.curve?.append(point)
        }
        if number(0...1) < 0.3 { initiative.cap = (size * 0.8).rounded() }
      } else {
        initiative.value = (size * number(1...5)).rounded()
        if number(0...1) < 0.7 { initiative.cap = (size * 1.5).rounded() }
      }
      for source in ["opex", "capex"] where source == "opex" || number(0...1) < 0.4 {
        budgets.append(
          Row(
            initiative: index, source: source, carryOver: number(0...1) < 0.4,
            amounts: (0..<periods).map { _ in
              (size * number(0.1...1.4) / Double(periods)).rounded()
            }))
      }
      if number(0...1) < 0.3 { initiative.floor = (size * 0.03).rounded() }
      initiatives.append(initiative)
      if index > 0, number(0...1) < 0.7 {
        risk.append([Double(index - 1), Double(index), number(-0.4...0.45)])
      }
    }
    guard seed % 4 == 0 else { return }
    for source in ["", "opex"] where source.isEmpty || seed % 8 == 0 {
      let money = budgets.filter { source.isEmpty || $0.source == source }
        .reduce(0) { $0 + $1.amounts.reduce(0, +) }
      limits.append(Limit(source: source, amount: (money * number(0.6...1.05)).rounded()))
    }
  }

  /// The question as a plan whose people are no matter.
  func plan() throws -> Plan {
    var plan = Plan()
    let periods = budgets[0].amounts.count
    let quarters = (0..<periods).map { "\(2027 + $0 / 4)-Q\($0 % 4 + 1)" }
    let last = try #require(Period(parsing: quarters[periods - 1]))
    plan.settings.starts = try day("2027-01-01")
    plan.settings.ends = last.days(in: .calendarYear).last
    plan.settings.asOf = try day(past == 0 ? "2026-12-01" : "2027-04-15")
    plan.people = [Person(id: "ann")]
    func id(_ number: Int) -> String { "i" + String(100 + number) }
    for (number, row) in initiatives.enumerated() {
      var initiative = PlanModel.Initiative(id: id(number))
      initiative.curve = (row.curve ?? []).map { .init(money: $0[0], value: $0[1]) }
      (initiative.value, initiative.cap) = (row.value, row.cap)
      (initiative.floor, initiative.sd) = (row.floor, row.sd)
      plan.initiatives.append(initiative)
    }
    for row in budgets {
      for (quarter, amount) in zip(quarters, row.amounts) {
        var budget = Budget(
          initiative: id(row.initiative), period: Period(parsing: quarter), amount: amount)
        budget.kind = Budget.Kind(rawValue: row.source)
        budget.carryOver = row.carryOver
        plan.budgets.append(budget)
      }
    }
    plan.risk = risk.map {
      RiskCorrelation(a: id(Int($0[0])), b: id(Int($0[1])), correlation: $0[2])
    }
    return plan
  }
}

/// Holds the optima of `balance` against Clarabel, which solves a model of its own from the same rows.
@Suite("Optima of balance against Clarabel", .enabled(if: Oracle.hasClarabel))
struct BudgetBalanceOracleTests {
  /// What two interior-point methods may differ by, relative.
  private static let agreement = 1e-6

  @Test("100 random plans have the optimum that Clarabel finds")
  func optima() async throws {
    let folder = try temporaryFolder("balance-oracle")
    defer { try? FileManager.default.removeItem(at: folder) }
    var files: [URL] = []
    var ours: [Double?] = []
    for seed in 1...100 {
      let question = BalanceQuestion(seed: seed)
      let file = folder.appending(path: "\(seed).json")
      try JSONEncoder().encode(question).write(to: file)
      files.append(file)
      let plan = try question.plan()
      let model = await FundingModel(
        plan, today: try #require(plan.settings.asOf), aversion: question.aversion)
      let limits = question.limits.map {
        FundingLimit(kind: Budget.Kind(rawValue: $0.source), amount: $0.amount)
      }
      let terms = FundingTerms(model.ledger, cut: question.cut, limits: limits)
      var solver = FundingSolver(model)
      do throws(Funding.Failure) {
        let funding = try solver.best(terms)
        let gap = (funding.bound - funding.objective) / (1 + abs(funding.objective))
        #expect(gap <= Self.agreement, "seed \(seed): gap \(gap)")
        #expect(FundingVerifier(model, terms, funding).faults() == [], "seed \(seed)")
        ours.append(funding.objective)
      } catch {
        guard case .floors = error else {
          Issue.record("seed \(seed): \(error)")
          continue
        }
        ours.append(nil)
      }
    }
    let theirs = try Oracle.balances(of: files)
    try #require(theirs.count == ours.count, "one optimum for each question")
    var worst = 0.0
    for (number, (ours, theirs)) in zip(ours, theirs).enumerated() {
      #expect((ours == nil) == (theirs == nil), "seed \(number + 1): \(ours ?? 0), \(theirs ?? 0)")
      guard let ours, let theirs else { continue }
      let difference = abs(ours - theirs) / (1 + abs(theirs))
      worst = max(worst, difference)
      #expect(difference <= Self.agreement, "seed \(number + 1): \(ours), Clarabel \(theirs)")
    }
    let solved = ours.count { $0 != nil }
    print("\(solved) optima; largest difference from Clarabel \(worst)")
    #expect(solved > 90)
  }
}
