import Foundation
import Headroom
import HeadroomReport
import PlanFiles
import TestSupport
import Testing
import WorkCalendar

/// Holds the answers of `bottlenecks` against the independent computation in Tests/Oracle.
///
/// `HEADROOM_PYTHON` names a Python with the packages of Tests/Oracle/requirements.txt; without it
/// the tests are skipped. `HEADROOM_ORACLE_SEEDS` names other seeds, as `8,9,10`.
@Suite("The independent computation", .enabled(if: Oracle.isThere, "HEADROOM_PYTHON is not set"))
struct OracleTests {
  @Test("agrees with examples computed by hand")
  func byHand() throws {
    let run = try Oracle.run("test_oracle.py", [])
    #expect(run.status == 0, "\(run.output)")
  }

  @Test("agrees with every number of 500 random plans", arguments: Oracle.seeds)
  func randomPlans(seed: Int) async throws {
    let folder = try temporaryFolder("oracle-\(seed)")
    let plans = folder.appending(path: "plans")
    let answers = folder.appending(path: "answers")
    try FileManager.default.createDirectory(at: answers, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let written = try Oracle.run(
      "random_plans.py", ["--seed", "\(seed)", "--count", "500", plans.path])
    try #require(written.status == 0, "\(written.output)")
    let names = try FileManager.default.contentsOfDirectory(atPath: plans.path).sorted()
    #expect(names.count == 500)

    // The linear programmes run beside ours.
    let expected = folder.appending(path: "oracle.jsonl")
    let oracle = try Oracle.start(
      "oracle.py", names.map { plans.appending(path: $0).path }, output: expected)
    let today = try day("2026-11-24")
    for name in names {
      let plan = try PlanReader.read(folder: plans.appending(path: name).path).plan
      let answer = try await Bottlenecks.answer(Bottlenecks.Request(plan: plan, today: today))
      let file = answers.appending(path: "\(name).json")
      try Data(JSONDocument(answer).text.utf8).write(to: file)
    }
    oracle.waitUntilExit()
    try #require(oracle.terminationStatus == 0)
    let compared = try Oracle.run("check_answer.py", [expected.path, answers.path])
    #expect(compared.status == 0, "\(compared.output)")
  }
}
