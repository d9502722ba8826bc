import PlanModel

/// What bookings hold, and what their people can give to others without them.
///
/// Without a project's bookings their people have more free hours, and their other bookings are scaled
/// down less. The released hours of the project itself count for nothing: its demand goes with it.
struct ReleasedHours: Sendable {
  private let plan: CompiledPlan
  private let network: SupplyNetwork
  /// For each project of the demand the indices of its bookings.
  private let bookings: [[Int]]
  /// For each unit those of the same person.
  private let groups: [Range<Int>]

  init(_ plan: CompiledPlan, _ network: SupplyNetwork) {
    self.plan = plan
    self.network = network
    var bookings = [[Int]](repeating: [], count: plan.demand.projects.count)
    for (number, booking) in plan.supply.bookings.enumerated() {
      if let project = plan.indexOfProject[booking.project] { bookings[project].append(number) }
    }
    self.bookings = bookings
    let units = plan.supply.units
    var groups: [Range<Int>] = []
    while groups.count < units.count {
      let first = groups.count
      let end = units[first...].firstIndex { $0.source != units[first].source } ?? units.count
      groups += repeatElement(first..<end, count: end - first)
    }
    self.groups = groups
  }

  /// The hours that supply nodes have more of in a cell once a project is taken out, by node.
  func extra(without project: Int, in cell: Int) -> [(node: Int, hours: Double)] {
    var people = Set<Int>()
    for booking in bookings[project] where asked(booking, in: cell) > 0 {
      people.insert(groups[plan.supply.bookings[booking].unit].lowerBound)
    }
    guard !people.isEmpty else { return [] }
    var extra: [Int: Double] = [:]
    for first in people.sorted() {
      add(groups[first], without: project, in: cell, to: &extra)
    }
    return extra.sorted { $0.key < $1.key }.filter { $0.value > 0 }
      .map { ($0.key, $0.value) }
  }

  private func asked(_ booking: Int, in cell: Int) -> Double {
    let booking = plan.supply.bookings[booking]
    guard booking.cells.contains(cell) else { return 0 }
    return booking.asked[cell - booking.cells.lowerBound]
  }

  private func add(
    _ group: Range<Int>, without project: Int, in cell: Int, to extra: inout [Int: Double]
  ) {
    let supply = plan.supply
    let plannable = group.map { supply.plannableHours[$0 * supply.cellCount + cell] }
    let name = plan.demand.projects[project].id
    let others = group.flatMap { supply.bookingsOfUnit[$0] }
      .filter { supply.bookings[$0].project != name && asked($0, in: cell) > 0 }
    var askedByOthers = [Double](repeating: 0, count: group.count)
    for booking in others {
      askedByOthers[supply.bookings[booking].unit - group.lowerBound] += asked(booking, in: cell)
    }
    let free = UnitHours.free(plannable: plannable, asked: askedByOthers)
    for (index, unit) in group.enumerated() where network.nodeOfUnit[unit] >= 0 {
      extra[network.nodeOfUnit[unit], default: 0] +=
        free[index] - supply.freeHours[unit * supply.cellCount + cell]
    }
    let (wanted, limit) = (askedByOthers.reduce(0, +), plannable.reduce(0, +))
    let scale = wanted > limit ? limit / wanted : 1
    for number in others where network.nodeOfBooking[number] >= 0 {
      let booking = supply.bookings[number]
      extra[network.nodeOfBooking[number], default: 0] +=
        asked(number, in: cell) * scale - booking.held[cell - booking.cells.lowerBound]
    }
  }
}
