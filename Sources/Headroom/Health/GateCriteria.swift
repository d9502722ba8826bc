import PlanModel

/// The criteria of the stage gates: the rules of plan.yaml for projects whose `where` names `gate`.
struct GateCriteria: Sendable {
  let book: RuleBook

  /// - Throws: `unusable-option` where a rule cannot be read, which no plan from files has.
  init(_ plan: Plan) throws(RequestError) {
    let all = try RuleBook(plan.settings.governance?.rules ?? [])
    let gates = all.rules.filter {
      $0.subject == .project && $0.condition?.fields.contains("gate") == true
    }
    book = try RuleBook(gates.map(\.rule))
  }

  /// The gates before which some projects stand, by name.
  func rows(_ projects: [Project], _ cases: [RuleCase]) -> [Health.GateRow] {
    let caseOf = Dictionary(cases.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let byGate = Dictionary(grouping: projects.filter { $0.gate != nil }) { $0.gate ?? "" }
    return byGate.sorted { $0.key < $1.key }.map { gate, projects in
      var criteria: [Health.Criterion] = []
      for rule in book.rules where projects.contains(where: { asks(rule, $0, caseOf) }) {
        criteria.append(
          Health.Criterion(
            rule: rule.rule.id, requirement: rule.rule.requirement, why: rule.rule.why))
      }
      let rows = projects.map { project in
        let unmet = book.rules.filter { rule in
          caseOf[project.id].map { rule.isBroken(by: $0) } ?? false
        }.map(\.rule.id)
        return Health.GateProject(project: project.id, passes: unmet.isEmpty, unmet: unmet)
      }
      return Health.GateRow(
        gate: gate, criteria: criteria, projects: rows.sorted { $0.project < $1.project })
    }
  }

  private func asks(
    _ rule: ReadRule, _ project: Project, _ cases: [String: RuleCase]
  ) -> Bool {
    guard let found = cases[project.id] else { return false }
    return (try? rule.isAsked(of: found)) ?? true
  }
}
