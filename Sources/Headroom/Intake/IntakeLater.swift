import PlanCompiler
import PlanModel
import WorkCalendar

/// Later starts of the new work for which people are bought besides.
///
/// Of the weeks before the first start that fits those are tried in which a purchase becomes possible, a
/// pool's lead time or the hiring and the ramp-up being over, and those that lack so little that waiting
/// and what they lack, at the plan's mean pay, look cheapest. None waits at a higher price than the
/// cheapest that is known.
struct IntakeLater {
  private let study: IntakeStudy
  private let room: IntakeRoom

  /// So many starts are tried at most.
  private static let mostStarts = 6
  /// Of those that look cheapest, so many weeks apart.
  private static let weeksApart = 3

  init(_ study: IntakeStudy, _ room: IntakeRoom) { (self.study, self.room) = (study, room) }

  /// - Parameter known: a purchase for the start that is asked for.
  /// - Returns: the starts, each with the cheapest purchase that makes room; not those that wait at a higher
  ///   price than the cheapest that is known.
  func ways(beside known: Intake.Way?) async -> [(start: Int, purchase: RemedyPurchase)] {
    var least = known?.kind == .buy ? known?.cost ?? .infinity : .infinity
    var ways: [(start: Int, purchase: RemedyPurchase)] = []
    for start in starts() where room.cost(ofWaiting: start) < least {
      let purchases = await IntakePurchases(study, room, start: start)
      guard let purchase = purchases.cheapest(of: Set(Staff.PackageKind.allCases)) else { continue }
      ways.append((start, purchase))
      if let cost = purchase.remedies.cost {
        least = min(least, cost + room.cost(ofWaiting: start))
      }
    }
    return ways
  }

  /// The starts that are tried, the first one first.
  private func starts() -> [Int] {
    let later = 1..<max(1, study.earliest ?? study.windows.count)
    var starts: [Int] = []
    for start in (leads().compactMap { day in later.first { study.windows[$0].first >= day } })
    where !starts.contains(start) { starts.append(start) }
    let rate = MeanPay(room.plan).ofEverybody ?? 1
    let hope = later.map { ($0, room.cost(ofWaiting: $0) + rate * study.added[$0]) }
    for (start, _) in hope.sorted(by: { ($0.1, $0.0) < ($1.1, $1.0) })
    where starts.count < Self.mostStarts
      && starts.allSatisfy({ abs($0 - start) >= Self.weeksApart })
    { starts.append(start) }
    return starts.prefix(Self.mostStarts).sorted()
  }

  /// The days from which a purchase helps in full, one day each.
  private func leads() -> [Day] {
    let plan = room.plan.plan
    let asOf = plan.settings.asOf ?? room.today
    let pools = plan.pools.map { asOf + ($0.leadTimeDays ?? 0) }
    let hire = asOf + (plan.settings.hiring?.daysToFirstDay ?? 0)
    let ramp = Int(((plan.settings.hiring?.rampUpWeeks ?? 0) * 7).rounded(.up))
    return Set(pools + [hire, hire + ramp]).filter { $0 > study.windows[0].first }.sorted()
  }
}
