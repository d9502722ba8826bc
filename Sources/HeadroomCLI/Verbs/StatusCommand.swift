internal import ArgumentParser
internal import Headroom
internal import HeadroomReport
internal import PlanFiles
internal import WorkCalendar

/// `headroom status PLAN --since last|DATE`.
struct StatusCommand: AsyncParsableCommand {
  /// What `--since` takes.
  enum Since: ExpressibleByArgument {
    case last
    case day(Day)

    init?(argument: String) {
      if argument == "last" {
        self = .last
      } else if let day = Day(argument) {
        self = .day(day)
      } else {
        return nil
      }
    }

    var day: Day? { if case .day(let day) = self { day } else { nil } }
  }

  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "What has changed since a snapshot, in ten lines: effect, owner, decide by.",
    usage: "headroom status <plan> [--since last|<date>] [<options>]",
    discussion: """
      EXAMPLE
        headroom status Scenarios/studio --since last
      """)

  @OptionGroup var options: PlanOptions

  @Option(
    help: ArgumentHelp(
      "The last snapshot, or the last that is not after a day. (default: last)",
      valueName: "last|date"))
  var since: Since?

  func run() async throws {
    var watch = Stopwatch()
    let read = try options.read()
    let snapshots = try options.history()
    watch.lap(\.read)
    let request = Headroom.Status.Request(
      plan: read.plan, today: options.dayOfRun, snapshots: snapshots, since: since?.day)
    let answer = try await options.answer { () async throws(RequestError) in
      try await Headroom.Status.answer(request)
    }
    watch.lap(\.solve)
    try Console.print(answer, options, &watch) { screen in
      StatusText(answer, screen: screen).text
    } csv: {
      StatusCSV(answer).text
    }
  }
}
