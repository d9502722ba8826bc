import Optimization
import Parallelism
import PlanModel
public import WorkCalendar

/// The exact shortage of every cell and period, and the skills that bind. Source: PLAN §4.
///
/// A cell's demand that even the best use of everybody's skills cannot serve is its shortage: total
/// demand less the maximum flow of a ``SupplyNetwork``. The smallest minimum cut names the skills.
public struct ShortageModel: Sendable {
  /// Hours below this are nothing.
  public static let negligibleHours = 1e-6

  /// A plan, and the graph that says who may serve what.
  public let plan: CompiledPlan
  /// Who may serve what.
  public let network: SupplyNetwork
  /// The network as the prioritised flow searches it.
  let handover: HandoverGraph
  /// For each basis the share at which each project's demand counts; a later basis never asks less.
  let shares: [[Double]]
  /// The lines in the order in which they are served: the dearest hour first.
  let order: [Int]

  /// A shortage that a check has refuted: never silently wrong.
  public struct Refuted: Error, Sendable {
    /// The cell or span in which the flow and the cut disagree.
    public let days: DayRange
    /// The shortage of the flow and of the cut, and the largest imbalance of a node, in hours.
    public let shortage: Double
    /// By the cut, in hours.
    public let shortageOfCut: Double
    /// The largest imbalance of a node, in hours.
    public let violation: Double
  }

  /// Prepares a plan.
  ///
  /// - Parameters:
  ///   - shares: for each basis the share of each of the plan's demand projects, 0 to 1; none below that
  ///     of the basis before.
  ///   - hourPrices: for each of the demand's projects the price that says who yields first; nil: the
  ///     plan's own.
  public init(_ plan: CompiledPlan, shares: [[Double]], hourPrices: [Double]? = nil) {
    self.plan = plan
    self.shares = shares
    network = SupplyNetwork(plan)
    handover = HandoverGraph(network.network)
    order = plan.lines(byHourPrice: hourPrices ?? plan.hourPrices)
  }

  /// A connected binding set in one cell and basis.
  struct CellSet: Sendable {
    /// Demand nodes of the network.
    let nodes: [Int]
    let missingHours: Double
    /// By project, in the order of the demand's projects: those that ask the set's skills.
    let projects: [ProjectPart]
    /// Indices of ``SupplyNetwork/skills`` whose own demand goes unmet when the lower price yields,
    /// with the hours that each misses.
    let core: [(skill: Int, missingHours: Double)]
  }

  /// What a project asks of a set, and what it loses.
  struct ProjectPart: Sendable {
    let project: Int
    var demandHours: Double
    var shortHours: Double
  }

  /// A cell on one basis.
  struct CellResult: Sendable {
    let demandHours: Double
    let shortHours: Double
    let sets: [CellSet]
  }

  /// Solves every cell on every basis but those whose answers are known. Shapes: by cell, then by basis.
  func solveCells(_ known: KnownCells? = nil) async -> [Result<[CellResult], Refuted>] {
    await Parallel.map(count: plan.grid.cells.count, chunk: 4) { cells in
      var scratch = MaximumFlow.Scratch(for: network.network)
      return cells.map { cell -> Result<[CellResult], Refuted> in
        if let results = known?.results(of: cell) { return .success(results) }
        return Result { () throws(Refuted) in try solve(cell, &scratch) }
      }
    }
  }

  private func solve(
    _ cell: Int, _ scratch: inout MaximumFlow.Scratch
  ) throws(Refuted) -> [CellResult] {
    let cells = cell..<cell + 1
    let supply = network.supply(in: cells)
    var state = FlowState(
      supply: supply, demand: [Double](repeating: 0, count: supply.count), on: network.network)
    var demand = state.unmet
    var results: [CellResult] = []
    for shares in shares {
      let wanted = network.demand(plan.demand, in: cells, shares: shares)
      let cut = try raise(
        &state, from: &demand, to: wanted, supply, days: plan.grid.cells[cell], &scratch)
      let total = wanted.reduce(0, +)
      let short = state.unmet.reduce(0, +)
      guard short > ShortageModel.negligibleHours else {
        results.append(CellResult(demandHours: total, shortHours: 0, sets: []))
        continue
      }
      results.append(
        CellResult(
          demandHours: total, shortHours: short,
          sets: sets(of: cut, state, supply: supply, cell: cell, shares: shares)))
    }
    return results
  }

