import PlanCompiler
import PlanModel
import WorkCalendar

/// Puts the numbers of the plans into an answer.
struct WhatIfComposer {
  let request: WhatIf.Request
  let base: Study
  let scenarios: [Study]
  /// Names of scenarios that were not computed, because the work was interrupted.
  let leftOut: [String]

  static let baseName = "base"

  func answer() -> WhatIf.Answer {
    let builder = MetricsBuilder(base: base, today: request.today)
    let baseMetrics = builder.metrics(of: base)
    let metrics = scenarios.map { builder.metrics(of: $0) }
    let dominance = Dominance(base: baseMetrics, scenarios: metrics)
    let asked = request.allScenarios
    let stakes = StakeFinder(base: base)
    let outcomes = scenarios.indices.map { index in
      let scenario = asked[index]
      let finder = CauseFinder(
        base: base, scenario: scenarios[index], baseMetrics: baseMetrics, metrics: metrics[index])
      return WhatIf.Outcome(
        name: scenario.name, title: scenario.title,
        fingerprint: scenarios[index].compiled.plan.fingerprint, metrics: metrics[index],
        differences: WhatIf.Differences(metrics[index], less: baseMetrics),
        causes: finder.causes, stakes: stakes.stakes(of: scenarios[index]),
        dominatedBy: dominance.dominators(of: index).map {
          $0 < 0 ? WhatIfComposer.baseName : asked[$0].name
        })
    }
    let currency = request.plan.settings.currency
    let curve = request.sweep.map { sweep in
      CurveBuilder(
        sweep: sweep, base: baseMetrics, steps: Array(metrics.suffix(sweep.steps.count)),
        currency: currency
      ).curve()
    }
    let frontier =
      request.pareto.isEmpty
      ? nil
      : FrontierBuilder(
        respects: request.pareto, base: baseMetrics,
        scenarios: outcomes.map { ($0.name, $0.metrics) }
      ).frontier()
    let asides = [frontier?.summary, curve?.summary].compactMap(\.self)
    let sentence = WhatIfSentence(base: baseMetrics, outcomes: outcomes, currency: currency)
    return WhatIf.Answer(
      plan: PlanIdentity(request.plan, today: request.today),
      summary: asides.isEmpty ? sentence.text : asides.joined(separator: " "),
      periods: quarters, base: WhatIf.Base(name: WhatIfComposer.baseName, metrics: baseMetrics),
      scenarios: outcomes, curve: curve, pareto: frontier, leftOut: leftOut)
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
