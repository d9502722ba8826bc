import PlanModel
import WorkCalendar

/// The periods of a plan's budgets on the grid.
///
/// They are of the coarsest grain that a row has, so that each row lies whole in one of them; quarters where
/// no row names a period of its own, months where weeks are named. A row without a period is for the whole
/// horizon, and makes that the only one.
struct BudgetPeriods: Sendable {
  /// In order of time, within the horizon.
  let spans: [Grid.Span]
  private let fiscalYear: FiscalYear
  private let horizon: DayRange?

  init(_ plan: CompiledPlan) {
    let rows = plan.plan.budgets
    fiscalYear = plan.plan.settings.fiscalYear
    horizon = plan.grid.horizon
    let grain = rows.compactMap { $0.period?.grain }.max { $0.months < $1.months } ?? .quarter
    let periods = plan.grid.spans(by: grain == .week ? .month : grain, in: fiscalYear)
    if rows.contains(where: { $0.period == nil }), let first = periods.first, let horizon {
      spans = [
        Grid.Span(period: first.period, days: horizon, cells: 0..<plan.grid.cells.count)
      ]
    } else {
      spans = periods
    }
  }

  /// The place of a row's period among ``spans``; nil where it lies outside the horizon.
  func index(of row: Budget) -> Int? {
    guard let days = row.period?.days(in: fiscalYear) ?? horizon else { return nil }
    return spans.firstIndex { $0.days.overlaps(days) }
  }
}

extension PeriodGrain {
  /// Months of a period; 0 for a week.
  fileprivate var months: Int {
    switch self {
    case .week: 0
    case .month: 1
    case .quarter: 3
    case .year: 12
    }
  }
}
