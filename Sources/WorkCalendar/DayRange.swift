/// The days from `first` to `last`, both included: a window, an absence, a period.
///
/// Edge cases: a range has at least one day; the failing initialiser refuses an end before a start.
public struct DayRange: Hashable, Sendable, Codable {
  /// The first day.
  public let first: Day
  /// The last day, included.
  public let last: Day

  /// The days from `first` to `last`; nil where `last` is before `first`.
  @inlinable
  public init?(_ first: Day, _ last: Day) {
    guard first <= last else { return nil }
    self.first = first
    self.last = last
  }

  /// One day.
  @inlinable
  public init(_ day: Day) {
    self.first = day
    self.last = day
  }

  /// The number of days, at least 1.
  @inlinable
  public var count: Int { last - first + 1 }

  /// Whether the range holds the day.
  @inlinable
  public func contains(_ day: Day) -> Bool { first <= day && day <= last }

  /// Whether the two ranges share a day.
  @inlinable
  public func overlaps(_ other: DayRange) -> Bool { first <= other.last && other.first <= last }

  /// The days of both ranges; nil where they share none.
  @inlinable
  public func intersection(_ other: DayRange) -> DayRange? {
    DayRange(Swift.max(first, other.first), Swift.min(last, other.last))
  }

  /// The smallest range that holds both.
  @inlinable
  public func union(_ other: DayRange) -> DayRange {
    // The smaller of two starts is never after the larger of two ends.
    DayRange(Swift.min(first, other.first), Swift.max(last, other.last)) ?? self
  }

  /// The days in order.
  @inlinable
  public var days: some RandomAccessCollection<Day> {
    (0..<count).lazy.map { [first] in first + $0 }
  }
}
