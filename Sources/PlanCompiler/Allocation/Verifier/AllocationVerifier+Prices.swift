import PlanModel
import WorkCalendar

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension AllocationVerifier {
  /// By project what an unserved hour costs. Source: PLAN §4, "Hour price".
  ///
  /// All of a project's demand counts, at full size, in the horizon or not.
  static func hourPrices(_ plan: Plan, _ demand: DemandBook) -> [String: Double] {
    var known: [String: Double] = [:]
    for project in plan.projects where project.status.counts {
      guard let cost = project.costOfDelay, let days = demand.daysOfProject[project.id],
        let hours = demand.hoursOfProject[project.id], hours > hoursTolerance
      else { continue }
      known[project.id] = cost / (hours / max(1, Double(days.count) / 7))
    }
    let sorted = known.values.sorted()
    // Of an even number the mean of the middle two.
    let middle =
      sorted.isEmpty ? 100 : (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    let ranks = Set(plan.projects.compactMap(\.priority)).sorted()

    var prices: [String: Double] = [:]
    for line in demand.asked { prices[line.line.project] = middle }
    for project in plan.projects {
      if let price = known[project.id] {
        prices[project.id] = price
      } else if ranks.count > 1, let priority = project.priority,
        let rank = ranks.firstIndex(of: priority)
      {
        prices[project.id] = middle * pow(8, 0.5 - Double(rank) / Double(ranks.count - 1))
      } else {
        prices[project.id] = middle
      }
    }
    return prices
  }
}