  /// Raises demand and then the flow, and holds the flow against its smallest cut.
  @discardableResult
  func raise(
    _ state: inout FlowState, from demand: inout [Double], to wanted: [Double],
    _ supply: [Double], days: DayRange, _ scratch: inout MaximumFlow.Scratch
  ) throws(Refuted) -> MinimumCut {
    for node in network.firstDemandNode..<wanted.count {
      state.unmet[node] += max(0, wanted[node] - demand[node])
    }
    demand = wanted
    MaximumFlow.augment(&state, on: network.network, using: &scratch)
    let cut = MinimumCut(of: state, supply: supply, on: network.network)
    let certificate = FlowCertificate(
      of: state, supply: supply, demand: wanted,
      isDemandSide: cut.component.indices.map {
        $0 >= network.firstDemandNode && cut.component[$0] >= 0
      },
      on: network.network)
    // Sums of many large amounts round; a planner's hours do not.
    let tolerance = ShortageModel.negligibleHours + 1e-9 * wanted.reduce(0, +)
    guard certificate.holds(within: tolerance) else {
      throw Refuted(
        days: days, shortage: certificate.shortage, shortageOfCut: certificate.shortageOfCut,
        violation: certificate.violation)
    }
    return cut
  }

  /// The binding sets of a cut, with what each project loses when the lower hour price yields first.
  private func sets(
    of cut: MinimumCut, _ state: FlowState, supply: [Double], cell: Int, shares: [Double]
  ) -> [CellSet] {
    var nodes = [[Int]](repeating: [], count: cut.componentCount)
    var missing = [Double](repeating: 0, count: cut.componentCount)
    for node in network.firstDemandNode..<cut.component.count where cut.component[node] >= 0 {
      nodes[Int(cut.component[node])].append(node)
      missing[Int(cut.component[node])] += state.unmet[node]
    }
    var parts = [[Int: ProjectPart]](repeating: [:], count: cut.componentCount)
    var core = [[Int: Double]](repeating: [:], count: cut.componentCount)
    var flow = PrioritisedFlow(supply: supply, on: handover)
    for line in order {
      let node = network.nodeOfLine[line]
      let component = Int(cut.component[node])
      let project = plan.demand.lines[line].project
      let hours = shares[project] * plan.demand.hours(of: line, in: cell)
      guard component >= 0, hours > 0 else { continue }
      let short = hours - flow.serve(hours, at: node)
      parts[component][
        project, default: ProjectPart(project: project, demandHours: 0, shortHours: 0)
      ].add(demand: hours, short: short)
      if short > ShortageModel.negligibleHours {
        let skill = network.skillOfDemandNode[node - network.firstDemandNode]
        core[component][skill, default: 0] += short
      }
    }
    return nodes.indices.compactMap { component in
      guard missing[component] > ShortageModel.negligibleHours else { return nil }
      return CellSet(
        nodes: nodes[component], missingHours: missing[component],
        projects: parts[component].values.sorted { $0.project < $1.project },
        core: core[component].sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    }
  }

  /// What is short on each basis when the hours of some cells are pooled.
  func pooledShortage(
    in span: Grid.Span, _ scratch: inout MaximumFlow.Scratch
  ) throws(Refuted) -> [Double] {
    let supply = network.supply(in: span.cells)
    var state = FlowState(
      supply: supply, demand: [Double](repeating: 0, count: supply.count), on: network.network)
    var demand = state.unmet
    var short: [Double] = []
    for shares in shares {
      let wanted = network.demand(plan.demand, in: span.cells, shares: shares)
      try raise(&state, from: &demand, to: wanted, supply, days: span.days, &scratch)
      let sum = state.unmet.reduce(0, +)
      short.append(sum > ShortageModel.negligibleHours ? sum : 0)
    }
    return short
  }

  /// What is short on each basis when the hours of some cells are pooled.
  func pooledShortage(in span: Grid.Span) throws(Refuted) -> [Double] {
    var scratch = MaximumFlow.Scratch(for: network.network)
    return try pooledShortage(in: span, &scratch)
  }

  /// The demand of some nodes in a span, and the free and booked hours that may serve any of them.
  func balance(
    of nodes: some Sequence<Int>, in span: Grid.Span, basis: Int
  ) -> (demandHours: Double, supplyHours: Double) {
    let demand = network.demand(plan.demand, in: span.cells, shares: shares[basis])
    let supply = network.supplyNodes(reaching: nodes).reduce(0.0) { sum, node in
      span.cells.reduce(sum) { $0 + network.supplyHours[node * network.cellCount + $1] }
    }
    return (nodes.reduce(0.0) { $0 + demand[$1] }, supply)
  }
}

extension ShortageModel.ProjectPart {
  fileprivate mutating func add(demand: Double, short: Double) {
    demandHours += demand
    shortHours += short
  }
}
