import PlanModel
import WorkCalendar

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What an unserved hour of each project costs. Source: PLAN §4, "Hour price".
///
/// Units: the plan's currency per hour.
enum HourPrices {
  /// The price where no project says what delay costs.
  static let fallback = 100.0
  /// From the first to the last priority the price falls by this factor.
  static let spread = 8.0

  /// For each of `demand.projects` its hour price.
  ///
  /// - Parameter project: one whose cost of delay and priority say nothing of the others' prices.
  static func prices(
    of demand: CompiledDemand, in plan: Plan, besides project: Int? = nil
  ) -> [Double] {
    let hours = demand.projectHours
    let known = demand.projects.indices.map { index -> Double? in
      guard let cost = demand.projects[index].costOfDelay, hours[index] > 0,
        let window = demand.windows[index]
      else { return nil }
      let weeks = max(1, Double(window.count) / 7)
      return cost / (hours[index] / weeks)
    }
    let others = known.indices.filter { $0 != project }
    let middle = median(others.compactMap { known[$0] }) ?? fallback
    let left = project.map { demand.projects[$0].id }
    let ranks = Set(plan.projects.filter { $0.id != left }.compactMap(\.priority)).sorted()
    let rankOf = Dictionary(uniqueKeysWithValues: ranks.enumerated().map { ($1, $0) })
    return demand.projects.indices.map { index in
      if let price = known[index] { return price }
      guard ranks.count > 1, let priority = demand.projects[index].priority,
        let rank = rankOf[priority]
      else { return middle }
      return middle * pow(spread, 0.5 - Double(rank) / Double(ranks.count - 1))
    }
  }

  private static func median(_ values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let half = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
  }
}
