import PlanModel
import WorkCalendar

/// Dates and periods.
extension RowReader {
  mutating func day(
    _ text: UnsafeBufferPointer<UInt8>, _ edge: PeriodEdge, at index: Int
  ) -> Day? {
    if let day = DateText.isoDay(text) { return day }
    switch DateText.reading(text, order: state.format.dates) {
    case .day(let day): return day
    case .period(let period):
      let day = edge.day(of: period, in: state.format.fiscalYear)
      if edge == .only { warnOfPeriod(period, takenAs: day, at: index) }
      return day
    case .ambiguous:
      cellError(
        .ambiguousDate, at: index, "the order of day and month is not known",
        expected: "a date, as 2027-03-01",
        suggestion: "write 'dates: dmy' or 'dates: mdy' in plan.yaml")
    case .nothing:
      cellError(
        .notADate, at: index, "the cell is neither a date nor a period",
        expected: "a date, as 2027-03-01, or a period, as 2027-W09, 2027-03 or 2027-Q1")
    }
    return nil
  }

  /// A period where one day is meant may be more than the writer knew.
  private mutating func warnOfPeriod(_ period: Period, takenAs day: Day, at index: Int) {
    let (source, row) = (source, row)
    state.diagnostics.warning {
      source.diagnostic(
        .periodAsDay, severity: .warning, row: row, column: index,
        "the \(period.grain.rawValue) is read as its first day alone, \(day)",
        expected: "a date, as 2027-03-01",
        suggestion: "write \(day), or a row for each day that is meant")
    }
  }

  /// A date, a period, or two dates with a slash between them.
  mutating func days(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> DayRange? {
    switch DateText.reading(text, order: state.format.dates) {
    case .day(let day): return DayRange(day)
    case .period(let period): return period.days(in: state.format.fiscalYear)
    case .ambiguous: return day(text, .only, at: index).map { DayRange($0) }
    case .nothing: break
    }
    if text.count == 21, text[10] == UInt8(ascii: "/"),
      let first = DateText.isoDay(UnsafeBufferPointer(rebasing: text[0..<10])),
      let last = DateText.isoDay(UnsafeBufferPointer(rebasing: text[11...]))
    {
      if let range = DayRange(first, last) { return range }
      cellError(
        .endBeforeStart, at: index, "the range ends before it starts",
        suggestion: "write the earlier date first")
      return nil
    }
    cellError(
      .notADate, at: index, "the cell is neither a date nor a period nor a range of dates",
      expected: "2027-03-01, 2027-W09, 2027-03 or 2027-03-01/2027-03-07")
    return nil
  }
}
