public import Headroom
public import Terminal
internal import WorkCalendar

/// The answer of `impact` as text of at most 80 columns: what stays undone, who covers, what nobody else
/// can do.
public struct ImpactText {
  private let answer: Impact.Answer
  private let plan: String?
  private var page: Page

  private static let rowLimit = 12
  private var money: String { answer.plan.currency.map { " (\($0))" } ?? "" }

  /// A report on `answer`; `plan` is the path that the commands at the end name, nil for none.
  public init(_ answer: Impact.Answer, plan: String? = nil, screen: Screen = Screen()) {
    self.answer = answer
    self.plan = plan
    page = Page(screen)
  }

  /// The report, each line with its end.
  public var text: String {
    var report = self
    report.page.add(answer.summary, style: .bold)
    report.writeWork()
    report.writeUncovered()
    report.writeMoves()
    report.writeBought()
    report.writeSinglePoints()
    if !answer.isProven {
      report.page.heading("Not proven")
      report.page.add(
        "The allocation with them is not proven the best: another may lose less.")
    }
    if let plan {
      report.page.heading("Next")
      report.page.command(
        "whatif", plan, "--inline 'release \(answer.person) on \(answer.from - 1)'",
        for: "The shortage without them, quarter by quarter")
    }
    return report.page.text
  }

  private mutating func writeWork() {
    guard !answer.work.isEmpty else { return }
    page.heading("What they do from \(answer.from) on")
    var table = TextTable([.init("project", limit: 24), .init("skill"), .init("hours", .right)])
    for row in answer.work.prefix(Self.rowLimit) {
      table.add([.init(row.project), .init(row.skill), .init(Numbers.hours(row.hours))])
    }
    page.add(table)
    writeRest(answer.work.count)
  }

  private mutating func writeUncovered() {
    guard !answer.uncovered.isEmpty else { return }
    page.heading("What stays undone\(money)")
    var table = TextTable([
      .init("project", limit: 24), .init("skill"), .init("hours", .right), .init("loses", .right),
    ])
    for row in answer.uncovered.prefix(Self.rowLimit) {
      table.add([
        .init(row.project), .init(row.skill), .init(Numbers.hours(row.hours), style: .red),
        .init(Numbers.fixed(row.loss)),
      ])
    }
    page.add(table)
    writeRest(answer.uncovered.count)
    guard let hours = answer.hoursWithoutBudgets, let loss = answer.lossWithoutBudgets else {
      return
    }
    page.add(
      "Budgets stand in the way: with money for whoever could cover, "
        + (hours >= 0.5
          ? "\(Numbers.hours(hours)) would stay undone, worth \(Numbers.fixed(loss))."
          : "nothing would stay undone."))
  }

  private mutating func writeMoves() {
    let moves = answer.moves.filter { $0.hours >= 0.5 }
    guard !moves.isEmpty else { return }
    page.heading("Who covers, and what they drop")
    for move in moves.prefix(Self.rowLimit) {
      page.add(
        "\(move.person): \(move.from ?? "free") → \(move.to ?? "free"), \(Numbers.hours(move.hours))",
        indent: "- ", hanging: "  ")
    }
    writeRest(moves.count)
  }

  private mutating func writeBought() {
    guard !answer.bought.isEmpty else { return }
    page.heading("What comes in for money\(money)")
    var table = TextTable([
      .init("of whom", limit: 24), .init("what"), .init("project", limit: 24),
      .init("hours", .right), .init("costs", .right),
    ])
    for row in answer.bought.prefix(Self.rowLimit) {
      table.add([
        .init(row.id), .init(row.kind == .contract ? "contractors" : "overtime"),
        .init(row.project), .init(Numbers.hours(row.hours)),
        .init(row.cost.map { Numbers.fixed($0) } ?? "?"),
      ])
    }
    page.add(table)
    writeRest(answer.bought.count)
  }

  private mutating func writeSinglePoints() {
    guard !answer.singlePoints.isEmpty else { return }
    page.heading("What nobody else in the plan can do")
    for row in answer.singlePoints.prefix(Self.rowLimit) {
      let level = row.level > 0 ? ":\(row.level)" : ""
      page.add(
        "\(row.skill)\(level) for \(row.project): \(Numbers.hours(row.demandHours))", indent: "- ",
        hanging: "  ")
    }
    writeRest(answer.singlePoints.count)
  }

  private mutating func writeRest(_ count: Int) {
    guard count > Self.rowLimit else { return }
    page.add("and \(count - Self.rowLimit) more; --json shows all.", indent: "  ")
  }
}
