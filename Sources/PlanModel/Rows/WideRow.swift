public import WorkCalendar

/// A row whose amount may lie in the columns of periods.
public protocol WideRow {
  /// How much.
  associatedtype Amount: WideAmount
  /// The unit and the cells; nil where the row is long.
  var wideAmount: (unit: WorkUnit, cells: [WideCell])? { get }
  /// How much, in one amount or by period.
  var amount: Amount { get set }
  /// The first day of a window of its own.
  var from: Day? { get set }
  /// The last day of a window of its own.
  var to: Day? { get set }
  /// What a cell says, as the amount of a long row.
  static func amount(_ unit: WorkUnit, _ amount: Double, hoursPerDay: Double) -> Amount
  /// Spreads the amount evenly over its days, as the cells of periods are.
  mutating func lieEvenly()
}

/// An amount that may be one for each of several periods.
public protocol WideAmount {
  /// An amount for each of several periods.
  static func wide(_ unit: WorkUnit, _ cells: [WideCell]) -> Self
}

extension Demand.Amount: WideAmount {}
extension Booking.Amount: WideAmount {}

extension WideRow {
  /// The same row with an amount for each of several periods.
  public func with(_ unit: WorkUnit, _ cells: [WideCell]) -> Self {
    var row = self
    row.amount = .wide(unit, cells)
    return row
  }

  /// The cell as a long row.
  ///
  /// - Parameter hoursPerDay: the hours of a standard day.
  public func long(_ unit: WorkUnit, _ cell: WideCell, hoursPerDay: Double) -> Self {
    var row = self
    (row.from, row.to) = (cell.days.first, cell.days.last)
    row.amount = Self.amount(unit, cell.amount, hoursPerDay: hoursPerDay)
    row.lieEvenly()
    return row
  }

  /// The row as long rows that mean the same, one for each cell; a long row as it is.
  ///
  /// - Parameter hoursPerDay: the hours of a standard day.
  public func unfolded(hoursPerDay: Double) -> [Self] {
    guard let (unit, cells) = wideAmount else { return [self] }
    return cells.map { long(unit, $0, hoursPerDay: hoursPerDay) }
  }
}

extension Demand: WideRow {
  /// The unit and the cells; nil where the row is long.
  public var wideAmount: (unit: WorkUnit, cells: [WideCell])? {
    if case .wide(let unit, let cells) = amount { (unit, cells) } else { nil }
  }

  /// Gives the row the profile of cells.
  public mutating func lieEvenly() { profile = .even }

  /// What a cell says, as the amount of a long row.
  public static func amount(_ unit: WorkUnit, _ amount: Double, hoursPerDay: Double) -> Amount {
    switch unit {
    case .fte, .percent: .fte(amount)
    case .hours: .effortHours(amount)
    case .days: .effortDays(amount)
    }
  }
}

extension Booking: WideRow {
  /// The unit and the cells; nil where the row is long.
  public var wideAmount: (unit: WorkUnit, cells: [WideCell])? {
    if case .wide(let unit, let cells) = amount { (unit, cells) } else { nil }
  }

  /// Bookings lie evenly anyhow.
  public mutating func lieEvenly() {}

  /// What a cell says, as the amount of a long row.
  public static func amount(_ unit: WorkUnit, _ amount: Double, hoursPerDay: Double) -> Amount {
    switch unit {
    case .fte: .fte(amount)
    case .percent: .percent(amount)
    case .hours: .hours(amount)
    case .days: .hours(amount * hoursPerDay)
    }
  }
}
