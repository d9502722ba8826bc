import Foundation
import PlanFiles
import PlanModel
import Terminal
import TestSupport
import Testing
import WorkCalendar

/// `apply` by how strictly the plan is run, on Scenarios/governance.
@Suite("headroom apply under governance")
struct ApplyGovernanceTests {
  /// What `apply --yes` makes of changes.
  private struct Outcome {
    var status: Int32
    var text: String
    var answer: [String: Any]
    /// Whether any file of the plan differs from before.
    var hasChanged: Bool
    var plan: Plan
    /// history/agreed.csv.
    var agreed: String?

    var decision: String? { answer["decision"] as? String }
    var obstacles: [String] {
      ((answer["obstacles"] as? [[String: Any]]) ?? []).compactMap { $0["text"] as? String }
    }
  }

  private func apply(
    _ changes: String, _ mode: String, options: [String] = [], tables: [String: String] = [:],
    _ edit: (String) -> String = { $0 }
  ) throws -> Outcome {
    let folder = try Program.governance(mode: mode, edit)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in tables { try Data(text.utf8).write(to: folder.appending(path: name)) }
    let before = try PlanFolder.files(of: folder.path)
    let words = ["apply", folder.path, "--inline", changes] + options
    let shown = try Program.run(words + ["--json"])
    #expect(try PlanFolder.files(of: folder.path) == before)
    let result = try Program.run(words + ["--yes"])
    // What is asked before it is done ends as it would.
    #expect(shown.status == result.status, "\(shown.errors)")
    let answer = try JSONSerialization.jsonObject(with: Data(shown.output.utf8)) as? [String: Any]
    let ledger = folder.appending(path: "history/agreed.csv")
    for line in result.output.split(separator: "\n") where !line.contains("headroom apply") {
      #expect(String(line).displayWidth <= 80)
    }
    return Outcome(
      status: result.status, text: result.output.replacing("\n", with: " "),
      answer: try #require(answer), hasChanged: try PlanFolder.files(of: folder.path) != before,
      plan: try PlanReader.read(folder: folder.path).plan,
      agreed: try? String(contentsOf: ledger, encoding: .utf8))
  }

  @Test("advisory: nothing is written, with status 0")
  func advisory() throws {
    let outcome = try apply("set projects.nova.owner = ada", "advisory")
    #expect(outcome.status == 0 && !outcome.hasChanged)
    #expect(outcome.decision == "advised")
    #expect(outcome.text.contains("Nothing is written: this plan is advised, not run"))
  }

  @Test(
    "supportive: a blank is filled; what the team has filled in waits until it agrees, which is kept"
  )
  func supportive() throws {
    let blank = try apply("set projects.nova.owner = ada", "supportive")
    #expect(blank.status == 0 && blank.hasChanged && blank.decision == "allowed")
    #expect(blank.plan.projects.first { $0.id == "nova" }?.owner == "ada")
    #expect(blank.agreed == nil)
    let added = try apply(
      "add demand project=nova skill=ux from=2027-02-01 to=2027-02-28 fte=0.1", "supportive")
    #expect(added.hasChanged)

    let filled = try apply("delay crm by 1 week; set projects.nova.owner = ada", "supportive")
    #expect(filled.status == 0 && !filled.hasChanged && filled.decision == "unagreed")
    #expect(
      filled.obstacles == [
        "2 entries about project crm that the team has made would be replaced: agree on it"
      ])
    #expect(filled.text.contains("--agreed"))

