import PlanModel

/// The curve of a sweep: what stays short and what it costs, step by step.
struct CurveBuilder {
  let sweep: WhatIf.Sweep
  let base: WhatIf.Metrics
  /// One for each step.
  let steps: [WhatIf.Metrics]
  let currency: String?

  /// A curve that bends less than this share of its height has no knee.
  static let leastBend = 0.05

  func curve() -> WhatIf.Curve {
    let points = zip(sweep.steps, steps).map { step, metrics in
      WhatIf.CurvePoint(
        value: step.value, scenario: step.scenario.name, shortHours: metrics.shortHoursToCome,
        extraCost: extraCost(metrics))
    }
    let knee = Self.knee(of: points.map { ($0.value, $0.shortHours) })
    return WhatIf.Curve(
      parameter: sweep.parameter, summary: sentence(points, knee), points: points,
      knee: knee.map { points[$0].value })
  }

  /// Pay and cost of delay beyond the base; nil where neither is known.
  private func extraCost(_ metrics: WhatIf.Metrics) -> Double? {
    let pay = metrics.cost.map { $0 - (base.cost ?? 0) }
    guard pay != nil || metrics.delayCost != nil else { return nil }
    return (pay ?? 0) + (metrics.delayCost ?? 0)
  }

  /// The index of the point that lies furthest below the straight line from the first to the last.
  ///
  /// Both axes are scaled to 0…1, so that units do not matter. On a falling curve more brings little from
  /// there on; on a rising one it hurts from there on. nil: the curve is level, straight or bends the other way.
  /// Source: Satopää et al., Finding a "Kneedle" in a Haystack, ICDCS Workshops 2011, §III.
  static func knee(of points: [(x: Double, y: Double)]) -> Int? {
    guard let first = points.first, let last = points.last, last.x > first.x,
      let low = points.map(\.y).min(), let high = points.map(\.y).max(),
      high - low >= CauseFinder.fewestHours
    else { return nil }
    let depths = points.map { point in
      let share = (point.x - first.x) / (last.x - first.x)
      return (first.y + share * (last.y - first.y) - point.y) / (high - low)
    }
    // Among equals the first.
    guard let deepest = depths.max(), deepest >= leastBend else { return nil }
    return depths.firstIndex { $0 >= deepest - 1e-9 }
  }

  private func sentence(_ points: [WhatIf.CurvePoint], _ knee: Int?) -> String {
    guard let first = points.first, let last = points.last else { return "" }
    let from = "\(sweep.parameter) from \(Self.text(first.value)) to \(Self.text(last.value))"
    if let knee {
      let point = points[knee]
      return "\(from): the knee is at \(Self.text(point.value)), where \(hours(point)) are short"
        + " (\(hours(first)) at \(Self.text(first.value)), \(hours(last)) at"
        + " \(Self.text(last.value)))\(price(of: point, steps[knee]))."
    }
    let (least, most) = (points.map(\.shortHours).min() ?? 0, points.map(\.shortHours).max() ?? 0)
    if most - least < CauseFinder.fewestHours {
      return "\(from) leaves the shortage at \(hours(first))."
    }
    return "\(from): the shortage goes from \(hours(first)) to \(hours(last)), without a knee"
      + "\(price(of: last, steps[points.count - 1]))."
  }

  private func hours(_ point: WhatIf.CurvePoint) -> String { grouped(point.shortHours) + " h" }

  private func price(of point: WhatIf.CurvePoint, _ metrics: WhatIf.Metrics) -> String {
    let unpaid = (metrics.peopleWithoutPay ?? 0) - (base.peopleWithoutPay ?? 0)
    let strangers =
      unpaid >= 0.005 ? ", with \(plain(unpaid)) people whose pay is not known" : ""
    guard let cost = point.extraCost, abs(cost) >= 0.5 else { return strangers }
    let unit = currency.map { " " + $0 } ?? ""
    return ", for \(shortMoney(abs(cost)))\(unit) \(cost > 0 ? "more" : "less") pay and delay"
      + strangers
  }

  /// A value without needless zeros: `3`, `0.85`.
  private static func text(_ value: Double) -> String { shortNumber(value) }
}

/// A number with at most four decimals, none of them needless: `3`, `0.85`.
public func shortNumber(_ value: Double) -> String {
  for decimals in 0..<4 {
    let text = plain(value, decimals: decimals)
    if let read = Double(text), abs(read - value) < 1e-9 { return text }
  }
  return plain(value, decimals: 4)
}
