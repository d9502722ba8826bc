import Foundation
import Headroom
import PlanModel
import TestSupport
import Testing
import WorkCalendar

@Suite("What if")
struct WhatIfTests {
  private static let tolerance = 1e-7

  /// 3 FTE of sql asked for in March.
  private func plan() throws -> Plan { try twoPeoplePlan(atlas: 2) }

  private func scenario(_ name: String, _ changes: Change...) -> Scenario {
    Scenario(name: name, changes: changes.map { PlacedChange($0) })
  }

  private func answer(_ scenarios: Scenario...) async throws -> WhatIf.Answer {
    try await WhatIf.answer(
      WhatIf.Request(plan: try plan(), today: try day("2027-01-01"), scenarios: scenarios))
  }

  private func delay(_ project: String, _ weeks: Int) -> Change {
    .delay(Change.Shift(project: project, days: 7 * weeks))
  }

  @Test("the numbers of the base are those of a calculation by hand")
  func base() async throws {
    let metrics = try await answer().base.metrics
    #expect(metrics.people == 2)
    // 88 working days from March to June 2027, two people, 8 hours, 50 an hour.
    #expect(metrics.cost == 70_400)
    #expect(metrics.shortHours == ["2027-Q1": 160, "2027-Q2": 0])
    #expect(metrics.shortFTE["2027-Q1"] == 160.0 / 184)
    #expect(metrics.shortHoursToCome == 160)
    #expect(metrics.shortProjects == ["crm": 160])
    #expect(metrics.firstShortWeek?.description == "2027-W09")
    #expect(metrics.finish == ["atlas": try day("2027-03-28"), "crm": try day("2027-03-28")])
    #expect(metrics.value == 7e5)
    #expect(metrics.delayCost == 0)
    // 480 hours at 50 of 60,000; 480 of 1,408 plannable hours.
    #expect(abs((metrics.budgetUse ?? 0) - 0.4) < Self.tolerance)
    #expect(abs((metrics.utilisation ?? 0) - 480 / 1408) < Self.tolerance)
  }

  @Test("a scenario that changes nothing has no difference and no cause")
  func nothing() async throws {
    let answer = try await answer(scenario("same"), scenario("zero", delay("crm", 0)))
    for outcome in answer.scenarios {
      #expect(outcome.metrics == answer.base.metrics)
      #expect(outcome.causes.isEmpty)
      #expect(outcome.dominatedBy.isEmpty)
      #expect(outcome.fingerprint == answer.plan.fingerprint)
      let differences = outcome.differences
      #expect(differences.shortHours.values.allSatisfy { $0 == 0 })
      #expect(differences.finish.isEmpty)
      #expect([differences.people, differences.cost, differences.value] == [0, 0, 0])
    }
    #expect(answer.summary == "None of 2 scenarios lessens the shortage of 160 h.")
  }

  @Test("short hours are exactly those of bottlenecks on the plan that was edited by hand")
  func edited() async throws {
    var edited = try plan()
    edited.demand[1].from = try day("2027-03-15")
    edited.demand[1].to = try day("2027-04-11")
    var hire = Hire(id: "x", start: try day("2027-03-15"))
    hire.skills = [SkillLevel("sql")]
    hire.status = .approved
    edited.hires = [hire]
    var request = Bottlenecks.Request(plan: edited, today: try day("2027-01-01"))
    request.basis = .confirmed
    let expected = try await Bottlenecks.answer(request)
    hire.id = ""
    let outcome = try await answer(scenario("s", delay("crm", 2), .hire(hire))).scenarios[0]
    for row in expected.shortage {
      #expect(outcome.metrics.shortHours[row.period.description] == row.shortHours)
    }
    #expect(outcome.metrics.shortHours == ["2027-Q1": 0, "2027-Q2": 0])
  }

