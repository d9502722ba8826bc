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
      return [overBooked(index, origin), crowded(index, origin), sliced(index, origin)]
        .compactMap { $0 }
    }
  }

  private func overBooked(_ unit: Int, _ origin: RowOrigin) -> Diagnostic? {
    let supply = plan.supply
    var worst = -1
    var total = 0.0
    for cell in 0..<supply.cellCount {
      let hours = supply.overBookedHours[unit * supply.cellCount + cell]
      total += hours
      if hours > 1e-6, worst < 0 || hours > supply.overBookedHours[unit * supply.cellCount + worst]
      {
        worst = cell
      }
    }
    guard worst >= 0 else { return nil }
    let at = unit * supply.cellCount + worst
    return warning(
      .overBooked, origin, field: "id", value: supply.units[unit].id,
      """
      \(supply.units[unit].id) is booked \(plain(total)) hours above what they can give; most in \
      \(week(worst)): \(plain(supply.overBookedHours[at])) hours above \
      \(plain(supply.plannableHours[at]))
      """,
      do: "move or cut a booking: headroom load shows which projects book them")
  }

  /// More projects than this at once cost more in switching than they bring.
  private static let mostProjectsAtOnce = 3

  private func crowded(_ unit: Int, _ origin: RowOrigin) -> Diagnostic? {
    var most: (cell: Int, projects: [String]) = (0, [])
    for cell in 0..<plan.supply.cellCount {
      let projects = Set(slices(unit, cell).map(\.project))
      if projects.count > most.projects.count { most = (cell, projects.sorted()) }
    }
    guard most.projects.count > PlanInspector.mostProjectsAtOnce else { return nil }
    return warning(
      .tooManyProjects, origin, field: "id", value: plan.supply.units[unit].id,
      """
      \(plan.supply.units[unit].id) is booked on \(most.projects.count) projects at once in \
      \(week(most.cell)): \(most.projects.joined(separator: ", "))
      """,
      expected: "at most \(PlanInspector.mostProjectsAtOnce)",
      do: "give them fewer, longer bookings")
  }

  /// Less of a person than this is lost in switching.
  private static let thinnestSlice = 0.10

  private func sliced(_ unit: Int, _ origin: RowOrigin) -> Diagnostic? {
    let supply = plan.supply
    for cell in 0..<supply.cellCount {
      let plannable = supply.plannableHours[unit * supply.cellCount + cell]
      // In a cell of a day or two anything is thin.
      guard plan.grid.cells[cell].count >= 5, plannable > 0,
        let slice = slices(unit, cell).first(where: {
          $0.hours < (PlanInspector.thinnestSlice - 1e-9) * plannable
        })
      else { continue }
      return warning(
        .thinSlice, origin, field: "id", value: supply.units[unit].id,
        """
        \(supply.units[unit].id) gives \(slice.project) \
        \(plain(100 * slice.hours / plannable, decimals: 0)) % of their time in \(week(cell))
        """,
        expected: "at least \(plain(100 * PlanInspector.thinnestSlice, decimals: 0)) %",
        do: "drop it or make it a real share")
    }
    return nil
  }

  private func slices(_ unit: Int, _ cell: Int) -> [(project: String, hours: Double)] {
    var slices: [(project: String, hours: Double)] = []
    for booking in plan.supply.bookings[plan.supply.bookingsOfUnit[unit]]
    where booking.cells.contains(cell) {
      let hours = booking.asked[cell - booking.cells.lowerBound]
      guard hours > 0 else { continue }
      if let last = slices.indices.last, slices[last].project == booking.project {
        slices[last].hours += hours
      } else {
        slices.append((booking.project, hours))
      }
    }
    return slices
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
    for absence in rows.absences {
      guard let person = absence.person, case .fraction(let share) = absence.amount, share >= 1
      else { continue }
      leave[person, default: []].append(absence.days)
    }
    return rows.assignments.flatMap { row -> [Diagnostic] in
      guard plan.sources.holds(row), case .person(let id) = row.holder, let person = people[id]
      else { return [] }
      return [
        aboveCapacity(row, person), notHeld(row, person),
        duringLeave(row, person, windows.days(of: row), leave[id] ?? []),
      ].compactMap { $0 }
    }
  }

  private func aboveCapacity(_ row: Booking, _ person: Person) -> Diagnostic? {
    let message: String
    switch row.amount {
    case .fte(let fte) where fte > person.fte:
      message = "\(person.id) works \(plain(person.fte, decimals: 2)) FTE"
    case .percent(let share) where share > 1:
      message = "\(plain(100 * share, decimals: 0)) % of \(person.id) is more than all of them"
    default: return nil
    }
    return warning(
      .bookingAboveCapacity, row.origin, field: "project", value: row.project,
      "the booking on \(row.project) is above capacity: \(message)",
      do: "cut it to what the person has")
  }

  private func notHeld(_ row: Booking, _ person: Person) -> Diagnostic? {
    guard let skill = row.skill, !person.allSkills.contains(where: { $0.skill == skill })
    else { return nil }
    return warning(
      .bookedSkillNotHeld, row.origin, field: "skill", value: skill,
      "\(person.id) is booked for \(skill) on \(row.project), but does not hold it",
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
      \(person.id) is away from \(longest.first) to \(longest.last)\(away.count > 1 ? " and more" : ""), \
      \(plain(100 * share, decimals: 0)) % of the booking on \(row.project)
      """,
      expected: "a booking around the leave",
      do: "nothing is booked on days of leave; find cover, or accept it")
  }
}
