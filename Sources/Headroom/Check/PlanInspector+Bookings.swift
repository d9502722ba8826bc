import PlanCompiler
import PlanModel
import WorkCalendar

extension PlanInspector {
  /// Is somebody over-booked, on too many projects at once, or in slices too thin to work in?
  func bookedPeople() -> [Diagnostic] {
    let origins = Dictionary(
      rows.people.map { ($0.id, $0.origin) }, uniquingKeysWith: { first, _ in first })
    return plan.supply.units.indices.flatMap { index -> [Diagnostic] in
      guard case .person = plan.supply.units[index].source else { return [] }
      let origin = origins[plan.supply.units[index].id] ?? .none
      let shares = shares(of: index)
      return [
        overBooked(index, origin), crowded(index, origin, shares), sliced(index, origin, shares),
      ].compactMap { $0 }
    }
  }

  private func overBooked(_ unit: Int, _ origin: RowOrigin) -> Diagnostic? {
    let supply = plan.supply
    let over = supply.overBookedHours[unit * supply.cellCount..<(unit + 1) * supply.cellCount]
    guard let worst = over.indices.max(by: { (over[$0], $1) < (over[$1], $0) }), over[worst] > 1e-6
    else { return nil }
    let total = over.reduce(0, +)
    let can = supply.plannableHours[worst]
    return warning(
      .overBooked, origin, field: "id", value: supply.units[unit].id,
      """
      \(names.label(supply.units[unit].id)) is booked for \(plain(total)) hours more than they can give; worst in \
      \(week(worst - over.startIndex)), \(plain(can + over[worst])) of \(plain(can)) hours
      """,
      do: "move or cut a booking: headroom load shows which projects book them")
  }

  /// More projects than this at once cost more in switching than they bring.
  private static let mostProjectsAtOnce = 3

  private func crowded(_ unit: Int, _ origin: RowOrigin, _ shares: [ProjectShare]) -> Diagnostic? {
    guard shares.count > PlanInspector.mostProjectsAtOnce else { return nil }
    var most: (cell: Int, projects: [String]) = (0, [])
    for cell in 0..<plan.supply.cellCount {
      let projects = shares.filter { $0.hours[cell] > 0 }.map(\.project)
      if projects.count > most.projects.count { most = (cell, projects) }
    }
    guard most.projects.count > PlanInspector.mostProjectsAtOnce else { return nil }
    return warning(
      .tooManyProjects, origin, field: "id", value: plan.supply.units[unit].id,
      """
      \(names.label(plan.supply.units[unit].id)) is booked on \(most.projects.count) projects at once in \
      \(week(most.cell)): \(most.projects.joined(separator: ", "))
      """,
      expected: "at most \(PlanInspector.mostProjectsAtOnce)",
      do: "keep to \(PlanInspector.mostProjectsAtOnce): fewer, longer bookings")
  }

  /// Less of a person than this is lost in switching.
  private static let thinnestSlice = 0.10

  /// The thinnest slice of the person. A week in which a booking begins or ends may hold a part of it
  /// alone, and in a cell of a day or two anything is thin: neither is looked at.
  private func sliced(_ unit: Int, _ origin: RowOrigin, _ shares: [ProjectShare]) -> Diagnostic? {
    let supply = plan.supply
    var thinnest: (share: Double, cell: Int, project: String)?
    for slice in shares {
      for cell in 0..<supply.cellCount where plan.grid.cells[cell].count >= 5 {
        let plannable = supply.plannableHours[unit * supply.cellCount + cell]
        guard cell > 0, cell + 1 < supply.cellCount, plannable > 0, slice.hours[cell] > 0,
          slice.hours[cell - 1] > 0, slice.hours[cell + 1] > 0
        else { continue }
        let share = slice.hours[cell] / plannable
        // What rounds to the limit is not below it; of nearly equal weeks the first is told.
        if share < min(PlanInspector.thinnestSlice, thinnest?.share ?? 1) - 1e-9 {
          thinnest = (share, cell, slice.project)
        }
      }
    }
    guard let thinnest else { return nil }
    return warning(
      .thinSlice, origin, field: "id", value: supply.units[unit].id,
      """
      \(names.label(supply.units[unit].id)) gives \(thinnest.project) \
      \(plain(100 * thinnest.share, decimals: 0)) % of their time in \(week(thinnest.cell))
      """,
      expected: "at least \(plain(100 * PlanInspector.thinnestSlice, decimals: 0)) %",
      do: "drop it, or make it a share that somebody can work in")
  }

