import Optimization
import TestSupport
import Testing

@Suite("Maximum flows and smallest minimum cuts")
struct MaximumFlowTests {
  /// Sums of a few amounts with one decimal round by less than this.
  private static let tolerance = 1e-9

  /// A random network of supplies, hubs and demands, with what each demand can be served by.
  struct Instance {
    let network: FlowNetwork
    let supply: [Double]
    let demand: [Double]
    let demandNodes: [Int]
    /// For each demand node the supply nodes that may reach it, found by following arcs back.
    let servers: [Set<Int>]
  }

  static func instance(seed: UInt64) -> Instance {
    var random = SplitMix64(seed)
    let supplies = random.next(in: 1...6)
    let hubs = random.next(in: 0...3)
    let demands = random.next(in: 1...6)
    let firstHub = supplies
    let firstDemand = supplies + hubs
    var arcs: [(tail: Int, head: Int)] = []
    for tail in 0..<supplies {
      for head in firstDemand..<firstDemand + demands where random.next(in: 0...3) == 0 {
        arcs.append((tail, head))
      }
      for head in firstHub..<firstDemand where random.next(in: 0...2) == 0 {
        arcs.append((tail, head))
      }
    }
    for tail in firstHub..<firstDemand {
      if tail + 1 < firstDemand, random.next(in: 0...1) == 0 { arcs.append((tail, tail + 1)) }
      for head in firstDemand..<firstDemand + demands where random.next(in: 0...2) == 0 {
        arcs.append((tail, head))
      }
    }
    let count = firstDemand + demands
    var supply = [Double](repeating: 0, count: count)
    var demand = supply
    // Amounts with one decimal, equal ones often, so that ties between cuts occur.
    for node in 0..<supplies { supply[node] = Double(random.next(in: 0...40)) / 10 }
    for node in firstDemand..<count { demand[node] = Double(random.next(in: 0...60)) / 10 }
    var servers = (0..<count).map { node in node < supplies ? Set([node]) : [] }
    for _ in 0..<count {
      for arc in arcs { servers[arc.head].formUnion(servers[arc.tail]) }
    }
    return Instance(
      network: FlowNetwork(nodeCount: count, arcs: arcs), supply: supply, demand: demand,
      demandNodes: Array(firstDemand..<count), servers: servers)
  }

  /// By Hall's condition the shortage is the largest excess of a set of demands over all that may
  /// serve any of them; the smallest such set is the intersection of all of them.
  static func byHall(_ instance: Instance) -> (shortage: Double, smallest: Set<Int>) {
    var best = 0.0
    var smallest: Set<Int> = []
    for mask in 0..<(1 << instance.demandNodes.count) {
      let set = instance.demandNodes.enumerated().filter { mask & (1 << $0.offset) != 0 }
        .map(\.element)
      let servers = set.reduce(into: Set<Int>()) { $0.formUnion(instance.servers[$1]) }
      let excess =
        set.reduce(0) { $0 + instance.demand[$1] }
        - servers.sorted().reduce(0) { $0 + instance.supply[$1] }
      if excess > best + tolerance {
        best = excess
        smallest = Set(set)
      } else if abs(excess - best) <= tolerance, best > tolerance {
        smallest.formIntersection(set)
      }
    }
    return (best, smallest)
  }

  @Test(
    "the shortage is that of Hall's condition, and the cut is the smallest of all",
    arguments: 0..<400)
  func agreesWithHall(seed: Int) {
    let instance = Self.instance(seed: UInt64(seed))
    var state = FlowState(supply: instance.supply, demand: instance.demand, on: instance.network)
    var scratch = MaximumFlow.Scratch(for: instance.network)
    MaximumFlow.augment(&state, on: instance.network, using: &scratch)
    let shortage = state.unmet.reduce(0, +)
    let (expected, smallest) = Self.byHall(instance)
    #expect(abs(shortage - expected) < Self.tolerance)
    let cut = MinimumCut(of: state, supply: instance.supply, on: instance.network)
    let side = instance.demandNodes.filter { cut.component[$0] >= 0 }
    #expect(Set(side) == smallest)
    let certificate = FlowCertificate(
      of: state, supply: instance.supply, demand: instance.demand,
      isDemandSide: instance.network.nodes.map { side.contains($0) }, on: instance.network)
    #expect(certificate.holds(within: Self.tolerance))
  }

  @Test(
    "two demands are in one component only if supply with hours may serve both", arguments: 0..<200)
  func components(seed: Int) {
    let instance = Self.instance(seed: UInt64(seed))
    var state = FlowState(supply: instance.supply, demand: instance.demand, on: instance.network)
    var scratch = MaximumFlow.Scratch(for: instance.network)
    MaximumFlow.augment(&state, on: instance.network, using: &scratch)
    let cut = MinimumCut(of: state, supply: instance.supply, on: instance.network)
    let side = instance.demandNodes.filter { cut.component[$0] >= 0 }
    var group = Dictionary(uniqueKeysWithValues: side.map { ($0, $0) })
    for _ in side {
      for one in side {
        for other in side
        where instance.servers[one].intersection(instance.servers[other])
          .contains(where: { instance.supply[$0] > 0 })
        {
          let least = min(group[one] ?? one, group[other] ?? other)
          group[one] = least
          group[other] = least
        }
      }
    }
    for one in side {
      for other in side {
        #expect((cut.component[one] == cut.component[other]) == (group[one] == group[other]))
      }
    }
  }

