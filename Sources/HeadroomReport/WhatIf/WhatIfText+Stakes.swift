internal import Headroom
internal import Terminal

extension WhatIfText {
  /// So many of those who lose or gain are named.
  private static let stakeLimit = 4

  /// Who pays for a scenario, and who gains by it.
  mutating func writeStakes(of scenario: WhatIf.Outcome) {
    for (label, sign) in [("Who pays", -1.0), ("Who gains", 1.0)] {
      let kinds: [(WhatIf.Stake.Kind, String)] = [(.project, ""), (.initiative, " by initiative")]
      for (kind, suffix) in kinds {
        let stakes = scenario.stakes.filter { $0.kind == kind }
        // An initiative that says what its only project said is not told again.
        let parts = stakes.map { (stake: $0, text: words(of: $0, sign)) }
          .filter { !$0.text.isEmpty }.sorted { $0.stake.size > $1.stake.size }
        guard !parts.isEmpty else { continue }
        let told = parts.prefix(Self.stakeLimit).map { "\($0.stake.id) \($0.text)" }
        let rest = parts.count - told.count
        let more = rest > 0 ? "; and \(Words.count(rest, "other", "others"))" : ""
        page.add(
          "\(label)\(suffix): \(told.joined(separator: "; "))\(more).", indent: "  ",
          hanging: "    ")
      }
    }
  }

  /// What is lost (sign -1) or gained (sign 1) by it; empty for nothing.
  private func words(of stake: WhatIf.Stake, _ sign: Double) -> String {
    let unit = answer.plan.currency.map { " " + $0 } ?? ""
    var parts: [String] = []
    let hours = (stake.scenarioHours - stake.baseHours) * sign
    if hours >= 1 { parts.append("\(Numbers.hours(hours)) \(sign < 0 ? "fewer" : "more")") }
    func money(_ amount: Double, _ word: String) {
      if amount * sign >= 0.5 { parts.append("\(Self.money(amount * sign))\(unit) \(word)") }
    }
    money(-stake.delayCost, sign < 0 ? "of delay" : "by finishing earlier")
    money(stake.value, sign < 0 ? "less value" : "more value")
    money(stake.budget, sign < 0 ? "less budget" : "more budget")
    return Words.list(parts)
  }
}

extension WhatIf.Stake {
  /// What orders those who are told: the hours first.
  fileprivate var size: Double { abs(scenarioHours - baseHours) }
}
