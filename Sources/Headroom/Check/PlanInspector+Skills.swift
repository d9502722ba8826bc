import PlanCompiler
import PlanModel

extension PlanInspector {
  /// A skill, within a team or anywhere, that too few can do.
  private struct Gap: Hashable {
    var skill: String
    var team: String?
  }

  /// What is asked for in a gap, over all of its rows.
  private struct Ask {
    /// The lowest level at which too few can do it.
    var level: Int
    /// The first row of that level.
    var origin: RowOrigin
    var holder: SupplyUnit?
    var projects: Set<String> = []
  }

  /// Can somebody do what is asked, and is it more than one?
  ///
  /// - Complexity: people × different asks, whatever the number of rows.
  func skills() -> [Diagnostic] {
    var gaps: [Gap: [Int: Ask?]] = [:]
    for row in rows.demand where plan.sources.counts(row) {
      guard case .skill(let skill, let level) = row.need else { continue }
      let gap = Gap(skill: skill, team: row.team)
      let ask = gaps[gap]?[level] ?? self.ask(gap, level, row.origin)
      var changed = ask
      changed?.projects.insert(row.project)
      gaps[gap, default: [:]][level] = .some(changed)
    }
    return gaps.flatMap { gap, levels -> [Diagnostic] in
      let asks = levels.values.compactMap { $0 }.sorted { $0.level < $1.level }
      let unheld = asks.filter { $0.holder == nil }
      let single = asks.filter { $0.holder != nil }
      return [PlanInspector.merged(unheld), PlanInspector.merged(single)]
        .compactMap { $0 }.map { finding(gap, $0) }
    }
  }

  /// nil where two or more can do it.
  private func ask(_ gap: Gap, _ level: Int, _ origin: RowOrigin) -> Ask? {
    let able = plan.supply.units.filter { unit in
      guard let held = unit.level(of: gap.skill), held >= level else { return false }
      return gap.team.map { plan.teams.contains($0, member: unit.team) } ?? true
    }
    guard able.reduce(0, { $0 + $1.headcount }) < 2 else { return nil }
    return Ask(level: level, origin: origin, holder: able.first { $0.headcount > 0 })
  }

  /// The lowest level stands for the higher ones, whose projects need it as well.
  private static func merged(_ asks: [Ask]) -> Ask? {
    guard var first = asks.first else { return nil }
    for ask in asks { first.projects.formUnion(ask.projects) }
    return first
  }

  private func finding(_ gap: Gap, _ ask: Ask) -> Diagnostic {
    let level = ask.level > 1 ? " at level \(ask.level) or above" : ""
    let what = gap.skill + level + (gap.team.map { " in team \($0)" } ?? "")
    let needed = PlanInspector.need(ask.projects.sorted())
    let value = "\(gap.skill):\(ask.level)"
    if let holder = ask.holder {
      return warning(
        .singleHolder, ask.origin, field: "skill", value: value,
        "only \(names.label(holder.id)) has \(what); \(needed)",
        do: "train a second person, or agree on who stands in when they are away")
    }
    let isLower = plan.supply.units.contains { $0.level(of: gap.skill) != nil }
    return warning(
      .unheldSkill, ask.origin, field: "skill", value: value,
      "nobody has \(what)\(isLower ? ", some hold less of it or elsewhere" : ""); \(needed)",
      expected: "a person, or a hire that counts, who holds it",
      do: isLower
        ? "train somebody who holds it, or plan a hire"
        : suggestion(for: gap.skill, among: heldSkills)
          ?? "add the skill to people who hold it, or plan a hire")
  }

  /// `atlas needs it`, `atlas and crm need it`, `5 projects need it`.
  private static func need(_ projects: [String]) -> String {
    switch projects.count {
    case 1: "\(projects[0]) needs it"
    case 2: "\(projects[0]) and \(projects[1]) need it"
    default: "\(projects.count) projects need it"
    }
  }

  private var heldSkills: [String] {
    Set(plan.supply.units.flatMap { $0.skills.map(\.skill) }).sorted()
  }
}
