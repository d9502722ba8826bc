internal import ArgumentParser
internal import Headroom
internal import HeadroomReport
internal import PlanFiles

/// `headroom balance PLAN --select`, `headroom balance PLAN --rank`.
struct BalanceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "balance",
    abstract: "Which pitches and tentative projects to fund, and when to start them.",
    usage: "headroom balance <plan> --select | --rank [<options>]",
    discussion: """
      Confirmed work keeps its people and money; a choice adds nothing to its
      shortage in any quarter, keeps within the budgets, and holds must-haves,
      pins and logic.csv.

      EXAMPLE
        headroom balance Scenarios/scaleup --select --rank
      """)

  @OptionGroup var options: PlanOptions

  @Flag(help: "The choice of most value, and what each of the others would need.")
  var select = false

  @Flag(help: "The ranked list with cumulative FTE and money, and the cut-off line.")
  var rank = false

  @Option(
    help: ArgumentHelp(
      "How many quarters of 13 weeks a project may start after its planned start.",
      valueName: "quarters"))
  var slip = 2

  @Option(help: "The search ends after so many seconds with the best so far.")
  var seconds = 10.0

  func validate() throws {
    guard select || rank else {
      throw ValidationError("balance takes --select, --rank or both.")
    }
    guard (0...Balance.mostDelay).contains(slip) else {
      throw ValidationError("--slip takes 0 to \(Balance.mostDelay) quarters.")
    }
    guard seconds > 0, seconds <= Balance.mostSeconds else {
      throw ValidationError("--seconds takes a number above 0, a day at most.")
    }
  }

  func run() async throws {
    var watch = Stopwatch()
    let read = try options.read()
    watch.lap(\.read)
    let request = Balance.Request(
      plan: read.plan, today: options.dayOfRun, latestDelay: slip, seconds: seconds)
    let (answer, times) = try await options.interruptibleAnswer {
      () async -> Result<(answer: Balance.Answer, times: StageTimes), RequestError> in
      do throws(RequestError) {
        return .success(try await Balance.timed(request))
      } catch {
        return .failure(error)
      }
    }
    watch.lap(times)
    let parts: [BalanceText.Part] = (select ? [.selection] : []) + (rank ? [.ranking] : [])
    try Console.print(answer, options, &watch) { screen in
      BalanceText(answer, parts: parts, plan: options.plan, screen: screen).text
    } csv: {
      BalanceCSV(answer).text
    }
    try options.mention(read.warnings)
  }
}
