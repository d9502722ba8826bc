import Optimization
import PlanModel

/// Everybody whose hours may be moved from one line to another: free hours of units, their overtime,
/// pools of contractors, and hard bookings, which serve the lines of their project; in this order.
struct TakeoverGivers {
  /// One of them.
  struct Giver {
    let kind: AllocationModel.Kind
    /// A unit, or a pool of the plan.
    let source: Int
    /// What an hour adds to the objective.
    let costPerHour: Double
    /// What an hour takes from a budget.
    let moneyPerHour: Double
    /// Whether leaving what they do has the price of a moved soft booking.
    let isBookable: Bool
  }

  let all: [Giver]
  private let unitCount: Int
  /// Of the hard bookings, the last of all.
  private var bookedMembers: [AllocationModel.Member] = []
  /// For each hub of the eligibility who may serve it, hard bookings apart.
  private let ofHub: [[Int32]]
  /// For each line the hard bookings that may serve it.
  private let bookingsOfLine: [[Int32]]
  private let hubOfLine: [Int]
  /// For each unit and line its hard bookings for it.
  private var bookings: [Gift: [Int]] = [:]

  private struct Gift: Hashable {
    let unit: Int
    let line: Int
  }

  init(_ model: AllocationModel) {
    let plan = model.plan
    let units = plan.supply.units
    var all: [Giver] = []
    func add(_ kind: AllocationModel.Kind, _ source: Int, pay: Double) {
      let isPerson = kind == .free && Self.isPerson(units[source])
      let (cost, money) = AllocationModel.prices(of: kind, pay: pay)
      all.append(
        Giver(
          kind: kind, source: source, costPerHour: cost, moneyPerHour: money, isBookable: isPerson))
    }
    let pays = units.map { plan.pay(of: $0) }
    for unit in units.indices { add(.free, unit, pay: pays[unit]) }
    for unit in units.indices { add(.overtime, unit, pay: pays[unit]) }
    for (number, pool) in plan.plan.pools.enumerated() {
      add(.contract, number, pay: pool.cost?.perHour(in: plan.plan.settings) ?? 0)
    }
    var ofLine = [[Int32]](repeating: [], count: plan.demand.lines.count)
    var linesOfSupply: [Int: [Int]] = [:]
    for arc in model.problem.directArcs where model.sources[Int(arc.supply)].kind == .booked {
      linesOfSupply[Int(arc.supply), default: []].append(model.asked[Int(arc.demand)].line)
    }
    for (supply, source) in model.sources.enumerated() where source.kind == .booked {
      let lines = Set(linesOfSupply[supply] ?? []).sorted()
      for member in source.members {
        for line in lines {
          ofLine[line].append(Int32(all.count))
          bookings[Gift(unit: member.source, line: line), default: []].append(all.count)
        }
        bookedMembers.append(member)
        add(.booked, member.source, pay: pays[member.source])
      }
    }
    bookingsOfLine = ofLine
    hubOfLine = model.eligibility.hubOfLine
    self.all = all
    unitCount = units.count
    let eligibility = model.eligibility
    ofHub = eligibility.hubs.indices.map { hub in
      let able = units.indices.filter { eligibility.mayServe(units[$0], hub) }
      let pools = plan.plan.pools.indices.filter {
        eligibility.mayServe(plan.plan.pools[$0], hub)
      }
      return able.map(Int32.init) + able.map { Int32(units.count + $0) }
        + pools.map { Int32(2 * units.count + $0) }
    }
  }

  private static func isPerson(_ unit: SupplyUnit) -> Bool {
    if case .person = unit.source { true } else { false }
  }

  /// Who may serve a line.
  func able(for line: Int) -> some Sequence<Int32> {
    [ofHub[hubOfLine[line]], bookingsOfLine[line]].joined()
  }

  /// Whose hours a piece may be; of several bookings it is the first that has them.
  func givers(of piece: Allocation.Piece) -> [Int] {
    switch piece.kind {
    case .free, .wished: [piece.source]
    case .overtime: [unitCount + piece.source]
    case .contract: [2 * unitCount + piece.source]
    case .booked: bookings[Gift(unit: piece.source, line: piece.line)] ?? []
    }
  }

  /// By cell and giver all that they could give.
  func supply(_ model: AllocationModel) -> [Double] {
    let supply = model.plan.supply
    let cells = supply.cellCount
    var hours = [Double](repeating: 0, count: cells * all.count)
    for unit in 0..<unitCount {
      for cell in 0..<cells {
        hours[cell * all.count + unit] = supply.freeHours[unit * cells + cell]
        guard !supply.overtimeHours.isEmpty else { continue }
        hours[cell * all.count + unitCount + unit] = supply.overtimeHours[unit * cells + cell]
      }
    }
    func add(_ member: AllocationModel.Member, of giver: Int) {
      for (cell, hour) in zip(member.cells, member.hours) {
        hours[cell * all.count + giver] += hour
      }
    }
    for source in model.sources where source.kind == .contract {
      for member in source.members { add(member, of: 2 * unitCount + member.source) }
    }
    for (number, member) in bookedMembers.enumerated() {
      add(member, of: all.count - bookedMembers.count + number)
    }
    return hours
  }
}
