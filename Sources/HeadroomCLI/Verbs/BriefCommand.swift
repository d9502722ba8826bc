internal import ArgumentParser
internal import Headroom
internal import HeadroomReport
internal import PlanFiles
internal import PlanModel

/// `headroom brief PLAN PROJECT`.
struct BriefCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "brief",
    abstract: "A project or a pitch on one page, and what is missing before it starts.",
    usage: "headroom brief <plan> <project> [<options>]",
    discussion: """
      EXAMPLE
        headroom brief Scenarios/scaleup signal
      """)

  @OptionGroup var options: PlanOptions

  @Argument(
    help: ArgumentHelp("A project's id or name, or a pitch's file (.yaml).", valueName: "project"))
  var project: String

  func run() async throws {
    var watch = Stopwatch()
    let read = try options.read()
    let request = Brief.Request(
      plan: read.plan, today: options.dayOfRun, subject: try subject(in: read.plan))
    watch.lap(\.read)
    let answer = try await options.answer { () async throws(RequestError) in
      try await Brief.answer(request)
    }
    watch.lap(\.solve)
    try Console.print(answer, options, &watch) { screen in
      BriefText(answer, screen: screen).text
    } csv: {
      BriefCSV(answer).text
    }
    try options.mention(read.warnings)
  }

  /// A pitch where a file is named, else a project of the plan.
  private func subject(in plan: Plan) throws -> Brief.Subject {
    guard project.hasSuffix(".yaml") || project.hasSuffix(".yml") else { return .project(project) }
    return .pitch(try options.pitch(project, of: plan).pitch)
  }
}
