public import Headroom

/// The answer of `find` as a table: a row for each candidate.
public struct FindCSV {
  private let answer: Find.Answer

  /// A table of `answer`.
  public init(_ answer: Find.Answer) { self.answer = answer }

  /// Header and rows.
  public var text: String {
    var csv = CSVText([
      "id", "giver", "name", "team", "level", "free_hours", "displaced_hours", "missing_hours",
      "cost_per_hour", "cost", "hand_overs", "displaced_cost", "displaced",
    ])
    for row in answer.candidates {
      csv.add([
        row.id, row.giver, row.name ?? "", row.team ?? "", "\(row.level)",
        Numbers.exact(row.freeHours), Numbers.exact(row.displacedHours),
        Numbers.exact(row.missingHours), row.costPerHour.map(Numbers.exact) ?? "",
        row.cost.map(Numbers.exact) ?? "", "\(row.handOvers)", Numbers.exact(row.displacedCost),
        row.displaced.map { "\($0.project) \(Numbers.exact($0.hours))" }.joined(separator: "; "),
      ])
    }
    return csv.text
  }
}