  @Test("differences are scenario less base, and causes name sets, projects and dates")
  func differences() async throws {
    let outcome = try await answer(scenario("later", delay("atlas", 2))).scenarios[0]
    // Two weeks of 1 FTE, two of 3, two of 2: 80 hours are short.
    #expect(outcome.metrics.shortHours == ["2027-Q1": 80, "2027-Q2": 0])
    #expect(outcome.differences.shortHours == ["2027-Q1": -80, "2027-Q2": 0])
    #expect(outcome.differences.finish == ["atlas": 14])
    #expect(outcome.differences.delayCost == 14_000)
    #expect(outcome.differences.cost == 0)
    let texts = outcome.causes.map(\.text)
    #expect(
      texts == [
        "sql in 2027-Q1 misses 0.43 FTE (80 h) instead of 0.87 FTE (160 h)",
        "crm lacks 80 h instead of 160 h",
        "atlas ends on 2027-04-11, 2 weeks later; the delay costs 14k EUR",
      ])
    #expect(outcome.causes.map(\.kind) == [.eased, .recovers, .finishMoves])
  }

  @Test("the sentence says what helps most, what it costs, and which scenarios are dominated")
  func sentence() async throws {
    let window = try days("2027-03-01", "2027-03-28")
    let terms = Contract(
      skills: [SkillLevel("sql")], cost: CostRate(amount: 100, per: .hour), fte: 1, days: window)
    var dear = terms
    dear.cost = CostRate(amount: 200, per: .hour)
    let answer = try await answer(
      scenario("dear", .contract(dear)), scenario("cheap", .contract(terms)),
      scenario("later", delay("crm", 2)),
      scenario("away", .release(Change.Release(.person("ann"), on: try day("2027-03-07")))))
    #expect(
      answer.summary
        == "cheap helps most: it mends the whole shortage of 160 h, for 16k EUR more pay."
        + " dear is dominated by cheap (no better in shortage, cost, delay or value).")
    #expect(answer.scenarios.map(\.dominatedBy) == [["cheap"], [], [], []])
    #expect(answer.scenarios[1].differences.cost == 16_000)
    #expect(answer.scenarios[1].causes.first?.kind == .relieved)
    #expect(answer.scenarios[3].causes.first?.kind == .worsened)
    #expect((answer.scenarios[3].differences.cost ?? 0) < 0)
  }

  @Test("somebody whose pay is not known is no gift")
  func unpaid() async throws {
    let window = try days("2027-03-01", "2027-03-28")
    let gift = Contract(skills: [SkillLevel("sql")], fte: 1, days: window)
    var paid = gift
    paid.cost = CostRate(amount: 100, per: .hour)
    let answer = try await answer(
      scenario("gift", .contract(gift)), scenario("paid", .contract(paid)))
    #expect(answer.scenarios.allSatisfy { $0.dominatedBy.isEmpty })
    #expect(answer.scenarios[0].differences.cost == 0)
    #expect(
      abs((answer.scenarios[0].differences.peopleWithoutPay ?? 0) - 28.0 / 122) < Self.tolerance)
    #expect(answer.summary.hasSuffix(", for 0.23 people whose pay is not known."))
  }

  @Test("a person who learns is one row of load, with the bookings of before and after")
  func load() async throws {
    var plan = try plan()
    plan.assignments = [Booking(holder: .person("ann"), project: "crm", amount: .percent(0.5))]
    plan.assignments[0].from = try day("2027-03-01")
    plan.assignments[0].to = try day("2027-03-28")
    let training = Training(
      person: "ann", skill: SkillLevel("ux"), ready: try day("2027-03-10"))
    var trained = plan
    _ = try Change.train(training).apply(to: &trained, today: try day("2027-01-01"))
    var rows: [[Load.Row]] = []
    for each in [plan, trained] {
      let request = Load.Request(
        plan: each, today: try day("2027-03-01"), weeks: 8, grouping: .person)
      rows.append(try await Load.answer(request).rows)
    }
    #expect(rows[0].map(\.id) == rows[1].map(\.id))
    for (before, after) in zip(rows[0], rows[1]) {
      #expect(abs(before.bookedHours - after.bookedHours) < Self.tolerance)
      #expect(abs(before.freeHours - after.freeHours) < Self.tolerance)
    }
  }

  @Test("work that is pushed beyond the horizon is told, and what it relieves is no free help")
  func beyondHorizon() async throws {
    let answer = try await answer(scenario("never", delay("crm", 30)))
    let outcome = answer.scenarios[0]
    #expect(outcome.metrics.shortHoursToCome == 0)
    #expect(abs(outcome.differences.hoursOutsideHorizon - 160) < Self.tolerance)
    #expect(outcome.causes.last?.kind == .outsideHorizon)
    #expect(answer.summary.contains("160 h of work pushed beyond the horizon"))
  }

  @Test("a cancelled project leaves, a project that is added joins")
  func portfolio() async throws {
    var rows = Plan()
    rows.projects = [Project(id: "nova")]
    var row = Demand(project: "nova", need: .skill("sql", level: 1), amount: .fte(2))
    row.from = try day("2027-05-03")
    row.to = try day("2027-05-30")
    rows.demand = [row]
    let answer = try await answer(scenario("swap", .cancel(project: "crm"), .add(rows)))
    let causes = answer.scenarios[0].causes
    #expect(causes.contains { $0.kind == .leaves && $0.project == "crm" })
    #expect(causes.contains { $0.kind == .joins && $0.project == "nova" })
    #expect(answer.scenarios[0].differences.value == -2e5)
  }

  @Test("a scenario that cannot be applied is an error with its place")
  func impossible() async throws {
    let origin = ChangeOrigin(file: "whatif/x.yaml", line: 4, column: 5)
    let scenario = Scenario(
      name: "x", changes: [PlacedChange(.cancel(project: "cmr"), origin: origin)])
    let error = await #expect(throws: RequestError.self) {
      _ = try await self.answer(scenario)
    }
    let found = try #require(error?.diagnostics.first)
    #expect(found.id == "unknown-reference")
    #expect(found.file == "whatif/x.yaml" && found.line == 4)
    #expect(found.field == "x.cancel.project")
    var settings = PlanSettings()
    settings.starts = try day("2027-01-01")
    settings.ends = try day("2090-01-01")
    let far = self.scenario("far", .set(Change.Edit(path: "plan.ends", settings: settings)))
    let long = await #expect(throws: RequestError.self) { _ = try await self.answer(far) }
    #expect(long?.diagnostics.map(\.id) == ["horizon-too-long"])
  }

  @Test("the order of rows and of scenarios changes no number, and requests are plain values")
  func determinism() async throws {
    var shuffled = try plan()
    shuffled.people.reverse()
    shuffled.demand.reverse()
    shuffled.projects.reverse()
    let one = scenario("one", delay("crm", 2))
    let two = scenario("two", .cancel(project: "atlas"))
    let first = try await answer(one, two)
    var request = WhatIf.Request(
      plan: shuffled, today: try day("2027-01-01"), scenarios: [two, one])
    request = try JSONDecoder().decode(
      WhatIf.Request.self, from: try JSONEncoder().encode(request))
    let second = try await WhatIf.answer(request)
    #expect(first.scenarios == [second.scenarios[1], second.scenarios[0]])
    #expect(first.base == second.base)
  }
}
