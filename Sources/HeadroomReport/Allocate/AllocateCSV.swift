public import Headroom
internal import WorkCalendar

/// The answer of `allocate` as a table in the layout of `assignments`: a row for each giver, line and
/// cell.
public struct AllocateCSV {
  private let answer: Allocate.Answer

  /// A table of `answer`.
  public init(_ answer: Allocate.Answer) { self.answer = answer }

  /// Header and rows.
  public var text: String {
    var csv = CSVText([
      "person", "project", "task", "skill", "from", "to", "hours", "x_week", "x_giver",
      "x_hours_of",
    ])
    for row in answer.assignments {
      csv.add([
        row.person, row.project, row.task ?? "", row.skill, row.from.description,
        row.to.description, Numbers.exact(row.hours), row.week.description, row.giver, row.hoursOf,
      ])
    }
    return csv.text
  }
}
