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
      The rules stand in plan.yaml (governance). Where its mode is controlling or directive, \
      a broken gate or hard rule ends with status 3.

      EXAMPLE
        headroom check Scenarios/studio
      """)

  @OptionGroup var options: PlanOptions

  @Option(help: "End with status 1 where there are warnings.")
  var failOn: FailOn?

  func run() async throws {
    var watch = Stopwatch()
    let read = try options.read()
    watch.lap(\.read)
    let request = Check.Request(
      plan: read.plan, today: options.dayOfRun, readingWarnings: read.warnings)
    let (answer, times) = try await options.answer { () async throws(RequestError) in
      try await Check.timed(request)
    }
    watch.lap(times)
    try Console.print(answer, options, &watch) { screen in
      CheckText(answer, plan: options.plan, screen: screen).text
    } csv: {
      CheckCSV(answer).text
    }
    if answer.governance?.verdict == .failed { throw Status.gateFailed }
    if failOn == .warnings, !answer.warnings.isEmpty { throw Status.no }
  }
}
