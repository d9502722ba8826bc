import Foundation
import Headroom
import HeadroomReport
import PlanModel
import Terminal
import Testing
import WorkCalendar

@Suite("The report of what if")
struct WhatIfReportTests {
  /// A plan of so many quarters with a shortage of sql, and scenarios that delay its project.
  private func answer(scenarios: Int, quarters: Int = 4) async throws -> WhatIf.Answer {
    var plan = Plan()
    let first = try #require(Day("2027-01-01"))
    plan.settings.asOf = first
    plan.settings.starts = first
    plan.settings.quarters = quarters
    plan.settings.currency = "EUR"
    plan.people = [Person(id: "ann")]
    plan.people[0].skills = [SkillLevel("sql")]
    plan.people[0].cost = CostRate(amount: 60, per: .hour)
    plan.projects = [Project(id: "a-project-with-a-name-that-is-longer-than-most")]
    plan.projects[0].costOfDelay = 1e4
    var row = Demand(
      project: plan.projects[0].id, need: .skill("sql", level: 1), amount: .fte(1.5))
    row.from = first + 28
    row.to = first + 55
    plan.demand = [row]
    let made = (0..<scenarios).map { number in
      Scenario(
        name: number == 0 ? "the-first-of-many-scenarios" : "s\(number)",
        title: "Work moves by \(number) weeks",
        changes: [
          PlacedChange(.delay(Change.Shift(project: plan.projects[0].id, days: 7 * number)))
        ])
    }
    return try await WhatIf.answer(WhatIf.Request(plan: plan, today: first, scenarios: made))
  }

  @Test("no line is wider than 80 columns, however many scenarios and quarters there are")
  func width() async throws {
    for (scenarios, quarters) in [(0, 4), (1, 4), (3, 1), (30, 4), (2, 40)] {
      let answer = try await answer(scenarios: scenarios, quarters: quarters)
      let text = WhatIfText(answer, plan: "Scenarios/studio", screen: Screen(width: 200)).text
      for line in text.split(separator: "\n") { #expect(String(line).displayWidth <= 80) }
      #expect(text.hasSuffix("\n"))
    }
  }

  @Test("first the sentence, then the tables, then what changed")
  func order() async throws {
    let answer = try await answer(scenarios: 3)
    let text = WhatIfText(answer, plan: "p").text
    let parts = [
      "None of 3 scenarios", "Missing FTE by quarter", "What it takes", "What changes, and why",
      "Next",
    ].map { text.range(of: $0)?.lowerBound }
    #expect(parts.allSatisfy { $0 != nil })
    #expect(parts.compactMap(\.self) == parts.compactMap(\.self).sorted())
    #expect(text.contains("Dominated by the plan as it is"))
    #expect(text.contains("s2: Work moves by 2 weeks"))
    #expect(text.contains("+20k"))
  }

  @Test("the document has base and scenarios with metrics, differences and causes")
  func json() async throws {
    let answer = try await answer(scenarios: 2)
    let text = try JSONDocument(answer).text
    #expect(text.hasPrefix("{\n  \"schema\": \"headroom.whatif/1\",\n  \"plan\": "))
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let base = try #require(object["base"] as? [String: Any])
    let metrics = try #require(base["metrics"] as? [String: Any])
    for key in ["people", "cost", "utilisation", "shortHours", "finish", "budgetUse", "value"] {
      #expect(metrics[key] != nil, "\(key)")
    }
    #expect(metrics["budgetUse"] is NSNull)
    #expect((metrics["shortHours"] as? [String: Double])?.keys.sorted().first == "2027-Q1")
    let scenarios = try #require(object["scenarios"] as? [[String: Any]])
    #expect(scenarios.count == 2)
    for key in ["name", "metrics", "differences", "causes"] {
      #expect(scenarios.allSatisfy { $0[key] != nil })
    }
    let again = try JSONDecoder().decode(WhatIf.Answer.self, from: Data(text.utf8))
    #expect(again == answer)
  }

  @Test("the table has a row for each number of each scenario")
  func csv() async throws {
    let text = WhatIfCSV(try await answer(scenarios: 2)).text
    let rows = text.split(separator: "\r\n").map(String.init)
    #expect(rows[0] == "scenario,metric,key,base,value,difference")
    #expect(rows.contains { $0.hasPrefix("s1,short_hours,2027-Q1,") })
    #expect(rows.contains { $0.hasPrefix("s1,finish,") && $0.hasSuffix(",7") })
    #expect(
      rows.allSatisfy { $0.split(separator: ",", omittingEmptySubsequences: false).count == 6 })
  }
}
