import Parallelism
import PlanCompiler
import PlanModel
import WorkCalendar

/// A plan with who works on what in it: what verbs ask that change a plan and look again.
struct StaffedPlan: Sendable {
  let allocation: Allocation
  let tally: AllocationTally

  var plan: CompiledPlan { allocation.model.plan }
  var cellCount: Int { plan.grid.cells.count }

  /// Allocates a plan, over its own horizon or over the days given.
  init(
    _ plan: Plan, today: Day, basis: Basis, horizon: DayRange? = nil
  ) async throws(RequestError) {
    let compiled = await CompiledPlan(plan, horizon: horizon)
    let model = AllocationModel(
      compiled, shares: compiled.shares(of: basis), options: AllocationModel.Options(today: today))
    let solved: AllocationSolver.Solved
    do {
      solved = try await AllocationSolver.solve(model)
    } catch {
      throw RequestError([Allocate.unsolved("\(error)")])
    }
    allocation = try await Allocate.withoutNewcomers(solved).staffed().allocation
    tally = AllocationTally(allocation)
  }

  /// The allocation as soft bookings of the plan.
  var fedBack: Plan { StaffComposer(allocation, spans: []).fedBack() }
}
