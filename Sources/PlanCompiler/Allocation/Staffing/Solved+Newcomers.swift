public import Optimization
import WorkCalendar

extension AllocationSolver.Solved {
  /// The same optimum in another place: where all soft bookings can be kept at the same cost without
  /// anybody who has no part in them, nobody else comes in.
  ///
  /// An optimum may be reached in many ways: an idle hour of one person is as good as a booked one of
  /// another at the same pay, this week as good as the next. An allocation that is fed back as soft
  /// bookings keeps them all, for it is an optimum of the plan with them; here it is proven to be one
  /// (the best without other free hours costs no more than the best of all) and then kept as it is.
  ///
  /// - Throws: `InteriorPointError` where the problem without newcomers has no solution at all.
  public func withoutNewcomers() async throws(InteriorPointError) -> AllocationSolver.Solved {
    let model = allocation.model
    guard isProven, model.frictionAtMost > 0, hasNewcomers,
      allocation.objective.friction <= Self.rounding * (1 + abs(objective))
    else { return self }
    let others = try await AllocationSolver.solve(model.withoutNewcomers())
    let kept = others.allocation.solution
    guard others.isProven, kept.objective - objective <= Self.rounding * (1 + abs(objective)) else {
      return self
    }
    var solution = kept
    let known = allocation.solution.certificate
    solution.certificate = OptimalityCertificate(
      primalResidual: kept.certificate.primalResidual, dualResidual: known.dualResidual,
      relativeGap: known.relativeGap + (kept.objective - objective) / (1 + abs(kept.objective)))
    guard solution.certificate.holds(AllocationSolver.tolerance) else { return self }
    return AllocationSolver.Solved(
      allocation: Allocation(solution, of: model), method: method, form: form,
      iterations: iterations, budgetPrices: budgetPrices, isProven: true, simplex: simplex)
  }

  /// What two optima may differ by, as a share of the objective: hours of a table are rounded.
  private static let rounding = 1e-7

  private var objective: Double { allocation.solution.objective }

  /// Whether people give hours that no soft booking of theirs wants.
  private var hasNewcomers: Bool {
    allocation.pieces.contains { piece in
      guard piece.kind == .free, piece.hours > AllocationModel.hoursOfNewcomers,
        case .person = allocation.model.plan.supply.units[piece.source].source
      else { return false }
      return true
    }
  }
}

extension AllocationModel {
  /// What a person may give in a cell besides soft bookings and still be no newcomer: what a table that
  /// has millionths of hours takes from a few lines.
  fileprivate static let hoursOfNewcomers = 4e-6

  /// The problem in which people's free hours serve soft bookings alone.
  fileprivate func withoutNewcomers() -> AllocationModel {
    var kept = problem
    let cells = plan.grid.cells.count
    for (supply, source) in sources.enumerated() where source.kind == .free {
      for member in source.members {
        guard case .person = plan.supply.units[member.source].source else { continue }
        for (offset, cell) in member.cells.enumerated() {
          let entry = supply * cells + cell
          kept.supplyHours[entry] -= max(0, member.hours[offset] - Self.hoursOfNewcomers)
        }
      }
      for entry in supply * cells..<(supply + 1) * cells {
        kept.supplyHours[entry] = max(0, kept.supplyHours[entry])
      }
    }
    return replacing(kept)
  }
}
