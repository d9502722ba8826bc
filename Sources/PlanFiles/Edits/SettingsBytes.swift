import PlanModel

/// Sets a key of plan.yaml and leaves every other byte.
///
/// The value that stands there is replaced; a key that is missing is put behind the opening brace of its
/// mapping, before the first key of one in lines, or at the end of the file.
struct SettingsBytes {
  private let file: PlanFile
  private let root: YAMLNode?

  /// Gives a key another value, in YAML as it is to stand in the file; nil: none. A plan without
  /// plan.yaml gets one.
  ///
  /// - Throws: a key whose value cannot be told from what surrounds it.
  static func set(
    _ path: [String], to text: String?, in files: inout [PlanFile]
  ) throws(Diagnostic) {
    var index = files.firstIndex { FileRole(name: $0.name) == .settings }
    if index == nil {
      files.append(PlanFile(name: "plan.yaml", text: "headroom: 1\n"))
      index = files.count - 1
    }
    guard let index else { return }
    let settings = try SettingsBytes(files[index])
    guard let (range, bytes) = settings.replacement(path[...], text ?? "~") else {
      throw settings.refusal(path)
    }
    var changed = files[index]
    changed.bytes.replaceSubrange(range, with: bytes)
    guard try SettingsBytes(changed).says(path, text) else { throw settings.refusal(path) }
    files[index] = changed
  }

  private init(_ file: PlanFile) throws(Diagnostic) {
    self.file = file
    root = try YAMLNode.parse(file.bytes, file: file.name)
  }

  private func refusal(_ path: [String]) -> Diagnostic {
    let entry = path.first.flatMap { root?.entry($0) }
    return Diagnostic(
      .editKey, file: file.name, line: entry?.line, column: entry?.column,
      field: path.joined(separator: "."),
      "the key is written in a way that cannot be changed without touching others",
      suggestion: "change it by hand, or write it on one line, as key: value")
  }

  /// Whether a key has a value; for nil, none.
  private func says(_ path: [String], _ text: String?) throws(Diagnostic) -> Bool {
    var node = root
    for key in path { node = node?.entry(key)?.value }
    guard let text else { return node?.isNull ?? true }
    return node?.scalar == (try YAMLNode.parse(Array(text.utf8), file: file.name))?.scalar
  }

  // MARK: Where and what

  private typealias Change = (range: Range<Int>, bytes: [UInt8])

  private func replacement(_ path: ArraySlice<String>, _ text: String) -> Change? {
    guard let root else { return atEnd(path, text) }
    var node = root
    var isFlow = byte(at: offset(root.line, root.column)) == UInt8(ascii: "{")
    var rest = path
    while let key = rest.first {
      guard let entry = node.entry(key) else {
        return missing(rest, text, in: node, isRoot: rest.count == path.count, isFlow: isFlow)
      }
      rest = rest.dropFirst()
      if rest.isEmpty || entry.value.isNull {
        let value = SettingsBytes.nested(rest, text)
        return replaced(entry, by: value, isFlow: isFlow)
      }
      node = entry.value
      guard case .mapping = node.content, let start = offset(node.line, node.column) else {
        return nil
      }
      isFlow = isFlow || byte(at: start) == UInt8(ascii: "{")
    }
    return nil
  }

  /// `{ a: { b: text } }`.
  private static func nested(_ keys: ArraySlice<String>, _ text: String) -> String {
    keys.reversed().reduce(text) { "{ \($1): \($0) }" }
  }

  private func missing(
    _ keys: ArraySlice<String>, _ text: String, in node: YAMLNode, isRoot: Bool, isFlow: Bool
  ) -> Change? {
    guard let key = keys.first, case .mapping(let entries) = node.content,
      let start = offset(node.line, node.column)
    else { return nil }
    let line = "\(key): \(SettingsBytes.nested(keys.dropFirst(), text))"
    if byte(at: start) == UInt8(ascii: "{") {
      return (start + 1..<start + 1, Array((entries.isEmpty ? " \(line) " : " \(line),").utf8))
    }
    guard !isFlow, let first = entries.first else { return nil }
    if isRoot, first.column == 1 { return atEnd(keys, text) }
    guard let place = offset(first.line, first.column) else { return nil }
    let indent = [UInt8](repeating: 0x20, count: first.column - 1)
    return (place..<place, Array(line.utf8) + lineEnd + indent)
  }

  private func atEnd(_ keys: ArraySlice<String>, _ text: String) -> Change? {
    guard let key = keys.first else { return nil }
    let line = Array("\(key): \(SettingsBytes.nested(keys.dropFirst(), text))".utf8)
    let end = file.bytes.count
    let isClosed = file.bytes.last.map { $0 == 0x0A || $0 == 0x0D } ?? true
    return (end..<end, isClosed ? line + lineEnd : lineEnd + line)
  }

  private var lineEnd: [UInt8] { CSVTable(bytes: file.bytes).lineEnd }

  private func replaced(_ entry: YAMLNode.Entry, by text: String, isFlow: Bool) -> Change? {
    if case .scalar("", isQuoted: false) = entry.value.content {
      // Nothing stands behind the colon.
      guard let start = offset(entry.line, entry.column),
        let colon = file.bytes[start...].firstIndex(of: UInt8(ascii: ":"))
      else { return nil }
      return (colon + 1..<colon + 1, Array(" \(text)".utf8))
    }
    guard let start = offset(entry.value.line, entry.value.column),
      let end = end(ofValueAt: start, isFlow: isFlow)
    else { return nil }
    return (start..<end, Array(text.utf8))
  }

  // MARK: Bytes

  private func byte(at offset: Int?) -> UInt8? {
    offset.flatMap { file.bytes.indices.contains($0) ? file.bytes[$0] : nil }
  }

  /// The byte at a line and a character of it, each from 1.
  private func offset(_ line: Int, _ column: Int) -> Int? {
    let bytes = file.bytes
    // A byte order mark counts as a character of the first line.
    var index = 0
    for _ in 1..<max(1, line) {
      while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
      guard index < bytes.count else { return nil }
      index += bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
    }
    for _ in 1..<max(1, column) {
      index += 1
      while index < bytes.count, bytes[index] & 0xC0 == 0x80 { index += 1 }
    }
    return index <= bytes.count ? index : nil
  }

  /// The byte behind a value; nil where it does not end on its line.
  private func end(ofValueAt start: Int, isFlow: Bool) -> Int? {
    let bytes = file.bytes
    var index = start
    guard let first = byte(at: start), !"|>!&*".utf8.contains(first) else { return nil }
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
      index += 1
      let escape = first == UInt8(ascii: "\"") ? UInt8(ascii: "\\") : first
      while index < bytes.count {
        // In single quotes two quotes are one.
        let isEscaped = bytes[index] == escape && (escape != first || byte(at: index + 1) == first)
        if bytes[index] == first, !isEscaped { return index + 1 }
        index += isEscaped ? 2 : 1
      }
      return nil
    }
    if first == UInt8(ascii: "[") || first == UInt8(ascii: "{") {
      let close = first == UInt8(ascii: "[") ? UInt8(ascii: "]") : UInt8(ascii: "}")
      return bytes[start...].firstIndex(of: close).map { $0 + 1 }
    }
    while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D {
      if isFlow, ",[]{}".utf8.contains(bytes[index]) { break }
      if bytes[index] == UInt8(ascii: "#"), index > start, bytes[index - 1] <= 0x20 { break }
      index += 1
    }
    while index > start, bytes[index - 1] <= 0x20 { index -= 1 }
    return index > start ? index : nil
  }
}
