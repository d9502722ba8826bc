public import Headroom

/// The answer of `intake` as a table: a row for each start that was tried.
public struct IntakeCSV {
  private let answer: Intake.Answer

  /// A table of `answer`.
  public init(_ answer: Intake.Answer) { self.answer = answer }

  /// Header and rows.
  public var text: String {
    var csv = CSVText(["start", "finish", "added_short_hours", "fits"])
    for row in answer.starts {
      csv.add([
        "\(row.start)", "\(row.finish)", Numbers.exact(row.addedShortHours),
        row.fits ? "yes" : "no",
      ])
    }
    return csv.text
  }
}
