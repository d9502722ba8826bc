public import Headroom
public import Terminal
internal import WorkCalendar

/// The answer of `find` as text of at most 80 columns: who fits, ranked, and at whose expense.
public struct FindText {
  private let answer: Find.Answer
  private let plan: String?
  private var page: Page

  private static let rowLimit = 15
  private static let expenseLimit = 5

  /// A report on `answer`; `plan` is the path that the commands at the end name, nil for none.
  public init(_ answer: Find.Answer, plan: String? = nil, screen: Screen = Screen()) {
    self.answer = answer
    self.plan = plan
    page = Page(screen)
  }

  /// The report, each line with its end.
  public var text: String {
    var report = self
    report.page.add(answer.summary, style: .bold)
    report.writeCandidates()
    report.writeFreeTime()
    report.writeExpense()
    if let plan {
      report.page.heading("Next")
      report.page.command("load", plan, "", for: "Who is booked how much")
    }
    return report.page.text
  }

  private var shown: ArraySlice<Find.Candidate> { answer.candidates.prefix(Self.rowLimit) }

  private mutating func writeCandidates() {
    guard !answer.candidates.isEmpty else { return }
    let money = answer.plan.currency.map { " (\($0))" } ?? ""
    page.heading(
      "Who holds \(answer.skill):\(answer.level), of \(Numbers.hours(answer.neededHours))\(money)")
    var table = TextTable([
      .init("who", limit: 17), .init("level", .right), .init("free", .right),
      .init("displaces", .right), .init("lacks", .right), .init("an hour", .right),
      .init("moves", .right), .init("costs others", .right),
    ])
    for row in shown {
      table.add([
        .init(row.name ?? row.id), .init("\(row.level)"), .init(Numbers.hours(row.freeHours)),
        .init(Numbers.hours(row.displacedHours)),
        .init(Numbers.hours(row.missingHours), style: row.missingHours >= 0.01 ? .red : nil),
        .init(row.costPerHour.map { Numbers.fixed($0) } ?? "?"), .init("\(row.handOvers)"),
        .init(Numbers.fixed(row.displacedCost)),
      ])
    }
    page.add(table)
    if answer.candidates.count > Self.rowLimit {
      let left = answer.candidates.count - Self.rowLimit
      page.add("\(Words.count(left, "more", "more")); --csv or --json shows all.", indent: "  ")
    }
  }

  private mutating func writeFreeTime() {
    guard let first = answer.candidates.first else { return }
    page.heading("Free FTE by month")
    let perPage = max(1, (page.width - 22) / 8)
    for (number, block) in first.months.indices.balanced(into: perPage).enumerated() {
      if number > 0 { page.space() }
      var columns = [TextTable.Column("who", limit: 20)]
      columns += block.map { .init(first.months[$0].period.shortName, .right, least: 6) }
      var table = TextTable(columns)
      for row in shown {
        table.add(
          [.init(row.name ?? row.id)]
            + block.map { .init(row.months[$0].freeFTE.map { Numbers.fte($0) } ?? "·") })
      }
      page.add(table)
    }
  }

  private mutating func writeExpense() {
    let rows = shown.filter { !$0.displaced.isEmpty }
    guard !rows.isEmpty else { return }
    page.heading("At whose expense, after others have taken over what they can")
    for row in rows {
      let projects = row.displaced.prefix(Self.expenseLimit).map {
        "\($0.project) \(Numbers.hours($0.hours)) at \(Numbers.fixed($0.hourPrice))"
      }
      page.add(
        "\(row.name ?? row.id): \(Words.list(Array(projects), limit: Self.expenseLimit))"
          + (row.isTakenOver ? "" : " (if nobody takes over)"),
        indent: "- ", hanging: "  ")
    }
  }
}
