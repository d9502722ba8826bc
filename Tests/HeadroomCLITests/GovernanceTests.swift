import Foundation
import PlanModel
import Terminal
import Testing

@Suite("Scenarios/governance")
struct GovernanceTests {
  /// `check` on the scenario with another mode, and its answer as JSON.
  private func check(
    _ mode: String, _ edit: (String) -> String = { $0 }
  ) throws -> (
    status: Int32, verdict: String, rules: [[String: Any]], repair: [String: Any]?
  ) {
    let folder = try Program.governance(mode: mode, edit)
    defer { try? FileManager.default.removeItem(at: folder) }
    let result = try Program.run(["check", folder.path, "--json"])
    let answer = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    let governance = try #require(answer?["governance"] as? [String: Any])
    return (
      result.status, try #require(governance["verdict"] as? String),
      try #require(governance["rules"] as? [[String: Any]]),
      governance["repair"] as? [String: Any]
    )
  }

  private func broken(_ rule: [String: Any]) -> [String] {
    ((rule["violations"] as? [[String: Any]]) ?? []).compactMap { $0["id"] as? String }
  }

  @Test(
    "one and the same plan has another outcome in each mode",
    arguments: [
      ("advisory", 0, "finding"), ("supportive", 0, "advice"), ("controlling", 3, "failed"),
      ("directive", 0, "repaired"),
    ])
  func modes(mode: String, status: Int32, verdict: String) throws {
    let answer = try check(mode)
    #expect(answer.status == status)
    #expect(answer.verdict == verdict)
    // Who breaks what does not depend on the mode.
    #expect(
      answer.rules.compactMap { $0["id"] as? String } == [
        "owned", "served", "ready", "funded", "no-overload", "in-time",
      ])
    #expect(answer.rules.map(broken) == [["crm", "nova"], ["atlas"], [], ["nova"], ["cia"], []])
    #expect(answer.rules.compactMap { $0["judged"] as? Int } == [3, 1, 1, 1, 3, 1])
    // What to do about it does.
    let smallest = answer.rules.compactMap { $0["smallestRepair"] as? String }
    #expect(smallest == (mode == "controlling" ? ["delay crm by 4 weeks"] : []))
    let changes = answer.repair?["changes"] as? [[String: Any]]
    #expect(
      changes?.compactMap { $0["change"] as? String }
        == (mode == "directive" ? ["delay crm by 4 weeks"] : nil))
  }

  @Test("hard rules that contradict each other end with status 4 and the smallest set of them")
  func contradiction() throws {
    let answer = try check("directive", Program.withPromise)
    #expect(answer.status == 4 && answer.verdict == "impossible")
    #expect(answer.repair?["contradiction"] as? [String] == ["served", "promised"])
    // Each of them alone can be met: the plan as it is without served, crm later without promised.
    let removals = try #require(answer.repair?["removals"] as? [[String: Any]])
    #expect(removals.compactMap { $0["rule"] as? String } == ["served", "promised"])
    #expect(
      removals.compactMap { $0["changes"] as? [String] } == [[], ["delay crm by 4 weeks"]])
    for rule in ["served", "promised"] {
      let rest = try check("directive") { settings in
        Program.withPromise(settings).split(separator: "\n", omittingEmptySubsequences: false)
          .filter { !$0.contains("id: \(rule),") }.joined(separator: "\n")
      }
      #expect(rest.status == 0, "without \(rule)")
    }
  }

  @Test("what no change of dates moves cannot be met, and says what is to be filled in")
  func beyond() throws {
    let answer = try check("directive") {
      $0.replacing("id: owned, severity: advice", with: "id: owned, severity: gate")
    }
    #expect(answer.status == 4)
    #expect(answer.repair?["contradiction"] as? [String] == ["owned"])
    let bound = try #require(answer.repair?["bound"] as? String)
    #expect(bound.hasSuffix("set budget_owner, owner of crm, nova"))
  }

  @Test("an initiative's own mode holds for its projects alone")
  func override() throws {
    let folder = try Program.governance(mode: "controlling")
    defer { try? FileManager.default.removeItem(at: folder) }
    let table = "id,name,owner,budget_owner,mode\ngrowth,Growth,eva,kim,advisory\n"
    try Data(table.utf8).write(to: folder.appending(path: "initiatives.csv"))
    // atlas, who breaks the only rule that binds, belongs to growth.
    let result = try Program.run(["check", folder.path])
    #expect(result.status == 0)
    #expect(result.output.contains("owner eva; advisory"))
  }

  @Test("a repair that finds nothing in the plans that it may try fails the gate")
  func tries() throws {
    let folder = try Program.governance(mode: "directive")
    defer { try? FileManager.default.removeItem(at: folder) }
    let result = try Program.run(["check", folder.path, "--tries", "1"])
    #expect(result.status == 3 && result.output.contains("No repair was found"))
    #expect(try Program.run(["check", folder.path, "--tries", "0"]).status == 64)
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
        .replacing("<= 2\"", with: "<= 6\"").replacing("budget >= spent", with: "spent >= 0")
    }
    #expect(met.status == 0 && met.verdict == "met")
  }

  @Test("the text names the rule, who breaks it, the facts and who answers for it")
  func text() throws {
    let result = try Program.run(["check", "Scenarios/governance"])
    #expect(result.status == 3)
    try Snapshots.expect(result.output, "governance")
    for line in result.output.split(separator: "\n") { #expect(String(line).displayWidth <= 80) }
    for (name, edit) in [
      ("governance-directive", { $0 }), ("governance-impossible", Program.withPromise),
    ] as [(String, (String) -> String)] {
      let folder = try Program.governance(mode: "directive", edit)
      defer { try? FileManager.default.removeItem(at: folder) }
      let output = try Program.run(["check", folder.path]).output
      try Snapshots.expect(output.replacing(folder.path, with: "DIR"), name)
    }
  }

  @Test("Ctrl-C ends the search for a repair with what it has proven, and what else check found")
  func interrupted() throws {
    // Sixteen projects of ten people, none of which can help: every plan of more than a billion fails.
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let count = 16
    var (people, projects, rows) = ("id,skills\n", "id,status,start,finish\n", "")
    for number in 0..<count {
      people += "p\(number),sql\n"
      projects += "j\(number),committed,2027-03-01,2027-04-09\n"
      rows += "j\(number),sql,1.2\n"
    }
    let files = [
      "plan.yaml": """
      as_of: 2027-02-22
      starts: 2027-03-01
      ends: 2027-10-29
      governance:
        mode: directive
        rules:
          - { id: served, severity: hard, for: project, require: "short_hours * 2 <= 10" }

      """,
      "people.csv": people, "projects.csv": projects, "demand.csv": "project,skill,fte\n" + rows,
    ]
    for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
    // Whoever is too early ends the program before it listens.
    for seconds in [1.0, 4, 16] {
      let result = try Program.run(
        ["check", folder.path, "--tries", "1000000"], interruptedAfter: seconds)
      guard result.status == 3 else { continue }
      let text = result.output.replacing("\n", with: " ")
      #expect(text.contains("No repair was found"))
      #expect(text.contains("of more than a billion plans, then interrupted"))
      #expect(text.contains("would make at least 1 change"))
      return
    }
    Issue.record("check did not end with an answer")
  }
}
