import PlanModel
import WorkCalendar

/// What plan.yaml says of how the tables are written.
struct FileFormat: Sendable {
  /// The unit of wide tables without a `unit` column.
  var units: [PlanTable: WorkUnit] = [:]
  /// By table and normalised header: the column that is meant, or ``ignoredColumn``.
  var columns: [PlanTable: [String: String]] = [:]
  /// The decimal sign of files that do not tell it.
  var decimal: DecimalSign?
  /// The order of dates that do not begin with the year.
  var dates: DateOrder?
  var fiscalYear: FiscalYear = .calendarYear

  /// The word in `columns:` for a column that is not read.
  static let ignoredColumn = "ignore"
}
