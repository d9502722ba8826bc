/// A day of the proleptic Gregorian calendar, without time or time zone.
///
///     Day(year: 2027, month: 3, day: 1)?.description   // "2027-03-01"
///
/// Units: `number` counts days since 1970-01-01.
/// Edge cases: only years 1 to 9999 have a `Day` by name; arithmetic saturates at the ends of that
/// range, so no sum of days can overflow.
/// Source: the conversions are those of H. Hinnant, "chrono-compatible low-level date algorithms" (2013).
public struct Day: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01.
  public let number: Int32

  /// The first day that has a name, 0001-01-01.
  public static let earliest = Day(unchecked: -719_162)
  /// The last day that has a name, 9999-12-31.
  public static let latest = Day(unchecked: 2_932_896)

  @inlinable
  init(unchecked number: Int32) { self.number = number }

  /// The day `number` days after 1970-01-01, saturated to the years 1 to 9999.
  @inlinable
  public init(number: Int) {
    self.number = Int32(
      Swift.max(Int(Day.earliest.number), Swift.min(Int(Day.latest.number), number)))
  }

  /// The day of that name; nil where there is none (month 13, 30 February, year 0 or 10000).
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Day.lengthOfMonth(year: year, month: month)
    else { return nil }
    self.number = Day.number(year: year, month: month, day: day)
  }

  /// The number of days in a month. `month` must lie in 1...12.
  public static func lengthOfMonth(year: Int, month: Int) -> Int {
    switch month {
    case 2: return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: return 30
    default: return 31
    }
  }

  static func number(year: Int, month: Int, day: Int) -> Int32 {
    // Years begin in March here, so that the leap day is the last of its year.
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// Year, month (1 to 12) and day of the month.
  public var civil: (year: Int, month: Int, day: Int) {
    let shifted = Int(number) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// The day of the week.
  @inlinable
  public var weekday: Weekday {
    let fromMonday = (Int(number) + 3) % 7  // 1970-01-01 was a Thursday.
    return Weekday(index: fromMonday >= 0 ? fromMonday : fromMonday + 7)
  }

  /// The Monday of this day's ISO week.
  @inlinable
  public var startOfWeek: Day { self - weekday.index }

  /// Saturates at the ends of the calendar.
  @inlinable
  public static func + (day: Day, days: Int) -> Day {
    let (sum, overflow) = Int(day.number).addingReportingOverflow(days)
    return overflow ? (days > 0 ? .latest : .earliest) : Day(number: sum)
  }

  /// Saturates at the ends of the calendar.
  @inlinable
  public static func - (day: Day, days: Int) -> Day {
    let (difference, overflow) = Int(day.number).subtractingReportingOverflow(days)
    return overflow ? (days > 0 ? .earliest : .latest) : Day(number: difference)
  }

  /// Days from `rhs` to `lhs`.
  @inlinable
  public static func - (lhs: Day, rhs: Day) -> Int { Int(lhs.number) - Int(rhs.number) }

  /// By time.
  @inlinable
  public static func < (lhs: Day, rhs: Day) -> Bool { lhs.number < rhs.number }
}

extension Day: CustomStringConvertible, LosslessStringConvertible {
  /// `2027-03-01`.
  public var description: String {
    let (year, month, day) = civil
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  /// Reads `2027-03-01`; nil for anything else.
  public init?(_ description: String) {
    let bytes = Array(description.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = decimal(bytes[0..<4]), let month = decimal(bytes[5..<7]),
      let day = decimal(bytes[8..<10])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }
}

extension Day: Codable {
  /// Reads the form of `description`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let day = Day(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "expected a date like 2027-03-01")
    }
    self = day
  }

  /// Writes `description`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// `value` with zeros before it, at least `width` digits.
func padded(_ value: Int, _ width: Int) -> String {
  let digits = String(value)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}

/// The number that a few ASCII digits spell; nil where anything else stands among them.
func decimal(_ digits: some Collection<UInt8>) -> Int? {
  guard !digits.isEmpty, digits.count <= 9 else { return nil }
  var value = 0
  for byte in digits {
    guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
    value = value * 10 + Int(byte - UInt8(ascii: "0"))
  }
  return value
}
