import Optimization
import PlanModel
import WorkCalendar

/// Gathers the nodes and arcs of a ``SupplyNetwork``, each kind counted from 0 until the end.
struct SupplyNetworkBuilder {
  /// All who may serve a skill at a level or above, of a team where one is named; or one person.
  private struct Hub: Hashable {
    let skill: String
    let team: String?
    let level: Int
  }

  private struct DemandKey: Hashable {
    let hub: Int
    let project: Int
    let task: String?
  }

  private let plan: CompiledPlan
  private let cellCount: Int

  private var hubs: [Hub] = []
  private var hubIndex: [Hub: Int] = [:]
  /// For each skill and team the levels that are asked for, rising, with their hubs.
  private var ladders: [String: [(team: String?, rungs: [(level: Int, hub: Int)])]] = [:]
  private var hubArcs: [(tail: Int, head: Int)] = []

  private var demandNodes: [DemandKey] = []
  private var nodeOfLine: [Int] = []
  private var demandNodesOfProject: [Int: [Int]] = [:]

  private var classHubs: [[Int]] = []
  private var classHours: [Double] = []
  private var bookedNodes: [[Int]] = []
  private var bookedHours: [Double] = []

  init(_ plan: CompiledPlan) {
    self.plan = plan
    cellCount = plan.grid.cells.count
  }

  /// Hubs and demand nodes from the lines.
  mutating func addDemand() {
    let lines = plan.demand.lines
    var booked: Set<String> = []
    var bookedByTask: Set<String> = []
    for booking in plan.supply.bookings {
      booked.insert(booking.project)
      if booking.task != nil { bookedByTask.insert(booking.project) }
    }
    var nodeIndex: [DemandKey: Int] = [:]
    for line in lines {
      let hub: Hub =
        switch line.need {
        case .skill(let skill, let level): Hub(skill: skill, team: line.team, level: level)
        case .person: Hub(skill: line.skill, team: nil, level: 0)
        }
      let hubNumber = index(of: hub)
      let project = plan.demand.projects[line.project].id
      let key = DemandKey(
        hub: hubNumber, project: booked.contains(project) ? line.project : -1,
        task: bookedByTask.contains(project) ? line.task : nil)
      let node = nodeIndex[key] ?? demandNodes.count
      if node == demandNodes.count {
        nodeIndex[key] = node
        demandNodes.append(key)
        if key.project >= 0 { demandNodesOfProject[key.project, default: []].append(node) }
      }
      nodeOfLine.append(node)
    }
    // Whoever may serve a level may serve those below it.
    for skill in ladders.keys.sorted() {
      for index in ladders[skill, default: []].indices {
        ladders[skill]?[index].rungs.sort { $0.level < $1.level }
        let rungs = ladders[skill]?[index].rungs ?? []
        for (lower, higher) in zip(rungs, rungs.dropFirst()) {
          hubArcs.append((higher.hub, lower.hub))
        }
      }
    }
  }

  private mutating func index(of hub: Hub) -> Int {
    if let known = hubIndex[hub] { return known }
    let number = hubs.count
    hubIndex[hub] = number
    hubs.append(hub)
    if let ladder = ladders[hub.skill]?.firstIndex(where: { $0.team == hub.team }) {
      ladders[hub.skill]?[ladder].rungs.append((hub.level, number))
    } else {
      ladders[hub.skill, default: []].append((hub.team, [(hub.level, number)]))
    }
    return number
  }

  /// The hubs that a unit enters: for each skill and team the highest level that it reaches.
  private func hubs(of unit: SupplyUnit) -> [Int] {
    var entered: [Int] = []
    func enter(_ skill: String, _ level: Int) {
      for ladder in ladders[skill] ?? [] {
        if let team = ladder.team, !plan.teams.contains(team, member: unit.team) { continue }
        if let rung = ladder.rungs.last(where: { $0.level <= level }) { entered.append(rung.hub) }
      }
    }
    for skill in unit.skills { enter(skill.skill, skill.level) }
    if case .person = unit.source { enter("@" + unit.id, 0) }
    return entered.sorted()
  }

  /// Free hours: units that enter the same hubs are one class.
  mutating func addClasses() {
    var classIndex: [[Int]: Int] = [:]
    for (number, unit) in plan.supply.units.enumerated() {
      let entered = hubs(of: unit)
      guard !entered.isEmpty else { continue }
      let index = classIndex[entered] ?? classHubs.count
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
    let indexOfProject = Dictionary(
      plan.demand.projects.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first }
    )
    var bookedIndex: [[Int]: Int] = [:]
    for booking in plan.supply.bookings {
      guard let project = indexOfProject[booking.project],
        let candidates = demandNodesOfProject[project]
      else { continue }
      let unit = plan.supply.units[booking.unit]
      let served = candidates.filter { mayServe(booking, unit, demandNodes[$0]) }
      guard !served.isEmpty else { continue }
      let index = bookedIndex[served] ?? bookedNodes.count
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

  private func mayServe(_ booking: BookedHours, _ unit: SupplyUnit, _ node: DemandKey) -> Bool {
    if let task = booking.task, node.task != task { return false }
    let hub = hubs[node.hub]
    if let team = hub.team, !plan.teams.contains(team, member: unit.team) { return false }
    if let skill = booking.skill { return hub.skill == skill }
    if hub.skill == "@" + unit.id { return true }
    return unit.level(of: hub.skill).map { $0 >= hub.level } ?? false
  }

  func finished() -> SupplyNetwork {
    let firstBooked = classHubs.count
    let firstHub = firstBooked + bookedNodes.count
    let firstDemand = firstHub + hubs.count
    var arcs: [(tail: Int, head: Int)] = []
    for (number, entered) in classHubs.enumerated() {
      for hub in entered { arcs.append((number, firstHub + hub)) }
    }
    for (number, served) in bookedNodes.enumerated() {
      for node in served { arcs.append((firstBooked + number, firstDemand + node)) }
    }
    for arc in hubArcs { arcs.append((firstHub + arc.tail, firstHub + arc.head)) }
    for (number, node) in demandNodes.enumerated() {
      arcs.append((firstHub + node.hub, firstDemand + number))
    }
    let skills = Set(hubs.map(\.skill)).sorted()
    let indexOfSkill = Dictionary(uniqueKeysWithValues: skills.enumerated().map { ($1, $0) })
    return SupplyNetwork(
      network: FlowNetwork(nodeCount: firstDemand + demandNodes.count, arcs: arcs),
      supplyNodeCount: firstHub, firstDemandNode: firstDemand,
      supplyHours: classHours + bookedHours, cellCount: cellCount,
      nodeOfLine: nodeOfLine.map { firstDemand + $0 },
      skillOfDemandNode: demandNodes.map { indexOfSkill[hubs[$0.hub].skill] ?? 0 }, skills: skills)
  }
}
