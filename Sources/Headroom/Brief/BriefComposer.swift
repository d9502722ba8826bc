import PlanCompiler
import PlanModel
import WorkCalendar

/// Gathers a project's page from the plan's tables.
struct BriefComposer {
  let request: Brief.Request
  let project: Project
  /// The plan with the project as confirmed work.
  let study: Study

  private var compiled: CompiledPlan { study.compiled }
  private var plan: Plan { compiled.plan }
  private var initiative: Initiative? { plan.initiatives.first { $0.id == project.initiative } }
  private var pitch: Pitch? { if case .pitch(let pitch) = request.subject { pitch } else { nil } }

  /// Hours below this are the rounding of sums.
  static let leastHours = 0.5

  func answer() -> Brief.Answer {
    let index = compiled.indexOfProject[project.id]
    let window = index.flatMap { compiled.demand.windows[$0] }
    let lines = compiled.demand.lines.indices.filter {
      compiled.demand.lines[$0].project == index
    }
    let hours = lines.map { line in
      (0..<compiled.demand.cellCount).reduce(0) { $0 + compiled.demand.hours(of: line, in: $1) }
    }
    let rates = MeanPay(compiled).rates(of: compiled.demand)
    let goal = initiative?.goal.flatMap { id in
      plan.goals.first { $0.id == id }.map { $0.name ?? $0.id }
    }
    var answer = Brief.Answer(
      plan: PlanIdentity(request.plan, today: request.today), summary: "", project: project.id,
      name: project.name, status: project.status, gate: project.gate,
      initiative: project.initiative, goal: pitch?.goal ?? goal, owner: project.owner,
      manager: project.manager, sponsor: project.sponsor,
      budgetOwner: pitch?.budgetOwner ?? initiative?.budgetOwner,
      start: project.start ?? window?.first, finish: project.finish ?? window?.last,
      deadline: project.deadline, value: project.value, costOfDelay: project.costOfDelay,
      budget: project.budget,
      cost: rates.map { rates in zip(lines, hours).reduce(0) { $0 + rates[$1.0] * $1.1 } },
      hours: hours.reduce(0, +), shortHours: shortHours, deliverables: pitch?.deliverables ?? [],
      milestones: milestones, kpis: kpis, risks: risks,
      roles: zip(lines, hours).map(role), people: people, predecessors: predecessors, missing: [])
    answer.missing = gaps(answer)
    answer.summary = sentence(answer)
    return answer
  }

  // MARK: Parts

  private var shortHours: Double {
    study.bottlenecks.bottlenecks.flatMap(\.projects).filter { $0.project == project.id }
      .reduce(0) { $0 + $1.shortHours }
  }

  private var milestones: [Brief.Milestone] {
    plan.tasks.filter { $0.project == project.id && $0.kind == .milestone }
      .map { Brief.Milestone(name: $0.name ?? $0.id, date: $0.finish ?? $0.start) }
      .sorted { ($0.date ?? .latest, $0.name) < ($1.date ?? .latest, $1.name) }
  }

  private var risks: [Brief.Risk] {
    (pitch?.risks ?? []).map {
      Brief.Risk(name: $0.name, response: $0.response, owner: $0.owner)
    }
  }

  private var kpis: [Brief.KPI] {
    plan.kpis.filter { $0.project == project.id }.map {
      Brief.KPI(name: $0.name ?? $0.id, unit: $0.unit, value: $0.value, target: $0.target)
    }
  }

  private func role(_ line: Int, _ hours: Double) -> Brief.Role {
    let row = compiled.demand.lines[line]
    var level = 0
    if case .skill(_, let asked) = row.need { level = asked }
    return Brief.Role(skill: row.skill, level: level, hours: hours)
  }

  private var people: [String] {
    var ids: Set<String> = []
    for row in plan.assignments where row.project == project.id {
      if case .person(let id) = row.holder { ids.insert(id) }
    }
    return plan.people.filter { ids.contains($0.id) }.map { $0.name ?? $0.id }.sorted()
  }

  private var predecessors: [Brief.Predecessor] {
    let own = Set(plan.tasks.filter { $0.project == project.id }.map(\.id) + [project.id])
    return plan.dependencies.filter { own.contains($0.successor) && !own.contains($0.predecessor) }
      .map {
        Brief.Predecessor(id: $0.predecessor, kind: $0.kind, finish: finish(of: $0.predecessor))
      }
  }

  private func finish(of id: String) -> Day? {
    if let task = plan.tasks.first(where: { $0.id == id }) { return task.finish }
    let row = plan.projects.first { $0.id == id }
    return row?.finish
      ?? compiled.indexOfProject[id].flatMap { compiled.demand.windows[$0]?.last }
  }
}
