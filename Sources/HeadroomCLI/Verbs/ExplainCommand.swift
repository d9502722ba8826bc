internal import ArgumentParser
internal import Headroom
internal import HeadroomReport
internal import PlanFiles
internal import PlanModel
internal import Terminal
internal import WorkCalendar

/// `headroom explain TERM`.
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "What a word, a finding or a rule of the plan means.",
    usage: "headroom explain <term> [<options>]",
    discussion: """
      A term is a word of the reports, the identifier in brackets behind a finding, \
      or the id of a rule in plan.yaml. With --plan the plan gives an example; it need not \
      be free of errors.

      EXAMPLE
        headroom explain utilisation --plan Scenarios/studio
      """)

  @Argument(help: ArgumentHelp("A word, an identifier, or the id of a rule.", valueName: "term"))
  var term: [String]

  @Option(help: ArgumentHelp("The folder of the plan to take an example from.", valueName: "plan"))
  var plan: String?

  @Flag(help: "Print the answer as a JSON document.")
  var json = false

  @Option(
    help: ArgumentHelp(
      "The day of the run, which counts where the plan names no as_of. (default: today)",
      valueName: "date"))
  var today: Day?

  func run() async throws {
    var request = Explain.Request(
      term: term.joined(separator: " "),
      identifiers: DiagnosticCatalogue.entries.map {
        Explain.Identifier(id: $0.id, meaning: $0.meaning)
      },
      today: today ?? Clock.today())
    read(into: &request)
    let answer: Explain.Answer
    do throws(RequestError) {
      answer = try await Explain.answer(request)
    } catch {
      try Console.refuse(error.diagnostics, json: json)
      throw Status.wrongInput
    }
    let text =
      json ? try Console.document(answer) : ExplainText(answer, screen: .standardOutput()).text
    try Console.write(text, to: .standardOutput)
  }

  /// The plan, and what reading it found: a plan with errors has examples of them.
  private func read(into request: inout Explain.Request) {
    guard let plan else { return }
    do throws(PlanErrors) {
      let read = try PlanReader.read(folder: plan)
      request.plan = read.plan
      request.findings = read.warnings
    } catch {
      request.findings = error.diagnostics
    }
  }
}
