import PlanCompiler
import PlanModel
import WorkCalendar

/// What can be bought so that there is room for the new work from one of its starts on: the search of the
/// hire list (``RemedySupply``), held against every cell.
struct IntakePurchases {
  let supply: RemedySupply

  /// Contractors come in steps of so many FTE.
  private static let step = 0.1

  /// Of those who could work longer in a quarter no more are tried.
  private static let mostLonger = 30

  init(_ study: IntakeStudy, _ room: IntakeRoom, start: Int) async {
    let relief = room.relief(study.projects[start], in: study.compiled)
    let window = study.windows[start]
    let grid = room.plan.grid
    let quarters = grid.spans(by: .quarter, in: room.plan.plan.settings.fiscalYear)
    let spans = quarters.compactMap { quarter in
      quarter.days.intersection(window).map {
        Grid.Span(period: quarter.period, days: $0, cells: grid.cells(in: $0))
      }
    }
    let need = RemedyNeed(
      spans: spans, leastHours: Intake.leastHours / Double(2 * max(1, grid.cells.count)),
      step: Self.step, project: room.pitch, mostLonger: Self.mostLonger, mustClose: true)
    supply = await RemedySupply(room.plan.plan, today: room.today, room.plan, relief, need)
  }

  /// The cheapest purchase of some kinds; nil where none makes room.
  func cheapest(of kinds: Set<Staff.PackageKind>) -> RemedyPurchase? {
    guard let purchase = supply.cheapest(of: kinds), !purchase.remedies.isEmpty else { return nil }
    return purchase
  }
}
