import PlanModel
import WorkCalendar

/// The answer of `balance` on money in a sentence or two.
struct BudgetBalanceSentence {
  private let answer: BudgetBalance.Answer

  init(_ answer: BudgetBalance.Answer) { self.answer = answer }

  /// A change of less than this share of the value is none.
  private static let sameness = 1e-6

  var text: String {
    guard answer.allocation.contains(where: { $0.amount > 0 }) || answer.budget > 0 else {
      return answer.outside > 0
        ? "All budgets lie outside the days of the plan; there is nothing to balance."
        : "The plan has no budgets to balance."
    }
    guard answer.initiatives.contains(where: { $0.value != nil }) else {
      return "No initiative says what its money is worth: give it a value and a cap, or a curve."
    }
    if let cut = answer.cut { return sentence(of: cut) }
    let gain = answer.value - answer.baseValue
    guard !answer.shifts.isEmpty else {
      return "Leave the budgets as they are: \(worth); \(proof)."
    }
    guard gain > Self.sameness * abs(answer.baseValue) else { return lesser(gain) }
    return "\(moves): \(signed(gain)) of value, from \(money(answer.baseValue)) to "
      + "\(money(answer.value)); \(proof)."
  }

  /// Where risk, floors or caps make the answer worth no more than the plan.
  private func lesser(_ gain: Double) -> String {
    let loss = max(0, -gain)
    let reason =
      answer.riskAversion > 0
      ? "the value varies by \(money(answer.deviation)) in place of \(money(answer.baseDeviation))"
      : "it brings initiatives within their floors and caps"
    return "\(moves): \(loss > 0 ? "at a cost of \(money(loss)) of value" : "at no cost"), "
      + "\(reason); \(proof)."
  }

  private func sentence(of cut: BudgetBalance.Cut) -> String {
    let share = plain(cut.share * 100, decimals: 1).replacing(".0", with: "")
    let names = cut.goesFirst.prefix(3).map { "\($0.initiative) (\(money($0.amount)))" }
    let first = names.isEmpty ? "" : "; first goes \(names.joined(separator: ", then "))"
    let whole = answer.value + cut.cost
    let part = whole > 0 ? " (\(plain(cut.cost / whole * 100)) %)" : ""
    let what =
      answer.limits.isEmpty
      ? "A cut of \(share) %, \(money(cut.amount)), costs"
      : "\(limits), \(money(cut.amount)) less than the budgets, costs"
    return "\(what) \(money(cut.cost)) of value\(part)"
      + "\(first); \(proof)."
  }

  /// `A total of 150M SEK and capex of 30M SEK`.
  private var limits: String {
    let parts = answer.limits.map { "\($0.kind?.rawValue ?? "a total") of \(money($0.amount))" }
    let text = listed(parts)
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  /// The largest shift by money, and how much moves besides.
  private var moves: String {
    var sums: [(from: String?, to: String?, amount: Double)] = []
    for shift in answer.shifts {
      if let index = sums.firstIndex(where: { $0.from == shift.from && $0.to == shift.to }) {
        sums[index].amount += shift.amount
      } else {
        sums.append((shift.from, shift.to, shift.amount))
      }
    }
    guard let largest = sums.max(by: { $0.amount < $1.amount }) else { return "Move nothing" }
    let rest = answer.shifts.reduce(-largest.amount) { $0 + $1.amount }
    let verb: String
    switch (largest.from, largest.to) {
    case (let from?, let to?): verb = "Move \(money(largest.amount)) from \(from) to \(to)"
    case (let from?, nil): verb = "Release \(money(largest.amount)) of \(from)"
    case (nil, let to?): verb = "Give \(money(largest.amount)) of unspent money to \(to)"
    case (nil, nil): verb = "Release \(money(largest.amount))"
    }
    return sums.count > 1 ? "\(verb), and \(money(rest)) more" : verb
  }

  private var worth: String { "they are worth \(money(answer.baseValue))" }

  private var proof: String {
    let what =
      answer.riskAversion > 0
      ? "no allocation is better at this aversion to risk"
      : "no allocation is worth more"
    guard let gap = answer.relativeGap, gap > Self.sameness else { return what }
    return "none is better by more than \(plain(gap * 100, decimals: 4)) %"
  }

  private func signed(_ amount: Double) -> String { (amount < 0 ? "" : "+") + money(amount) }

  private func money(_ amount: Double) -> String {
    shortMoney(amount) + (answer.plan.currency.map { " " + $0 } ?? "")
  }
}
