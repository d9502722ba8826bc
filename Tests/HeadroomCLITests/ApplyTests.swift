import Foundation
import PlanFiles
import PlanModel
import Terminal
import TestSupport
import Testing

@Suite("headroom apply")
struct ApplyTests {
  /// A copy of a scenario's folder, in which `edit` may change the text of a file.
  private func withCopy<Result>(
    of name: String, edit: (String, String) -> String = { $1 }, _ body: (URL) throws -> Result
  ) throws -> Result {
    try Program.withCopy(ofScenario: name) { plan in
      for file in try FileManager.default.contentsOfDirectory(atPath: plan.path)
      where file.contains(".") {
        let place = plan.appending(path: file)
        let text = String(decoding: try Data(contentsOf: place), as: UTF8.self)
        let edited = edit(file, text)
        if edited != text { try Data(edited.utf8).write(to: place) }
      }
      return try body(plan)
    }
  }

  private func fingerprint(_ folder: URL) throws -> String {
    try PlanReader.read(folder: folder.path).plan.fingerprint
  }

  private func json(_ words: [String]) throws -> [String: Any] {
    let result = try Program.run(words + ["--json"])
    #expect(result.status == 0, "\(result.errors)")
    return try #require(
      JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
  }

  @Test(
    "a scenario that is written makes the plan that whatif has computed",
    arguments: [
      ("mission", "relay-later"), ("mission", "relay-later-and-hire"),
      ("studio", "campaign-waits"),
    ])
  func written(name: String, scenario: String) throws {
    let expected = try json(["whatif", "Scenarios/\(name)", scenario])
    let outcome = try #require((expected["scenarios"] as? [[String: Any]])?.first)
    try withCopy(of: name) { plan in
      let before = try fingerprint(plan)
      let shown = try Program.run(["apply", plan.path, scenario])
      #expect(shown.status == 0 && shown.output.contains("Nothing is"))
      #expect(try fingerprint(plan) == before)
      let answer = try json(["apply", plan.path, scenario, "--yes"])
      #expect(answer["isWritten"] as? Bool == true)
      #expect(try fingerprint(plan) == outcome["fingerprint"] as? String)
      #expect(answer["fingerprintAfter"] as? String == outcome["fingerprint"] as? String)
    }
  }

  @Test("rows that wide tables cannot hold become long rows, and bottlenecks says the same")
  func wide() throws {
    let expected = try json(["whatif", "Scenarios/scaleup", "insight-later"])
    let outcome = try #require((expected["scenarios"] as? [[String: Any]])?.first)
    let metrics = try #require(outcome["metrics"] as? [String: Any])
    try withCopy(of: "scaleup") { plan in
      let result = try Program.run(["apply", plan.path, "insight-later", "--yes"])
      #expect(result.status == 0, "\(result.errors)")
      let base = try #require(
        try json(["whatif", plan.path, "--inline", "win insight"])["base"] as? [String: Any])
      let own = try #require(base["metrics"] as? [String: Any])
      #expect(own["shortHours"] as? [String: Double] == metrics["shortHours"] as? [String: Double])
      #expect(own["finish"] as? [String: String] == metrics["finish"] as? [String: String])
      for line in result.output.split(separator: "\n") { #expect(String(line).displayWidth <= 80) }
    }
  }

