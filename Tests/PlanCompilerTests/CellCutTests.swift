import PlanModel
import TestSupport
import Testing

@testable import PlanCompiler

/// The flow and the cut of each cell against Hall's condition, over all sets of its demand, with a reading
/// of its own of who may serve whom.
@Suite("Shortage and cut of each cell")
struct CellCutTests {
  private static let tolerance = 1e-6

  /// Hours in one cell: what is asked for, and what may serve it.
  private struct Cell {
    /// The lines with hours.
    var lines: [Int] = []
    var demand: [Double] = []
    var supply: [Double] = []
    /// For each line the supplies that may serve it.
    var servers: [[Int]] = []
  }

  private func cell(_ number: Int, of plan: CompiledPlan) -> Cell {
    let supply = plan.supply
    var cell = Cell()
    cell.lines = plan.demand.lines.indices.filter { plan.demand.hours(of: $0, in: number) > 0 }
    cell.demand = cell.lines.map { plan.demand.hours(of: $0, in: number) }
    cell.servers = cell.lines.map { _ in [] }
    func add(_ hours: Double, _ serves: (DemandLine) -> Bool) {
      guard hours > 0 else { return }
      for (index, line) in cell.lines.enumerated() where serves(plan.demand.lines[line]) {
        cell.servers[index].append(cell.supply.count)
      }
      cell.supply.append(hours)
    }
    for unit in supply.units.indices {
      add(supply.freeHours[unit * supply.cellCount + number]) { serves(unit, $0, plan) }
    }
    for booking in supply.bookings where booking.cells.contains(number) {
      add(booking.held[number - booking.cells.lowerBound]) { line in
        guard plan.demand.projects[line.project].id == booking.project,
          booking.task == nil || booking.task == line.task
        else { return false }
        guard let skill = booking.skill else { return serves(booking.unit, line, plan) }
        guard case .skill(skill, _) = line.need else { return false }
        return isMember(booking.unit, of: line.team, plan)
      }
    }
    return cell
  }

  private func isMember(_ unit: Int, of team: String?, _ plan: CompiledPlan) -> Bool {
    var mine = plan.supply.units[unit].team
    guard let team else { return true }
    while let name = mine {
      if name == team { return true }
      mine = plan.plan.teams.first { $0.id == name }?.parent
    }
    return false
  }

  private func serves(_ unit: Int, _ line: DemandLine, _ plan: CompiledPlan) -> Bool {
    let unit = (number: unit, value: plan.supply.units[unit])
    switch line.need {
    case .person(let id):
      guard case .person = unit.value.source else { return false }
      return unit.value.id == id
    case .skill(let skill, let level):
      return (unit.value.level(of: skill) ?? 0) >= level
        && isMember(unit.number, of: line.team, plan)
    }
  }

  /// The largest excess of a set of lines over all that may serve any of them, and the smallest such set.
  private func byHall(_ cell: Cell) -> (shortage: Double, smallest: Set<Int>) {
    var best = (excess: 0.0, set: Set<Int>())
    for mask in 1..<(1 << cell.lines.count) {
      let set = cell.lines.indices.filter { mask & (1 << $0) != 0 }
      let servers = Set(set.flatMap { cell.servers[$0] })
      let excess =
        set.reduce(0) { $0 + cell.demand[$1] }
        - servers.sorted().reduce(0) { $0 + cell.supply[$1] }
      if excess > best.excess + Self.tolerance {
        best = (excess, Set(set))
      } else if abs(excess - best.excess) <= Self.tolerance, best.excess > Self.tolerance {
        best.set.formIntersection(set)
      }
    }
    return (best.excess, Set(best.set.map { cell.lines[$0] }))
  }

  @Test(
    "the shortage is the largest excess of any set of demand, and the cut is the smallest such set",
    arguments: 0..<40)
  func agreesWithHall(seed: Int) async throws {
    let plan = await CompiledPlan(try RandomPlan(seed: UInt64(seed)).plan)
    let model = ShortageModel(plan, shares: [plan.demand.projects.map { _ in 1 }])
    for (number, solved) in await model.solveCells().enumerated() {
      let cell = cell(number, of: plan)
      // A thousand sets a cell are enough to look at.
      guard !cell.lines.isEmpty, cell.lines.count <= 10 else { continue }
      let result = try #require(try solved.get().first)
      let (shortage, smallest) = byHall(cell)
      #expect(abs(result.shortHours - shortage) < Self.tolerance, "cell \(number)")
      #expect(abs(result.demandHours - cell.demand.reduce(0, +)) < Self.tolerance)
      let nodes = Set(result.sets.flatMap(\.nodes))
      #expect(Set(cell.lines.filter { nodes.contains(model.network.nodeOfLine[$0]) }) == smallest)
      #expect(
        abs(result.sets.reduce(0) { $0 + $1.missingHours } - result.shortHours) < Self.tolerance)
      // What projects lose when the lower price yields is what is missing, no more and no less.
      for set in result.sets {
        let lost = set.projects.reduce(0) { $0 + $1.shortHours }
        #expect(abs(lost - set.missingHours) < Self.tolerance)
      }
    }
  }

  @Test("the plans looked at have cells that are short, and sets of several skills")
  func isWorthLooking() async throws {
    var short = 0
    var joint = 0
    for seed in 0..<40 {
      let plan = await CompiledPlan(try RandomPlan(seed: UInt64(seed)).plan)
      let model = ShortageModel(plan, shares: [plan.demand.projects.map { _ in 1 }])
      for solved in await model.solveCells() {
        let sets = try solved.get().flatMap(\.sets)
        short += sets.isEmpty ? 0 : 1
        joint += sets.contains { $0.nodes.count > 1 } ? 1 : 0
      }
    }
    #expect(short > 100)
    #expect(joint > 50)
  }
}
