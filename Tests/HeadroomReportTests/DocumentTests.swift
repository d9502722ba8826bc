import FoundationEssentials
import Headroom
import PlanModel
import Testing

@testable import HeadroomReport

@Suite("Numbers in a report")
struct NumbersTests {
  @Test("what is not whole is never 100 %")
  func partialPercent() {
    let shares = [0, 0.8, 0.994, 0.998, 0.999_9, 1]
    #expect(
      shares.map { Numbers.partialPercent($0).replacing("\u{A0}", with: " ") }
        == ["0 %", "80 %", "99 %", "99.8 %", "99.9 %", "100 %"])
  }

  @Test("thousands stand in groups, and text that is not all digits stays as it is")
  func groups() {
    #expect(["1", "123", "1234", "1234567"].map(grouped) == ["1", "123", "1,234", "1,234,567"])
    #expect(["1e+16", "-1234"].map(grouped) == ["1e+16", "-1234"])
    #expect(Numbers.fixed(-1234.56, decimals: 1) == "-1,234.6")
  }
}

@Suite("Numbers in a table")
struct TableNumbersTests {
  @Test("have no exponent, for no plan's table may have one")
  func exponents() {
    let numbers = [40, 6.25, 0, 7.6e-05, -1e-06, 1e16, 3.000000001]
    #expect(
      numbers.map(Numbers.exact) == [
        "40", "6.25", "0", "0.000076", "-0.000001", "10000000000000000", "3.000000001",
      ])
  }
}

@Suite("A JSON document")
struct JSONDocumentTests {
  @Test("reads back as the same answer")
  func roundTrip() throws {
    for answer in try Fixtures.all() {
      let text = try JSONDocument(answer).text
      let read = try JSONDecoder().decode(Bottlenecks.Answer.self, from: Data(text.utf8))
      #expect(read == answer)
      #expect(try JSONDocument(answer).text == text)
    }
  }

  @Test("begins with schema, plan and summary, and has a line for each row")
  func order() throws {
    let lines = try JSONDocument(Fixtures.mock()).text.split(separator: "\n")
    #expect(lines[0] == "{")
    #expect(lines[1] == "  \"schema\": \"headroom.bottlenecks/1\",")
    #expect(
      lines[2]
        == "  \"plan\": {\"asOf\":\"2026-11-23\",\"asOfIsDayOfRun\":false,\"currency\":null,\"fingerprint\":\"f00d\",\"name\":\"Scaleup\"},"
    )
    #expect(lines[3].hasPrefix("  \"summary\": "))
    #expect(lines.contains("  \"capacity\": ["))
    #expect(lines.last == "}")
  }

  @Test("writes whole numbers without a point and the others in their shortest form")
  func numbers() throws {
    let text = try JSONDocument(["a": 40.0, "b": 0.1, "c": 1e-7]).text
    let read = try JSONDecoder().decode([String: Double].self, from: Data(text.utf8))
    #expect(text.hasPrefix("{\n  \"a\": 40,\n  \"b\": 0.1,\n"))
    #expect(read == ["a": 40, "b": 0.1, "c": 1e-7])
  }

  @Test("keeps brackets, quotes and commas within texts")
  func texts() throws {
    let rows = [["x": "a,{[\"\\"], ["x": "}],"]]
    var document = try JSONDocument(["rows": rows])
    try document.set("timings", Timings(read: 0.5, total: 1))
    let text = document.text
    #expect(text.contains("[\n    {\"x\":\"a,{[\\\"\\\\\"},\n    {\"x\":\"}],\"}\n  ]"))
    #expect(
      text.hasSuffix(
        "  \"timings\": {\"compile\":0,\"read\":0.5,\"report\":0,\"solve\":0,\"total\":1}\n}\n"))
  }

  @Test("holds no number that is not finite", arguments: [Double.nan, .infinity])
  func notFinite(value: Double) {
    #expect(throws: JSONDocument.Failure.self) { try JSONDocument(["a": value]) }
  }
}

@Suite("Errors")
struct ErrorsReportTests {
  private let report = ErrorsReport([
    Diagnostic(
      id: "unknown-column", severity: .error, file: "people.csv", line: 1, column: 9,
      field: "skils", value: "skils\u{1B}[2J", message: "There is no column \"skils\".",
      expected: "a column of people", suggestion: "skills"),
    Diagnostic(id: "missing-table", severity: .error, file: "demand.csv", message: "It is empty."),
  ])

  @Test("are counted, then told with their places")
  func text() {
    #expect(
      report.text == """
        2 errors in 2 files; nothing was done.
        people.csv:1:9: error: skils: There is no column "skils". [unknown-column]
          value: skils\u{FFFD}[2J
          expected: a column of people
          do: skills
        demand.csv: error: It is empty. [missing-table]

        """)
  }

  @Test("that are not listed are counted in the first line, and told with groups of digits")
  func more() throws {
    let rest = Diagnostic(
      id: Diagnostic.moreErrors, severity: .error, value: "1999000",
      message: "1,999,000 more errors are not listed")
    let text = ErrorsReport([
      Diagnostic(id: "x", severity: .error, file: "a.csv", message: "It is wrong."), rest,
    ]).text
    #expect(text.hasPrefix("1,999,001 errors in 1 file; nothing was done.\n"))
    #expect(!text.contains("value: 1999000"))
  }

  @Test("have every key in the document")
  func json() {
    #expect(report.json.hasPrefix("{\n  \"schema\": \"headroom.errors/1\",\n  \"errors\": [\n"))
    #expect(
      report.json.contains(
        "{\"column\":null,\"expected\":null,\"field\":null,\"file\":\"demand.csv\",\"id\":\"missing-table\",\"line\":null,\"message\":\"It is empty.\",\"severity\":\"error\",\"suggestion\":null,\"value\":null}"
      ))
  }
}
