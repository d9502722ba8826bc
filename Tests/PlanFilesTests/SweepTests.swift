import PlanModel
import TestSupport
import Testing
import WorkCalendar

@testable import PlanFiles

@Suite("Sweeps")
struct SweepTests {
  private func sweep(_ text: String) throws -> ReadSweep {
    try ScenarioReader.read(
      sweep: text, in: library([:]), of: try scenarioPlan(), today: try day("2027-01-01"))
  }

  @Test(
    "a range has the steps that are written, or round ones",
    arguments: [
      ("delay.atlas=0..3", [0, 1, 2, 3]), ("delay.atlas=0..8/4 weeks", [0, 4, 8]),
      ("delay.atlas = 0..100/50 days", [0, 50, 100]), ("scale.atlas=0.8..1.2/0.2", [0.8, 1, 1.2]),
      ("scale.atlas=0.8..1.2", [0.8, 0.85, 0.9, 0.95, 1, 1.05, 1.1, 1.15, 1.2]),
      ("hires.dev=2..2", [2]), ("delay.atlas=0..40 days", [0, 5, 10, 15, 20, 25, 30, 35, 40]),
    ] as [(String, [Double])])
  func values(text: String, expected: [Double]) throws {
    #expect(try sweep(text).steps.map(\.value) == expected)
  }

  @Test(
    "each step is a change as --inline says it; what changes nothing is the plan as it is",
    arguments: [
      ("delay.atlas=0..2/2", "delay atlas by 2 weeks"),
      ("accelerate.atlas=0..3/3 days", "accelerate atlas by 3 days"),
      ("scale.atlas=1..1.5/0.5", "scale atlas by 1.5"),
      (
        "scale.atlas=1..1.5/0.5 skill backend from 2027-02-01",
        "scale atlas by 1.5 skill backend from 2027-02-01"
      ),
      (
        "hires.dev=0..2/2 from 2027-03-01 cost_per_hour=70",
        "hire 2 dev from 2027-03-01 cost_per_hour=70"
      ),
      // 45 + 60 days after as_of.
      ("hires.dev=0..2/2", "hire 2 dev from 2027-04-16"),
      (
        "contract {} north from 2027-04-01 to 2027-06-30 = 0..1.5/1.5",
        "contract 1.5 north from 2027-04-01 to 2027-06-30"
      ),
    ])
  func changes(text: String, inline: String) throws {
    let steps = try sweep(text).steps
    #expect(steps.count == 2)
    let expected = try readScenarios([], inline: [inline])[0].scenario.changes.map(\.change)
    #expect(steps[0].read.scenario.changes.isEmpty)
    #expect(steps[1].read.scenario.changes.map(\.change) == expected)
    let warnings = Set(steps.flatMap(\.read.warnings).map(\.id))
    #expect(warnings.isSubset(of: ["skill-not-asked"]))
  }

  @Test("any path of set can be swept, and steps are named by their values")
  func paths() throws {
    let found = try sweep("plan.run_work=0.1..0.3/0.1")
    #expect(found.parameter == "plan.run_work")
    #expect(found.steps.map(\.read.plan.settings.runWork) == [0.1, 0.2, 0.3])
    #expect(
      found.steps.map(\.read.scenario.name)
        == ["plan.run_work=0.1", "plan.run_work=0.2", "plan.run_work=0.3"])
    let row = try sweep("demand[project=atlas, skill=backend].fte=1..2/1")
    #expect(row.steps.map(\.read.plan.demand[0].amount) == [.fte(1), .fte(2)])
  }

  @Test(
    "what cannot be swept is an error that names --sweep and a way out",
    arguments: [
      "", "hires.dev", "=0..6", "hires.dev=", "hires.dev=6..0", "hires.dev=0..6/0",
      "hires.dev=0..6/-1", "hires.dev=0..1/0.5", "hires.dev=a..b", "hires.dev=0..1e300",
      "scale.atlas=0..1/1e-9", "nothing=0..6", "delay.=0..6", "delay.atlas=nan..1",
    ])
  func refused(text: String) throws {
    let error = #expect(throws: PlanErrors.self) { _ = try sweep(text) }
    let found = try #require(error?.diagnostics.first)
    #expect(found.id == "inline-syntax" && found.file == "--sweep")
    #expect(found.expected != nil && found.suggestion != nil)
  }

  @Test("a row that the plan lacks is an error, said once")
  func unknown() throws {
    let error = #expect(throws: PlanErrors.self) { _ = try sweep("delay.atals=0..8") }
    #expect(error?.diagnostics.map(\.id) == ["unknown-reference"])
    #expect(error?.diagnostics.first?.file == "--sweep")
    #expect(error?.diagnostics.first?.suggestion?.contains("atlas") == true)
  }
}
