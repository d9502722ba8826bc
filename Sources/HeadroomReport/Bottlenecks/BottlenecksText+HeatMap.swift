internal import Headroom
internal import PlanModel
internal import Terminal
internal import WorkCalendar

/// What the heat map shows of a skill in a period.
struct HeatCell {
  /// −missing FTE where binding sets contain the skill, else its headroom; nil: no working time.
  var value: Double?
  var isShort = false
  /// Whether a binding set holds other skills too.
  var isShared = false
  /// Demand ÷ plannable hours of its holders; nil where nobody holds it.
  var utilisation: Double?
  /// The worst finding of that skill and period.
  var finding: Bottlenecks.Finding?
}

/// A skill and its periods.
struct HeatRow {
  var skill: String
  var cells: [HeatCell]
  /// The lowest value to come.
  var worst: Double
  var isShort: Bool
}

extension BottlenecksText {
  static let rowLimit = 20
  static let pageLimit = 4
  private static let nameLimit = 20

  /// Skills that are short first, then those with least headroom.
  var heatRows: [HeatRow] {
    var position: [Period: Int] = [:]
    for (index, row) in answer.periods.enumerated() { position[row.period] = index }
    var cells: [String: [HeatCell]] = [:]
    let empty = [HeatCell](repeating: HeatCell(), count: answer.periods.count)
    for row in answer.skills where row.basis == answer.headlineBasis {
      guard let index = position[row.period] else { continue }
      let supply = row.plannableFTE ?? 0
      cells[row.skill, default: empty][index].value = row.headroomFTE
      cells[row.skill, default: empty][index].utilisation =
        supply > 0 ? row.demandFTE.map { $0 / supply } : nil
    }
    for set in answer.bottlenecks where set.basis == answer.headlineBasis {
      guard let index = position[set.period], let missing = set.missingFTE else { continue }
      for skill in set.skills {
        guard var cell = cells[skill]?[index] else { continue }
        cell.value = (cell.isShort ? cell.value ?? 0 : 0) - missing
        cell.isShort = true
        cell.isShared = cell.isShared || set.skills.count > 1
        cells[skill]?[index] = cell
      }
    }
    for finding in answer.ranked where finding.basis == answer.headlineBasis {
      guard let index = position[finding.period] else { continue }
      for skill in finding.skills where cells[skill]?[index].finding == nil {
        cells[skill]?[index].finding = finding
      }
    }
    let isPast = answer.periods.map(\.past)
    let hasFuture = isPast.contains(false)
    let rows = cells.map { skill, cells in
      let counted = cells.indices.filter { !hasFuture || !isPast[$0] }.map { cells[$0] }
      return HeatRow(
        skill: skill, cells: cells, worst: counted.compactMap(\.value).min() ?? .infinity,
        isShort: counted.contains(where: \.isShort))
    }
    return rows.sorted {
      if $0.isShort != $1.isShort { return $0.isShort }
      return $0.worst == $1.worst ? $0.skill < $1.skill : $0.worst < $1.worst
    }
  }

  mutating func writeHeatMap() {
    let all = heatRows
    guard !all.isEmpty else { return }
    let rows = Array(all.prefix(Self.rowLimit))
    page.space()
    page.add("Headroom in FTE (+ spare, - short), \(Words.basis(answer.headlineBasis))")
    let texts = rows.map { $0.cells.map(cellText) }
    let cellWidth =
      (texts.joined().map(\.displayWidth) + answer.periods.map { heading($0).displayWidth }).max()
      ?? 0
    let nameWidth = min(
      Self.nameLimit, rows.map { $0.skill.printable.displayWidth }.max() ?? 0)
    let columns = max(9, nameWidth)
    // Two columns between name and first period; util and decide by take 6 and 12.
    let tail = 6 + (answer.knowsHiringTimes ? 12 : 0)
    let perPage = max(1, (page.width - columns - 1 - tail) / (cellWidth + 1))
    var blocks = answer.periods.indices.balanced(into: perPage)
    if blocks.count > Self.pageLimit {
      let short = blocks.filter { block in
        rows.contains { row in block.contains { row.cells[$0].isShort } }
      }
      if !short.isEmpty { blocks = short }
    }
    for (number, block) in blocks.enumerated() {
      if number > 0 { page.space() }
      writeBlock(block, rows, texts, nameWidth: nameWidth, cellWidth: cellWidth)
    }
    writeLegend(
      rows, hiddenRows: all.dropFirst(rows.count),
      hiddenPeriods: answer.periods.count - blocks.joined().count)
  }

