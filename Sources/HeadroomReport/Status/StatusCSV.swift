public import Headroom
internal import WorkCalendar

/// The answer of `status` as a table: a row for each change.
public struct StatusCSV {
  private let answer: Status.Answer

  /// A table of `answer`.
  public init(_ answer: Status.Answer) { self.answer = answer }

  /// Header and rows.
  public var text: String {
    var csv = CSVText(["kind", "change", "effect", "owner", "decide_by", "passed"])
    for change in answer.changes {
      csv.add([
        change.kind.rawValue, change.change, change.effect, change.owner ?? "",
        change.decideBy?.description ?? "",
        change.decideByPassed.map { $0 ? "yes" : "no" } ?? "",
      ])
    }
    return csv.text
  }
}
