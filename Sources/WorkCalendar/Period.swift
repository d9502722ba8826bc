/// The grain of a period: how long it is.
public enum PeriodGrain: String, Sendable, Codable, CaseIterable {
  /// An ISO week, Monday to Sunday.
  case week
  /// A calendar month.
  case month
  /// Three months of a fiscal year.
  case quarter
  /// A fiscal year.
  case year

  /// Whether its periods are shorter than those of another grain.
  public func isFiner(than other: PeriodGrain) -> Bool {
    (Self.allCases.firstIndex(of: self) ?? 0) < (Self.allCases.firstIndex(of: other) ?? 0)
  }
}

/// When the fiscal year begins, and by which calendar year it is named.
///
///     FiscalYear(startMonth: 7, namedBy: .end)   // 2027-Q1 begins on 2026-07-01
public struct FiscalYear: Hashable, Sendable, Codable {
  /// Which calendar year gives a fiscal year its name.
  public enum Naming: String, Sendable, Codable, CaseIterable {
    /// The year in which it begins.
    case start
    /// The year in which it ends.
    case end
  }

  /// The month of its first day, 1 to 12.
  public let startMonth: Int
  /// By which calendar year it is named.
  public let namedBy: Naming

  /// The calendar year.
  public static let calendarYear = FiscalYear(startMonth: 1, namedBy: .end)

  /// `startMonth` must lie in 1...12.
  public init(startMonth: Int, namedBy: Naming) {
    precondition((1...12).contains(startMonth), "a month is 1 to 12")
    self.startMonth = startMonth
    self.namedBy = namedBy
  }

  /// Months from the January of the named year to the first month of that fiscal year.
  var firstMonthOffset: Int {
    startMonth == 1 ? 0 : startMonth - 1 - (namedBy == .end ? 12 : 0)
  }
}

/// A week, month, fiscal quarter or fiscal year by name.
///
///     Period(parsing: "2027-Q1")?.days(in: .calendarYear).first   // 2027-01-01
///
/// Order: by grain, then by time.
public struct Period: Hashable, Sendable {
  /// How long it is.
  public let grain: PeriodGrain
  /// The year in its name: the ISO year of a week, the calendar year of a month, the fiscal year.
  public let year: Int
  /// 1 to 53, 1 to 12, 1 to 4, or 1.
  public let index: Int

  /// Nil where there is no such period, or the year is not within 1...9999.
  public init?(grain: PeriodGrain, year: Int, index: Int) {
    let limit =
      switch grain {
      case .week: Period.weeks(inISOYear: year)
      case .month: 12
      case .quarter: 4
      case .year: 1
      }
    guard (1...9999).contains(year), (1...limit).contains(index) else { return nil }
    self.grain = grain
    self.year = year
    self.index = index
  }

  private init(unchecked grain: PeriodGrain, year: Int, index: Int) {
    self.grain = grain
    self.year = year
    self.index = index
  }

  /// The period of that grain in which the day lies.
  public init(of day: Day, grain: PeriodGrain, in fiscalYear: FiscalYear) {
    switch grain {
    case .week:
      // The ISO year of a week is the calendar year of its Thursday.
      let year = (day.startOfWeek + 3).civil.year
      let week = (day.startOfWeek - Period.firstMonday(ofISOYear: year)) / 7 + 1
      self.init(unchecked: .week, year: year, index: week)
    case .month:
      let (year, month, _) = day.civil
      self.init(unchecked: .month, year: year, index: month)
    case .quarter, .year:
      let (year, month, _) = day.civil
      let months = year * 12 + month - 1 - fiscalYear.firstMonthOffset
      self.init(
        unchecked: grain, year: months / 12, index: grain == .year ? 1 : months % 12 / 3 + 1)
    }
  }

  /// The days of the period. Saturates at the ends of the calendar.
  public func days(in fiscalYear: FiscalYear) -> DayRange {
    switch grain {
    case .week:
      let monday = Period.firstMonday(ofISOYear: year) + 7 * (index - 1)
      return DayRange(monday, monday + 6) ?? DayRange(monday)
    case .month: return Period.days(fromMonth: year * 12 + index - 1, months: 1)
    case .quarter:
      return Period.days(
        fromMonth: year * 12 + fiscalYear.firstMonthOffset + 3 * (index - 1), months: 3)
    case .year:
      return Period.days(fromMonth: year * 12 + fiscalYear.firstMonthOffset, months: 12)
    }
  }

