import PlanModel
import WorkCalendar

extension PlanChecks {
  /// A scenario may not make a plan of more rows.
  static let mostRows = 2_000_000
  /// No amount of a plan is larger; a scenario may not make one.
  private static let largest = CellLimits.largestNumber

  /// What a change has made wrong about a plan that was right before: windows, circles, the horizon.
  static func errors(after before: Plan, _ plan: Plan, today: Day) -> [Diagnostic] {
    guard plan != before else { return [] }
    let rows = plan.demand.count + plan.assignments.count + plan.absences.count
    guard rows <= mostRows else {
      return [
        Diagnostic(
          .scenarioTooLong, "the plan would have \(rows) rows", expected: "at most \(mostRows)")
      ]
    }
    if let row = plan.demand.first(where: { $0.amounts.contains { $0 > largest } }) {
      return [
        Diagnostic(
          .numberOutOfRange, "the demand of '\(shown(row.project))' grows beyond all measure",
          expected: "amounts up to \(Int(largest))")
      ]
    }
    if plan.budgets.contains(where: { $0.amount > largest }) {
      return [
        Diagnostic(
          .numberOutOfRange, "a budget grows beyond all measure",
          expected: "amounts up to \(Int(largest))")
      ]
    }
    var state = ReadingState()
    let files = plan.files.map { PlanFile(name: $0, bytes: []) }
    run(
      plan, PlanSource(files: files, tables: []), settingsFile: nil, settingsLines: [:],
      state: &state)
    return state.diagnostics.diagnostics.filter { $0.severity == .error }
  }
}

extension Demand {
  fileprivate var amounts: [Double] {
    switch amount {
    case .fte(let amount), .effortDays(let amount), .effortHours(let amount): [amount]
    case .wide(_, let cells): cells.map(\.amount)
    }
  }
}
