public import Optimization
import PlanModel
import WorkCalendar

extension Allocation {
  /// How the hours of an optimum become who works on what.
  public struct Staffing: Sendable, Hashable {
    /// How many more pairs of a person and a line a hand-over is worth. 0: nobody remembers who did
    /// what the week before.
    public var handOver = 2.0
    /// What a piece of less than a tenth of a week costs besides, in pairs.
    public var small = 1.0
    /// Whether pieces are whole days where that costs nothing.
    public var wholeDays = true

    /// The usual options.
    public init() {}
  }

  /// The same optimum as a plan that people can live with: who works on what, week by week.
  ///
  /// In each cell people of equal pay may swap hours; each line gets what it has in the solution, but
  /// that work which may lie anywhere in a window goes on evenly, and bookings stay as they are. Of all
  /// ways to hand them out one with few pairs of person and line is taken that keeps the pairs of the
  /// week before, avoids hand-overs and small pieces, gives work to people of the level that it asks and
  /// of the project's own teams (those of the people booked on it, and those that its lines name), and
  /// has whole days where that costs nothing. Nobody gives more than their hours of the cell. See
  /// ``SparseUses``.
  ///
  /// The objective stays what it is but for 10⁻⁷ of it.
  public func staffed(_ options: Staffing = Staffing()) -> Allocation {
    let staffing = AllocationStaffing(model, options: options)
    let slices = staffing.sparse.slices(of: solution)
    var pieces = slices.map { slice in
      let source = model.sources[Int(staffing.sparse.givers[Int(slice.giver)].supply)]
      return Piece(
        kind: source.kind, source: source.members[staffing.memberOfGiver[Int(slice.giver)]].source,
        line: model.asked[Int(slice.demand)].line, cell: Int(slice.cell), hours: slice.hours)
    }
    BookedFirst(model).apply(to: &pieces)
    return Allocation(
      model, staffing.sparse.solution(solution, with: slices), handedOut: pieces)
  }

  /// How few and how lasting the pieces are; a contract's and a pool's people are one person.
  ///
  /// - Parameter byProject: whether a person's lines of one project are one.
  public func measures(byProject: Bool = false) -> StaffingMeasures {
    let plan = model.plan
    let people = StaffedPeople(plan)
    let cells = plan.grid.cells.count
    let supply = plan.supply
    var givers = supply.units.indices.map { unit in
      SparseUses.Giver(
        supply: 0, person: people.ofUnit[unit], cells: 0..<cells,
        hours: Array(supply.plannableHours[unit * cells..<(unit + 1) * cells]))
    }
    for pool in plan.plan.pools.indices {
      givers.append(
        SparseUses.Giver(
          supply: 0, person: people.ofPool(pool), cells: 0..<cells, hours: plan.standardHours))
    }
    let slices = pieces.map { piece in
      SparseUses.Slice(
        cell: Int32(piece.cell),
        giver: Int32(piece.kind == .contract ? supply.units.count + piece.source : piece.source),
        demand: Int32(piece.line), directArc: -1, hours: piece.hours)
    }
    return StaffingMeasures(
      of: slices, givers: givers,
      lines: plan.demand.lines.indices.map {
        Int32(byProject ? plan.demand.lines[$0].project : $0)
      }, fullHours: plan.standardHours, weeks: plan.grid.weeks)
  }
}

extension AllocationSolver.Solved {
  /// The same optimum and proof as a plan that people can live with.
  public func staffed() -> AllocationSolver.Solved {
    AllocationSolver.Solved(
      allocation: allocation.staffed(), method: method, form: form, iterations: iterations,
      budgetPrices: budgetPrices, isProven: isProven, simplex: simplex)
  }
}
