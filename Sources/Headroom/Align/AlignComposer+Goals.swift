import PlanCompiler
import PlanModel
import WorkCalendar

extension AlignComposer {
  /// Goals with what goes into them; last what serves none.
  func goals() -> [Align.GoalRow] {
    let goalOf = goalOfInitiative
    var rows = plan.goals.map { row(for: $0.id, $0) }
    rows.append(row(for: nil, nil))
    var place: [String?: Int] = [:]
    for (index, row) in rows.enumerated() where place[row.goal] == nil { place[row.goal] = index }
    for project in projects {
      let index = place[project.initiative.flatMap { goalOf[$0] }] ?? rows.count - 1
      let (demand, short) = study.hours(of: project.id)
      rows[index].projects += 1
      rows[index].demandHours += demand
      rows[index].servedHours += demand - short
    }
    let year = plan.settings.fiscalYear
    for budget in plan.budgets {
      let last = budget.period?.days(in: year).last ?? study.plan.grid.horizon?.last
      guard let last, last >= asOf else { continue }
      rows[place[goalOf[budget.initiative]] ?? rows.count - 1].money += budget.amount
    }
    let weights = plan.goals.reduce(0) { $0 + ($1.weight ?? 0) }
    let served = rows.reduce(0) { $0 + $1.servedHours }
    let money = rows.reduce(0) { $0 + $1.money }
    for index in rows.indices {
      if served > 0 { rows[index].capacityShare = rows[index].servedHours / served }
      if money > 0 { rows[index].moneyShare = rows[index].money / money }
      if weights > 0, let weight = rows[index].weightShare {
        rows[index].weightShare = weight / weights
      } else {
        rows[index].weightShare = nil
      }
    }
    if let last = rows.last, last.projects == 0, last.money == 0 { rows.removeLast() }
    return rows
  }

  private func row(for id: String?, _ goal: Goal?) -> Align.GoalRow {
    Align.GoalRow(
      goal: id, name: goal?.name, owner: goal?.owner, projects: 0, weightShare: goal?.weight,
      demandHours: 0, servedHours: 0, capacityShare: nil, money: 0, moneyShare: nil)
  }

  private var goalOfInitiative: [String: String] {
    Dictionary(
      plan.initiatives.compactMap { initiative in initiative.goal.map { (initiative.id, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// Projects without an initiative, or whose initiative has no goal.
  func orphans() -> [Align.Orphan] {
    let goalOf = goalOfInitiative
    return projects.compactMap { project -> Align.Orphan? in
      let isInitiativeKnown = project.initiative != nil
      if let initiative = project.initiative, goalOf[initiative] != nil { return nil }
      return Align.Orphan(
        project: project.id, lacks: isInitiativeKnown ? .goal : .initiative,
        initiative: project.initiative, owner: project.owner,
        demandHours: study.hours(of: project.id).demand)
    }.sorted { ($1.demandHours, $0.project) < ($0.demandHours, $1.project) }
  }

  /// What nobody answers for, or somebody who leaves before the work ends: projects, then initiatives,
  /// goals and teams with people.
  func ownershipGaps() -> [Align.OwnershipGap] {
    let lastDays = Dictionary(
      plan.people.compactMap { person in person.end.map { (person.id, $0) } },
      uniquingKeysWith: { first, _ in first })
    func gap(
      _ kind: Align.OwnershipGap.Kind, _ id: String, _ field: String, _ name: String?,
      until: Day?
    ) -> Align.OwnershipGap? {
      guard let name else {
        return Align.OwnershipGap(kind: kind, id: id, field: field, person: nil, lastDay: nil)
      }
      guard let end = lastDays[name], let until, end < until else { return nil }
      return Align.OwnershipGap(kind: kind, id: id, field: field, person: name, lastDay: end)
    }
    let end = study.plan.grid.horizon?.last
    let windows = Dictionary(
      zip(study.plan.demand.projects.map(\.id), study.plan.demand.windows),
      uniquingKeysWith: { first, _ in first })
    var gaps = projects.compactMap {
      gap(.project, $0.id, "owner", $0.owner, until: $0.finish ?? windows[$0.id]??.last)
    }
    for initiative in plan.initiatives {
      gaps += [
        gap(.initiative, initiative.id, "owner", initiative.owner, until: end),
        gap(.initiative, initiative.id, "budget_owner", initiative.budgetOwner, until: end),
      ].compactMap { $0 }
    }
    gaps += plan.goals.compactMap { gap(.goal, $0.id, "owner", $0.owner, until: end) }
    let staffed = Set(plan.people.compactMap(\.team))
    gaps += plan.teams.filter { staffed.contains($0.id) }
      .compactMap { gap(.team, $0.id, "lead", $0.lead, until: end) }
    return gaps
  }
}
