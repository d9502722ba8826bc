import PlanModel
import TestSupport
import Testing

@testable import PlanFiles

@Suite("Scenarios that the plan has taken in already")
struct AppliedScenarioTests {
  private static let pitch = """
    id: PROJECT
    start: 2027-02-01
    finish: 2027-03-31
    roles:
      - { skill: ux, fte: 1 }
    """
  private static let texts = [
    "later": "changes:\n  - delay: { project: atlas, by: 2 weeks }\n",
    "taken": pitch.replacing("PROJECT", with: "crm"),
    "onTaken": "extends: taken\nchanges:\n  - delay: { project: crm, by: 2 weeks }\n",
    "added": "changes:\n  - add: { projects: [{ id: crm }, { id: atlas }] }\n",
  ]

  private func readAll(
    _ texts: [String: String]
  ) throws -> (scenarios: [ReadScenario], leftOut: [Diagnostic]) {
    try ScenarioReader.readAll(
      in: library(texts), of: try scenarioPlan(), today: try day("2027-01-01"))
  }

  @Test("a pitch, a scenario on it and added projects are left out, each with the file to delete")
  func leftOut() throws {
    let all = try readAll(Self.texts)
    #expect(all.scenarios.map(\.scenario.name) == ["later"])
    #expect(
      all.leftOut.map(\.file) == ["added", "onTaken", "taken"].map { "whatif/\($0).yaml" })
    #expect(all.leftOut.allSatisfy { $0.severity == .warning })
    #expect(all.leftOut[0].message.contains("projects 'crm', 'atlas' already"))
    #expect(all.leftOut[2].message.contains("project 'crm' already"))
    #expect(all.leftOut[2].suggestion?.contains("delete whatif/taken.yaml") ?? false)
  }

  @Test("a scenario of which the plan has only some projects is an error")
  func some() throws {
    let half = ["half": "changes:\n  - add: { projects: [{ id: crm }, { id: nova }] }\n"]
    let error = #expect(throws: PlanErrors.self) { try readAll(half) }
    #expect(error?.diagnostics.map(\.id) == ["duplicate-id"])
  }

  @Test("a scenario that adds no project keeps its errors")
  func others() throws {
    let wrong = ["wrong": "changes:\n  - delay: { project: atlos, by: 2 weeks }\n"]
    #expect(throws: PlanErrors.self) { try readAll(wrong) }
  }

  @Test("asked for by its name it is an error with its place")
  func named() throws {
    let errors = try scenarioErrors(["taken"], Self.texts)
    let error = try #require(errors.first)
    #expect(error.id == "duplicate-id" && error.file == "whatif/taken.yaml" && error.line == 1)
    #expect(error.suggestion != nil)
  }
}
