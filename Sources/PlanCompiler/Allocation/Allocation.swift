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

  /// The problem.
  public let model: AllocationModel
  /// Its optimum.
  public let solution: TransportSolution
  /// Sorted by cell, then by line and giver.
  public let pieces: [Piece]

  /// Hours of less than this are the rounding of the solver.
  public static let negligibleHours = 1e-7

  /// Hands the hours of each supply to its members, the members and lines in canonical order.
  ///
  /// Any way of handing them out costs the same; here a member is used up before the next one begins.
  /// It is no plan to work by: see ``staffed(_:)``.
  public init(_ solution: TransportSolution, of model: AllocationModel) {
    var pieces: [Piece] = []
    pieces.reserveCapacity(solution.uses.count)
    var first = 0
    let uses = solution.uses
    while first < uses.count {
      var last = first
      while last < uses.count, uses[last].cell == uses[first].cell,
        uses[last].supply == uses[first].supply
      {
        last += 1
      }
      Allocation.hand(uses[first..<last], of: model, to: &pieces)
      first = last
    }
    self.init(model, solution, handedOut: pieces)
  }

  /// Pieces in any order, which are the hours of a solution handed to people.
  init(_ model: AllocationModel, _ solution: TransportSolution, handedOut pieces: [Piece]) {
    self.model = model
    self.solution = solution
    var pieces = pieces
    Allocation.takeFreeBeforeOvertime(&pieces, model, cellCount: model.plan.grid.cells.count)
    self.pieces = Allocation.merged(pieces)
  }

  /// The hours of one supply in one cell, handed to its members.
  private static func hand(
    _ uses: ArraySlice<TransportSolution.Use>, of model: AllocationModel, to pieces: inout [Piece]
  ) {
    guard let some = uses.first else { return }
    let source = model.sources[Int(some.supply)]
    let cell = Int(some.cell)
    var member = 0
    func room(_ member: Int) -> Double {
      let member = source.members[member]
      return member.cells.contains(cell) ? member.hours[cell - member.cells.lowerBound] : 0
    }
    var left = room(0)
    for use in uses {
      var hours = use.hours
      while hours > 0 {
        while left <= 0, member + 1 < source.members.count {
          member += 1
          left = room(member)
        }
        // The last member takes what rounding has left over.
        let isLast = member + 1 == source.members.count
        let taken = isLast ? hours : min(hours, left)
        if taken > negligibleHours {
          pieces.append(
            Piece(
              kind: source.kind, source: source.members[member].source,
              line: model.asked[Int(use.demand)].line, cell: cell, hours: taken))
        }
        hours -= taken
        left -= taken
      }
    }
  }

  /// Where pay is not known overtime costs as much as free hours: nothing. Free hours go first.
  private static func takeFreeBeforeOvertime(
    _ pieces: inout [Piece], _ model: AllocationModel, cellCount: Int
  ) {
    let overtime = pieces.indices.filter { pieces[$0].kind == .overtime }
    guard !overtime.isEmpty else { return }
    let supply = model.plan.supply
    let people = supply.unitsOfGivers
    var used: [Int: Double] = [:]
    for piece in pieces where piece.kind == .free || piece.kind == .wished {
      used[piece.source * cellCount + piece.cell, default: 0] += piece.hours
    }
    func idle(_ unit: Int, _ cell: Int) -> Double {
      supply.freeHours[unit * cellCount + cell] - used[unit * cellCount + cell, default: 0]
    }
    var added: [Piece] = []
    for index in overtime {
      var piece = pieces[index]
      // What the bookings of a person take on the days of one unit is missing in the others.
      let ofPerson = people[piece.source].reduce(0) { $0 + idle($1, piece.cell) }
      let moved = min(max(0, min(idle(piece.source, piece.cell), ofPerson)), piece.hours)
      guard moved > negligibleHours else { continue }
      used[piece.source * cellCount + piece.cell, default: 0] += moved
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
  public var rows: [AllocationRow] { pieces.map { model.row(of: $0) } }

  /// Whose hours they are.
  public func giver(of piece: Piece) -> AllocationRow.Giver { model.giver(of: piece) }

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

extension AllocationModel {
  /// A piece in the plan's words.
  func row(of piece: Allocation.Piece) -> AllocationRow {
    let line = plan.demand.lines[piece.line]
    return AllocationRow(
      giver: giver(of: piece), kind: piece.kind, project: plan.demand.projects[line.project].id,
      task: line.task, need: line.need, team: line.team, days: plan.grid.cells[piece.cell],
      hours: piece.hours)
  }

  /// Whose hours a piece is.
  func giver(of piece: Allocation.Piece) -> AllocationRow.Giver {
    guard piece.kind != .contract else { return .pool(plan.plan.pools[piece.source].id) }
    let unit = plan.supply.units[piece.source]
    return switch unit.source {
    case .person: .person(unit.id)
    case .hire: .hire(unit.id)
    case .contract: .contract(unit.id)
    }
  }
}

extension Allocation.Piece {
  fileprivate var order: (Int, Int, Int, Int) {
    // A contract's number is one of another list than a unit's.
    (cell, line, kind == .contract ? 1 : 0, source * 8 + kind.rawValue)
  }
}
