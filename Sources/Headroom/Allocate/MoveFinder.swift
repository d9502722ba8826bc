import PlanCompiler
import PlanModel
import WorkCalendar

/// What an allocation changes against the current soft bookings, or a takeover against an allocation,
/// person by person.
///
/// Hard bookings stay, and overtime is nobody's booking: it is handed out anew each time.
struct MoveFinder {
  private let plan: CompiledPlan
  private let cellCount: Int
  /// By project and cell: what stays undone, and has not been laid at anybody's door yet.
  private var undone: [Double]
  /// Hours by project, as they were and as they are.
  private var booked: [Place: [Int: Double]] = [:]
  private var given: [Place: [Int: Double]] = [:]

  /// One person in one cell.
  private struct Place: Hashable {
    let person: Int
    let cell: Int
  }

  /// Hours of one person from one project to another in some cells; -1: free time.
  private struct Flow {
    var hours = 0.0
    var undoneHours = 0.0
    var cells: ClosedRange<Int>
  }

  private struct Key: Hashable {
    let person: String
    let from: Int
    let to: Int
  }

  /// Fewer hours are what rounding moves.
  private static let leastHours = 1e-3

  /// Against the soft bookings that the allocation has weighed.
  init(_ allocation: Allocation, _ tally: AllocationTally) {
    self.init(allocation.model.plan, undoneByLine: tally.shortHours)
    for wish in plan.supply.wishes {
      guard let project = plan.indexOfProject[wish.project], allocation.model.shares[project] > 0
      else { continue }
      for (offset, cell) in wish.cells.enumerated() where wish.held[offset] > 0 {
        add(wish.held[offset], of: wish.unit, to: project, in: cell, \.booked)
      }
    }
    for piece in allocation.pieces where piece.kind == .free || piece.kind == .wished {
      let project = plan.demand.lines[piece.line].project
      add(piece.hours, of: piece.source, to: project, in: piece.cell, \.given)
    }
  }

  /// Against the allocation from which hours were withdrawn; also those whose hard bookings have hours to
  /// spare.
  init(_ takeover: Takeover, of plan: CompiledPlan) {
    self.init(plan, undoneByLine: takeover.undoneByCell)
    for change in takeover.changes where change.kind == .free || change.kind == .booked {
      let project = plan.demand.lines[change.line].project
      add(
        abs(change.hours), of: change.source, to: project, in: change.cell,
        change.hours < 0 ? \.booked : \.given)
    }
  }

  /// - Parameter undoneByLine: by line and cell.
  private init(_ plan: CompiledPlan, undoneByLine: [Double]) {
    self.plan = plan
    cellCount = plan.grid.cells.count
    undone = [Double](repeating: 0, count: plan.demand.projects.count * cellCount)
    for (number, line) in plan.demand.lines.enumerated() {
      for cell in 0..<cellCount {
        undone[line.project * cellCount + cell] += undoneByLine[number * cellCount + cell]
      }
    }
  }

  /// Adds hours of a person; those of hires and contracts are nobody's booking.
  private mutating func add(
    _ hours: Double, of unit: Int, to project: Int, in cell: Int,
    _ side: WritableKeyPath<MoveFinder, [Place: [Int: Double]]>
  ) {
    guard case .person(let person) = plan.supply.units[unit].source else { return }
    self[keyPath: side][Place(person: person, cell: cell), default: [:]][project, default: 0] +=
      hours
  }

  /// The moves, the most valuable first.
  func moves() -> [Allocate.Move] {
    var finder = self
    let flows = finder.flows()
    // For each project who comes to it.
    var coming: [Int: [String: Double]] = [:]
    for (key, flow) in flows where key.to >= 0 {
      // The largest of them, so that their order is no matter.
      coming[key.to, default: [:]][key.person] = max(
        coming[key.to]?[key.person] ?? 0, flow.hours)
    }
    return flows.map { key, flow in
      let others = (coming[key.from] ?? [:]).filter { $0.key != key.person }.sorted {
        ($1.value, $0.key) < ($0.value, $1.key)
      }
      return move(key, flow, others.map(\.key))
    }.sorted {
      ($1.value, $0.person, $0.from ?? "", $0.to ?? "")
        < ($0.value, $1.person, $1.from ?? "", $1.to ?? "")
    }
  }

