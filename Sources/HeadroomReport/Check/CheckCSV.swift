public import Headroom
internal import PlanModel

/// The answer of `check` as a table: a row for each warning.
public struct CheckCSV {
  private let answer: Check.Answer

  /// A table of `answer`.
  public init(_ answer: Check.Answer) { self.answer = answer }

  /// Header and rows.
  public var text: String {
    var csv = CSVText([
      "severity", "id", "file", "line", "column", "field", "value", "message", "expected",
      "suggestion",
    ])
    for warning in answer.warnings {
      csv.add([
        warning.severity.rawValue, warning.id, warning.file ?? "",
        warning.line.map(String.init) ?? "", warning.column.map(String.init) ?? "",
        warning.field ?? "", warning.value ?? "", warning.message, warning.expected ?? "",
        warning.suggestion ?? "",
      ])
    }
    return csv.text
  }
}
