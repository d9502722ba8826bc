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
