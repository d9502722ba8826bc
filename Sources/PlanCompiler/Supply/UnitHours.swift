import PlanModel
import WorkCalendar

/// Computes the hours of people and hires day by day, and sums them into cells.
struct UnitHours: Sendable {
  private let context: CompileContext
  /// Absences of everyone, and of each person, as indices of ``Plan/absences``.
  private let absencesOfAll: [Int]
  private let absencesOfPerson: [String: [Int]]
  /// Bookings that hold each person's time, as indices of ``Plan/assignments``.
  private let bookingsOfPerson: [String: [Int]]
  /// Their soft bookings, likewise.
  private let wishesOfPerson: [String: [Int]]
  private let hasOvertime: Bool

  init(_ context: CompileContext) {
    self.context = context
    var ofAll: [Int] = []
    var ofPerson: [String: [Int]] = [:]
    for (index, absence) in context.plan.absences.enumerated() {
      if let person = absence.person {
        ofPerson[person, default: []].append(index)
      } else {
        ofAll.append(index)
      }
    }
    absencesOfAll = ofAll
    absencesOfPerson = ofPerson
    var bookings: [String: [Int]] = [:]
    var wishes: [String: [Int]] = [:]
    for (index, booking) in context.plan.assignments.enumerated() {
      guard case .person(let person) = booking.holder else { continue }
      if context.sources.holds(booking) { bookings[person, default: []].append(index) }
      if context.sources.wishes(booking) { wishes[person, default: []].append(index) }
    }
    bookingsOfPerson = bookings
    wishesOfPerson = wishes
    hasOvertime = context.plan.people.contains { ($0.maxOvertimeHours ?? 0) > 0 }
  }

  /// The hours of one unit by day. Shapes: an entry for each day of the table's span.
  struct Days {
    /// Hours of the location's calendar, whoever works there.
    var location: [Double]
    var gross: [Double]
    var net: [Double]
    var plannable: [Double]
  }

  func chunk(of units: [SupplyUnit], _ range: Range<Int>) -> CompiledSupply.Chunk {
    let cellCount = context.grid.cells.count
    var chunk = CompiledSupply.Chunk(
      gross: [Double](repeating: 0, count: cellCount), net: [Double](repeating: 0, count: cellCount)
    )
    chunk.plannable = [Double](repeating: 0, count: range.count * cellCount)
    chunk.overBooked = chunk.plannable
    if hasOvertime { chunk.overtime = chunk.plannable }
    var absent = [Double](repeating: 0, count: context.days.span.count)
    var days = Days(location: absent, gross: absent, net: absent, plannable: absent)
    for unit in range {
      let base = (unit - range.lowerBound) * cellCount
      fill(&days, &absent, for: units[unit])
      sum(days, headcount: Double(units[unit].headcount), into: &chunk, at: base)
      chunk.free.append(contentsOf: chunk.plannable[base..<base + cellCount])
      if case .person(let index) = units[unit].source {
        book(units[unit], unit, days, into: &chunk, at: base)
        wish(units[unit], unit, days, into: &chunk, at: base)
        addOvertime(context.plan.people[index].maxOvertimeHours, days, into: &chunk, at: base)
      }
    }
    return chunk
  }

  private func sum(
    _ days: Days, headcount: Double, into chunk: inout CompiledSupply.Chunk, at base: Int
  ) {
    let offset = context.days.horizonOffset
    for (day, cell) in context.grid.cellOfDay.enumerated() {
      let cell = Int(cell)
      guard days.gross[offset + day] > 0 else { continue }
      chunk.gross[cell] += headcount * days.gross[offset + day]
      chunk.net[cell] += headcount * days.net[offset + day]
      chunk.plannable[base + cell] += headcount * days.plannable[offset + day]
    }
  }

  /// Computes a unit's layers of capacity by day. `absent` is scratch space, all 0 before and after.
  private func fill(_ days: inout Days, _ absent: inout [Double], for unit: SupplyUnit) {
    let table = context.days
    let plan = context.plan
    let fte: Double
    let location: String?
    let first: Day?
    let last: Day?
    let run: Double
    let target: Double
    var ramp: (from: Double, days: Double)?
    var absences = absencesOfAll
    switch unit.source {
    case .person(let index):
      let person = plan.people[index]
      (fte, location, first, last) = (person.fte, person.location, person.start, person.end)
      run = context.teams.runWork(own: person.runWork, team: person.team)
      target = context.teams.targetUtilisation(own: person.targetUtilisation, team: person.team)
      absences += absencesOfPerson[person.id] ?? []
    case .hire(let index):
      let hire = plan.hires[index]
      (fte, location, first, last) = (1, hire.location, hire.start, nil)
      run = context.teams.runWork(own: nil, team: hire.team)
      target = context.teams.targetUtilisation(own: nil, team: hire.team)
      if let weeks = hire.rampUpWeeks, weeks > 0 { ramp = (hire.rampUpFrom ?? 0, 7 * weeks) }
    }

    let employment = DayRange(first ?? .earliest, last ?? .latest)
    let employed = employment.map { table.indices(of: $0) } ?? 0..<0
    days.location = table.hours[table.index(ofLocation: location)]
    if let employment {
      for index in absences {
        mark(plan.absences[index], &absent, location: location, fte: fte, employment: employment)
      }
    }
    let factor = (1 - run) * target
    for day in 0..<table.span.count {
      guard employed.contains(day) else {
        days.gross[day] = 0
        days.net[day] = 0
        days.plannable[day] = 0
        continue
      }
      let gross = days.location[day] * fte
      let net = gross * (1 - absent[day])
      days.gross[day] = gross
      days.net[day] = net
      days.plannable[day] = net * factor
    }
    if let ramp, let first {
      for day in employed {
        let sinceStart = Double((table.span.first + day) - first)
        let productivity = min(1, ramp.from + (1 - ramp.from) * sinceStart / ramp.days)
        days.plannable[day] *= productivity
      }
    }
    for index in absences {
      for day in table.indices(of: plan.absences[index].days) { absent[day] = 0 }
    }
  }

