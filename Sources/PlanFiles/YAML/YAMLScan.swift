import PlanModel

/// Refuses YAML that could take the parser long, before the parser sees it: large files, bytes that
/// are no text, anchors and aliases, deep nesting.
///
/// It follows the tokens of YAML 1.1 so far as needed to tell where a value may begin. Where it
/// cannot tell it takes the stricter view, and the message says to quote the value.
///
/// - Complexity: one pass, memory for the depth.
struct YAMLScan {
  /// A file of more bytes is refused.
  static let largestFile = 1 << 20
  /// Brackets and indentations within one another.
  static let deepest = 64

  private let bytes: [UInt8]
  private let file: String
  private var index = 0
  private var line = 1
  private var lineStart = 0
  /// The columns of the blocks that enclose the place.
  private var blocks: [Int] = []
  /// The brackets that enclose the place.
  private var brackets = 0

  /// Whether a file can be parsed safely.
  /// - Throws: what is wrong with it, and where.
  static func check(_ bytes: [UInt8], file: String) throws(Diagnostic) {
    guard bytes.count <= largestFile else {
      throw Diagnostic(
        .fileTooLarge, file: file, "the file has \(bytes.count) bytes",
        expected: "at most \(largestFile) bytes",
        suggestion: "remove what is no setting")
    }
    if let fault = bytes.withUnsafeBufferPointer({ TextFault.find(in: $0) }) {
      let place = CSVTable.place(of: fault.offset, in: bytes, from: 0, line: 1)
      throw Diagnostic(
        fault.kind, file: file, line: place.line, column: place.column, fault.message,
        suggestion: fault.suggestion)
    }
    var scan = YAMLScan(bytes: bytes, file: file)
    try scan.run()
  }

  private init(bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { (index, lineStart) = (3, 3) }
  }

  private var byte: UInt8 { bytes[index] }
  private var next: UInt8? { index + 1 < bytes.count ? bytes[index + 1] : nil }
  private var nextIsBlank: Bool { next.map(YAMLScan.isBlank) ?? true }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  private static func isFlow(_ byte: UInt8) -> Bool { ",[]{}".utf8.contains(byte) }

  /// Follows the tokens; a value may begin wherever this loop stands.
  private mutating func run() throws(Diagnostic) {
    var isFresh = true  // Nothing but dashes stands before it on the line.
    while index < bytes.count {
      switch byte {
      case 0x0A, 0x0D:
        passLineEnd()
        isFresh = true
        continue
      case 0x20, 0x09: index += 1
      case UInt8(ascii: "#"): skipLine()
      case UInt8(ascii: "-") where nextIsBlank, UInt8(ascii: "?") where nextIsBlank,
        UInt8(ascii: ":") where nextIsBlank || brackets > 0:
        if brackets == 0, isFresh { try enter(column: index - lineStart) }
        index += 1
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        brackets += 1
        try checkDepth()
        index += 1
        isFresh = false
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        brackets = max(0, brackets - 1)
        index += 1
      case UInt8(ascii: ","): index += 1
      case UInt8(ascii: "&") where !nextIsBlank, UInt8(ascii: "*") where !nextIsBlank:
        throw Diagnostic(
          .yamlAlias, file: file, line: line, column: column, value: word,
          "anchors and aliases are not used in plans",
          suggestion: "put text that begins with & or * in quotes")
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        if brackets == 0, isFresh { try enter(column: index - lineStart) }
        isFresh = false
        skipQuoted(byte)
      case UInt8(ascii: "!"):
        while index < bytes.count, !YAMLScan.isBlank(byte), !YAMLScan.isFlow(byte) { index += 1 }
      case UInt8(ascii: "|") where brackets == 0, UInt8(ascii: ">") where brackets == 0:
        skipBlockScalar()
        isFresh = true
      default:
        if brackets == 0, isFresh { try enter(column: index - lineStart) }
        isFresh = false
        skipPlain()
      }
    }
  }

  /// The characters before the place, and one.
  private var column: Int {
    1 + bytes[lineStart..<index].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }

  private var word: String {
    String(
      decoding: bytes[index...].prefix(80).prefix { !YAMLScan.isBlank($0) }, as: UTF8.self)
  }

  private mutating func enter(column: Int) throws(Diagnostic) {
    while let last = blocks.last, last >= column { blocks.removeLast() }
    blocks.append(column)
    try checkDepth()
  }

  private func checkDepth() throws(Diagnostic) {
    guard blocks.count + brackets > YAMLScan.deepest else { return }
    throw Diagnostic(
      .yamlTooDeep, file: file, line: line, column: column,
      "the file is nested more than \(YAMLScan.deepest) deep",
      suggestion: "look for brackets that are not closed")
  }

  private mutating func passLineEnd() {
    if byte == 0x0D, next == 0x0A { index += 1 }
    index += 1
    line += 1
    lineStart = index
  }

  private mutating func skipLine() {
    while index < bytes.count, byte != 0x0A, byte != 0x0D { index += 1 }
  }

  private mutating func skipQuoted(_ quote: UInt8) {
    index += 1
    while index < bytes.count, byte != quote {
      if byte == 0x0A || byte == 0x0D {
        passLineEnd()
      } else {
        index += quote == UInt8(ascii: "\"") && byte == UInt8(ascii: "\\") && !nextIsBlank ? 2 : 1
      }
    }
    // In single quotes two quotes are one: the second opens the rest of the same text.
    if index < bytes.count { index += 1 }
  }

  /// Passes over unquoted text up to where another value may begin.
  private mutating func skipPlain() {
    while index < bytes.count {
      switch byte {
      case 0x0A, 0x0D: return
      case UInt8(ascii: ":") where nextIsBlank: return index += 1
      case UInt8(ascii: ":") where brackets > 0 && (next.map(YAMLScan.isFlow) ?? false):
        return index += 1
      case UInt8(ascii: ",") where brackets > 0, UInt8(ascii: "[") where brackets > 0,
        UInt8(ascii: "]") where brackets > 0, UInt8(ascii: "{") where brackets > 0,
        UInt8(ascii: "}") where brackets > 0:
        return
      case 0x20 where next == UInt8(ascii: "#"), 0x09 where next == UInt8(ascii: "#"): return
      default: index += 1
      }
    }
  }

  /// Passes over the lines of a block scalar: those indented as far as its first, at least deeper
  /// than the block it stands in.
  private mutating func skipBlockScalar() {
    let parent = blocks.last ?? -1
    var digits: Int?
    while index < bytes.count, byte != 0x0A, byte != 0x0D {
      if digits == nil, (0x31...0x39).contains(byte) { digits = Int(byte - 0x30) }
      index += 1
    }
    var indent = digits.map { max(parent, 0) + $0 }
    while index < bytes.count {
      passLineEnd()
      let start = index
      while index < bytes.count, byte == 0x20 { index += 1 }
      guard index < bytes.count, byte != 0x0A, byte != 0x0D else { continue }
      let width = index - start
      if indent == nil { indent = max(width, parent + 1) }
      guard width >= indent ?? 0 else { return index = start }
      skipLine()
    }
  }
}
