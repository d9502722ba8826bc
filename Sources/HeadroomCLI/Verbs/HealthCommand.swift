internal import ArgumentParser
internal import Headroom
internal import HeadroomReport
internal import PlanFiles

/// `headroom health PLAN`.
struct HealthCommand: AsyncParsableCommand {
  /// What `--fail-on` takes.
  enum FailOn: String, CaseIterable, ExpressibleByArgument {
    case offTrack = "off-track"
    case atRisk = "at-risk"

    var level: Health.Level { self == .offTrack ? .offTrack : .atRisk }
  }

  static let configuration = CommandConfiguration(
    commandName: "health",
    abstract: "What is on track, at risk or off track, why, and what would turn it.",
    usage: "headroom health <plan> [<options>]",
    discussion: """
      Health is computed by published rules, never typed; headroom explain tells each of them by \
      the identifier that its reason bears.

      EXAMPLE
        headroom health Scenarios/scaleup
      """)

  @OptionGroup var options: PlanOptions

  @Option(help: "End with status 1 where a project is off track, or at risk or worse.")
  var failOn: FailOn?

  func run() async throws {
    var watch = Stopwatch()
    let read = try options.read()
    watch.lap(\.read)
    let request = Health.Request(plan: read.plan, today: options.dayOfRun)
    let (answer, times) = try await options.answer { () async throws(RequestError) in
      try await Health.timed(request)
    }
    watch.lap(times)
    try Console.print(answer, options, &watch) { screen in
      HealthText(answer, plan: options.plan, screen: screen).text
    } csv: {
      HealthCSV(answer).text
    }
    try options.mention(read.warnings)
    if let failOn, answer.projects.contains(where: { $0.level >= failOn.level }) {
      throw Status.no
    }
  }
}
