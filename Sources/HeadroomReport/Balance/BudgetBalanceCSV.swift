public import Headroom
internal import WorkCalendar

/// The answer of `balance` on money as a table: a row for each initiative and period.
public struct BudgetBalanceCSV {
  private let answer: BudgetBalance.Answer

  /// A table of `answer`.
  public init(_ answer: BudgetBalance.Answer) { self.answer = answer }

  /// Header and rows.
  public var text: String {
    var csv = CSVText(["initiative", "period", "planned", "amount", "change"])
    for row in answer.allocation {
      csv.add([
        row.initiative, row.period.description, Numbers.exact(row.amount - row.change),
        Numbers.exact(row.amount), Numbers.exact(row.change),
      ])
    }
    return csv.text
  }
}
