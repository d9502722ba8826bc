import Foundation
import PlanModel
import Terminal
import Testing

@Suite("Scenarios/governance")
struct GovernanceTests {
  /// `check` on the scenario with another mode, and its answer as JSON.
  private func check(
    _ mode: String, _ edit: (String) -> String = { $0 }
  ) throws -> (status: Int32, verdict: String, rules: [[String: Any]]) {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let source = Program.root.appending(path: "Scenarios/governance")
    for name in try FileManager.default.contentsOfDirectory(atPath: source.path) {
      let data = try Data(contentsOf: source.appending(path: name))
      var text = String(decoding: data, as: UTF8.self)
      if name == "plan.yaml" {
        text = edit(text.replacing("mode: controlling", with: "mode: \(mode)"))
      }
      try Data(text.utf8).write(to: folder.appending(path: name))
    }
    let result = try Program.run(["check", folder.path, "--json"])
    let answer = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    let governance = try #require(answer?["governance"] as? [String: Any])
    return (
      result.status, try #require(governance["verdict"] as? String),
      try #require(governance["rules"] as? [[String: Any]])
    )
  }

  private func broken(_ rule: [String: Any]) -> [String] {
    ((rule["violations"] as? [[String: Any]]) ?? []).compactMap { $0["id"] as? String }
  }

  @Test(
    "one and the same plan has another outcome in each mode",
    arguments: [
      ("advisory", 0, "finding"), ("supportive", 0, "advice"), ("controlling", 3, "failed"),
      ("directive", 3, "failed"),
    ])
  func modes(mode: String, status: Int32, verdict: String) throws {
    let answer = try check(mode)
    #expect(answer.status == status)
    #expect(answer.verdict == verdict)
    // Who breaks what does not depend on the mode.
    #expect(
      answer.rules.compactMap { $0["id"] as? String } == [
        "owned", "served", "no-overload", "in-time",
      ])
    #expect(answer.rules.map(broken) == [["crm", "nova"], ["atlas"], ["cia"], []])
    #expect(answer.rules.compactMap { $0["judged"] as? Int } == [3, 1, 3, 1])
  }

  @Test("advice alone fails no gate, and a plan that keeps its rules meets them all")
  func severities() throws {
    let advice = try check("controlling") {
      $0.replacing("severity: gate", with: "severity: advice")
        .replacing("severity: hard", with: "severity: advice")
    }
    #expect(advice.status == 0 && advice.verdict == "advice")
    let met = try check("controlling") {
      $0.replacing("owner and budget_owner", with: "id").replacing("<= 40", with: "<= 4000")
        .replacing("<= 2\"", with: "<= 4\"")
    }
    #expect(met.status == 0 && met.verdict == "met")
  }

  @Test("the text names the rule, who breaks it, the facts and who answers for it")
  func text() throws {
    let result = try Program.run(["check", "Scenarios/governance"])
    #expect(result.status == 3)
    try Snapshots.expect(result.output, "governance")
    for line in result.output.split(separator: "\n") { #expect(String(line).displayWidth <= 80) }
  }
}
