import Foundation
import Testing

@testable import HeadroomCLI

@Suite("docs/json.md")
struct JSONDocumentationTests {
  /// The keys that each section documents, as paths: `rows[].cells[].freeHours`.
  static func documented() throws -> [String: Set<String>] {
    let text = String(
      decoding: try Data(contentsOf: Program.root.appending(path: "docs/json.md")), as: UTF8.self)
    var sections: [String: Set<String>] = [:]
    var section = ""
    for line in text.split(separator: "\n") {
      if line.hasPrefix("## ") { section = String(line.dropFirst(3)) }
      guard line.hasPrefix("| `"), let end = line.dropFirst(3).firstIndex(of: "`") else { continue }
      sections[section, default: []].insert(String(line.dropFirst(3)[..<end]))
    }
    return sections
  }

  /// The paths of all keys below a value, and of the texts in its lists.
  static func paths(_ value: Any, at path: String = "") -> Set<String> {
    var found: Set<String> = []
    if let object = value as? [String: Any] {
      for (key, value) in object {
        let inner = path.isEmpty ? key : path + "." + key
        found.insert(inner)
        found.formUnion(paths(value, at: inner))
      }
    } else if let list = value as? [Any] {
      for element in list {
        if element is String { found.insert(path + "[]") }
        found.formUnion(paths(element, at: path + "[]"))
      }
    }
    return found
  }

  static func paths(of words: [String], status: Int32 = 0) throws -> Set<String> {
    let result = try Program.run(words + ["--json"])
    #expect(result.status == status, "\(result.errors)")
    return paths(try JSONSerialization.jsonObject(with: Data(result.output.utf8)))
  }

  /// Stands for the folder of ``oddPlan``.
  static let oddFolder = "ODD"

  /// A plan with everything that an answer can leave out or complain of.
  static let oddPlan = [
    "plan.yaml": "as_of: 2026-11-23\n",
    "late.yaml":
      "id: late\nstart: 2026-10-05\nfinish: 2026-10-16\nroles: [{ skill: swift, fte: 1 }]\n",
    "people.csv": "id,name,skills,fte\nann,Ann Berg,swift,1\nbob,,,1\ncia,,,1\n",
    "projects.csv": "id,status\natlas,active\nnova,active\nidle,active\nold,on_hold\n",
    "demand.csv": """
    project,skill,from,to,fte
    atlas,swift,2027-01-01,2027-03-31,2
    old,swift,2027-01-01,2027-03-31,1

    """,
    "assignments.csv": """
    person,project,from,to,percent
    ann,atlas,2026-11-23,2026-12-31,80
    ann,nova,2026-11-23,2026-12-31,60

    """,
  ]

  /// Stands for the folder of ``manyPlan``.
  static let manyFolder = "MANY"

  /// Twenty who could learn what is short, and who could work longer for a pitch.
  static let manyPlan = [
    "plan.yaml": "as_of: 2027-01-01\n",
    "people.csv": "id,skills,cost_per_hour,max_overtime_hours\n"
      + (10..<30).map { "p\($0),sql:2,60,4\n" }.joined(),
    "projects.csv": "id,status\natlas,active\n",
    "demand.csv": """
    project,skill,level,from,to,fte
    atlas,sql,2,2027-01-01,2027-03-31,15
    atlas,sql,3,2027-01-01,2027-03-31,1

    """,
    "pitch.yaml":
      "id: new\nstart: 2027-02-01\nfinish: 2027-02-26\nroles: [{ skill: sql, level: 2, fte: 5.5 }]\n",
  ]

