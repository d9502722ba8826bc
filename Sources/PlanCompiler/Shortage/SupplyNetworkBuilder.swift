import Optimization
import PlanModel
import WorkCalendar

/// Gathers the nodes and arcs of a ``SupplyNetwork``, each kind counted from 0 until the end.
struct SupplyNetworkBuilder {
  private struct DemandKey: Hashable {
    let hub: Int
    let project: Int
    let task: String?
  }

  private let plan: CompiledPlan
  private let cellCount: Int

  private let eligibility: Eligibility

  private var demandNodes: [DemandKey] = []
  private var nodeOfLine: [Int] = []
  private var demandNodesOfProject: [Int: [Int]] = [:]

  private var classHubs: [[Int]] = []
  private var classOfUnit: [Int] = []
  private var classHours: [Double] = []
  private var bookedNodes: [[Int]] = []
  private var nodeOfBooking: [Int] = []
  private var bookedHours: [Double] = []

  init(_ plan: CompiledPlan) {
    self.plan = plan
    cellCount = plan.grid.cells.count
    eligibility = Eligibility(plan.demand.lines, teams: plan.teams)
  }

  /// Demand nodes from the lines.
  mutating func addDemand() {
    let lines = plan.demand.lines
    var booked: Set<String> = []
    var bookedByTask: Set<String> = []
    for booking in plan.supply.bookings {
      booked.insert(booking.project)
      if booking.task != nil { bookedByTask.insert(booking.project) }
    }
    var nodeIndex: [DemandKey: Int] = [:]
    for (number, line) in lines.enumerated() {
      let project = plan.demand.projects[line.project].id
      let key = DemandKey(
        hub: eligibility.hubOfLine[number],
        project: booked.contains(project) ? line.project : -1,
        task: bookedByTask.contains(project) ? line.task : nil)
      let node = nodeIndex[key] ?? demandNodes.count
      if node == demandNodes.count {
        nodeIndex[key] = node
        demandNodes.append(key)
        if key.project >= 0 { demandNodesOfProject[key.project, default: []].append(node) }
      }
      nodeOfLine.append(node)
    }
  }

  /// Free hours: units that enter the same hubs are one class.
  mutating func addClasses() {
    var classIndex: [[Int]: Int] = [:]
    classOfUnit = [Int](repeating: -1, count: plan.supply.units.count)
    for (number, unit) in plan.supply.units.enumerated() {
      let entered = eligibility.hubs(of: unit)
      guard !entered.isEmpty else { continue }
      let index = classIndex[entered] ?? classHubs.count
      classOfUnit[number] = index
      if index == classHubs.count {
        classIndex[entered] = index
        classHubs.append(entered)
        classHours.append(contentsOf: repeatElement(0, count: cellCount))
      }
      for cell in 0..<cellCount {
        classHours[index * cellCount + cell] += plan.supply.freeHours[number * cellCount + cell]
      }
    }
  }

  /// Booked hours: those that may serve the same demand nodes are one node; those that may serve none
  /// are lost.
  mutating func addBooked() {
    var bookedIndex: [[Int]: Int] = [:]
    nodeOfBooking = [Int](repeating: -1, count: plan.supply.bookings.count)
    for (number, booking) in plan.supply.bookings.enumerated() {
      guard let project = plan.indexOfProject[booking.project],
        let candidates = demandNodesOfProject[project]
      else { continue }
      let unit = plan.supply.units[booking.unit]
      let served = candidates.filter {
        eligibility.mayServe(booking, unit, demandNodes[$0].hub, task: demandNodes[$0].task)
      }
      guard !served.isEmpty else { continue }
      let index = bookedIndex[served] ?? bookedNodes.count
      nodeOfBooking[number] = index
      if index == bookedNodes.count {
        bookedIndex[served] = index
        bookedNodes.append(served)
        bookedHours.append(contentsOf: repeatElement(0, count: cellCount))
      }
      for (offset, cell) in booking.cells.enumerated() {
        bookedHours[index * cellCount + cell] += booking.held[offset]
      }
    }
  }

  func finished() -> SupplyNetwork {
    let firstBooked = classHubs.count
    let firstHub = firstBooked + bookedNodes.count
    let hubs = eligibility.hubs
    let firstDemand = firstHub + hubs.count
    var arcs: [(tail: Int, head: Int)] = []
    for (number, entered) in classHubs.enumerated() {
      for hub in entered { arcs.append((number, firstHub + hub)) }
    }
    for (number, served) in bookedNodes.enumerated() {
      for node in served { arcs.append((firstBooked + number, firstDemand + node)) }
    }
    for arc in eligibility.ladderArcs { arcs.append((firstHub + arc.tail, firstHub + arc.head)) }
    for (number, node) in demandNodes.enumerated() {
      arcs.append((firstHub + node.hub, firstDemand + number))
    }
    let skills = Set(hubs.map(\.skill)).sorted()
    let indexOfSkill = Dictionary(uniqueKeysWithValues: skills.enumerated().map { ($1, $0) })
    return SupplyNetwork(
      network: FlowNetwork(nodeCount: firstDemand + demandNodes.count, arcs: arcs),
      supplyNodeCount: firstHub, firstDemandNode: firstDemand,
      supplyHours: classHours + bookedHours, cellCount: cellCount,
      nodeOfLine: nodeOfLine.map { firstDemand + $0 }, nodeOfUnit: classOfUnit,
      nodeOfBooking: nodeOfBooking.map { $0 < 0 ? -1 : firstBooked + $0 },
      skillOfDemandNode: demandNodes.map { indexOfSkill[hubs[$0.hub].skill] ?? 0 }, skills: skills)
  }
}
