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
    let rows = report.rows(of: answer.changes)
    let isCut = rows.reduce(0) { $0 + $1.count } > room
    var shown = 0
    var used = 0
    while shown < rows.count, used + rows[shown].count <= (isCut ? room - 1 : room) {
      used += rows[shown].count
      shown += 1
    }
    // The first change is told, be its words cut.
    let told = shown > 0 ? Array(rows[..<shown].joined()) : Array(rows[0].prefix(max(1, room - 1)))
    report.page.add(report.table(of: told))
    let rest = answer.changes.count - max(1, shown)
    if rest > 0 {
      report.page.add("and \(Words.count(rest, "more change", "more changes")); --csv lists all")
    }
    return report.page.text
  }

  /// The widths of the columns: what owners and dates leave goes to the words, to the changes first.
  private var widths: (change: Int, effect: Int, owner: Int) {
    func widest(_ texts: [String]) -> Int { texts.map(\.displayWidth).max() ?? 0 }
    let owner = max(5, min(14, widest(answer.changes.map { $0.owner ?? "-" })))
    let words = page.width - owner - 10 - 6
    let effect = max(6, min(widest(answer.changes.map(\.effect)), words * 3 / 7))
    return (words - effect, effect, owner)
  }

  /// For each change its lines, the words that do not fit a line below one another.
  private func rows(of changes: [Status.Change]) -> [[[TextTable.Cell]]] {
    let widths = widths
    return changes.map { change in
      let columns = [
        change.change.wrapped(width: widths.change), change.effect.wrapped(width: widths.effect),
        (change.owner ?? "-").wrapped(width: widths.owner), [decideBy(change)],
      ]
      let isLate = change.decideByPassed == true
      return (0..<(columns.map(\.count).max() ?? 1)).map { line in
        columns.enumerated().map { index, lines in
          TextTable.Cell(
            lines.indices.contains(line) ? lines[line] : "",
            style: index == 3 && isLate ? .red : nil)
        }
      }
    }
  }

  private func table(of rows: [[TextTable.Cell]]) -> TextTable {
    var table = TextTable([
      .init("change"), .init("effect"), .init("owner"), .init("decide by"),
    ])
    for row in rows { table.add(row) }
    return table
  }

  private func decideBy(_ change: Status.Change) -> String {
    guard let day = change.decideBy else { return "-" }
    return change.decideByPassed == true ? "passed" : day.description
  }
}
