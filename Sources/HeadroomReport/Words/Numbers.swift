internal import PlanModel

/// Numbers as people read them. Rounding: half away from zero, here and nowhere before.
enum Numbers {
  /// A number with so many decimals and thousands in groups: `2,976.5`.
  ///
  /// Edge cases: what is not finite is `?`; what rounds to 0 has no sign.
  static func fixed(_ value: Double, decimals: Int = 0) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "?" }
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    guard let scaled = Int(exactly: (abs(value) * Double(scale)).rounded()) else { return "?" }
    var digits = grouped(String(scaled / scale))
    if decimals > 0 {
      let fraction = String(scaled % scale)
      digits += "." + String(repeating: "0", count: decimals - fraction.utf8.count) + fraction
    }
    return value < 0 && scaled > 0 ? "-" + digits : digits
  }

  /// FTE with one decimal, from 100 with none.
  static func fte(_ value: Double) -> String {
    fixed(value, decimals: abs(value) < 99.95 ? 1 : 0)
  }

  /// Headroom in FTE: positive is spare, negative is short.
  static func signedFTE(_ value: Double) -> String {
    let text = fte(value)
    return value > 0 && text != "0.0" ? "+" + text : text
  }

  /// `2,976 h`; one decimal below 10.
  static func hours(_ value: Double) -> String {
    let isSmall = abs(value) < 9.95 && value.rounded() != value
    return fixed(value, decimals: isSmall ? 1 : 0) + "\u{A0}h"
  }

  /// `131 %` of a share of 1.31.
  static func percent(_ share: Double) -> String { fixed(share * 100) + "\u{A0}%" }

  /// A share of what is not whole: one that rounds to `100 %` has decimals that say so, `99.8 %`.
  static func partialPercent(_ share: Double) -> String {
    guard share >= 0.995, share < 1 else { return percent(share) }
    return fixed(min(99.9, share * 100), decimals: 1) + "\u{A0}%"
  }

  /// The shortest text that reads back as the same number, without an exponent: `40`, `6.25`; `6.1250`, for
  /// three digits behind a point might be thousands. For tables that machines read.
  static func exact(_ value: Double) -> String {
    guard value.isFinite else { return "" }
    let text = value == 0 ? "0" : String(decoding: DecimalText.plain(value), as: UTF8.self)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
