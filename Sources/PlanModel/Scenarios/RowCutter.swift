import WorkCalendar

/// Cuts demand and bookings at dates, so that a part has the hours that the whole row has on its
/// days.
///
/// Effort of another profile than even becomes hours by day (a wide row), which no profile with a name
/// could say. Flexible effort, which lies as its profile says only until it is placed, keeps its
/// profile; its parts have the totals of their days.
struct RowCutter {
  let plan: Plan
  let windows: PlanWindows
  let calendars: PlanCalendars

  init(_ plan: Plan) {
    self.plan = plan
    windows = PlanWindows(plan)
    calendars = PlanCalendars(plan)
  }

  /// The standard hours of a day.
  func standard(_ day: Day) -> Double { calendars.standard.hours(on: day) }

  /// Working days of the plan's calendar with the weight that a profile gives to each.
  ///
  /// - Parameter behind: the share of the profile that lies before the first day.
  func weights(
    _ profile: EffortProfile, on days: DayRange, behind: Double = 0
  ) -> [(day: Day, weight: Double)] {
    let working = days.days.filter { standard($0) > 0 }
    return working.enumerated().map { index, day in
      let u = behind + (1 - behind) * (Double(index) + 0.5) / Double(working.count)
      return (day, profile.weight(at: u) * standard(day))
    }
  }

  // MARK: Demand

  /// The part of a row that lies on some days; nil where none of its hours do.
  func part(of row: Demand, on days: DayRange) -> Demand? {
    if case .wide(let unit, let cells) = row.amount {
      let parts = cells.compactMap {
        self.part(of: $0, unit == .hours || unit == .days, on: days) { standard($0) }
      }
      return parts.isEmpty ? nil : row.with(.wide(unit, parts))
    }
    guard let window = windows.days(of: row), let inside = window.intersection(days) else {
      return nil
    }
    if inside == window { return row }
    var part = row
    (part.from, part.to) = (inside.first, inside.last)
    switch row.amount {
    case .fte, .wide: return part
    case .effortDays(let total):
      return cut(&part, total, row, window, inside) { .effortDays($0) }
    case .effortHours(let total):
      return cut(&part, total, row, window, inside) { .effortHours($0) }
    }
  }

  private func cut(
    _ part: inout Demand, _ total: Double, _ row: Demand, _ window: DayRange, _ inside: DayRange,
    _ amount: (Double) -> Demand.Amount
  ) -> Demand? {
    let weights = weights(row.profile, on: window)
    let sum = weights.reduce(0) { $0 + $1.weight }
    let own = weights.filter { inside.contains($0.day) && $0.weight > 0 }
    let share = sum > 0 ? own.reduce(0) { $0 + $1.weight } / sum : 0
    guard share > 0 else { return nil }
    part.effortLow = row.effortLow.map { $0 * share }
    part.effortHigh = row.effortHigh.map { $0 * share }
    if row.profile == .even || row.flexible {
      part.amount = amount(total * share)
    } else {
      var unit = WorkUnit.hours
      if case .effortDays = row.amount { unit = .days }
      part = part.byDay(unit, own.map { ($0.day, total * $0.weight / sum) })
    }
    return part
  }

  /// The part of a wide cell that lies on some days.
  func part(
    of cell: WideCell, _ isTotal: Bool, on days: DayRange, _ hours: (Day) -> Double
  ) -> WideCell? {
    guard let inside = cell.days.intersection(days) else { return nil }
    guard isTotal, inside != cell.days else {
      return WideCell(days: inside, amount: cell.amount)
    }
    let share = share(of: inside, in: cell.days, hours)
    return share > 0 ? WideCell(days: inside, amount: cell.amount * share) : nil
  }

  /// The share of the hours of a window that lie on some of its days.
  private func share(of part: DayRange, in days: DayRange, _ hours: (Day) -> Double) -> Double {
    let all = days.days.reduce(0) { $0 + hours($1) }
    return all > 0 ? part.days.reduce(0) { $0 + hours($1) } / all : 0
  }

  // MARK: Bookings

  /// The part of a booking that lies on some days; nil where none of its hours do.
  func part(of row: Booking, on days: DayRange) -> Booking? {
    let hours = hours(of: row.holder)
    if case .wide(let unit, let cells) = row.amount {
      let parts = cells.compactMap {
        self.part(of: $0, unit == .hours || unit == .days, on: days, hours)
      }
      return parts.isEmpty ? nil : row.with(.wide(unit, parts))
    }
    guard let window = windows.days(of: row), let inside = window.intersection(days) else {
      return nil
    }
    if inside == window { return row }
    var part = row
    (part.from, part.to) = (inside.first, inside.last)
    if case .hours(let total) = row.amount {
      let share = share(of: inside, in: window, hours)
      guard share > 0 else { return nil }
      part.amount = .hours(total * share)
    }
    return part
  }

  /// By what a booking of so many hours is spread: a person's net hours, or the standard ones.
  private func hours(of holder: Booking.Holder) -> (Day) -> Double {
    if case .person(let id) = holder, let person = plan.people.first(where: { $0.id == id }) {
      let net = NetHours(of: person, in: plan, calendars)
      return { net.hours(on: $0) }
    }
    let calendar = calendars.standard
    return { calendar.hours(on: $0) }
  }
}

extension Demand {
  /// The same row with another amount.
  func with(_ amount: Amount) -> Demand {
    var row = self
    row.amount = amount
    return row
  }

  /// The same row with an amount for each day, and without a window of its own.
  func byDay(_ unit: WorkUnit, _ days: [(day: Day, amount: Double)]) -> Demand {
    var row = with(.wide(unit, days.map { WideCell(days: DayRange($0.day), amount: $0.amount) }))
    (row.from, row.to) = (nil, nil)
    row.profile = .even
    return row
  }
}

extension Booking {
  /// The same row with another amount.
  func with(_ amount: Amount) -> Booking {
    var row = self
    row.amount = amount
    return row
  }
}
