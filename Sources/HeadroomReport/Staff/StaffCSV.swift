public import Headroom
internal import WorkCalendar

/// The answer of `staff` as a table: a row for each package.
public struct StaffCSV {
  private let answer: Staff.Answer

  /// A table of `answer`.
  public init(_ answer: Staff.Answer) { self.answer = answer }

  /// Header and rows.
  public var text: String {
    var csv = CSVText([
      "kind", "skill", "count", "person", "pool", "from", "to", "cost", "decide_by",
      "remaining_without_hours",
    ])
    for row in answer.packages {
      csv.add([
        row.kind.rawValue, row.skill, Numbers.exact(row.count), row.person ?? "", row.pool ?? "",
        row.from.description, row.to?.description ?? "", row.cost.map(Numbers.exact) ?? "",
        row.decideBy.description, Numbers.exact(row.remainingWithoutHours),
      ])
    }
    return csv.text
  }
}
