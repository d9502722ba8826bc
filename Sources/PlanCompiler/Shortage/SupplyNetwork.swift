import Optimization
import PlanModel

/// Who may serve which demand, as a flow network that is the same in every cell.
///
/// Its nodes, in this order:
/// 1. *classes*: people and hires who may serve the same demand; their free hours;
/// 2. *booked* hours of people who may serve the same demand of one project;
/// 3. *hubs*: all who hold a skill at a level or above, or who hold it and belong to a team, or one
///    person; a hub of a higher level feeds the next lower one;
/// 4. *demand nodes*: lines that the same supply may serve; where a project has bookings, its lines
///    stand apart from those of others, and likewise its tasks.
///
/// Shapes: `supplyHours` is flat, node-major over classes and booked nodes: `node * cellCount + cell`.
/// Units: hours. Source: PLAN §4, "Skills", "Bookings", "Shortage of a cell".
public struct SupplyNetwork: Sendable {
  /// The graph.
  let network: FlowNetwork
  /// Classes and booked nodes: the nodes below this one supply.
  let supplyNodeCount: Int
  /// The first demand node.
  let firstDemandNode: Int
  let supplyHours: [Double]
  let cellCount: Int
  /// For each line of the demand its demand node.
  let nodeOfLine: [Int]
  /// For each unit of the supply its class; -1 where it may serve nothing.
  let nodeOfUnit: [Int]
  /// For each booking of the supply its booked node; -1 where it may serve nothing.
  let nodeOfBooking: [Int]
  /// For each demand node, counted from the first, its skill: an index of ``skills``.
  let skillOfDemandNode: [Int]
  /// The names of all skills that are asked for, sorted; a person is written `@id`.
  public let skills: [String]

  /// Builds the network of a plan.
  public init(_ plan: CompiledPlan) {
    var builder = SupplyNetworkBuilder(plan)
    builder.addDemand()
    builder.addClasses()
    builder.addBooked()
    self = builder.finished()
  }

  init(
    network: FlowNetwork, supplyNodeCount: Int, firstDemandNode: Int, supplyHours: [Double],
    cellCount: Int, nodeOfLine: [Int], nodeOfUnit: [Int], nodeOfBooking: [Int],
    skillOfDemandNode: [Int], skills: [String]
  ) {
    self.network = network
    self.supplyNodeCount = supplyNodeCount
    self.firstDemandNode = firstDemandNode
    self.supplyHours = supplyHours
    self.cellCount = cellCount
    self.nodeOfLine = nodeOfLine
    self.nodeOfUnit = nodeOfUnit
    self.nodeOfBooking = nodeOfBooking
    self.skillOfDemandNode = skillOfDemandNode
    self.skills = skills
  }

  /// The supply of every node, summed over some cells. Shapes: an entry for each node of the network.
  func supply(in cells: Range<Int>) -> [Double] {
    var supply = [Double](repeating: 0, count: network.nodeCount)
    for node in 0..<supplyNodeCount {
      var sum = 0.0
      for cell in cells { sum += supplyHours[node * cellCount + cell] }
      supply[node] = sum
    }
    return supply
  }

  /// The demand of every node, summed over some cells.
  ///
  /// - Parameter shares: the share at which each project's demand counts.
  func demand(_ demand: CompiledDemand, in cells: Range<Int>, shares: [Double]) -> [Double] {
    var hours = [Double](repeating: 0, count: network.nodeCount)
    for (line, node) in nodeOfLine.enumerated() {
      let share = shares[demand.lines[line].project]
      guard share > 0 else { continue }
      var sum = 0.0
      for cell in cells { sum += demand.hours[line * cellCount + cell] }
      hours[node] += share * sum
    }
    return hours
  }

  /// The demand of every node where so many hours are asked of each line.
  func demand(ofLines asked: [Double]) -> [Double] {
    var hours = [Double](repeating: 0, count: network.nodeCount)
    for (line, node) in nodeOfLine.enumerated() { hours[node] += asked[line] }
    return hours
  }

  /// The supply nodes that may serve any of the demand nodes.
  func supplyNodes(reaching demandNodes: some Sequence<Int>) -> [Int] {
    var reached = [Bool](repeating: false, count: network.nodeCount)
    var queue: [Int] = []
    for node in demandNodes where !reached[node] {
      reached[node] = true
      queue.append(node)
    }
    while let node = queue.popLast() {
      for other in network.predecessors(of: node) where !reached[Int(other)] {
        reached[Int(other)] = true
        queue.append(Int(other))
      }
    }
    return (0..<supplyNodeCount).filter { reached[$0] }
  }
}
