internal import ArgumentParser
internal import Headroom
internal import HeadroomReport
internal import PlanFiles
internal import WorkCalendar

/// `headroom staff PLAN`.
struct StaffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "staff",
    abstract: "Whom to hire, contract and train, by when, so that no quarter is short.",
    usage: "headroom staff <plan> [<options>]",
    discussion: """
      EXAMPLE
        headroom staff Scenarios/scaleup --quarters 6
      """)

  @OptionGroup var options: PlanOptions

  @Option(help: "How many quarters to come.")
  var quarters = 4

  @Option(
    help: ArgumentHelp("Write the packages as a scenario, for whatif.", valueName: "file"))
  var scenario: String?

  func validate() throws {
    guard (1...Staff.mostQuarters).contains(quarters) else {
      throw ValidationError("--quarters takes 1 to \(Staff.mostQuarters).")
    }
  }

  func run() async throws {
    var watch = Stopwatch()
    let read = try options.read()
    watch.lap(\.read)
    let request = Staff.Request(
      plan: read.plan, today: options.dayOfRun, quarters: quarters)
    let answer = try await options.answer { () async throws(RequestError) in
      try await Staff.answer(request)
    }
    watch.lap(\.solve)
    if let scenario { try options.write(Array(answer.scenario.utf8), to: scenario) }
    try Console.print(answer, options, &watch) { screen in
      StaffText(answer, plan: options.plan, screen: screen).text
    } csv: {
      StaffCSV(answer).text
    }
    try options.mention(read.warnings)
  }
}
