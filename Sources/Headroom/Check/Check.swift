import PlanCompiler
public import PlanModel
public import WorkCalendar

/// Is the plan sound? Errors come from reading it; these are the warnings that a planner would want.
public enum Check: Verb {
  /// The question.
  public struct Request: Codable, Sendable {
    /// The plan.
    public var plan: Plan
    /// The day of the run.
    public var today: Day
    /// What reading the plan's files found worth a look.
    public var readingWarnings: [Diagnostic]
    /// The most plans that a repair of broken rules may try; nil: fewer the larger the plan is.
    public var tries: Int?

    /// Asks about a plan that could be read.
    public init(plan: Plan, today: Day, readingWarnings: [Diagnostic] = []) {
      self.plan = plan
      self.today = today
      self.readingWarnings = readingWarnings
    }
  }

  /// Numbers of an older plan are no longer those of the day.
  public static let staleAfterDays = 30

  /// Answers the request.
  public static func answer(_ request: Request) async throws(RequestError) -> Answer {
    try await timed(request).answer
  }

  /// Answers the request, and says how long compiling and looking took.
  ///
  /// - Throws: what `bottlenecks` and `allocate` throw where the plan's rules ask for their numbers.
  public static func timed(
    _ request: Request
  ) async throws(RequestError) -> (answer: Answer, times: StageTimes) {
    var times = StageTimes()
    let clock = ContinuousClock()
    var start = clock.now
    let compiled = await CompiledPlan(request.plan)
    times.compile = seconds(clock.now - start)
    start = clock.now
    let inspector = PlanInspector(plan: compiled, files: request.plan.files, today: request.today)
    let warnings = (request.readingWarnings + inspector.warnings())
      .sorted(by: Diagnostic.precedes)
    let plan = request.plan
    var skills = Set(plan.people.flatMap { $0.allSkills.map(\.skill) })
    for row in plan.demand {
      if case .skill(let skill, _) = row.need { skills.insert(skill) }
    }
    let judge = RuleJudge(
      plan: compiled, files: plan.files, today: request.today, tries: request.tries)
    let governance = try await judge.report()
    let answer = Answer(
      plan: PlanIdentity(plan, today: request.today),
      summary: sentence(warnings, governance, in: plan),
      warnings: warnings, kinds: kinds(warnings),
      counts: Counts(
        people: plan.people.count, projects: plan.projects.count, demandRows: plan.demand.count,
        assignments: plan.assignments.count, skills: skills.count,
        horizon: compiled.grid.horizon),
      governance: governance)
    times.solve = seconds(clock.now - start)
    return (answer, times)
  }

  private static func sentence(
    _ warnings: [Diagnostic], _ governance: GovernanceReport?, in plan: Plan
  ) -> String {
    let sentence = sentence(warnings, in: plan)
    guard let governance, governance.broken > 0 else { return sentence }
    let broken = governance.rules.filter { !$0.violations.isEmpty }.map(\.id)
    let rules = "\(counted(broken.count, "rule", "rules")) of the plan"
    let verb = broken.count == 1 ? "is" : "are"
    let names = broken.joined(separator: ", ")
    switch governance.verdict {
    case .repaired:
      let changes = governance.repair?.changes.map(\.change).joined(separator: "; ") ?? ""
      return "What binds is repaired: \(changes). Without that \(rules) \(verb) broken. "
        + sentence
    case .impossible:
      let set = governance.repair?.contradiction.joined(separator: ", ") ?? ""
      return "What binds cannot be met: no change that is allowed meets \(set). " + sentence
    case .failed: return "A gate has failed: \(rules) \(verb) broken (\(names)). " + sentence
    case .met, .finding, .advice:
      return "A rule is not met: \(rules) \(verb) broken (\(names)). " + sentence
    }
  }

  private static func sentence(_ warnings: [Diagnostic], in plan: Plan) -> String {
    let size = """
      \(counted(plan.people.count, "person", "people")), \
      \(counted(plan.projects.count, "project", "projects"))
      """
    guard !warnings.isEmpty else { return "The plan is sound: \(size), no warnings." }
    let count = warnings.reduce(0) { $0 + $1.count }
    return """
      The plan can be used (\(size)); \(counted(count, "thing", "things")) \
      \(count == 1 ? "is" : "are") worth a look.
      """
  }
}
