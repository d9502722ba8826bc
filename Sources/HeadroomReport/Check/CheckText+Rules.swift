internal import Headroom
internal import PlanModel
internal import Terminal

extension CheckText {
  /// The mode and what follows, then each rule with those that break it.
  mutating func write(_ governance: Check.GovernanceReport) {
    page.heading("Rules (\(governance.mode.rawValue)): \(Self.verdict(governance))")
    for rule in governance.rules {
      let broken = rule.violations
      let asked = Numbers.fixed(Double(rule.judged))
      let outcome =
        broken.isEmpty
        ? "met (\(asked) asked)"
        : "\(Numbers.fixed(Double(broken.count))) of \(asked) \(broken.count == 1 ? "breaks" : "break") it"
      page.add(
        "\(rule.id) (\(rule.severity.rawValue)): \(outcome)".printable, indent: "- ", hanging: "  ")
      guard !broken.isEmpty else { continue }
      page.add("must hold: \(rule.requirement.printable)", indent: "    ", hanging: "      ")
      if let why = rule.why { page.add("why: \(why.printable)", indent: "    ", hanging: "      ") }
      for violation in broken.prefix(Self.most) {
        let place = violation.file.map { file in
          " (\(file)" + (violation.line.map { ":\($0)" } ?? "") + ")"
        }
        let owner = violation.owner.map { "; owner \($0)" } ?? "; nobody answers for it"
        page.add(
          "\(violation.id): \(violation.facts)\(owner)\(place ?? "")".printable, indent: "    ",
          hanging: "      ")
      }
      if broken.count > Self.most {
        page.add(
          "and \(Words.count(broken.count - Self.most, "other", "others")); --json lists all",
          indent: "    ")
      }
      if let repair = rule.repair {
        page.add("do: \(repair.printable)", indent: "    ", hanging: "      ")
      }
    }
  }

  private static func verdict(_ governance: Check.GovernanceReport) -> String {
    switch governance.verdict {
    case .met: "all are met"
    case .finding: "findings, for those who decide"
    case .advice: "advice; the team decides"
    case .failed: "a gate has failed"
    }
  }
}
