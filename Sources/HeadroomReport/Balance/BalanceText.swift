public import Headroom
public import Terminal
internal import WorkCalendar

/// The answer of `balance` as text of at most 80 columns: the choice with what misses it, the ranked
/// list with the cut-off line, or both.
public struct BalanceText {
  /// A part of the report.
  public enum Part: Sendable, Hashable {
    /// The choice, and what misses it.
    case selection
    /// The ranked list.
    case ranking
  }

  private let answer: Balance.Answer
  private let parts: [Part]
  private let plan: String?
  private var page: Page

  /// So many near-misses are told; the other forms have all.
  private static let missLimit = 10
  /// So many needs of each.
  private static let needLimit = 3
  private static let nameLimit = 24

  /// A report on `answer`; `plan` is the path that the commands at the end name, nil for none.
  public init(
    _ answer: Balance.Answer, parts: [Part], plan: String? = nil, screen: Screen = Screen()
  ) {
    self.answer = answer
    self.parts = parts
    self.plan = plan
    self.page = Page(screen)
  }

  /// The report, each line with its end.
  public var text: String {
    var report = self
    report.page.add(answer.summary, style: .bold)
    if parts.contains(.selection) {
      report.writeSelected()
      report.writeBeside()
      report.writeMisses()
    }
    if parts.contains(.ranking) { report.writeRanking() }
    report.writeNotes()
    return report.page.text
  }

  private mutating func writeSelected() {
    guard !answer.selected.isEmpty else { return }
    page.heading("Fund these")
    var table = TextTable([
      .init("project", limit: Self.nameLimit), .init("start"), .init("finish"),
      .init("later", .right), .init("value", .right), .init("cost", .right),
    ])
    for row in answer.selected {
      table.add([
        .init(row.project), .init(row.start?.description ?? "-"),
        .init(row.finish?.description ?? "-"), .init(row.level == 0 ? "" : "\(row.level) q"),
        .init(Numbers.fixed(row.value)), .init(row.cost.map { Numbers.fixed($0) } ?? "-"),
      ])
    }
    page.add(table)
  }

  private mutating func writeBeside() {
    guard !answer.ranking.isEmpty else { return }
    page.heading("How good that is")
    var table = TextTable([.init("choice"), .init("projects", .right), .init("value", .right)])
    table.add([
      .init("this one"), .init("\(answer.selected.count)"), .init(Numbers.fixed(answer.value)),
    ])
    table.add([
      .init("by priority, first come first served"), .init("\(answer.greedy.count)"),
      .init(Numbers.fixed(answer.greedyValue)),
    ])
    table.add([.init("at most (proven)"), .init(""), .init(Numbers.fixed(answer.bound))])
    page.add(table)
  }

  private mutating func writeMisses() {
    guard !answer.rejected.isEmpty else { return }
    page.heading("Left out, the nearest miss first; what each would need")
    for row in answer.rejected.prefix(Self.missLimit) {
      var needs = row.needs.prefix(Self.needLimit).map(\.text).joined(separator: "; ")
      let rest = row.needs.count - Self.needLimit
      if rest > 0 { needs += "; and \(Words.count(rest, "more need", "more needs"))" }
      if needs.isEmpty { needs = "it would fit, but another choice is worth more" }
      page.add("\(row.project): \(needs).", indent: "  - ", hanging: "    ")
    }
    let rest = answer.rejected.count - Self.missLimit
    if rest > 0 {
      page.add(
        "and \(Words.count(rest, "other", "others")); --json or --csv shows all.", indent: "    ",
        hanging: "    ")
    }
  }

  private mutating func writeRanking() {
    guard !answer.ranking.isEmpty else { return }
    page.heading("Ranked: must-haves, then by value an hour of work, at planned starts")
    var table = TextTable([
      .init("", .right), .init("project", limit: Self.nameLimit), .init("value", .right),
      .init("FTE", .right), .init("sum FTE", .right), .init("sum cost", .right), .init(""),
    ])
    var isAbove = true
    for (number, row) in answer.ranking.enumerated() {
      if isAbove, !row.aboveCutOff {
        isAbove = false
        table.add([.init(""), .init("-- cut-off line --", style: .bold)])
      }
      table.add([
        .init("\(number + 1)"), .init(row.project), .init(Numbers.fixed(row.value)),
        .init(Numbers.fte(row.fte)), .init(Numbers.fte(row.cumulativeFTE)),
        .init(Numbers.fixed(row.cumulativeCost)),
        .init((row.selected ? "fund" : "") + (row.mustHave ? " must" : "")),
      ])
    }
    page.add(table)
  }

  private mutating func writeNotes() {
    if !answer.withoutValue.isEmpty {
      page.space()
      page.note(
        "Without a value", "\(Words.list(answer.withoutValue)): never funded for their own sake.")
    }
    if !answer.withoutCost.isEmpty {
      page.space()
      page.note(
        "Without a cost",
        "\(Words.list(answer.withoutCost)): neither a budget nor anybody's pay is known, so no "
          + "budget limits them.")
    }
    guard let plan else { return }
    page.heading("Next")
    page.command("whatif", plan, "--inline \"win NAME\"", for: "What funding a project does")
    if answer.plan.asOfIsDayOfRun {
      page.note(
        "As of", "\(answer.plan.asOf), the day of the run, because the plan names none (as_of).")
    }
  }
}
