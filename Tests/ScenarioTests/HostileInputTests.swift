import Foundation
import Headroom
import PlanFiles
import PlanModel
import TestSupport
import Testing

/// Input that is wrong in the extreme: a clear error, in bounded time and memory.
///
/// The time limits are far above what is needed; they end what would otherwise never end.
@Suite("Hostile input", .serialized)
struct HostileInputTests {
  private static let people = "id,skills\nann,ux\n"
  private static let demand = "project,skill,from,to,fte\natlas,ux,2027-03-01,2027-03-31,1\n"

  /// Each finding as `file:line:column id`.
  private func places(_ texts: [String: String]) -> [String] {
    places(bytes: texts.mapValues { Array($0.utf8) })
  }

  private func places(bytes: [String: [UInt8]]) -> [String] {
    let base = ["people.csv": Array(Self.people.utf8), "demand.csv": Array(Self.demand.utf8)]
    let files = base.merging(bytes) { $1 }.map { PlanFile(name: $0.key, bytes: $0.value) }
    do throws(PlanErrors) {
      _ = try PlanReader.read(files: files)
      return []
    } catch {
      return error.diagnostics.map {
        "\($0.file ?? ""):\($0.line ?? 0):\($0.column ?? 0) \($0.id)"
      }
    }
  }

