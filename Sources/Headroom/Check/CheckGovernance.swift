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
    /// In directive mode what is done about broken hard rules and gates; null where none is broken.
    @Nullable public var repair: RepairReport?
  }

  /// What follows from broken rules.
  public enum Verdict: String, Codable, Sendable, CaseIterable {
    /// No rule is broken.
    case met
    /// Advisory mode: findings for those who decide.
    case finding
    /// Supportive mode, and advice in any mode: the team decides.
    case advice
    /// Directive mode: hard rules and gates were broken, and changes that are allowed meet them all.
    case repaired
    /// A gate or hard rule is broken in controlling mode, or in directive mode without a repair that was
    /// found.
    case failed
    /// Directive mode: no change that is allowed meets all hard rules and gates.
    case impossible
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
    /// In controlling mode, of a gate or hard rule that is broken: the smallest changes that meet it, or
    /// why there are none; else null.
    @Nullable public var smallestRepair: String?
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
    /// How strictly it is held to the rule: its initiative's mode, else the plan's.
    public var mode: Governance.Mode
    /// What the fields of the rule hold, as `owner: none, value: 2000`.
    public var facts: String
  }
}

extension Check.GovernanceReport {
  /// How many subjects break rules.
  public var broken: Int { rules.reduce(0) { $0 + $1.violations.count } }

  /// The gravest that follows from any violation; those of directive mode come to what the repair does.
  static func verdict(
    _ rules: [Check.RuleRow], _ repair: Check.RepairReport?
  ) -> Check.Verdict {
    let verdicts = rules.flatMap { rule in
      rule.violations.map { violation -> Check.Verdict in
        switch violation.mode {
        case .advisory: .finding
        case .supportive: .advice
        case .controlling: rule.severity == .advice ? .advice : .failed
        case .directive: rule.severity == .advice ? .advice : repair?.outcome.verdict ?? .failed
        }
      }
    }
    return Check.Verdict.allCases.last { verdicts.contains($0) } ?? .met
  }
}
