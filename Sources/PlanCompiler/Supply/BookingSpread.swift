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
  /// Only the hours of these days of the arrays are given; nil: those of all.
  var part: Range<Int>?

  /// Hours of a booking by cell, in the horizon.
  struct Part {
    /// The days over which they are spread, in the horizon or not.
    var window: DayRange
    var cells: Range<Int>
    var hours: [Double]
    /// What of them lies outside the horizon; known for bookings alone.
    var outsideHours = 0.0
  }

  /// The hours of one row, in one part for each of its windows, as far as the days are laid out: each
  /// that reaches into the horizon. Others have no cells.
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
    let isLaidOut = context.days.span.union(window) == context.days.span
    // Of a rate the days within the horizon are enough.
    let isRate = if case .hours = amount { false } else { true }
    let reaches = context.grid.horizon.map { $0.overlaps(window) } ?? false
    guard isLaidOut || (isRate && reaches) else { return nil }
    switch amount {
    case .fte(let fte): return gather(window) { net[$0] > 0 ? fte * location[$0] : 0 }
    case .percent(let share): return gather(window) { net[$0] > 0 ? share * plannable[$0] : 0 }
    case .hoursPerWeek(let hours):
      return gather(window) { day in
        guard net[day] > 0 else { return 0 }
        // The table begins on a Monday.
        let monday = day - day % 7
        return hours * net[day] / net[monday..<monday + 7].reduce(0, +)
      }
    case .hours(let hours):
      let total = context.days.indices(of: window).reduce(0) { $0 + net[$1] }
      guard total > 0 else { return nil }
      return gather(window) { hours * net[$0] / total }
    case .wide: return nil
    }
  }

  private func gather(_ window: DayRange, _ allHours: (Int) -> Double) -> Part {
    func hours(_ day: Int) -> Double {
      if let part, !part.contains(day) { return 0 }
      return allHours(day)
    }
    let (cells, inside) = context.gather(window, hours)
    let isInside = context.grid.horizon.map { $0.union(window) == $0 } ?? true
    let all =
      isInside ? 0 : context.days.indices(of: window).reduce(0) { $0 + hours($1) }
    return Part(
      window: window, cells: cells, hours: inside,
      outsideHours: isInside ? 0 : max(0, all - inside.reduce(0, +)))
  }

  /// The rows of one person, those of one project, task and skill as one; without cells where they lie
  /// outside the horizon.
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
      if !parts.isEmpty {
        let reaching = parts.map(\.cells).filter { !$0.isEmpty }
        let lower = reaching.map(\.lowerBound).min() ?? 0
        let upper = reaching.map(\.upperBound).max() ?? 0
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
            cells: lower..<upper, asked: hours, held: hours,
            outsideHours: parts.reduce(0) { $0 + $1.outsideHours }))
      }
      first = last
    }
    return result
  }
}
