public import Headroom
public import Terminal
internal import PlanModel
internal import WorkCalendar

/// The answer of `balance` on money as text of at most 80 columns: who gets what, what moves, what a cut
/// takes first, what more money is worth, and the frontier as a picture.
public struct BudgetBalanceText {
  private let answer: BudgetBalance.Answer
  private let plan: String?
  private var page: Page

  /// So many shifts are told, and so many periods are columns; the other forms have all.
  private static let (shiftLimit, periodLimit) = (8, 6)
  /// So many initiatives have a row of their own.
  private static let initiativeLimit = 30
  private static let nameLimit = 20

  /// A report on `answer`; `plan` is the path that the commands at the end name, nil for none.
  public init(_ answer: BudgetBalance.Answer, plan: String? = nil, screen: Screen = Screen()) {
    self.answer = answer
    self.plan = plan
    self.page = Page(screen)
  }

  /// The report, each line with its end.
  public var text: String {
    var report = self
    report.page.add(answer.summary, style: .bold)
    if answer.budget > 0 {
      report.writeInitiatives()
      report.writeQuarters()
      report.writeCut()
      report.writeShifts()
      report.writePrices()
      report.writeFrontier()
    }
    report.writeNotes()
    report.writeNext()
    return report.page.text
  }

  // MARK: Who gets what

  private mutating func writeInitiatives() {
    page.heading("Who gets what")
    var table = TextTable([
      .init("initiative", limit: Self.nameLimit), .init("plan", .right), .init("best", .right),
      .init("change", .right), .init("value", .right), .init("change", .right), .init("limits"),
    ])
    let rows = answer.initiatives.sorted {
      let (left, right) = (abs($0.amount - $0.planned), abs($1.amount - $1.planned))
      return left == right ? $0.initiative < $1.initiative : left > right
    }
    for row in rows.prefix(Self.initiativeLimit) {
      let gain = row.value.flatMap { value in row.plannedValue.map { value - $0 } }
      table.add([
        .init(row.initiative), .init(shortMoney(row.planned)), .init(shortMoney(row.amount)),
        .init(Self.change(row.amount - row.planned)), .init(row.value.map(shortMoney) ?? "-"),
        .init(gain.map(Self.change) ?? ""), .init(Self.limits(of: row)),
      ])
    }
    let total = rows.reduce((0.0, 0.0)) { ($0.0 + $1.planned, $0.1 + $1.amount) }
    table.add([
      .init("all", style: .bold), .init(shortMoney(total.0)), .init(shortMoney(total.1)),
      .init(Self.change(total.1 - total.0)), .init(shortMoney(answer.value)),
      .init(Self.change(answer.value - answer.baseValue)),
    ])
    page.add(table)
    let rest = rows.count - Self.initiativeLimit
    if rest > 0 {
      page.add("\(Words.count(rest, "other", "others")) with less change; --csv has all.")
    }
  }

  /// Whether it stands at its floor or where more money brings nothing.
  private static func limits(of row: BudgetBalance.Initiative) -> String {
    let sameness = 1e-6 * (1 + row.amount)
    if let most = row.most, row.amount >= most - sameness { return "full" }
    if let least = row.least, least > 0, row.amount <= least + sameness { return "at its floor" }
    return ""
  }

  private static func change(_ amount: Double) -> String {
    let text = shortMoney(amount)
    return abs(amount) < 0.5 ? "" : amount > 0 ? "+" + text : text
  }

  private mutating func writeQuarters() {
    let periods = answer.prices.map(\.period)
    let moved = Set(answer.allocation.filter { abs($0.change) >= 0.5 }.map(\.initiative))
    guard !moved.isEmpty, periods.count <= Self.periodLimit, periods.count > 1 else { return }
    page.heading("Change by period")
    var table = TextTable(
      [.init("initiative", limit: Self.nameLimit)]
        + periods.map { .init($0.description, .right) })
    for name in moved.sorted().prefix(Self.initiativeLimit) {
      let own = answer.allocation.filter { $0.initiative == name }
      table.add([.init(name)] + own.map { .init(Self.change($0.change)) })
    }
    page.add(table)
  }

  // MARK: What moves

  private mutating func writeCut() {
    guard let cut = answer.cut, !cut.goesFirst.isEmpty else { return }
    page.heading("What goes first, beside the best use of all the money")
    var table = TextTable([
      .init("initiative", limit: Self.nameLimit), .init("gives", .right), .init("costs", .right),
      .init("for each unit", .right),
    ])
    for row in cut.goesFirst.prefix(Self.initiativeLimit) {
      table.add([
        .init(row.initiative), .init(shortMoney(row.amount)), .init(shortMoney(row.value)),
        .init(Numbers.fixed(row.valuePerUnit, decimals: 2)),
      ])
    }
    page.add(table)
  }

