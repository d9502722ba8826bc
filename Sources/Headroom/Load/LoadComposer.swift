import PlanCompiler
import PlanModel
import WorkCalendar

/// Adds up bookings by person or team and week.
struct LoadComposer: Sendable {
  let request: Load.Request
  let plan: CompiledPlan

  private var weeks: [Grid.Span] {
    plan.grid.spans(by: .week, in: request.plan.settings.fiscalYear)
  }

  func answer() -> Load.Answer {
    let everyone = request.grouping == .person ? personRows() : teamRows(personRows())
    let rows = everyone.filter { row in
      request.only.isEmpty
        || request.only.contains { $0 == .over ? row.overBookedHours > 0 : row.isOnBench }
    }
    return Load.Answer(
      plan: PlanIdentity(request.plan, today: request.today), summary: sentence(everyone),
      grouping: request.grouping,
      weeks: weeks.map {
        Load.WeekRow(period: $0.period, from: $0.days.first, to: $0.days.last)
      },
      rows: rows.sorted { $0.precedes($1) }, hidden: everyone.count - rows.count)
  }

  private func personRows() -> [Load.Row] {
    let people = Dictionary(
      plan.plan.people.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return plan.supply.units.indices.compactMap { first -> Load.Row? in
      let unit = plan.supply.units[first]
      guard case .person = unit.source, let person = people[unit.id] else { return nil }
      // A person who changes on some day is several units, one after the other; the first stands for
      // all.
      if first > 0, plan.supply.units[first - 1].source == unit.source { return nil }
      let units = plan.supply.units.indices[first...].prefix {
        plan.supply.units[$0].source == unit.source
      }
      if let team = request.team,
        !units.contains(where: { plan.teams.contains(team, member: plan.supply.units[$0].team) })
      {
        return nil
      }
      let bookings = units.map { plan.supply.bookings[plan.supply.bookingsOfUnit[$0]] }.joined()
      var total: [String: Double] = [:]
      let cells = weeks.map { week in
        var cell = Load.Cell()
        var byProject: [String: Double] = [:]
        for part in week.cells {
          for index in units {
            let at = index * plan.supply.cellCount + part
            cell.plannableHours += plan.supply.plannableHours[at]
            cell.freeHours += plan.supply.freeHours[at]
            cell.overBookedHours += plan.supply.overBookedHours[at]
          }
          for booking in bookings where booking.cells.contains(part) {
            let hours = booking.asked[part - booking.cells.lowerBound]
            guard hours > 0 else { continue }
            cell.bookedHours += hours
            byProject[booking.project, default: 0] += hours
          }
        }
        // Sums of the same hours in another order differ in the last bits.
        if cell.overBookedHours < Load.negligibleHours { cell.overBookedHours = 0 }
        if cell.overBookedHours > 0 { cell.overBookedBy = Load.ProjectHours.sorted(byProject) }
        total.merge(byProject, uniquingKeysWith: +)
        return cell
      }
      return Load.Row(
        id: unit.id, name: person.name, team: unit.team, cells: cells,
        projects: Load.ProjectHours.sorted(total))
    }
  }

  /// The people's rows added up by their own team; people without a team stand together, without an id.
  private func teamRows(_ people: [Load.Row]) -> [Load.Row] {
    let teams = Dictionary(
      plan.plan.teams.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let groups = Dictionary(grouping: people) { $0.team ?? "" }
    return groups.keys.sorted().map { id in
      let members = groups[id] ?? []
      var total: [String: Double] = [:]
      for share in members.flatMap(\.projects) { total[share.project, default: 0] += share.hours }
      let cells = weeks.indices.map { week in
        var sum = Load.Cell()
        var byProject: [String: Double] = [:]
        for cell in members.map({ $0.cells[week] }) {
          sum.plannableHours += cell.plannableHours
          sum.bookedHours += cell.bookedHours
          sum.freeHours += cell.freeHours
          sum.overBookedHours += cell.overBookedHours
          for share in cell.overBookedBy { byProject[share.project, default: 0] += share.hours }
        }
        sum.overBookedBy = Load.ProjectHours.sorted(byProject)
        return sum
      }
      return Load.Row(
        id: id, name: teams[id]?.name, team: teams[id]?.parent, cells: cells,
        projects: Load.ProjectHours.sorted(total))
    }
  }

  private func sentence(_ rows: [Load.Row]) -> String {
    let words = request.grouping == .person ? ("person", "people") : ("team", "teams")
    guard !rows.isEmpty else { return "There is nobody to load." }
    let over = rows.filter { $0.overBookedHours > 0 }
    let bench = rows.count { $0.isOnBench }
    let when =
      "in the \(counted(request.weeks, "week", "weeks")) from \(weeks.first?.days.first.description ?? "")"
    guard !over.isEmpty else {
      return """
        Nobody is over-booked \(when); \(bench) of \(counted(rows.count, words.0, words.1)) \
        \(bench == 1 ? "is" : "are") on the bench.
        """
    }
    var most = ""
    if let worst = over.min(by: { $0.precedes($1) }),
      let week = worst.cells.indices.max(by: {
        (worst.cells[$0].overBookedHours, $1) < (worst.cells[$1].overBookedHours, $0)
      })
    {
      most = """
         most \(worst.name ?? (worst.id.isEmpty ? "those without a team" : worst.id)) \
        (\(plain(worst.cells[week].overBookedHours, decimals: 0)) h too much in \(weeks[week].period));
        """
    }
    return """
      \(over.count) of \(counted(rows.count, words.0, words.1)) \
      \(over.count == 1 ? "is" : "are") over-booked \(when),\(most) \
      \(bench) \(bench == 1 ? "is" : "are") on the bench.
      """
  }
}

extension Load {
  /// Less is nothing.
  static let negligibleHours = 1e-6
}

extension Load.Cell {
  init() {
    self.init(
      plannableHours: 0, bookedHours: 0, freeHours: 0, overBookedHours: 0, overBookedBy: [])
  }
}

extension Load.Row {
  /// Adds up the weeks.
  init(
    id: String, name: String?, team: String?, cells: [Load.Cell], projects: [Load.ProjectHours]
  ) {
    let plannable = cells.reduce(0) { $0 + $1.plannableHours }
    let free = cells.reduce(0) { $0 + $1.freeHours }
    self.init(
      id: id, name: name, team: team, cells: cells, plannableHours: plannable,
      bookedHours: cells.reduce(0) { $0 + $1.bookedHours }, freeHours: free,
      overBookedHours: cells.reduce(0) { $0 + $1.overBookedHours },
      isOnBench: plannable > 0 && free >= plannable / 2, projects: projects)
  }

  /// The most over-booked first, then the fullest, then by id.
  func precedes(_ other: Load.Row) -> Bool {
    if overBookedHours != other.overBookedHours { return overBookedHours > other.overBookedHours }
    func fullness(_ row: Load.Row) -> Double {
      row.plannableHours > 0 ? row.bookedHours / row.plannableHours : 0
    }
    if fullness(self) != fullness(other) { return fullness(self) > fullness(other) }
    return id < other.id
  }
}

extension Load.ProjectHours {
  /// The most hours first, then by id.
  static func sorted(_ hours: [String: Double]) -> [Load.ProjectHours] {
    hours.map { Load.ProjectHours(project: $0.key, hours: $0.value) }
      .sorted { ($1.hours, $0.project) < ($0.hours, $1.project) }
  }
}
