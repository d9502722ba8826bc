public import Headroom
public import Terminal
internal import WorkCalendar

/// The answer of `load` as text of at most 80 columns: how full everybody is week by week, who is booked
/// too much and by which projects, and who is free.
public struct LoadText {
  private let answer: Load.Answer
  private let plan: String?
  private var page: Page

  private static let rowLimit = 40
  private static let listLimit = 15
  private static let cellWidth = 5

  /// A report on `answer`; `plan` is the path that the commands at the end name, nil for none.
  public init(_ answer: Load.Answer, plan: String? = nil, screen: Screen = Screen()) {
    self.answer = answer
    self.plan = plan
    self.page = Page(screen)
  }

  /// The report, each line with its end.
  public var text: String {
    var report = self
    report.page.add(answer.summary, style: .bold)
    report.writeTable()
    report.writeOverBooked()
    report.writeBench()
    report.writeNext()
    return report.page.text
  }

  private mutating func writeTable() {
    guard let first = answer.weeks.first, let last = answer.weeks.last, !answer.rows.isEmpty else {
      return
    }
    page.space()
    page.add("Booked, in % of plannable hours, \(first.period) to \(last.period)")
    let rows = answer.rows.prefix(Self.rowLimit)
    let longest = rows.map { $0.displayName.printable.displayWidth }.max() ?? 0
    // Names give way before weeks: twelve of them and the mean leave 15 columns.
    let room = page.width - (min(12, answer.weeks.count) + 1) * Self.cellWidth
    let nameWidth = max(min(longest, max(room, 12), 24), 6)
    let perPage = max(1, (page.width - nameWidth - Self.cellWidth) / Self.cellWidth)
    for (number, block) in answer.weeks.indices.balanced(into: perPage).enumerated() {
      if number > 0 { page.space() }
      var columns = [
        TextTable.Column(answer.grouping.rawValue, limit: nameWidth, least: nameWidth)
      ]
      columns += block.map {
        .init("W" + answer.weeks[$0].period.description.suffix(2) + " ", .right, least: 5, gap: 0)
      }
      columns.append(.init("all ", .right, least: 5, gap: 0))
      var table = TextTable(columns)
      for row in rows {
        var cells = [TextTable.Cell(row.displayName)]
        cells += block.map { $0 < row.cells.count ? cell(row.cells[$0]) : .init("") }
        let share = row.plannableHours > 0 ? row.bookedHours / row.plannableHours : nil
        cells.append(.init(percent(share) + (row.isOnBench ? "o" : " "), style: .bold))
        table.add(cells)
      }
      page.add(table)
    }
    writeLegend(hiddenRows: answer.rows.count - rows.count)
  }

  private mutating func writeLegend(hiddenRows: Int) {
    let isPartial = answer.rows.contains { $0.cells.contains(where: \.isOverBookedInPart) }
    let over = isPartial ? "over-booked, below 100 in a part that a month cuts" : "over-booked"
    page.add("! \(over); o on the bench: half or more is free; off: no working time")
    if hiddenRows > 0 {
      page.add(
        "\(Words.count(hiddenRows, "more row", "more rows")); --team NAME, --only over,bench, --csv or --json shows them."
      )
    }
    if answer.hidden > 0 {
      page.add("\(Words.count(answer.hidden, "row", "rows")) left out by --only.")
    }
  }

  private func percent(_ share: Double?) -> String {
    guard let share else { return "off" }
    return share < 9.995 ? Numbers.fixed(share * 100) : ">999"
  }

  private func cell(_ cell: Load.Cell) -> TextTable.Cell {
    let isOver = cell.overBookedHours > 1e-6
    guard cell.plannableHours > 1e-6 else {
      return .init(
        isOver ? "off!" : "off ", style: isOver ? .red : .dim, heat: isOver ? .short : nil)
    }
    let share = cell.bookedHours / cell.plannableHours
    let heat: Heat? = isOver ? (share >= 1.25 ? .veryShort : .short) : share >= 0.85 ? .tight : nil
    return .init(percent(share) + (isOver ? "!" : " "), style: share == 0 ? .dim : nil, heat: heat)
  }

  private mutating func writeOverBooked() {
    let rows = answer.rows.filter { $0.overBookedHours > 1e-6 }
    guard !rows.isEmpty else { return }
    page.heading("Over-booked")
    for row in rows.prefix(Self.listLimit) {
      let over = row.cells.indices.filter { row.cells[$0].overBookedHours > 1e-6 }
      let weeks = Words.list(runs(over.filter(answer.weeks.indices.contains)), limit: 4)
      var hours: [String: Double] = [:]
      for index in over {
        for share in row.cells[index].overBookedBy {
          hours[share.project, default: 0] += share.hours
        }
      }
      let projects = hours.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }
        .map { "\($0.key) \(Numbers.hours($0.value))" }
      let by = projects.isEmpty ? "" : "; booked then by \(Words.list(projects, limit: 5))"
      page.add(
        "\(row.displayName)\(row.teamNote), \(weeks): \(Numbers.hours(row.overBookedHours)) too much\(by)",
        indent: "- ", hanging: "  ")
    }
    writeRest(rows.count - Self.listLimit)
  }

  private mutating func writeBench() {
    let rows = answer.rows.filter(\.isOnBench).sorted {
      $0.freeHours == $1.freeHours ? $0.id < $1.id : $0.freeHours > $1.freeHours
    }
    guard !rows.isEmpty else { return }
    page.heading("On the bench")
    for row in rows.prefix(Self.listLimit) {
      let share = row.plannableHours > 0 ? row.freeHours / row.plannableHours : 0
      page.add(
        "\(row.displayName)\(row.teamNote): \(Numbers.hours(row.freeHours)) free, \(Numbers.percent(share))",
        indent: "- ", hanging: "  ")
    }
    writeRest(rows.count - Self.listLimit)
  }

  private mutating func writeRest(_ count: Int) {
    if count > 0 { page.add("and \(count) more; --csv or --json shows all.", indent: "  ") }
  }

  /// Weeks that follow one another as one run: `2026-W49 to 2026-W51`.
  private func runs(_ indices: [Int]) -> [String] {
    var runs: [ClosedRange<Int>] = []
    for index in indices {
      if let last = runs.last, last.upperBound == index - 1 {
        runs[runs.count - 1] = last.lowerBound...index
      } else {
        runs.append(index...index)
      }
    }
    return runs.map {
      let first = answer.weeks[$0.lowerBound].period
      return $0.count == 1 ? "\(first)" : "\(first) to \(answer.weeks[$0.upperBound].period)"
    }
  }

  private mutating func writeNext() {
    guard let plan else { return }
    page.heading("Next")
    page.command("bottlenecks", plan, "", for: "Where the skills run short, quarter by quarter")
  }
}

extension Load.Cell {
  /// Whether the week as a whole has room, and one of the two parts into which a month cuts it has not.
  fileprivate var isOverBookedInPart: Bool {
    overBookedHours > 1e-6 && bookedHours < plannableHours
  }
}

extension Load.Row {
  /// The name, else the id.
  var displayName: String { name ?? id }

  /// ` (Design)` where there is a team.
  var teamNote: String { team.map { " (\($0))" } ?? "" }
}
