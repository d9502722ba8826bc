import Optimization
import PlanModel
public import WorkCalendar

/// What is short in some spans as a function of the supply that is added to a plan.
///
/// One maximum flow a span, over the people as they are and all that could come besides: nothing is
/// compiled again. A minimum cut tells which hours would close what is short: each set of demand nodes
/// needs as many hours, of whatever may serve any of them, as it asks beyond what there is.
///
/// Spans are periods whose hours are pooled, so that what is short in them is structural; or single cells.
///
/// Units: hours, summed over a span.
public struct ReliefModel: Sendable {
  /// Hours that come, or go where they are negative.
  public struct Change: Sendable {
    /// By node of the model's network, rising: hours in each span.
    fileprivate var parts: [(node: Int, hours: [Double])] = []

    /// Whether it brings and takes nothing.
    public var isEmpty: Bool { parts.isEmpty }
    /// All hours that it brings, less those that it takes.
    public var allHours: Double { parts.reduce(0) { $1.hours.reduce($0, +) } }
    /// Whether it takes hours from anything in a span.
    public func takes(in span: Int) -> Bool { parts.contains { $0.hours[span] < 0 } }
    /// Whether it brings and takes nothing in a span.
    func isNothing(in span: Int) -> Bool { parts.allSatisfy { $0.hours[span] == 0 } }
  }

  /// What is short in a span, and the smallest minimum cut.
  public struct Short: Sendable {
    /// What no use of everybody serves.
    public let hours: Double
    /// For each node whether it is on the demand side of the cut.
    fileprivate let isShort: [Bool]
  }

  /// The spans.
  public let spans: [Grid.Span]
  let plan: CompiledPlan
  let known: SupplyNetwork
  private let eligibility: Eligibility
  /// By span, then by line.
  let asked: [[Double]]
  /// By span, then by node.
  private let supply: [[Double]]
  private let demand: [[Double]]
  /// For each node that supplies what it may serve, and the other way round.
  private var nodeOfHeads: [[Int]: Int] = [:]
  private var newHeads: [[Int]] = []
  private(set) var network: FlowNetwork
  /// By span the maximum flow without any change, from which those with more supply go on.
  private(set) var start: [FlowState] = []

  /// Prepares a plan.
  ///
  /// - Parameter shares: the share at which each of the plan's demand projects counts.
  public init(_ plan: CompiledPlan, shares: [Double], spans: [Grid.Span]) {
    self.init(plan, SupplyNetwork(plan), spans: spans) { line, span in
      let share = shares[plan.demand.lines[line].project]
      return share * span.cells.reduce(0) { $0 + plan.demand.hours(of: line, in: $1) }
    }
  }

  /// Prepares a plan of whose lines something else is asked than what they say.
  ///
  /// - Parameters:
  ///   - network: of the plan.
  ///   - hours: what is asked of a line in a span.
  public init(
    _ plan: CompiledPlan, _ network: SupplyNetwork, spans: [Grid.Span],
    hours: (_ line: Int, _ span: Grid.Span) -> Double
  ) {
    self.plan = plan
    self.spans = spans
    known = network
    self.network = network.network
    eligibility = Eligibility(plan.demand.lines, teams: plan.teams)
    supply = spans.map { network.supply(in: $0.cells) }
    asked = spans.map { span in plan.demand.lines.indices.map { hours($0, span) } }
    demand = asked.map { network.demand(ofLines: $0) }
    for node in 0..<known.supplyNodeCount {
      nodeOfHeads[known.network.successors(of: node).map { Int($0) }.sorted()] = node
    }
    var scratch = MaximumFlow.Scratch(for: network.network)
    start = spans.indices.map { span in
      var state = FlowState(supply: supply[span], demand: demand[span], on: network.network)
      MaximumFlow.augment(&state, on: network.network, using: &scratch)
      return state
    }
  }

  // MARK: Changes

  /// What a hire, a contract or a person of another plan brings, whose demand is this plan's.
  ///
  /// - Parameters:
  ///   - id: of the giver in `other`.
  ///   - person: who it is in this plan, where somebody of `other` stands for them; nil: a newcomer.
  public mutating func hours(
    of id: String, in other: CompiledPlan, as person: String? = nil
  ) -> Change {
    var sums: [Int: [Double]] = [:]
    for (number, unit) in other.supply.units.enumerated() where unit.id == id {
      let unit = unit.named(person ?? id)
      let isPerson = if case .person = unit.source { true } else { false }
      guard isPerson == (person != nil) else { continue }
      let hubs = eligibility.hubs(of: unit).map { known.supplyNodeCount + $0 }
      add(hubs, to: &sums) { other.supply.freeHours[number * other.supply.cellCount + $0] }
      for booking in other.supply.bookings[other.supply.bookingsOfUnit[number]] {
        add(nodes(servedBy: booking, unit), to: &sums) { cell in
          booking.cells.contains(cell) ? booking.held[cell - booking.cells.lowerBound] : 0
        }
      }
    }
    return Change(sums)
  }

  /// What it changes that one thing stands in place of another.
  public func difference(_ new: Change, _ old: Change) -> Change {
    var sums: [Int: [Double]] = [:]
    for (sign, change) in [(1.0, new), (-1.0, old)] {
      for part in change.parts {
        let known = sums[part.node] ?? [Double](repeating: 0, count: spans.count)
        sums[part.node] = zip(known, part.hours).map { $0 + sign * $1 }
      }
    }
    return Change(sums)
  }

