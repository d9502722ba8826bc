import PlanCompiler
import PlanModel
import WorkCalendar

/// What a plan must leave to committed work, and whether a changed plan has room for the new work besides.
///
/// There is room where in every week somebody can do all of the new work and all that is done today of
/// each line of committed work. Projects that wait come behind both: they may lose no hours in all.
struct IntakeRoom: Sendable {
  /// The plan with the new work as committed work; nothing else is changed.
  let plan: CompiledPlan
  /// The new work among the demand's projects.
  let pitch: Int
  let today: Day
  private let promise: PromisedWork
  /// By project of the demand: hours that are not done today, in the horizon or not.
  private let undone: [Double]

  /// - Parameter pitch: its id; nil where the plan does not ask for it in its horizon.
  init?(_ plan: CompiledPlan, pitch id: String, today: Day) async {
    guard let pitch = plan.indexOfProject[id] else { return nil }
    let model = ShortageModel(plan, shares: [plan.shares(of: .confirmed, without: pitch)])
    let promise = await model.promisedWork()
    undone = zip(plan.demand.projectHours, promise.hours(by: plan)).map { $0 - $1 }
    (self.plan, self.pitch, self.today, self.promise) = (plan, pitch, today, promise)
  }

  /// A plan with some changes on the same grid; nil where one of them is not possible.
  func changed(by changes: [Change], _ from: Plan? = nil) async -> CompiledPlan? {
    var changed = from ?? plan.plan
    for change in changes {
      guard (try? change.apply(to: &changed, today: today)) != nil else { return nil }
    }
    return await CompiledPlan(changed, horizon: plan.grid.horizon)
  }

  /// By how many hours a plan on the same grid lacks room in each of some spans that follow one another.
  func lacking(_ changed: CompiledPlan, in spans: [Grid.Span]) async -> [Double] {
    guard let pitch = index(of: self.pitch, in: changed), let first = spans.first?.cells.lowerBound,
      let last = spans.last?.cells.upperBound
    else { return spans.map { _ in 0 } }
    let gaps = await ShortageModel(changed, shares: [changed.shares(of: .confirmed)])
      .gaps(in: promise, with: pitch, cells: first..<last)
    return spans.map { span in span.cells.reduce(0) { $0 + gaps[$1 - first].brokenHours } }
  }

  /// Whether a plan on the same grid has room.
  ///
  /// - Parameter waiting: ids of projects that wait.
  func isIn(_ changed: CompiledPlan, waiting: [String] = []) async -> Bool {
    guard let pitch = index(of: self.pitch, in: changed) else { return false }
    let indices = waiting.compactMap { changed.indexOfProject[$0] }
    let gaps = await ShortageModel(changed, shares: [changed.shares(of: .confirmed)])
      .gaps(in: promise, with: pitch, waiting: Set(indices))
    guard gaps.reduce(0, { $0 + $1.brokenHours }) < Intake.leastHours else { return false }
    guard !indices.isEmpty else { return true }
    let inside = indices.reduce(0) { $0 + changed.hoursInHorizon(of: $1) }
    let all = indices.reduce(0) { $0 + changed.demand.projectHours[$1] }
    let before = waiting.compactMap { plan.indexOfProject[$0] }.reduce(0) { $0 + undone[$1] }
    let behind = gaps.reduce(0) { $0 + $1.waitingHours }
    return behind + (all - inside) < before + Intake.leastHours
  }

  /// The cost of delay of a week; without one what the mean week of a project is worth at its hour price.
  func weeklyCost(of project: Int) -> Double {
    if let cost = plan.demand.projects[project].costOfDelay { return cost }
    guard let window = plan.demand.windows[project] else { return 0 }
    let weeks = max(1, Double(window.count) / 7)
    return plan.hourPrices[project] * plan.demand.projectHours[project] / weeks
  }

  private func index(of project: Int, in other: CompiledPlan) -> Int? {
    other.indexOfProject[plan.demand.projects[project].id]
  }
}

extension CompiledPlan {
  /// Hours that a project of the demand asks within the horizon.
  fileprivate func hoursInHorizon(of project: Int) -> Double {
    demand.lines.indices.reduce(0) { sum, line in
      guard demand.lines[line].project == project else { return sum }
      return (0..<demand.cellCount).reduce(sum) { $0 + demand.hours(of: line, in: $1) }
    }
  }
}
