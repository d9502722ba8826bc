import Foundation
import PlanFiles
import PlanModel
import TestSupport
import Testing
import WorkCalendar

@testable import Headroom

@Suite("Words, findings and rules explained")
struct ExplainTests {
  private static let identifiers = DiagnosticCatalogue.entries.map {
    Explain.Identifier(id: $0.id, meaning: $0.meaning)
  }

  private func request(_ term: String) throws -> Explain.Request {
    Explain.Request(term: term, identifiers: Self.identifiers, today: try day("2027-02-01"))
  }

  @Test("no two things bear the same name")
  func namesAreUnique() {
    let names = Glossary.words.flatMap(\.names)
    // A row of the catalogue and a finding of check never share an identifier either.
    let identifiers = (Self.identifiers + Explain.Identifier.ofTheEngine).map(\.id)
    let keys = (names + identifiers).map(Explain.key)
    let twice = Dictionary(grouping: keys) { $0 }.filter { $1.count > 1 }.keys.sorted()
    #expect(twice == [])
    #expect(names.count > 90)
  }

  @Test("a word answers to its names, however they are written")
  func spelling() async throws {
    for name in ["decide-by date", "Decide by", "DECIDE-BY", "decideBy"] {
      let answer = try await Explain.answer(try request(name))
      #expect(answer.term == "decide-by date")
      #expect(answer.kind == .word)
      #expect(answer.example == nil && answer.plan == nil)
    }
  }

  @Test("an identifier is explained by the first finding of the plan that bears it")
  func identifiersHaveExamples() async throws {
    let plain = ErrorScenario.all.filter {
      $0.text("question.txt") == nil && $0.text("repeat.txt") == nil
    }
    #expect(plain.count > 60)
    for scenario in plain {
      var request = try request(scenario.id)
      do throws(PlanErrors) {
        let read = try PlanReader.read(folder: scenario.path.path)
        request.plan = read.plan
        request.findings = read.warnings
      } catch {
        request.findings = error.diagnostics
      }
      let answer = try await Explain.answer(request)
      #expect(answer.kind == .identifier)
      let example = try #require(answer.example, "\(scenario.id)")
      #expect(example.contains("[\(scenario.id)]"))
      #expect(try #require(scenario.text("expected.txt")).contains(example))
    }
  }

  @Test("the bottleneck told as an example is the first of confirmed work, as in the report")
  func worstIsConfirmed() async throws {
    var dwarfed = 0
    for seed in 0..<30 {
      let facts = try await PlanFacts(
        try RandomPlan(seed: UInt64(seed)).plan, today: try day("2027-01-01"))
      let findings = facts.bottlenecks.ranked
      #expect(facts.worst == findings.first { $0.basis == .confirmed && !$0.past })
      if let first = findings.first, first.basis != .confirmed { dwarfed += 1 }
    }
    #expect(dwarfed > 0, "in some plans tentative work is short by more")
  }

  @Test("every word can be asked of every kind of plan")
  func examples() async throws {
    for (name, least) in [("studio", 25), ("scaleup", 40), ("mission", 30)] {
      let folder = ErrorScenario.folder.deletingLastPathComponent().appending(path: name)
      let plan = try PlanReader.read(folder: folder.path).plan
      let facts = try await PlanFacts(plan, today: try day("2027-02-01"))
      let told = Glossary.words.compactMap { $0.example?(facts) }
      #expect(told.count >= least, "\(name)")
      #expect(told.allSatisfy { $0.hasSuffix(".") && $0.count > 8 })
    }
    let none = try await PlanFacts(Plan(), today: try day("2027-02-01"))
    for word in Glossary.words { _ = word.example?(none) }
    #expect(Glossary.words.first { $0.name == "bottleneck" }?.example?(none) == nil)
  }

  @Test(
    "the example of a bottleneck, its headroom and its utilisation is what bottlenecks tells first")
  func studio() async throws {
    let folder = ErrorScenario.folder.deletingLastPathComponent().appending(path: "studio")
    var examples: [String] = []
    for term in ["bottleneck", "headroom", "utilisation", "decide by", "headcount"] {
      var request = try request(term)
      request.plan = try PlanReader.read(folder: folder.path).plan
      examples.append(try #require(try await Explain.answer(request).example))
    }
    #expect(
      examples == [
        "design in 2027-Q2: 0.8 FTE are missing.", "The headroom of design in 2027-Q2 is -0.8 FTE.",
        "design in 2027-Q2: 130 %.", "For design in 2027-Q2 it is 2026-10-26.",
        "On 2026-11-23 the headcount is 18.",
      ])
  }

  @Test("a rule of the plan is explained by its own words")
  func rule() async throws {
    var request = try request("owned")
    var plan = Plan()
    var rule = Governance.Rule(
      id: "owned", severity: .gate, subject: "project", requirement: "owner")
    rule.why = "somebody answers for it"
    plan.settings.governance = Governance(mode: .controlling, rules: [rule])
    request.plan = plan
    let answer = try await Explain.answer(request)
    #expect(answer.kind == .rule)
    #expect(
      answer.meaning
        == "A rule of the plan (gate): every project must meet 'owner'. Why: somebody answers for it."
    )
  }

  @Test("what is unknown is an error with the nearest name")
  func unknown() async throws {
    let error = await #expect(throws: RequestError.self) {
      try await Explain.answer(try request("botleneck"))
    }
    #expect(error?.diagnostics.first?.id == "unknown-term")
    #expect(error?.diagnostics.first?.suggestion == "write 'bottleneck' if that is meant")
  }
}
