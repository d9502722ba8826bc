import PlanCompiler
import PlanModel
import WorkCalendar

/// Compares a plan with and without somebody.
struct ImpactComposer {
  let request: Impact.Request
  let before: StaffedPlan
  let after: StaffedPlan

  /// What a project asks: the lines of both plans are the same but for their numbers.
  private struct Key: Hashable {
    let project: String
    let skill: String
  }

  /// Hours of less than this are the rounding of the solver.
  private static let leastHours = 0.01

  func answer() -> Impact.Answer {
    let work = work()
    let uncovered = uncovered()
    let moves = MoveFinder(after.allocation, after.tally).moves().filter {
      $0.hours >= Self.leastHours && $0.person != request.person && $0.last >= request.from
    }
    let points = singlePoints()
    let hours = uncovered.reduce(0) { $0 + $1.hours }
    let loss = uncovered.reduce(0) { $0 + $1.loss }
    return Impact.Answer(
      plan: PlanIdentity(request.plan, today: request.today),
      summary: sentence(work, uncovered, hours, loss, points), person: request.person,
      from: request.from, work: work, uncovered: uncovered, uncoveredHours: hours, loss: loss,
      moves: moves, singlePoints: points)
  }

  private func key(_ line: DemandLine, _ plan: CompiledPlan) -> Key {
    Key(project: plan.demand.projects[line.project].id, skill: line.skill)
  }

  /// What the person does from the day on.
  private func work() -> [Impact.WorkRow] {
    let plan = before.plan
    var hours: [Key: Double] = [:]
    for piece in before.allocation.pieces
    where piece.kind != .contract && plan.grid.cells[piece.cell].last >= request.from {
      guard case .person(request.person) = before.allocation.giver(of: piece) else { continue }
      hours[key(plan.demand.lines[piece.line], plan), default: 0] += piece.hours
    }
    return hours.map { Impact.WorkRow(project: $0.project, skill: $0.skill, hours: $1) }
      .filter { $0.hours >= Self.leastHours }
      .sorted { ($1.hours, $0.project, $0.skill) < ($0.hours, $1.project, $1.skill) }
  }

  /// What is served by project and skill, and what that is worth an hour.
  private func served(_ staffed: StaffedPlan) -> [Key: Double] {
    var hours: [Key: Double] = [:]
    for piece in staffed.allocation.pieces {
      hours[key(staffed.plan.demand.lines[piece.line], staffed.plan), default: 0] += piece.hours
    }
    return hours
  }

  /// What is served less than before: work that only the person's own bookings asked is lost as well.
  private func uncovered() -> [Impact.UncoveredRow] {
    let (old, new) = (served(before), served(after))
    return old.keys.compactMap { key -> Impact.UncoveredRow? in
      let lost = old[key, default: 0] - new[key, default: 0]
      guard lost >= Self.leastHours, let project = before.plan.indexOfProject[key.project] else {
        return nil
      }
      return Impact.UncoveredRow(
        project: key.project, skill: key.skill, hours: lost,
        loss: lost * before.plan.hourPrices[project])
    }.sorted { ($1.loss, $0.project, $0.skill) < ($0.loss, $1.project, $1.skill) }
  }

  /// What only the person may serve, of the people who are there then.
  private func singlePoints() -> [Impact.SinglePoint] {
    let plan = before.plan
    let cells = plan.grid.cells.indices.filter { plan.grid.cells[$0].last >= request.from }
    let model = before.allocation.model
    let others = plan.supply.units.indices.filter { unit in
      plan.supply.units[unit].id != request.person
        && cells.contains { plan.supply.plannableHours[unit * before.cellCount + $0] > 0 }
    }
    let own = plan.supply.units.indices.filter { plan.supply.units[$0].id == request.person }
    return plan.demand.lines.indices.compactMap { number -> Impact.SinglePoint? in
      let line = plan.demand.lines[number]
      let asked = cells.reduce(0) {
        $0 + before.tally.demandHours[number * before.cellCount + $1]
      }
      guard asked >= Self.leastHours, own.contains(where: { model.mayServe($0, line: number) }),
        !others.contains(where: { model.mayServe($0, line: number) }),
        model.contractors(forLine: number).isEmpty
      else { return nil }
      let level = if case .skill(_, let level) = line.need { level } else { 0 }
      return Impact.SinglePoint(
        project: plan.demand.projects[line.project].id, skill: line.skill, level: level,
        demandHours: asked)
    }
  }

  private func sentence(
    _ work: [Impact.WorkRow], _ uncovered: [Impact.UncoveredRow], _ hours: Double, _ loss: Double,
    _ points: [Impact.SinglePoint]
  ) -> String {
    let person = request.plan.people.first { $0.id == request.person }
    let name = person?.name ?? request.person
    let all = work.reduce(0) { $0 + $1.hours }
    guard all > 0 else { return "\(name) has no work from \(request.from) on: nothing breaks." }
    let money = request.plan.settings.currency.map { " \($0)" } ?? ""
    let alone =
      points.isEmpty
      ? ""
      : " Nobody else can do \(Set(points.map(\.skill)).sorted().joined(separator: ", "))."
    guard let worst = uncovered.first else {
      return
        "\(name)'s \(grouped(all)) h from \(request.from) on can all be covered.\(alone)"
    }
    return """
      Without \(name), \(grouped(hours)) h stay undone from \(request.from) on, of \
      \(grouped(all)) h; they are worth \(grouped(loss))\(money). \
      \(worst.project) loses most: \(grouped(worst.hours)) h of \(worst.skill).\(alone)
      """
  }
}
