internal import ArgumentParser
internal import Headroom
internal import HeadroomReport
internal import PlanFiles
internal import PlanModel

/// `headroom balance PLAN`: money; with `--select` or `--rank`: projects.
struct BalanceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "balance",
    abstract: "How to split the budget; which pitches to fund, and when to start them.",
    usage: "headroom balance <plan> [--cut <share>] [--select] [--rank] [<options>]",
    discussion: """
      Splits the budgets over initiatives and periods so that they bring the most
      value: initiatives.csv says what money is worth (curve, or value and cap),
      its floors and caps hold, and so do budgets.csv's kinds, funds and
      carry-over. People limit it as long as nobody can be hired in time. --total,
      --opex and --capex limit what may be spent in all, --cut takes a share away.

      --select and --rank choose pitches and tentative projects instead.
      Confirmed work keeps its people and money; a choice adds nothing to its
      shortage in any quarter, keeps within the budgets, and holds must-haves,
      pins, dependencies and logic.csv.

      EXAMPLE
        headroom balance Scenarios/scaleup --cut 10%
      """)

  /// A share: `10%` or `0.1`.
  struct Share: ExpressibleByArgument {
    var value: Double

    init?(argument: String) {
      let isPercent = argument.hasSuffix("%")
      guard let number = Double(isPercent ? String(argument.dropLast()) : argument),
        number.isFinite
      else { return nil }
      value = isPercent ? number / 100 : number
    }
  }

  /// An amount of money: `12M`, `150k`, `2,500,000`.
  struct Money: ExpressibleByArgument {
    var amount: Double

    init?(argument: String) {
      guard let amount = PlanNumber.money(argument), amount >= 0 else { return nil }
      self.amount = amount
    }
  }

  @OptionGroup var options: PlanOptions

  @Option(
    help: ArgumentHelp(
      "Take so much of each period's money away: what goes first, what it costs.",
      valueName: "share"))
  var cut: Share?

  @Option(
    help: ArgumentHelp(
      "Spend so much in all periods at most, as 150M; spent money counts.", valueName: "money"))
  var total: Money?

  @Option(help: ArgumentHelp("The same of running costs alone.", valueName: "money"))
  var opex: Money?

  @Option(help: ArgumentHelp("The same of investments alone.", valueName: "money"))
  var capex: Money?

  @Option(
    help: ArgumentHelp(
      "Take so many halves of the variance ÷ the plan's value off the value.",
      valueName: "number"))
  var riskAversion = 0.0

  @Flag(help: "The choice of most value, and what each of the others would need.")
  var select = false

  @Flag(help: "The ranked list with cumulative FTE and money, and the cut-off line.")
  var rank = false

  @Option(
    help: ArgumentHelp(
      "How many quarters of 13 weeks a project may start after its planned start.",
      valueName: "quarters"))
  var slip = 2

  @Option(help: "The search for projects ends after so many seconds with the best.")
  var seconds = 10.0

  func validate() throws {
    if let cut {
      guard cut.value > 0, cut.value <= BudgetBalance.mostCut else {
        throw ValidationError("--cut takes a share above 0, up to 95%.")
      }
    }
    guard (0...BudgetBalance.mostAversion).contains(riskAversion) else {
      throw ValidationError("--risk-aversion takes 0 to 100.")
    }
    guard !(select || rank) || cut == nil && riskAversion == 0 && !isLimited else {
      throw ValidationError(
        "--cut, --total, --opex, --capex and --risk-aversion speak of money; they do not go with "
          + "--select and --rank.")
    }
    guard cut == nil || !isLimited else {
      throw ValidationError("--cut does not go with --total, --opex and --capex.")
    }
    guard (0...Balance.mostDelay).contains(slip) else {
      throw ValidationError("--slip takes 0 to \(Balance.mostDelay) quarters.")
    }
    guard seconds > 0, seconds <= Balance.mostSeconds else {
      throw ValidationError("--seconds takes a number above 0, a day at most.")
    }
  }

  private var isLimited: Bool { total != nil || opex != nil || capex != nil }

  func run() async throws {
    var watch = Stopwatch()
    let read = try options.read()
    watch.lap(\.read)
    if select || rank {
      try await printChoice(read.plan, &watch)
    } else {
      try await printMoney(read.plan, &watch)
    }
    try options.mention(read.warnings)
  }

  private func printMoney(_ plan: Plan, _ watch: inout Stopwatch) async throws {
    var request = BudgetBalance.Request(
      plan: plan, today: options.dayOfRun, cut: cut?.value, riskAversion: riskAversion)
    request.limits = BudgetBalance.Limits(
      total: total?.amount, opex: opex?.amount, capex: capex?.amount)
    let (answer, times) = try await options.interruptibleAnswer {
      [request] () async throws(RequestError) in try await BudgetBalance.timed(request)
    }
    watch.lap(times)
    try Console.print(answer, options, &watch) { screen in
      BudgetBalanceText(answer, plan: options.plan, screen: screen).text
    } csv: {
      BudgetBalanceCSV(answer).text
    }
  }

  private func printChoice(_ plan: Plan, _ watch: inout Stopwatch) async throws {
    let request = Balance.Request(
      plan: plan, today: options.dayOfRun, latestDelay: slip, seconds: seconds)
    let (answer, times) = try await options.interruptibleAnswer {
      () async throws(RequestError) in try await Balance.timed(request)
    }
    watch.lap(times)
    let parts: [BalanceText.Part] = (select ? [.selection] : []) + (rank ? [.ranking] : [])
    try Console.print(answer, options, &watch) { screen in
      BalanceText(answer, parts: parts, plan: options.plan, screen: screen).text
    } csv: {
      BalanceCSV(answer).text
    }
  }
}
