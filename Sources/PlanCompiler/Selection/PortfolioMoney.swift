import PlanModel
import WorkCalendar

/// What work costs in each period of the budgets, and what confirmed work leaves of them.
///
/// Work costs the project's budget where it names one, spread as its hours; else its hours at the mean
/// pay of those who may do them. Only initiatives with a budget limit anything.
struct PortfolioMoney {
  /// A budget: of one period, or with carry-over of all periods up to one.
  struct Envelope: Hashable, Sendable {
    var initiative: String
    /// The period, by its place among ``PortfolioMoney/periods``.
    var period: Int
    var isCumulative: Bool
    /// What confirmed work leaves, not below 0.
    var left: Double
  }

  let periods: [Grid.Span]
  let envelopes: [Envelope]
  /// By project of the demand, then by period; nil where what it costs is not known.
  private let costs: [[Double]?]
  /// By project of the demand: in the horizon and outside; nil where it is not known.
  let totals: [Double?]

  init(_ plan: CompiledPlan, rates: [Double]?) {
    let limits = MoneyLimits(plan)
    let demand = plan.demand
    let count = demand.projects.count
    var hours = [[Double]](
      repeating: [Double](repeating: 0, count: limits.periods.count), count: count)
    var costs = hours
    var paid = [Double](repeating: 0, count: count)
    var inside = paid
    for (number, line) in demand.lines.enumerated() {
      let rate = rates?[number] ?? 0
      for cell in 0..<demand.cellCount {
        paid[line.project] += rate * demand.hours(of: number, in: cell)
        inside[line.project] += demand.hours(of: number, in: cell)
      }
      for (period, span) in limits.periods.enumerated() {
        for cell in span.cells {
          let asked = demand.hours(of: number, in: cell)
          hours[line.project][period] += asked
          costs[line.project][period] += rate * asked
        }
      }
    }
    totals = (0..<count).map { project in
      if let budget = demand.projects[project].budget { return budget }
      guard rates != nil else { return inside[project] > 0 ? nil : 0 }
      // Hours outside the horizon cost as much as those within.
      return inside[project] > 0
        ? paid[project] * demand.projectHours[project] / inside[project] : 0
    }
    self.costs = (0..<count).map { project in
      if let budget = demand.projects[project].budget {
        let all = demand.projectHours[project]
        return hours[project].map { all > 0 ? budget * $0 / all : 0 }
      }
      return rates == nil ? nil : costs[project]
    }
    periods = limits.periods
    var envelopes: [Envelope] = []
    for (group, initiative) in limits.initiatives.enumerated() {
      let committed = (0..<count).filter {
        demand.projects[$0].initiative == initiative && demand.projects[$0].status.isConfirmed
      }
      var (amount, used) = (0.0, 0.0)
      for period in periods.indices {
        let isCumulative = limits.carriesOver[group]
        if !isCumulative { (amount, used) = (0, 0) }
        amount += limits.amounts[group * periods.count + period]
        for project in committed { used += self.costs[project]?[period] ?? 0 }
        guard amount.isFinite else { continue }
        envelopes.append(
          Envelope(
            initiative: initiative, period: period, isCumulative: isCumulative,
            left: max(0, amount - used)))
      }
    }
    self.envelopes = envelopes
  }

  /// What a project takes of an envelope.
  func use(of envelope: Envelope, by project: Int, of initiative: String?) -> Double {
    guard initiative == envelope.initiative, let costs = costs[project] else { return 0 }
    return envelope.isCumulative
      ? costs[0...envelope.period].reduce(0, +) : costs[envelope.period]
  }
}
