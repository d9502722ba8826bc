import Foundation
import Headroom
import HeadroomReport
import PlanFiles
import PlanModel
import TestSupport
import Testing

/// How a plan is written down changes nothing of what it means.
@Suite("Ways of writing a plan")
struct InvarianceTests {
  /// The JSON document of `bottlenecks`, the fingerprint of the plan in it.
  private func document(_ files: [PlanFile]) async throws -> String {
    let plan = try PlanReader.read(files: files).plan
    let request = Bottlenecks.Request(plan: plan, today: try day("2026-11-24"))
    return try JSONDocument(await Bottlenecks.answer(request)).text
  }

  private func expectSame(_ plan: Plan, seeds: Range<Int>) async throws {
    let files = PlanWriter.files(for: plan)
    let expected = try await document(files)
    for seed in seeds {
      var rewriter = PlanRewriter(seed: UInt64(seed))
      let other = rewriter.rewritten(files)
      #expect(other != files)
      #expect(try await document(other) == expected, "seed \(seed)")
    }
  }

  @Test(
    "rows, columns, line ends, separators and decimal signs change no byte of the answer",
    arguments: 0..<12)
  func generated(seed: Int) async throws {
    var request = Generate.Request(people: 8 + seed, projects: 5, weeks: 20, load: 1.2)
    request.seed = UInt64(seed)
    try await expectSame(try Generate.answer(request).plan, seeds: seed * 4..<seed * 4 + 4)
  }

  @Test("nor do they for the scenarios", arguments: ["studio", "mission"])
  func scenarios(name: String) async throws {
    let folder = ErrorScenario.folder.deletingLastPathComponent().appending(path: name)
    let plan = try PlanReader.read(folder: folder.path).plan
    try await expectSame(plan, seeds: 100..<102)
  }

  @Test(
    "the files of a scenario give what its rewritten plan gives", arguments: ["studio", "mission"])
  func asItStands(name: String) async throws {
    let folder = ErrorScenario.folder.deletingLastPathComponent().appending(path: name)
    let files = try PlanFolder.files(of: folder.path)
    let plan = try PlanReader.read(files: files).plan
    #expect(try await document(files) == (try await document(PlanWriter.files(for: plan))))
  }
}
