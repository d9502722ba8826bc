internal import Headroom
internal import Terminal
internal import WorkCalendar

extension BottlenecksText {
  /// What expected and all work would add: missing FTE of all skills, basis × period.
  mutating func writeBases() {
    let bases = Basis.allCases.filter { basis in
      answer.shortage.contains { $0.basis == basis }
    }
    let periods = answer.periods.filter { !$0.past && $0.standardHours > 0 }
    guard !bases.isEmpty, !periods.isEmpty else { return }
    var missing: [Basis: [Period: Bottlenecks.ShortageRow]] = [:]
    for row in answer.shortage { missing[row.basis, default: [:]][row.period] = row }
    guard answer.shortage.contains(where: { $0.shortHours > 0 }) else {
      let names = Words.list(bases.map(\.rawValue))
      page.space()
      page.add("Nothing is missing in any \(grain) (\(names) work).")
      return
    }
    page.heading("Missing FTE of all skills, by how much tentative work comes")
    let perPage = max(1, (page.width - 9 - 1 - 11) / 8)
    var blocks = periods.indices.balanced(into: perPage)
    if blocks.count > Self.pageLimit { blocks = [] }
    for (number, block) in blocks.enumerated() {
      if number > 0 { page.space() }
      var columns = [TextTable.Column("work", least: 9)]
      columns += block.map {
        .init(periods[$0].period.shortName, .right, least: 7, gap: $0 == block.lowerBound ? 2 : 1)
      }
      columns.append(.init("hours", .right, least: 9))
      var table = TextTable(columns)
      for basis in bases {
        var hours = 0.0
        var cells = [TextTable.Cell(basis.rawValue)]
        for index in block {
          let row = missing[basis]?[periods[index].period]
          let short = row?.shortHours ?? 0
          hours += short
          let fte = Numbers.fte(short / periods[index].standardHours)
          cells.append(.init(fte, style: fte == "0.0" ? .dim : .red))
        }
        cells.append(.init(Numbers.fixed(hours)))
        table.add(cells)
      }
      page.add(table)
    }
    if blocks.isEmpty {
      for basis in bases {
        let rows = periods.compactMap { missing[basis]?[$0.period] }
        let short = rows.filter { $0.shortHours > 0 }.count
        let hours = Numbers.hours(rows.reduce(0) { $0 + $1.shortHours })
        page.add(
          "\(basis.rawValue): \(hours) missing, in \(short) of \(rows.count) \(grain)s",
          indent: "- ", hanging: "  ")
      }
    }
    if bases.count > 1 {
      page.add(
        "confirmed: committed and active projects; expected: also tentative ones, × probability; all: tentative ones in full"
      )
    }
  }

  /// Capacity in its four layers, as a mean over what is to come.
  mutating func writeCapacity() {
    let future = answer.periods.filter { !$0.past }
    let periods = future.isEmpty ? answer.periods : future
    let standard = periods.reduce(0) { $0 + $1.standardHours }
    guard standard > 0, let first = periods.first, let last = periods.last else { return }
    let names = Set(periods.map(\.period))
    let rows = answer.capacity.filter { names.contains($0.period) }
    guard !rows.isEmpty else { return }
    func mean(_ hours: (Bottlenecks.CapacityRow) -> Double) -> String {
      Numbers.fte(rows.reduce(0) { $0 + hours($1) } / standard) + "\u{A0}FTE"
    }
    page.space()
    let span = first.period == last.period ? "\(first.period)" : "\(first.period) to \(last.period)"
    page.note(
      "Capacity, \(span)",
      "\(mean(\.grossHours)) gross → \(mean(\.netHours)) net (less absence) → \(mean(\.plannableHours)) plannable (less run work and reserve) → \(mean(\.freeHours)) free (less bookings)"
    )
  }
}