  /// The most that any of several changes brings, each taken some times: none of them, and nothing at
  /// all, brings more.
  public func union(_ changes: [(Change, Double)]) -> Change {
    var sums: [Int: [Double]] = [:]
    for (change, count) in changes {
      for part in change.parts {
        let known = sums[part.node] ?? [Double](repeating: 0, count: spans.count)
        sums[part.node] = zip(known, part.hours).map { max($0, count * $1) }
      }
    }
    return Change(sums)
  }

  /// The hours of all the plan's own people of an id.
  public mutating func hours(ofPerson id: String) -> Change { hours(of: id, in: plan, as: id) }

  private mutating func add(
    _ heads: [Int], to sums: inout [Int: [Double]], _ hours: (Int) -> Double
  ) {
    let bySpan = spans.map { $0.cells.reduce(0) { $0 + hours($1) } }
    guard !heads.isEmpty, bySpan.contains(where: { $0 > 0 }) else { return }
    let node = node(feeding: heads.sorted())
    sums[node] = zip(sums[node] ?? bySpan.map { _ in 0 }, bySpan).map { $0 + $1 }
  }

  private mutating func node(feeding heads: [Int]) -> Int {
    if let known = nodeOfHeads[heads] { return known }
    let node = known.network.nodeCount + newHeads.count
    nodeOfHeads[heads] = node
    newHeads.append(heads)
    return node
  }

  /// The demand nodes that booked hours may serve.
  private func nodes(servedBy booking: BookedHours, _ unit: SupplyUnit) -> [Int] {
    guard let project = plan.indexOfProject[booking.project] else { return [] }
    let lines = plan.demand.lines.indices.filter { line in
      plan.demand.lines[line].project == project
        && eligibility.mayServe(
          booking, unit, eligibility.hubOfLine[line], task: plan.demand.lines[line].task)
    }
    return Set(lines.map { known.nodeOfLine[$0] }).sorted()
  }

  /// Takes all changes that were asked for into the network. What is short, and the gap of a span, are asked
  /// for after that.
  public mutating func close() {
    let known = known.network.nodeCount
    guard network.nodeCount < known + newHeads.count else { return }
    var arcs = zip(network.tails, network.heads).map { (tail: Int($0), head: Int($1)) }
    for node in network.nodeCount..<known + newHeads.count {
      arcs += newHeads[node - known].map { (tail: node, head: $0) }
    }
    network = FlowNetwork(nodeCount: known + newHeads.count, arcs: arcs)
    // What has no hours yet changes no flow.
    for span in start.indices {
      start[span].supplyLeft = filled(start[span].supplyLeft)
      start[span].unmet = filled(start[span].unmet)
      start[span].flow += [Double](
        repeating: 0, count: network.arcCount - start[span].flow.count)
    }
  }

  /// With nothing at the nodes that came in.
  func filled(_ hours: [Double]) -> [Double] {
    hours + [Double](repeating: 0, count: network.nodeCount - hours.count)
  }

  // MARK: Shortage

  /// What is short in a span with some changes, each taken some times.
  public func short(in span: Int, with changes: some Sequence<(Change, Double)>) -> Short {
    let (given, state) = flow(in: span, with: changes)
    let hours = state.unmet.reduce(0, +)
    let cut = MinimumCut(of: state, supply: given, on: network)
    return Short(
      hours: hours > ShortageModel.negligibleHours ? hours : 0,
      isShort: cut.component.map { $0 >= 0 })
  }

  /// The supply of a span with some changes, and a maximum flow.
  private func flow(
    in span: Int, with changes: some Sequence<(Change, Double)>
  ) -> (given: [Double], state: FlowState) {
    let before = filled(supply[span])
    let given = supplied(in: span, with: changes)
    var state = start[span]
    if zip(given, before).contains(where: { $0 < $1 }) {
      // What goes may have served something: that must be found anew.
      state = FlowState(supply: given, demand: filled(demand[span]), on: network)
    } else {
      for node in given.indices { state.supplyLeft[node] += given[node] - before[node] }
    }
    var scratch = MaximumFlow.Scratch(for: network)
    MaximumFlow.augment(&state, on: network, using: &scratch)
    return (given, state)
  }

  func supplied(
    in span: Int, with changes: some Sequence<(Change, Double)>
  ) -> [Double] {
    var given = filled(supply[span])
    for (change, count) in changes {
      for part in change.parts { given[part.node] += count * part.hours[span] }
    }
    for node in given.indices { given[node] = max(0, given[node]) }
    return given
  }

  /// What the demand side of a cut lacks in a span without any change: it needs so many hours.
  public func missing(on short: Short, in span: Int) -> Double {
    var hours = 0.0
    for node in demand[span].indices where short.isShort[node] {
      hours += demand[span][node] - supply[span][node]
    }
    return hours
  }

  /// What a change brings to the demand side of a cut in a span.
  public func hours(of change: Change, on short: Short, in span: Int) -> Double {
    change.parts.reduce(0) { $0 + (short.isShort[$1.node] ? $1.hours[span] : 0) }
  }

  /// The lines on the demand side of a cut that ask for hours in a span.
  public func lines(of short: Short, in span: Int) -> [Int] {
    plan.demand.lines.indices.filter { line in
      short.isShort[known.nodeOfLine[line]] && asked[span][line] > 0
    }
  }
}

extension ReliefModel.Change {
  fileprivate init(_ sums: [Int: [Double]]) {
    parts = sums.keys.sorted().compactMap { node in
      guard let hours = sums[node], hours.contains(where: { $0 != 0 }) else { return nil }
      return (node, hours)
    }
  }
}

extension SupplyUnit {
  /// The same unit under another id.
  fileprivate func named(_ id: String) -> SupplyUnit {
    SupplyUnit(
      source: source, id: id, headcount: headcount, team: team, role: role, skills: skills,
      days: days)
  }
}
