internal import Headroom
internal import Terminal
internal import WorkCalendar

/// Turns of phrase that several reports share.
enum Words {
  /// `1 person`, `3 people`.
  static func count(_ number: Int, _ one: String, _ many: String) -> String {
    Numbers.fixed(Double(number)) + String.glue + (number == 1 ? one : many)
  }

  /// `a`, `a and b`, `a, b and c`; of more than `limit` the first and how many others.
  static func list(_ names: [String], limit: Int = 6) -> String {
    guard names.count > limit else { return listed(names) }
    let left = names.count - limit
    return names.prefix(limit).joined(separator: ", ") + " and "
      + count(left, "other", "others")
  }

  /// A set of skills: whole up to three, else its core and how many share its people; `label` says what
  /// to call each.
  static func skills(of finding: Bottlenecks.Finding, _ label: (String) -> String) -> String {
    let named = finding.named.map(label)
    let others = finding.skills.count - named.count
    guard others > 0 else { return named.joined(separator: " + ") }
    return list(named) + ", with " + count(others, "other", "others") + " that "
      + (others == 1 ? "shares" : "share") + (named.count == 1 ? " its" : " their") + " people"
  }

  static func basis(_ basis: Basis) -> String {
    switch basis {
    case .confirmed: "confirmed work"
    case .expected: "expected work"
    case .all: "all work, tentative in full"
    }
  }

  /// A path as a shell reads it.
  static func quoted(_ path: String) -> String {
    let plain = path.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: Array("/._-+:,".utf8).contains(byte)
      }
    }
    guard !plain || path.isEmpty else { return path }
    let inner = path.split(separator: "'", omittingEmptySubsequences: false)
    return "'" + inner.joined(separator: "'\\''") + "'"
  }

  /// `second`, `third`; from the eleventh on with figures.
  static func ordinal(_ number: Int) -> String {
    let words = [
      "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    ]
    return words.indices.contains(number - 1) ? words[number - 1] : "\(number)th"
  }
}
