internal import Headroom
internal import Terminal
internal import WorkCalendar

extension WhatIfText {
  /// Columns for the names where so many are left for them.
  private func nameWidth(room: Int) -> Int {
    let longest = rows.map { $0.name.printable.displayWidth }.max() ?? 0
    return max(8, min(Self.nameLimit, max(12, room), longest))
  }

  /// Missing FTE by quarter, a row for each scenario.
  mutating func writeShortage() {
    let quarters = answer.periods.filter { !$0.past }
    guard !quarters.isEmpty else { return }
    page.heading("Missing FTE by quarter, confirmed work")
    let nameWidth = nameWidth(room: page.width - 10 - 7 * min(quarters.count, 4))
    let perPage = max(1, (page.width - nameWidth - 1 - 9) / 7)
    for (number, block) in quarters.indices.balanced(into: perPage).enumerated() {
      if number > 0 { page.space() }
      var columns = [TextTable.Column("scenario", limit: nameWidth, least: nameWidth)]
      columns += block.map {
        .init(quarters[$0].period.shortName, .right, least: 6, gap: $0 == block.lowerBound ? 2 : 1)
      }
      columns.append(.init("hours", .right, least: 7))
      var table = TextTable(columns)
      for row in rows {
        var cells = [TextTable.Cell(row.name)]
        for index in block {
          let key = quarters[index].period.description
          guard row.metrics.shortHours[key] != nil else {
            cells.append(.init("-", style: .dim))
            continue
          }
          let fte = Numbers.fixed(row.metrics.shortFTE[key] ?? 0, decimals: 1)
          let base = answer.base.metrics.shortHours[key] ?? 0
          let hours = row.metrics.shortHours[key] ?? 0
          let style: Style? =
            fte == "0.0" ? .dim : hours > base + 0.5 ? .red : hours < base - 0.5 ? .good : nil
          cells.append(.init(fte, style: style))
        }
        cells.append(.init(Numbers.fixed(row.metrics.shortHoursToCome), style: .bold))
        table.add(cells)
      }
      page.add(table)
    }
  }

  /// People, money and use, a row for each scenario: the base as it is, scenarios as the difference.
  mutating func writeNeeds() {
    let base = answer.base.metrics
    var columns: [(TextTable.Column, (Row) -> String)] = []
    func add(_ heading: String, _ cell: @escaping (Row) -> String?) {
      columns.append((.init(heading, .right, gap: 2), { cell($0) ?? "-" }))
    }
    let scenarios = named.map(\.metrics)
    add("people") { row in
      Self.difference(row.metrics.people, row.differences?.people) {
        Numbers.fixed($0, decimals: abs($0) < 99.95 ? 1 : 0)
      }
    }
    if base.cost != nil {
      add("pay") { Self.difference($0.metrics.cost, $0.differences?.cost, Self.money) }
    }
    if scenarios.contains(where: { abs($0.delayCost ?? 0) >= 0.5 }) {
      add("delay") { row in
        row.differences == nil
          ? "" : Self.difference(row.metrics.delayCost, row.differences?.delayCost, Self.money)
      }
    }
    if base.value != nil {
      add("value") { Self.difference($0.metrics.value, $0.differences?.value, Self.money) }
    }
    add("util") { row in row.metrics.utilisation.map { Numbers.fixed($0 * 100) + "%" } }
    if base.budgetUse != nil {
      add("budget") { row in row.metrics.budgetUse.map { Numbers.fixed($0 * 100) + "%" } }
    }
    add("short") { row in String(row.metrics.shortProjects.count) }
    add("first week") { row in row.metrics.firstShortWeek?.description ?? "none" }
    page.heading("What it takes (scenarios: the difference from the base)")
    let width = columns.reduce(0) { sum, column in
      let cells = rows.map { column.1($0).displayWidth }
      return sum + 2 + max(column.0.heading.displayWidth, cells.max() ?? 0)
    }
    let nameWidth = nameWidth(room: page.width - width)
    var table = TextTable(
      [.init("scenario", limit: nameWidth, least: nameWidth)] + columns.map(\.0))
    for row in rows {
      table.add([.init(row.name)] + columns.map { .init($0.1(row)) })
    }
    page.add(table)
    writeLegend()
  }

  private mutating func writeLegend() {
    let currency = answer.plan.currency.map { " in \($0)" } ?? ""
    var words = [
      "people: mean headcount, contractors by their FTE; pay: theirs\(currency), leave included"
    ]
    let unpaid = rows.compactMap(\.metrics.peopleWithoutPay).max() ?? 0
    if unpaid >= 0.005, answer.base.metrics.cost != nil {
      words[0] += ", where it is known (up to \(Numbers.fixed(unpaid, decimals: 1)) people without)"
    }
    if named.contains(where: { abs($0.metrics.delayCost ?? 0) >= 0.5 }) {
      words.append("delay: cost of delay × weeks later")
    }
    words.append("util: confirmed demand ÷ plannable hours")
    if answer.base.metrics.budgetUse != nil {
      words.append("budget: confirmed work at mean pay ÷ budgets")
    }
    words.append("short: projects that lack hours, and the first week of it")
    page.add(words.joined(separator: "; ") + ".")
  }

  /// The number of the base, the signed difference of a scenario; `=` where there is none.
  private static func difference(
    _ value: Double?, _ difference: Double?, _ text: (Double) -> String
  ) -> String {
    guard let difference else { return value.map(text) ?? "-" }
    return signed(difference, text)
  }

  /// `1.8M`, `250k`, `900`.
  static func money(_ amount: Double) -> String {
    switch amount.magnitude {
    case 999_500...: Numbers.fixed(amount / 1e6, decimals: amount.magnitude < 99.95e6 ? 1 : 0) + "M"
    case 9_995...: Numbers.fixed(amount / 1e3) + "k"
    default: Numbers.fixed(amount)
    }
  }
}