  @Test(
    "every key that a verb writes stands in the document, and no other",
    arguments: ["bottlenecks", "allocate", "load", "check"])
  func keys(verb: String) throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in Self.oddPlan {
      try Data(text.utf8).write(to: folder.appending(path: name))
    }
    let sections = try Self.documented()
    let expected = try #require(sections["Every answer"]).union(try #require(sections[verb]))
    var written = try Self.paths(of: [verb, "Scenarios/studio", "--timings"])
    written.formUnion(try Self.paths(of: [verb, folder.path]))
    // The only scenario with budgets.
    if verb == "allocate" { written.formUnion(try Self.paths(of: [verb, "Scenarios/scaleup"])) }
    // The only scenario with broken rules.
    if verb == "check" {
      written.formUnion(try Self.paths(of: [verb, "Scenarios/governance"], status: 3))
      for (edit, status) in [({ $0 }, 0), (Program.withPromise, 4)]
        as [((String) -> String, Int32)]
      {
        let copy = try Program.governance(mode: "directive", edit)
        defer { try? FileManager.default.removeItem(at: copy) }
        written.formUnion(try Self.paths(of: [verb, copy.path], status: status))
      }
    }
    #expect(written.subtracting(expected).sorted() == [], "written, not documented")
    #expect(expected.subtracting(written).sorted() == [], "documented, not written")
  }

  @Test("every key that whatif writes stands in the document, and no other")
  func whatIf() throws {
    let sections = try Self.documented()
    let expected = try #require(sections["Every answer"]).union(try #require(sections["whatif"]))
    // Quarters and projects are keys as well.
    let maps: Set<Substring> = ["shortHours", "shortFTE", "shortProjects", "finish"]
    let words = [
      "whatif", "Scenarios/scaleup", "--sweep", "hires.reliability=0..4", "--pareto",
      "cost,shortage",
    ]
    let paths = try Self.paths(of: ["whatif", "Scenarios/scaleup", "--timings"])
      .union(try Self.paths(of: words)).union(["leftOut[]"])
    let written = paths.map { path in
      let keys = path.split(separator: ".")
      guard let map = keys.firstIndex(where: maps.contains), map + 1 < keys.count else {
        return path
      }
      return keys[...map].joined(separator: ".") + ".*"
    }
    #expect(Set(written).subtracting(expected).sorted() == [], "written, not documented")
    #expect(expected.subtracting(written).sorted() == [], "documented, not written")
  }

  @Test("every key that balance writes of money stands in the document, and no other")
  func balanceOfMoney() throws {
    let sections = try Self.documented()
    let expected = try #require(sections["Every answer"]).union(try #require(sections["balance"]))
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = Self.oddPlan.merging([
      "initiatives.csv": "id,value\ngrow,\nreach,9\n",
      "budgets.csv": "initiative,period,amount\ngrow,2027-Q1,5\n",
    ]) { $1 }
    for (name, text) in files {
      try Data(text.utf8).write(to: folder.appending(path: name))
    }
    var written = try Self.paths(of: ["balance", "Scenarios/scaleup", "--cut", "10%", "--timings"])
    written.formUnion(try Self.paths(of: ["balance", folder.path]))
    written.formUnion(try Self.paths(of: ["balance", "Scenarios/scaleup", "--total", "150M"]))
    #expect(written.subtracting(expected).sorted() == [], "written, not documented")
    #expect(expected.subtracting(written).sorted() == [], "documented, not written")
  }

  @Test("every key that balance writes of projects stands in the document, and no other")
  func balance() throws {
    let sections = try Self.documented()
    let expected = try #require(sections["Every answer"]).union(
      try #require(sections["balance --select"]))
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let projects = """
      id,status,initiative
      atlas,pitch,i
      nova,active,
      idle,active,
      old,on_hold,

      """
    let files = Self.oddPlan.merging(["projects.csv": projects]) { $1 }
    for (name, text) in files {
      try Data(text.utf8).write(to: folder.appending(path: name))
    }
    var written = try Self.paths(of: ["balance", "Scenarios/scaleup", "--select", "--timings"])
    written.formUnion(try Self.paths(of: ["balance", folder.path, "--rank"]))
    #expect(written.subtracting(expected).sorted() == [], "written, not documented")
    #expect(expected.subtracting(written).sorted() == [], "documented, not written")
  }

  @Test(
    "every key that find, impact, staff, align, health, intake and brief write stands in the document, and no other",
    arguments: [
      [
        ["intake", oddFolder, oddFolder + "/late.yaml"],
        ["intake", manyFolder, manyFolder + "/pitch.yaml"],
        ["intake", "Scenarios/scaleup", "Scenarios/scaleup/pitches/gift.yaml"],
        ["intake", "Scenarios/scaleup", "Scenarios/scaleup/pitches/kiosk.yaml"],
      ],
      [
        ["brief", "Scenarios/scaleup", "signal"], ["brief", "Scenarios/scaleup", "crm"],
        ["brief", "Scenarios/scaleup", "Scenarios/scaleup/pitches/radar.yaml"],
      ],
      [
        [
          "find", "Scenarios/studio", "--skill", "design:3", "--from", "2027-05-03", "--to",
          "2027-06-13",
        ]
      ],
      [
        ["impact", "Scenarios/studio", "--remove", "lucas", "--from", "2027-04-01"],
        ["impact", oddFolder, "--remove", "ann", "--from", "2027-01-01"],
        ["impact", "Scenarios/mission", "--remove", "helena", "--from", "2027-01-11"],
      ],
      [["staff", "Scenarios/scaleup", "--quarters", "6"], ["staff", manyFolder]],
      [
        ["health", "Scenarios/scaleup"], ["health", "Scenarios/governance"],
        ["health", "Scenarios/mission"], ["health", oddFolder],
      ],
      [["align", "Scenarios/scaleup"], ["align", "Scenarios/mission"], ["align", oddFolder]],
    ])
  func people(runs: [[String]]) throws {
    let verb = try #require(runs.first?.first)
    let sections = try Self.documented()
    let expected = try #require(sections["Every answer"]).union(try #require(sections[verb]))
    var written: Set<String> = []
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let many = folder.appending(path: "many")
    try FileManager.default.createDirectory(at: many, withIntermediateDirectories: false)
    for (place, files) in [(folder, Self.oddPlan), (many, Self.manyPlan)] {
      for (name, text) in files { try Data(text.utf8).write(to: place.appending(path: name)) }
    }
    for run in runs {
      let words = run.map {
        $0.replacing(Self.oddFolder, with: folder.path)
          .replacing(Self.manyFolder, with: many.path)
      }
      written.formUnion(try Self.paths(of: words + ["--timings"]))
    }
    #expect(written.subtracting(expected).sorted() == [], "written, not documented")
    #expect(expected.subtracting(written).sorted() == [], "documented, not written")
  }

  @Test("every key that apply writes stands in the document, and no other")
  func apply() throws {
    let sections = try Self.documented()
    let expected = try #require(sections["Every answer"]).union(try #require(sections["apply"]))
    var written = try Self.paths(of: ["apply", "Scenarios/scaleup", "insight-later", "--timings"])
    written.formUnion(["source.taken[]", "source.leftOut[]"])
    // What is in the way, and what repairs the plan.
    for mode in ["advisory", "directive"] {
      let copy = try Program.governance(mode: mode)
      defer { try? FileManager.default.removeItem(at: copy) }
      written.formUnion(
        try Self.paths(of: ["apply", copy.path, "--inline", "delay crm by 1 week"]))
    }
    #expect(written.subtracting(expected).sorted() == [], "written, not documented")
    #expect(expected.subtracting(written).sorted() == [], "documented, not written")
  }

  @Test(
    "every key that trend and status write stands in the document, and no other",
    arguments: ["trend", "status"])
  func history(verb: String) throws {
    let sections = try Self.documented()
    let expected = try #require(sections["Every answer"]).union(try #require(sections[verb]))
    let written = try Self.paths(of: [verb, "Scenarios/studio", "--timings"])
    #expect(written.subtracting(expected).sorted() == [], "written, not documented")
    #expect(expected.subtracting(written).sorted() == [], "documented, not written")
  }

  @Test("every key that snapshot writes stands in the document, and no other")
  func snapshot() throws {
    let sections = try Self.documented()
    let expected = try #require(sections["Every answer"]).union(try #require(sections["snapshot"]))
    let written = try Program.withCopy(ofScenario: "scaleup") {
      try Self.paths(of: ["snapshot", $0.path, "--timings"])
    }
    #expect(written.subtracting(expected).sorted() == [], "written, not documented")
    #expect(expected.subtracting(written).sorted() == [], "documented, not written")
  }

  @Test("every key that explain writes stands in the document, and no other")
  func explain() throws {
    let sections = try Self.documented()
    let expected = try #require(sections["Every answer"]).union(try #require(sections["explain"]))
      .filter { !$0.hasPrefix("timings") }
    let written = try Self.paths(of: ["explain", "decide", "by", "--plan", "Scenarios/studio"])
    #expect(written == expected)
  }

  @Test("every key of an error stands in the document, and no other")
  func errors() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("id,fte\nann,many\n".utf8).write(to: folder.appending(path: "people.csv"))
    let written = try Self.paths(of: ["check", folder.path], status: 2)
    #expect(written == (try Self.documented()["errors"]))
  }
}
