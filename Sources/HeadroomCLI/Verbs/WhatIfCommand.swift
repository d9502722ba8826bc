internal import ArgumentParser
internal import Headroom
internal import HeadroomReport
internal import PlanFiles
internal import PlanModel
internal import Terminal

/// `headroom whatif PLAN [SCENARIO…]`.
struct WhatIfCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "whatif",
    abstract: "What if …: scenarios side by side with the plan, what changes and why.",
    usage: "headroom whatif <plan> [<scenario> ...] [<options>]",
    discussion: """
      A scenario is a name in PLAN/whatif, the path of a file, or several with +
      between them, applied in order. Without one: all of PLAN/whatif.

      EXAMPLE
        headroom whatif Scenarios/studio freelancers smaller-campaign

      For the quick question: --inline "delay summer by 6 weeks; win pulse"
      """)

  @OptionGroup var options: PlanOptions

  @Argument(help: ArgumentHelp("Scenarios.", valueName: "scenario"))
  var scenarios: [String] = []

  @Option(
    help: ArgumentHelp(
      "Changes as text, divided by semicolons: one scenario each time it is given.",
      valueName: "changes"))
  var inline: [String] = []

  func run() async throws {
    var watch = Stopwatch()
    let read = try options.read()
    let library = ScenarioLibrary(planFolder: options.plan)
    let names = scenarios.isEmpty && inline.isEmpty ? library.names : scenarios
    guard !names.isEmpty || !inline.isEmpty else {
      throw options.refusal([
        Diagnostic(
          id: "scenario-not-found", severity: .error, field: "scenario",
          message: "the plan has no whatif folder with scenarios",
          expected: "a scenario's path, or --inline \"delay atlas by 6 weeks\"")
      ])
    }
    let found: [ReadScenario]
    do throws(PlanErrors) {
      found = try ScenarioReader.read(
        names, inline: inline, in: library, of: read.plan, today: options.dayOfRun)
    } catch {
      throw options.refusal(error.diagnostics)
    }
    watch.lap(\.read)
    let request = WhatIf.Request(
      plan: read.plan, today: options.dayOfRun, scenarios: found.map(\.scenario))
    let (answer, times) = try await options.answer { () async throws(RequestError) in
      try await WhatIf.timed(request)
    }
    watch.lap(times)
    try Console.print(answer, options, &watch) { screen in
      WhatIfText(answer, plan: options.plan, screen: screen).text
    } csv: {
      WhatIfCSV(answer).text
    }
    var seen: Set<Diagnostic> = []
    for warning in found.flatMap(\.warnings) where seen.insert(warning).inserted {
      try Console.write(warning.text + "\n", to: .standardError)
    }
    try options.mention(read.warnings)
  }
}
