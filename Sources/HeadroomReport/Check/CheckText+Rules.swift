internal import Headroom
internal import PlanModel
internal import Terminal
internal import WorkCalendar

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
        let mode = violation.mode == governance.mode ? "" : "; \(violation.mode.rawValue)"
        let owner = violation.owner.map { "; owner \($0)" } ?? "; nobody answers for it"
        page.add(
          "\(violation.id): \(violation.facts)\(owner)\(mode)\(place ?? "")".printable,
          indent: "    ",
          hanging: "      ")
      }
      if broken.count > Self.most {
        page.add(
          "and \(Words.count(broken.count - Self.most, "other", "others")); --json lists all",
          indent: "    ")
      }
      if let smallest = rule.smallestRepair {
        page.add("smallest repair: \(smallest.printable)", indent: "    ", hanging: "      ")
      } else if let repair = rule.repair {
        page.add("do: \(repair.printable)", indent: "    ", hanging: "      ")
      }
    }
    if let repair = governance.repair { write(repair) }
  }

  /// What directive mode changes, what that proves, or which rules contradict each other.
  private mutating func write(_ repair: Check.RepairReport) {
    switch repair.outcome {
    case .repaired:
      page.heading("The new plan")
      for change in repair.changes {
        let dates = [change.finishBefore, change.finishAfter].compactMap { $0?.description }
        let moved = dates.count == 2 ? ": its work ends on \(dates[1]), not \(dates[0])" : ""
        page.add("\(change.change)\(moved)".printable, indent: "- ", hanging: "  ")
      }
    case .impossible:
      page.heading(
        repair.contradiction.count > 1
          ? "Rules that contradict each other" : "A rule that no plan meets")
      for removal in repair.removals {
        let how =
          removal.changes.isEmpty ? "" : " by \(removal.changes.joined(separator: "; "))"
        let what =
          repair.removals.count > 1 ? "without it the others are met\(how)" : "no plan meets it"
        page.add("\(removal.rule): \(what)".printable, indent: "- ", hanging: "  ")
      }
    case .notFound: page.heading("No repair was found")
    }
    page.add("Bound: \(repair.bound.printable).")
  }

  private static func verdict(_ governance: Check.GovernanceReport) -> String {
    switch governance.verdict {
    case .met: "all are met"
    case .finding: "findings, for those who decide"
    case .advice: "advice; the team decides"
    case .repaired: "repaired"
    case .failed: "a gate has failed"
    case .impossible: "what binds cannot be met"
    }
  }
}
