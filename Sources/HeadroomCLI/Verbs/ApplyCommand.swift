internal import ArgumentParser
internal import Headroom
internal import HeadroomReport
internal import PlanFiles
internal import PlanModel
internal import Terminal

/// `headroom apply PLAN RESULT|SCENARIO`.
struct ApplyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Writes a scenario or an answer into the plan's tables: shows it first.",
    usage: "headroom apply <plan> [<what>] [<options>]",
    discussion: """
      What may be a scenario as whatif takes it (a name in PLAN/whatif, a path,
      or several with + between them), or a file with an answer: allocate --csv
      or --json (bookings), balance --select --json (statuses and starts).
      Without --yes nothing is written. Every row, remark and format that does
      not change stays; all files are replaced at once.

      How strictly the plan is run (governance.mode, or an initiative's own mode)
      decides: advisory, nothing is written; supportive, blanks are filled, and
      what the team has filled in only with --agreed; controlling, status 3 where
      a gate or hard rule fails that did not before; directive, within pins, with
      what repairs the rules after it, status 3 or 4 where nothing does.

      EXAMPLE
        headroom apply Scenarios/studio campaign-waits
      """)

  @OptionGroup var options: PlanOptions

  @Argument(help: "A scenario, or a file with an answer.")
  var what: String?

  @Option(
    help: ArgumentHelp("Changes as text, divided by semicolons.", valueName: "changes"))
  var inline: String?

  @Flag(help: "Write the plan's files.")
  var yes = false

  @Option(
    help: ArgumentHelp(
      """
      With whom it is agreed, or why, that what the team has filled in is replaced (supportive \
      mode); kept in PLAN/history/agreed.csv.
      """, valueName: "text"))
  var agreed: String?

  @Option(
    help: ArgumentHelp(
      "The most plans that a repair may try (directive mode). (default: fewer the larger the plan)",
      valueName: "count"))
  var tries: Int?

  func validate() throws {
    guard (what == nil) != (inline == nil) else {
      throw ValidationError("apply takes a scenario, a file with an answer, or --inline.")
    }
    if let tries, tries < 1 { throw ValidationError("--tries takes 1 or more.") }
    if let agreed, agreed.allSatisfy(\.isWhitespace) {
      throw ValidationError("--agreed takes with whom it is agreed, or why.")
    }
  }

  func run() async throws {
    var watch = Stopwatch()
    let read = try options.read()
    let goal: AppliedPlan
    do {
      goal = try AppliedPlan.read(what, inline: inline, on: read, options)
    } catch let error as PlanErrors {
      throw options.refusal(error.diagnostics)
    } catch let error as RequestError {
      throw options.refusal(error.diagnostics)
    }
    let ruling = try await options.answer { () async throws(RequestError) in
      try await Apply.rule(
        read.plan, becoming: goal.plan, today: options.dayOfRun, tries: tries)
    }
    let edit: PlanEdit
    do throws(PlanErrors) {
      edit = try read.edit(
        to: ruling.plan, by: goal.scenario(with: ruling.repair), today: options.dayOfRun)
    } catch {
      throw options.refusal(error.diagnostics)
    }
    watch.lap(\.read)
    let request = Apply.Request(
      plan: read.plan, today: options.dayOfRun, source: goal.source, ruling: ruling,
      differences: read.source.differences(of: edit), isWanted: yes, agreed: agreed)
    let answer = try await options.answer { () async throws(RequestError) in
      try await Apply.answer(request)
    }
    if answer.isWritten {
      try write(edit, read)
      try keepAgreement(answer)
    }
    watch.lap(StageTimes())
    try Console.print(answer, options, &watch) { screen in
      ApplyText(answer, plan: options.plan, command: command, screen: screen).text
    } csv: {
      ApplyCSV(answer).text
    }
    for warning in goal.warnings {
      try Console.write(warning.text + "\n", to: .standardError)
    }
    try options.mention(read.warnings)
    switch answer.decision {
    case .rejected: throw Status.gateFailed
    case .impossible: throw Status.rulesImpossible
    case .allowed, .unagreed, .advised: break
    }
  }

  /// Replaces the files, or prints what is in the way and ends the command.
  private func write(_ edit: PlanEdit, _ read: ReadPlan) throws {
    do throws(PlanErrors) {
      try PlanFolder.replace(
        read.source.files, by: try read.source.applying(edit), in: options.plan)
    } catch {
      throw options.refusal(error.diagnostics)
    }
  }

  /// Adds what was agreed to the plan's history.
  private func keepAgreement(_ answer: Apply.Answer) throws {
    guard let agreed = answer.agreed else { return }
    let row = [
      "\(answer.plan.asOf)", answer.source.name, agreed, answer.plan.fingerprint,
      answer.fingerprintAfter,
    ]
    do throws(PlanErrors) {
      try PlanFolder.addAgreement(row, inHistoryOf: options.plan)
    } catch {
      throw options.refusal(error.diagnostics)
    }
  }

  /// What follows the plan's path.
  private var command: String {
    guard let inline else { return what ?? "" }
    let quote = inline.contains("\"") ? "'" : "\""
    return "--inline " + quote + inline + quote
  }
}

/// What a plan becomes by a scenario or an answer.
private struct AppliedPlan {
  var plan: Plan
  var source: Apply.Source
  var scenario: Scenario?
  var warnings: [Diagnostic] = []

  /// The scenario, followed by what repairs the plan after it.
  func scenario(with repair: [Apply.Ruling.RepairChange]) -> Scenario? {
    guard !repair.isEmpty else { return scenario }
    let rest = Scenario(name: "repair", changes: repair.map { PlacedChange($0.change) })
    return scenario?.followed(by: rest) ?? rest
  }

  /// Reads a scenario or an answer.
  /// - Throws: ``PlanErrors`` or ``RequestError``.
  static func read(
    _ what: String?, inline: String?, on read: ReadPlan, _ options: PlanOptions
  ) throws -> AppliedPlan {
    if let what, what.hasSuffix(".csv") || what.hasSuffix(".json") {
      return try answer(what, on: read.plan, options)
    }
    let scenarios = try ScenarioReader.read(
      what.map { [$0] } ?? [], inline: inline.map { [$0] } ?? [],
      in: ScenarioLibrary(planFolder: options.plan), of: read.plan, today: options.dayOfRun)
    guard let found = scenarios.first else {
      return AppliedPlan(plan: read.plan, source: Apply.Source(.scenario, name: ""))
    }
    return AppliedPlan(
      plan: found.plan,
      source: Apply.Source(
        .scenario, name: found.scenario.name, title: inline == nil ? found.scenario.title : nil),
      scenario: found.scenario, warnings: found.warnings)
  }

  private static func answer(
    _ path: String, on plan: Plan, _ options: PlanOptions
  ) throws -> AppliedPlan {
    let file = try PlanFolder.file(path)
    if path.hasSuffix(".csv") { return try bookings(file, on: plan) }
    switch try ProposedChange(file.bytes, named: file.name, on: plan) {
    case .scenario(let scenario, let source):
      let outcome = try Apply.outcome(of: scenario, on: plan, today: options.dayOfRun)
      return AppliedPlan(plan: outcome, source: source, scenario: scenario)
    case .bookings(let table):
      return try bookings(PlanFile(name: file.name, text: table), on: plan)
    }
  }

  private static func bookings(_ file: PlanFile, on plan: Plan) throws -> AppliedPlan {
    let rows = try PlanReader.rows(of: .assignments, in: file, for: plan)
    let (after, source) = Apply.plan(plan, with: rows.assignments, named: file.name)
    return AppliedPlan(plan: after, source: source)
  }
}
