import Foundation
import Headroom
import PlanFiles
import PlanModel
import TestSupport
import Testing
import WorkCalendar

@Suite("The hire list as a scenario")
struct HireListTests {
  /// Half an hour, and what sums round to.
  private static let tolerance = 0.5

  /// The structural hours of confirmed work of the quarters, by `bottlenecks`.
  private func structural(_ plan: Plan, _ quarters: [Staff.QuarterRow], _ today: Day) async throws
    -> Double
  {
    let answer = try await Bottlenecks.answer(Bottlenecks.Request(plan: plan, today: today))
    let periods = Set(quarters.map(\.period))
    return answer.shortage.filter { $0.basis == .confirmed && periods.contains($0.period) }
      .reduce(0) { $0 + $1.structuralHours }
  }

  @Test(
    "its packages close what they say, and what remains without each is what it says",
    arguments: ["scaleup", "studio", "mission"])
  func closes(name: String) async throws {
    let folder = ErrorScenario.folder.deletingLastPathComponent().appending(path: name)
    let plan = try PlanReader.read(folder: folder.path).plan
    let today = try day("2026-11-24")
    let answer = try await Staff.answer(
      Staff.Request(plan: plan, today: today, quarters: 6))
    let asItIs = try await structural(plan, answer.quarters, today)
    #expect(
      abs(asItIs - answer.quarters.reduce(0) { $0 + $1.structuralHours }) < Self.tolerance)

    func remaining(_ text: String) async throws -> Double {
      let library = ScenarioLibrary(files: [PlanFile(name: "staff.yaml", text: text)])
      let read = try ScenarioReader.read(["staff"], in: library, of: plan, today: today)
      let changed = try #require(read.first).plan
      return try await structural(changed, answer.quarters, today)
    }
    guard !answer.packages.isEmpty else { return }
    #expect(abs(try await remaining(answer.scenario) - answer.remainingHours) < Self.tolerance)
    for (index, package) in answer.packages.enumerated() {
      let others = answer.packages.indices.filter { $0 != index }
      guard !others.isEmpty else { continue }
      let text =
        "changes:\n" + others.map { "  - \(answer.packages[$0].change)\n" }.joined()
      #expect(
        abs(try await remaining(text) - package.remainingWithoutHours) < Self.tolerance)
    }
  }
}
