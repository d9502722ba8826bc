import PlanCompiler
import PlanModel
import WorkCalendar

/// Tries plans of a space, the fewest and smallest changes first, and keeps which rules each meets.
struct RepairSearch {
  let base: CompiledPlan
  private let today: Day
  let book: RuleBook
  let space: RepairSpace
  private let modes: Set<Governance.Mode>
  let mostTries: Int

  /// For each set of rules that is met together the smallest plan that was tried and meets it.
  private(set) var found: [(met: [Bool], options: [RepairOption])] = []
  /// How many plans were tried.
  private(set) var tried = 0
  /// How many groups of plans were looked at, to rule them out.
  var probed = 0
  /// Items of which it is known that taking all of them away does not help.
  var helpless: [Set<Int>] = []
  /// What the plan meets where everything that may move is taken away: no change meets more. Known only
  /// where that does not help.
  var most: [Bool]?
  /// All plans with at most so many changes were tried or ruled out.
  private(set) var fullChanges = -1
  /// Whether the plans of the last number of changes come from the whole space, the smallest first.
  private(set) var isOrdered = true

  /// Whether the task was cancelled before the search had ended.
  var isInterrupted = false

  /// - Parameters:
  ///   - book: the rules that are to be met.
  ///   - met: which of them the plan meets as it is.
  ///   - modes: only subjects that are held to the rules in one of these modes count.
  init(
    _ base: CompiledPlan, today: Day, book: RuleBook, met: [Bool], space: RepairSpace,
    modes: Set<Governance.Mode>, mostTries: Int
  ) {
    self.base = base
    self.today = today
    self.book = book
    self.space = space
    self.modes = modes
    self.mostTries = max(1, mostTries)
    found = [(met, [])]
    tried = 1
    fullChanges = 0
  }

  /// Fewer plans are tried the larger they are.
  static func defaultTries(_ plan: CompiledPlan) -> Int {
    min(2000, max(24, 1_000_000 / max(1, plan.demand.lines.count * plan.demand.cellCount)))
  }

  /// Whether every plan of the space was tried or ruled out.
  var isComplete: Bool { fullChanges >= space.items.count }
  var planCount: Double { space.planCount }

  /// Tries plans until `isEnough` of the rules that one meets, no more may be tried, or the task is
  /// cancelled.
  ///
  /// Where not all plans may be tried, whole groups of them are ruled out first: none of those that touch
  /// some items helps where taking these away does not. Of what is left then, those come that change the
  /// items that stand first by their largest option; then, of one that is enough, the smaller ones of the
  /// same item.
  ///
  /// - Parameter mayHelp: whether a plan that meets no more than these rules may be one that is looked for.
  /// - Throws: what `allocate` and `bottlenecks` throw.
  mutating func run(
    mayHelp: ([Bool]) -> Bool, until isEnough: ([Bool]) -> Bool
  ) async throws(RequestError) {
    if let asItIs = found.first, isEnough(asItIs.met) { return }
    let rulesOut = canRelax && space.planCount > Double(mostTries)
    if rulesOut, try await isRuledOut(Array(space.items.indices), mayHelp) {
      fullChanges = space.items.count
      return
    }
    for changes in stride(from: 1, through: space.items.count, by: 1) {
      var part: [[RepairOption]]?
      if rulesOut, let open = try await openSets(of: changes, mayHelp) {
        let plans = space.plans(of: open)
        if plans.count <= room { part = plans }
      } else if space.planCount(changes: changes) <= Double(room) {
        part = space.plans(changes: changes)
      }
      isOrdered = part != nil
      guard let part else { return try await runCoarsely(changes, until: isEnough) }
      for options in part {
        guard let met = try await tried(options) else { continue }
        if isEnough(met) { return }
      }
      guard !isInterrupted else { return }
      fullChanges = changes
    }
  }

  /// How many more plans may be tried.
  var room: Int { max(0, mostTries - tried - probed) }

  private mutating func runCoarsely(
    _ changes: Int, until isEnough: ([Bool]) -> Bool
  ) async throws(RequestError) {
    var part = (changes == 1 ? space.only(hopeful) : space).coarse
    while part.planCount(changes: changes) > Double(room) {
      part = part.first(part.items.count - 1)
    }
    for options in part.plansInOrder(changes: changes) {
      guard let met = try await tried(options), isEnough(met) else { continue }
      guard options.count == 1, let option = options.first,
        let item = space.items.first(where: { $0.contains { $0.text == option.text } })
      else { return }
      for smaller in item.dropLast() where room > 0 {
        if let met = try await tried([smaller]), isEnough(met) { return }
      }
      return
    }
  }

  /// Tries a plan and keeps what it meets, the smallest for each set of rules; nil where a change cannot be
  /// made, or the task is cancelled.
  private mutating func tried(_ options: [RepairOption]) async throws(RequestError) -> [Bool]? {
    guard !isInterrupted else { return nil }
    let met = try await met(with: options)
    // What was computed while it was interrupted is no result.
    isInterrupted = Task.isCancelled
    guard let met, !isInterrupted else { return nil }
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
  func met(with options: [RepairOption]) async throws(RequestError) -> [Bool]? {
    guard let plan = changed(by: options) else { return nil }
    let compiled = await CompiledPlan(plan)
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
