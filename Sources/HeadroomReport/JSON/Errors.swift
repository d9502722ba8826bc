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
    let summary = "\(Words.count(errors.count, "error", "errors"))\(place); nothing was done."
    var lines = [String(summary.map { $0 == "\u{A0}" ? " " : $0 })]
    for diagnostic in diagnostics {
      lines += diagnostic.text.split(separator: "\n").map { String($0).printable }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// The document, every key of every finding present.
  public var json: String {
    // Diagnostics hold no number that is not finite, so this cannot fail.
    (try? JSONDocument(Document(errors: diagnostics.map(Entry.init))).text) ?? "{}\n"
  }

  private struct Document: Encodable {
    var schema = "headroom.errors/1"
    var errors: [Entry]
  }

  private struct Entry: Encodable {
    var id: String
    var severity: Diagnostic.Severity
    @Nullable var file: String?
    @Nullable var line: Int?
    @Nullable var column: Int?
    @Nullable var field: String?
    @Nullable var value: String?
    var message: String
    @Nullable var expected: String?
    @Nullable var suggestion: String?

    init(_ diagnostic: Diagnostic) {
      id = diagnostic.id
      severity = diagnostic.severity
      message = diagnostic.message
      _file = Nullable(wrappedValue: diagnostic.file)
      _line = Nullable(wrappedValue: diagnostic.line)
      _column = Nullable(wrappedValue: diagnostic.column)
      _field = Nullable(wrappedValue: diagnostic.field)
      _value = Nullable(wrappedValue: diagnostic.value)
      _expected = Nullable(wrappedValue: diagnostic.expected)
      _suggestion = Nullable(wrappedValue: diagnostic.suggestion)
    }
  }
}
