import PlanModel
import WorkCalendar

/// Spreads demand over the standard working days of its window. Source: PLAN §4, "Demand in hours".
struct DemandSpread {
  private let context: CompileContext

  init(_ context: CompileContext) { self.context = context }

  /// The row's hours by cell, and the hours that lie outside the horizon.
  func parts(of row: Demand) -> (inside: [BookingSpread.Part], outsideHours: Double) {
    let hoursPerDay = context.plan.settings.hoursPerDay
    var parts: [BookingSpread.Part] = []
    var outside = 0.0
    func add(_ result: (BookingSpread.Part?, Double)) {
      if let part = result.0 { parts.append(part) }
      outside += result.1
    }
    if case .wide(let unit, let cells) = row.amount {
      for cell in cells where cell.amount != 0 {
        switch unit {
        case .fte, .percent: add(rate(cell.amount, in: cell.days))
        case .hours: add(effort(cell.amount, in: cell.days, .even))
        case .days: add(effort(cell.amount * hoursPerDay, in: cell.days, .even))
        }
      }
      return (parts, outside)
    }
    guard let window = context.windows.days(of: row) else { return ([], 0) }
    switch row.amount {
    case .fte(let fte): add(rate(fte, in: window))
    case .effortDays(let days): add(effort(days * hoursPerDay, in: window, row.profile))
    case .effortHours(let hours): add(effort(hours, in: window, row.profile))
    case .wide: break
    }
    return (parts, outside)
  }

  /// The hours of some full-time people in the cells of a part, on the days of its window.
  func hours(ofFTE fte: Double?, in part: BookingSpread.Part, otherwise: Double) -> [Double] {
    guard let fte else { return [Double](repeating: otherwise, count: part.cells.count) }
    let (_, hours) = context.gather(part.window) { fte * context.days.standard[$0] }
    return hours
  }

  /// A share of each day's standard hours.
  private func rate(_ fte: Double, in window: DayRange) -> (BookingSpread.Part?, Double) {
    let (cells, hours) = context.gather(window) { fte * context.days.standard[$0] }
    let part = cells.isEmpty ? nil : BookingSpread.Part(window: window, cells: cells, hours: hours)
    var outside = 0.0
    for days in outsideRanges(of: window) {
      let calendar = context.days.calendars.standard
      outside += days.days.reduce(0) { $0 + fte * calendar.hours(on: $1) }
    }
    return (part, outside)
  }

  /// Hours in all, by a profile over the standard working days.
  private func effort(
    _ total: Double, in window: DayRange, _ profile: EffortProfile
  ) -> (BookingSpread.Part?, Double) {
    guard let horizon = context.grid.horizon, window.overlaps(horizon) else { return (nil, total) }
    let standard = context.days.standard
    let indices = context.days.indices(of: window)
    let workdays = indices.reduce(0) { $0 + (standard[$1] > 0 ? 1 : 0) }
    var weights = [Double](repeating: 0, count: indices.count)
    var sum = 0.0
    var workday = 0
    for (offset, day) in indices.enumerated() where standard[day] > 0 {
      let u = (Double(workday) + 0.5) / Double(workdays)
      weights[offset] = profile.weight(at: u) * standard[day]
      sum += weights[offset]
      workday += 1
    }
    guard sum > 0 else { return (nil, 0) }
    let (cells, hours) = context.gather(window) { total * weights[$0 - indices.lowerBound] / sum }
    return (
      BookingSpread.Part(window: window, cells: cells, hours: hours), total - hours.reduce(0, +)
    )
  }

  private func outsideRanges(of window: DayRange) -> [DayRange] {
    guard let horizon = context.grid.horizon, window.overlaps(horizon) else { return [window] }
    return [
      DayRange(window.first, min(window.last, horizon.first - 1)),
      DayRange(max(window.first, horizon.last + 1), window.last),
    ].compactMap { $0 }
  }
}
