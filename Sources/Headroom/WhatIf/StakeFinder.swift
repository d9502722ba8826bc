import PlanCompiler
import PlanModel
import WorkCalendar

/// Who loses and who gains by a scenario: hours, cost of delay, value and budgets, by project and initiative.
struct StakeFinder {
  private let base: Study
  private let horizon: DayRange?
  private let before: Parts

  /// Money below this is nothing.
  private static let leastMoney = 0.5

  init(base: Study) {
    self.base = base
    horizon = base.compiled.grid.horizon
    before = Parts(base)
  }

  /// Those with a change: projects by id, then initiatives by id.
  func stakes(of scenario: Study) -> [WhatIf.Stake] {
    let after = Parts(scenario)
    let ids = Set(before.projects.keys).union(after.projects.keys).sorted()
    let projects = ids.map { id in project(id, after) }
    var initiatives: [String: WhatIf.Stake] = [:]
    for stake in projects {
      guard let id = (after.projects[stake.id] ?? before.projects[stake.id])?.initiative
      else { continue }
      let sum = initiatives[id] ?? Self.empty(.initiative, id)
      initiatives[id] = sum.adding(stake)
    }
    if let horizon {
      let old = BudgetUse.budgets(of: base.compiled.plan, within: horizon)
      let new = BudgetUse.budgets(of: scenario.compiled.plan, within: horizon)
      for id in Set(old.keys).union(new.keys) {
        var stake = initiatives[id] ?? Self.empty(.initiative, id)
        stake.budget = (new[id] ?? 0) - (old[id] ?? 0)
        initiatives[id] = stake
      }
    }
    let together = initiatives.values.sorted { $0.id < $1.id }
    return (projects + together).filter { stake in
      abs(stake.scenarioHours - stake.baseHours) >= CauseFinder.fewestHours
        || [stake.delayCost, stake.value, stake.budget].contains { abs($0) >= Self.leastMoney }
    }
  }

  private func project(_ id: String, _ after: Parts) -> WhatIf.Stake {
    var stake = Self.empty(.project, id)
    stake.baseHours = before.hours[id] ?? 0
    stake.scenarioHours = after.hours[id] ?? 0
    stake.delayCost =
      after.projects[id]?.delayCost(from: before.finish[id], to: after.finish[id]) ?? 0
    stake.value = after.value(of: id) - before.value(of: id)
    return stake
  }

  private static func empty(_ kind: WhatIf.Stake.Kind, _ id: String) -> WhatIf.Stake {
    WhatIf.Stake(
      kind: kind, id: id, baseHours: 0, scenarioHours: 0, delayCost: 0, value: 0, budget: 0)
  }

  /// What the projects of a plan have.
  private struct Parts {
    /// By id.
    var projects: [String: Project]
    /// By id: the confirmed hours of the quarters to come that it gets.
    var hours: [String: Double] = [:]
    /// By id: the last day of its demand.
    var finish: [String: Day]

    init(_ study: Study) {
      let plan = study.compiled
      projects = Dictionary(
        plan.plan.projects.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      finish = study.finish
      let year = plan.plan.settings.fiscalYear
      let past = Set(study.bottlenecks.periods.filter(\.past).map(\.period))
      let cells = plan.grid.spans(by: .quarter, in: year).filter { !past.contains($0.period) }
        .flatMap(\.cells)
      for (number, line) in plan.demand.lines.enumerated() {
        let project = plan.demand.projects[line.project]
        guard project.status.isConfirmed else { continue }
        hours[project.id, default: 0] += cells.reduce(0) {
          $0 + plan.demand.hours(of: number, in: $1)
        }
      }
      let sets = study.bottlenecks.bottlenecks.filter {
        $0.basis == .confirmed && !past.contains($0.period)
      }
      for (id, short) in MetricsBuilder.shortProjects(sets) { hours[id, default: 0] -= short }
    }

    /// Its value where it is confirmed.
    func value(of id: String) -> Double {
      guard let project = projects[id], project.status.isConfirmed else { return 0 }
      return project.value ?? 0
    }
  }
}

extension WhatIf.Stake {
  fileprivate func adding(_ other: WhatIf.Stake) -> WhatIf.Stake {
    var sum = self
    sum.baseHours += other.baseHours
    sum.scenarioHours += other.scenarioHours
    sum.delayCost += other.delayCost
    sum.value += other.value
    return sum
  }
}
