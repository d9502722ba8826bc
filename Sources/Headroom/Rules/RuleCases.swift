import PlanCompiler
import PlanModel
import WorkCalendar

/// The subjects of rules, with the values of their fields.
struct RuleCases: Sendable {
  let results: RuleResults

  private var rows: Plan { results.plan.plan }

  /// Everybody of a kind, by id.
  func cases(of subject: RuleSubject) -> [RuleCase] {
    switch subject {
    case .project: projects()
    case .person: people()
    case .initiative: initiatives()
    case .goal: goals()
    case .plan: [plan()]
    case .bottleneck: bottlenecks()
    case .quarter: quarters()
    }
  }

  /// The projects that are not over.
  private var open: [Project] {
    rows.projects.filter { $0.status != .done && $0.status != .cancelled }
  }

  private func projects() -> [RuleCase] {
    let owners = Dictionary(
      rows.initiatives.map { ($0.id, $0.budgetOwner) }, uniquingKeysWith: { first, _ in first })
    let milestones = Dictionary(
      grouping: rows.tasks.filter { $0.kind == .milestone }, by: \.project
    ).mapValues(\.count)
    return open.map { project in
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
      setWork(of: [project], in: &found)
      found.set("start", project.start)
      found.set("finish", project.finish)
      found.set("deadline", project.deadline)
      found.set("must_finish", project.mustFinish)
      found.values["must_have"] = .truth(project.mustHave)
      return found
    }
  }

  /// What projects ask, lack and spend together.
  private func setWork(of projects: [Project], in found: inout RuleCase) {
    func sum(
      _ rows: [String: Allocate.ProjectRow], _ number: (Allocate.ProjectRow) -> Double
    ) -> Double {
      projects.reduce(0) { sum, project in sum + (rows[project.id].map(number) ?? 0) }
    }
    found.set("demand_hours", sum(results.served, \.demandHours))
    found.set("short_hours", sum(results.served, \.shortHours))
    found.set("spent", sum(results.unlimited, \.cost))
  }

  private func people() -> [RuleCase] {
    let leads = Dictionary(
      rows.teams.map { ($0.id, $0.lead) }, uniquingKeysWith: { first, _ in first })
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
      let cells = results.load[person.id] ?? []
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
    let projects = Dictionary(grouping: rows.projects, by: \.initiative).mapValues(\.count)
    let openProjects = Dictionary(grouping: open, by: \.initiative)
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
      found.set("budget", budget { $0 == initiative.id })
      found.set("projects", Double(projects[initiative.id] ?? 0))
      setWork(of: openProjects[initiative.id] ?? [], in: &found)
      return found
    }
  }

  /// All budgets of some initiatives; nil where they have none.
  private func budget(of isMeant: (String) -> Bool) -> Double? {
    let amounts = rows.budgets.filter { isMeant($0.initiative) }.map(\.amount)
    return amounts.isEmpty ? nil : amounts.reduce(0, +)
  }

  private func goals() -> [RuleCase] {
    let goalOf = Dictionary(
      rows.initiatives.map { ($0.id, $0.goal) }, uniquingKeysWith: { first, _ in first })
    let byGoal = Dictionary(grouping: open) { $0.initiative.flatMap { goalOf[$0] ?? nil } }
    return rows.goals.map { goal in
      let projects = byGoal[goal.id] ?? []
      let values = rows.initiatives.filter { $0.goal == goal.id }.compactMap(\.value)
      var found = RuleCase(id: goal.id, origin: goal.origin)
      found.set("id", goal.id)
      found.set("name", goal.name)
      found.set("owner", goal.owner)
      found.set("weight", goal.weight)
      found.set("value", values.isEmpty ? nil : values.reduce(0, +))
      found.set("budget", budget { goalOf[$0] == goal.id })
      found.set("projects", Double(projects.count))
      setWork(of: projects, in: &found)
      return found
    }
  }

  private func plan() -> RuleCase {
    var found = RuleCase(id: rows.settings.name ?? "the plan")
    let asOf = rows.settings.asOf ?? results.today
    let values = open.compactMap(\.value)
    found.set("name", rows.settings.name)
    found.set(
      "people",
      Double(rows.people.count { ($0.start ?? asOf) <= asOf && ($0.end ?? asOf) >= asOf }))
    found.set("projects", Double(open.count))
    found.set("value", values.isEmpty ? nil : values.reduce(0, +))
    found.set("budget", budget { _ in true })
    setWork(of: results.plan.demand.projects, in: &found)
    let plannable = results.plan.supply.plannableHours.reduce(0, +)
    found.set("plannable_hours", plannable)
    if case .number(let demand)? = found.values["demand_hours"], plannable > 0 {
      found.set("utilisation", demand / plannable)
    }
    found.set("bottlenecks", Double(results.bottlenecks.count))
    return found
  }

  private func bottlenecks() -> [RuleCase] {
    results.bottlenecks.map { finding in
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

extension RuleCases {
  private func quarters() -> [RuleCase] {
    results.quarters.enumerated().map { index, quarter in
      var found = RuleCase(id: quarter.span.period.description)
      let hours = quarter.standardHours
      found.set("id", found.id)
      found.set("number", Double(index + 1))
      found.set("probability", quarter.probability)
      found.set("missing_hours", quarter.missingHours)
      found.set("missing_fte", hours > 0 ? quarter.missingHours / hours : nil)
      found.set("exposure_hours", quarter.exposureHours)
      found.set("exposure_fte", hours > 0 ? quarter.exposureHours / hours : nil)
      found.set("start", quarter.span.days.first)
      found.set("end", quarter.span.days.last)
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
