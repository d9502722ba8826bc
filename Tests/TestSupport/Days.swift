import Testing
public import WorkCalendar

/// A day by name.
public func day(_ text: String) throws -> Day { try #require(Day(text)) }

/// The days from the first to the last.
public func days(_ first: String, _ last: String) throws -> DayRange {
  let first = try day(first)
  let last = try day(last)
  return try #require(DayRange(first, last))
}