  @Test(
    "numbers that are none, or too large for any plan, are refused where they stand",
    arguments: [
      ("NaN", "not-a-number"), ("nan", "not-a-number"), ("inf", "not-a-number"),
      ("-infinity", "not-a-number"), ("1e308", "not-a-number"), ("1e400", "not-a-number"),
      ("0x10", "not-a-number"), ("-0.5", "number-out-of-range"), ("-1", "number-out-of-range"),
      ("1000000000001", "number-out-of-range"), ("9223372036854775808", "not-a-number"),
      ("999999999999999999", "number-out-of-range"),
      ("-99999999999999999999999999999999999999", "not-a-number"),
      (String(repeating: "9", count: 10_000), "not-a-number"), ("1 2", "not-a-number"),
      ("--1", "not-a-number"), ("1.2.3,4", "not-a-number"), ("50%", "not-a-number"),
      ("٣", "not-a-number"),
    ])
  func numbers(text: String, id: String) {
    let row = "atlas,ux,2027-03-01,2027-03-31,\"\(text)\"\n"
    #expect(
      places(["demand.csv": "project,skill,from,to,fte\n" + row]) == ["demand.csv:2:32 \(id)"])
  }

  @Test(
    "whole numbers beyond Int are refused",
    arguments: ["9223372036854775808", "1e19", "2147483648"]
  )
  func wholeNumbers(text: String) {
    let hires = "id,count,start\nh,\(text),2027-03-01\n"
    #expect(places(["hires.csv": hires]).count == 1)
    #expect(
      places(["plan.yaml": "quarters: \(text)\n"]).map { $0.suffix(19) } == ["number-out-of-range"])
  }

  @Test("the smallest and largest numbers that are read give finite answers")
  func extremes() async throws {
    for amount in ["1000000000000", "0.000000000000000001"] {
      let files = [
        PlanFile(name: "people.csv", text: "id,skills,fte\nann,ux,\(amount)\n"),
        PlanFile(
          name: "demand.csv",
          text: "project,skill,from,to,fte\natlas,ux,2027-03-01,2027-03-31,1000000000000\n"),
      ]
      let plan = try PlanReader.read(files: files).plan
      let answer = try await Bottlenecks.answer(
        Bottlenecks.Request(plan: plan, today: try day("2027-02-01")))
      #expect(answer.shortage.allSatisfy { $0.shortHours.isFinite && $0.demandHours.isFinite })
    }
  }

  @Test(
    "bytes that are not UTF-8 are refused where they stand",
    arguments: [
      [0xC5, 0x73], [0xFF], [0xC0, 0xAF], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80],
      [0xF4, 0x90, 0x80, 0x80], [0xF0, 0x9F],
    ] as [[UInt8]])
  func encoding(bytes: [UInt8]) {
    #expect(
      places(bytes: ["people.csv": Array("id,name\nann,".utf8) + bytes])
        == ["people.csv:2:5 invalid-utf8"])
    #expect(
      places(bytes: ["plan.yaml": Array("name: ".utf8) + bytes]) == ["plan.yaml:1:7 invalid-utf8"])
  }

  @Test("NUL bytes are refused, and a file of nothing else")
  func nul() {
    #expect(places(["people.csv": "id,skills\nann,u\u{0}x\n"]) == ["people.csv:2:6 nul-byte"])
    #expect(places(["plan.yaml": "name: \u{0}\n"]) == ["plan.yaml:1:7 nul-byte"])
    #expect(
      places(bytes: ["people.csv": [UInt8](repeating: 0, count: 1 << 20)])
        == ["people.csv:1:1 nul-byte"])
  }

  @Test("quotes that are never closed are told where they open")
  func quotes() {
    #expect(
      places(["people.csv": "id,name\nann,\"Ann\nbob,Bob\n"])
        == ["people.csv:2:5 unterminated-quote"])
    #expect(places(["people.csv": "\""]).first == "people.csv:1:1 unterminated-quote")
    #expect(
      places(["people.csv": "id,name\nann,\"A\"B\n"]) == ["people.csv:2:7 stray-quote"])
  }

  @Test("every ragged row is told, and at most a thousand errors are kept")
  func ragged() {
    #expect(
      places(["people.csv": "id,skills\nann\nbob,ux,sql\ncy,ux\n"])
        == ["people.csv:2:0 too-few-cells", "people.csv:3:0 too-many-cells"])
    let rows = String(repeating: "bob\n", count: 100_000)
    let found = places(["people.csv": "id,skills\n" + rows])
    #expect(found.count == 1001)
    #expect(found.last == "::0 more-errors" || found.last?.hasSuffix("more-errors") == true)
  }

  @Test("a cell of 100 MB is refused, quoted or not", .timeLimit(.minutes(5)))
  func largeCell() {
    let cell = [UInt8](repeating: UInt8(ascii: "x"), count: 100_000_000)
    #expect(
      places(bytes: ["people.csv": Array("id,name\nann,".utf8) + cell])
        == ["people.csv:2:5 cell-too-large"])
    #expect(
      places(bytes: ["people.csv": Array("id,name\nann,\"".utf8) + cell + [0x22, 0x0A]])
        == ["people.csv:2:5 cell-too-large"])
  }

  @Test("a header of a million columns is refused", .timeLimit(.minutes(5)))
  func manyColumns() {
    let found = places(["people.csv": "id" + String(repeating: ",", count: 1_000_000) + "\n"])
    #expect(found.first?.hasSuffix("table-too-large") == true)
  }

  @Test("a file of 600 MB is refused before it is scanned", .timeLimit(.minutes(5)))
  func largeFile() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "headroom-large-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "people.csv")
    try Data().write(to: path)
    // Sparse: it takes no room on the disk.
    let handle = try FileHandle(forWritingTo: path)
    try handle.truncate(atOffset: 600 << 20)
    try handle.close()
    let error = #expect(throws: PlanErrors.self) { try PlanReader.read(folder: folder.path) }
    #expect(error?.diagnostics.map(\.id) == ["file-too-large"])
  }

  @Test("YAML that would grow without end is refused before it is parsed", .timeLimit(.minutes(5)))
  func yamlBomb() {
    var bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for (name, before) in zip("bcdefghij", "abcdefghi") {
      bomb +=
        "\(name): &\(name) [" + Array(repeating: "*\(before)", count: 9).joined(separator: ", ")
      bomb += "]\n"
    }
    #expect(places(["plan.yaml": bomb]) == ["plan.yaml:1:4 yaml-alias"])
  }

  @Test(
    "YAML nested 20,000 deep is refused before it is parsed", .timeLimit(.minutes(5)),
    arguments: ["[", "{a: ", "- ", "? ", "a:\n"])
  func yamlDepth(opening: String) {
    var text = "name: "
    if opening == "a:\n" {
      text = (0..<1_000).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    } else if opening == "- " || opening == "? " {
      text = String(repeating: opening, count: 20_000) + "x\n"
    } else {
      text += String(repeating: opening, count: 20_000)
    }
    #expect(places(["plan.yaml": text]).map { $0.hasSuffix("yaml-too-deep") } == [true])
  }

  @Test("a horizon of 8,000 years is refused, whoever asks for it", .timeLimit(.minutes(5)))
  func longHorizon() {
    let header = "project,skill,from,to,fte\n"
    #expect(
      places(["demand.csv": header + "atlas,ux,1999-01-01,9999-12-31,1\n"])
        == ["demand.csv:2:21 window-too-long"])
    let two = header + "atlas,ux,2027-01-01,2027-12-31,1\ncrm,ux,9998-01-01,9998-12-31,1\n"
    #expect(places(["demand.csv": two]) == ["demand.csv:3:19 horizon-too-long"])
    #expect(
      places(["plan.yaml": "starts: 2027-01-01\nends: 9999-12-31\n"])
        == ["plan.yaml:2:0 horizon-too-long"])
    #expect(places(["plan.yaml": "quarters: 32000\n"]) == ["plan.yaml:1:11 number-out-of-range"])
    let wide = "project,skill,unit,2027,9998\natlas,ux,fte,1,1\n"
    #expect(places(["demand.csv": wide]) == ["demand.csv:2:0 window-too-long"])
  }

  @Test("dates that do not exist are refused, the ends of the calendar are not")
  func dates() {
    for date in ["2027-02-29", "2027-13-01", "0000-01-01", "10000-01-01", "2026-W54", "2027-Q5"] {
      let people = "id,skills,start\nann,ux,\(date)\n"
      #expect(places(["people.csv": people]) == ["people.csv:2:8 not-a-date"], "\(date)")
    }
    #expect(places(["people.csv": "id,skills,start,end\nann,ux,0001-01-01,9999-12-31\n"]) == [])
  }
}
