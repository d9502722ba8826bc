import Foundation
import PlanFiles
import Testing

@Suite("docs/plan.md")
struct PlanDocumentTests {
  private static let file = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "docs/plan.md")

  @Test("names every column of each table, and no other", arguments: PlanTable.allCases)
  func columns(of table: PlanTable) throws {
    let lines = try String(contentsOf: Self.file, encoding: .utf8).split(separator: "\n")
    let row = try #require(lines.first { $0.hasPrefix("| \(table.rawValue) |") })
    // Values in brackets stand in code as well.
    let words = row.replacing(/\([^)]*\)/, with: "").matches(of: /`(\w+)`/).map { String($0.1) }
    let named = table == .actuals ? words.filter { $0 != "run" } : words
    #expect(named.sorted() == PlanReader.columns(of: table).sorted())
  }
}
