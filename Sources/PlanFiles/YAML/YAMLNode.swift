import PlanModel
import Yams

/// A value of a YAML file with its place.
struct YAMLNode: Sendable {
  /// What the value is.
  indirect enum Content: Sendable {
    /// Text as it is written, without quotes.
    case scalar(String, isQuoted: Bool)
    case sequence([YAMLNode])
    case mapping([Entry])
  }

  /// A key with its value.
  struct Entry: Sendable {
    var key: String
    var line: Int
    var column: Int
    var value: YAMLNode
  }

  var content: Content
  /// From 1.
  var line: Int
  /// In characters, from 1.
  var column: Int

  /// A scalar's text; nil for lists and mappings.
  var scalar: String? { if case .scalar(let text, _) = content { text } else { nil } }

  /// Whether nothing is written, or `~` or `null`.
  var isNull: Bool {
    guard case .scalar(let text, false) = content else { return false }
    return text.isEmpty || text == "~" || text.lowercased() == "null"
  }

  /// What the value is, for a message.
  var form: String {
    switch content {
    case .scalar(let text, _): text.isEmpty ? "nothing" : "text"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }

  /// The root of a file; nil where it is empty.
  ///
  /// The bytes are scanned before the parser sees them, so that its time and memory are bounded.
  /// - Throws: one error with its place.
  static func parse(_ bytes: [UInt8], file: String) throws(Diagnostic) -> YAMLNode? {
    try YAMLScan.check(bytes, file: file)
    do {
      guard let node = try Yams.compose(yaml: String(decoding: bytes, as: UTF8.self)) else {
        return nil
      }
      return YAMLNode(node)
    } catch let error as YamlError {
      throw YAMLNode.diagnostic(error, file: file)
    } catch {
      throw Diagnostic(.yamlSyntax, file: file, "the file cannot be parsed")
    }
  }

  private init(_ node: Node) {
    line = node.mark?.line ?? 1
    column = node.mark?.column ?? 1
    switch node {
    case .scalar(let scalar):
      content = .scalar(
        scalar.string, isQuoted: scalar.style == .singleQuoted || scalar.style == .doubleQuoted)
    case .sequence(let sequence): content = .sequence(sequence.map { YAMLNode($0) })
    case .mapping(let mapping):
      content = .mapping(
        mapping.map { pair in
          Entry(
            key: pair.key.scalar?.string ?? "", line: pair.key.mark?.line ?? 1,
            column: pair.key.mark?.column ?? 1, value: YAMLNode(pair.value))
        })
    case .alias: content = .scalar("", isQuoted: false)  // Refused by the scan.
    }
  }

  private static func diagnostic(_ error: YamlError, file: String) -> Diagnostic {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let detail = context.map { " \($0.text)" } ?? ""
      return Diagnostic(
        .yamlSyntax, file: file, line: mark.line, column: mark.column,
        "the YAML cannot be parsed: \(problem)\(detail)",
        suggestion: "check indentation, colons, brackets and quotes here and on the line before")
    case .duplicatedKeysInMapping(let keys, let context):
      return Diagnostic(
        .duplicateKey, file: file, line: context.mark.line, column: context.mark.column,
        field: keys.first, "the key '\(shown(keys.first ?? ""))' stands twice",
        suggestion: "remove one of them")
    case .reader(let problem, _, _, _):
      return Diagnostic(
        .yamlSyntax, file: file, "the YAML cannot be read: \(problem)",
        suggestion: "remove control characters")
    default: return Diagnostic(.yamlSyntax, file: file, "the YAML cannot be parsed")
    }
  }
}
