import PlanModel
import WorkCalendar

/// A table: its columns, and how a row is made of what its cells say.
struct TableSchema<Draft: Sendable, Row: Sendable>: Sendable {
  var table: PlanTable
  var columns: [Column<Draft>]
  /// How the cells of period columns go into the row; nil where the table has none.
  var wide: WideCells<Draft>?
  /// The row before any cell is read.
  var blank: @Sendable (RowOrigin) -> Draft
  /// Checks the row as a whole and keeps what it says.
  var finish: @Sendable (inout Draft, inout RowReader, inout [Row]) -> Void

  /// A table whose rows are made by `finish`.
  init(
    _ table: PlanTable, wide: WideCells<Draft>? = nil,
    blank: @escaping @Sendable (RowOrigin) -> Draft, columns: [Column<Draft>],
    finish: @escaping @Sendable (inout Draft, inout RowReader, inout [Row]) -> Void
  ) {
    self.table = table
    self.columns = columns
    self.wide = wide
    self.blank = blank
    self.finish = finish
  }
}

extension TableSchema where Draft == Row {
  /// A table whose drafts are its rows; `check` reports what is wrong with a row as a whole.
  init(
    _ table: PlanTable, blank: @escaping @Sendable (RowOrigin) -> Row, columns: [Column<Row>],
    check: @escaping @Sendable (inout Row, inout RowReader) -> Void = { _, _ in }
  ) {
    self.init(table, blank: blank, columns: columns) { draft, reader, rows in
      check(&draft, &reader)
      if !reader.failed { rows.append(draft) }
    }
  }
}

/// The period columns of a wide table.
struct WideCells<Draft>: Sendable {
  /// The unit that the row's own `unit` cell gives; nil where it has none.
  var unit: @Sendable (Draft) -> WorkUnit?
  /// Whether the cells are money and need no unit.
  var isMoney = false
  /// Takes a non-empty cell into the row, with its unit.
  var add: @Sendable (inout Draft, Period, DayRange, Double, WorkUnit) -> Void
}
