internal import Headroom
public import PlanModel
internal import Terminal

/// What is wrong with the input, all of it at once, as text and as the document `headroom.errors/1`.
public struct ErrorsReport {
  private let diagnostics: [Diagnostic]

  /// A report on the findings, in their order.
  public init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

  /// A line that counts, then each finding with its place, as compilers print them. Lines are not wrapped:
  /// editors and scripts look for `file:line:column:`.
  public var text: String {
    let errors = diagnostics.filter { $0.severity == .error }
    let files = Set(errors.compactMap(\.file)).count
    let place = files > 0 ? " in \(Words.count(files, "file", "files"))" : ""
    let count = errors.reduce(0) { $0 + $1.count }
    let summary = "\(Words.count(count, "error", "errors"))\(place); nothing was done."
    var lines = [String(summary.map { $0 == "\u{A0}" ? " " : $0 })]
    for diagnostic in diagnostics {
      lines += diagnostic.text.split(separator: "\n").map { String($0).printable }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// The document, every key of every finding present.
  public var json: String {
    // Diagnostics hold no number that is not finite, so this cannot fail.
    (try? JSONDocument(Document(errors: diagnostics)).text) ?? "{}\n"
  }

  private struct Document: Encodable {
    var schema = "headroom.errors/1"
    var errors: [Diagnostic]
  }
}
