import Parallelism
import PlanModel
import WorkCalendar

/// Capacity and bookings on the grid. Source: PLAN §4, "Capacity", "Bookings".
///
/// Shapes: arrays by unit and cell are flat, unit-major: the entry of unit u in cell c stands at
/// `u * cellCount + c`. Units: hours.
public struct CompiledSupply: Sendable {
  /// People, then counted hires, then contracts, each sorted by id; of one person in order of time.
  public let units: [SupplyUnit]
  /// The number of the grid's cells.
  public let cellCount: Int
  /// By cell, everybody together.
  public let grossHours: [Double]
  /// By cell, everybody together.
  public let netHours: [Double]
  /// By unit and cell.
  public let plannableHours: [Double]
  /// By unit and cell: plannable less booked hours, not below 0.
  public let freeHours: [Double]
  /// By unit and cell: booked hours above the plannable ones.
  public let overBookedHours: [Double]
  /// Sorted by unit, project, task and skill.
  public let bookings: [BookedHours]

  /// Bookings without hours in the horizon: they hold nobody's time in it.
  public let beyond: [BookedHours]

  /// The bookings of each unit, as a range of indices of ``bookings``.
  public let bookingsOfUnit: [Range<Int>]

  /// Soft bookings, sorted like ``bookings``; what they hold is scaled down to the unit's free hours.
  public let wishes: [BookedHours]
  /// By unit and cell: hours above the contract that the unit may work at most. A week's limit lies in
  /// proportion to the unit's net hours in that week. Empty where nobody may work any.
  public let overtimeHours: [Double]

  struct Chunk: Sendable {
    var gross: [Double]
    var net: [Double]
    var plannable: [Double] = []
    var free: [Double] = []
    var overBooked: [Double] = []
    var bookings: [BookedHours] = []
    var beyond: [BookedHours] = []
    var wishes: [BookedHours] = []
    var overtime: [Double] = []
  }

  init(_ context: CompileContext) async {
    let plan = context.plan
    let cellCount = context.grid.cells.count
    self.cellCount = cellCount
    let groups = SupplyUnit.groups(of: plan)
    let units = Array(groups.joined())
    self.units = units
    var first = 0
    let ranges = groups.map { group in
      defer { first += group.count }
      return first..<first + group.count
    }

    let builder = UnitHours(context)
    // A fixed chunk makes the sums the same on any number of threads.
    let chunkSize = 256
    let chunks = await Parallel.map(
      count: (ranges.count + chunkSize - 1) / chunkSize, chunk: 1
    ) { indices in
      indices.map { index in
        builder.chunk(
          of: units, ranges[index * chunkSize..<min(ranges.count, (index + 1) * chunkSize)])
      }
    }
    var gross = [Double](repeating: 0, count: cellCount)
    var net = gross
    for chunk in chunks {
      for cell in 0..<cellCount {
        gross[cell] += chunk.gross[cell]
        net[cell] += chunk.net[cell]
      }
    }
    grossHours = gross
    netHours = net
    plannableHours = Array(chunks.map(\.plannable).joined())
    freeHours = Array(chunks.map(\.free).joined())
    overBookedHours = Array(chunks.map(\.overBooked).joined())
    beyond = Array(chunks.map(\.beyond).joined())
    wishes = Array(chunks.map(\.wishes).joined())
    overtimeHours = Array(chunks.map(\.overtime).joined())
    let bookings = Array(chunks.map(\.bookings).joined())
    self.bookings = bookings
    var bookingRanges = [Range<Int>](repeating: 0..<0, count: units.count)
    for (index, booking) in bookings.enumerated() {
      let range = bookingRanges[booking.unit]
      bookingRanges[booking.unit] = (range.isEmpty ? index : range.lowerBound)..<index + 1
    }
    bookingsOfUnit = bookingRanges
  }

  /// For each unit all units of the same person, hire or contract.
  public var unitsOfGivers: [Range<Int>] {
    var groups: [Range<Int>] = []
    for unit in units.indices {
      if let last = groups.last, units[last.lowerBound].source == units[unit].source { continue }
      let end = units[unit...].firstIndex { $0.source != units[unit].source } ?? units.count
      groups += (unit..<end).map { _ in unit..<end }
    }
    return groups
  }

  /// The plannable hours of a unit in some cells.
  public func plannable(of unit: Int, in cells: Range<Int>) -> Double {
    var sum = 0.0
    for cell in cells { sum += plannableHours[unit * cellCount + cell] }
    return sum
  }
}

extension SupplyUnit {
  /// The units of a plan: one group for each person, counted hire and contract.
  static func groups(of plan: Plan) -> [[SupplyUnit]] {
    let always = DayRange(.earliest).union(DayRange(.latest))
    let spans = PersonSpans(plan)
    var groups = plan.people.enumerated().map { index, person in
      spans.spans(of: person).map { span in
        SupplyUnit(
          source: .person(index), id: person.id, headcount: 1, team: span.team,
          role: person.role, skills: span.skills, days: span.days)
      }
    }
    for (index, hire) in plan.hires.enumerated() where hire.counts && hire.count > 0 {
      groups.append([
        SupplyUnit(
          source: .hire(index), id: hire.id, headcount: hire.count, team: hire.team,
          role: hire.role, skills: hire.allSkills, days: always)
      ])
    }
    for (index, contract) in plan.contracts.enumerated() {
      groups.append([
        SupplyUnit(
          source: .contract(index), id: contract.id, headcount: 1, team: nil, role: nil,
          skills: SkillLevel.sorted(plan.filled(contract).skills), days: contract.days)
      ])
    }
    return groups
  }
}

extension SkillLevel {
  fileprivate static func sorted(_ skills: [SkillLevel]) -> [SkillLevel] {
    skills.sorted { $0.skill < $1.skill }
  }
}
