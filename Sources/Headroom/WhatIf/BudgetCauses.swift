import PlanCompiler
import PlanModel

/// Budgets that a scenario breaks or brings into reach: what the confirmed work of an initiative costs at the mean
/// pay of those who may do it, against its budgets within the horizon.
struct BudgetCauses {
  private let before: BudgetUse
  private let after: BudgetUse
  private let currency: String

  /// A share of a budget that changes by less is not worth a word.
  private static let leastChange = 0.005

  init(base: CompiledPlan, scenario: CompiledPlan) {
    before = BudgetUse(base)
    after = BudgetUse(scenario)
    currency = base.plan.settings.currency.map { " " + $0 } ?? ""
  }

  /// By initiative.
  var causes: [WhatIf.Cause] {
    Set(before.budgets.keys).union(after.budgets.keys).sorted().compactMap { initiative in
      guard let new = share(of: initiative, in: after) else { return nil }
      let old = share(of: initiative, in: before) ?? 0
      guard abs(new - old) >= Self.leastChange, old > 1 || new > 1 else { return nil }
      let money = shortMoney(after.costs?[initiative] ?? 0)
      let budget = shortMoney(after.budgets[initiative] ?? 0)
      let text =
        "the work of \(initiative) costs \(money)\(currency), \(percent(new)) of its budget of "
        + "\(budget), instead of \(percent(old))"
      return WhatIf.Cause(
        kind: new > 1 ? .overBudget : .withinBudget, text: text, skills: [], period: nil,
        project: nil, baseHours: nil, scenarioHours: nil)
    }
  }

  private func share(of initiative: String, in use: BudgetUse) -> Double? {
    guard let cost = use.costs?[initiative], let budget = use.budgets[initiative], budget > 0
    else { return nil }
    return cost / budget
  }

  private func percent(_ share: Double) -> String { plain(share * 100, decimals: 0) + " %" }
}
