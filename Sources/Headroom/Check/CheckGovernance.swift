public import PlanModel

extension Check {
  /// What the plan's rules say of it.
  public struct GovernanceReport: Codable, Sendable, Hashable {
    /// How strict the plan is run.
    public var mode: Governance.Mode
    /// What follows from it.
    public var verdict: Verdict
    /// In the order of plan.yaml.
    public var rules: [RuleRow]
  }

  /// What follows from broken rules.
  public enum Verdict: String, Codable, Sendable, CaseIterable {
    /// No rule is broken.
    case met
    /// Advisory mode: findings for those who decide.
    case finding
    /// Supportive mode, and advice in any mode: the team decides.
    case advice
    /// A gate or hard rule is broken in controlling or directive mode.
    case failed
  }

  /// A rule and who breaks it.
  public struct RuleRow: Codable, Sendable, Hashable {
    /// Its id.
    public var id: String
    /// Advice, gate or hard.
    public var severity: Governance.Rule.Severity
    /// Project, person, initiative or bottleneck.
    public var subject: RuleSubject
    /// What must hold, as it is written.
    public var requirement: String
    /// The reason, in words; null where none is given.
    @Nullable public var why: String?
    /// What to do where it is broken; null where the rule does not say.
    @Nullable public var repair: String?
    /// How many subjects it was asked of.
    public var judged: Int
    /// Those that break it, by id.
    public var violations: [Violation]
  }

  /// A subject that breaks a rule.
  public struct Violation: Codable, Sendable, Hashable {
    /// Its id; of a bottleneck its skills and period.
    public var id: String
    /// Who answers for it; null where nobody is known.
    @Nullable public var owner: String?
    /// The file of its row; null where it has none.
    @Nullable public var file: String?
    /// The line of its row; null where it has none.
    @Nullable public var line: Int?
    /// What the fields of the rule hold, as `owner: none, value: 2000`.
    public var facts: String
  }
}

extension Check.GovernanceReport {
  /// How many subjects break rules.
  public var broken: Int { rules.reduce(0) { $0 + $1.violations.count } }

  static func verdict(_ mode: Governance.Mode, _ rules: [Check.RuleRow]) -> Check.Verdict {
    let broken = rules.filter { !$0.violations.isEmpty }
    guard !broken.isEmpty else { return .met }
    switch mode {
    case .advisory: return .finding
    case .supportive: return .advice
    case .controlling, .directive:
      return broken.contains { $0.severity != .advice } ? .failed : .advice
    }
  }
}
