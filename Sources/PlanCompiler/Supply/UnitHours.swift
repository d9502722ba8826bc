import PlanModel
import WorkCalendar

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Computes the hours of people and hires day by day, and sums them into cells.
struct UnitHours: Sendable {
  private let context: CompileContext
  private let absences: [Absence]
  /// Absences of everyone, and of each person, as indices of ``absences``.
  private let absencesOfAll: [Int]
  private let absencesOfPerson: [String: [Int]]
  /// Bookings that hold each person's time, as indices of ``Plan/assignments``.
  private let bookingsOfPerson: [String: [Int]]
  /// Their soft bookings, likewise.
  private let wishesOfPerson: [String: [Int]]
  private let hasOvertime: Bool
  /// For each of ``Plan/attritions`` the share that stays, by day of the table.
  private let staying: [[Double]]

  init(_ context: CompileContext) {
    self.context = context
    var ofAll: [Int] = []
    var ofPerson: [String: [Int]] = [:]
    absences = context.plan.timeAway
    for (index, absence) in absences.enumerated() {
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
    staying = context.plan.attritions.map { attrition in
      let start = attrition.start(in: context.plan.settings) ?? .latest
      return context.days.span.days.map { day in
        pow(1 - attrition.rate, Double(max(0, day - start)) / 365)
      }
    }
  }

  /// The hours of one unit by day. Shapes: an entry for each day of the table's span.
  struct Days {
    /// Hours of the location's calendar, whoever works there.
    var location: [Double]
    var gross: [Double]
    var net: [Double]
    var plannable: [Double]
  }

  /// The hours of some people, hires and contracts.
  ///
  /// - Parameter groups: for each of them its units.
  func chunk(of units: [SupplyUnit], _ groups: ArraySlice<Range<Int>>) -> CompiledSupply.Chunk {
    let cellCount = context.grid.cells.count
    let firstUnit = groups.first?.lowerBound ?? 0
    let unitCount = (groups.last?.upperBound ?? firstUnit) - firstUnit
    var chunk = CompiledSupply.Chunk(
      gross: [Double](repeating: 0, count: cellCount), net: [Double](repeating: 0, count: cellCount)
    )
    chunk.plannable = [Double](repeating: 0, count: unitCount * cellCount)
    chunk.overBooked = chunk.plannable
    if hasOvertime { chunk.overtime = chunk.plannable }
    var absent = [Double](repeating: 0, count: context.days.span.count)
    var days = Days(location: absent, gross: absent, net: absent, plannable: absent)
    for group in groups {
      fill(&days, &absent, for: units[group])
      for unit in group {
        sum(
          days, headcount: Double(units[unit].headcount),
          on: context.days.indices(of: units[unit].days),
          into: &chunk, at: (unit - firstUnit) * cellCount)
      }
      let base = (group.lowerBound - firstUnit) * cellCount
      chunk.free.append(contentsOf: chunk.plannable[base..<base + group.count * cellCount])
      if case .person(let index) = units[group.lowerBound].source {
        book(units, group, days, into: &chunk, at: base)
        wish(units, group, days, into: &chunk, at: base)
        addOvertime(
          context.plan.people[index].maxOvertimeHours, units[group], days, into: &chunk, at: base)
      }
    }
    return chunk
  }

  private func sum(
    _ days: Days, headcount: Double, on part: Range<Int>, into chunk: inout CompiledSupply.Chunk,
    at base: Int
  ) {
    let offset = context.days.horizonOffset
    for (day, cell) in context.grid.cellOfDay.enumerated() {
      let cell = Int(cell)
      guard days.gross[offset + day] > 0, part.contains(offset + day) else { continue }
      chunk.gross[cell] += headcount * days.gross[offset + day]
      chunk.net[cell] += headcount * days.net[offset + day]
      chunk.plannable[base + cell] += headcount * days.plannable[offset + day]
    }
  }

  /// Computes somebody's layers of capacity by day. `absent` is scratch space, all 0 before and after.
  private func fill(
    _ days: inout Days, _ absent: inout [Double], for group: ArraySlice<SupplyUnit>
  ) {
    let table = context.days
    let plan = context.plan
    let fte: Double
    let location: String?
    let first: Day?
    let last: Day?
    var own: (runWork: Double?, target: Double?) = (nil, nil)
    var ramp: (from: Double, days: Double)?
    var rows = absencesOfAll
    switch group.first?.source {
    case .person(let index):
      let person = plan.people[index]
      (fte, location, first, last) = (person.fte, person.location, person.start, person.end)
      own = (person.runWork, person.targetUtilisation)
      rows += absencesOfPerson[person.id] ?? []
    case .hire(let index):
      let hire = plan.hires[index]
      (fte, location, first, last) = (1, hire.location, hire.start, nil)
      if let weeks = hire.rampUpWeeks, weeks > 0 { ramp = (hire.rampUpFrom ?? 0, 7 * weeks) }
    case .contract(let index):
      return fill(&days, plan.contracts[index])
    case nil:
      return
    }

    let employment = DayRange(first ?? .earliest, last ?? .latest)
    let employed = employment.map { table.indices(of: $0) } ?? 0..<0
    days.location = table.hours[table.index(ofLocation: location)]
    if let employment {
      for index in rows {
        mark(absences[index], &absent, location: location, fte: fte, employment: employment)
      }
    }
    for unit in group {
      let run = context.teams.runWork(own: own.runWork, team: unit.team)
      let target = context.teams.targetUtilisation(own: own.target, team: unit.team)
      let factor = (1 - run) * target
      for day in table.indices(of: unit.days) {
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
    }
    if let ramp, let first {
      for day in employed {
        let sinceStart = Double((table.span.first + day) - first)
        let productivity = min(1, ramp.from + (1 - ramp.from) * sinceStart / ramp.days)
        days.plannable[day] *= productivity
      }
    }
    for index in rows {
      for day in table.indices(of: absences[index].days) { absent[day] = 0 }
    }
    for unit in group { shrink(&days, unit) }
  }

  /// A contract gives its share of the standard hours.
  private func fill(_ days: inout Days, _ contract: Contract) {
    let table = context.days
    days.location = table.standard
    let covered = table.indices(of: contract.days)
    for day in 0..<table.span.count {
      let hours = covered.contains(day) ? contract.fte * table.standard[day] : 0
      days.gross[day] = hours
      days.net[day] = hours
      days.plannable[day] = hours
    }
  }

  /// Takes away what attrition takes of a unit's plannable hours.
  private func shrink(_ days: inout Days, _ unit: SupplyUnit) {
    for (index, attrition) in context.plan.attritions.enumerated()
    where attrition.concerns(skills: unit.skills, team: unit.team, in: context.teams) {
      for day in context.days.indices(of: unit.days) { days.plannable[day] *= staying[index][day] }
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

  /// Adds somebody's bookings to the chunk, scaled down where they exceed the plannable hours of a
  /// cell.
  ///
  /// Where several units of a person meet in a cell, its free and over-booked hours are those of the
  /// person, shared out by the hours that lie on the days of each.
  private func book(
    _ units: [SupplyUnit], _ group: Range<Int>, _ days: Days,
    into chunk: inout CompiledSupply.Chunk, at base: Int
  ) {
    guard let rows = bookingsOfPerson[units[group.lowerBound].id] else { return }
    let cellCount = context.grid.cells.count
    let all = merged(rows, units, group, days)
    // A booking without hours in the horizon holds nobody's time there.
    let merged = all.filter { $0.asked.contains { $0 > 0 } }
    chunk.beyond += all.filter { !$0.asked.contains { $0 > 0 } }
    let asked = asked(merged, group)
    for cell in 0..<cellCount {
      let places = group.indices.map { ($0 - group.lowerBound) * cellCount + cell }
      let wanted = places.reduce(0) { $0 + asked[$1] }
      guard wanted > 0 else { continue }
      let plannable = places.map { chunk.plannable[base + $0] }
      let free = UnitHours.free(plannable: plannable, asked: places.map { asked[$0] })
      let over = max(0, wanted - plannable.reduce(0, +))
      let excess = zip(places, plannable).map { max(0, asked[$0] - $1) }
      let excessSum = excess.reduce(0, +)
      for (index, place) in places.enumerated() {
        chunk.free[base + place] = free[index]
        chunk.overBooked[base + place] = excessSum > 0 ? over * excess[index] / excessSum : 0
      }
    }
    append(merged, to: &chunk.bookings, asked, limits: chunk.plannable, group, at: base)
  }

  /// What one person's units have left of their plannable hours in a cell.
  ///
  /// Where there are several, the person's free hours are shared out by what each has to spare.
  ///
  /// Shapes: an entry for each unit of the person.
  static func free(plannable: [Double], asked: [Double]) -> [Double] {
    let free = max(0, plannable.reduce(0, +) - asked.reduce(0, +))
    guard plannable.count > 1 else { return [free] }
    let spare = zip(plannable, asked).map { max(0, $0 - $1) }
    let sum = spare.reduce(0, +)
    return spare.map { sum > 0 ? free * $0 / sum : 0 }
  }

  /// Adds somebody's soft bookings, scaled down where they exceed the free hours.
  private func wish(
    _ units: [SupplyUnit], _ group: Range<Int>, _ days: Days,
    into chunk: inout CompiledSupply.Chunk, at base: Int
  ) {
    guard let rows = wishesOfPerson[units[group.lowerBound].id] else { return }
    let merged = merged(rows, units, group, days).filter { !$0.cells.isEmpty }
    append(
      merged, to: &chunk.wishes, asked(merged, group), limits: chunk.free, group, at: base)
  }

  /// The rows of a person by unit: each unit has the hours that lie on its days.
  private func merged(
    _ rows: [Int], _ units: [SupplyUnit], _ group: Range<Int>, _ days: Days
  ) -> [BookedHours] {
    group.flatMap { unit -> [BookedHours] in
      var spread = BookingSpread(
        context: context, location: days.location, net: days.net, plannable: days.plannable)
      if group.count > 1 { spread.part = context.days.indices(of: units[unit].days) }
      let merged = spread.merged(rows.map { context.plan.assignments[$0] }, unit: unit)
      return group.count > 1
        ? merged.filter { $0.outsideHours > 0 || $0.asked.contains { $0 > 0 } } : merged
    }
  }

  /// What bookings ask, by unit of the group and cell.
  private func asked(_ bookings: [BookedHours], _ group: Range<Int>) -> [Double] {
    let cellCount = context.grid.cells.count
    var asked = [Double](repeating: 0, count: group.count * cellCount)
    for booking in bookings {
      let unit = (booking.unit - group.lowerBound) * cellCount
      for (offset, cell) in booking.cells.enumerated() {
        asked[unit + cell] += booking.asked[offset]
      }
    }
    return asked
  }

  /// Appends bookings, scaled down in cells where the person's bookings exceed the person's limit.
  private func append(
    _ bookings: [BookedHours], to list: inout [BookedHours], _ asked: [Double],
    limits: [Double], _ group: Range<Int>, at base: Int
  ) {
    let cellCount = context.grid.cells.count
    for var booking in bookings {
      for (offset, cell) in booking.cells.enumerated() {
        var (wanted, limit) = (0.0, 0.0)
        for unit in 0..<group.count {
          wanted += asked[unit * cellCount + cell]
          limit += limits[base + unit * cellCount + cell]
        }
        if wanted > limit { booking.held[offset] *= limit / wanted }
      }
      list.append(booking)
    }
  }

  /// Spreads a week's limit of overtime over its days in proportion to the person's net hours.
  private func addOvertime(
    _ hoursPerWeek: Double?, _ units: ArraySlice<SupplyUnit>, _ days: Days,
    into chunk: inout CompiledSupply.Chunk, at base: Int
  ) {
    guard let hoursPerWeek, hoursPerWeek > 0, let horizon = context.grid.horizon else { return }
    for (number, unit) in units.enumerated() {
      let part = context.days.indices(of: unit.days)
      let (cells, hours) = context.gather(horizon) { day in
        guard days.net[day] > 0, part.contains(day) else { return 0 }
        // The table begins on a Monday.
        let monday = day - day % 7
        return hoursPerWeek * days.net[day] / days.net[monday..<monday + 7].reduce(0, +)
      }
      let unitBase = base + number * context.grid.cells.count
      for (offset, cell) in cells.enumerated() { chunk.overtime[unitBase + cell] = hours[offset] }
    }
  }
}
