import PlanModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A number with a fixed number of decimals and a point, whatever the locale.
///
/// Rounding: half away from zero. Edge cases: what rounds to zero has no sign; a number beyond 10¹⁵
/// stands in scientific form.
public func plain(_ value: Double, decimals: Int = 1) -> String {
  guard value.magnitude < 1e15 else { return String(value) }
  let scale = pow(10, Double(decimals))
  let scaled = (value.magnitude * scale).rounded()
  let whole = Int(scaled / scale)
  guard decimals > 0 else { return (value < 0 && scaled > 0 ? "-" : "") + String(whole) }
  let fraction = String(Int(scaled) - whole * Int(scale))
  let zeros = String(repeating: "0", count: max(0, decimals - fraction.utf8.count))
  return (value < 0 && scaled > 0 ? "-" : "") + "\(whole).\(zeros)\(fraction)"
}

/// A whole number of 0 or more with its thousands in groups: `12,345`. Rounding: half up.
func grouped(_ value: Double) -> String { grouped(plain(value, decimals: 0)) }

/// `1 person`, `2,000 people`.
public func counted(_ count: Int, _ one: String, _ many: String) -> String {
  "\(grouped("\(count)")) \(count == 1 ? one : many)"
}

/// Of more names than these ``several(_:)`` tells the first ones.
let mostNamed = 4

/// The names as they are, or of more than ``mostNamed`` the first three: `a, b, c and 4 others`.
func several(_ names: [String]) -> String {
  guard names.count > mostNamed else { return listed(names) }
  return names.prefix(3).joined(separator: ", ") + " and \(names.count - 3) others"
}

/// `a`, `a and b`, `a, b and c`; nothing of no names.
public func listed(_ names: [String]) -> String {
  guard let last = names.last, names.count > 1 else { return names.first ?? "" }
  return names.dropLast().joined(separator: ", ") + " and " + last
}
