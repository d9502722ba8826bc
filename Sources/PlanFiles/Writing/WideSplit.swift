import PlanModel
import WorkCalendar

extension Period {
  /// The period of exactly these days; nil where there is none.
  static func named(_ days: DayRange, in year: FiscalYear) -> Period? {
    let grain: PeriodGrain? =
      switch days.count {
      case 7: .week
      case 28...31: .month
      case 90...92: .quarter
      case 365...366: .year
      default: nil
      }
    guard let grain else { return nil }
    let period = Period(of: days.first, grain: grain, in: year)
    return period.days(in: year) == days ? period : nil
  }
}

/// A row whose amount may lie in the columns of periods.
protocol WideRow {
  /// The unit and the cells; nil where the row is long.
  var wideAmount: (unit: WorkUnit, cells: [WideCell])? { get }
  /// The same row with other cells.
  func with(_ unit: WorkUnit, _ cells: [WideCell]) -> Self
  /// The cell as a long row.
  func long(_ unit: WorkUnit, _ cell: WideCell, hoursPerDay: Double) -> Self
}

extension Demand: WideRow {
  var wideAmount: (unit: WorkUnit, cells: [WideCell])? {
    if case .wide(let unit, let cells) = amount { (unit, cells) } else { nil }
  }

  func with(_ unit: WorkUnit, _ cells: [WideCell]) -> Demand {
    var row = self
    row.amount = .wide(unit, cells)
    return row
  }

  func long(_ unit: WorkUnit, _ cell: WideCell, hoursPerDay: Double) -> Demand {
    var row = self
    (row.from, row.to) = (cell.days.first, cell.days.last)
    switch unit {
    case .fte, .percent: row.amount = .fte(cell.amount)
    case .hours: row.amount = .effortHours(cell.amount)
    case .days: row.amount = .effortDays(cell.amount)
    }
    return row
  }
}

extension Booking: WideRow {
  var wideAmount: (unit: WorkUnit, cells: [WideCell])? {
    if case .wide(let unit, let cells) = amount { (unit, cells) } else { nil }
  }

  func with(_ unit: WorkUnit, _ cells: [WideCell]) -> Booking {
    var row = self
    row.amount = .wide(unit, cells)
    return row
  }

  func long(_ unit: WorkUnit, _ cell: WideCell, hoursPerDay: Double) -> Booking {
    var row = self
    (row.from, row.to) = (cell.days.first, cell.days.last)
    switch unit {
    case .fte: row.amount = .fte(cell.amount)
    case .percent: row.amount = .percent(cell.amount)
    case .hours: row.amount = .hours(cell.amount)
    case .days: row.amount = .hours(cell.amount * hoursPerDay)
    }
    return row
  }
}

/// The rows of a table in the files it takes: one of long rows, one for each grain of wide ones.
struct WideSplit<Row: WideRow> {
  /// Wide rows of one grain.
  struct Part {
    let grain: PeriodGrain
    let rows: [Row]
    /// The unit, then a column for each period in which a row has a cell.
    let columns: [ColumnWriter<Row>]
  }

  private(set) var long: [Row] = []
  private(set) var wide: [Part] = []

  init(_ rows: [Row], in year: FiscalYear, hoursPerDay: Double) {
    var byGrain: [PeriodGrain: [Row]] = [:]
    for row in rows {
      guard let (unit, cells) = row.wideAmount else {
        long.append(row)
        continue
      }
      var cellsByGrain: [PeriodGrain: [WideCell]] = [:]
      for cell in cells {
        if let period = Period.named(cell.days, in: year) {
          cellsByGrain[period.grain, default: []].append(cell)
        } else {
          long.append(row.long(unit, cell, hoursPerDay: hoursPerDay))
        }
      }
      for grain in PeriodGrain.allCases {
        guard let cells = cellsByGrain[grain] else { continue }
        byGrain[grain, default: []].append(row.with(unit, cells))
      }
    }
    for grain in PeriodGrain.allCases {
      guard let rows = byGrain[grain] else { continue }
      wide.append(Part(grain: grain, rows: rows, columns: Self.columns(rows, grain, in: year)))
    }
  }

  private static func columns(
    _ rows: [Row], _ grain: PeriodGrain, in year: FiscalYear
  ) -> [ColumnWriter<Row>] {
    let firstDays = Set(rows.flatMap { $0.wideAmount?.cells.map(\.days.first) ?? [] }).sorted()
    let unit = ColumnWriter<Row>.word("unit", required: true) { $0.wideAmount?.unit }
    return [unit]
      + firstDays.map { day in
        let name = Period(of: day, grain: grain, in: year).description
        return ColumnWriter(
          name,
          { row in
            row.wideAmount.flatMap { unit, cells in
              cells.first { $0.days.first == day }.map { (unit, $0.amount) }
            }
          },
          { (cells: inout CellWriter, cell: (WorkUnit, Double)) in
            cell.0 == .percent ? cells.percent(cell.1) : cells.number(cell.1)
          })
      }
  }
}