  @Test("what people learn, where they move, who is bought and who may leave has tables of its own")
  func staffing() throws {
    let text = """
      train elif in design:4 by 2027-04-05 taking 4 days; move lucas to product on 2027-03-01; \
      contract skills=design:3 fte=1 from 2027-04-05 to 2027-06-25; attrition 10% of team product
      """
    let expected = try json(["whatif", "Scenarios/studio", "--inline", text])
    let outcome = try #require((expected["scenarios"] as? [[String: Any]])?.first)
    let metrics = try #require(outcome["metrics"] as? [String: Any])
    try withCopy(of: "studio") { plan in
      let result = try Program.run(["apply", plan.path, "--yes", "--inline", text])
      #expect(result.status == 0, "\(result.errors)")
      let names = try PlanFolder.files(of: plan.path).map(\.name)
      #expect(
        Set(names).isSuperset(of: ["training.csv", "moves.csv", "contracts.csv", "attrition.csv"]))
      let base = try #require(
        try json(["whatif", plan.path, "--inline", "win website"])["base"] as? [String: Any])
      let own = try #require(base["metrics"] as? [String: Any])
      #expect(own["shortHours"] as? [String: Double] == metrics["shortHours"] as? [String: Double])
      #expect(own["people"] as? Double == metrics["people"] as? Double)
      #expect(own["utilisation"] as? Double == metrics["utilisation"] as? Double)
    }
  }

  @Test("what a table cannot say is refused, and nothing is written")
  func refused() throws {
    try withCopy(of: "studio") { plan in
      // A quarter is other days in another fiscal year.
      let rows = "project,skill,from,to,fte\nbrand,copy,2027-Q1,2027-Q1,0.1\n"
      try Data(rows.utf8).write(to: plan.appending(path: "demand-brand.csv"))
      let before = try PlanFolder.files(of: plan.path)
      let result = try Program.run([
        "apply", plan.path, "--yes", "--inline",
        "delay summer by 2 weeks; set plan.fiscal_year.starts = july",
      ])
      #expect(result.status == 2)
      #expect(result.errors.contains("cannot be written"))
      #expect(try PlanFolder.files(of: plan.path) == before)
    }
  }

  @Test("plan.yaml keeps its remarks, and every byte but the values that are set")
  func settings() throws {
    try withCopy(of: "studio") { plan in
      let file = plan.appending(path: "plan.yaml")
      let before = String(decoding: try Data(contentsOf: file), as: UTF8.self)
      let result = try Program.run([
        "apply", plan.path, "--yes", "--inline",
        "set plan.target_utilisation = 0.8; set plan.hiring.notice_days = 30; set plan.quarters = 3",
      ])
      #expect(result.status == 0, "\(result.errors)")
      let after = String(decoding: try Data(contentsOf: file), as: UTF8.self)
      let expected = before.replacing("target_utilisation: 0.85 ", with: "target_utilisation: 0.8 ")
        .replacing("notice_days: 60", with: "notice_days: 30")
        .replacing("ends: 2027-12-31", with: "ends: ~")
      #expect(after == expected + "quarters: 3\n")
    }
  }

  @Test("the choice of projects and the bookings of an allocation are written from their answers")
  func results() throws {
    try withCopy(of: "scaleup") { plan in
      let choice = plan.deletingLastPathComponent().appending(path: "choice.json")
      let answer = try Program.run(["balance", plan.path, "--select", "--json"])
      try Data(answer.output.utf8).write(to: choice)
      #expect(try Program.run(["apply", plan.path, choice.path, "--yes"]).status == 0)
      let projects = try PlanReader.read(folder: plan.path).plan.projects
      #expect(projects.first { $0.id == "marketplace" }?.status == .committed)
      // The answer was about the plan as it was.
      let again = try Program.run(["apply", plan.path, choice.path, "--yes"])
      #expect(again.status == 2 && again.errors.contains("stale-result"))
    }
    try withCopy(of: "studio") { plan in
      let folder = plan.deletingLastPathComponent()
      let before = try PlanReader.read(folder: plan.path).plan
      for (form, other) in [("--json", "--csv"), ("--csv", "--json")] {
        let file = folder.appending(path: "allocation." + form.dropFirst(2))
        let answer = try Program.run(["allocate", plan.path, form])
        try Data(answer.output.utf8).write(to: file)
        let rows = try json(["apply", plan.path, file.path])["changes"] as? [[String: Any]]
        #expect((rows?.count ?? 0) > 900, "\(form), not \(other)")
      }
      let file = folder.appending(path: "allocation.csv")
      #expect(try Program.run(["apply", plan.path, file.path, "--yes"]).status == 0)
      let after = try PlanReader.read(folder: plan.path).plan
      let hard = before.assignments.filter { $0.firmness == .hard }
      #expect(after.assignments.filter { $0.firmness == .hard } == hard)
      // Written once, the table is the plan's.
      let again = try json(["apply", plan.path, file.path])
      #expect((again["changes"] as? [Any])?.isEmpty == true)
    }
  }
}
