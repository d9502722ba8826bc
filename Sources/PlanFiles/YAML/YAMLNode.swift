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

  /// A mapping's first entry with a key; nil where it has none, and for what is no mapping.
  func entry(_ key: String) -> Entry? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.first { $0.key == key }
  }

  /// Whether a mapping has a key.
  func has(_ key: String) -> Bool { entry(key) != nil }

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
    let text = String(decoding: bytes, as: UTF8.self)
    do {
      guard let node = try Yams.compose(yaml: text) else {
        return nil
      }
      return YAMLNode(node)
    } catch let error as YamlError {
      throw YAMLNode.diagnostic(error, text, file: file)
    } catch {
      throw Diagnostic(.yamlSyntax, file: file, "the file cannot be parsed")
    }
  }

  /// A value at a place.
  init(_ content: Content, line: Int, column: Int) {
    self.content = content
    self.line = line
    self.column = column
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

  private static func diagnostic(_ error: YamlError, _ text: String, file: String) -> Diagnostic {
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
      let key = keys.min() ?? ""
      let places = YAMLNode.places(of: key, in: text, from: context.mark.line)
      let isKnown = places.count == 2
      return Diagnostic(
        .duplicateKey, file: file, line: isKnown ? places[1].line : context.mark.line,
        column: isKnown ? places[1].column : context.mark.column, field: key,
        "the key '\(shown(key))' stands twice"
          + (isKnown ? ": on line \(places[0].line) and on line \(places[1].line)" : ""),
        suggestion: "remove one of them")
    case .reader(let problem, _, _, _):
      return Diagnostic(
        .yamlSyntax, file: file, "the YAML cannot be read: \(problem)",
        suggestion: "remove control characters")
    default: return Diagnostic(.yamlSyntax, file: file, "the YAML cannot be parsed")
    }
  }

  /// The first two places, from a line on, where a text stands as a key.
  private static func places(
    of key: String, in text: String, from first: Int
  ) -> [(line: Int, column: Int)] {
    var places: [(line: Int, column: Int)] = []
    let key = Array(key.unicodeScalars)
    guard !key.isEmpty else { return [] }
    let lines = text.unicodeScalars.split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" })
    for (index, line) in lines.enumerated().dropFirst(first - 1) {
      let line = Array(line)
      for start in line.indices where line[start...].starts(with: key) {
        let isFirst = start == 0 || " {,-\"'".unicodeScalars.contains(line[start - 1])
        let behind = line[(start + key.count)...].drop { $0 == " " || $0 == "\"" || $0 == "'" }
        guard isFirst, behind.first == ":" else { continue }
        places.append((index + 1, start + 1))
        if places.count == 2 { return places }
      }
    }
    return places
  }
}
