import WorkCalendar

/// The answer of `balance` in a sentence or two.
struct BalanceSentence {
  private let answer: Balance.Answer

  init(_ answer: Balance.Answer) { self.answer = answer }

  var text: String {
    let count = answer.ranking.count
    guard count > 0 else {
      return "The plan has no pitch and no tentative project to choose from."
    }
    guard !answer.selected.isEmpty else {
      return "None of \(counted(count, "candidate", "candidates")) can be funded; "
        + "no choice is worth more than \(money(answer.bound))."
    }
    let names = answer.selected.prefix(4).map { row in
      row.project + (row.level > 0 ? " (\(counted(row.level, "quarter", "quarters")) later)" : "")
    }
    let rest = answer.selected.count - names.count
    let list = names.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    return "Fund \(answer.selected.count) of \(counted(count, "candidate", "candidates")): "
      + "\(list), worth \(money(answer.value)); \(proof). First come first served by priority "
      + "is worth \(money(answer.greedyValue))."
  }

  private var proof: String {
    guard let gap = answer.relativeGap, gap > 1e-6 else { return "no choice is worth more" }
    return "none is worth more than \(money(answer.bound)) (\(plain(gap * 100, decimals: 2)) %)"
  }

  private func money(_ amount: Double) -> String {
    let currency = answer.plan.currency.map { " " + $0 } ?? ""
    return (amount < 0 ? "-" : "") + grouped(amount.magnitude) + currency
  }
}
