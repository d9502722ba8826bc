public import Headroom
public import Terminal
internal import WorkCalendar

/// The answer of `status` as at most ten lines of 80 columns: change, effect, who answers, by when.
public struct StatusText {
  private let answer: Status.Answer
  private var page: Page

  /// All lines of the report.
  public static let mostLines = 10

  /// A report on `answer`.
  public init(_ answer: Status.Answer, screen: Screen = Screen()) {
    self.answer = answer
    self.page = Page(screen)
  }

  /// The report, each line with its end.
  public var text: String {
    var report = self
    report.page.add(answer.summary, style: .bold)
    guard !answer.changes.isEmpty else { return report.page.text }
    // The heading of the table takes a line.
    let room = Self.mostLines - report.page.lines.count - 1
    let isCut = answer.changes.count > room
    let shown = answer.changes.prefix(isCut ? room - 1 : room)
    report.page.add(report.table(of: Array(shown)))
    if isCut {
      let rest = Words.count(answer.changes.count - shown.count, "more change", "more changes")
      report.page.add("and \(rest); --csv lists all")
    }
    return report.page.text
  }

  private func table(of changes: [Status.Change]) -> TextTable {
    // What owners and dates leave goes to the words.
    let owners = min(14, (changes.map { ($0.owner ?? "-").displayWidth }.max() ?? 0))
    let words = page.width - max(5, owners) - 10 - 6
    var table = TextTable([
      .init("change", limit: words * 4 / 7), .init("effect", limit: words - words * 4 / 7),
      .init("owner", limit: max(5, owners)), .init("decide by", limit: 10),
    ])
    for change in changes {
      table.add([
        .init(change.change), .init(change.effect), .init(change.owner ?? "-"),
        .init(decideBy(change), style: change.decideByPassed == true ? .red : nil),
      ])
    }
    return table
  }

  private func decideBy(_ change: Status.Change) -> String {
    guard let day = change.decideBy else { return "-" }
    return change.decideByPassed == true ? "passed" : day.description
  }
}
