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

  @Option(
    help: ArgumentHelp(
      "Write the pitch as committed work as a scenario, for whatif and apply.",
      valueName: "file"))
  var scenario: String?

  @Option(
    help: ArgumentHelp(
      "By which way to make it fit; 0: as asked, at the expense of others.", valueName: "number"))
  var way = 0

  func validate() throws {
    guard (0...Intake.mostWays).contains(way) else {
      throw ValidationError("--way takes 0 to \(Intake.mostWays).")
    }
  }

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
    if let scenario { try write(answer, to: scenario) }
    try Console.print(answer, options, &watch) { screen in
      IntakeText(answer, plan: options.plan, pitch: pitch, screen: screen).text
    } csv: {
      IntakeCSV(answer).text
    }
    for warning in found.warnings { try Console.write(warning.text + "\n", to: .standardError) }
    try options.mention(read.warnings)
  }

  private func write(_ answer: Intake.Answer, to path: String) throws {
    let seen = RelativePath.of(pitch, from: path)
    guard let text = IntakeScenario(answer, way: way, pitch: seen)?.text else {
      throw options.refusal([
        Diagnostic(
          id: RequestFault.unusableOption.rawValue, severity: .error, field: "--way",
          value: "\(way)",
          message: answer.ways.isEmpty
            ? "no way to make the pitch fit was found" : "there is no way \(way)",
          expected: "0 to \(answer.ways.count)")
      ])
    }
    try options.write(Array(text.utf8), to: path)
  }
}
