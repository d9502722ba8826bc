internal import ArgumentParser
internal import Headroom
internal import HeadroomReport
internal import PlanFiles

/// `headroom check PLAN`.
struct CheckCommand: AsyncParsableCommand {
  /// What `--fail-on` takes.
  enum FailOn: String, CaseIterable, ExpressibleByArgument {
    case warnings
  }

  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Is the plan sound: errors, warnings that a planner would want, and its rules.",
    usage: "headroom check <plan> [<options>]",
    discussion: """
      The rules stand in plan.yaml (governance). In controlling mode a broken gate or hard rule \
      ends with status 3, and the smallest change that meets it is told; in directive mode the \
      plan is repaired within deadlines and pins (status 0), or it is proven that it cannot be \
      (status 4). check itself writes nothing. Ctrl-C ends the search for a repair with what it \
      has found and proven so far.

      EXAMPLE
        headroom check Scenarios/studio
      """)

  @OptionGroup var options: PlanOptions

  @Option(help: "End with status 1 where there are warnings.")
  var failOn: FailOn?

  @Option(
    help: ArgumentHelp(
      "The most plans that a repair of broken rules may try. (default: fewer the larger the plan)",
      valueName: "count"))
  var tries: Int?

  func validate() throws {
    if let tries, tries < 1 { throw ValidationError("--tries takes 1 or more.") }
  }

  func run() async throws {
    var watch = Stopwatch()
    let read = try options.read()
    watch.lap(\.read)
    var request = Check.Request(
      plan: read.plan, today: options.dayOfRun, readingWarnings: read.warnings)
    request.tries = tries
    let asked = request
    let (answer, times) = try await options.interruptibleAnswer {
      () async throws(RequestError) in try await Check.timed(asked)
    }
    watch.lap(times)
    try Console.print(answer, options, &watch) { screen in
      CheckText(answer, plan: options.plan, screen: screen).text
    } csv: {
      CheckCSV(answer).text
    }
    switch answer.governance?.verdict {
    case .failed: throw Status.gateFailed
    case .impossible: throw Status.rulesImpossible
    case .met, .finding, .advice, .repaired, nil: break
    }
    if failOn == .warnings, !answer.warnings.isEmpty { throw Status.no }
  }
}
