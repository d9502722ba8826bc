import PlanModel
import WorkCalendar

/// A mapping whose keys are asked for one by one; those that nobody asked for are errors.
///
///     var map = YAMLMap(node, at: "hiring", file: "plan.yaml", &diagnostics)
///     let days = map.whole("notice_days", 0...3650, &diagnostics)
///     map.finish(&diagnostics)
struct YAMLMap {
  let file: String
  /// The keys that lead to the mapping, with points between them; empty at the root.
  let path: String
  /// Where the mapping begins.
  let line: Int
  private let entries: [YAMLNode.Entry]
  private var asked: [String] = []

  /// The mapping of a node; an empty one with an error where the node is something else.
  init(_ node: YAMLNode, at path: String, file: String, _ diagnostics: inout DiagnosticList) {
    self.file = file
    self.path = path
    line = node.line
    if case .mapping(let entries) = node.content {
      self.entries = entries
    } else {
      entries = []
      if !node.isNull {
        diagnostics.error {
          Diagnostic(
            .wrongType, file: file, line: node.line, column: node.column,
            field: path.isEmpty ? nil : path, value: node.scalar,
            path.isEmpty ? "the file is no mapping" : "'\(path)' is \(node.form), not a mapping",
            expected: "keys with values, as key: value")
        }
      }
    }
  }

  /// The keys with their values, as they stand.
  var all: [YAMLNode.Entry] { entries }

  /// The full name of a key.
  func name(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

  /// The entry of a key; nil where it is missing or has no value.
  mutating func entry(_ key: String) -> YAMLNode.Entry? {
    asked.append(key)
    return entries.first { $0.key == key }.flatMap { $0.value.isNull ? nil : $0 }
  }

  /// An error about the value of a key.
  func error(
    _ kind: DiagnosticKind, _ entry: YAMLNode.Entry, _ message: String, expected: String? = nil,
    suggestion: String? = nil, _ diagnostics: inout DiagnosticList
  ) {
    diagnostics.error {
      Diagnostic(
        kind, file: file, line: entry.value.line, column: entry.value.column,
        field: name(entry.key), value: entry.value.scalar, message, expected: expected,
        suggestion: suggestion)
    }
  }

  /// A scalar's text; nil with an error where the value is a list or a mapping.
  mutating func text(_ key: String, _ diagnostics: inout DiagnosticList) -> String? {
    guard let entry = entry(key) else { return nil }
    guard let text = entry.value.scalar else {
      error(
        .wrongType, entry, "'\(name(key))' is \(entry.value.form), not a single value",
        expected: "text", &diagnostics)
      return nil
    }
    guard text.utf8.count <= CellLimits.longestText else {
      error(
        .textTooLong, entry, "the text has \(text.utf8.count) bytes",
        expected: "at most \(CellLimits.longestText) bytes", &diagnostics)
      return nil
    }
    return text
  }

  /// What `read` makes of a scalar; an error where it makes nothing of it.
  mutating func value<Value>(
    _ key: String, _ kind: DiagnosticKind, _ expected: String,
    _ diagnostics: inout DiagnosticList, read: (String) -> Value?
  ) -> Value? {
    guard let text = text(key, &diagnostics), let entry = entry(key) else { return nil }
    if let value = read(text) { return value }
    error(
      kind, entry, "the value of '\(name(key))' cannot be read", expected: expected, &diagnostics)
    return nil
  }

  /// A number with a point as decimal sign.
  mutating func number(
    _ key: String, _ rule: NumberRule, _ diagnostics: inout DiagnosticList
  ) -> Double? {
    let parsed = value(key, .notANumber, rule.expected, &diagnostics) { text -> Double? in
      var text = text
      let number = text.withUTF8 { NumberText.parse($0, decimal: .point) }
      guard let number, rule.form == .share || !number.isPercent else { return nil }
      return number.value
    }
    guard let parsed, let entry = entry(key) else { return nil }
    guard rule.range.contains(parsed) else {
      error(
        .numberOutOfRange, entry, "the number is out of range", expected: rule.expected,
        &diagnostics)
      return nil
    }
    return parsed
  }

  /// A whole number.
  mutating func whole(
    _ key: String, _ range: ClosedRange<Int>, _ diagnostics: inout DiagnosticList
  ) -> Int? {
    let expected = "a whole number from \(range.lowerBound) to \(range.upperBound)"
    return value(key, .numberOutOfRange, expected, &diagnostics) { text in
      Int(text).flatMap { range.contains($0) ? $0 : nil }
    }
  }

  /// One of the words of an enumeration.
  mutating func choice<Choice: CaseIterable & RawRepresentable>(
    _ key: String, _ type: Choice.Type, _ diagnostics: inout DiagnosticList
  ) -> Choice? where Choice.RawValue == String {
    let words = type.allCases.map(\.rawValue)
    return value(key, .unknownChoice, String.alternatives(words), &diagnostics) {
      Choice(rawValue: $0.lowercased())
    }
  }

  /// A mapping within this one; nil where the key is missing.
  mutating func map(_ key: String, _ diagnostics: inout DiagnosticList) -> YAMLMap? {
    entry(key).map { YAMLMap($0.value, at: name(key), file: file, &diagnostics) }
  }

  /// Reports every key that nobody asked for.
  func finish(_ diagnostics: inout DiagnosticList) {
    for entry in entries where !asked.contains(entry.key) {
      diagnostics.error {
        Diagnostic(
          .unknownKey, file: file, line: entry.line, column: entry.column, field: name(entry.key),
          value: entry.key,
          path.isEmpty
            ? "the file has no key '\(shown(entry.key))'"
            : "'\(path)' has no key '\(shown(entry.key))'",
          expected: "one of \(asked.uniqued().joined(separator: ", "))",
          suggestion: suggestion(for: entry.key, among: asked))
      }
    }
  }
}

extension [String] {
  /// Each word once, in order.
  fileprivate func uniqued() -> [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
