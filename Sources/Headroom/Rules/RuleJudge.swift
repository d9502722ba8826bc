import PlanCompiler
import PlanModel
import WorkCalendar

/// Asks the rules of a plan of everybody whom they are about.
struct RuleJudge: Sendable {
  let plan: CompiledPlan
  let files: [String]
  let today: Day
  /// The most plans that a repair may try; nil: fewer the larger the plan is.
  var tries: Int?

  /// The report; nil where the plan has no governance.
  ///
  /// - Throws: `unusable-option` where a rule cannot be read, which no plan from files has; and what
  ///   `bottlenecks` and `allocate` throw, where rules ask for their numbers.
  func report() async throws(RequestError) -> Check.GovernanceReport? {
    try await judgement()?.report
  }

  /// The report, and in directive mode the changes that repair the plan; nil where the plan has no
  /// governance.
  ///
  /// - Throws: what ``report()`` throws.
  func judgement() async throws(RequestError) -> (
    report: Check.GovernanceReport, repair: [RepairOption]
  )? {
    guard let governance = plan.plan.settings.governance else { return nil }
    let book = try RuleBook(governance.rules)
    // Whoever is interrupted still wants to know which rules are broken.
    let (plan, today) = (plan, today)
    let results = try await uninterrupted { () async throws(RequestError) in
      try await RuleResults(plan, today: today, asked: book.asked)
    }
    let cases = Dictionary(
      uniqueKeysWithValues: book.asked.keys.map { ($0, RuleCases(results: results).cases(of: $0)) })
    let held = HeldSubjects(plan.plan)
    var rows = book.rules.map { row($0, cases[$0.subject] ?? [], held) }
    let repairs = RuleRepairs(
      plan: plan, today: today, rules: book.rules, rows: rows, tries: tries)
    let repair = try await repairs.directive()
    let smallest = try await repairs.smallest()
    for index in rows.indices { rows[index].smallestRepair = smallest[rows[index].id] }
    let report = Check.GovernanceReport(
      mode: governance.mode, verdict: Check.GovernanceReport.verdict(rows, repair?.report),
      rules: rows, repair: repair?.report)
    return (report, repair?.options ?? [])
  }

  private func row(
    _ read: ReadRule, _ cases: [RuleCase], _ held: HeldSubjects
  ) -> Check.RuleRow {
    let rule = read.rule
    func violation(_ subjectCase: RuleCase, _ facts: String) -> Check.Violation {
      self.violation(rule, subjectCase, held.mode(subjectCase, read.subject), facts)
    }
    var judged = 0
    var violations: [Check.Violation] = []
    for subjectCase in cases {
      // What cannot be computed is not met, and is said.
      do throws(RuleCase.DividedByZero) {
        guard try read.isAsked(of: subjectCase) else { continue }
        judged += 1
        if try subjectCase.meets(read.requirement) { continue }
        violations.append(violation(subjectCase, facts(read.requirement, subjectCase)))
      } catch {
        violations.append(violation(subjectCase, "it divides by 0"))
      }
    }
    return Check.RuleRow(
      id: rule.id, severity: rule.severity, subject: read.subject, requirement: rule.requirement,
      why: rule.why, repair: rule.repair, smallestRepair: nil,
      judged: judged, violations: violations)
  }

  private func violation(
    _ rule: Governance.Rule, _ subjectCase: RuleCase, _ mode: Governance.Mode, _ facts: String
  ) -> Check.Violation {
    let index = Int(subjectCase.origin.file)
    let isPlaced = files.indices.contains(index) && subjectCase.origin.line > 0
    return Check.Violation(
      id: subjectCase.id, owner: owner(rule, subjectCase),
      file: isPlaced ? files[index] : nil,
      line: isPlaced ? Int(subjectCase.origin.line) : nil, mode: mode, facts: facts)
  }

  /// Whom the rule names: a field of the subject, else a text as it stands; without one the subject's
  /// owner, or the lead of the person's team.
  private func owner(_ rule: Governance.Rule, _ subjectCase: RuleCase) -> String? {
    let known = RuleSubject(rawValue: rule.subject)?.fields.map(\.name) ?? []
    let names = rule.owner.map { [$0] } ?? ["owner", "team.lead"]
    for name in names {
      if !known.contains(name), rule.owner != nil { return name }
      if case .text(let text)? = subjectCase.values[name] { return text }
    }
    return nil
  }

  /// What the fields of a rule hold; of the weeks the largest value.
  private func facts(_ rule: RuleExpression, _ subjectCase: RuleCase) -> String {
    rule.fields.map { name in
      if let weeks = subjectCase.weekly[name] {
        let most = weeks.compactMap { $0 }.max()
        return "\(name): " + (most.map { "up to \(plain($0, decimals: 2))" } ?? "none")
      }
      switch subjectCase.values[name] {
      case .number(let number)?: return "\(name): \(plain(number, decimals: 2))"
      case .text(let text)?: return "\(name): \(text)"
      case .day(let day)?: return "\(name): \(day)"
      case .truth(let truth)?: return "\(name): \(truth ? "yes" : "no")"
      case nil: return "\(name): none"
      }
    }.joined(separator: ", ")
  }
}
