public import Headroom
internal import WorkCalendar

/// The answer of `health` as a table: a row for each reason, and one for each project that is on track.
public struct HealthCSV {
  private let answer: Health.Answer

  /// A table of `answer`.
  public init(_ answer: Health.Answer) { self.answer = answer }

  /// Header and rows.
  public var text: String {
    var csv = CSVText([
      "project", "initiative", "owner", "level", "finish", "rule", "reason_level", "reason", "turn",
    ])
    for row in answer.projects {
      let first = [
        row.project, row.initiative ?? "", row.owner ?? "", row.level.rawValue,
        row.finish?.description ?? "",
      ]
      if row.reasons.isEmpty { csv.add(first + ["", "", "", ""]) }
      for reason in row.reasons {
        csv.add(first + [reason.rule, reason.level.rawValue, reason.text, reason.turn])
      }
    }
    return csv.text
  }
}
