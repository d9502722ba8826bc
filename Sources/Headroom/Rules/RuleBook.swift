import PlanModel

/// A rule of the plan with its two expressions.
struct ReadRule: Sendable {
  let rule: Governance.Rule
  let subject: RuleSubject
  /// Whom it is asked of; nil: everybody.
  let condition: RuleExpression?
  let requirement: RuleExpression

  /// Whether the rule is about that subject.
  func isAsked(of subjectCase: RuleCase) throws(RuleCase.DividedByZero) -> Bool {
    guard let condition else { return true }
    return try subjectCase.meets(condition)
  }

  /// Whether the subject is one that the rule is about, and does not meet it; what cannot be computed is
  /// not met.
  func isBroken(by subjectCase: RuleCase) -> Bool {
    do throws(RuleCase.DividedByZero) {
      guard try isAsked(of: subjectCase) else { return false }
      return !(try subjectCase.meets(requirement))
    } catch {
      return true
    }
  }
}

/// Rules as they can be asked.
struct RuleBook: Sendable {
  let rules: [ReadRule]
  /// For each subject of some rule the fields that are asked for.
  let asked: [RuleSubject: Set<String>]

  /// - Throws: `unusable-option` where a rule cannot be read, which no plan from files has.
  init(_ rules: [Governance.Rule]) throws(RequestError) {
    var read: [ReadRule] = []
    var asked: [RuleSubject: Set<String>] = [:]
    for rule in rules {
      let one = try Self.read(rule)
      asked[one.subject, default: []].formUnion(
        (one.condition?.fields ?? []) + one.requirement.fields)
      read.append(one)
    }
    self.rules = read
    self.asked = asked
  }

  private static func read(_ rule: Governance.Rule) throws(RequestError) -> ReadRule {
    guard let subject = RuleSubject(rawValue: rule.subject) else {
      throw unreadable(rule.id, "a rule cannot be about '\(rule.subject)'")
    }
    do throws(RuleFault) {
      var condition: RuleExpression?
      if let text = rule.condition { condition = try RuleExpression(parsing: text, for: subject) }
      return ReadRule(
        rule: rule, subject: subject, condition: condition,
        requirement: try RuleExpression(parsing: rule.requirement, for: subject))
    } catch {
      throw unreadable(rule.id, error.message)
    }
  }

  /// A rule or formula that cannot be read.
  static func unreadable(
    _ id: String, _ message: String, field: String = "governance.rules"
  ) -> RequestError {
    RequestError([
      Diagnostic(
        id: RequestFault.unusableOption.rawValue, severity: .error, field: field,
        value: id, message: message, expected: "a text that can be read")
    ])
  }
}
