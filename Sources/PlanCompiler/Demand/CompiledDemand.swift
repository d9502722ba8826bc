public import PlanModel
public import WorkCalendar

/// Demand of one project for one thing: a skill at a level, or a person.
public struct DemandLine: Sendable {
  /// An index of ``CompiledDemand/projects``.
  public let project: Int
  /// A task's id; nil: the whole project.
  public let task: String?
  /// Who is asked.
  public let need: Demand.Need
  /// Only that team and its sub-teams may serve it.
  public let team: String?

  /// The skill as answers name it; a person is written `@id`.
  public var skill: String {
    switch need {
    case .skill(let skill, _): skill
    case .person(let person): "@" + person
    }
  }
}

/// Work that may lie anywhere in a window; its line holds it as its profile says.
public struct FlexibleDemand: Sendable {
  /// An index of ``CompiledDemand/lines``.
  public let line: Int
  /// The cells of the window.
  public let cells: Range<Int>
  /// What the line holds of it, by cell of `cells`, at full size.
  public let profileHours: [Double]
  /// For each of `cells` the most hours: the row's max_fte of its days' standard hours; `.infinity`
  /// without.
  public let limitHours: [Double]
  /// For each of `cells` the least hours: the row's min_fte; 0 without.
  public let floorHours: [Double]
}

/// A row of demand of which a part lies outside the horizon.
public struct DemandOutside: Sendable {
  /// Where the row stands.
  public let origin: RowOrigin
  /// A project's id.
  public let project: String
  /// Working hours.
  public let hours: Double
}

/// Demand on the grid, at full size. Source: PLAN §4, "Demand in hours", "Bookings".
///
/// Shapes: `hours` is flat, line-major: line l in cell c stands at `l * cellCount + c`. Units: hours.
public struct CompiledDemand: Sendable {
  /// The projects that count, sorted by id.
  public let projects: [Project]
  /// Sorted by project, need, team and task; rows that ask for the same are one line.
  public let lines: [DemandLine]
  /// The number of the grid's cells.
  public let cellCount: Int
  /// Working hours.
  public let hours: [Double]
  /// The part of it that may be moved, row by row, by line.
  public let flexible: [FlexibleDemand]
  /// What lies outside the horizon, row by row.
  public let outside: [DemandOutside]
  /// For each project the first to the last day of its demand, in the horizon or not; nil without.
  public let windows: [DayRange?]
  /// For each project all of its demand, in the horizon or not.
  public let projectHours: [Double]

  init(_ context: CompileContext, supply: CompiledSupply) {
    let plan = context.plan
    let named = Set(plan.projects.map(\.id))
    let implied = Set(plan.demand.map(\.project) + plan.assignments.map(\.project))
      .subtracting(named).map { Project(id: $0) }
    projects = (plan.projects + implied).filter(\.status.counts).sorted { $0.id < $1.id }
    let indexOfProject = Dictionary(
      projects.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    cellCount = context.grid.cells.count

    var builder = LineBuilder(cellCount: cellCount, projectCount: projects.count)
    var projectHours = [Double](repeating: 0, count: projects.count)
    let spread = DemandSpread(context)
    for row in plan.demand {
      guard let project = indexOfProject[row.project] else { continue }
      let (parts, outside) = spread.parts(of: row)
      let key = LineBuilder.Key(project, row.need, team: row.team, task: row.task)
      builder.add(parts, to: key)
      if row.flexible {
        for part in parts {
          builder.addFlexible(
            part, limits: spread.hours(ofFTE: row.maxFTE, in: part, otherwise: .infinity),
            floors: spread.hours(ofFTE: row.minFTE, in: part, otherwise: 0), to: key)
        }
      }
      builder.widen(project, context.sources.span(of: row))
      builder.note(outside, row.origin, row.project)
      projectHours[project] += outside
    }
    builder.addBookings(
      in: context, supply: supply, indexOfProject: indexOfProject, outside: &projectHours)
    (lines, hours, flexible, outside, windows) = builder.finished()
    for (number, line) in lines.enumerated() {
      for cell in 0..<cellCount { projectHours[line.project] += hours[number * cellCount + cell] }
    }
    self.projectHours = projectHours
  }

  /// The hours of a line in a cell.
  public func hours(of line: Int, in cell: Int) -> Double { hours[line * cellCount + cell] }
}

/// Gathers rows into lines.
struct LineBuilder {
  /// What rows of one line have in common.
  struct Key: Hashable {
    let project: Int
    /// A skill, or @ and a person's id.
    let skill: String
    let level: Int
    let team: String
    let task: String
    let need: Demand.Need

    init(_ project: Int, _ need: Demand.Need, team: String?, task: String?) {
      self.project = project
      self.need = need
      self.team = team ?? ""
      self.task = task ?? ""
      switch need {
      case .skill(let skill, let level): (self.skill, self.level) = (skill, level)
      case .person(let person): (self.skill, self.level) = ("@" + person, 0)
      }
    }

