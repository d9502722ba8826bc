import Optimization
import WorkCalendar

/// Hours that a hard booking holds cost what free hours cost, and no other project may use them: they
/// serve their project before any free hour does, first those of whoever works on it, then those of
/// others at the same pay.
struct BookedFirst {
  private struct Place: Hashable {
    let project: Int
    let cell: Int
  }

  /// Hours of a unit that its bookings on a project hold in a cell and that nothing uses.
  private struct Idle {
    let unit: Int
    var hours: Double
    let bookings: [Int]
  }

  private let model: AllocationModel
  /// By unit what an hour costs; nil without bookings.
  private var rate: [Double?]
  private var idle: [Place: [Idle]] = [:]

  init(_ model: AllocationModel) {
    self.model = model
    rate = [Double?](repeating: nil, count: model.plan.supply.units.count)
    for (index, source) in model.sources.enumerated()
    where source.kind == .booked || source.kind == .free {
      for member in source.members {
        rate[member.source] = model.problem.supplies[index].moneyPerHour
      }
    }
  }

  /// Makes booked hours of free ones, as far as bookings on the project have any left. Where only some
  /// of a unit's bookings may serve a line, they are not used for it.
  func apply(to pieces: inout [Allocation.Piece]) {
    guard !model.plan.supply.bookings.isEmpty else { return }
    var copy = self
    copy.gather(pieces)
    var added: [Allocation.Piece] = []
    for isOwn in [true, false] {
      for index in pieces.indices where pieces[index].kind == .free {
        copy.replace(&pieces[index], isOwn: isOwn, added: &added)
      }
    }
    pieces.removeAll { $0.hours <= Allocation.negligibleHours }
    pieces += added
  }

  /// What bookings hold less what is used of it.
  private mutating func gather(_ pieces: [Allocation.Piece]) {
    for (number, booking) in model.plan.supply.bookings.enumerated() {
      guard let project = model.plan.indexOfProject[booking.project] else { continue }
      for (offset, cell) in booking.cells.enumerated() where booking.held[offset] > 0 {
        let place = Place(project: project, cell: cell)
        let known = idle[place]?.last
        if let known, known.unit == booking.unit {
          idle[place]?.removeLast()
          idle[place]?.append(
            Idle(
              unit: known.unit, hours: known.hours + booking.held[offset],
              bookings: known.bookings + [number]))
        } else {
          idle[place, default: []].append(
            Idle(unit: booking.unit, hours: booking.held[offset], bookings: [number]))
        }
      }
    }
    for piece in pieces where piece.kind == .booked {
      let place = Place(project: model.plan.demand.lines[piece.line].project, cell: piece.cell)
      guard let index = idle[place]?.firstIndex(where: { $0.unit == piece.source })
      else { continue }
      idle[place]?[index].hours -= piece.hours
    }
  }

  /// Hands a free piece over to the bookings of its own unit, or to those of others.
  private mutating func replace(
    _ piece: inout Allocation.Piece, isOwn: Bool, added: inout [Allocation.Piece]
  ) {
    let place = Place(project: model.plan.demand.lines[piece.line].project, cell: piece.cell)
    for index in (idle[place] ?? []).indices {
      guard let some = idle[place]?[index], (some.unit == piece.source) == isOwn,
        rate[some.unit] == rate[piece.source]
      else { continue }
      let moved = min(some.hours, piece.hours)
      guard moved > Allocation.negligibleHours, maySupply(some, piece.line) else { continue }
      idle[place]?[index].hours -= moved
      piece.hours -= moved
      added.append(
        Allocation.Piece(
          kind: .booked, source: some.unit, line: piece.line, cell: piece.cell, hours: moved))
    }
  }

  private func maySupply(_ idle: Idle, _ line: Int) -> Bool {
    let plan = model.plan
    return idle.bookings.allSatisfy {
      model.eligibility.mayServe(
        plan.supply.bookings[$0], plan.supply.units[idle.unit], model.eligibility.hubOfLine[line],
        task: plan.demand.lines[line].task)
    }
  }
}
