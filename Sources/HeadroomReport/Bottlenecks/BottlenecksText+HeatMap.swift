internal import Headroom
internal import PlanModel
internal import Terminal
internal import WorkCalendar

/// How the columns of a heat map lie on a page.
private struct Layout {
  var nameWidth: Int
  var cellWidth: Int
  /// Without the columns behind the periods that matter least.
  var isLong = false
  var showsDecideBy: Bool

  /// Two spaces stand before the first period; util takes 6 columns, decide by 12.
  func width(of periods: Int) -> Int {
    nameWidth + 1 + periods * (cellWidth + 1) + 6 + (showsDecideBy ? 12 : 0)
  }

  func periods(in width: Int) -> Int {
    max(1, (width - self.width(of: 0)) / (cellWidth + 1))
  }
}

extension BottlenecksText {
  static let rowLimit = 20
  static let pageLimit = 4
  /// Of a map of many pages each shows so many skills.
  static let longRowLimit = 10
  private static let nameLimit = 20

  mutating func writeHeatMap() {
    let all = heatRows
    let asked =
      all.contains(where: \.isDemanded) ? all.filter { $0.isDemanded || $0.isShort } : all
    let (wanted, people, followers) = told(asked)
    guard !wanted.isEmpty else { return }
    let rows = Array(wanted.prefix(Self.rowLimit))
    page.space()
    page.add("Headroom in FTE (+ spare, - short), \(Words.basis(answer.headlineBasis))")
    let texts = wanted.map { $0.cells.map { text($0).displayWidth }.max() ?? 0 }
    let names = wanted.map { label($0.skill).printable.displayWidth }
    var layout = Layout(
      nameWidth: max(5, min(Self.nameLimit, names.max() ?? 0)),
      cellWidth: max(
        texts.max() ?? 0, answer.periods.map { heading($0).displayWidth }.max() ?? 0),
      showsDecideBy: answer.knowsHiringTimes)
    let blocks = answer.periods.indices.balanced(into: layout.periods(in: page.width))
    if blocks.count > Self.pageLimit {
      layout.isLong = true
      layout.showsDecideBy = false
      writeLong(wanted, layout)
      writeFollowers(followers)
    } else {
      for (number, block) in blocks.enumerated() {
        if number > 0 { page.space() }
        write(block, rows, layout)
      }
      writeLegend(rows)
      writeFollowers(followers)
      writeRest(
        wanted.dropFirst(rows.count), people: people, undemanded: all.count - asked.count)
    }
  }

  /// The rows that have a place of their own; the people whose own work is asked for, told apart where
  /// there are skills too; and the skills for which another row stands.
  private func told(
    _ rows: [HeatRow]
  ) -> (wanted: [HeatRow], people: [HeatRow], followers: [HeatRow]) {
    let skills = rows.filter { !$0.isPerson }
    guard !skills.isEmpty else { return (rows, [], []) }
    let leading = skills.filter { !$0.follows }
    guard !leading.isEmpty else { return (skills, rows.filter(\.isPerson), []) }
    return (leading, rows.filter(\.isPerson), skills.filter(\.follows))
  }

  /// A line on the skills for which another row stands.
  private mutating func writeFollowers(_ followers: [HeatRow]) {
    guard !followers.isEmpty else { return }
    page.add(
      "Short only where they share the people of these: \(Words.list(followers.map(\.skill), limit: 8))."
    )
  }

  /// A map of many pages: those that miss most, in order of time, each with what is short there.
  private mutating func writeLong(_ rows: [HeatRow], _ layout: Layout) {
    let blocks = answer.periods.indices.balanced(into: layout.periods(in: page.width))
    var missing = [Double](repeating: 0, count: answer.periods.count)
    var position: [Period: Int] = [:]
    for (index, row) in answer.periods.enumerated() where !row.past { position[row.period] = index }
    for row in answer.shortage where row.basis == answer.headlineBasis {
      if let index = position[row.period] { missing[index] = row.shortHours }
    }
    let sums = blocks.map { $0.reduce(0) { $0 + missing[$1] } }
    let worst = blocks.indices.sorted { (-sums[$0], $0) < (-sums[$1], $1) }
      .prefix(Self.pageLimit).filter { sums[$0] > 0 || $0 == 0 }.sorted()
    let shown = worst.map { blocks[$0] }
    for (number, block) in shown.enumerated() {
      if number > 0 { page.space() }
      func least(_ row: HeatRow) -> Double {
        block.compactMap { row.cells[$0].value }.min() ?? .infinity
      }
      let short = rows.filter { row in block.contains { row.cells[$0].isShort } }
      let listed = short.isEmpty ? rows.sorted { least($0) < least($1) } : short
      write(block, Array(listed.prefix(Self.longRowLimit)), layout)
      if listed.count > Self.longRowLimit, !short.isEmpty {
        page.add(
          "\(Words.count(listed.count - Self.longRowLimit, "more skill", "more skills")) short here",
          indent: "  ")
      }
    }
    writeLegend(rows)
    let hidden = blocks.indices.filter { !worst.contains($0) }.flatMap { blocks[$0] }
    guard !hidden.isEmpty else { return }
    let stillShort = hidden.count { missing[$0] > 0 }
    let what = stillShort > 0 ? "\(stillShort) of them short" : "none of them short"
    page.add(
      "\(Words.count(hidden.count, "more \(grain)", "more \(grain)s")), \(what); --quarter shows a part, --csv and --json show all."
    )
  }

