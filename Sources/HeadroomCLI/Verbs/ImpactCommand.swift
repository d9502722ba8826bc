internal import ArgumentParser
internal import Headroom
internal import HeadroomReport
internal import PlanFiles
internal import WorkCalendar

/// `headroom impact PLAN`.
struct ImpactCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "impact",
    abstract: "What breaks when somebody leaves, who covers, and what nobody else can do.",
    usage: "headroom impact <plan> --remove <person> --from <date> [<options>]",
    discussion: """
      EXAMPLE
        headroom impact Scenarios/studio --remove lucas --from 2027-04-01
      """)

  @OptionGroup var options: PlanOptions

  @Option(help: ArgumentHelp("Who leaves.", valueName: "person"))
  var remove: String

  @Option(help: ArgumentHelp("The first day without them.", valueName: "date"))
  var from: Day

  @Option(help: "Which work counts.")
  var basis: Basis = .confirmed

  func run() async throws {
    var watch = Stopwatch()
    let read = try options.read()
    watch.lap(\.read)
    var request = Impact.Request(
      plan: read.plan, today: options.dayOfRun, person: remove, from: from)
    request.basis = basis
    let asked = request
    let answer = try await options.answer { () async throws(RequestError) in
      try await Impact.answer(asked)
    }
    watch.lap(\.solve)
    try Console.print(answer, options, &watch) { screen in
      ImpactText(answer, plan: options.plan, screen: screen).text
    } csv: {
      ImpactCSV(answer).text
    }
    try options.mention(read.warnings)
  }
}
