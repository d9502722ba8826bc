import Parallelism
import PlanCompiler
import PlanModel
import WorkCalendar

/// A plan with who works on what in it: what verbs ask that change a plan and look again.
struct StaffedPlan: Sendable {
  let allocation: Allocation
  let tally: AllocationTally
  /// Whether the allocation is proven the best.
  let isProven: Bool
  /// Whether it is so large, and budgets bind, that it takes seconds to solve it again.
  let isLarge: Bool

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
    let kept = try await Allocate.withoutNewcomers(solved).staffed()
    allocation = kept.allocation
    isProven = kept.isProven
    isLarge = solved.method == .decomposition
    tally = AllocationTally(allocation)
  }
}
