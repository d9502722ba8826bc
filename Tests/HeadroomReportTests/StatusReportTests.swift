import Foundation
import Headroom
import HeadroomReport
import Terminal
import Testing

@Suite("The report of status")
struct StatusReportTests {
  /// An answer with so many changes about a project, who answers for it bearing that name.
  private func answer(changes: Int, of project: String, owner: String) throws -> Status.Answer {
    let rows = (0..<changes).map { number in
      """
      {"kind": "later", "change": "\(number) weeks later: \(project)", "effect": "delay of \(project)",
       "owner": "\(owner)", "decideBy": null, "decideByPassed": null, "size": 7}
      """
    }
    let text = """
      {"schema": "headroom.status/1", "summary": "Since then much has changed.",
       "plan": {"name": null, "asOf": "2027-01-04", "asOfIsDayOfRun": false, "currency": null,
                "fingerprint": "0"},
       "since": {"label": null, "asOf": "2026-10-05", "fingerprint": "1", "isNow": false},
       "changes": [\(rows.joined(separator: ", "))]}
      """
    return try JSONDecoder().decode(Status.Answer.self, from: Data(text.utf8))
  }

  @Test(
    "names are shown whole, in at most ten lines of 80 columns; what has no room is counted",
    arguments: [1, 2, 5, 12], [8, 30, 70])
  func names(changes: Int, length: Int) throws {
    let words = (0..<length / 4).map { _ in "abc" }
    let project = words.joined(separator: " ") + " end"
    let answer = try answer(changes: changes, of: project, owner: "Wilhelmina van den Berg")
    let text = StatusText(answer).text
    let lines = text.split(separator: "\n")
    #expect(lines.count <= StatusText.mostLines)
    for line in lines { #expect(String(line).displayWidth <= 80) }
    #expect(!text.contains("…"))
    #expect(text.contains("Wilhelmina van") && text.contains("den Berg"))
    let told = lines.count { $0.contains("weeks later") }
    #expect(told >= 1)
    #expect(told == changes || text.contains("and \(changes - told) more change"))
    // Each name has its end, in the change and in the effect.
    #expect(text.components(separatedBy: "end").count - 1 >= 2 * told)
  }
}