    let agreed = try apply(
      "delay crm by 1 week", "supportive", options: ["--agreed", "finn, in \"the\" review"])
    #expect(agreed.status == 0 && agreed.hasChanged && agreed.decision == "allowed")
    let rows = try #require(agreed.agreed).split(separator: "\n")
    #expect(rows.count == 2 && rows[0] == "as_of,applied,agreed,before,after")
    #expect(rows[1].hasPrefix("2027-01-04,inline,\"finn, in \"\"the\"\" review\","))
    #expect(rows[1].hasSuffix(agreed.plan.fingerprint))
    #expect(try Program.run(["apply", "x", "y", "--agreed", " "]).status == 64)
  }

  @Test(
    "controlling: status 3 where a gate fails that did not, with its owner and the smallest repair")
  func controlling() throws {
    // served fails for atlas before and after: that is no reason to refuse what is about another.
    let other = try apply("delay crm by 1 week", "controlling")
    #expect(other.status == 0 && other.hasChanged)
    let gate = try apply("scale crm by 3", "controlling")
    #expect(gate.status == 3 && !gate.hasChanged && gate.decision == "rejected")
    let text = try #require(gate.obstacles.first)
    #expect(gate.obstacles.count == 1)
    #expect(text.hasPrefix("gate ready fails for crm (owner: finn, short_hours: "))
    #expect(text.contains("finn answers for it; the smallest repair: "))
    #expect(gate.text.contains("is rejected: ready fails for project crm. Nothing is written."))
    // Agreement is no way past a gate.
    let agreed = try apply("scale crm by 3", "controlling", options: ["--agreed", "all"])
    #expect(agreed.status == 3 && !agreed.hasChanged)
  }

  @Test(
    "directive: what repairs the plan is written with the change, or nothing is, proven with status 4"
  )
  func directive() throws {
    let repaired = try apply("delay crm by 1 week", "directive")
    #expect(repaired.status == 0 && repaired.hasChanged)
    #expect(repaired.answer["repair"] as? [String] == ["delay crm by 3 weeks"])
    let crm = try #require(repaired.plan.projects.first { $0.id == "crm" })
    #expect(crm.start == (try day("2027-02-15")))
    #expect(repaired.text.contains("with what repairs it (delay crm by 3 weeks)"))

    let impossible = try apply("scale nova by 0.9", "directive", Program.withPromise)
    #expect(impossible.status == 4 && !impossible.hasChanged)
    #expect(impossible.decision == "impossible")
    #expect(impossible.text.contains("no change that is allowed meets served and promised"))

    let untried = try apply("scale nova by 0.9", "directive", options: ["--tries", "1"])
    #expect(untried.status == 3 && !untried.hasChanged && untried.decision == "rejected")
    #expect(untried.text.contains("no repair was found"))
  }

  @Test("directive: a project with a pin stays as it is, but the pin may be taken off")
  func pins() throws {
    let tables = [
      "projects.csv": """
      id,name,initiative,owner,status,must_have,start,finish,pin
      atlas,New shop,growth,eva,active,no,2027-01-04,2027-02-26,in
      crm,Customer records,,finn,committed,no,2027-01-18,2027-02-28,
      nova,App,growth,,active,no,2027-01-04,2027-04-30,

      """
    ]
    let moved = try apply("delay atlas by 1 week", "directive", tables: tables)
    #expect(moved.status == 3 && !moved.hasChanged)
    #expect(moved.text.contains("project atlas has a pin"))
    #expect(try apply("delay crm by 1 week", "directive", tables: tables).hasChanged)
    #expect(try apply("set projects.atlas.pin = ~", "directive", tables: tables).hasChanged)
    // Only directive mode moves projects by itself, so only there a pin holds against a change.
    #expect(try apply("delay atlas by 1 week", "controlling", tables: tables).hasChanged)
  }

  @Test("an initiative's own mode holds for it and its projects alone")
  func initiatives() throws {
    func tables(_ mode: String) -> [String: String] {
      ["initiatives.csv": "id,name,owner,budget_owner,mode\ngrowth,Growth,eva,kim,\(mode)\n"]
    }
    let advised = try apply("delay nova by 1 week", "controlling", tables: tables("advisory"))
    #expect(advised.status == 0 && !advised.hasChanged && advised.decision == "advised")
    #expect(advised.text.contains("project nova is advised, not run (mode: advisory)"))
    #expect(try apply("delay crm by 1 week", "controlling", tables: tables("advisory")).hasChanged)
    let owner = try apply(
      "set initiatives.growth.owner = ada", "directive", tables: tables("supportive"))
    #expect(owner.status == 0 && owner.decision == "unagreed" && !owner.hasChanged)
    // The plan is advised, one initiative is run.
    let run = try apply(
      "set projects.nova.owner = ada", "advisory", tables: tables("controlling"))
    #expect(run.status == 0 && run.hasChanged)
    #expect(try !apply("delay crm by 1 week", "advisory", tables: tables("controlling")).hasChanged)
  }
}
