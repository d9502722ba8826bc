internal import ArgumentParser
internal import Headroom
internal import HeadroomReport
internal import PlanFiles
internal import WorkCalendar

/// `headroom bottlenecks PLAN`.
struct BottlenecksCommand: AsyncParsableCommand {
  /// The grains of `--by`; a year is too coarse to plan by.
  enum Grain: String, CaseIterable, ExpressibleByArgument {
    case week, month, quarter

    var periodGrain: PeriodGrain {
      switch self {
      case .week: .week
      case .month: .month
      case .quarter: .quarter
      }
    }
  }

  static let configuration = CommandConfiguration(
    commandName: "bottlenecks",
    abstract: "Where the plan breaks: which skills are short, when, and who competes for them.",
    usage: "headroom bottlenecks <plan> [<options>]",
    discussion: """
      EXAMPLE
        headroom bottlenecks Scenarios/studio
      """)

  @OptionGroup var options: PlanOptions

  @Option(
    help: ArgumentHelp("Only this period, as 2027-Q2, or those within it.", valueName: "period"))
  var quarter: Period?

  @Option(help: ArgumentHelp("Only bottlenecks with this skill.", valueName: "name"))
  var skill: String?

  @Option(help: ArgumentHelp("Only bottlenecks that this team could serve.", valueName: "name"))
  var team: String?

  @Option(
    help: "The length of the periods. (default: quarter; that of --quarter where it is shorter)")
  var by: Grain?

  @Option(help: "Which work counts; without it all three, confirmed first.")
  var basis: Basis?

  @Option(
    help: ArgumentHelp(
      "End with status 1 where a bottleneck is to come on this basis: confirmed, expected or all; confirmed:2 from 2 FTE.",
      valueName: "basis[:fte]"))
  var failOn: Threshold?

  @Option(
    help: ArgumentHelp(
      "Prices of one more person: none, where a small plan gives them in passing (quick), or in any case (binding)."
    ))
  var prices: Bottlenecks.Prices = .quick

  func validate() throws {
    if let failOn, let basis, failOn.basis != basis {
      throw ValidationError(
        "--fail-on \(failOn.basis.rawValue) cannot be judged with --basis \(basis.rawValue).")
    }
  }

  /// What was asked for, else quarters, or what is shorter and fits the one period asked for.
  private var grain: PeriodGrain {
    if let by { return by.periodGrain }
    guard let quarter, quarter.grain.isFiner(than: .quarter) else { return .quarter }
    return quarter.grain
  }

  func run() async throws {
    var watch = Stopwatch()
    let read = try options.read()
    watch.lap(\.read)
    var request = Bottlenecks.Request(
      plan: read.plan, today: options.dayOfRun, grain: grain)
    request.basis = basis
    request.within = quarter
    request.skill = skill
    request.team = team
    request.prices = prices
    let (answer, times) = try await options.answer { () async throws(RequestError) in
      try await Bottlenecks.timed(request)
    }
    watch.lap(times)
    try Console.print(answer, options, &watch) { screen in
      BottlenecksText(answer, plan: options.plan, screen: screen).text
    } csv: {
      BottlenecksCSV(answer).text
    }
    try options.mention(read.warnings)
    if let failOn, failOn.isBreached(by: answer) { throw Status.no }
  }
}
