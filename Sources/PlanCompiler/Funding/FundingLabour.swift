import Optimization
import PlanModel
import WorkCalendar

/// What people can do for an initiative's money before money could bring more of them.
///
/// An initiative's confirmed work grows and shrinks with its money, period by period. In the periods that
/// begin before a hire decided today would be at full strength, no shift may make the period's shortage
/// greater than it is in the plan. Contractors of pools count from their lead time on. Without `hiring` in
/// plan.yaml nobody knows when money brings people: then every period is limited.
/// Units: hours, pooled over a period.
struct FundingLabour: Sendable {
  /// Hours of a demand node for a unit of money.
  typealias Rate = (node: Int, hours: Double)

  /// The periods that are limited, by their places in the ledger.
  let periods: [Int]
  private let capacity: JointCapacity
  /// By initiative, then by limited period.
  private let rates: [[[Rate]]]

  init(_ plan: CompiledPlan, _ ledger: FundingLedger, today: Day) {
    let hiring = plan.plan.settings.hiring
    let staffed = hiring.map {
      today + $0.timeToFillDays + $0.noticeDays + Int((7 * $0.rampUpWeeks).rounded(.up))
    }
    let periods = ledger.periods.indices.filter { period in
      !ledger.isPast[period] && (staffed.map { ledger.periods[period].days.first < $0 } ?? true)
    }
    let network = SupplyNetwork(plan)
    let work = InitiativeWork(plan, ledger, network)
    let spans = periods.map { ledger.periods[$0] }
    self.periods = periods
    capacity = JointCapacity(
      network, spans: spans,
      beside: periods.map { work.demand(in: $0) { $0 == nil } },
      asToday: periods.map { work.demand(in: $0) { _ in true } })
    rates = ledger.initiatives.indices.map { item in
      periods.map { work.rates(of: item, in: $0) }
    }
  }

  /// The sets of skills that an allocation asks too much of; `span` counts limited periods.
  ///
  /// - Parameter amounts: by initiative and period.
  func excesses(of amounts: [[Double]]) -> [JointCapacity.Excess] {
    periods.indices.compactMap { span in
      let work = rates.indices.flatMap { item in
        rates[item][span].map { (node: $0.node, hours: $0.hours * amounts[item][periods[span]]) }
      }
      return capacity.excess(of: work, in: span)
    }
  }

  /// The most hours that initiatives may ask of a set of demand nodes.
  func limit(of nodes: [Int], in span: Int) -> Double { capacity.limit(of: nodes, in: span) }

  /// What a unit of an initiative's money asks of a set of demand nodes.
  func use(of nodes: Set<Int>, by item: Int, in span: Int) -> Double {
    rates[item][span].reduce(0) { $0 + (nodes.contains($1.node) ? $1.hours : 0) }
  }

  /// The skills of a set of nodes.
  func skills(of nodes: [Int]) -> [String] { capacity.skills(of: nodes) }

  /// The plan with its pools as contracts, from the day on which they could come.
  static func withPools(_ plan: Plan, horizon: DayRange?, today: Day) -> Plan {
    guard let horizon else { return plan }
    var plan = plan
    for pool in plan.pools {
      let first = max(horizon.first, today + (pool.leadTimeDays ?? 0))
      guard let days = DayRange(first, horizon.last) else { continue }
      var contract = Contract(
        id: "\u{1}" + pool.id, skills: pool.skills, fte: pool.maxFTE, days: days)
      contract.pool = pool.id
      contract.cost = pool.cost
      plan.contracts.append(contract)
    }
    return plan
  }
}

/// Confirmed work by the initiative that pays for it.
private struct InitiativeWork {
  private let ledger: FundingLedger
  private let nodeCount: Int
  /// By line of the demand: initiative of the ledger with a curve, node, and hours by period.
  private var lines: [(item: Int?, node: Int, hours: [Double])] = []
  /// By initiative: what its whole work would cost at the mean pay of those who may do it; 0: not known.
  private var pay: [Double]
  /// The same work by node, tentative work with it where nothing is confirmed.
  private var mix: [[(node: Int, hours: Double)]]

  init(_ plan: CompiledPlan, _ ledger: FundingLedger, _ network: SupplyNetwork) {
    self.ledger = ledger
    nodeCount = network.network.nodeCount
    let count = ledger.initiatives.count
    pay = [Double](repeating: 0, count: count)
    mix = [[(node: Int, hours: Double)]](repeating: [], count: count)
    let place = Dictionary(
      ledger.initiatives.enumerated().filter { $0.element.curve != nil }.map {
        ($0.element.id, $0.offset)
      }, uniquingKeysWith: { first, _ in first })
    let demand = plan.demand
    let rates = MeanPay(plan).rates(of: demand)
    let owners = demand.projects.map { $0.initiative.flatMap { place[$0] } }
    var isConfirmed = [Bool](repeating: false, count: count)
    for (project, owner) in zip(demand.projects, owners) where project.status.isConfirmed {
      if let owner { isConfirmed[owner] = true }
    }
    for (number, line) in demand.lines.enumerated() {
      let hours = ledger.periods.map { span in
        span.cells.reduce(0) { $0 + demand.hours(of: number, in: $1) }
      }
      let (item, node) = (owners[line.project], network.nodeOfLine[number])
      let counts = demand.projects[line.project].status.isConfirmed
      if counts { lines.append((item, node, hours)) }
      guard let item, counts || !isConfirmed[item] else { continue }
      let all = hours.reduce(0, +)
      mix[item].append((node, all))
      pay[item] += all * (rates?[number] ?? 0)
    }
  }

  /// By node the work of some initiatives; nil stands for work that no initiative of the ledger pays.
  func demand(in period: Int, of isMeant: (Int?) -> Bool) -> [Double] {
    var demand = [Double](repeating: 0, count: nodeCount)
    for line in lines where isMeant(line.item) { demand[line.node] += line.hours[period] }
    return demand
  }

  /// What a unit of money asks for in a period: as in the plan's own period where that has both money and
  /// work, else as over the horizon, else as pay says.
  func rates(of item: Int, in period: Int) -> [FundingLabour.Rate] {
    let planned = ledger.initiatives[item].planned
    let own = lines.filter { $0.item == item && $0.hours[period] > 0 }
    if planned[period] > 0, !own.isEmpty {
      return own.map { ($0.node, $0.hours[period] / planned[period]) }
    }
    let all = planned.reduce(0, +)
    let money = all > 0 ? all : pay[item]
    return money > 0 ? mix[item].map { ($0.node, $0.hours / money) } : []
  }
}
