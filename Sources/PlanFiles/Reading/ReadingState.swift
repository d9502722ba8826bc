import PlanModel

/// What is known while a plan is read.
struct ReadingState: Sendable {
  var diagnostics = DiagnosticList()
  var symbols = Symbols()
  var references = References()
  var tasks = TaskNames()
  var format = FileFormat()
  /// By table's file: the decimal sign of its numbers, where one is known.
  var decimals: [Int32: DecimalSign] = [:]
}

/// A table's file while the plan is read.
struct SourceTable: Sendable {
  /// The file's name.
  var name: String
  /// Its index in ``Plan/files``.
  var file: Int32
  var table: PlanTable
  var csv: CSVTable
  var header: TableHeader
}
