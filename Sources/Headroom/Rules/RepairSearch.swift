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

  /// For each set of rules that is met together the smallest plan that was tried and meets it.
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
  /// Where not all plans with a number of changes may be tried, those are that change the items that stand
  /// first by their largest option; then, of one that is enough, the smaller ones of the same item.
  ///
  /// - Throws: what `allocate` and `bottlenecks` throw.
  mutating func run(until isEnough: ([Bool]) -> Bool) async throws(RequestError) {
    for changes in 0...space.items.count {
      isOrdered = space.planCount(changes: changes) <= Double(mostTries - tried)
      guard isOrdered else {
        try await runCoarsely(changes, until: isEnough)
        return
      }
      for options in space.plans(changes: changes) {
        guard let met = try await tried(options) else { continue }
        if isEnough(met) { return }
      }
      guard !Task.isCancelled else { return }
      fullChanges = changes
    }
  }

  private mutating func runCoarsely(
    _ changes: Int, until isEnough: ([Bool]) -> Bool
  ) async throws(RequestError) {
    var part = space.coarse
    while part.planCount(changes: changes) > Double(mostTries - tried) {
      part = part.first(part.items.count - 1)
    }
    for options in part.plansInOrder(changes: changes) {
      guard let met = try await tried(options), isEnough(met) else { continue }
      guard options.count == 1, let option = options.first,
        let item = space.items.first(where: { $0.contains { $0.text == option.text } })
      else { return }
      for smaller in item.dropLast() where tried < mostTries {
        if let met = try await tried([smaller]), isEnough(met) { return }
      }
      return
    }
  }

  /// Tries a plan and keeps what it meets, the smallest for each set of rules; nil where a change cannot be
  /// made, or the task is cancelled.
  private mutating func tried(_ options: [RepairOption]) async throws(RequestError) -> [Bool]? {
    // What was computed while it was interrupted is no result.
    guard let met = try await met(with: options), !Task.isCancelled else { return nil }
    tried += 1
    if let known = found.firstIndex(where: { $0.met == met }) {
      if Self.size(options) < Self.size(found[known].options) { found[known].options = options }
    } else {
      found.append((met, options))
    }
    return met
  }

  private static func size(_ options: [RepairOption]) -> (Int, Int) {
    (options.count, options.reduce(0) { $0 + $1.size })
  }

  /// The smallest plan that was tried and meets all of some rules.
  func first(meeting rules: [Int]) -> [RepairOption]? {
    found.filter { entry in rules.allSatisfy { entry.met[$0] } }.map(\.options)
      .min { Self.size($0) < Self.size($1) }
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
