public import Headroom
public import Terminal
internal import WorkCalendar

/// The answer of `snapshot` as text of at most 80 columns: what is kept and where.
public struct SnapshotText {
  private let answer: Snapshot.Answer
  private let plan: String
  private let file: String
  private var page: Page

  /// A report on `answer`.
  ///
  /// - Parameters:
  ///   - plan: the path that the commands at the end name.
  ///   - file: where the snapshot is kept, within the plan's folder.
  public init(_ answer: Snapshot.Answer, plan: String, file: String, screen: Screen = Screen()) {
    self.answer = answer
    self.plan = plan
    self.file = file
    self.page = Page(screen)
  }

  /// The report, each line with its end.
  public var text: String {
    var report = self
    report.page.add("Kept the plan of \(answer.plan.asOf) as \(file).", style: .bold)
    report.page.add(answer.summary)
    report.page.space()
    let kept =
      [
        "\(Numbers.hours(answer.shortHours)) short in the quarters to come",
        Words.count(answer.bottlenecks.count, "bottleneck", "bottlenecks"),
        "finish dates of \(Words.count(answer.projects.count, "project", "projects"))",
      ] + (answer.budgets.isEmpty ? [] : [Words.count(answer.budgets.count, "budget", "budgets")])
    report.page.note("It keeps", Words.list(kept) + ".")
    report.page.heading("Next")
    report.page.command("trend", plan, "", for: "How the plan has moved")
    report.page.command("status", plan, "--since last", for: "What has changed since")
    return report.page.text
  }
}
