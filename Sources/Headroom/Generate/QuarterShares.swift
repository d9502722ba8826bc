import PlanModel
import WorkCalendar

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Foundation
#endif

/// How the hours of a row fall on quarters, near enough to steer by: by calendar days.
struct QuarterShares {
  /// The first quarter that has a share.
  let first: Int
  /// The shares of it and those after it; they sum to 1.
  let shares: [Double]

  init(_ row: DemandDraft, _ estimate: CapacityEstimate) {
    let start = row.days.first - estimate.horizon.first
    let end = start + row.days.count
    first = estimate.quarterOfDay[start]
    var shares: [Double] = []
    var from = start
    while from < end {
      let quarter = estimate.quarterOfDay[from]
      let to = estimate.quarterOfDay[from..<end].firstIndex { $0 != quarter } ?? end
      let length = Double(row.days.count)
      shares.append(
        QuarterShares.done(row, at: Double(to - start) / length)
          - QuarterShares.done(row, at: Double(from - start) / length))
      from = to
    }
    self.shares = shares
  }

  /// The share of the effort that is done after the share `u` of the window: the integral of the
  /// profile's weights. Source: PLAN §4.
  private static func done(_ row: DemandDraft, at u: Double) -> Double {
    guard row.unit != .fte else { return u }
    return switch row.profile {
    case .even: u
    case .front: u * (2 - u)
    case .back: u * u
    case .bell: u - sin(2 * Double.pi * u) / (2 * Double.pi)
    }
  }
}

/// Scales rows so that every quarter comes near its target.
///
/// Source: iterative proportional fitting (Deming and Stephan 1940, doi:10.1214/aoms/1177731829),
/// with one margin and rows that move as a whole.
struct QuarterFit {
  private static let rounds = 15

  /// The rows' hours after fitting; the targets' sum is met up to rounding.
  static func fitted(_ hours: [Double], _ shares: [QuarterShares], targets: [Double]) -> [Double] {
    var hours = hours
    for _ in 0..<rounds {
      var sums = [Double](repeating: 0, count: targets.count)
      for (row, share) in shares.enumerated() {
        for (offset, part) in share.shares.enumerated() {
          sums[share.first + offset] += hours[row] * part
        }
      }
      for (row, share) in shares.enumerated() {
        var factor = 0.0
        for (offset, part) in share.shares.enumerated() {
          let quarter = share.first + offset
          if sums[quarter] > 0 { factor += part * targets[quarter] / sums[quarter] }
        }
        hours[row] *= factor
      }
    }
    let scale = targets.reduce(0, +) / max(hours.reduce(0, +), .leastNonzeroMagnitude)
    return hours.map { $0 * scale }
  }
}
