import WorkCalendar

/// Moves dates by calendar days.
///
/// Effort needs a day to work on: where none lies in a window that was moved, the window is extended
/// to the next one.
struct DateShift {
  let cutter: RowCutter
  /// Calendar days; negative: earlier.
  let days: Int

  func moved(_ day: Day?) -> Day? { day.map { $0 + days } }

  /// A moved window; of a total of hours it ends on a working day at the earliest.
  func moved(_ window: DayRange, isTotal: Bool) -> DayRange {
    let first = window.first + days
    var last = window.last + days
    guard isTotal, let moved = DayRange(first, last), moved.count <= 31,
      window.days.contains(where: { cutter.standard($0) > 0 })
    else { return DayRange(first, last) ?? window }
    // No plan closes for more than a month.
    for _ in 0..<31 {
      if DayRange(first, last)?.days.contains(where: { cutter.standard($0) > 0 }) ?? true { break }
      last = last + 1
    }
    return DayRange(first, last) ?? moved
  }

  func moved(_ cells: [WideCell], _ unit: WorkUnit) -> [WideCell] {
    let isTotal = unit == .hours || unit == .days
    return cells.map { WideCell(days: moved($0.days, isTotal: isTotal), amount: $0.amount) }
  }

  /// The row with the ends that it has itself moved; implied ones follow task and project.
  func moved(_ row: Demand) -> Demand {
    var row = row
    if case .wide(let unit, let cells) = row.amount {
      row.amount = .wide(unit, moved(cells, unit))
    }
    row.from = moved(row.from)
    row.to = moved(row.to)
    return row
  }

  /// The row with the ends that it has itself moved; implied ones follow task and project.
  func moved(_ row: Booking) -> Booking {
    var row = row
    if case .wide(let unit, let cells) = row.amount {
      row.amount = .wide(unit, moved(cells, unit))
    }
    row.from = moved(row.from)
    row.to = moved(row.to)
    return row
  }

  /// The row on a window of its own: where it lay, moved.
  func placed(_ row: Demand, from window: DayRange) -> Demand {
    var row = row
    let isTotal =
      switch row.amount {
      case .effortDays, .effortHours: true
      case .fte, .wide: false
      }
    let days = moved(window, isTotal: isTotal)
    (row.from, row.to) = (days.first, days.last)
    return row
  }

  /// The row on a window of its own: where it lay, moved.
  func placed(_ row: Booking, from window: DayRange) -> Booking {
    var row = row
    var isTotal = false
    if case .hours = row.amount, row.holder == .placeholder { isTotal = true }
    let days = moved(window, isTotal: isTotal)
    (row.from, row.to) = (days.first, days.last)
    return row
  }
}
