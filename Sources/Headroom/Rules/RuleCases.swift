import PlanCompiler
import PlanModel
import WorkCalendar

/// The subjects of rules, with the values of their fields.
struct RuleCases: Sendable {
  let plan: CompiledPlan
  let today: Day

  private var rows: Plan { plan.plan }

  /// Everybody of a kind, by id; what no rule asks for is not computed.
  func cases(
    of subject: RuleSubject, asked: Set<String>
  ) async throws(RequestError) -> [RuleCase] {
    switch subject {
    case .project: try await projects(asked)
    case .person: people()
    case .initiative: initiatives()
    case .bottleneck: try await bottlenecks()
    }
  }

  private func projects(_ asked: Set<String>) async throws(RequestError) -> [RuleCase] {
    var served: [String: Allocate.ProjectRow] = [:]
    if !asked.isDisjoint(with: ["demand_hours", "short_hours"]) {
      var request = Allocate.Request(plan: rows, today: today)
      request.prices = .none
      for row in try await Allocate.answer(request).projects { served[row.project] = row }
    }
    let owners = Dictionary(
      rows.initiatives.map { ($0.id, $0.budgetOwner) }, uniquingKeysWith: { first, _ in first })
    let milestones = Dictionary(
      grouping: rows.tasks.filter { $0.kind == .milestone }, by: \.project
    ).mapValues(\.count)
    return rows.projects.filter { $0.status != .done && $0.status != .cancelled }.map { project in
      var found = RuleCase(id: project.id, origin: project.origin)
      found.set("id", project.id)
      found.set("name", project.name)
      found.set("status", project.status.rawValue)
      found.set("initiative", project.initiative)
      found.set("owner", project.owner)
      found.set("manager", project.manager)
      found.set("sponsor", project.sponsor)
      found.set("budget_owner", project.initiative.flatMap { owners[$0] ?? nil })
      found.set("gate", project.gate)
      found.set("priority", project.priority)
      found.set("probability", project.probability)
      found.set("value", project.value)
      found.set("cost_of_delay", project.costOfDelay)
      found.set("budget", project.budget)
      found.set("milestones", Double(milestones[project.id] ?? 0))
      found.set("demand_hours", served[project.id]?.demandHours ?? 0)
      found.set("short_hours", served[project.id]?.shortHours ?? 0)
      found.set("start", project.start)
      found.set("finish", project.finish)
      found.set("deadline", project.deadline)
      found.set("must_finish", project.mustFinish)
      found.values["must_have"] = .truth(project.mustHave)
      return found
    }
  }

  private func people() -> [RuleCase] {
    let leads = Dictionary(
      rows.teams.map { ($0.id, $0.lead) }, uniquingKeysWith: { first, _ in first })
    let request = Load.Request(plan: rows, today: today)
    let load = Dictionary(
      LoadComposer(request: request, plan: plan).answer().rows.map { ($0.id, $0.cells) },
      uniquingKeysWith: { first, _ in first })
    return rows.people.map { person in
      var found = RuleCase(id: person.id, origin: person.origin)
      found.set("id", person.id)
      found.set("name", person.name)
      found.set("team", person.team)
      found.set("team.lead", person.team.flatMap { leads[$0] ?? nil })
      found.set("role", person.role)
      found.set("location", person.location)
      found.set("manager", person.manager)
      found.set("fte", person.fte)
      found.set("skills", Double(person.skills.count))
      found.set("start", person.start)
      found.set("end", person.end)
      let cells = load[person.id] ?? []
      found.weekly["plannable_hours"] = cells.map(\.plannableHours)
      found.weekly["booked_hours"] = cells.map(\.bookedHours)
      found.weekly["free_hours"] = cells.map(\.freeHours)
      found.weekly["utilisation"] = cells.map {
        $0.plannableHours > 0 ? $0.bookedHours / $0.plannableHours : nil
      }
      return found
    }
  }

  private func initiatives() -> [RuleCase] {
    let budgets = Dictionary(grouping: rows.budgets, by: \.initiative)
      .mapValues { $0.reduce(0) { $0 + $1.amount } }
    let projects = Dictionary(grouping: rows.projects, by: \.initiative).mapValues(\.count)
    return rows.initiatives.map { initiative in
      var found = RuleCase(id: initiative.id, origin: initiative.origin)
      found.set("id", initiative.id)
      found.set("name", initiative.name)
      found.set("goal", initiative.goal)
      found.set("owner", initiative.owner)
      found.set("budget_owner", initiative.budgetOwner)
      found.set("value", initiative.value)
      found.set("floor", initiative.floor)
      found.set("cap", initiative.cap)
      found.set("budget", budgets[initiative.id])
      found.set("projects", Double(projects[initiative.id] ?? 0))
      return found
    }
  }

  private func bottlenecks() async throws(RequestError) -> [RuleCase] {
    var request = Bottlenecks.Request(plan: rows, today: today)
    request.prices = .none
    request.basis = .confirmed
    let ranked = try await Bottlenecks.answer(request).ranked
    return ranked.filter { !$0.past && $0.basis == .confirmed }.map { finding in
      let name = "\(finding.named.joined(separator: " + ")) in \(finding.period)"
      var found = RuleCase(id: name)
      found.set("id", name)
      found.set("period", finding.period.description)
      found.set("kind", finding.kind.rawValue)
      found.set("missing_fte", finding.missingFTE)
      found.set("missing_hours", finding.missingHours)
      found.set("hires_needed", finding.hiresNeeded)
      found.set("holders", Double(finding.holders))
      found.set("decide_by", finding.decideBy)
      found.values["decide_by_passed"] = finding.decideByPassed.map { .truth($0) }
      return found
    }
  }
}

extension RuleCase {
  fileprivate mutating func set(_ name: String, _ text: String?) {
    values[name] = text.map { .text($0) }
  }

  fileprivate mutating func set(_ name: String, _ number: Double?) {
    values[name] = number.map { .number($0) }
  }

  fileprivate mutating func set(_ name: String, _ day: Day?) { values[name] = day.map { .day($0) } }
}
