public import Headroom

/// The answer of `impact` as a table: a row for each skill of a project that loses hours.
public struct ImpactCSV {
  private let answer: Impact.Answer

  /// A table of `answer`.
  public init(_ answer: Impact.Answer) { self.answer = answer }

  /// Header and rows.
  public var text: String {
    var csv = CSVText(["project", "skill", "uncovered_hours", "loss"])
    for row in answer.uncovered {
      csv.add([row.project, row.skill, Numbers.exact(row.hours), Numbers.exact(row.loss)])
    }
    return csv.text
  }
}