  private mutating func writeBlock(
    _ block: Range<Int>, _ rows: [HeatRow], _ texts: [[String]], nameWidth: Int, cellWidth: Int
  ) {
    var columns = [TextTable.Column("skill", limit: max(5, nameWidth))]
    for index in block {
      let row = answer.periods[index]
      columns.append(
        .init(
          heading(row), .right, least: cellWidth, gap: index == block.lowerBound ? 2 : 1,
          isDim: row.past))
    }
    columns.append(.init("util", .right))
    if answer.knowsHiringTimes { columns.append(.init("decide by", least: 10)) }
    let used =
      max(5, nameWidth) + 1 + block.count * (cellWidth + 1) + 6
      + (answer.knowsHiringTimes ? 12 : 0)
    let left = page.width - used - 2
    let showsHolders = left >= 12 && rows.contains { $0.isShort }
    if showsHolders { columns.append(.init("held by", limit: left)) }
    var table = TextTable(columns)
    for (row, texts) in zip(rows, texts) {
      var cells = [TextTable.Cell(row.skill)]
      for index in block {
        let isPast = answer.periods[index].past
        cells.append(
          .init(
            texts[index], style: isPast ? .dim : nil,
            heat: isPast || row.cells[index].value == nil ? nil : heat(row.cells[index])))
      }
      let counted = block.filter { !answer.periods[$0].past }
      let worst = (counted.isEmpty ? Array(block) : counted)
        .map { row.cells[$0] }.filter { $0.value != nil }
        .min { ($0.value ?? 0) < ($1.value ?? 0) }
      let finding = worst?.finding
      let utilisation = finding?.utilisation ?? worst?.utilisation
      cells.append(.init(utilisation.map { Numbers.fixed($0 * 100) + "%" } ?? "-"))
      if answer.knowsHiringTimes {
        let isLate = finding?.decideByPassed ?? false
        cells.append(
          .init(
            finding?.decideBy.map { isLate ? "passed" : $0.description } ?? "",
            style: isLate ? .red : nil))
      }
      if showsHolders { cells.append(.init(finding.map(heldBy) ?? "")) }
      table.add(cells)
    }
    page.add(table)
  }

  private mutating func writeLegend(
    _ rows: [HeatRow], hiddenRows: ArraySlice<HeatRow>, hiddenPeriods: Int
  ) {
    var parts: [String] = []
    if page.screen.colour == .none {
      let amber = Numbers.percent(answer.thresholds.amber)
      parts.append(
        "\(Heat.tight.glyph) \(amber) used or more, \(Heat.short.glyph) short, \(Heat.veryShort.glyph) short by 1\u{A0}FTE or more"
      )
    }
    if rows.contains(where: { $0.cells.contains(where: \.isShared) }) {
      parts.append("* short together with other skills that share the people")
    }
    if answer.periods.contains(where: \.past) { parts.append("(…) past") }
    if !parts.isEmpty { page.add(parts.joined(separator: "; ")) }
    if hiddenPeriods > 0 {
      page.add("\(hiddenPeriods) more \(grain)s hold no shortage; --csv or --json shows all.")
    }
    guard !hiddenRows.isEmpty else { return }
    let short = hiddenRows.count(where: \.isShort)
    let what = short > 0 ? "\(short) of them short" : "all of them with headroom"
    page.add(
      "\(Words.count(hiddenRows.count, "more skill", "more skills")), \(what); --skill NAME or --json shows all."
    )
  }

  private func heading(_ row: Bottlenecks.PeriodRow) -> String {
    row.past ? "(\(row.period.shortName))" : row.period.shortName
  }

  /// The glyph stands only where there is no colour; every text ends with a mark or a space, so that
  /// the numbers stand below one another.
  private func cellText(_ cell: HeatCell) -> String {
    guard let value = cell.value else { return "- " }
    let glyph = page.screen.colour == .none ? heat(cell).glyph : ""
    return (glyph == " " ? "" : glyph) + Numbers.signedFTE(value) + (cell.isShared ? "*" : " ")
  }

  func heat(_ cell: HeatCell) -> Heat {
    if cell.isShort, let value = cell.value, value < -0.05 {
      return value <= -1 ? .veryShort : .short
    }
    guard let utilisation = cell.utilisation else { return cell.isShort ? .tight : .spare }
    if utilisation >= answer.thresholds.red { return .short }
    return utilisation >= answer.thresholds.amber || cell.isShort ? .tight : .spare
  }

  /// The two projects that ask for most, in FTE.
  private func heldBy(_ finding: Bottlenecks.Finding) -> String {
    let hours = answer.periods.first { $0.period == finding.period }?.standardHours ?? 0
    return finding.projects.prefix(2).map { share in
      hours > 0 ? "\(share.project) \(Numbers.fte(share.demandHours / hours))" : share.project
    }.joined(separator: ", ")
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