  private mutating func write(_ block: Range<Int>, _ rows: [HeatRow], _ layout: Layout) {
    let (nameWidth, cellWidth) = (layout.nameWidth, layout.cellWidth)
    var columns = [
      TextTable.Column("skill", limit: nameWidth, least: layout.isLong ? nameWidth : 0)
    ]
    for index in block {
      let row = answer.periods[index]
      columns.append(
        .init(
          heading(row), .right, least: cellWidth, gap: index == block.lowerBound ? 2 : 1,
          isDim: row.past))
    }
    columns.append(.init("util", .right))
    if layout.showsDecideBy { columns.append(.init("decide by", least: 10)) }
    let left = page.width - layout.width(of: block.count) - 2
    let showsHolders = !layout.isLong && left >= 12 && rows.contains { $0.isShort }
    if showsHolders { columns.append(.init("held by", limit: left)) }
    var table = TextTable(columns)
    for row in rows {
      var cells = [TextTable.Cell(label(row.skill))]
      for index in block {
        let isPast = answer.periods[index].past
        cells.append(
          .init(
            text(row.cells[index]), style: isPast ? .dim : nil,
            heat: isPast || row.cells[index].value == nil ? nil : heat(row.cells[index])))
      }
      let counted = block.filter { !answer.periods[$0].past }
      let worst = (counted.isEmpty ? Array(block) : counted)
        .map { row.cells[$0] }.filter { $0.value != nil }
        .min { ($0.value ?? 0) < ($1.value ?? 0) }
      let finding = worst?.finding
      cells.append(.init(worst?.utilisation.map { Numbers.fixed($0 * 100) + "%" } ?? "-"))
      if layout.showsDecideBy {
        let isLate = finding?.decideByPassed ?? false
        cells.append(
          .init(
            finding?.decideBy.map { isLate ? "passed" : $0.description } ?? "",
            style: isLate ? .red : nil))
      }
      if showsHolders { cells.append(.init(finding.map { heldBy($0, width: left) } ?? "")) }
      table.add(cells)
    }
    page.add(table)
  }

  private mutating func writeLegend(_ rows: [HeatRow]) {
    var parts: [String] = []
    if page.screen.colour == .none {
      let amber = Numbers.percent(answer.thresholds.amber)
      let red = Numbers.percent(answer.thresholds.red)
      let isFull = rows.contains { $0.cells.contains { !$0.isShort && heat($0) == .short } }
      let barely = rows.contains { $0.cells.contains(where: \.isBarelyShort) }
      parts.append(
        "\(Heat.tight.glyph) \(amber) used or more\(barely ? ", or barely short" : ""), \(Heat.short.glyph) \(isFull ? "\(red) used or " : "")short, \(Heat.veryShort.glyph) short by 1\u{A0}FTE or more"
      )
    }
    if rows.contains(where: { $0.cells.contains { $0.isShared && $0.isShort } }) {
      parts.append("* short together with other skills that share the people")
    }
    if answer.periods.contains(where: \.past) { parts.append("(…) past") }
    if !parts.isEmpty { page.add(parts.joined(separator: "; ")) }
  }

  /// A line on the skills that have no row.
  private mutating func writeRest(
    _ hidden: ArraySlice<HeatRow>, people: [HeatRow], undemanded: Int
  ) {
    var parts: [String] = []
    if !people.isEmpty {
      let short = people.count(where: \.isShort)
      let what =
        short == 0 ? "not short" : short == people.count ? "short" : "\(short) of them short"
      parts.append(
        "\(Words.count(people.count, "person", "people")) asked for by name, \(what)")
    }
    if !hidden.isEmpty {
      let short = hidden.count(where: \.isShort)
      let what = short > 0 ? "\(short) of them short" : "all of them with headroom"
      parts.append("\(Words.count(hidden.count, "more skill", "more skills")), \(what)")
    }
    if undemanded > 0 {
      let what = undemanded == 1 ? "skill or role" : "skills and roles"
      parts.append("\(Numbers.fixed(Double(undemanded))) \(what) that no work asks for")
    }
    guard !parts.isEmpty else { return }
    page.add("Not shown: " + parts.joined(separator: "; ") + ". --skill NAME or --json shows them.")
  }

  private func heading(_ row: Bottlenecks.PeriodRow) -> String {
    row.past ? "(\(row.period.shortName))" : row.period.shortName
  }

  /// The glyph stands only where there is no colour; every text ends with a mark or a space, so that
  /// the numbers stand below one another.
  private func text(_ cell: HeatCell) -> String {
    guard let value = cell.value else { return "- " }
    let glyph = page.screen.colour == .none ? heat(cell).glyph : ""
    let mark = cell.isShort && cell.isShared ? "*" : " "
    return (glyph == " " ? "" : glyph) + Numbers.signedFTE(value) + mark
  }

  /// The projects that ask for most, in FTE: two where there is room, else one.
  private func heldBy(_ finding: Bottlenecks.Finding, width: Int) -> String {
    let hours = answer.periods.first { $0.period == finding.period }?.standardHours ?? 0
    let shares = finding.projects.prefix(2).map { share in
      hours > 0 ? "\(share.project) \(Numbers.fte(share.demandHours / hours))" : share.project
    }
    let both = shares.joined(separator: ", ")
    return both.displayWidth <= width ? both : shares.first ?? ""
  }
}

extension Range<Int> {
  /// The range in as few blocks of at most `size` as there must be, as equal as can be.
  func balanced(into size: Int) -> [Range<Int>] {
    guard !isEmpty else { return [] }
    let blocks = (count + size - 1) / size
    return (0..<blocks).map {
      lowerBound + count * $0 / blocks..<lowerBound + count * ($0 + 1) / blocks
    }
  }
}
