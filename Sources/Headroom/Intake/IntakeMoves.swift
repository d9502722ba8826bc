import PlanCompiler
import PlanModel
import WorkCalendar

/// Whether there is room for the new work once some projects wait or are given up, without compiling the
/// plan again: only they and the people who are booked on them are looked at anew.
struct IntakeMoves: Sendable {
  private let room: IntakeRoom
  private let relief: ReliefModel
  /// For each project those who are booked on it.
  private let booked: [String: Set<String>]
  /// The cells of the new work come first: there it shows at once where there is no room.
  private let cells: [Int]

  init(_ room: IntakeRoom) {
    self.room = room
    let relief = room.relief(room.pitch, in: room.plan)
    self.relief = relief
    var booked: [String: Set<String>] = [:]
    for row in room.plan.plan.assignments {
      if case .person(let id) = row.holder { booked[row.project, default: []].insert(id) }
    }
    self.booked = booked
    let own = room.plan.demand.windows[room.pitch].map { room.plan.grid.cells(in: $0) } ?? 0..<0
    cells = Array(own) + relief.spans.indices.filter { !own.contains($0) }
  }

  /// Whether there is room with changes of some projects.
  ///
  /// - Parameter wait: whether the projects come behind all others; else they are given up.
  func isRoom(with changes: [Change], of projects: [String], wait: Bool) async -> Bool {
    let people = projects.reduce(into: Set<String>()) { $0.formUnion(booked[$1] ?? []) }
    var plan = room.plan.plan.narrowed(toPeople: people, projects: Set(projects))
    for change in changes {
      guard (try? change.apply(to: &plan, today: room.today)) != nil else { return false }
    }
    let other = await CompiledPlan(plan, horizon: room.plan.grid.horizon)
    var model = relief
    let released = people.sorted().map { id in
      model.difference(model.hours(of: id, in: other, as: id), model.hours(ofPerson: id))
    }
    model.close()
    let indices = Set(projects.compactMap { room.plan.indexOfProject[$0] })
    guard wait else { return behind(model, released, .init(without: indices)) != nil }
    guard let moved = model.behind(indices, as: other) else { return false }
    return behind(model, released, moved).map { room.keeps(projects, in: other, behind: $0) }
      ?? false
  }

  /// Hours of what comes behind all others that nobody can do; nil where there is no room.
  private func behind(
    _ model: ReliefModel, _ released: [ReliefModel.Change], _ moved: ReliefModel.Moved
  ) -> Double? {
    var (broken, behind) = (0.0, 0.0)
    for cell in cells where !model.isUntouched(cell, by: released, moved) {
      let gap = model.gap(in: cell, with: released, moved)
      broken += gap.brokenHours
      behind += gap.waitingHours
      guard broken < Intake.leastHours else { return nil }
    }
    return behind
  }
}
