internal import Headroom
internal import Terminal
internal import WorkCalendar

extension AllocateText {
  /// What one more full-time person of a skill is worth, by period.
  mutating func writePrices() {
    let worth = answer.prices.filter { $0.valuePerFTE > 0.5 }
    guard !worth.isEmpty else { return }
    var best: [String: Double] = [:]
    var value: [String: [Period: Allocate.PriceRow]] = [:]
    for row in worth {
      best[row.skill] = max(best[row.skill] ?? 0, row.valuePerFTE)
      value[row.skill, default: [:]][row.period] = row
    }
    let skills = best.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    let unit = scale(of: best.values.max() ?? 0)
    page.heading(
      "What one more full-time person saves\(answer.pricesAreLeast ? " at least" : "")\(note(unit))"
    )
    let periods = answer.periods.map(\.period)
    for (number, block) in periods.indices.balanced(into: perPage).enumerated() {
      if number > 0 { page.space() }
      var columns = [TextTable.Column("skill", limit: 20)]
      columns += block.map { .init(periods[$0].shortName, .right, least: 7) }
      var table = TextTable(columns)
      for skill in skills.prefix(Self.rowLimit) {
        table.add(
          [.init(skill)]
            + block.map { index in
              guard let row = value[skill]?[periods[index]] else { return .init("·", style: .dim) }
              let share = row.valuePerFTE / (best[skills[0]] ?? 1)
              return .init(
                Numbers.fixed(row.valuePerFTE / unit.factor, decimals: unit.decimals),
                heat: share > 0.66 ? .veryShort : share > 0.33 ? .short : .tight)
            })
      }
      page.add(table)
    }
    if skills.count > Self.rowLimit {
      page.add(
        "\(Words.count(skills.count - Self.rowLimit, "more skill", "more skills")); --json shows all.",
        indent: "  ")
    }
  }

  /// What initiatives spend of their budgets, by money period.
  mutating func writeBudgets() {
    guard !answer.budgets.isEmpty else { return }
    var periods: [Period] = []
    var rows: [String: [Period: Allocate.BudgetRow]] = [:]
    for row in answer.budgets {
      if !periods.contains(row.period) { periods.append(row.period) }
      rows[row.initiative, default: [:]][row.period] = row
    }
    page.heading("Budgets: share that is spent (! spent, with work left undone)")
    for (number, block) in periods.indices.balanced(into: perPage).enumerated() {
      if number > 0 { page.space() }
      var columns = [TextTable.Column("initiative", limit: 20)]
      columns += block.map { .init(periods[$0].shortName, .right, least: 7) }
      columns.append(.init("price", .right))
      var table = TextTable(columns)
      for initiative in rows.keys.sorted() {
        let prices = rows[initiative]?.values.map(\.priceOfBudget) ?? []
        table.add(
          [.init(initiative)] + block.map { cell(rows[initiative]?[periods[$0]]) }
            + [.init(prices.max().map { $0 > 1e-6 ? Numbers.fixed($0, decimals: 2) : "·" } ?? "")])
      }
      page.add(table)
    }
    if answer.budgets.contains(where: { $0.priceOfBudget > 1e-6 }) {
      page.add("price: what one more unit of the tightest period's budget saves")
    }
  }

  private func cell(_ row: Allocate.BudgetRow?) -> TextTable.Cell {
    guard let row, let budget = row.budget else { return .init("·", style: .dim) }
    let available = budget + row.carriedOver
    guard available > 0 else { return .init(row.spent > 0.5 ? "!" : "0", style: .dim) }
    let share = row.spent / available
    let isSpent = share > 1 - 1e-6 && row.shortHours > 0.5
    return .init(
      Numbers.percent(share) + (isSpent ? "!" : " "),
      heat: isSpent ? .short : share > 0.95 ? .tight : nil)
  }

  private var perPage: Int { max(1, (page.width - 30) / 9) }

  private func scale(of largest: Double) -> (factor: Double, name: String, decimals: Int) {
    if largest >= 2e6 { return (1e6, "millions", 2) }
    if largest >= 2e4 { return (1e3, "thousands", 0) }
    return (1, "", 0)
  }

  private func note(_ unit: (factor: Double, name: String, decimals: Int)) -> String {
    let parts = [unit.name, answer.plan.currency ?? ""].filter { !$0.isEmpty }
    switch parts.count {
    case 0: return ""
    case 1: return " (\(parts[0]))"
    default: return " (\(parts[0]) of \(parts[1]))"
    }
  }
}
