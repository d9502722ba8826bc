import PlanModel

/// Lists within a cell: skills, and the points of a value curve.
enum ListText {
  /// The parts between semicolons, trimmed, empty ones left out.
  static func parts(_ text: String) -> [Substring] {
    text.split(separator: ";").map { trimmed($0) }.filter { !$0.isEmpty }
  }

  /// The text without spaces at its ends.
  static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while let last = text.unicodeScalars.last, last == " " || last == "\t" || last == "\u{A0}" {
      text.unicodeScalars.removeLast()
    }
    return text.drop { $0 == " " || $0 == "\t" || $0 == "\u{A0}" }
  }

  /// Why a list cannot be read.
  struct Fault: Error, Hashable {
    var kind: DiagnosticKind
    var message: String
  }

  /// `swift:3; sql` as skills with levels.
  static func skills(_ text: String) throws(Fault) -> [SkillLevel] {
    var skills: [SkillLevel] = []
    var known: Set<String> = []
    for part in parts(text) {
      let halves = part.split(separator: ":", omittingEmptySubsequences: false)
      let name = String(trimmed(halves[0]))
      guard halves.count <= 2, !name.isEmpty else {
        throw Fault(kind: .invalidSkills, message: "'\(shown(String(part)))' is not a skill")
      }
      guard name.utf8.count <= CellLimits.longestId else {
        throw Fault(
          kind: .textTooLong,
          message: "the name of a skill is longer than \(CellLimits.longestId) bytes")
      }
      var level = SkillLevel.defaultLevel
      if halves.count == 2 {
        guard let number = Int(trimmed(halves[1])), (1...5).contains(number) else {
          throw Fault(
            kind: .invalidSkills,
            message: "'\(shown(String(halves[1])))' is not a level of the skill '\(shown(name))'")
        }
        level = number
      }
      guard known.insert(name).inserted else {
        throw Fault(
          kind: .duplicateSkill, message: "the skill '\(shown(name))' is named twice")
      }
      skills.append(SkillLevel(name, level))
    }
    return skills
  }

  /// The skills of a list in its usual form, one by one; nil for a part that has another.
  struct SimpleParts: Sequence, IteratorProtocol {
    private let text: UnsafeBufferPointer<UInt8>
    private var index = 0

    init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

    /// The bytes of the name, and the level; the inner nil: a part to be read with more care.
    mutating func next() -> (name: Range<Int>, level: Int)?? {
      while index < text.count, text[index] == 0x20 || text[index] == UInt8(ascii: ";") {
        index += 1
      }
      guard index < text.count else { return nil }
      let start = index
      var colon: Int?
      while index < text.count, text[index] != UInt8(ascii: ";") {
        if text[index] == UInt8(ascii: ":") {
          if colon != nil { return .some(nil) }
          colon = index
        }
        index += 1
      }
      guard let colon else {
        var end = index
        while end > start, text[end - 1] == 0x20 { end -= 1 }
        return end - start <= CellLimits.longestId
          ? (start..<end, SkillLevel.defaultLevel) : .some(nil)
      }
      guard colon > start, text[colon - 1] != 0x20, index == colon + 2,
        (0x31...0x35).contains(text[colon + 1]), colon - start <= CellLimits.longestId
      else { return .some(nil) }
      return (start..<colon, Int(text[colon + 1] - 0x30))
    }
  }

  /// `0:0; 1M:3M` as points by money.
  static func curve(
    _ text: String, decimal: DecimalSign
  ) throws(Fault) -> [Initiative.CurvePoint] {
    var points: [Initiative.CurvePoint] = []
    for part in parts(text) {
      let numbers = part.split(separator: ":", omittingEmptySubsequences: false).map { half in
        var half = String(trimmed(half))
        return half.withUTF8 { NumberText.parse($0, decimal: decimal) }
      }
      guard numbers.count == 2, let money = numbers[0], let value = numbers[1],
        !money.isPercent, !value.isPercent,
        (0...CellLimits.largestNumber).contains(money.value),
        (0...CellLimits.largestNumber).contains(value.value)
      else {
        throw Fault(
          kind: .invalidCurve, message: "'\(shown(String(part)))' is not a point of a curve")
      }
      points.append(Initiative.CurvePoint(money: money.value, value: value.value))
    }
    guard points.count >= 2 else {
      throw Fault(kind: .invalidCurve, message: "a curve has at least two points")
    }
    points.sort { ($0.money, $0.value) < ($1.money, $1.value) }
    try checkConcave(points)
    return points
  }

  private static func checkConcave(_ points: [Initiative.CurvePoint]) throws(Fault) {
    var lastSlope = Double.infinity
    for (before, after) in zip(points, points.dropFirst()) {
      guard after.money > before.money else {
        throw Fault(kind: .invalidCurve, message: "the curve gives two values for one sum of money")
      }
      guard after.value >= before.value else {
        throw Fault(kind: .invalidCurve, message: "the curve falls where money rises")
      }
      let slope = (after.value - before.value) / (after.money - before.money)
      // Decimal text is not exact in binary: straight stretches may differ in their last bits.
      guard slope <= lastSlope * (1 + 1e-9) else {
        throw Fault(
          kind: .curveNotConcave,
          message: "the curve rises faster behind \(plain(before.money)) than before it")
      }
      lastSlope = slope
    }
  }
}

/// A number in its shortest form, without exponent.
private func plain(_ value: Double) -> String {
  Int(exactly: value).map(String.init) ?? String(decoding: DecimalText.plain(value), as: UTF8.self)
}

/// How large what stands in a cell may be.
enum CellLimits {
  /// Bytes of an id, a reference or a skill's name.
  static let longestId = 200
  /// Bytes of any other text.
  static let longestText = 10_000
  /// The size of any number.
  static let largestNumber = 1e12
}