  /// Raises the absent share of the absence's days; of several absences on a day the largest counts.
  private func mark(
    _ absence: Absence, _ absent: inout [Double], location: String?, fte: Double,
    employment: DayRange
  ) {
    let table = context.days
    let share: Double
    switch absence.amount {
    case .fraction(let fraction): share = fraction
    case .days(let days):
      guard fte > 0, let window = absence.days.intersection(employment) else { return }
      let calendar = table.calendars.calendar(of: location)
      let workdays = window.days.reduce(0) { $0 + (calendar.hours(on: $1) > 0 ? 1 : 0) }
      guard workdays > 0 else { return }
      share = min(1, days / Double(workdays))
    }
    for day in table.indices(of: absence.days) { absent[day] = max(absent[day], share) }
  }

  /// Adds the unit's bookings to the chunk, scaled down where they exceed its plannable hours.
  private func book(
    _ unit: SupplyUnit, _ index: Int, _ days: Days, into chunk: inout CompiledSupply.Chunk,
    at base: Int
  ) {
    guard let rows = bookingsOfPerson[unit.id] else { return }
    let spread = BookingSpread(
      context: context, location: days.location, net: days.net,
      plannable: days.plannable)
    let all = spread.merged(rows.map { context.plan.assignments[$0] }, unit: index)
    // A booking without hours in the horizon holds nobody's time there.
    let merged = all.filter { $0.asked.contains { $0 > 0 } }
    chunk.beyond += all.filter { !$0.asked.contains { $0 > 0 } }
    var asked = [Double](repeating: 0, count: context.grid.cells.count)
    for booking in merged {
      for (offset, hours) in booking.asked.enumerated() {
        asked[booking.cells.lowerBound + offset] += hours
      }
    }
    for (cell, hours) in asked.enumerated() where hours > 0 {
      chunk.free[base + cell] = max(0, chunk.plannable[base + cell] - hours)
      chunk.overBooked[base + cell] = max(0, hours - chunk.plannable[base + cell])
    }
    for var booking in merged {
      for (offset, cell) in booking.cells.enumerated()
      where asked[cell] > chunk.plannable[base + cell] {
        booking.held[offset] *= chunk.plannable[base + cell] / asked[cell]
      }
      chunk.bookings.append(booking)
    }
  }
  /// Adds the unit's soft bookings, scaled down where they exceed its free hours.
  private func wish(
    _ unit: SupplyUnit, _ index: Int, _ days: Days, into chunk: inout CompiledSupply.Chunk,
    at base: Int
  ) {
    guard let rows = wishesOfPerson[unit.id] else { return }
    let spread = BookingSpread(
      context: context, location: days.location, net: days.net, plannable: days.plannable)
    let merged = spread.merged(rows.map { context.plan.assignments[$0] }, unit: index)
      .filter { !$0.cells.isEmpty }
    var asked = [Double](repeating: 0, count: context.grid.cells.count)
    for booking in merged {
      for (offset, cell) in booking.cells.enumerated() { asked[cell] += booking.asked[offset] }
    }
    for var booking in merged {
      for (offset, cell) in booking.cells.enumerated() where asked[cell] > chunk.free[base + cell] {
        booking.held[offset] *= chunk.free[base + cell] / asked[cell]
      }
      chunk.wishes.append(booking)
    }
  }

  /// Spreads a week's limit of overtime over its days in proportion to the unit's net hours.
  private func addOvertime(
    _ hoursPerWeek: Double?, _ days: Days, into chunk: inout CompiledSupply.Chunk, at base: Int
  ) {
    guard let hoursPerWeek, hoursPerWeek > 0, let horizon = context.grid.horizon else { return }
    let (cells, hours) = context.gather(horizon) { day in
      guard days.net[day] > 0 else { return 0 }
      // The table begins on a Monday.
      let monday = day - day % 7
      return hoursPerWeek * days.net[day] / days.net[monday..<monday + 7].reduce(0, +)
    }
    for (offset, cell) in cells.enumerated() { chunk.overtime[base + cell] = hours[offset] }
  }
}
