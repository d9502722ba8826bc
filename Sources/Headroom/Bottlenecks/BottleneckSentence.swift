import PlanModel
import WorkCalendar

/// The answer in a sentence or two.
struct BottleneckSentence {
  let basis: Basis
  let findings: FindingList
  /// The whole shortage of the periods.
  let shortage: [Bottlenecks.ShortageRow]
  let nearest: [Bottlenecks.NearMiss]
  let periods: [Bottlenecks.PeriodRow]
  let asOf: Day
  let hasDemand: Bool
  let isFiltered: Bool
  let names: PersonNames

  var text: String {
    guard hasDemand else {
      return "Nothing is demanded in this plan, so nothing can be short."
    }
    if let last = periods.last, periods.allSatisfy(\.past) { return ended(last) }
    if let worst = worst(on: basis) { return told(worst) }
    var sentence = calm
    let wider = Basis.allCases.filter { $0.order > basis.order }
    if let wider = wider.first(where: { worst(on: $0) != nil }), let worst = worst(on: wider) {
      let condition =
        wider == .expected
        ? "Weighted by its chances, pipeline work makes" : "If all pipeline work is won, it makes"
      let name = worst.subject(names).name
      sentence += " \(condition) \(name) short in \(worst.period): \(size(worst))."
    } else if small.isEmpty, let near = nearest.first {
      sentence += """
         Nearest to one: \(names.label(skill: near.skill)) in \(near.period), \
        \(plain(100 * near.utilisation, decimals: 0)) % of its plannable hours.
        """
    }
    return sentence
  }

  /// What is to come, and too small to be a bottleneck.
  private var small: [Bottlenecks.Finding] {
    findings.small.filter { $0.basis == basis && !$0.past }
  }

  /// No bottleneck, and what is missing nevertheless.
  private var calm: String {
    let scope = isFiltered ? "in what you asked for" : "in this plan"
    let condition =
      switch basis {
      case .confirmed: " on confirmed work"
      case .expected: " on expected work"
      case .all: ", even if all pipeline work is won"
      }
    guard let worst = small.first else { return "No bottleneck \(scope)\(condition)." }
    let limit = plain(Bottlenecks.Finding.smallestFTE)
    let missing = hours(small.reduce(0) { $0 + $1.missingHours })
    let name = worst.subject(names).name
    let ones =
      small.count == 1
      ? "a small one: \(name) in \(worst.period)"
      : "\(small.count) small ones, most of it in \(name), \(worst.period)"
    return """
      No bottleneck of \(limit) FTE or more \(scope)\(condition); \(missing) missing in \(ones).
      """
  }

  /// Everything asked for lies before as_of.
  private func ended(_ last: Bottlenecks.PeriodRow) -> String {
    let missing = shortage.reduce(0) { $0 + ($1.basis == basis ? $1.shortHours : 0) }
    let past = missing > 0 ? "; \(hours(missing)) missing before that" : ""
    let what = isFiltered ? "What you asked for" : "The plan"
    return """
      \(what) ended on \(last.to), before its as_of, \(asOf): nothing is to come\(past).
      """
  }

  /// `80 h are`, `0.8 h are`, `1 h is`.
  private func hours(_ value: Double) -> String {
    let isSmall = value < 9.95 && value.rounded() != value
    let text = isSmall ? plain(value) : grouped(value)
    return "\(text) h \(text == "1" ? "is" : "are")"
  }

  private func worst(on basis: Basis) -> Bottlenecks.Finding? {
    findings.ranked.first { $0.basis == basis && !$0.past }
  }

  private func size(_ finding: Bottlenecks.Finding) -> String {
    let fte = finding.missingFTE ?? 0
    return "\(plain(fte, decimals: fte < 99.95 ? 1 : 0)) FTE"
  }

  private func told(_ finding: Bottlenecks.Finding) -> String {
    let condition =
      switch finding.basis {
      case .confirmed: ""
      case .expected: "On expected work "
      case .all: "If all pipeline work is won, "
      }
    let (name, verb) = finding.subject(names)
    switch finding.kind {
    case .timing where finding.isPersonal:
      return """
        \(condition)\(name) is asked for up to \(plain(finding.peakFTE ?? 0)) FTE more than they can \
        give in some weeks of \(finding.period), most in \(finding.worstWeek); \(shift(finding))
        """
    case .structural where finding.isPersonal:
      return """
        \(condition)\(name) is asked for \(size(finding)) more than they can give in \
        \(finding.period).
        """
    case .timing:
      return """
        \(condition)\(name) \(verb) short in some weeks of \(finding.period): \
        \(plain(finding.peakFTE ?? 0)) FTE in the worst, \(finding.worstWeek); \(shift(finding))
        """
    case .structural:
      return """
        \(condition)\(name) \(verb) short in \(finding.period): \(size(finding)). \
        \(decision(finding))
        """
    }
  }

  /// What shifting work mends of a timing bottleneck: all of it, or all only where others wait.
  private func shift(_ finding: Bottlenecks.Finding) -> String {
    let mends = "shifting work within the \(finding.period.grain.rawValue) mends it"
    guard finding.sharedStructuralHours > 0 else { return mends + "." }
    let whole = shortage.first { $0.period == finding.period && $0.basis == finding.basis }
    return """
      taken alone, \(mends), but with all else that is short then, \
      \(grouped(finding.sharedStructuralHours)) of \(grouped(whole?.shortHours ?? 0)) h stay missing.
      """
  }

  private func decision(_ finding: Bottlenecks.Finding) -> String {
    guard let decideBy = finding.decideBy else {
      return "plan.yaml has no 'hiring' times, so there is no date to decide by."
    }
    return finding.decideByPassed == true
      ? "The last day to decide on hiring, \(decideBy), has passed."
      : "Decide on hiring by \(decideBy)."
  }
}
