import WorkCalendar

/// The order of day and month in dates that do not begin with the year.
enum DateOrder: String, Sendable, CaseIterable {
  case dmy
  case mdy
}

/// Which day of a period is meant.
enum PeriodEdge: Sendable {
  case first
  case last
  /// One day is meant: the first, with a warning.
  case only

  /// The day of a period that is meant.
  func day(of period: Period, in fiscalYear: FiscalYear) -> Day {
    let days = period.days(in: fiscalYear)
    return self == .last ? days.last : days.first
  }
}

/// Dates and periods from bytes.
enum DateText {
  /// What a text that may be a date turned out to be.
  enum Reading {
    case day(Day)
    case period(Period)
    /// Like 01/03/2027, where no order is set.
    case ambiguous
    case nothing
  }

  /// `2027-03-01`; nil for anything else.
  @inline(__always)
  static func isoDay(_ text: UnsafeBufferPointer<UInt8>) -> Day? {
    guard text.count == 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-") else {
      return nil
    }
    var parts = (0, 0, 0)
    for index in 0..<10 where index != 4 && index != 7 {
      let digit = text[index] &- 0x30
      guard digit <= 9 else { return nil }
      if index < 4 {
        parts.0 = parts.0 &* 10 &+ Int(digit)
      } else if index < 7 {
        parts.1 = parts.1 &* 10 &+ Int(digit)
      } else {
        parts.2 = parts.2 &* 10 &+ Int(digit)
      }
    }
    return Day(year: parts.0, month: parts.1, day: parts.2)
  }

  /// A date or a period, as the order of the file's dates allows.
  static func reading(_ text: UnsafeBufferPointer<UInt8>, order: DateOrder?) -> Reading {
    if let day = isoDay(text) { return .day(day) }
    guard text.count <= 24 else { return .nothing }
    if let parts = ordered(text) {
      guard let order else { return .ambiguous }
      let (day, month) = order == .dmy ? (parts.0, parts.1) : (parts.1, parts.0)
      return Day(year: parts.2, month: month, day: day).map(Reading.day) ?? .nothing
    }
    return Period(parsing: String(decoding: text, as: UTF8.self)).map(Reading.period) ?? .nothing
  }

  /// Three numbers between points, slashes or hyphens, the last a year of four digits.
  private static func ordered(_ text: UnsafeBufferPointer<UInt8>) -> (Int, Int, Int)? {
    var numbers: [Int] = []
    var digits = 0
    var sign: UInt8?
    for byte in text {
      if (0x30...0x39).contains(byte) {
        if digits == 0 { numbers.append(0) }
        digits += 1
        guard digits <= 4, numbers.count <= 3 else { return nil }
        numbers[numbers.count - 1] = numbers[numbers.count - 1] * 10 + Int(byte - 0x30)
      } else {
        guard digits > 0, digits <= 2, [0x2D, 0x2E, 0x2F].contains(byte), sign ?? byte == byte
        else { return nil }
        sign = byte
        digits = 0
      }
    }
    guard numbers.count == 3, digits == 4 else { return nil }
    return (numbers[0], numbers[1], numbers[2])
  }
}
