import Optimization
import PlanCompiler
import PlanModel
import WorkCalendar

/// Tells an allocation by project and by person.
struct StaffComposer {
  private let allocation: Allocation
  private let plan: CompiledPlan
  private let spans: [Grid.Span]
  private let weeks: [Grid.Span]
  private let cellCount: Int

  init(_ allocation: Allocation, spans: [Grid.Span]) {
    self.allocation = allocation
    plan = allocation.model.plan
    self.spans = spans
    weeks = plan.grid.spans(by: .week, in: plan.plan.settings.fiscalYear)
    cellCount = plan.grid.cells.count
  }

  var weekRows: [Load.WeekRow] {
    weeks.map { Load.WeekRow(period: $0.period, from: $0.days.first, to: $0.days.last) }
  }

  /// Who serves each project when.
  func rows() -> [Allocate.StaffRow] {
    struct Key: Hashable {
      let project: Int
      let kind: String
      let id: String
      let skill: String
    }
    // The pieces stand in the order of cells.
    var runs: [Key: [(cells: ClosedRange<Int>, hours: Double)]] = [:]
    for piece in allocation.pieces {
      let line = plan.demand.lines[piece.line]
      let (id, kind) = allocation.giver(of: piece).named
      let key = Key(project: line.project, kind: kind, id: id, skill: line.skill)
      if let last = runs[key]?.last, last.cells.upperBound + 1 >= piece.cell {
        let index = (runs[key]?.count ?? 1) - 1
        runs[key]?[index] = (last.cells.lowerBound...piece.cell, last.hours + piece.hours)
      } else {
        runs[key, default: []].append((piece.cell...piece.cell, piece.hours))
      }
    }
    return runs.flatMap { key, runs in
      runs.map {
        Allocate.StaffRow(
          project: plan.demand.projects[key.project].id, person: key.id, giver: key.kind,
          skill: key.skill, from: plan.grid.cells[$0.cells.lowerBound].first,
          to: plan.grid.cells[$0.cells.upperBound].last, hours: $0.hours)
      }
    }.sorted {
      ($0.project, $1.hours, $0.person, $0.giver, $0.skill, $0.from)
        < ($1.project, $0.hours, $1.person, $1.giver, $1.skill, $1.from)
    }
  }

  /// What each person does.
  func people() -> [Allocate.PersonRow] {
    let people = plan.plan.people
    var plannable = [[Double]](
      repeating: [Double](repeating: 0, count: cellCount), count: people.count)
    var used = plannable
    var byProject = [[String: Double]](repeating: [:], count: people.count)
    var team = [String?](repeating: nil, count: people.count)
    for (number, unit) in plan.supply.units.enumerated() {
      guard case .person(let person) = unit.source else { continue }
      team[person] = unit.team
      for cell in 0..<cellCount {
        plannable[person][cell] += plan.supply.plannableHours[number * cellCount + cell]
      }
    }
    for piece in allocation.pieces where piece.kind != .contract {
      guard case .person(let person) = plan.supply.units[piece.source].source else { continue }
      used[person][piece.cell] += piece.hours
      let project = plan.demand.projects[plan.demand.lines[piece.line].project].id
      byProject[person][project, default: 0] += piece.hours
    }
    return people.indices.map { person in
      func sums(_ hours: [Double], _ spans: [Grid.Span]) -> [Double] {
        spans.map { hours[$0.cells].reduce(0, +) }
      }
      let (given, taken) = (sums(plannable[person], spans), sums(used[person], spans))
      return Allocate.PersonRow(
        person: people[person].id, name: people[person].name, team: team[person],
        periods: spans.indices.map {
          Allocate.PersonPeriod(
            period: spans[$0].period, plannableHours: given[$0], usedHours: taken[$0])
        }, plannableByWeek: sums(plannable[person], weeks),
        usedByWeek: sums(used[person], weeks),
        projects: Load.ProjectHours.sorted(byProject[person]))
    }.sorted { $0.person < $1.person }
  }

  /// The bookings that stay as they are: all but the wishes that the allocation has weighed.
  func keptBookings() -> [Allocate.KeptBooking] {
    plan.plan.assignments.flatMap { isWeighed($0) ? [] : kept($0) }
  }

  /// Whether a booking was a wish in the allocation.
  private func isWeighed(_ row: Booking) -> Bool {
    plan.sources.wishes(row)
      && plan.indexOfProject[row.project].map { allocation.model.shares[$0] > 0 } ?? false
  }

  private func kept(_ row: Booking) -> [Allocate.KeptBooking] {
    row.unfolded(hoursPerDay: plan.plan.settings.hoursPerDay).map { row in
      var kept = Allocate.KeptBooking(
        person: nil, project: row.project, task: row.task, skill: row.skill, from: row.from,
        to: row.to, unit: "hours", amount: 0, booking: row.firmness)
      if case .person(let id) = row.holder { kept.person = id }
      switch row.amount {
      case .fte(let fte): (kept.unit, kept.amount) = ("fte", fte)
      case .percent(let share): (kept.unit, kept.amount) = ("percent", share)
      case .hoursPerWeek(let hours): (kept.unit, kept.amount) = ("hours_per_week", hours)
      case .hours(let hours): (kept.unit, kept.amount) = ("hours", hours)
      case .wide: break  // Unfolded rows are long.
      }
      return kept
    }
  }
}

extension Allocate.StaffingRow {
  /// The measures of an allocation.
  init(_ allocation: Allocation) {
    let lines = allocation.measures()
    let projects = allocation.measures(byProject: true)
    self.init(
      assignments: lines.assignments, personWeeks: lines.personWeeks,
      linesPerPersonWeek: lines.linesPerPersonWeek,
      projectsPerPersonWeek: projects.linesPerPersonWeek, smallSlices: lines.smallAssignments,
      handOvers: lines.handOvers)
  }
}
