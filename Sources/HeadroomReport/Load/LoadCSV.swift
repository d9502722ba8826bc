public import Headroom
internal import WorkCalendar

/// The answer of `load` as a table: a row for each person or team and week.
public struct LoadCSV {
  private let answer: Load.Answer

  /// A table of `answer`.
  public init(_ answer: Load.Answer) { self.answer = answer }

  /// Header and rows.
  public var text: String {
    var csv = CSVText([
      answer.grouping.rawValue, "name", answer.grouping == .person ? "team" : "parent", "week",
      "from", "to", "plannable_hours", "booked_hours", "free_hours", "over_booked_hours",
      "over_booked_by",
    ])
    for row in answer.rows {
      for (week, cell) in zip(answer.weeks, row.cells) {
        let projects = cell.overBookedBy.map { "\($0.project) \(Numbers.exact($0.hours))" }
        csv.add([
          row.id, row.name ?? "", row.team ?? "", week.period.description, week.from.description,
          week.to.description, Numbers.exact(cell.plannableHours), Numbers.exact(cell.bookedHours),
          Numbers.exact(cell.freeHours), Numbers.exact(cell.overBookedHours),
          projects.joined(separator: "; "),
        ])
      }
    }
    return csv.text
  }
}
