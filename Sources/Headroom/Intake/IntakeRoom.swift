import PlanCompiler
import PlanModel
import WorkCalendar

/// What a plan must leave to committed work, and whether a changed plan has room for the new work besides.
///
/// There is room where in every cell somebody can do all of the new work and all that is done today of
/// each line of committed work. Projects that wait come behind both: they may lose no hours in all.
struct IntakeRoom: Sendable {
  /// The plan with the new work as committed work; nothing else is changed.
  let plan: CompiledPlan
  /// The new work among the demand's projects.
  let pitch: Int
  /// By project of the demand its hour price as it is without the new work.
  let hourPrices: [Double]
  let today: Day
  /// By project of the demand: hours that are not done today, in the horizon or not.
  let undone: [Double]
  private let promise: PromisedWork
  private let network: SupplyNetwork

  /// - Parameter pitch: its id; nil where the plan does not ask for it in its horizon.
  init?(_ plan: CompiledPlan, pitch id: String, today: Day) async {
    guard let pitch = plan.indexOfProject[id] else { return nil }
    let model = ShortageModel(plan, shares: [plan.shares(of: .confirmed, without: pitch)])
    let promise = await model.promisedWork()
    undone = zip(plan.demand.projectHours, promise.hours(by: plan)).map { $0 - $1 }
    network = model.network
    hourPrices = plan.hourPrices(before: pitch)
    (self.plan, self.pitch, self.today, self.promise) = (plan, pitch, today, promise)
  }

  // MARK: Without compiling the plan again

  /// What is lacking in each cell of the promise and of the new work, as a function of the people that come.
  ///
  /// - Parameters:
  ///   - project: the new work in `other`, when it starts.
  ///   - other: a plan on the same grid which asks for the same lines of the new work.
  func relief(_ project: Int, in other: CompiledPlan) -> ReliefModel {
    let lines = other.demand.lines.indices.filter { other.demand.lines[$0].project == project }
    let known = Dictionary(lines.map { (Part(other.demand.lines[$0]), $0) }) { first, _ in first }
    let promised = plan.demand.lines.indices.map { promise.hours(of: $0, in: plan) }
    return ReliefModel(plan, network, spans: cells) { number, cell in
      let (line, cell) = (plan.demand.lines[number], cell.cells.lowerBound)
      guard line.project == pitch else { return promised[number]?[cell] ?? 0 }
      return known[Part(line)].map { other.demand.hours(of: $0, in: cell) } ?? 0
    }
  }

  /// Each cell of the grid as a span.
  private var cells: [Grid.Span] {
    plan.grid.cells.enumerated().map { number, days in
      Grid.Span(
        period: Period(of: days.first, grain: .week, in: plan.plan.settings.fiscalYear),
        days: days, cells: number..<number + 1)
    }
  }

  /// What tells the lines of one project apart.
  private struct Part: Hashable {
    let task: String?
    let need: Demand.Need
    let team: String?

    init(_ line: DemandLine) { (task, need, team) = (line.task, line.need, line.team) }
  }

  // MARK: On a plan that is compiled anew

  /// Whether a plan has room with some changes of what is on the same grid.
  ///
  /// - Parameters:
  ///   - plan: the plan with the new work in it; nil: as it is here.
  ///   - waiting: ids of projects that wait.
  func isIn(_ plan: Plan?, with changes: [Change], waiting: [String] = []) async -> Bool {
    var changed = plan ?? self.plan.plan
    for change in changes {
      guard (try? change.apply(to: &changed, today: today)) != nil else { return false }
    }
    return await isIn(
      CompiledPlan(changed, horizon: self.plan.grid.horizon), waiting: waiting)
  }

  private func isIn(_ changed: CompiledPlan, waiting: [String]) async -> Bool {
    guard let pitch = changed.indexOfProject[plan.demand.projects[pitch].id] else { return false }
    let indices = waiting.compactMap { changed.indexOfProject[$0] }
    let gaps = await ShortageModel(changed, shares: [changed.shares(of: .confirmed)])
      .gaps(in: promise, with: pitch, waiting: Set(indices))
    guard gaps.reduce(0, { $0 + $1.brokenHours }) < Intake.leastHours else { return false }
    return keeps(waiting, in: changed, behind: gaps.reduce(0) { $0 + $1.waitingHours })
  }

  /// Whether projects that wait lose no hours in all.
  ///
  /// - Parameters:
  ///   - changed: a plan that asks for them as they wait.
  ///   - behind: hours of them that nobody can do within the horizon.
  func keeps(_ waiting: [String], in changed: CompiledPlan, behind: Double) -> Bool {
    let indices = waiting.compactMap { changed.indexOfProject[$0] }
    let inside = changed.hoursInHorizon(of: Set(indices))
    let all = indices.reduce(0) { $0 + changed.demand.projectHours[$1] }
    let before = waiting.compactMap { plan.indexOfProject[$0] }.reduce(0) { $0 + undone[$1] }
    return behind + (all - inside) < before + Intake.leastHours
  }

  /// The cost of delay of a week; without one what the mean week of a project is worth at its hour price.
  func weeklyCost(of project: Int) -> Double {
    if let cost = plan.demand.projects[project].costOfDelay { return cost }
    guard let window = plan.demand.windows[project] else { return 0 }
    let weeks = max(1, Double(window.count) / 7)
    return hourPrices[project] * plan.demand.projectHours[project] / weeks
  }

  /// What it costs that the new work waits.
  func cost(ofWaiting weeks: Int) -> Double { weeklyCost(of: pitch) * Double(weeks) }
}

extension CompiledPlan {
  /// Hours that some projects of the demand ask within the horizon.
  fileprivate func hoursInHorizon(of projects: Set<Int>) -> Double {
    demand.lines.indices.reduce(0) { sum, line in
      guard projects.contains(demand.lines[line].project) else { return sum }
      return (0..<demand.cellCount).reduce(sum) { $0 + demand.hours(of: line, in: $1) }
    }
  }
}
