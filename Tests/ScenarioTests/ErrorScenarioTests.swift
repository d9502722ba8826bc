import Foundation
import Headroom
import PlanFiles
import PlanModel
import Testing

@Suite("Plans that must fail")
struct ErrorScenarioTests {
  /// Every identifier that a plan or a request can lead to; a choice that is not found in the time allowed
  /// depends on the machine.
  static let identifiers: Set<String> = Set(DiagnosticCatalogue.entries.map(\.id))
    .union(Check.Finding.allCases.map(\.rawValue))
    .union(
      RequestFault.allCases.filter { ![.checkFailed, .selectionNotFound].contains($0) }.map(
        \.rawValue))

  @Test("every identifier has a folder, and every folder bears an identifier")
  func complete() {
    #expect(Set(ErrorScenario.all.map(\.id)) == Self.identifiers)
  }

  @Test("each gives the findings that it expects, word for word", arguments: ErrorScenario.all)
  func findings(scenario: ErrorScenario) async throws {
    let findings = try await scenario.findings()
    // Where the repository lies is another matter on each machine.
    let text = findings.map { $0.text + "\n" }.joined()
      .replacingOccurrences(of: scenario.path.path, with: "PLAN")
    if ProcessInfo.processInfo.environment["HEADROOM_SNAPSHOTS"] == "write" {
      try Data(Self.shortened(text).utf8).write(
        to: scenario.path.appending(path: "expected.txt"))
    }
    let expected = try #require(scenario.text("expected.txt"))
    #expect(Self.matches(text, expected), "\(text)")
    #expect(findings.contains { $0.id == scenario.id })
  }

  /// Whether the text is the expected one; a line `...` stands for any number of lines.
  private static func matches(_ text: String, _ expected: String) -> Bool {
    let parts = expected.components(separatedBy: "...\n")
    guard parts.count == 2 else { return text == expected }
    return text.hasPrefix(parts[0]) && text.hasSuffix(parts[1])
  }

  /// The first and the last of very many findings.
  private static func shortened(_ text: String) -> String {
    let lines = text.split(separator: "\n")
    guard lines.count > 100 else { return text }
    return (lines.prefix(3) + ["..."] + lines.suffix(2)).map { $0 + "\n" }.joined()
  }
}
