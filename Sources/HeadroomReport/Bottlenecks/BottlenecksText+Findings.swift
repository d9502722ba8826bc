internal import Headroom
internal import Terminal
internal import WorkCalendar

extension BottlenecksText {
  /// The bottlenecks one by one; where there are none, what is nearest to becoming one.
  mutating func writeFindings() {
    let findings = findings
    guard !findings.isEmpty else {
      writeNearest()
      return
    }
    page.heading("Bottlenecks, the worst first (\(Words.basis(answer.headlineBasis)))")
    for (index, finding) in findings.prefix(Self.findingLimit).enumerated() {
      if index > 0 { page.space() }
      write(finding, number: index + 1)
    }
    if findings.count > Self.findingLimit {
      let rest = findings.dropFirst(Self.findingLimit)
      let hours = Numbers.hours(rest.reduce(0) { $0 + $1.missingHours })
      page.space()
      page.add(
        "\(Words.count(rest.count, "more bottleneck", "more bottlenecks")), \(hours) in all; --quarter, --skill, --csv or --json shows them."
      )
    }
    if let reason = reasonWithoutPrices {
      page.space()
      page.add("No prices of one more person: \(reason)")
    }
    if !answer.knowsHiringTimes {
      page.space()
      page.add(
        "No decide-by dates: the plan does not say how long hiring takes (hiring: in plan.yaml).")
    }
  }

  private mutating func write(_ finding: Bottlenecks.Finding, number: Int) {
    let indent = "   "
    let label = number < 10 ? "\(number).  ".prefix(3) : "\(number). ".prefix(4)
    let skills = Words.skills(of: finding, self.label)
    let missing = finding.missingFTE.map { "\(Numbers.fte($0))\u{A0}FTE missing, " } ?? ""
    page.add(
      "\(skills), \(finding.period): \(missing)\(Numbers.hours(finding.missingHours))",
      indent: String(label), hanging: indent, style: .bold)

    var facts = ["Worst week \(finding.worstWeek)"]
    if let peak = finding.peakFTE { facts[0] += ": \(Numbers.fte(peak))\u{A0}FTE" }
    if finding.isPersonal {
      facts.append("Only that person may do this work")
    } else if finding.holders == 0 {
      facts.append(finding.skills.count == 1 ? "Nobody holds it" : "Nobody holds any of them")
    } else {
      let it = finding.skills.count == 1 ? "it" : "any of them"
      let people = Words.count(
        finding.holders, "person holds \(it)", "people hold \(it)")
      let use = finding.utilisation.map {
        "; demand is \(Numbers.percent($0)) of what they can give"
      }
      facts.append(people + (use ?? ""))
    }
    page.add(facts.joined(separator: ". ") + ".", indent: indent, hanging: indent)
    page.add(remedy(finding), indent: indent, hanging: indent)
    if let price = price(of: finding) { page.add(price, indent: indent, hanging: indent) }
    if !finding.projects.isEmpty {
      page.add("Competing: " + competing(finding), indent: indent, hanging: indent + "  ")
    }
  }

  /// Structural or timing, how many to hire, and by when.
  private func remedy(_ finding: Bottlenecks.Finding) -> String {
    let isTiming = finding.kind == .timing
    let shift = shift(finding)
    guard !finding.isPersonal else {
      return shift + (isTiming ? "" : " Hiring helps only if others may do it.")
    }
    guard let needed = finding.hiresNeeded, needed > 0, needed < 1e9 else { return shift }
    let people = Words.count(Int(needed.rounded(.up)), "person", "people")
    var hire = (isTiming ? "Else hire " : "Hire ") + people
    if let decideBy = finding.decideBy {
      hire +=
        finding.decideByPassed == true
        ? ", but too late: the decision was due on \(decideBy). Shift, contract or cut work."
        : "; decide by \(decideBy)."
    } else {
      hire += "."
    }
    return shift + " " + hire
  }

