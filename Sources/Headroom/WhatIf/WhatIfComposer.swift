import PlanCompiler
import PlanModel
import WorkCalendar

/// Puts the numbers of the plans into an answer.
struct WhatIfComposer {
  let request: WhatIf.Request
  let base: Study
  let scenarios: [Study]

  static let baseName = "base"

  func answer() -> WhatIf.Answer {
    let builder = MetricsBuilder(base: base, today: request.today)
    let baseMetrics = builder.metrics(of: base)
    let metrics = scenarios.map { builder.metrics(of: $0) }
    let dominance = Dominance(base: baseMetrics, scenarios: metrics)
    let outcomes = scenarios.indices.map { index in
      let scenario = request.scenarios[index]
      let finder = CauseFinder(
        base: base, scenario: scenarios[index], baseMetrics: baseMetrics, metrics: metrics[index])
      return WhatIf.Outcome(
        name: scenario.name, title: scenario.title,
        fingerprint: scenarios[index].compiled.plan.fingerprint, metrics: metrics[index],
        differences: WhatIf.Differences(metrics[index], less: baseMetrics),
        causes: finder.causes,
        dominatedBy: dominance.dominators(of: index).map {
          $0 < 0 ? WhatIfComposer.baseName : request.scenarios[$0].name
        })
    }
    let sentence = WhatIfSentence(
      base: baseMetrics, outcomes: outcomes, currency: request.plan.settings.currency)
    return WhatIf.Answer(
      plan: PlanIdentity(request.plan, today: request.today), summary: sentence.text,
      periods: quarters, base: WhatIf.Base(name: WhatIfComposer.baseName, metrics: baseMetrics),
      scenarios: outcomes)
  }

  /// The quarters of all plans, in order of time.
  private var quarters: [WhatIf.Quarter] {
    var past: [Period: Bool] = [:]
    for study in [base] + scenarios {
      for row in study.bottlenecks.periods { past[row.period] = row.past }
    }
    return past.keys.sorted().map { WhatIf.Quarter(period: $0, past: past[$0] ?? false) }
  }
}

/// Which scenarios another one beats: no worse in any respect, better in one.
///
/// The respects: short hours to come, cost, people whose pay is not known, cost of delay, value, work
/// that leaves the horizon.
struct Dominance {
  private let points: [[Double]]

  init(base: WhatIf.Metrics, scenarios: [WhatIf.Metrics]) {
    points = ([base] + scenarios).map { metrics in
      [
        metrics.shortHoursToCome, metrics.cost ?? 0, metrics.peopleWithoutPay ?? 0,
        metrics.delayCost ?? 0, -(metrics.value ?? 0),
        metrics.hoursOutsideHorizon,
      ]
    }
  }

  /// The scenarios that beat a scenario, by index; -1 for the base.
  func dominators(of scenario: Int) -> [Int] {
    points.indices.filter { $0 != scenario + 1 && beats(points[$0], points[scenario + 1]) }
      .map { $0 - 1 }
  }

  private func beats(_ left: [Double], _ right: [Double]) -> Bool {
    var isBetter = false
    for (one, other) in zip(left, right) {
      // Sums of the same numbers in another order differ in the last bits.
      let tolerance = 1e-6 + 1e-9 * max(abs(one), abs(other))
      if one > other + tolerance { return false }
      if one < other - tolerance { isBetter = true }
    }
    return isBetter
  }
}
