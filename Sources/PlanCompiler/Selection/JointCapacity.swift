import Optimization
import WorkCalendar

/// What people can still take on in each quarter beside confirmed work, for every set of skills at once.
///
/// Work fits where it adds nothing to the shortage that confirmed work has alone. By max-flow = min-cut
/// that is so where for each set S of demand nodes the work asks for at most
///
///     base shortage + hours of all who may serve any of S − confirmed demand of S,
///
/// which is never negative. A cut of the flow names a set for which it does not hold.
/// Units: hours, pooled over a quarter.
struct JointCapacity: Sendable {
  let network: SupplyNetwork
  let spans: [Grid.Span]
  /// By span and node.
  private let supply: [[Double]]
  /// By span and node: confirmed demand.
  private let confirmed: [[Double]]
  /// By span: what confirmed work lacks by itself.
  let baseShortage: [Double]

  init(_ plan: CompiledPlan, spans: [Grid.Span]) {
    let network = SupplyNetwork(plan)
    let shares = plan.shares { _ in 0 }
    let supply = spans.map { network.supply(in: $0.cells) }
    let confirmed = spans.map { network.demand(plan.demand, in: $0.cells, shares: shares) }
    self.network = network
    self.spans = spans
    self.supply = supply
    self.confirmed = confirmed
    baseShortage = zip(supply, confirmed).map {
      Self.shortage(of: $1, supply: $0, network).hours
    }
  }

  /// Capacity beside fixed work, where the shortage that may not grow is that of all the work of today.
  ///
  /// - Parameters:
  ///   - fixed: by span and node the demand that stays.
  ///   - all: by span and node the demand whose shortage is the measure.
  init(
    _ network: SupplyNetwork, spans: [Grid.Span], beside fixed: [[Double]], asToday all: [[Double]]
  ) {
    let supply = spans.map { network.supply(in: $0.cells) }
    self.network = network
    self.spans = spans
    self.supply = supply
    confirmed = fixed
    baseShortage = zip(supply, all).map { Self.shortage(of: $1, supply: $0, network).hours }
  }

  /// Hours of a quarter that work asks for beyond what fits, and the set of demand nodes that lacks them.
  struct Excess: Hashable, Sendable {
    var span: Int
    var hours: Double
    /// Sorted.
    var nodes: [Int]
    /// The same set by what is tied together through supply.
    var components: [[Int]]
  }

  /// What work adds to the shortage of a quarter; nil where it fits.
  ///
  /// - Parameter work: hours by node.
  func excess(of work: [(node: Int, hours: Double)], in span: Int) -> Excess? {
    guard !work.isEmpty else { return nil }
    var demand = confirmed[span]
    for part in work { demand[part.node] += part.hours }
    let (short, components) = Self.shortage(of: demand, supply: supply[span], network)
    let more = short - baseShortage[span]
    // Sums of many large amounts round; a planner's hours do not.
    guard more > ShortageModel.negligibleHours + 1e-8 * demand.reduce(0, +) else { return nil }
    return Excess(
      span: span, hours: more, nodes: components.joined().sorted(), components: components)
  }

  /// The most hours that work may ask of a set of nodes.
  func limit(of nodes: [Int], in span: Int) -> Double {
    let hours = network.supplyNodes(reaching: nodes).reduce(0) { $0 + supply[span][$1] }
    let asked = nodes.reduce(0) { $0 + confirmed[span][$1] }
    return max(0, baseShortage[span] + hours - asked)
  }

  /// The skills of a set of nodes, sorted; a person is written `@id`.
  func skills(of nodes: [Int]) -> [String] {
    Set(nodes.map { network.skillOfDemandNode[$0 - network.firstDemandNode] }).sorted()
      .map { network.skills[$0] }
  }

  private static func shortage(
    of demand: [Double], supply: [Double], _ network: SupplyNetwork
  ) -> (hours: Double, components: [[Int]]) {
    var scratch = MaximumFlow.Scratch(for: network.network)
    var state = FlowState(supply: supply, demand: demand, on: network.network)
    MaximumFlow.augment(&state, on: network.network, using: &scratch)
    let cut = MinimumCut(of: state, supply: supply, on: network.network)
    let nodes = (network.firstDemandNode..<demand.count).filter { cut.component[$0] >= 0 }
    let components = Dictionary(grouping: nodes) { cut.component[$0] }
    return (
      state.unmet.reduce(0, +), components.sorted { $0.key < $1.key }.map(\.value)
    )
  }
}
