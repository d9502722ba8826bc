import PlanModel
import WorkCalendar

/// Rows whose amounts lie in the columns of periods.
extension EditComposer {
  /// Sets the cells of a wide row; one that they cannot hold is emptied, and moves to long rows.
  mutating func changeWide(
    _ old: [Int], to new: [Int], of table: PlanTable, at origin: RowOrigin, in file: SourceTable
  ) throws(Diagnostic) {
    let oldRow = joined(old.map { before.row($0, of: table) })
    let oldCells = amounts(of: oldRow, in: file)
    // A row of budgets has one for each cell; of others the first that fits stays where it is.
    let groups = table == .budgets ? [new] : new.map { [$0] }
    var kept: Int?
    for (place, group) in groups.enumerated() where kept == nil {
      let row = joined(group.map { after.row($0, of: table) })
      guard isAlike(row, oldRow), let newCells = cells(of: row, fittingInto: file) else { continue }
      kept = place
      try setOptions(of: row, from: oldRow, table, at: origin, in: file)
      setPeriods(newCells, from: oldCells, unit: unit(of: row), at: origin, in: file)
    }
    if kept == nil { setPeriods([:], from: oldCells, unit: nil, at: origin, in: file) }
    for (place, group) in groups.enumerated() where place != kept {
      for index in group { try add(index, of: table, near: nil) }
    }
  }

  private func joined(_ rows: [Plan]) -> Plan {
    var plan = Plan()
    for row in rows { plan.append(row) }
    return plan
  }

  private func unit(of row: Plan) -> WorkUnit? {
    row.demand.first?.wideAmount?.unit ?? row.assignments.first?.wideAmount?.unit
  }

  /// Whether the row has the unit of the other; budgets whether all differ from them in the amount alone.
  private func isAlike(_ row: Plan, _ other: Plan) -> Bool {
    guard row.budgets.isEmpty else {
      return Set(row.budgets.map(\.withoutAmount.content)).count == 1
    }
    return unit(of: row) == unit(of: other)
  }

  /// By the days of the file's columns.
  private func amounts(of row: Plan, in file: SourceTable) -> [DayRange: Double] {
    cells(of: row, fittingInto: file) ?? [:]
  }

  /// The amounts by the days of the file's columns; nil where one has no column.
  private func cells(of row: Plan, fittingInto file: SourceTable) -> [DayRange: Double]? {
    let year = before.settings.fiscalYear
    let columns = Set(
      file.header.fields.compactMap { field -> DayRange? in
        if case .period(let period) = field { period.days(in: year) } else { nil }
      })
    var cells: [WideCell] = []
    if row.budgets.isEmpty {
      guard let own = row.demand.first?.wideAmount ?? row.assignments.first?.wideAmount else {
        return nil
      }
      cells = own.cells
    } else {
      for budget in row.budgets {
        guard let period = budget.period else { return nil }
        cells.append(WideCell(days: period.days(in: year), amount: budget.amount))
      }
    }
    guard cells.allSatisfy({ columns.contains($0.days) }),
      Set(cells.map(\.days)).count == cells.count
    else { return nil }
    return Dictionary(cells.map { ($0.days, $0.amount) }, uniquingKeysWith: { first, _ in first })
  }

  private mutating func setPeriods(
    _ new: [DayRange: Double], from old: [DayRange: Double], unit: WorkUnit?,
    at origin: RowOrigin, in file: SourceTable
  ) {
    for (index, field) in file.header.fields.enumerated() {
      guard case .period(let period) = field else { continue }
      let days = period.days(in: before.settings.fiscalYear)
      guard new[days] != old[days] else { continue }
      append(
        .setCell(
          row: origin, column: file.csv.text(row: 0, column: index),
          text: new[days].map { text(of: $0, unit, period, in: file) } ?? ""))
    }
  }

  private func text(
    of amount: Double, _ unit: WorkUnit?, _ period: Period, in file: SourceTable
  ) -> String {
    var cell = CellWriter()
    unit == .percent ? cell.percent(amount) : cell.number(amount)
    return written(String(decoding: cell.bytes, as: UTF8.self), in: period.description, of: file)
  }

  /// What a row says beside its amounts.
  private mutating func setOptions(
    of new: Plan, from old: Plan, _ table: PlanTable, at origin: RowOrigin, in file: SourceTable
  ) throws(Diagnostic) {
    let replaced = TableCatalogue.rules(table).replacedByPeriods
    func options(_ row: Plan, _ withDefaults: Bool) throws(Diagnostic) -> [(
      name: String, text: String
    )] {
      try cells(of: row.withoutAmounts, table, withDefaults: withDefaults)
        .filter { !replaced.contains($0.name) }
    }
    set(
      try options(new, true), from: try options(old, true), used: try options(new, false),
      at: origin, in: file)
  }

  /// Puts new money into an empty cell of a wide row of the same initiative; whether there is one.
  mutating func addCell(of budget: Budget) -> Bool {
    let alike = budget.withoutAmount.content
    for row in before.budgets where row.withoutAmount.content == alike {
      guard let file = source.table(file: row.origin.file), file.header.isWide,
        let line = file.csv.row(onLine: row.origin.line),
        let column = file.header.fields.firstIndex(where: { field in
          if case .period(let period) = field { period == budget.period } else { false }
        }), file.csv.text(row: line, column: column).isEmpty, let period = budget.period
      else { continue }
      append(
        .setCell(
          row: row.origin, column: file.csv.text(row: 0, column: column),
          text: text(of: budget.amount, nil, period, in: file)))
      return true
    }
    return false
  }
}

extension Budget {
  /// The same money without period and amount.
  fileprivate var withoutAmount: Budget {
    var row = self
    row.period = nil
    row.amount = 0
    return row
  }
}

extension Plan {
  /// The first row of each table, its amounts by period left out.
  fileprivate var withoutAmounts: Plan {
    var plan = self
    plan.demand = demand.prefix(1).map { $0.long(.fte, WideCell.nothing, hoursPerDay: 1) }
    for index in plan.demand.indices { plan.demand[index].profile = demand[index].profile }
    plan.assignments = assignments.prefix(1).map {
      $0.long(.fte, WideCell.nothing, hoursPerDay: 1)
    }
    plan.budgets = budgets.prefix(1).map(\.withoutAmount)
    return plan
  }

  /// The plan with a long row for each cell of a wide one.
  func unfolded(hoursPerDay: Double) -> Plan {
    var plan = self
    plan.demand = demand.flatMap { $0.unfolded(hoursPerDay: hoursPerDay) }
    plan.assignments = assignments.flatMap { $0.unfolded(hoursPerDay: hoursPerDay) }
    return plan
  }
}

extension WideCell {
  fileprivate static let nothing = WideCell(days: DayRange(.earliest), amount: 0)
}
