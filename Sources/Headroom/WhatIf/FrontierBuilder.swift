/// Which of the base and the scenarios no other beats in some respects.
struct FrontierBuilder {
  let respects: [WhatIf.Respect]
  let base: WhatIf.Metrics
  let scenarios: [(name: String, metrics: WhatIf.Metrics)]

  func frontier() -> WhatIf.Frontier {
    let dominance = Dominance(
      base: base, scenarios: scenarios.map(\.metrics), by: respects)
    let rows = [(name: WhatIfComposer.baseName, metrics: base)] + scenarios
    let points = rows.enumerated().map { index, row in
      WhatIf.FrontierPoint(
        scenario: row.name,
        values: respects.map { WhatIf.Measure(respect: $0, value: $0.value(of: row.metrics)) },
        dominatedBy: dominance.dominators(of: index - 1).map { rows[$0 + 1].name })
    }
    return WhatIf.Frontier(respects: respects, summary: sentence(points), points: points)
  }

  private func sentence(_ points: [WhatIf.FrontierPoint]) -> String {
    let best = points.filter(\.dominatedBy.isEmpty).map(\.scenario)
    let by = listed(respects.map(\.rawValue))
    let stay =
      best.count == points.count
      ? "By \(by) none of \(points.count) is beaten by another: \(Dominance.several(best))."
      : "By \(by) nothing beats \(Dominance.several(best))."
    let names = respects.map(\.rawValue)
    let words = [names.dropLast().joined(separator: ", "), names.last ?? ""]
      .filter { !$0.isEmpty }.joined(separator: " or ")
    let dominated = Dominance.sentence(
      points.map { (Dominance.named($0.scenario), $0.dominatedBy) }, respects: words)
    return [stay, dominated].compactMap(\.self).joined(separator: " ")
  }
}
