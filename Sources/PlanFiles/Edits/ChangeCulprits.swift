import PlanModel
import WorkCalendar

/// Names the changes of a scenario that no file can hold.
struct ChangeCulprits {
  private let plan: Plan
  private let scenario: Scenario?
  private let today: Day

  init(_ plan: Plan, _ scenario: Scenario?, today: Day) {
    self.plan = plan
    self.scenario = scenario
    self.today = today
  }

  /// Changes of tables, or of plan.yaml, that would be read as something else.
  func of(_ tables: [PlanTable], settings: Bool) -> [Diagnostic] {
    let what = settings ? "plan.yaml" : tables.map(\.rawValue).joined(separator: ", ")
    return errors(
      "\(what) would not say exactly that",
      settings ? "change plan.yaml by hand" : "change the rows by hand"
    ) { before, after in
      settings
        ? before.settings != after.settings
        : !Set(before.tablesDiffering(from: after)).isDisjoint(with: tables)
    }
  }

  /// An error for each change that does something; one without a place where none is known.
  private func errors(
    _ message: String, _ mend: String, _ touches: (Plan, Plan) -> Bool
  ) -> [Diagnostic] {
    var found: [Diagnostic] = []
    var plan = plan
    for placed in scenario?.changes ?? [] {
      let before = plan
      guard (try? placed.change.apply(to: &plan, today: today)) != nil, touches(before, plan)
      else { continue }
      let origin = placed.origin
      found.append(
        Diagnostic(
          .changeUnwritable, file: origin.file, line: origin.line > 0 ? origin.line : nil,
          column: origin.column > 0 ? origin.column : nil, field: placed.change.verb,
          "'\(placed.change.verb)' cannot be written: \(message)", suggestion: mend))
    }
    guard found.isEmpty else { return found }
    return [
      Diagnostic(.changeUnwritable, "the change cannot be written: \(message)", suggestion: mend)
    ]
  }
}
