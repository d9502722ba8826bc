import PlanCompiler
import PlanModel
import WorkCalendar

/// The plans that a repair may lead to: for each project and initiative nothing or one option.
///
/// Within pins: a project with a pin stays as it is, one that runs or has begun is not delayed, no work
/// is moved past its deadline, its must_finish or the horizon, and a must-have is not cut.
struct RepairSpace: Sendable {
  /// By project or initiative, each with its options from the smallest to the largest.
  let items: [[RepairOption]]

  /// No project is delayed by more weeks.
  static let mostWeeks = 26
  /// No budget grows by more.
  static let mostPercent = 50

  /// - Parameter mayChange: whether a project or initiative may be touched at all.
  init(
    _ plan: CompiledPlan, today: Day, kinds: Set<RepairOption.Kind>,
    mayChangeProject: (Project) -> Bool, mayChangeInitiative: (Initiative) -> Bool
  ) {
    let asOf = plan.plan.settings.asOf ?? today
    var items: [[RepairOption]] = []
    for (project, window) in zip(plan.demand.projects, plan.demand.windows)
    where mayChangeProject(project) && project.pin == nil {
      var options: [RepairOption] = []
      if kinds.contains(.delay), let window {
        let weeks = Self.weeks(project, window, plan.grid.horizon, asOf: asOf)
        options += (1...max(1, weeks)).prefix(weeks).map { .delay(project.id, weeks: $0) }
      }
      if kinds.contains(.cut), !project.mustHave, project.mustFinish == nil,
        plan.plan.projects.contains(where: { $0.id == project.id })
      {
        options.append(.cut(project.id))
      }
      if !options.isEmpty { items.append(options) }
    }
    if kinds.contains(.budget) {
      for initiative in plan.plan.initiatives where mayChangeInitiative(initiative) {
        let budget = plan.plan.budgets.filter { $0.initiative == initiative.id }
          .reduce(0) { $0 + $1.amount }
        let percents = stride(from: 10, through: Self.mostPercent, by: 10).filter {
          budget > 0 && budget * (1 + Double($0) / 100) <= initiative.cap ?? 0
        }
        if !percents.isEmpty {
          items.append(percents.map { .budget(initiative.id, percent: $0) })
        }
      }
    }
    self.items = items
  }

  private init(items: [[RepairOption]]) { self.items = items }

  /// The same with the items in another order.
  func sorted(by precedes: (String, String) -> Bool) -> Self {
    Self(items: items.sorted { precedes($0[0].subject, $1[0].subject) })
  }

  /// Some of the items alone.
  func only(_ kept: [Int]) -> Self { Self(items: kept.map { items[$0] }) }

  /// The first items alone.
  func first(_ count: Int) -> Self { Self(items: Array(items.prefix(count))) }

  private static func weeks(
    _ project: Project, _ window: DayRange, _ horizon: DayRange?, asOf: Day
  ) -> Int {
    guard project.status != .active, window.first >= asOf, let horizon else { return 0 }
    let limits = [project.deadline, project.mustFinish, horizon.last].compactMap { $0 }
    let last = max(window.last, project.finish ?? window.last)
    guard let limit = limits.min(), limit > last else { return 0 }
    return min(mostWeeks, (limit - last) / 7)
  }

  /// How many plans there are, the plan as it is among them; 10³⁰⁰ stands for more.
  var planCount: Double { items.reduce(1) { min(1e300, $0 * Double($1.count + 1)) } }

  /// How many plans make so many changes.
  func planCount(changes: Int) -> Double {
    // The coefficients of the product of (1 + options · x).
    var counts = [1.0] + [Double](repeating: 0, count: max(0, changes))
    for item in items {
      for number in stride(from: changes, to: 0, by: -1) {
        counts[number] += counts[number - 1] * Double(item.count)
      }
    }
    return counts[changes]
  }

  /// The largest option of each item alone.
  var coarse: Self { Self(items: items.map { Array($0.suffix(1)) }) }

  /// The plans that make so many changes, the smallest first; of the same size those of earlier items
  /// first.
  func plans(changes: Int) -> [[RepairOption]] { Self.sorted(plansInOrder(changes: changes)) }

  /// The plans that change all items of one of the sets, in the same order.
  func plans(of sets: [[Int]]) -> [[RepairOption]] {
    Self.sorted(
      sets.flatMap { set in
        set.reduce([[]] as [[RepairOption]]) { plans, item in
          plans.flatMap { plan in items[item].map { plan + [$0] } }
        }
      })
  }

  private static func sorted(_ plans: [[RepairOption]]) -> [[RepairOption]] {
    let sizes = plans.map { $0.reduce(0) { $0 + $1.size } }
    return plans.indices.sorted { (sizes[$0], $0) < (sizes[$1], $1) }.map { plans[$0] }
  }

  /// The plans that make so many changes, those of earlier items first.
  func plansInOrder(changes: Int) -> [[RepairOption]] {
    var found: [[RepairOption]] = []
    func add(_ chosen: [RepairOption], from first: Int) {
      guard chosen.count < changes else {
        found.append(chosen)
        return
      }
      for item in first..<items.count {
        for option in items[item] { add(chosen + [option], from: item + 1) }
      }
    }
    add([], from: 0)
    return found
  }
}
