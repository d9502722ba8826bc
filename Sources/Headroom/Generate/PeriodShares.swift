import PlanModel
import WorkCalendar

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Foundation
#endif

/// How the hours of a row fall on periods, near enough to steer by: by calendar days.
struct PeriodShares {
  /// The first period that has a share.
  let first: Int
  /// The shares of it and those after it; they sum to 1.
  let shares: [Double]

  /// - Parameter periodOfDay: for each day of the horizon the index of its period.
  init(_ row: DemandDraft, in horizon: DayRange, periodOfDay: [Int]) {
    let start = row.days.first - horizon.first
    let end = start + row.days.count
    first = periodOfDay[start]
    var shares: [Double] = []
    var from = start
    while from < end {
      let period = periodOfDay[from]
      let to = periodOfDay[from..<end].firstIndex { $0 != period } ?? end
      let length = Double(row.days.count)
      shares.append(
        PeriodShares.done(row, at: Double(to - start) / length)
          - PeriodShares.done(row, at: Double(from - start) / length))
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
