import PlanModel

/// How strictly each subject of a rule is held to it.
struct HeldSubjects: Sendable {
  /// The plan's own mode.
  let mode: Governance.Mode
  private let initiatives: [String: Governance.Mode]
  private let initiativeOf: [String: String]

  init(_ plan: Plan) {
    mode = plan.settings.governance?.mode ?? .supportive
    initiatives = Dictionary(
      plan.initiatives.compactMap { row in row.mode.map { (row.id, $0) } },
      uniquingKeysWith: { first, _ in first })
    initiativeOf = Dictionary(
      plan.projects.compactMap { row in row.initiative.map { (row.id, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// A project and an initiative are held in the initiative's own mode, where it has one; all else in the
  /// plan's.
  func mode(_ subjectCase: RuleCase, _ subject: RuleSubject) -> Governance.Mode {
    switch subject {
    case .project: mode(ofProject: subjectCase.id)
    case .initiative: mode(ofInitiative: subjectCase.id)
    case .person, .goal, .plan, .bottleneck, .quarter: mode
    }
  }

  func mode(ofProject id: String) -> Governance.Mode {
    initiativeOf[id].map { mode(ofInitiative: $0) } ?? mode
  }

  func mode(ofInitiative id: String) -> Governance.Mode { initiatives[id] ?? mode }

  /// Whether the plan or an initiative is held in one of the modes.
  func hasMode(_ modes: Set<Governance.Mode>) -> Bool {
    modes.contains(mode) || initiatives.values.contains { modes.contains($0) }
  }
}
