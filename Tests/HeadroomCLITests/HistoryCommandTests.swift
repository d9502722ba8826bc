import Foundation
import HeadroomReport
import PlanFiles
import PlanModel
import Terminal
import Testing

@Suite("headroom snapshot, trend and status")
struct HistoryCommandTests {
  @Test("a snapshot is what --json prints, the same in each run, and never written over unasked")
  func snapshot() throws {
    try Program.withCopy(ofScenario: "studio") { plan in
      let before = try PlanReader.read(folder: plan.path).plan.fingerprint
      let file = plan.appending(path: "history/2026-11-23.json")
      let first = try Program.run(["snapshot", plan.path, "--json"])
      #expect(first.status == 0, "\(first.errors)")
      #expect(String(decoding: try Data(contentsOf: file), as: UTF8.self) == first.output)
      let second = try Program.run(["snapshot", plan.path])
      #expect(second.status == 2 && second.errors.contains("history/2026-11-23.json: error"))
      let third = try Program.run(["snapshot", plan.path, "--overwrite", "--json"])
      #expect(third.status == 0 && third.output == first.output)
      #expect(try Program.run(["snapshot", plan.path, "--label", "board"]).status == 0)
      #expect(
        try PlanFolder.history(of: plan.path).map(\.name) == [
          "history/2026-08-31.json", "history/2026-10-05-board.json",
          "history/2026-11-23-board.json", "history/2026-11-23.json",
        ])
      // The history is no part of the plan.
      #expect(try PlanReader.read(folder: plan.path).plan.fingerprint == before)
      #expect(try Program.run(["status", plan.path]).output.contains("nothing worth a word"))
    }
  }

  @Test("reports on the history of studio are as in their snapshots; status has ten lines at most")
  func reports() throws {
    for (name, words) in [
      ("studio-trend", ["trend", "Scenarios/studio"]),
      ("studio-status", ["status", "Scenarios/studio", "--since", "2026-09-30"]),
    ] {
      let result = try Program.run(words)
      #expect(result.status == 0, "\(result.errors)")
      try Snapshots.expect(result.output, name)
      let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      for line in lines { #expect(String(line).displayWidth <= 80) }
      if name == "studio-status" { #expect(lines.count <= StatusText.mostLines) }
    }
  }

  @Test("a damaged snapshot is named, and nothing is guessed from the others")
  func damaged() throws {
    try Program.withCopy(ofScenario: "studio") { plan in
      try Data("{\"schema\": \"headroom.snapshot/1\"".utf8).write(
        to: plan.appending(path: "history/2026-10-05-board.json"))
      for verb in ["trend", "status"] {
        let result = try Program.run([verb, plan.path])
        #expect(result.status == 2)
        #expect(result.errors.contains("history/2026-10-05-board.json: error"))
      }
    }
  }

  @Test("a plan without history is told what to do", arguments: ["trend", "status"])
  func empty(verb: String) throws {
    let result = try Program.run([verb, "Scenarios/mission"])
    #expect(result.status == 2 && result.errors.contains("headroom snapshot PLAN"))
  }
}
