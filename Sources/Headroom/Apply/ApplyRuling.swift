import PlanCompiler
public import PlanModel
public import WorkCalendar

extension Apply {
  /// Whether a plan may become another, by how strictly it is run; see ``rule(_:becoming:today:tries:)``.
  public struct Ruling: Codable, Sendable, Hashable {
    /// The plan that it may become: in directive mode with what repairs it.
    public var plan: Plan
    /// The changes that repair it, as `whatif --inline` takes them; none in other modes.
    public var repair: [RepairChange]
    /// What is known before any file is looked at; agreement is not among it.
    public var obstacles: [Obstacle]

    /// A change of a repair.
    public struct RepairChange: Codable, Sendable, Hashable {
      /// What changes.
      public var change: PlanModel.Change
      /// As `whatif --inline` takes it.
      public var text: String
    }

    /// The most that a plan without any mode is held to: nothing.
    public static func free(_ plan: Plan) -> Ruling {
      Ruling(plan: plan, repair: [], obstacles: [])
    }
  }

  /// Something that stands in the way of a change.
  public struct Obstacle: Codable, Sendable, Hashable {
    /// What it is.
    public enum Kind: String, Codable, Sendable, Hashable, CaseIterable {
      /// Supportive mode: what the team has filled in would be replaced, and nobody says that it agrees.
      case agreement
      /// Advisory mode: it is advised, not run.
      case advised
      /// Directive mode: a project with a pin stays as it is.
      case pinned
      /// Controlling mode: a gate or hard rule fails that did not before. Directive mode: one fails for which
      /// no repair was found.
      case rule
      /// Directive mode: no change that is allowed meets the hard rules and gates; proven.
      case impossible
    }

    /// What it is.
    public var kind: Kind
    /// The mode that it follows from.
    public var mode: Governance.Mode
    /// What it is about, as `project atlas`; `the plan` where it is about no project or initiative.
    public var subject: String
    /// The rule; null where none is broken.
    @Nullable public var rule: String?
    /// What is in the way, and what to do, as a sentence.
    public var text: String

    init(
      _ kind: Kind, _ mode: Governance.Mode, _ subject: String, rule: String? = nil, _ text: String
    ) {
      self.kind = kind
      self.mode = mode
      self.subject = subject
      self._rule = Nullable(wrappedValue: rule)
      self.text = text
    }
  }

  /// Whether a plan may become another. Source: DESIGN, "Governance".
  ///
  /// What an initiative and its projects are held to is set by the initiative's own mode, where it has one,
  /// else by the plan's:
  ///
  /// - advisory: nothing of it may change;
  /// - supportive: what the team has filled in may change where it agrees, which the files tell
  ///   (``answer(_:)``);
  /// - controlling: no gate and no hard rule may fail that has not failed before;
  /// - directive: projects with a pin stay as they are but for the pin; gates and hard rules must be met, if
  ///   need be by a repair, which the plan then has too.
  ///
  /// - Parameter tries: the most plans that a repair may try; nil: fewer the larger the plan is.
  /// - Throws: what `check` throws.
  public static func rule(
    _ plan: Plan, becoming after: Plan, today: Day, tries: Int? = nil
  ) async throws(RequestError) -> Ruling {
    var ruling = Ruling.free(after)
    let held = HeldSubjects(plan)
    guard plan.settings.governance != nil || plan.initiatives.contains(where: { $0.mode != nil }),
      plan != after
    else { return ruling }
    let touched = ChangedSubjects(plan, after)
    for subject in touched.all where held.mode(subject) == .advisory {
      ruling.obstacles.append(
        Obstacle(
          .advised, .advisory, "\(subject)", "\(subject) is advised, not run: who runs it decides"))
    }
    for project in touched.pinned where held.mode(.project(project)) == .directive {
      ruling.obstacles.append(
        Obstacle(
          .pinned, .directive, "project \(project)",
          "project \(project) has a pin and stays as it is: take the pin off first"))
    }
    guard held.hasMode([.controlling, .directive]) else { return ruling }
    guard let judged = try await judgement(after, today, tries) else { return ruling }
    let known = try await failures(judgement(plan, today, 1)?.report)
    for row in judged.report.rules where row.severity != .advice {
      for violation in row.violations where violation.mode == .controlling {
        let failure = Failure(rule: row.id, subject: violation.id)
        if !known.contains(failure) { ruling.obstacles.append(rejection(row, violation)) }
      }
    }
    try take(judged, into: &ruling, today)
    return ruling
  }

  /// A rule that a subject fails.
  private struct Failure: Hashable {
    var rule: String
    var subject: String
  }

  private typealias Judgement = (report: Check.GovernanceReport, repair: [RepairOption])

  private static func judgement(
    _ plan: Plan, _ today: Day, _ tries: Int?
  ) async throws(RequestError) -> Judgement? {
    let judge = RuleJudge(
      plan: await CompiledPlan(plan), files: plan.files, today: today, tries: tries)
    return try await judge.judgement()
  }

  private static func failures(_ report: Check.GovernanceReport?) -> Set<Failure> {
    Set(
      (report?.rules ?? []).flatMap { row in
        row.violations.map { Failure(rule: row.id, subject: $0.id) }
      })
  }

  private static func rejection(_ row: Check.RuleRow, _ violation: Check.Violation) -> Obstacle {
    let owner = violation.owner.map { "; \($0) answers for it" } ?? ""
    let mend = row.smallestRepair.map { "; the smallest repair: \($0)" } ?? ""
    return Obstacle(
      .rule, .controlling, "\(row.subject.rawValue) \(violation.id)", rule: row.id,
      "\(row.severity.rawValue) \(row.id) fails for \(violation.id) (\(violation.facts))\(owner)\(mend)"
    )
  }

  /// What directive mode does about rules that fail after the change.
  private static func take(
    _ judged: Judgement, into ruling: inout Ruling, _ today: Day
  ) throws(RequestError) {
    guard let repair = judged.report.repair else { return }
    switch repair.outcome {
    case .repaired:
      let changes = judged.repair.map { PlacedChange($0.change) }
      ruling.plan = try outcome(
        of: Scenario(name: "repair", changes: changes), on: ruling.plan, today: today)
      ruling.repair = judged.repair.map {
        Ruling.RepairChange(change: $0.change, text: $0.text)
      }
    case .impossible:
      ruling.obstacles.append(
        Obstacle(
          .impossible, .directive, "the plan", rule: repair.contradiction.first,
          "no change that is allowed meets \(listed(repair.contradiction)): \(repair.bound)"))
    case .notFound:
      let failing = judged.report.rules.filter { row in
        row.severity != .advice && row.violations.contains { $0.mode == .directive }
      }.map(\.id)
      ruling.obstacles.append(
        Obstacle(
          .rule, .directive, "the plan", rule: failing.first,
          """
          \(listed(failing)) \(failing.count == 1 ? "fails" : "fail"), and no repair was found: \
          \(repair.bound)
          """))
    }
  }
}
