import PlanModel

/// Which scenario helps most and what it costs; which ones are dominated.
struct WhatIfSentence {
  let base: WhatIf.Metrics
  let outcomes: [WhatIf.Outcome]
  let currency: String?

  /// Fewer hours are the same.
  private static let fewestHours = CauseFinder.fewestHours

  var text: String {
    guard !outcomes.isEmpty else { return "There is no scenario to compare." }
    return ([help] + [dominated].compactMap(\.self)).joined(separator: " ")
  }

  private var help: String {
    let best = outcomes.enumerated().min {
      let (left, right) = ($0.element.metrics, $1.element.metrics)
      let (leftShort, rightShort) = (left.shortHoursToCome, right.shortHoursToCome)
      if abs(leftShort - rightShort) >= Self.fewestHours { return leftShort < rightShort }
      let (leftCost, rightCost) = (left.cost ?? 0, right.cost ?? 0)
      return leftCost == rightCost ? $0.offset < $1.offset : leftCost < rightCost
    }?.element
    guard let best else { return "" }
    let gain = base.shortHoursToCome - best.metrics.shortHoursToCome
    let before = hours(base.shortHoursToCome)
    guard gain >= Self.fewestHours else {
      let scenarios = counted(outcomes.count, "scenario", "scenarios")
      guard base.shortHoursToCome >= Self.fewestHours else {
        let worse = outcomes.filter { $0.metrics.shortHoursToCome >= Self.fewestHours }
        return worse.isEmpty
          ? "Nothing is short in the plan as it is, nor in \(outcomes.count == 1 ? "the scenario" : "any of \(scenarios)")."
          : "Nothing is short in the plan as it is; \(Dominance.several(worse.map(\.name))) \(worse.count == 1 ? "makes" : "make") it short."
      }
      return outcomes.count == 1
        ? "\(best.name) does not lessen the shortage of \(before)."
        : "None of \(scenarios) lessens the shortage of \(before)."
    }
    let left = best.metrics.shortHoursToCome
    let result =
      left < Self.fewestHours
      ? "mends the whole shortage of \(before)"
      : "takes \(hours(gain)) off the shortage of \(before)"
    let most =
      outcomes.count > 1 ? "\(best.name) helps most: it \(result)" : "\(best.name) \(result)"
    return most + price(of: best) + "."
  }

  /// What it costs: pay, delay and value.
  private func price(of outcome: WhatIf.Outcome) -> String {
    var parts: [String] = []
    let unit = currency.map { " " + $0 } ?? ""
    let differences = outcome.differences
    if let cost = differences.cost, abs(cost) >= 0.5 {
      parts.append("\(shortMoney(abs(cost)))\(unit) \(cost > 0 ? "more" : "less") pay")
    }
    if let delay = differences.delayCost, abs(delay) >= 0.5 {
      parts.append(
        delay > 0
          ? "\(shortMoney(delay))\(unit) of delay"
          : "\(shortMoney(-delay))\(unit) gained by finishing earlier")
    }
    if let value = differences.value, abs(value) >= 0.5 {
      parts.append("\(shortMoney(abs(value)))\(unit) \(value > 0 ? "more" : "less") value")
    }
    if differences.hoursOutsideHorizon >= Self.fewestHours {
      parts.append("\(hours(differences.hoursOutsideHorizon)) of work pushed beyond the horizon")
    }
    if let unpaid = differences.peopleWithoutPay, unpaid >= 0.005 {
      parts.append(
        "\(plain(unpaid, decimals: unpaid < 0.995 ? 2 : 1)) people whose pay is not known")
    }
    guard let last = parts.last else { return ", at no cost in pay" }
    return ", for " + (parts.count > 1 ? parts.dropLast().joined(separator: ", ") + " and " : "")
      + last
  }

  private var dominated: String? {
    Dominance.sentence(
      outcomes.map { ($0.name, $0.dominatedBy) }, respects: "shortage, cost, delay or value")
  }

  private func hours(_ hours: Double) -> String { grouped(hours) + " h" }
}
