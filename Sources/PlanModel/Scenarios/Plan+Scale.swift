import WorkCalendar

/// Demand × factor. Source: PLAN §5.
extension Plan {
  /// Concerns demand rows and placeholders; people's bookings stay. Rows that reach beyond the days
  /// are cut.
  mutating func take(_ scaling: Change.Scaling) throws(ChangeFault) -> [ChangeFault] {
    let project = try projectNames.id(of: scaling.project, field: "project")
    try checkKnown(skill: scaling.skill)
    guard project != nil || scaling.skill != nil else {
      throw ChangeFault(
        .changeImpossible, "the change names neither a project nor a skill",
        expected: "'project', 'skill' or both")
    }
    guard let days = DayRange(scaling.from ?? .earliest, scaling.to ?? .latest) else { return [] }
    guard scaling.factor != 1 else { return [] }
    let cutter = RowCutter(self)
    let factor = scaling.factor
    let outside = [
      days.first > .earliest ? DayRange(.earliest, days.first - 1) : nil,
      days.last < .latest ? DayRange(days.last + 1, .latest) : nil,
    ].compactMap(\.self)

    demand = demand.flatMap { row -> [Demand] in
      if let project, row.project != project { return [row] }
      if let skill = scaling.skill {
        guard case .skill(skill, _) = row.need else { return [row] }
      }
      guard let inside = cutter.part(of: row, on: days) else { return [row] }
      let scaled = inside.scaled(by: factor)
      let rest = outside.compactMap { cutter.part(of: row, on: $0) }
      return Demand.joined([scaled] + rest)
    }
    assignments = assignments.flatMap { row -> [Booking] in
      guard row.holder == .placeholder, project == nil || row.project == project,
        scaling.skill == nil || row.skill == scaling.skill,
        let inside = cutter.part(of: row, on: days)
      else { return [row] }
      return [inside.scaled(by: factor)] + outside.compactMap { cutter.part(of: row, on: $0) }
    }
    return []
  }
}

extension Demand {
  fileprivate func scaled(by factor: Double) -> Demand {
    var row = self
    row.effortLow = row.effortLow.map { ($0 * factor).withTwelveDigits }
    row.effortHigh = row.effortHigh.map { ($0 * factor).withTwelveDigits }
    switch row.amount {
    case .fte(let amount): row.amount = .fte((amount * factor).withTwelveDigits)
    case .effortDays(let amount): row.amount = .effortDays((amount * factor).withTwelveDigits)
    case .effortHours(let amount): row.amount = .effortHours((amount * factor).withTwelveDigits)
    case .wide(let unit, let cells):
      row.amount = .wide(
        unit, cells.map { WideCell(days: $0.days, amount: ($0.amount * factor).withTwelveDigits) })
    }
    return row
  }

  /// The parts of a row; those of a wide one are one row again.
  fileprivate static func joined(_ parts: [Demand]) -> [Demand] {
    guard let first = parts.first, case .wide(let unit, _) = first.amount else { return parts }
    let cells = parts.flatMap { part -> [WideCell] in
      if case .wide(_, let cells) = part.amount { cells } else { [] }
    }
    return [first.with(.wide(unit, cells.sorted { $0.days.first < $1.days.first }))]
  }
}

extension Booking {
  fileprivate func scaled(by factor: Double) -> Booking {
    var row = self
    switch row.amount {
    case .fte(let amount): row.amount = .fte((amount * factor).withTwelveDigits)
    case .percent(let amount): row.amount = .percent((amount * factor).withTwelveDigits)
    case .hoursPerWeek(let amount): row.amount = .hoursPerWeek((amount * factor).withTwelveDigits)
    case .hours(let amount): row.amount = .hours((amount * factor).withTwelveDigits)
    case .wide(let unit, let cells):
      row.amount = .wide(
        unit, cells.map { WideCell(days: $0.days, amount: ($0.amount * factor).withTwelveDigits) })
    }
    return row
  }
}
