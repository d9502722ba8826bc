/// Decimal texts of numbers.
public enum DecimalText {
  /// The shortest digits that read back as `value`, without exponent and unambiguous.
  public static func plain(_ value: Double) -> [UInt8] {
    let text = Array(value.description.utf8)
    let point = UInt8(ascii: ".")
    guard let mark = text.firstIndex(of: UInt8(ascii: "e")) else {
      guard let dot = text.firstIndex(of: point) else { return text }
      let whole = text[..<dot].drop { $0 == UInt8(ascii: "-") }
      let ambiguous = text.count - dot == 4 && whole.count <= 3 && !whole.elementsEqual([0x30])
      return ambiguous ? text + [0x30] : text
    }
    let negative = text.first == UInt8(ascii: "-")
    let mantissa = text[(negative ? 1 : 0)..<mark]
    let digits = mantissa.filter { $0 != point }
    let exponent = Int(String(decoding: text[(mark + 1)...], as: UTF8.self)) ?? 0
    let wholeDigits = (mantissa.firstIndex(of: point) ?? mark) - mantissa.startIndex + exponent
    var plain: [UInt8] = negative ? [UInt8(ascii: "-")] : []
    if wholeDigits <= 0 {
      plain += [0x30, point] + [UInt8](repeating: 0x30, count: -wholeDigits) + digits
    } else {
      // An exponent is printed from 2^53 on only, so all digits stand before the point.
      plain += digits.prefix(wholeDigits)
      plain += [UInt8](repeating: 0x30, count: max(0, wholeDigits - digits.count))
    }
    return plain
  }
}
