public import Headroom
internal import WorkCalendar

/// The answer of `balance` as a table: a row for each candidate, in order of rank.
public struct BalanceCSV {
  private let answer: Balance.Answer

  /// A table of `answer`.
  public init(_ answer: Balance.Answer) { self.answer = answer }

  /// Header and rows.
  public var text: String {
    var csv = CSVText([
      "rank", "project", "value", "fte", "cumulative_fte", "cost", "cumulative_cost",
      "above_cut_off", "selected", "start", "level", "needs",
    ])
    let chosen = Dictionary(
      answer.selected.map { ($0.project, $0) }, uniquingKeysWith: { first, _ in first })
    let needs = Dictionary(
      answer.rejected.map { ($0.project, $0.needs) }, uniquingKeysWith: { first, _ in first })
    for (number, row) in answer.ranking.enumerated() {
      let own = chosen[row.project]
      csv.add([
        String(number + 1), row.project, Numbers.exact(row.value), Numbers.exact(row.fte),
        Numbers.exact(row.cumulativeFTE), row.cost.map(Numbers.exact) ?? "",
        Numbers.exact(row.cumulativeCost), row.aboveCutOff ? "yes" : "no",
        row.selected ? "yes" : "no", own?.start?.description ?? "",
        own.map { String($0.level) } ?? "",
        (needs[row.project] ?? []).map(\.text).joined(separator: "; "),
      ])
    }
    return csv.text
  }
}