  @Test("demand that is raised later flows on from what flows already", arguments: 0..<100)
  func warmStart(seed: Int) {
    let instance = Self.instance(seed: UInt64(seed))
    var state = FlowState(
      supply: instance.supply, demand: instance.demand.map { $0 / 2 }, on: instance.network)
    var scratch = MaximumFlow.Scratch(for: instance.network)
    MaximumFlow.augment(&state, on: instance.network, using: &scratch)
    for node in instance.demandNodes { state.unmet[node] += instance.demand[node] / 2 }
    MaximumFlow.augment(&state, on: instance.network, using: &scratch)
    #expect(abs(state.unmet.reduce(0, +) - Self.byHall(instance).shortage) < Self.tolerance)
  }

  @Test("served in order on 200 nodes, shared sources far apart", arguments: 0..<20)
  func prioritisedWide(seed: Int) {
    var random = SplitMix64(UInt64(seed) + 1000)
    let (sources, demands) = (90, 200)
    // Few arcs a source, to nodes of any word of a row; some arcs are parallel.
    var arcs: [(tail: Int, head: Int)] = []
    for source in 0..<sources {
      for _ in 0..<random.next(in: 1...5) {
        let head = sources + random.next(in: 0...demands - 1)
        arcs.append((source, head))
        if random.next(in: 0...9) == 0 { arcs.append((source, head)) }
      }
    }
    for _ in 0..<40 {
      let tail = sources + random.next(in: 0...demands - 2)
      arcs.append((tail, random.next(in: tail + 1...sources + demands - 1)))
    }
    let network = FlowNetwork(nodeCount: sources + demands, arcs: arcs)
    var supply = [Double](repeating: 0, count: sources + demands)
    for source in 0..<sources { supply[source] = Double(random.next(in: 0...40)) / 10 }
    var flow = PrioritisedFlow(supply: supply, on: HandoverGraph(network))
    var demand = [Double](repeating: 0, count: supply.count)
    var served = 0.0
    var scratch = MaximumFlow.Scratch(for: network)
    for step in 0..<demands {
      let node = sources + (step * 77 + seed) % demands
      let wanted = Double(random.next(in: 0...30)) / 10
      served += flow.serve(wanted, at: node)
      demand[node] += wanted
      var state = FlowState(supply: supply, demand: demand, on: network)
      let most = MaximumFlow.augment(&state, on: network, using: &scratch)
      // Each of up to 200 searches may leave an amount that counts as nothing.
      #expect(abs(served - most) < 300 * MaximumFlow.negligible)
    }
  }

  @Test("served in order, every prefix of the demands gets its own maximum", arguments: 0..<200)
  func prioritised(seed: Int) {
    let instance = Self.instance(seed: UInt64(seed))
    var flow = PrioritisedFlow(
      supply: instance.supply, on: HandoverGraph(instance.network))
    var demand = [Double](repeating: 0, count: instance.supply.count)
    var served = 0.0
    var scratch = MaximumFlow.Scratch(for: instance.network)
    for node in instance.demandNodes.reversed() {
      served += flow.serve(instance.demand[node], at: node)
      demand[node] = instance.demand[node]
      var state = FlowState(supply: instance.supply, demand: demand, on: instance.network)
      let most = MaximumFlow.augment(&state, on: instance.network, using: &scratch)
      #expect(abs(served - most) < Self.tolerance)
    }
  }

  @Test("a flow that takes more than there is does not hold its certificate")
  func certificateRefutes() {
    let network = FlowNetwork(nodeCount: 2, arcs: [(0, 1)])
    var state = FlowState(supply: [4, 0], demand: [0, 5], on: network)
    state.flow[0] = 5
    state.unmet[1] = 0
    let certificate = FlowCertificate(
      of: state, supply: [4, 0], demand: [0, 5], isDemandSide: [false, true], on: network)
    #expect(!certificate.holds(within: Self.tolerance))
    #expect(certificate.shortageOfCut == 1)
  }

  @Test("a network without arcs leaves all demand unmet")
  func noArcs() {
    let network = FlowNetwork(nodeCount: 2, arcs: [])
    var state = FlowState(supply: [3, 0], demand: [0, 2], on: network)
    var scratch = MaximumFlow.Scratch(for: network)
    #expect(MaximumFlow.augment(&state, on: network, using: &scratch) == 0)
    #expect(state.unmet == [0, 2])
  }
}

extension FlowNetwork {
  fileprivate var nodes: Range<Int> { 0..<nodeCount }
}
