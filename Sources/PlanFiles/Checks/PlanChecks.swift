import PlanModel
import WorkCalendar

/// What must hold between rows. Source: PLAN §4.
struct PlanChecks {
  let plan: Plan
  let source: PlanSource
  let settingsFile: String?
  let settingsLines: [String: Int]
  var state: ReadingState
  /// From the first to the last day of any demand or booking, whether it counts or not.
  var bounds: DayRange?

  /// Checks a plan whose rows have been read.
  static func run(
    _ plan: Plan, _ source: PlanSource, settingsFile: String?, settingsLines: [String: Int],
    state: inout ReadingState
  ) {
    var checks = PlanChecks(
      plan: plan, source: source, settingsFile: settingsFile, settingsLines: settingsLines,
      state: ReadingState())
    swap(&checks.state, &state)
    checks.checkWindows()
    checks.checkCycles()
    checks.checkStaffing()
    checks.checkHorizon()
    swap(&checks.state, &state)
  }

  /// An error at a cell of a row.
  mutating func error(
    _ kind: DiagnosticKind, at origin: RowOrigin, _ column: String?,
    _ message: @autoclosure () -> String,
    expected: String? = nil, suggestion: @autoclosure () -> String? = nil
  ) {
    guard state.diagnostics.countError() else { return }
    state.diagnostics.append(
      source.diagnostic(
        kind, at: origin, column: column, message(), expected: expected, suggestion: suggestion()))
  }

  /// Something worth a look at a cell of a row.
  mutating func warning(
    _ kind: DiagnosticKind, at origin: RowOrigin, _ column: String, _ message: String,
    expected: String? = nil, suggestion: String? = nil
  ) {
    let source = source
    state.diagnostics.warning {
      var found = source.diagnostic(
        kind, at: origin, column: column, message, expected: expected, suggestion: suggestion)
      found.severity = .warning
      return found
    }
  }
}
