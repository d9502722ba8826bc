import PlanModel
import TestSupport
import Testing
import WorkCalendar

@testable import PlanFiles

@Suite("Hostile scenarios")
struct ScenarioHostileTests {
  private static let words = [
    "changes:", "\n  - ", "hire:", "delay:", "set:", "add:", "scale:", "pause:", "budget:", "{",
    "}",
    "[", "]", ": ", ", ", "project", "atlas", "crm", "by", "6 weeks", "-1", "1e308", "nan",
    "9999-12-31",
    "0001-01-01", "2027-03-01", "from", "to", "factor", "person", "p1", "demand", "fte",
    "projects.crm.",
    "demand[", "]", "=", "*", "&a", "!!x", "\"", "'", "|", ">", "#", "\u{0}", "\u{FEFF}", "é", "%",
    "people",
    "skills", "x:9;;", "extends: x", "name:", "train:", "ready", "days", "level", "period",
    "2027-Q9", ";",
  ]

  /// Reads the text as a file and as a line; nothing but an error or a plan may come of it.
  private func read(_ text: String, _ plan: Plan) throws {
    let today = try day("2027-01-01")
    let files = [PlanFile(name: "x.yaml", text: text)]
    for (names, inline) in [(["x"], []), ([], [text])] {
      do {
        let read = try ScenarioReader.read(
          names, inline: inline, in: ScenarioLibrary(files: files), of: plan, today: today)
        #expect(read.count == 1)
      } catch {
        #expect(!error.diagnostics.isEmpty)
      }
    }
  }

  @Test("thousands of random texts end in an error or a plan")
  func randomWords() throws {
    let plan = try scenarioPlan()
    var random = SplitMix64(7)
    for _ in 0..<2500 {
      var text = random.next(in: 0...2) > 0 ? "changes:\n  - " : ""
      for _ in 0..<random.next(in: 1...25) {
        text += Self.words[random.next(in: 0...Self.words.count - 1)]
        if random.next(in: 0...2) == 0 { text += " " }
      }
      try read(text, plan)
    }
  }

  @Test("random bytes end in an error or a plan")
  func randomBytes() throws {
    let plan = try scenarioPlan()
    var random = SplitMix64(8)
    for _ in 0..<1000 {
      let bytes = (0..<random.next(in: 0...60)).map { _ in UInt8(random.next(in: 0...255)) }
      try read(String(decoding: bytes, as: UTF8.self), plan)
      let library = ScenarioLibrary(files: [PlanFile(name: "x.yaml", bytes: bytes)])
      #expect(throws: PlanErrors.self) {
        _ = try ScenarioReader.read(["x"], in: library, of: plan, today: try day("2027-01-01"))
      }
    }
  }

  @Test("a right scenario with one character changed ends in an error or a plan")
  func mutations() throws {
    let plan = try scenarioPlan()
    let text = """
      name: Base
      changes:
        - hire: { role: dev, count: 2, start: 2027-03-01, ramp_up_weeks: 13 }
        - delay: { project: atlas, by: 6 weeks }
        - pause: { project: crm, from: 2027-03-01, to: 2027-03-14 }
        - scale: { project: crm, factor: 1.5, from: 2027-02-10, to: 2027-02-20 }
        - set: { projects.crm.priority: 1, "demand[project=crm, skill=ux].fte": 2 }
        - add: { demand: { project: crm, skill: ux, effort_days: 4, from: 2027-03-01 } }
      """
    var random = SplitMix64(9)
    let letters = Array("0123456789-:{}[]\"'#,. azAZ\n\t%*&")
    for _ in 0..<1500 {
      var characters = Array(text)
      for _ in 0..<random.next(in: 1...3) {
        characters[random.next(in: 0...characters.count - 1)] =
          letters[random.next(in: 0...letters.count - 1)]
      }
      try read(String(characters), plan)
    }
  }
}
