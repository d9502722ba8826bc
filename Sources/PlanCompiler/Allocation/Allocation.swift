public import Optimization
import PlanModel
import WorkCalendar

/// An optimal allocation in the plan's words: who gives how many hours to which line in which cell.
public struct Allocation: Sendable {
  /// Hours of one unit or pool for one line in one cell.
  public struct Piece: Sendable, Hashable {
    /// Which of the giver's hours.
    public var kind: AllocationModel.Kind
    /// An index of ``CompiledSupply/units``; of the plan's pools for a contract.
    public var source: Int
    /// An index of ``CompiledDemand/lines``.
    public var line: Int
    /// A cell of the grid.
    public var cell: Int
    /// More than 0.
    public var hours: Double
  }

  /// How the hours of an optimum are handed to people.
  public struct Options: Sendable, Hashable {
    /// The stability: how many more pairs of a person and a line a hand-over is worth. 0: nobody
    /// remembers who did what the week before.
    public var handOver = 2.0
    /// What a piece of less than a tenth of a week costs besides, in pairs.
    public var small = 1.0
    /// Whether pieces are whole days where that costs nothing.
    public var wholeDays = true

    /// The usual options.
    public init() {}
  }

  /// The problem.
  public let model: AllocationModel
  /// Its optimum, with the hours of the pieces.
  public let solution: TransportSolution
  /// Sorted by cell, then by line and giver.
  public let pieces: [Piece]
  /// How few and how lasting the pieces are.
  public let measures: StaffingMeasures
  /// The pieces by the members of the problem's supplies.
  let slices: [SparseUses.Slice]

  /// Hours of less than this are the rounding of the solver.
  public static let negligibleHours = 1e-7

  /// Hands the hours of an optimum to people, week by week, at the same cost.
  ///
  /// In each cell people of equal pay may swap hours; each line gets what it has in the solution, and
  /// bookings stay as they are. Of all ways to hand them out one with few pairs of person and line is
  /// taken that keeps the pairs of the week before, avoids hand-overs and small pieces, gives work to
  /// people of the level that it asks and of the project's own teams (those of the people booked on it,
  /// and those that its lines name), and has whole days where that costs nothing. Nobody gives more
  /// than their hours of the cell. See ``SparseUses``.
  ///
  /// - Parameter previous: an earlier allocation of the same model. Where its pieces of a cell are an
  ///   optimum as they stand, they stay; elsewhere its pairs are kept if that costs no more.
  public init(
    _ solution: TransportSolution, of model: AllocationModel, options: Options = Options(),
    keeping previous: Allocation? = nil
  ) {
    let staffing = AllocationStaffing(model, options: options)
    slices = staffing.sparse.slices(of: solution, planned: previous?.slices ?? [])
    self.model = model
    self.solution = staffing.sparse.solution(solution, with: slices)
    measures = StaffingMeasures(
      of: slices, givers: staffing.sparse.givers, lines: model.asked.map { Int32($0.line) },
      fullHours: model.plan.standardHours, weeks: AllocationStaffing.weeks(of: model.plan.grid))
    var pieces = slices.map { slice in
      let source = model.sources[Int(staffing.sparse.givers[Int(slice.giver)].supply)]
      return Piece(
        kind: source.kind, source: source.members[staffing.memberOfGiver[Int(slice.giver)]].source,
        line: model.asked[Int(slice.demand)].line, cell: Int(slice.cell), hours: slice.hours)
    }
    Allocation.takeFreeBeforeOvertime(&pieces, model, cellCount: model.plan.grid.cells.count)
    self.pieces = Allocation.merged(pieces)
  }

  /// Where pay is not known overtime costs as much as free hours: nothing. Free hours go first.
  private static func takeFreeBeforeOvertime(
    _ pieces: inout [Piece], _ model: AllocationModel, cellCount: Int
  ) {
    let overtime = pieces.indices.filter { pieces[$0].kind == .overtime }
    guard !overtime.isEmpty else { return }
    let supply = model.plan.supply
    var used: [Int: Double] = [:]
    for piece in pieces where piece.kind == .free || piece.kind == .wished {
      used[piece.source * cellCount + piece.cell, default: 0] += piece.hours
    }
    var added: [Piece] = []
    for index in overtime {
      var piece = pieces[index]
      let entry = piece.source * cellCount + piece.cell
      let idle = max(0, supply.freeHours[entry] - used[entry, default: 0])
      let moved = min(idle, piece.hours)
      guard moved > negligibleHours else { continue }
      used[entry, default: 0] += moved
      pieces[index].hours -= moved
      piece.kind = .free
      piece.hours = moved
      added.append(piece)
    }
    pieces.removeAll { $0.hours <= negligibleHours }
    pieces += added
  }

  /// Sorted, with the pieces of one giver, kind, line and cell as one.
  private static func merged(_ pieces: [Piece]) -> [Piece] {
    let sorted = pieces.sorted { $0.order < $1.order }
    var result: [Piece] = []
    result.reserveCapacity(sorted.count)
    for piece in sorted {
      if let last = result.last, last.order == piece.order {
        result[result.count - 1].hours += piece.hours
      } else {
        result.append(piece)
      }
    }
    return result
  }

  /// The pieces as rows of the plan's words, which the verifier reads.
  public var rows: [AllocationRow] {
    let plan = model.plan
    return pieces.map { piece in
      let line = plan.demand.lines[piece.line]
      return AllocationRow(
        giver: giver(of: piece), kind: piece.kind, project: plan.demand.projects[line.project].id,
        task: line.task, need: line.need, team: line.team, days: plan.grid.cells[piece.cell],
        hours: piece.hours)
    }
  }

  /// Whose hours they are.
  public func giver(of piece: Piece) -> AllocationRow.Giver {
    guard piece.kind != .contract else { return .pool(model.plan.plan.pools[piece.source].id) }
    let unit = model.plan.supply.units[piece.source]
    return if case .hire = unit.source { .hire(unit.id) } else { .person(unit.id) }
  }

  /// The three parts of the objective, from the pieces.
  public var objective: AllocationObjective {
    let plan = model.plan
    var served = [Double](repeating: 0, count: plan.demand.lines.count)
    var staffing = 0.0
    for piece in pieces { served[piece.line] += piece.hours }
    for use in solution.uses {
      staffing += use.hours * model.problem.supplies[Int(use.supply)].costPerHour
    }
    var shortage = 0.0
    for (number, line) in plan.demand.lines.enumerated() {
      var asked = 0.0
      for cell in 0..<plan.demand.cellCount { asked += plan.demand.hours(of: number, in: cell) }
      let short = model.shares[line.project] * asked - served[number]
      shortage += plan.hourPrices[line.project] * max(0, short)
    }
    var kept = 0.0
    for use in solution.uses where use.directArc >= 0 {
      kept -= use.hours * model.problem.directArcs[Int(use.directArc)].cost
    }
    return AllocationObjective(
      shortage: shortage, staffing: staffing, friction: max(0, model.frictionAtMost - kept))
  }
}

extension Allocation.Piece {
  fileprivate var order: (Int, Int, Int, Int) {
    // A contract's number is one of another list than a unit's.
    (cell, line, kind == .contract ? 1 : 0, source * 8 + kind.rawValue)
  }
}