    var order: (Int, String, Int, String, String) { (project, skill, level, team, task) }
  }

  private let cellCount: Int
  private var lines: [Key: [Double]] = [:]
  private var flexible: [(key: Key, part: BookingSpread.Part, limits: [Double], floors: [Double])] =
    []
  private var outside: [DemandOutside] = []
  private var windows: [DayRange?]

  init(cellCount: Int, projectCount: Int) {
    self.cellCount = cellCount
    windows = [DayRange?](repeating: nil, count: projectCount)
  }

  mutating func add(_ parts: [BookingSpread.Part], to key: Key) {
    for part in parts { add(hours: part.hours, in: part.cells, to: key) }
  }

  mutating func add(hours: [Double], in cells: Range<Int>, to key: Key) {
    for (offset, cell) in cells.enumerated() where hours[offset] > 0 {
      lines[key, default: [Double](repeating: 0, count: cellCount)][cell] += hours[offset]
    }
  }

  mutating func addFlexible(
    _ part: BookingSpread.Part, limits: [Double], floors: [Double], to key: Key
  ) {
    guard part.hours.contains(where: { $0 > 0 }) else { return }
    flexible.append((key, part, limits, floors))
  }

  mutating func widen(_ project: Int, _ span: DayRange?) {
    guard let span else { return }
    windows[project] = windows[project]?.union(span) ?? span
  }

  mutating func note(_ hours: Double, _ origin: RowOrigin, _ project: String) {
    // Less than that is the rounding of the sums.
    if hours > 1e-6 {
      outside.append(DemandOutside(origin: origin, project: project, hours: hours))
    }
  }

  /// Adds hard placeholders, and what bookings ask of projects without a demand row.
  ///
  /// - Parameter outside: for each project gains the hours that lie outside the horizon.
  mutating func addBookings(
    in context: CompileContext, supply: CompiledSupply, indexOfProject: [String: Int],
    outside: inout [Double]
  ) {
    let standard = BookingSpread(
      context: context, location: context.days.standard, net: context.days.standard,
      plannable: context.days.standard)
    for row in context.plan.assignments where context.sources.isDemand(row) {
      guard let project = indexOfProject[row.project] else { continue }
      widen(project, context.sources.span(of: row))
      guard row.holder == .placeholder, let skill = row.skill else { continue }
      let parts = standard.parts(of: row)
      outside[project] += parts.reduce(0) { $0 + $1.outsideHours }
      add(
        parts,
        to: Key(project, .skill(skill, level: 1), team: nil, task: row.task))
    }
    for booking in supply.beyond where !context.sources.hasDemandRows(booking.project) {
      guard let project = indexOfProject[booking.project] else { continue }
      outside[project] += booking.outsideHours
    }
    for booking in supply.bookings where !context.sources.hasDemandRows(booking.project) {
      guard let project = indexOfProject[booking.project] else { continue }
      let unit = supply.units[booking.unit]
      outside[project] += booking.outsideHours
      let need = (booking.skill ?? unit.role).map { skill in
        skill.hasPrefix("@")
          ? Demand.Need.person(String(skill.dropFirst())) : .skill(skill, level: 1)
      }
      add(
        hours: booking.asked, in: booking.cells,
        to: Key(project, need ?? .person(unit.id), team: nil, task: booking.task))
    }
  }

  func finished() -> ([DemandLine], [Double], [FlexibleDemand], [DemandOutside], [DayRange?]) {
    let keys = lines.keys.sorted { $0.order < $1.order }
    let number = Dictionary(
      keys.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var hours: [Double] = []
    hours.reserveCapacity(keys.count * cellCount)
    for key in keys { hours += lines[key] ?? [] }
    let result = keys.map { key in
      DemandLine(
        project: key.project, task: key.task.isEmpty ? nil : key.task, need: key.need,
        team: key.team.isEmpty ? nil : key.team)
    }
    let movable = flexible.compactMap { row in
      number[row.key].map {
        FlexibleDemand(
          line: $0, cells: row.part.cells, profileHours: row.part.hours, limitHours: row.limits,
          floorHours: row.floors)
      }
    }
    return (result, hours, movable.sorted { $0.precedes($1) }, outside, windows)
  }
}

extension FlexibleDemand {
  /// By line, window and amounts: never by the order of rows.
  fileprivate func precedes(_ other: FlexibleDemand) -> Bool {
    if line != other.line { return line < other.line }
    if cells != other.cells {
      return (cells.lowerBound, cells.upperBound) < (other.cells.lowerBound, other.cells.upperBound)
    }
    for (mine, theirs) in [
      (profileHours, other.profileHours), (limitHours, other.limitHours),
      (floorHours, other.floorHours),
    ] where mine != theirs { return mine.lexicographicallyPrecedes(theirs) }
    return false
  }
}
