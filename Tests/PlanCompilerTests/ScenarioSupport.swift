import PlanCompiler
import PlanModel
import TestSupport
import Testing
import WorkCalendar

/// Hours are sums of a few dozen days' hours: they round by less than this.
let scenarioTolerance = 1e-9

/// Four weeks from Monday 1 March 2027, 20 working days of 8 hours, on which a plan is looked at.
func march(_ change: (inout Plan) throws -> Void) throws -> Plan {
  var plan = Plan()
  plan.settings.asOf = try day("2027-03-01")
  plan.settings.starts = try day("2027-03-01")
  plan.settings.ends = try day("2027-03-28")
  try change(&plan)
  return plan
}

/// The plan with changes, applied in order.
func changed(_ plan: Plan, _ changes: Change...) throws -> Plan {
  let scenario = Scenario(name: "test", changes: changes.map { PlacedChange($0) })
  return try scenario.applied(to: plan, today: try day("2026-01-01")).plan
}

/// Why a change cannot be applied; nil where it can.
func fault(_ plan: Plan, _ change: Change) throws -> ChangeFault? {
  let today = try day("2026-01-01")
  do throws(Scenario.Failure) {
    _ = try Scenario(name: "test", changes: [PlacedChange(change)]).applied(to: plan, today: today)
    return nil
  } catch {
    return error.fault
  }
}

/// The identifiers of what a change notes.
func notes(_ plan: Plan, _ change: Change) throws -> [ChangeFault.Kind] {
  var plan = plan
  return try change.apply(to: &plan, today: try day("2026-01-01")).map(\.kind)
}

/// Plannable hours by week.
func plannable(_ plan: Plan) async -> [Double] {
  let compiled = await CompiledPlan(plan)
  return compiled.grid.cells.indices.map { cell in
    compiled.supply.units.indices.reduce(0) {
      $0 + compiled.supply.plannable(of: $1, in: cell..<cell + 1)
    }
  }
}

/// Demanded hours by week, of one project or of all.
func demanded(_ plan: Plan, of project: String? = nil) async -> [Double] {
  let compiled = await CompiledPlan(plan)
  return compiled.grid.cells.indices.map { cell in
    compiled.demand.lines.indices.reduce(0) { sum, line in
      let id = compiled.demand.projects[compiled.demand.lines[line].project].id
      return project == nil || project == id ? sum + compiled.demand.hours(of: line, in: cell) : sum
    }
  }
}

/// Short hours by week, on confirmed work.
func short(_ plan: Plan) async throws -> [Double] {
  let compiled = await CompiledPlan(plan)
  let model = ShortageModel(compiled, shares: [compiled.shares { _ in 0 }])
  let weeks = compiled.grid.spans(by: .week, in: .calendarYear)
  return try await model.solve(weeks).map { $0[0].shortHours }
}

/// Whether two lists hold the same hours.
func same(_ left: [Double], _ right: [Double]) -> Bool {
  left.count == right.count
    && zip(left, right).allSatisfy { abs($0 - $1) <= scenarioTolerance * max(1, abs($0)) }
}

/// The differences of two lists.
func less(_ left: [Double], _ right: [Double]) -> [Double] { zip(left, right).map { $0 - $1 } }
