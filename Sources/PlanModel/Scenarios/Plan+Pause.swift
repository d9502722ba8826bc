import WorkCalendar

/// A project that rests. Source: PLAN §5.
extension Plan {
  /// What lies before the pause stays; what lies on its first day or later moves later by its length,
  /// and so do the dates of project and tasks. Rows across the first day are cut in two; effort goes on
  /// by its profile.
  mutating func take(_ pause: Change.Pause) throws(ChangeFault) -> [ChangeFault] {
    guard let project = try projectNames.id(of: pause.project, field: "project") else { return [] }
    let cutter = RowCutter(self)
    let move = DateShift(cutter: cutter, days: pause.days.count)
    let first = pause.days.first

    demand = demand.flatMap { row -> [Demand] in
      guard row.project == project else { return [row] }
      if case .wide(let unit, let cells) = row.amount {
        guard cells.contains(where: { $0.days.last >= first }) else { return [row] }
        let kept = cutter.cells(before: first, of: row)
        let moved = move.moved(cutter.cells(from: first, of: row), unit)
        return [row.with(.wide(unit, (kept + moved).sorted { $0.days.first < $1.days.first }))]
      }
      guard let window = cutter.windows.days(of: row), window.last >= first else { return [row] }
      if window.first >= first { return [move.placed(row, from: window)] }
      return cutter.paused(row, window, at: first, move)
    }
    assignments = assignments.flatMap { row -> [Booking] in
      guard row.project == project else { return [row] }
      let isTouched: Bool
      let window = cutter.windows.days(of: row)
      if case .wide(_, let cells) = row.amount {
        isTouched = cells.contains { $0.days.last >= first }
      } else {
        isTouched = (window?.last ?? .earliest) >= first
      }
      guard isTouched else { return [row] }
      let kept = DayRange(.earliest, first - 1).flatMap { cutter.part(of: row, on: $0) }
      let rest = DayRange(first, .latest).flatMap { cutter.part(of: row, on: $0) }
      var moved = rest.map { move.moved($0) }
      if let window, let part = DayRange(max(window.first, first), window.last) {
        moved = rest.map { move.placed($0, from: part) }
      }
      return [kept, moved].compactMap(\.self)
    }
    for index in tasks.indices where tasks[index].project == project {
      if let start = tasks[index].start, start >= first { tasks[index].start = move.moved(start) }
      if let finish = tasks[index].finish, finish >= first {
        tasks[index].finish = move.moved(finish)
      }
    }
    if let index = projects.firstIndex(where: { $0.id == project }) {
      if let start = projects[index].start, start >= first {
        projects[index].start = move.moved(start)
      }
      if let finish = projects[index].finish, finish >= first {
        projects[index].finish = move.moved(finish)
      }
    }
    return []
  }
}

extension RowCutter {
  fileprivate func cells(before day: Day, of row: Demand) -> [WideCell] {
    cells(of: DayRange(.earliest, day - 1).flatMap { part(of: row, on: $0) })
  }

  fileprivate func cells(from day: Day, of row: Demand) -> [WideCell] {
    cells(of: DayRange(day, .latest).flatMap { part(of: row, on: $0) })
  }

  private func cells(of row: Demand?) -> [WideCell] {
    if case .wide(_, let cells) = row?.amount { cells } else { [] }
  }

  /// A row that is cut by the first day of a pause: what stays, and what moves.
  fileprivate func paused(
    _ row: Demand, _ window: DayRange, at first: Day, _ move: DateShift
  ) -> [Demand] {
    let early = DayRange(window.first, first - 1).flatMap { part(of: row, on: $0) }
    guard let late = DayRange(first, window.last) else { return [row] }
    guard let rest = part(of: row, on: late) else {
      // Nothing is left to do after the pause.
      return [early].compactMap(\.self)
    }
    guard case .wide(let unit, let cells) = rest.amount else {
      return [early, move.placed(rest, from: late)].compactMap(\.self)
    }
    // Effort with a profile goes on where it stopped, over the working days of the moved window.
    let all = window.days.count { standard($0) > 0 }
    let done = window.days.count { standard($0) > 0 && $0 < first }
    let target = move.moved(late, isTotal: true)
    let weights = weights(
      row.profile, on: target, behind: Double(done) / Double(max(1, all)))
    let sum = weights.reduce(0) { $0 + $1.weight }
    let total = cells.reduce(0) { $0 + $1.amount }
    guard sum > 0 else { return [early, move.moved(rest)].compactMap(\.self) }
    return [early, rest.byDay(unit, weights.map { ($0.day, total * $0.weight / sum) })]
      .compactMap(\.self)
  }
}
