internal import ArgumentParser
internal import Headroom
internal import HeadroomReport
internal import PlanFiles
internal import PlanModel
internal import Terminal

/// `headroom intake PLAN PITCH`.
struct IntakeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "intake",
    abstract: "Can we take this on: when a pitch fits, at what cost, at whose expense.",
    usage: "headroom intake <plan> <pitch> [<options>]",
    discussion: """
      A pitch is a YAML file: id, name, start, finish, roles (rows of demand), and what
      people must know who decide: goal, owner, sponsor, budget_owner, value,
      deliverables, milestones, kpis, risks.

      EXAMPLE
        headroom intake Scenarios/scaleup Scenarios/scaleup/pitches/radar.yaml
      """)

  @OptionGroup var options: PlanOptions

  @Argument(help: ArgumentHelp("The pitch's file.", valueName: "pitch"))
  var pitch: String

  func run() async throws {
    var watch = Stopwatch()
    let read = try options.read()
    let found = try options.pitch(pitch, of: read.plan)
    watch.lap(\.read)
    let request = Intake.Request(
      plan: read.plan, today: options.dayOfRun, pitch: found.pitch)
    let answer = try await options.answer { () async throws(RequestError) in
      try await Intake.answer(request)
    }
    watch.lap(\.solve)
    try Console.print(answer, options, &watch) { screen in
      IntakeText(answer, plan: options.plan, screen: screen).text
    } csv: {
      IntakeCSV(answer).text
    }
    for warning in found.warnings { try Console.write(warning.text + "\n", to: .standardError) }
    try options.mention(read.warnings)
  }
}
