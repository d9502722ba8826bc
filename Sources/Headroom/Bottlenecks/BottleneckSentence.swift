import PlanModel
import WorkCalendar

/// The answer in a sentence or two.
struct BottleneckSentence {
  let basis: Basis
  let ranked: [Bottlenecks.Finding]
  let nearest: [Bottlenecks.NearMiss]
  let hasDemand: Bool
  let isFiltered: Bool
  let knowsHiringTimes: Bool

  var text: String {
    guard hasDemand else {
      return "Nothing is demanded in this plan, so nothing can be short."
    }
    if let worst = worst(on: basis) { return told(worst) }
    let scope = isFiltered ? "in what you asked for" : "in this plan"
    var sentence =
      switch basis {
      case .confirmed: "No bottleneck \(scope) on confirmed work."
      case .expected: "No bottleneck \(scope) on expected work."
      case .all: "No bottleneck \(scope), even if all pipeline work is won."
      }
    let wider = Basis.allCases.filter { $0.order > basis.order }
    if let wider = wider.first(where: { worst(on: $0) != nil }), let worst = worst(on: wider) {
      let condition =
        wider == .expected
        ? "Weighted by its chances, pipeline work makes" : "If all pipeline work is won, it makes"
      sentence += " \(condition) \(worst.subject.name) short in \(worst.period): \(size(worst))."
    } else if let near = nearest.first {
      sentence += """
         Nearest to one: \(near.skill) in \(near.period), \
        \(plain(100 * near.utilisation, decimals: 0)) % of its plannable hours.
        """
    }
    return sentence
  }

  private func worst(on basis: Basis) -> Bottlenecks.Finding? {
    ranked.first { $0.basis == basis && !$0.past }
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
    let (name, verb) = finding.subject
    switch finding.kind {
    case .timing:
      return """
        \(condition)\(name) \(verb) short in some weeks of \(finding.period): \
        \(plain(finding.peakFTE ?? 0)) FTE in the worst, \(finding.worstWeek); shifting work within \
        the \(finding.period.grain.rawValue) mends it.
        """
    case .structural:
      return """
        \(condition)\(name) \(verb) short in \(finding.period): \(size(finding)). \
        \(decision(finding))
        """
    }
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