  private mutating func writeShifts() {
    guard !answer.shifts.isEmpty else { return }
    page.heading("What moves, beside the plan's budgets")
    let merged = MergedShift.all(of: answer.shifts)
    for shift in merged.prefix(Self.shiftLimit) {
      page.add(shift.text(currency: answer.plan.currency), indent: "  - ", hanging: "    ")
    }
    let rest = merged.count - Self.shiftLimit
    if rest > 0 {
      page.add(
        "and \(Words.count(rest, "other move", "other moves")); --json has all.", indent: "    ",
        hanging: "    ")
    }
  }

  // MARK: What money is worth

  private mutating func writePrices() {
    guard answer.prices.contains(where: { $0.valuePerUnit != nil }) else { return }
    page.heading("What one more unit of money brings, and what the last one has brought")
    var table = TextTable([
      .init(""), .init("money", .right), .init("the next", .right),
      .init("the last", .right),
    ])
    func add(_ name: String, _ money: Double, _ next: Double?, _ last: Double?) {
      guard next != nil || last != nil else { return }
      table.add([
        .init(name), .init(shortMoney(money)),
        .init(next.map { Numbers.fixed($0, decimals: 2) } ?? "-"),
        .init(last.map { Numbers.fixed($0, decimals: 2) } ?? "a floor needs it"),
      ])
    }
    for row in answer.prices {
      let spent = answer.allocation.filter { $0.period == row.period }.reduce(0) { $0 + $1.amount }
      add(row.period.description, spent, row.valuePerUnit, row.valueOfLastUnit)
    }
    if answer.sources.count > 1 {
      for row in answer.sources {
        let words = [row.kind?.rawValue, row.fund].compactMap(\.self)
        add(
          words.isEmpty ? "no kind" : words.joined(separator: ", "), row.amount, row.valuePerUnit,
          row.valueOfLastUnit)
      }
    }
    for row in answer.limits {
      add(
        row.kind.map { "limit of \($0.rawValue)" } ?? "limit of all", row.amount,
        row.valuePerUnit, row.valueOfLastUnit)
    }
    page.add(table)
    for row in answer.people.prefix(Self.shiftLimit) {
      page.add(
        "In \(row.period) money cannot buy more of \(Words.list(row.skills)) in time.",
        indent: "  ", hanging: "  ")
    }
  }

  private mutating func writeFrontier() {
    let lines = FrontierPlot(answer, width: page.width).lines
    guard !lines.isEmpty else { return }
    page.heading("The most value by budget (*), and the plan's budgets (o)")
    for line in lines { page.add(verbatim: line) }
  }

  // MARK: Why, and what next

  private mutating func writeNotes() {
    page.space()
    if answer.isInterrupted {
      page.note(
        "Interrupted", "the allocation is the best one; numbers around it may be missing.")
    }
    if answer.deviation > 0 || answer.baseDeviation > 0 {
      page.note(
        "Risk",
        "the value varies by \(shortMoney(answer.deviation)) (one standard deviation), with the "
          + "plan's budgets by \(shortMoney(answer.baseDeviation))"
          + (answer.riskAversion > 0 ? "." : "; --risk-aversion 2 weighs that."))
    }
    if answer.unspent > 0 {
      page.note(
        "Unspent",
        "\(shortMoney(answer.unspent)) brings nothing within floors, caps, kinds, funds and people."
      )
    }
    if answer.outside > 0 {
      page.note(
        "Left out", "\(shortMoney(answer.outside)) of budgets lies outside the days of the plan.")
    }
    if answer.plan.asOfIsDayOfRun {
      page.note(
        "As of", "\(answer.plan.asOf), the day of the run, because the plan names none (as_of).")
    }
    guard answer.allocation.contains(where: { $0.amount > 0 }) else { return }
    if !answer.withoutCap.isEmpty {
      page.note(
        "Without a cap",
        "\(Words.list(answer.withoutCap)): with neither cap nor curve the plan's money counts as all "
          + "that they can use.")
    }
    if !answer.withoutValue.isEmpty {
      page.note(
        "Without a value",
        "\(Words.list(answer.withoutValue)): nobody says what their money is worth, so it stays.")
    }
  }

  private mutating func writeNext() {
    guard let plan, answer.budget > 0 else { return }
    page.heading("Next")
    if answer.cut == nil, answer.limits.isEmpty {
      page.command("balance", plan, "--cut 10%", for: "What a cut would take first")
    }
    page.command("balance", plan, "--select", for: "Which pitches to fund with it")
  }
}
