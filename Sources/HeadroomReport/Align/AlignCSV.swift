public import Headroom

/// The answer of `align` as a table: a row for each pair of projects that hang together.
public struct AlignCSV {
  private let answer: Align.Answer

  /// A table of `answer`.
  public init(_ answer: Align.Answer) { self.answer = answer }

  /// Header and rows.
  public var text: String {
    var csv = CSVText([
      "first", "second", "kind", "hours", "second_gains_hours", "first_gains_hours", "through",
    ])
    for row in answer.couplings {
      csv.add([
        row.first, row.second, row.kind.rawValue, Numbers.exact(row.hours),
        Numbers.exact(row.secondGainsHours), Numbers.exact(row.firstGainsHours),
        row.through.joined(separator: "; "),
      ])
    }
    return csv.text
  }
}