  /// What a project has of a person, by cell.
  private struct ProjectShare {
    var project: String
    var hours: [Double]
  }

  /// By project, in order of the alphabet.
  private func shares(of unit: Int) -> [ProjectShare] {
    var shares: [ProjectShare] = []
    for booking in plan.supply.bookings[plan.supply.bookingsOfUnit[unit]] {
      if shares.last?.project != booking.project {
        let none = [Double](repeating: 0, count: plan.supply.cellCount)
        shares.append(ProjectShare(project: booking.project, hours: none))
      }
      for (offset, cell) in booking.cells.enumerated() {
        shares[shares.count - 1].hours[cell] += booking.asked[offset]
      }
    }
    return shares
  }

  private func week(_ cell: Int) -> Period {
    Period(of: plan.grid.cells[cell].first, grain: .week, in: rows.settings.fiscalYear)
  }

  /// Does each booking fit its person?
  func bookingRows() -> [Diagnostic] {
    let people = Dictionary(
      rows.people.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let windows = PlanWindows(rows)
    var leave: [String: [DayRange]] = [:]
    for absence in rows.timeAway {
      guard let person = absence.person, case .fraction(let share) = absence.amount, share >= 1
      else { continue }
      leave[person, default: []].append(absence.days)
    }
    let spans = PersonSpans(rows)
    return rows.assignments.flatMap { row -> [Diagnostic] in
      guard plan.sources.holds(row), case .person(let id) = row.holder, let person = people[id]
      else { return [] }
      return [
        aboveCapacity(row, person), notHeld(row, person, spans),
        duringLeave(row, person, windows.days(of: row), leave[id] ?? []),
      ].compactMap { $0 }
    }
  }

  private func aboveCapacity(_ row: Booking, _ person: Person) -> Diagnostic? {
    let message: String
    switch row.amount {
    case .fte(let fte) where fte > person.fte:
      message = "for \(plain(fte, decimals: 2)) FTE, but works \(plain(person.fte, decimals: 2))"
    case .percent(let share) where share > 1:
      message = "at \(plain(100 * share, decimals: 0)) %, more than all they have"
    default: return nil
    }
    return warning(
      .bookingAboveCapacity, row.origin, field: "project", value: row.project,
      "\(names.label(person.id)) is booked on \(row.project) \(message)",
      do: "cut it to what the person has")
  }

  /// Are hours booked that there is no working day for?
  func lostBookings() -> [Diagnostic] {
    LostBookings(rows, plan.sources).rows.map { lost in
      let (first, last) = (lost.days.first, lost.days.last)
      let days = first == last ? "on \(first)" : "from \(first) to \(last)"
      return warning(
        .bookingWithoutHours, lost.booking.origin, field: "hours", value: plain(lost.hours),
        """
        \(names.label(lost.person.id)) is booked on \(lost.booking.project) for \
        \(plain(lost.hours)) hours \(days), but does not work then
        """,
        expected: "days on which the person works",
        do: "they count for nothing: move the booking, or mend the person's days")
    }
  }

  private func notHeld(
    _ row: Booking, _ person: Person, _ spans: PersonSpans
  ) -> Diagnostic? {
    guard let skill = row.skill, !person.allSkills.contains(where: { $0.skill == skill }),
      !spans.spans(of: person).contains(where: { $0.skills.contains { $0.skill == skill } })
    else { return nil }
    return warning(
      .bookedSkillNotHeld, row.origin, field: "skill", value: skill,
      "\(names.label(person.id)) is booked for \(skill) on \(row.project), but does not hold it",
      do: "add the skill to the person, or book another")
  }

  private func duringLeave(
    _ row: Booking, _ person: Person, _ window: DayRange?, _ leave: [DayRange]
  ) -> Diagnostic? {
    guard let window else { return nil }
    let away = leave.compactMap { $0.intersection(window) }
    guard let longest = away.max(by: { ($0.count, $1.first) < ($1.count, $0.first) }) else {
      return nil
    }
    let share = Double(Set(away.flatMap(\.days)).count) / Double(window.count)
    return warning(
      .bookingDuringLeave, row.origin, field: "person", value: person.id,
      """
      \(names.label(person.id)) is away from \(longest.first) to \(longest.last)\(away.count > 1 ? " and more" : ""), \
      \(plain(100 * share, decimals: 0)) % of the booking on \(row.project)
      """,
      expected: "a booking around the leave",
      do: "nothing is booked on days of leave; find cover, or accept it")
  }
}
