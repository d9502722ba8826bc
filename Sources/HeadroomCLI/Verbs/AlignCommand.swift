internal import ArgumentParser
internal import Headroom
internal import HeadroomReport
internal import PlanFiles
internal import Terminal

/// `headroom align PLAN`.
struct AlignCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "align",
    abstract: "Do people and money go where the goals are, and which projects hang together?",
    usage: "headroom align <plan> [<options>]",
    discussion: """
      Two projects hang together where one would be served more if the other were not there: they \
      share a scarce set of skills, a person or a budget.

      EXAMPLE
        headroom align Scenarios/scaleup
      """)

  @OptionGroup var options: PlanOptions

  @Option(help: "Which work counts.")
  var basis: Basis = .confirmed

  @Flag(help: "Print which team waits for which as a graph for Graphviz.")
  var dot = false

  func validate() throws {
    guard !(dot && (options.json || options.csv || options.timings)) else {
      throw ValidationError("--dot goes with none of --json, --csv and --timings.")
    }
  }

  func run() async throws {
    var watch = Stopwatch()
    let read = try options.read()
    watch.lap(\.read)
    let request = Align.Request(plan: read.plan, today: options.dayOfRun, basis: basis)
    let (answer, times) = try await options.answer { () async throws(RequestError) in
      try await Align.timed(request)
    }
    watch.lap(times)
    if dot {
      try Console.write(AlignDot(answer).text, to: .standardOutput)
      return
    }
    try Console.print(answer, options, &watch) { screen in
      AlignText(answer, plan: options.plan, screen: screen).text
    } csv: {
      AlignCSV(answer).text
    }
    try options.mention(read.warnings)
  }
}
