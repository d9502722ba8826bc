/// The planning grid: the horizon cut into cells, ISO weeks that end where a month ends.
///
/// Every week, month, fiscal quarter and fiscal year is therefore a sum of whole cells, as far as it
/// lies within the horizon.
///
/// Shapes: cell i covers the days `cells[i]`; the cells are adjacent, in order of time. `cellOfDay`
/// has an entry for each day of the horizon.
/// Edge cases: without a horizon there are no cells.
public struct Grid: Sendable, Hashable {
  /// The days that are planned; nil where no demand sets them.
  public let horizon: DayRange?
  /// The days of each cell.
  public let cells: [DayRange]
  /// For each day of the horizon the index of its cell.
  public let cellOfDay: [Int32]

  /// Cuts the horizon into cells.
  ///
  /// - Complexity: proportional to the days of the horizon.
  public init(horizon: DayRange?) {
    self.horizon = horizon
    var cells: [DayRange] = []
    var cellOfDay: [Int32] = []
    if let horizon {
      cellOfDay.reserveCapacity(horizon.count)
      var first = horizon.first
      while first <= horizon.last {
        let (year, month, day) = first.civil
        let endOfMonth = first + (Day.lengthOfMonth(year: year, month: month) - day)
        let last = min(first.startOfWeek + 6, endOfMonth, horizon.last)
        let cell = DayRange(first, last) ?? DayRange(first)
        cellOfDay.append(contentsOf: repeatElement(Int32(cells.count), count: cell.count))
        cells.append(cell)
        // At the end of the calendar a saturated sum would repeat the last day for ever.
        guard last < horizon.last else { break }
        first = last + 1
      }
    }
    self.cells = cells
    self.cellOfDay = cellOfDay
  }

  /// A period as far as it lies within the horizon.
  public struct Span: Sendable, Hashable {
    /// Its name.
    public let period: Period
    /// Its days within the horizon.
    public let days: DayRange
    /// The indices of its cells.
    public let cells: Range<Int>

    /// A period, its days within the horizon, and its cells.
    public init(period: Period, days: DayRange, cells: Range<Int>) {
      self.period = period
      self.days = days
      self.cells = cells
    }
  }

  /// The horizon as a sequence of periods of one grain, in order of time.
  public func spans(by grain: PeriodGrain, in fiscalYear: FiscalYear) -> [Span] {
    var spans: [Span] = []
    for (index, cell) in cells.enumerated() {
      let period = Period(of: cell.first, grain: grain, in: fiscalYear)
      if let current = spans.last, current.period == period {
        spans[spans.count - 1] = Span(
          period: period, days: current.days.union(cell),
          cells: current.cells.lowerBound..<index + 1
        )
      } else {
        spans.append(Span(period: period, days: cell, cells: index..<index + 1))
      }
    }
    return spans
  }

  /// The cells that hold a day of the range; empty outside the horizon.
  public func cells(in range: DayRange) -> Range<Int> {
    guard let horizon, let part = horizon.intersection(range) else { return 0..<0 }
    return Int(cellOfDay[part.first - horizon.first])..<Int(cellOfDay[part.last - horizon.first])
      + 1
  }
}
