import PlanModel
import WorkCalendar

/// Spreads bookings over the days on which their holder works. Source: PLAN §4, "Bookings".
///
/// A placeholder is spread like a person who works the standard calendar.
struct BookingSpread {
  let context: CompileContext
  /// Hours of the calendar by day; likewise the next two, of the holder.
  let location: [Double]
  let net: [Double]
  let plannable: [Double]

  /// Hours of a booking by cell, in the horizon.
  struct Part {
    /// The days over which they are spread, in the horizon or not.
    var window: DayRange
    var cells: Range<Int>
    var hours: [Double]
  }

  /// The hours of one row, in one part for each of its windows that reaches into the horizon.
  func parts(of booking: Booking) -> [Part] {
    if case .wide(let unit, let cells) = booking.amount {
      return cells.compactMap { cell in
        switch unit {
        case .fte: part(of: .fte(cell.amount), in: cell.days)
        case .percent: part(of: .percent(cell.amount), in: cell.days)
        case .hours: part(of: .hours(cell.amount), in: cell.days)
        case .days:
          part(of: .hours(cell.amount * context.plan.settings.hoursPerDay), in: cell.days)
        }
      }
    }
    guard let window = context.windows.days(of: booking) else { return [] }
    return part(of: booking.amount, in: window).map { [$0] } ?? []
  }

  private func part(of amount: Booking.Amount, in window: DayRange) -> Part? {
    guard let horizon = context.grid.horizon, window.overlaps(horizon) else { return nil }
    let spread: (cells: Range<Int>, hours: [Double])
    switch amount {
    case .fte(let fte):
      spread = context.gather(window) { net[$0] > 0 ? fte * location[$0] : 0 }
    case .percent(let share):
      spread = context.gather(window) { net[$0] > 0 ? share * plannable[$0] : 0 }
    case .hoursPerWeek(let hours):
      spread = context.gather(window) { day in
        guard net[day] > 0 else { return 0 }
        // The table begins on a Monday.
        let monday = day - day % 7
        return hours * net[day] / net[monday..<monday + 7].reduce(0, +)
      }
    case .hours(let hours):
      let total = context.days.indices(of: window).reduce(0) { $0 + net[$1] }
      guard total > 0 else { return nil }
      spread = context.gather(window) { hours * net[$0] / total }
    case .wide: return nil
    }
    return Part(window: window, cells: spread.cells, hours: spread.hours)
  }

  /// The rows of one person, those of one project, task and skill as one.
  func merged(_ rows: [Booking], unit: Int) -> [BookedHours] {
    var result: [BookedHours] = []
    func key(_ row: Booking) -> (String, String, String) {
      (row.project, row.task ?? "", row.skill ?? "")
    }
    let sorted = rows.sorted { key($0) < key($1) }
    var first = 0
    while first < sorted.count {
      var last = first
      var parts: [Part] = []
      while last < sorted.count, key(sorted[last]) == key(sorted[first]) {
        parts += self.parts(of: sorted[last])
        last += 1
      }
      if let lower = parts.map(\.cells.lowerBound).min(),
        let upper = parts.map(\.cells.upperBound).max()
      {
        var hours = [Double](repeating: 0, count: upper - lower)
        for part in parts {
          for (offset, cell) in part.cells.enumerated() {
            hours[cell - lower] += part.hours[offset]
          }
        }
        let row = sorted[first]
        result.append(
          BookedHours(
            unit: unit, project: row.project, task: row.task, skill: row.skill,
            cells: lower..<upper, asked: hours, held: hours))
      }
      first = last
    }
    return result
  }
}