  private mutating func flows() -> [Key: Flow] {
    var flows: [Key: Flow] = [:]
    for place in Set(booked.keys).union(given.keys).sorted(by: {
      ($0.cell, $0.person) < ($1.cell, $1.person)
    }) {
      match(place, booked[place] ?? [:], given[place] ?? [:], into: &flows)
    }
    return flows
  }

  /// Matches the hours that leave the cheapest work with those that come to the dearest.
  private mutating func match(
    _ place: Place, _ booked: [Int: Double], _ given: [Int: Double], into flows: inout [Key: Flow]
  ) {
    func changes(_ some: [Int: Double], _ others: [Int: Double]) -> [(project: Int, hours: Double)]
    {
      some.map { ($0.key, $0.value - others[$0.key, default: 0]) }.filter { $0.1 > Self.leastHours }
    }
    let prices = plan.hourPrices
    var leaving = changes(booked, given).sorted {
      (prices[$0.project], $0.project) < (prices[$1.project], $1.project)
    }
    var coming = changes(given, booked).sorted {
      (prices[$1.project], $0.project) < (prices[$0.project], $1.project)
    }
    while let from = leaving.first ?? coming.first.map({ (-1, $0.hours) }) {
      let to = coming.first ?? (-1, from.hours)
      let hours = min(from.hours, to.hours)
      note(hours, place, from: from.project, to: to.project, into: &flows)
      if !leaving.isEmpty { leaving[0].hours -= hours }
      if !coming.isEmpty { coming[0].hours -= hours }
      leaving.removeAll { $0.hours <= Self.leastHours }
      coming.removeAll { $0.hours <= Self.leastHours }
    }
  }

  private mutating func note(
    _ hours: Double, _ place: Place, from: Int, to: Int, into flows: inout [Key: Flow]
  ) {
    let key = Key(person: plan.plan.people[place.person].id, from: from, to: to)
    var flow = flows[key] ?? Flow(cells: place.cell...place.cell)
    flow.hours += hours
    flow.cells = flow.cells.lowerBound...place.cell
    if from >= 0 {
      let entry = from * cellCount + place.cell
      let missed = min(hours, undone[entry])
      undone[entry] -= missed
      flow.undoneHours += missed
    }
    flows[key] = flow
  }

  private func move(
    _ key: Key, _ flow: Flow, _ others: [String]
  ) -> Allocate.Move {
    let value =
      (key.to >= 0 ? flow.hours * plan.hourPrices[key.to] : 0)
      - (key.from >= 0 ? flow.undoneHours * plan.hourPrices[key.from] : 0)
    let (cause, reason) = tell(key, flow, others)
    return Allocate.Move(
      person: key.person, from: name(key.from), to: name(key.to),
      first: plan.grid.cells[flow.cells.lowerBound].first,
      last: plan.grid.cells[flow.cells.upperBound].last, hours: flow.hours, value: value,
      cause: cause, reason: reason)
  }

  private func name(_ project: Int) -> String? {
    project >= 0 ? plan.demand.projects[project].id : nil
  }

  private func tell(
    _ key: Key, _ flow: Flow, _ others: [String]
  ) -> (Allocate.MoveCause, String) {
    func price(_ project: Int) -> String { plain(plan.hourPrices[project], decimals: 0) }
    guard let from = name(key.from) else {
      return (.spare, "was free; an hour of \(name(key.to) ?? "") is worth \(price(key.to))")
    }
    if let to = name(key.to), flow.undoneHours > flow.hours / 2 {
      return (
        .worth, "an hour of \(to) is worth \(price(key.to)), of \(from) \(price(key.from))"
      )
    }
    if flow.undoneHours <= flow.hours / 2, let first = others.first {
      let more = others.count > 1 ? " and \(counted(others.count - 1, "other", "others"))" : ""
      return (.covered, "\(first)\(more) can do the work of \(from) instead")
    }
    return (.notNeeded, "\(from) does not ask for these hours then")
  }
}
