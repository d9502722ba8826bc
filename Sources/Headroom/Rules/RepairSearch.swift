import PlanCompiler
import PlanModel
import WorkCalendar

/// Tries plans of a space, the fewest and smallest changes first, and keeps which rules each meets.
struct RepairSearch {
  private let base: CompiledPlan
  private let today: Day
  private let book: RuleBook
  private let space: RepairSpace
  private let modes: Set<Governance.Mode>
  private let mostTries: Int

  /// For each set of rules that is met together the first plan that meets it, in the order of trying.
  private(set) var found: [(met: [Bool], options: [RepairOption])] = []
  /// How many plans were tried.
  private(set) var tried = 0
  /// All plans with at most so many changes were tried.
  private(set) var fullChanges = -1
  /// Whether the plans of the last number of changes come from the whole space, the smallest first.
  private(set) var isOrdered = true

  /// - Parameters:
  ///   - book: the rules that are to be met.
  ///   - modes: only subjects that are held to the rules in one of these modes count.
  init(
    _ base: CompiledPlan, today: Day, book: RuleBook, space: RepairSpace,
    modes: Set<Governance.Mode>, mostTries: Int
  ) {
    self.base = base
    self.today = today
    self.book = book
    self.space = space
    self.modes = modes
    self.mostTries = max(1, mostTries)
  }

  /// Fewer plans are tried the larger they are.
  static func defaultTries(_ plan: CompiledPlan) -> Int {
    min(2000, max(8, 1_000_000 / max(1, plan.demand.lines.count * plan.demand.cellCount)))
  }

  /// Whether every plan of the space was tried.
  var isComplete: Bool { fullChanges >= space.items.count }
  var planCount: Double { space.planCount }

  /// Tries plans until `isEnough` of the rules that one meets, no more may be tried, or the task is
  /// cancelled.
  ///
  /// - Throws: what `allocate` and `bottlenecks` throw.
  mutating func run(until isEnough: ([Bool]) -> Bool) async throws(RequestError) {
    for changes in 0...space.items.count {
      let left = mostTries - tried
      // Where not all of them may be tried, those of the items that stand first.
      var part = space
      while part.planCount(changes: changes) > Double(left) {
        part = part.first(part.items.count - 1)
      }
      isOrdered = part.items.count == space.items.count
      for options in part.plans(changes: changes) {
        guard let met = try await met(with: options) else { continue }
        // What was computed while it was interrupted is no result.
        guard !Task.isCancelled else { return }
        tried += 1
        if !found.contains(where: { $0.met == met }) { found.append((met, options)) }
        if isEnough(met) { return }
      }
      guard isOrdered else { return }
      fullChanges = changes
    }
  }

  /// The first plan that was tried and meets all of some rules.
  func first(meeting rules: [Int]) -> [RepairOption]? {
    found.first { entry in rules.allSatisfy { entry.met[$0] } }?.options
  }

  /// Which rules the plan with some changes meets; nil where a change cannot be made.
  private func met(with options: [RepairOption]) async throws(RequestError) -> [Bool]? {
    guard let plan = changed(by: options) else { return nil }
    let compiled = options.isEmpty ? base : await CompiledPlan(plan)
    let results = try await RuleResults(compiled, today: today, asked: book.asked)
    let cases = RuleCases(results: results)
    let held = HeldSubjects(compiled.plan)
    var known: [RuleSubject: [RuleCase]] = [:]
    for subject in book.asked.keys {
      known[subject] = cases.cases(of: subject).filter { modes.contains(held.mode($0, subject)) }
    }
    return book.rules.map { rule in
      !(known[rule.subject] ?? []).contains { rule.isBroken(by: $0) }
    }
  }

  /// The plan with some changes, on the days of the plan as it is; nil where a change cannot be made.
  func changed(by options: [RepairOption]) -> Plan? {
    var plan = base.plan
    if let horizon = base.grid.horizon {
      (plan.settings.starts, plan.settings.ends) = (horizon.first, horizon.last)
      plan.settings.quarters = nil
    }
    for option in options {
      do throws(ChangeFault) { _ = try option.change.apply(to: &plan, today: today) } catch {
        return nil
      }
    }
    return plan
  }
}

/// How strictly each subject of a rule is held to it.
struct HeldSubjects: Sendable {
  private let plan: Governance.Mode
  private let initiatives: [String: Governance.Mode]
  private let initiativeOf: [String: String]

  init(_ plan: Plan) {
    self.plan = plan.settings.governance?.mode ?? .supportive
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
    case .person, .goal, .plan, .bottleneck, .quarter: plan
    }
  }

  func mode(ofProject id: String) -> Governance.Mode {
    initiativeOf[id].map { mode(ofInitiative: $0) } ?? plan
  }

  func mode(ofInitiative id: String) -> Governance.Mode { initiatives[id] ?? plan }
}
