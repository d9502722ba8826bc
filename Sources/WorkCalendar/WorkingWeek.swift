/// A day of the week, Monday first.
public struct Weekday: Hashable, Sendable {
  /// 0 is Monday, 6 is Sunday.
  public let index: Int

  /// `index` must lie in 0...6.
  @inlinable
  public init(index: Int) {
    precondition((0...6).contains(index), "a weekday is 0 (Monday) to 6 (Sunday)")
    self.index = index
  }

  static let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  /// Reads `mon` to `sun` and the full English names, in any case.
  public init?(name: String) {
    let full = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    let lowered = name.lowercased()
    guard let index = Weekday.names.firstIndex(of: lowered) ?? full.firstIndex(of: lowered)
    else { return nil }
    self.index = index
  }
}

/// The days of a week on which work is done.
///
///     WorkingWeek("sun-thu")?.contains(Weekday(index: 6))   // true
///
/// Text: days and ranges, separated by commas: `mon-fri`, `sun-thu`, `mon,wed`, `mon-wed,fri`.
public struct WorkingWeek: Hashable, Sendable, CustomStringConvertible {
  /// Bit i is the weekday of index i.
  public let mask: UInt8

  /// Monday to Friday.
  public static let mondayToFriday = WorkingWeek(mask: 0b001_1111)

  /// The week whose working days are the bits 0 (Monday) to 6 (Sunday) of `mask`.
  public init(mask: UInt8) { self.mask = mask & 0b111_1111 }

  /// Reads the text form; nil where a word is no day or nothing is named.
  public init?(_ text: String) {
    var mask: UInt8 = 0
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false)
        .map { Weekday(name: String($0.filter { $0 != " " })) }
      guard let first = ends[0], ends.count <= 2 else { return nil }
      guard let last = ends.count == 2 ? ends[1] : first else { return nil }
      var index = first.index
      mask |= 1 << UInt8(index)
      while index != last.index {
        index = (index + 1) % 7
        mask |= 1 << UInt8(index)
      }
    }
    guard mask != 0 else { return nil }
    self.mask = mask
  }

  /// Whether work is done on that weekday.
  @inlinable
  public func contains(_ weekday: Weekday) -> Bool { mask & (1 << UInt8(weekday.index)) != 0 }

  /// Working days in a week, 0 to 7.
  public var count: Int { mask.nonzeroBitCount }

  /// Days and ranges, Monday first: `mon-fri`, `mon,wed`.
  public var description: String {
    var parts: [String] = []
    var index = 0
    while index < 7 {
      guard mask & (1 << UInt8(index)) != 0 else {
        index += 1
        continue
      }
      var end = index
      while end < 6, mask & (1 << UInt8(end + 1)) != 0 { end += 1 }
      let names = Weekday.names
      parts.append(
        end > index + 1
          ? "\(names[index])-\(names[end])"
          : (index...end).map { names[$0] }.joined(separator: ","))
      index = end + 1
    }
    return parts.joined(separator: ",")
  }
}

extension WorkingWeek: Codable {
  /// Reads the text form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let week = WorkingWeek(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "expected working days like mon-fri")
    }
    self = week
  }

  /// Writes the text form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
