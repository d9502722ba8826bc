public import Headroom
public import Terminal
internal import WorkCalendar

/// The answer of `align` as text of at most 80 columns: goals, couplings, single points, owners, teams.
public struct AlignText {
  let answer: Align.Answer
  private let plan: String?
  var page: Page

  static let rowLimit = 10

  /// A report on `answer`; `plan` is the path that the commands at the end name, nil for none.
  public init(_ answer: Align.Answer, plan: String? = nil, screen: Screen = Screen()) {
    self.answer = answer
    self.plan = plan
    page = Page(screen)
  }

  /// The report, each line with its end.
  public var text: String {
    var report = self
    report.page.add(answer.summary, style: .bold)
    report.writeGoals()
    report.writeCouplings()
    report.writeOrphans()
    report.writeSinglePoints()
    report.writeGaps()
    report.writeLinks()
    report.writeNext()
    return report.page.text
  }

  private mutating func writeGoals() {
    guard answer.goals.contains(where: { $0.goal != nil }) else { return }
    page.heading("What goes into each goal, \(Words.basis(answer.basis))")
    var table = TextTable([
      .init("goal", limit: 24), .init("weight", .right), .init("hours", .right),
      .init("of hours", .right), .init("money", .right), .init("of money", .right),
      .init("projects", .right),
    ])
    for row in answer.goals {
      table.add([
        .init(row.goal ?? "(none)"), .init(row.weightShare.map(Numbers.percent) ?? ""),
        .init(Numbers.hours(row.servedHours)),
        .init(row.capacityShare.map(Numbers.percent) ?? "", style: style(row)),
        .init(row.money > 0 ? Numbers.fixed(row.money) : ""),
        .init(row.moneyShare.map(Numbers.percent) ?? ""),
        .init(Numbers.fixed(Double(row.projects))),
      ])
    }
    page.add(table)
    page.add(
      """
      Hours are those that people can serve; a share far from the weight asks for a talk with the \
      goal's owner.
      """)
  }

  /// Red where the share of the hours is less than half of the weight.
  private func style(_ row: Align.GoalRow) -> Style? {
    guard let weight = row.weightShare, let share = row.capacityShare else { return nil }
    return share < weight / 2 ? .red : nil
  }

  private mutating func writeCouplings() {
    guard !answer.couplings.isEmpty else { return }
    page.heading("Hidden couplings")
    var table = TextTable([
      .init("without", limit: 20), .init("gains", limit: 20), .init("hours", .right),
      .init("back", .right), .init("through", limit: 26),
    ])
    for row in answer.couplings.prefix(Self.rowLimit) {
      let through = row.through.prefix(3).joined(separator: ", ")
      table.add([
        .init(row.first), .init(row.second), .init(Numbers.hours(row.secondGainsHours)),
        .init(row.firstGainsHours > 0 ? Numbers.hours(row.firstGainsHours) : ""),
        .init(Self.tie(row.kind, through)),
      ])
    }
    page.add(table)
    writeRest(answer.couplings.count)
    page.add(
      """
      A project gains the hours that it is served more once the other is taken out of the plan, the \
      dearest work first; back is the same with the two exchanged.
      """)
    if let note = answer.moneyNote { page.add("Ties by money are not known: \(note).") }
  }

  private static func tie(_ kind: Align.Coupling.Kind, _ through: String) -> String {
    switch kind {
    case .skills: through
    case .person: "\(through) alone"
    case .budget: "budget of \(through)"
    }
  }

  private mutating func writeOrphans() {
    guard !answer.orphans.isEmpty else { return }
    page.heading("Projects that serve no goal")
    for row in answer.orphans.prefix(Self.rowLimit) {
      let lack = row.initiative.map { "its initiative \($0) has no goal" } ?? "it has no initiative"
      page.add(
        "\(row.project): \(Numbers.hours(row.demandHours)); \(lack)".printable, indent: "- ",
        hanging: "  ")
    }
    writeRest(answer.orphans.count)
  }

  mutating func writeRest(_ count: Int) {
    guard count > Self.rowLimit else { return }
    page.add(
      "and \(Numbers.fixed(Double(count - Self.rowLimit))) more; --json shows all.", indent: "  ")
  }

  private mutating func writeNext() {
    guard let plan else { return }
    page.heading("Next")
    if let row = answer.couplings.first {
      page.command(
        "whatif", plan, "--inline \(Words.quoted("delay \(row.first) by 4 weeks"))",
        for: "What moving the first of them does")
    }
    if let point = answer.singlePoints.first, let day = answer.days?.first {
      page.command(
        "impact", plan, "--remove \(Words.quoted(point.person)) --from \(day)",
        for: "What breaks without \(point.person)")
    }
    page.command("bottlenecks", plan, "", for: "Where the skills run short, quarter by quarter")
  }
}
