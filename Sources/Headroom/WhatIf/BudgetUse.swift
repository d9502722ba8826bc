import PlanCompiler
import PlanModel
import WorkCalendar

/// What the confirmed work of initiatives with a budget takes of it, before it is known who does it.
///
/// An hour costs the mean pay of those who may do it, weighted by their plannable hours; where nobody's
/// pay is known, that of everybody.
struct BudgetUse {
  /// By initiative: its budgets within the horizon.
  private(set) var budgets: [String: Double] = [:]
  /// By initiative with a budget: what its confirmed work costs; nil without pay.
  private(set) var costs: [String: Double]?

  init(_ plan: CompiledPlan) {
    guard let horizon = plan.grid.horizon else { return }
    budgets = Self.budgets(of: plan.plan, within: horizon)
    guard !budgets.isEmpty, let rates = MeanPay(plan).rates(of: plan.demand) else { return }
    var costs = budgets.mapValues { _ in 0.0 }
    for (number, line) in plan.demand.lines.enumerated() {
      let project = plan.demand.projects[line.project]
      guard project.status.isConfirmed, let initiative = project.initiative,
        costs[initiative] != nil
      else { continue }
      var hours = 0.0
      for cell in 0..<plan.demand.cellCount { hours += plan.demand.hours(of: number, in: cell) }
      costs[initiative, default: 0] += hours * rates[number]
    }
    self.costs = costs
  }

  /// By initiative: its budgets whose periods share a day with some days.
  static func budgets(of plan: Plan, within days: DayRange) -> [String: Double] {
    var budgets: [String: Double] = [:]
    for row in plan.budgets
    where row.period.map({ $0.days(in: plan.settings.fiscalYear).overlaps(days) }) ?? true {
      budgets[row.initiative, default: 0] += row.amount
    }
    return budgets
  }

  /// Cost ÷ budgets within the horizon; nil without budgets or pay.
  var share: Double? {
    // In one order, so that the sum is the same in every run.
    let total = budgets.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value }
    guard total > 0, let costs else { return nil }
    return costs.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value } / total
  }
}
