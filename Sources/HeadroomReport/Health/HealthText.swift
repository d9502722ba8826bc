public import Headroom
public import Terminal
internal import WorkCalendar

/// The answer of `health` as text of at most 80 columns: initiatives, projects with reasons, gates,
/// milestones, KPIs.
public struct HealthText {
  let answer: Health.Answer
  private let plan: String?
  var page: Page

  static let rowLimit = 10

  /// A report on `answer`; `plan` is the path that the commands at the end name, nil for none.
  public init(_ answer: Health.Answer, plan: String? = nil, screen: Screen = Screen()) {
    self.answer = answer
    self.plan = plan
    page = Page(screen)
  }

  /// The report, each line with its end.
  public var text: String {
    var report = self
    report.page.add(answer.summary.printable, style: .bold)
    report.writeInitiatives()
    report.writeProjects()
    report.writeGates()
    report.writeMilestones()
    report.writeKPIs()
    report.writeNext()
    return report.page.text
  }

  static func words(_ level: Health.Level) -> String {
    switch level {
    case .onTrack: "on track"
    case .atRisk: "at risk"
    case .offTrack: "off track"
    }
  }

  static func style(_ level: Health.Level) -> Style {
    switch level {
    case .onTrack: .good
    case .atRisk: .amber
    case .offTrack: .red
    }
  }

  private mutating func writeInitiatives() {
    guard !answer.initiatives.isEmpty else { return }
    page.heading("Initiatives")
    var table = TextTable([
      .init("initiative", limit: 18), .init("health"), .init("owner", limit: 12),
      .init("on / risk / off", .right), .init("cost", .right), .init("budget", .right),
    ])
    for row in answer.initiatives.prefix(2 * Self.rowLimit) {
      table.add([
        .init(row.initiative), .init(Self.words(row.level), style: Self.style(row.level)),
        .init(row.owner ?? "nobody"), .init("\(row.onTrack) / \(row.atRisk) / \(row.offTrack)"),
        .init(row.spent.map { Numbers.fixed($0) } ?? ""),
        .init(row.budget.map { Numbers.fixed($0) } ?? ""),
      ])
    }
    page.add(table)
    for row in answer.initiatives where row.level == .offTrack {
      guard let reason = row.reasons.first else { continue }
      page.add(
        "\(row.initiative): \(reason.text); turn it: \(reason.turn)".printable, indent: "- ",
        hanging: "  ")
    }
  }

  private mutating func writeProjects() {
    let sick = answer.projects.filter { $0.level > .onTrack }
    if !sick.isEmpty { page.heading("Projects off track and at risk") }
    for row in sick.prefix(Self.rowLimit) {
      page.add(
        "\(row.project) (\(row.owner ?? "nobody")): \(Self.words(row.level))".printable,
        indent: "- ", hanging: "  ", style: Self.style(row.level))
      for reason in row.reasons {
        let name = reason.level == row.level ? "" : " (\(Self.words(reason.level)))"
        page.add(
          "\(reason.text)\(name) [\(reason.rule)]".printable, indent: "    ", hanging: "      ")
        page.add("turn it: \(reason.turn)".printable, indent: "    ", hanging: "      ")
      }
    }
    writeRest(sick.count)
    let well = answer.projects.filter { $0.level == .onTrack }.map(\.project)
    if !well.isEmpty {
      page.space()
      page.note("On track", Words.list(well, limit: 12).printable)
    }
  }

  mutating func writeRest(_ count: Int) {
    guard count > Self.rowLimit else { return }
    page.add(
      "and \(Numbers.fixed(Double(count - Self.rowLimit))) more; --json shows all.", indent: "  ")
  }

  private mutating func writeNext() {
    guard let plan else { return }
    page.heading("Next")
    if let rule = answer.projects.first?.reasons.first?.rule {
      page.add("What a rule of health says:")
      page.add("headroom explain \(rule)", indent: "  ")
    }
    page.command("allocate", plan, "", for: "Who works on what, and why work stays undone")
  }
}
