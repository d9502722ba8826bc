internal import ArgumentParser
internal import Headroom
internal import HeadroomReport
internal import PlanFiles

/// `headroom load PLAN`.
struct LoadCommand: AsyncParsableCommand {
  /// What `--fail-on` takes.
  enum FailOn: String, CaseIterable, ExpressibleByArgument {
    case over
  }

  /// What `--only` takes: `over`, `bench`, or both with a comma.
  struct Filters: ExpressibleByArgument {
    var filters: [Load.Filter]

    init?(argument: String) {
      filters = []
      for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
        guard let filter = Load.Filter(rawValue: String(part)) else { return nil }
        if !filters.contains(filter) { filters.append(filter) }
      }
    }
  }

  static let configuration = CommandConfiguration(
    commandName: "load",
    abstract: "Who is booked how much, week by week: over-booked people, and the bench.",
    usage: "headroom load <plan> [<options>]",
    discussion: """
      EXAMPLE
        headroom load Scenarios/studio --only over,bench
      """)

  @OptionGroup var options: PlanOptions

  @Option(help: "How many weeks from as_of.")
  var weeks = 12

  @Option(help: "A row for each person or for each team.")
  var by: Load.Grouping = .person

  @Option(
    help: ArgumentHelp(
      "Only over-booked rows, rows on the bench, or both.", valueName: "over,bench"))
  var only: Filters?

  @Option(help: ArgumentHelp("Only members of this team and the teams in it.", valueName: "name"))
  var team: String?

  @Option(help: "End with status 1 where somebody is over-booked.")
  var failOn: FailOn?

  func validate() throws {
    guard (1...1040).contains(weeks) else {
      throw ValidationError("--weeks takes 1 to 1040, that is 20 years.")
    }
    if failOn == .over, let only, !only.filters.contains(.over) {
      throw ValidationError("--fail-on over cannot be judged with --only bench.")
    }
  }

  func run() async throws {
    var watch = Stopwatch()
    let read = try options.read()
    watch.lap(\.read)
    var request = Load.Request(
      plan: read.plan, today: options.dayOfRun, weeks: weeks, grouping: by)
    request.only = only?.filters ?? []
    request.team = team
    let (answer, times) = try await options.answer { () async throws(RequestError) in
      try await Load.timed(request)
    }
    watch.lap(times)
    try Console.print(answer, options, &watch) { screen in
      LoadText(answer, plan: options.plan, screen: screen).text
    } csv: {
      LoadCSV(answer).text
    }
    try options.mention(read.warnings)
    if failOn == .over, answer.rows.contains(where: { $0.overBookedHours > 0 }) { throw Status.no }
  }
}