  /// What one more full-time person is worth; nil where there is no price, or one that rests on no
  /// money of the plan's.
  private func price(of finding: Bottlenecks.Finding) -> String? {
    guard answer.pricing == .computed, let skill = finding.hireSkill,
      let value = finding.valuePerFTE
    else { return nil }
    guard value >= 0.5 else {
      return "One more FTE saves nothing once overtime, contractors and flexible dates are used."
    }
    let money = answer.plan.currency.map { "\u{A0}\($0)" } ?? ""
    return "One more FTE of \(skill) is worth \(Numbers.fixed(value))\(money) in the \(grain)."
  }

  private var reasonWithoutPrices: String? {
    switch answer.pricing {
    case .computed, .notWanted: nil
    case .nominal: "no project says what its delay costs (cost_of_delay in projects.csv)."
    case .large: "the plan is too large for them in passing; --prices binding computes them."
    case .unsolved: "no proven allocation was found."
    }
  }

  /// Whether shifting work within the period mends it, and what it leaves.
  private func shift(_ finding: Bottlenecks.Finding) -> String {
    guard finding.kind == .structural else {
      guard finding.sharedStructuralHours > 0 else {
        return "Timing: shifting work within the \(grain) mends it."
      }
      let whole = answer.shortage.first {
        $0.period == finding.period && $0.basis == finding.basis
      }
      return "Timing: taken alone, shifting work within the \(grain) mends it; with all else that"
        + " is short then, \(Numbers.hours(finding.sharedStructuralHours)) of"
        + " \(Numbers.hours(whole?.shortHours ?? 0)) stay missing."
    }
    guard finding.structuralHours < 0.95 * finding.missingHours else {
      return "Structural: shifting work within the \(grain) does not mend it."
    }
    return "Structural: however work shifts within the \(grain), at least"
      + " \(Numbers.hours(finding.structuralHours)) stay missing."
  }

  private func competing(_ finding: Bottlenecks.Finding) -> String {
    let shown = finding.projects.prefix(5).map { share in
      let loses = share.shortHours > 0.05 ? "loses \(Numbers.hours(share.shortHours))" : "keeps all"
      return "\(share.project) \(Numbers.hours(share.demandHours)) (\(loses))"
    }
    let rest = finding.projects.count - shown.count
    let more = rest > 0 ? " and \(Words.count(rest, "other project", "other projects"))" : ""
    return shown.joined(separator: ", ") + more + "."
  }

  private mutating func writeNearest() {
    let nearest = answer.nearest.filter { $0.basis == answer.headlineBasis }.prefix(5)
    guard !nearest.isEmpty else { return }
    page.heading("Nearest to becoming a bottleneck")
    for miss in nearest {
      let spare = miss.headroomFTE.map { ", \(Numbers.fte($0))\u{A0}FTE spare" } ?? ""
      page.add(
        "\(label(miss.skill)), \(miss.period): \(Numbers.percent(miss.utilisation)) used\(spare)",
        indent: "- ", hanging: "  ")
    }
  }

  /// In lines: what is too small to be told, and what lies in the past.
  mutating func writeSmall() {
    let told = answer.ranked.filter { $0.basis == answer.headlineBasis }
    let small = answer.bottlenecks.filter { set in
      guard set.basis == answer.headlineBasis,
        (set.missingFTE ?? 0) < Bottlenecks.Finding.smallestFTE
      else { return false }
      return !told.contains { finding in
        finding.period == set.period
          && (Set(finding.skills).isSuperset(of: set.skills)
            || Set(set.skills).isSuperset(of: finding.skills))
      }
    }
    let past = told.filter(\.past)
    if !small.isEmpty || !past.isEmpty { page.space() }
    if !small.isEmpty {
      let limit = Numbers.fte(Bottlenecks.Finding.smallestFTE)
      let hours = Numbers.hours(small.reduce(0) { $0 + $1.missingHours })
      page.add(
        "Below \(limit)\u{A0}FTE: \(Words.count(small.count, "small shortage", "small shortages")), \(hours) in all."
      )
    }
    if !past.isEmpty {
      let hours = Numbers.hours(past.reduce(0) { $0 + $1.missingHours })
      page.add(
        "Already past: \(Words.count(past.count, "bottleneck", "bottlenecks")), \(hours) in all.")
    }
  }
}
