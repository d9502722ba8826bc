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
      between them, applied in order. Without one: all of PLAN/whatif, but those
      whose projects the plan has already.

      EXAMPLE
        headroom whatif Scenarios/studio freelancers smaller-campaign

      For the quick question: --inline "delay summer by 6 weeks; win pulse"
      Ctrl-C ends with the scenarios computed so far.

      HOW MANY
        headroom whatif Scenarios/studio --sweep hires.design=0..3

      A number in steps, delay.summer=0..8 weeks, or a change with {} for the value.

      WHICH TO KEEP
        headroom whatif Scenarios/studio --pareto cost,shortage
      """)

  @OptionGroup var options: PlanOptions

  @Argument(help: ArgumentHelp("Scenarios.", valueName: "scenario"))
  var scenarios: [String] = []

  @Option(
    help: ArgumentHelp(
      "Changes as text, divided by semicolons: one scenario each time it is given.",
      valueName: "changes"))
  var inline: [String] = []

  @Option(
    help: ArgumentHelp(
      "A number in steps: its curve and the knee, as hires.backend=0..6.", valueName: "range"))
  var sweep: String?

  @Option(
    help: ArgumentHelp(
      "What no other scenario beats in cost, shortage, delay, value, people or budget.",
      valueName: "respects"))
  var pareto: Respects?

  func run() async throws {
    var watch = Stopwatch()
    let read = try options.read()
    let library = ScenarioLibrary(planFolder: options.plan)
    let isBare = scenarios.isEmpty && inline.isEmpty && sweep == nil
    var found: [ReadScenario]
    var leftOut: [Diagnostic] = []
    var swept: ReadSweep?
    do throws(PlanErrors) {
      if isBare {
        (found, leftOut) = try ScenarioReader.readAll(
          in: library, of: read.plan, today: options.dayOfRun)
      } else {
        found = try ScenarioReader.read(
          scenarios, inline: inline, in: library, of: read.plan, today: options.dayOfRun)
      }
      if let sweep {
        swept = try ScenarioReader.read(
          sweep: sweep, in: library, of: read.plan, today: options.dayOfRun)
      }
    } catch {
      throw options.refusal(error.diagnostics)
    }
    guard !isBare || !found.isEmpty else { throw options.refusal([noScenario(leftOut)] + leftOut) }
    watch.lap(\.read)
    var request = WhatIf.Request(
      plan: read.plan, today: options.dayOfRun, scenarios: found.map(\.scenario))
    request.sweep = swept.map { swept in
      WhatIf.Sweep(
        parameter: swept.parameter,
        steps: swept.steps.map { .init(value: $0.value, scenario: $0.read.scenario) })
    }
    request.pareto = pareto?.all ?? []
    let (answer, times) = try await options.interruptibleAnswer {
      [request] () async throws(RequestError) in try await WhatIf.timed(request)
    }
    watch.lap(times)
    try Console.print(answer, options, &watch) { screen in
      WhatIfText(answer, plan: options.plan, screen: screen).text
    } csv: {
      WhatIfCSV(answer).text
    }
    var seen: Set<Diagnostic> = []
    found += swept?.steps.map(\.read) ?? []
    for warning in leftOut + found.flatMap(\.warnings) where seen.insert(warning).inserted {
      try Console.write(warning.text + "\n", to: .standardError)
    }
    try options.mention(read.warnings)
  }

  /// Why nothing is compared where no scenario was asked for.
  private func noScenario(_ leftOut: [Diagnostic]) -> Diagnostic {
    Diagnostic(
      id: "scenario-not-found", severity: .error, field: "scenario",
      message: leftOut.isEmpty
        ? "the plan has no whatif folder with scenarios"
        : "all scenarios in the plan's whatif folder are in the plan already",
      expected: "a scenario's path, or --inline \"delay atlas by 6 weeks\"")
  }
}

extension WhatIfCommand {
  /// Respects divided by commas: `cost,shortage`.
  struct Respects: ExpressibleByArgument {
    /// In the order in which they are written, each once.
    let all: [WhatIf.Respect]

    init?(argument: String) {
      var all: [WhatIf.Respect] = []
      for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
        let word = part.filter { !$0.isWhitespace }.lowercased()
        guard let respect = WhatIf.Respect(rawValue: word) else { return nil }
        if !all.contains(respect) { all.append(respect) }
      }
      self.all = all
    }

    static var allValueStrings: [String] { WhatIf.Respect.allCases.map(\.rawValue) }
  }
}
