import PlanModel
import WorkCalendar

/// The bytes of a table in the making: what one cell of each kind looks like.
///
/// Every value is written so that a reader finds exactly it again, with a point as decimal sign.
struct CellWriter {
  private(set) var bytes: [UInt8] = []

  mutating func raw(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  mutating func byte(_ byte: UInt8) { bytes.append(byte) }

  /// Text as RFC 4180 asks; also quoted where it has blanks at an end or would begin a comment.
  mutating func text(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      guard let first = utf8.first, let last = utf8.last else { return }
      let plain =
        first > 0x20 && last > 0x20 && first != UInt8(ascii: "#") && first != 0xEF
        && !utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x3B || $0 < 0x20 }
      if plain {
        bytes.append(contentsOf: utf8)
      } else {
        bytes.append(0x22)
        for byte in utf8 {
          if byte == 0x22 { bytes.append(0x22) }
          bytes.append(byte)
        }
        bytes.append(0x22)
      }
    }
  }

  mutating func integer(_ value: Int) {
    var digits: (UInt64, Int) = (0, 0)
    var rest = value.magnitude
    guard rest < 100_000_000 else {
      bytes.append(contentsOf: String(value).utf8)
      return
    }
    repeat {
      digits.0 = digits.0 << 8 | UInt64(48 + rest % 10)
      digits.1 += 1
      rest /= 10
    } while rest > 0
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    for _ in 0..<digits.1 {
      bytes.append(UInt8(truncatingIfNeeded: digits.0))
      digits.0 >>= 8
    }
  }

  /// The shortest decimal form that reads back as the same number, without exponent.
  ///
  /// A fourth digit is added where exactly three after the point would be ambiguous (PLAN §1).
  mutating func number(_ value: Double) {
    if value.magnitude < 1e15, let whole = Int(exactly: value) { return integer(whole) }
    bytes.append(contentsOf: DecimalText.plain(value))
  }

  /// A share as per cent where the per cent is exact, else as a plain number.
  mutating func share(_ share: Double) {
    guard let percent = CellWriter.exactPercent(share) else { return number(share) }
    number(percent)
    bytes.append(UInt8(ascii: "%"))
  }

  /// A short per cent that is the share, whether a reader divides the number by 100 or moves the
  /// decimal point before it rounds; nil where there is none.
  private static func exactPercent(_ share: Double) -> Double? {
    var scale = 1.0
    for _ in 0..<5 {
      let digits = (share * 100 * scale).rounded()
      let percent = digits / scale
      if percent / 100 == share, digits / (100 * scale) == share { return percent }
      scale *= 10
    }
    return nil
  }

  /// A share in a column whose unit is per cent, where a plain number would be read as per cent.
  mutating func percent(_ share: Double) {
    let percent = share * 100
    let nearest = [percent, percent.nextDown, percent.nextUp].first { $0 / 100 == share }
    number(CellWriter.exactPercent(share) ?? nearest ?? percent)
    bytes.append(UInt8(ascii: "%"))
  }

  mutating func day(_ day: Day) {
    let (year, month, dayOfMonth) = day.civil
    digit(year / 1000)
    digit(year / 100)
    digit(year / 10)
    digit(year)
    bytes.append(UInt8(ascii: "-"))
    digit(month / 10)
    digit(month)
    bytes.append(UInt8(ascii: "-"))
    digit(dayOfMonth / 10)
    digit(dayOfMonth)
  }

  private mutating func digit(_ value: Int) { bytes.append(UInt8(48 + value % 10)) }

  mutating func yes(_ value: Bool) { value ? raw("yes") : raw("no") }

  mutating func skills(_ skills: [SkillLevel]) {
    text(skills.map { "\($0.skill):\($0.level)" }.joined(separator: "; "))
  }
}
