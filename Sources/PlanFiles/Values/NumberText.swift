/// Which of point and comma is the decimal sign of a file.
enum DecimalSign: String, Sendable, CaseIterable {
  case point
  case comma

  var byte: UInt8 { self == .point ? UInt8(ascii: ".") : UInt8(ascii: ",") }
  var other: DecimalSign { self == .point ? .comma : .point }
}

/// A number as it is written: digits, sign, and what follows them.
struct NumberText: Hashable, Sendable {
  /// With the suffix taken in: 1.5M is 1,500,000, 50% is 0.5.
  var value: Double
  /// Whether a percent sign follows.
  var isPercent: Bool

  /// Digits at most, so that no sum of them can overflow.
  private static let mostDigits = 18

  /// Reads a number; nil where the bytes are none.
  ///
  /// Thousands may be grouped by spaces, no-break spaces, apostrophes and by the sign that is not the
  /// decimal one, three digits to a group. `k` and `M` multiply, `%` divides by a hundred.
  /// Rounding: to the nearest Double, the suffix included.
  static func parse(_ text: UnsafeBufferPointer<UInt8>, decimal: DecimalSign) -> NumberText? {
    var index = 0
    let count = text.count
    guard count > 0, count <= 64 else { return nil }
    var isNegative = false
    if text[0] == UInt8(ascii: "-") || text[0] == UInt8(ascii: "+") {
      isNegative = text[0] == UInt8(ascii: "-")
      index = 1
    }
    var mantissa: UInt64 = 0
    var digits = 0
    var inGroup = 0
    var isGrouped = false
    while index < count {
      let digit = text[index] &- 0x30
      if digit <= 9 {
        mantissa = mantissa &* 10 &+ UInt64(digit)  // At most 18 digits: below 2⁶⁴.
        digits += 1
        inGroup += 1
        guard digits <= mostDigits else { return nil }
        index += 1
        continue
      }
      guard let width = groupSign(text, index, decimal: decimal), index + width < count,
        text[index + width] &- 0x30 <= 9
      else { break }
      guard isGrouped ? inGroup == 3 : (1...3).contains(inGroup) else { return nil }
      isGrouped = true
      inGroup = 0
      index += width
    }
    if isGrouped, inGroup != 3 { return nil }
    var exponent = 0
    if index < count, text[index] == decimal.byte {
      index += 1
      while index < count {
        let digit = text[index] &- 0x30
        guard digit <= 9 else { break }
        index += 1
        if mantissa == 0, digit == 0 {
          // Zeros before the first other digit say nothing but where it stands.
          digits = max(digits, 1)
          exponent -= 1
          continue
        }
        if digits >= mostDigits {
          digits += 1  // Digits beyond what a Double can tell are left out.
          continue
        }
        mantissa = mantissa &* 10 &+ UInt64(digit)
        digits += 1
        exponent -= 1
      }
    }
    guard digits > 0 else { return nil }
    while index < count, text[index] == 0x20 { index += 1 }
    var isPercent = false
    if index < count {
      switch text[index] {
      case UInt8(ascii: "%"): (exponent, isPercent) = (exponent - 2, true)
      case UInt8(ascii: "k"), UInt8(ascii: "K"): exponent += 3
      case UInt8(ascii: "m"), UInt8(ascii: "M"): exponent += 6
      default: return nil
      }
      guard index + 1 == count else { return nil }
    }
    let size = scaled(mantissa, exponent)
    return NumberText(value: isNegative ? -size : size, isPercent: isPercent)
  }

  /// `mantissa` × 10^`exponent`, to the nearest Double.
  private static func scaled(_ mantissa: UInt64, _ exponent: Int) -> Double {
    // Both factors are exact below 2⁵³ and up to 10²²: one rounding. (Clinger 1990.)
    if mantissa < 1 << 53, abs(exponent) <= 22 {
      return exponent < 0
        ? Double(mantissa) / powers[-exponent] : Double(mantissa) * powers[exponent]
    }
    return Double("\(mantissa)e\(exponent)") ?? .infinity
  }

  private static let powers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// The bytes of a sign that groups thousands; nil where there is none at that place.
  private static func groupSign(
    _ text: UnsafeBufferPointer<UInt8>, _ index: Int, decimal: DecimalSign?
  ) -> Int? {
    switch text[index] {
    case 0x20, UInt8(ascii: "'"): return 1
    case UInt8(ascii: "."): return decimal == .comma ? 1 : nil
    case UInt8(ascii: ","): return decimal == .point ? 1 : nil
    case 0xC2: return index + 1 < text.count && text[index + 1] == 0xA0 ? 2 : nil  // U+00A0
    case 0xE2:  // U+202F, U+2009, U+2019
      guard index + 2 < text.count, text[index + 1] == 0x80 else { return nil }
      return [0xAF, 0x89, 0x99].contains(text[index + 2]) ? 3 : nil
    default: return nil
    }
  }
}

/// What a number says of its file's decimal sign. Source: PLAN §1, "Numbers".
enum DecimalEvidence: Hashable, Sendable {
  /// It has neither point nor comma, or is no number.
  case none
  /// Only that sign can be the decimal one.
  case decides(DecimalSign)
  /// A sign before exactly three final digits.
  case ambiguous

  /// Looks at the points and commas of a number, and at the digits around the last of them.
  init(_ text: UnsafeBufferPointer<UInt8>) {
    var points = 0
    var commas = 0
    var last: DecimalSign?
    var before = 0  // Digits before the first sign, those of 0 not counted.
    var onlyZeros = true
    var after = 0
    for byte in text {
      switch byte {
      case UInt8(ascii: "."): (points, last, after) = (points + 1, .point, 0)
      case UInt8(ascii: ","): (commas, last, after) = (commas + 1, .comma, 0)
      case 0x30...0x39:
        if last == nil {
          before += 1
          onlyZeros = onlyZeros && byte == 0x30
        } else {
          after += 1
        }
      default: break
      }
    }
    guard let last else {
      self = .none
      return
    }
    if points > 0, commas > 0 {
      // The last sign is the decimal one if it stands once; the other groups.
      self = (last == .point ? points : commas) == 1 ? .decides(last) : .none
    } else if points + commas > 1 {
      self = .decides(last.other)
    } else if after != 3 || before > 3 || onlyZeros {
      self = .decides(last)
    } else {
      self = .ambiguous
    }
  }
}
