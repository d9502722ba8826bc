import FoundationEssentials
import Headroom
import Terminal
import Testing

@testable import HeadroomReport

@Suite("The report on bottlenecks")
struct BottlenecksReportTests {
  @Test("reads as in its snapshot", arguments: ["mock", "calm", "empty", "wide"])
  func snapshot(name: String) throws {
    let answer =
      switch name {
      case "mock": try Fixtures.mock()
      case "calm": try Fixtures.calm()
      case "empty": try Fixtures.empty()
      default: try Fixtures.wide()
      }
    try Snapshots.expect(BottlenecksText(answer, plan: "Scenarios/scaleup").text, name)
  }

  @Test("begins with the answer")
  func firstLine() throws {
    for answer in try Fixtures.all() {
      let words = BottlenecksText(answer).text.split(separator: "\n").joined(separator: " ")
      #expect(words.hasPrefix(answer.summary))
    }
  }

  @Test("is never wider than 80 columns or the screen", arguments: [40, 80, 200])
  func width(columns: Int) throws {
    for answer in try Fixtures.all() {
      for plan in ["Scenarios/studio", String(repeating: "a b/", count: 30)] {
        let text = BottlenecksText(answer, plan: plan, screen: Screen(width: columns)).text
        for line in text.split(separator: "\n") {
          #expect(String(line).displayWidth <= (columns == 40 ? 56 : 80), "\(line)")
        }
      }
    }
  }

  @Test("says the same with colours and without, but for the glyphs that stand in for them")
  func colours() throws {
    let answer = try Fixtures.mock()
    #expect(!BottlenecksText(answer).text.contains("\u{1B}"))
    let coloured = BottlenecksText(answer, screen: Screen(colour: .many)).text
    #expect(coloured.contains("\u{1B}[1;38;5;231;48;5;160m"))
    #expect(!coloured.contains("█"))
  }

  @Test("a set of many skills is told by its core")
  func core() throws {
    let text = BottlenecksText(try Fixtures.wide()).text
    #expect(text.contains("技能第1番目 and 技能第2番目, with 10 others that share their"))
  }

  /// A set of five skills, one of which its holders cannot give by themselves, and a person.
  private func map(of skills: [String]) throws -> [Substring] {
    let answer = try Fixtures.answer(
      summary: "a is short.", periods: 1,
      headroom: skills.map { ($0, [$0 == "b" ? -2.0 : 3.0]) },
      sets: [Fixtures.Set(skills: ["a", "b", "c", "d", "e"], period: 0, fte: 4, core: ["a"])])
    let lines = BottlenecksText(answer).text.split(
      separator: "\n", omittingEmptySubsequences: false)
    return Array(lines.drop { !$0.hasPrefix("skill") }.dropFirst().prefix { !$0.hasPrefix("░") })
  }

  @Test("a large set has a row for its core and for what is short by itself; people are counted")
  func oneRow() throws {
    let skills = ["a", "b", "c", "d", "e", "@p"]
    #expect(try map(of: skills).map { $0.prefix(2) } == ["a ", "b "])
    // Whoever asks for one of them sees it, and people where there is nobody else.
    #expect(try map(of: ["d"]).map { $0.prefix(2) } == ["d "])
    #expect(try map(of: ["@p"]).map { $0.prefix(2) } == ["@p"])
  }

  @Test("people who stand for their own work are called by name")
  func names() throws {
    let answer = try Fixtures.answer(
      summary: "x", periods: 1, headroom: [("@1043", [-1.0])],
      sets: [Fixtures.Set(skills: ["@1043"], period: 0, fte: 1)], people: [("1043", "Siv Ax")])
    let text = BottlenecksText(answer).text
    #expect(text.contains("\nSiv Ax ") && text.contains("1. Siv Ax, 2026-Q4"))
    #expect(!text.contains("@1043"))
  }

  @Test("a skill that is used in full, and not short, is no short one in the legend")
  func full() throws {
    func legend(_ headroom: Double) throws -> Bool {
      let answer = try Fixtures.answer(summary: "x", periods: 1, headroom: [("a", [headroom])])
      return BottlenecksText(answer).text.contains("▒ 100 % used or short")
    }
    #expect(try legend(0) && !legend(3))
  }

  @Test("prices without money of the plan's stay out of the text")
  func nominal() throws {
    var answer = try Fixtures.mock()
    #expect(BottlenecksText(answer).text.contains("One more FTE of data-eng is worth 41,200"))
    answer.pricing = .nominal
    let text = BottlenecksText(answer).text
    #expect(!text.contains("41,200") && text.contains("no project says what its delay costs"))
  }

  @Test("timings fit the page, however many stages there are")
  func timings() {
    var timings = Timings(
      read: 10, compile: 10, solve: 100, report: 1000, total: 10_000)
    timings.staff = 100
    timings.price = 100
    timings.verify = 100
    let lines = timings.text.split(separator: "\n")
    #expect(lines.count == 2 && lines.allSatisfy { $0.count <= 80 })
    #expect(lines.joined().hasPrefix("Time: read 10.000 s, compile"))
  }

  @Test("as a table has a row for each set and quotes what needs it")
  func csv() throws {
    let lines = BottlenecksCSV(try Fixtures.mock()).text.split(separator: "\r\n")
    #expect(lines.count == 8)
    #expect(
      lines[4]
        == "confirmed,2027-Q2,data-eng + ml,structural,1872,1872,3.9,5.85,4.68,2027-W19,2027-04-01,2026-12-14,no,8,4000,3000,data-eng + ml,Atlas 1200,,"
    )
    #expect(CSVText.quoted("a \"b\", c") == "\"a \"\"b\"\", c\"")
    #expect(CSVText.quoted("\"\u{301}") == "\"\"\"\u{301}\"" || CSVText.quoted("\"") == "\"\"\"\"")
  }
}

/// Texts that were read by a person and found good. `HEADROOM_SNAPSHOTS=write` writes them anew.
enum Snapshots {
  static func expect(
    _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
  )
    throws
  {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Snapshots")
    let file = folder.appending(path: name + ".txt")
    if ProcessInfo.processInfo.environment["HEADROOM_SNAPSHOTS"] == "write" {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    let expected = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    #expect(text == expected, sourceLocation: sourceLocation)
  }
}
