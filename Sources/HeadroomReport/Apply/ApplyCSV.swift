public import Headroom
internal import PlanModel

/// The answer of `apply` as a table: a row for each change.
public struct ApplyCSV {
  private let answer: Apply.Answer

  /// A table of `answer`.
  public init(_ answer: Apply.Answer) { self.answer = answer }

  /// Header and rows.
  public var text: String {
    var csv = CSVText(["file", "line", "change", "row", "column", "before", "after"])
    for change in answer.changes {
      csv.add([
        change.file, change.line.map(String.init) ?? "", change.kind.rawValue, change.row ?? "",
        change.column ?? "", change.old ?? "", change.new ?? "",
      ])
    }
    return csv.text
  }
}
