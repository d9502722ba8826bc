public import PlanModel

/// What an initiative is worth by the money that it gets over the horizon.
///
/// By points (`curve`): straight between them, level behind the last. A curve that does not begin at 0 money
/// begins at 0:0 where that leaves it concave; else its first point is the least money that makes sense.
/// By parameters (`value` alone): a parabola that rises ever more slowly to `value` at `cap`, or at the plan's
/// own money where there is no cap; half the money brings three quarters of the value, the last unit nothing.
/// It is drawn straight between its eighths.
/// Units: the plan's currency, both ways.
public struct ValueCurve: Sendable, Hashable {
  /// From 0 money, or from the least that makes sense, by money; each stretch rises less than the one before.
  public let points: [Initiative.CurvePoint]
  /// The least money: the floor, or the first point.
  public let least: Double
  /// The most that brings anything: the cap, or where the curve stops rising; at least ``least``.
  public let most: Double

  /// Stretches of a curve that is given by parameters.
  static let parts = 8

  /// The curve of an initiative; nil where the plan does not say what its money is worth.
  ///
  /// - Parameter planned: the plan's money for it.
  public init?(_ initiative: Initiative, planned: Double) {
    guard let points = Self.points(of: initiative, planned: planned), let first = points.first
    else { return nil }
    var top = first.money
    for (before, after) in zip(points, points.dropFirst()) where after.value > before.value {
      top = after.money
    }
    self.points = points
    least = max(initiative.floor ?? 0, first.money)
    most = max(least, min(initiative.cap ?? .infinity, top))
  }

  private static func points(
    of initiative: Initiative, planned: Double
  ) -> [Initiative.CurvePoint]? {
    guard initiative.curve.isEmpty else { return fromOrigin(initiative.curve) }
    guard let value = initiative.value, value >= 0 else { return nil }
    let money = initiative.cap ?? planned
    guard money > 0 else { return nil }
    return (0...parts).map { index in
      let share = Double(index) / Double(parts)
      return Initiative.CurvePoint(money: money * share, value: value * share * (2 - share))
    }
  }

  private static func fromOrigin(
    _ points: [Initiative.CurvePoint]
  ) -> [Initiative.CurvePoint] {
    guard let first = points.first, first.money > 0 else { return points }
    let next = points.dropFirst().first
    let isConcave = next.map { next in
      first.value * (next.money - first.money) >= (next.value - first.value) * first.money
    }
    return isConcave ?? true ? [Initiative.CurvePoint(money: 0, value: 0)] + points : points
  }

  /// The value of so much money; below the first point that of the first.
  public func value(of money: Double) -> Double {
    guard let first = points.first, money > first.money else { return points.first?.value ?? 0 }
    for (before, after) in zip(points, points.dropFirst()) where money <= after.money {
      let share = (money - before.money) / (after.money - before.money)
      return before.value + share * (after.value - before.value)
    }
    return points.last?.value ?? 0
  }
}