  /// The period after this one.
  public func next(in fiscalYear: FiscalYear) -> Period {
    Period(of: days(in: fiscalYear).last + 1, grain: grain, in: fiscalYear)
  }

  private static func days(fromMonth month: Int, months: Int) -> DayRange {
    let first = Day.number(year: month / 12, month: month % 12 + 1, day: 1)
    let end = month + months
    let last = Day.number(year: end / 12, month: end % 12 + 1, day: 1) - 1
    let firstDay = Day(number: Int(first))
    return DayRange(firstDay, Day(number: Int(last))) ?? DayRange(firstDay)
  }

  /// The Monday of the week that holds 4 January.
  private static func firstMonday(ofISOYear year: Int) -> Day {
    Day(number: Int(Day.number(year: year, month: 1, day: 4))).startOfWeek
  }

  private static func weeks(inISOYear year: Int) -> Int {
    guard (1...9999).contains(year) else { return 0 }
    // 28 December always lies in the last week of its ISO year.
    let last = Day(number: Int(Day.number(year: year, month: 12, day: 28))).startOfWeek
    return (last - firstMonday(ofISOYear: year)) / 7 + 1
  }
}

extension Period: CustomStringConvertible {
  /// `2027-W09`, `2027-03`, `2027-Q1`, `2027`.
  public var description: String {
    switch grain {
    case .week: "\(padded(year, 4))-W\(padded(index, 2))"
    case .month: "\(padded(year, 4))-\(padded(index, 2))"
    case .quarter: "\(padded(year, 4))-Q\(index)"
    case .year: padded(year, 4)
    }
  }

  /// As people head a column: `27-W09`, `27-03`, `27-Q1`, `2027`.
  public var shortName: String {
    let short = padded(year % 100, 2)
    return switch grain {
    case .week: "\(short)-W\(padded(index, 2))"
    case .month: "\(short)-\(padded(index, 2))"
    case .quarter: "\(short)-Q\(index)"
    case .year: padded(year, 4)
    }
  }

  static let monthNames = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Reads `2027-W09`, `2027-03`, `2027-Q1`, `2027`, and the month names into which spreadsheets
  /// rewrite them (`Mar-27`, `Mar 2027`, in English); nil for anything else.
  public init?(parsing text: String) {
    let parts = text.split { $0 == "-" || $0 == " " }.map { Array($0.utf8) }
    guard let first = parts.first, parts.count <= 2 else { return nil }
    if first.count == 4, let year = decimal(first) {
      guard parts.count == 2 else {
        guard text.utf8.count == 4 else { return nil }
        self.init(grain: .year, year: year, index: 1)
        return
      }
      let second = parts[1]
      guard text.utf8.count == 5 + second.count, text.utf8.contains(UInt8(ascii: "-")) else {
        return nil
      }
      switch second.first.map({ $0 & 0xDF }) {  // Upper case.
      case UInt8(ascii: "W"):
        guard second.count == 3, let week = decimal(second.dropFirst()) else { return nil }
        self.init(grain: .week, year: year, index: week)
      case UInt8(ascii: "Q"):
        guard second.count == 2, let quarter = decimal(second.dropFirst()) else { return nil }
        self.init(grain: .quarter, year: year, index: quarter)
      default:
        guard second.count == 2, let month = decimal(second) else { return nil }
        self.init(grain: .month, year: year, index: month)
      }
      return
    }
    guard parts.count == 2, let year = decimal(parts[1]), [2, 4].contains(parts[1].count),
      let name = String(validating: first, as: UTF8.self)?.lowercased(), name.count >= 3,
      let month = Period.fullMonthNames.firstIndex(where: { $0 == name || $0.prefix(3) == name })
    else { return nil }
    self.init(grain: .month, year: parts[1].count == 2 ? 2000 + year : year, index: month + 1)
  }

  /// The English month names, in small letters.
  public static let fullMonthNames = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]
}

extension Period: Comparable {
  /// By grain, then by time.
  public static func < (lhs: Period, rhs: Period) -> Bool {
    let order = PeriodGrain.allCases
    let left = order.firstIndex(of: lhs.grain) ?? 0
    let right = order.firstIndex(of: rhs.grain) ?? 0
    return (left, lhs.year, lhs.index) < (right, rhs.year, rhs.index)
  }
}

extension Period: Codable {
  /// Reads the form of `description`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let period = Period(parsing: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "expected a period like 2027-Q1")
    }
    self = period
  }

  /// Writes `description`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
