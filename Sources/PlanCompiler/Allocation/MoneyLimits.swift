import Optimization
import PlanModel
import WorkCalendar

/// The budgets of initiatives on the grid: what their people, overtime and contractors may cost.
///
/// Budgets of one initiative and period add, whatever their kind and fund. A period without a row of
/// an initiative that has others is not limited.
struct MoneyLimits: Sendable {
  /// Those with a budget, sorted: the money groups.
  let initiatives: [String]
  /// The periods of the budgets within the horizon.
  let periods: [Grid.Span]
  /// By initiative and period; infinite where nothing limits it.
  let amounts: [Double]
  let carriesOver: [Bool]
  private let indexOfInitiative: [String: Int]

  init(_ plan: CompiledPlan) {
    let rows = plan.plan.budgets
    let names = Set(rows.map(\.initiative)).sorted()
    let index = Dictionary(
      names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let budgets = BudgetPeriods(plan)
    periods = budgets.spans
    var amounts = [Double](repeating: .infinity, count: names.count * periods.count)
    var carries = [Bool](repeating: false, count: names.count)
    for row in rows {
      guard let group = index[row.initiative] else { continue }
      if row.carryOver { carries[group] = true }
      guard let period = budgets.index(of: row) else { continue }
      let entry = group * periods.count + period
      amounts[entry] = (amounts[entry].isFinite ? amounts[entry] : 0) + row.amount
    }
    initiatives = names
    self.amounts = amounts
    carriesOver = carries
    indexOfInitiative = index
  }

  /// The money group of an initiative; nil where it has no budget.
  func group(of initiative: String) -> Int? { indexOfInitiative[initiative] }

  /// Writes the limits into a problem.
  func limit(_ problem: inout PooledTransport) {
    guard !initiatives.isEmpty, !periods.isEmpty else { return }
    problem.groupCount = initiatives.count
    problem.moneyPeriodCount = periods.count
    problem.budgets = amounts
    problem.carriesOver = carriesOver
    for (number, span) in periods.enumerated() {
      for cell in span.cells { problem.moneyPeriod[cell] = Int32(number) }
    }
  }
}
