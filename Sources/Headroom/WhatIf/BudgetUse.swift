import PlanCompiler
import PlanModel
import WorkCalendar

/// What the confirmed work of initiatives with a budget takes of it, before it is known who does it.
///
/// An hour costs the mean pay of those who may do it, weighted by their plannable hours; where nobody's
/// pay is known, that of everybody.
struct BudgetUse {
  /// Cost ÷ budgets within the horizon; nil without budgets or pay.
  let share: Double?

  init(_ plan: CompiledPlan) {
    guard let horizon = plan.grid.horizon else {
      share = nil
      return
    }
    let year = plan.plan.settings.fiscalYear
    let rows = plan.plan.budgets.filter {
      $0.period.map { $0.days(in: year).overlaps(horizon) } ?? true
    }
    let total = rows.reduce(0) { $0 + $1.amount }
    let funded = Set(rows.map(\.initiative))
    guard total > 0, let rates = MeanPay(plan).rates(of: plan.demand) else {
      share = nil
      return
    }
    var cost = 0.0
    for (number, line) in plan.demand.lines.enumerated() {
      let project = plan.demand.projects[line.project]
      guard project.status.isConfirmed, let initiative = project.initiative,
        funded.contains(initiative)
      else { continue }
      var hours = 0.0
      for cell in 0..<plan.demand.cellCount { hours += plan.demand.hours(of: number, in: cell) }
      cost += hours * rates[number]
    }
    share = cost / total
  }
}
