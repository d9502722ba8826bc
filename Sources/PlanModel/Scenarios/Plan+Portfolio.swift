import WorkCalendar

/// Changes of the portfolio: cancel, win, lose, budget, add, set.
extension Plan {
  mutating func setStatus(
    _ status: Project.Status, of project: String, unless isSo: (Project.Status) -> Bool
  ) throws(ChangeFault) -> [ChangeFault] {
    let index = try projectNames.index(of: project, field: "project")
    if !isSo(projects[index].status) { projects[index].status = status }
    return []
  }

  mutating func take(_ money: Change.Money) throws(ChangeFault) -> [ChangeFault] {
    guard let initiative = try initiativeNames.id(of: money.initiative, field: "initiative")
    else { return [] }
    let days = money.period?.days(in: settings.fiscalYear)
    let own = budgets.indices.filter {
      budgets[$0].initiative == initiative && (money.kind == nil || budgets[$0].kind == money.kind)
    }
    let rows = own.filter { index in
      guard let days else { return true }
      guard let part = budgets[index].period?.days(in: settings.fiscalYear) else { return false }
      return days.union(part) == days
    }
    let total = rows.reduce(0) { $0 + budgets[$1].amount }
    let wanted: Double
    switch money.amount {
    case .to(let amount): wanted = amount
    case .byShare(let share): wanted = total * (1 + share)
    case .by(let amount): wanted = total + amount
    }
    if rows.isEmpty {
      guard case .to(let amount) = money.amount,
        days == nil || !own.contains(where: { overlaps($0, days) })
      else {
        throw ChangeFault(
          .changeImpossible, field: money.period == nil ? "initiative" : "period",
          value: money.period?.description ?? initiative,
          "'\(initiative)' has no budget \(money.period.map { "within \($0)" } ?? "at all")",
          expected: own.isEmpty
            ? "an amount in place of 'by'" : "a period that holds its budgets whole")
      }
      var row = Budget(initiative: initiative, period: money.period, amount: amount)
      row.kind = money.kind
      budgets.append(row)
      return []
    }
    guard wanted >= 0, wanted.isFinite else {
      throw ChangeFault(
        .changeImpossible, field: "by", "the budget would fall below 0: it is \(total)",
        expected: "at most \(total) less")
    }
    for index in rows {
      let amount =
        total > 0 ? budgets[index].amount * (wanted / total) : wanted / Double(rows.count)
      budgets[index].amount = amount.withTwelveDigits
    }
    return []
  }

  private func overlaps(_ budget: Int, _ days: DayRange?) -> Bool {
    guard let days, let own = budgets[budget].period?.days(in: settings.fiscalYear) else {
      return true
    }
    return own.overlaps(days)
  }

  mutating func add(_ rows: Plan) throws(ChangeFault) -> [ChangeFault] {
    func check<Row>(_ old: [Row], _ new: [Row], _ noun: String, _ id: (Row) -> String)
      throws(ChangeFault)
    {
      guard !new.isEmpty else { return }
      var known = Set(old.map(id))
      for row in new where !known.insert(id(row)).inserted {
        throw ChangeFault(
          .duplicateId, field: "id", value: id(row), "the plan has a \(noun) '\(id(row))' already",
          suggestion: "give it another id, or change the row with 'set'")
      }
    }
    try check(people, rows.people, "person") { $0.id }
    try check(locations, rows.locations, "location") { $0.id }
    try check(teams, rows.teams, "team") { $0.id }
    try check(hires, rows.hires, "hire") { $0.id }
    try check(pools, rows.pools, "pool") { $0.id }
    try check(contracts, rows.contracts, "contract") { $0.id }
    try check(goals, rows.goals, "goal") { $0.id }
    try check(initiatives, rows.initiatives, "initiative") { $0.id }
    try check(projects, rows.projects, "project") { $0.id }
    try check(tasks, rows.tasks, "task") { "\($0.project)/\($0.id)" }
    try check(kpis, rows.kpis, "KPI") { $0.id }
    append(rows)
    return []
  }

  mutating func take(_ edit: Change.Edit) throws(ChangeFault) -> [ChangeFault] {
    if let settings = edit.settings { self.settings = settings }
    guard replace(edit.before, by: edit.after) else {
      throw ChangeFault(
        .changeImpossible, field: edit.path,
        "the plan has not the row for which '\(edit.path)' was read")
    }
    return []
  }
}
