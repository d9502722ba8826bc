import PlanCompiler
import PlanModel
import WorkCalendar

/// What the confirmed work of initiatives with a budget takes of it, before it is known who does it.
///
/// An hour costs the mean pay of those who may do it, weighted by their plannable hours; where nobody's
/// pay is known, that of everybody.
struct BudgetUse {
  /// Cost ÷ budgets within the horizon; nil without budgets or pay.
  let share: Double?

  init(_ plan: CompiledPlan) {
    guard let horizon = plan.grid.horizon else {
      share = nil
      return
    }
    let year = plan.plan.settings.fiscalYear
    let rows = plan.plan.budgets.filter {
      $0.period.map { $0.days(in: year).overlaps(horizon) } ?? true
    }
    let total = rows.reduce(0) { $0 + $1.amount }
    let funded = Set(rows.map(\.initiative))
    let rates = MeanPay(plan)
    guard total > 0, let anybody = rates.ofEverybody else {
      share = nil
      return
    }
    var cost = 0.0
    var known: [DemandLine.Asked: Double] = [:]
    for (number, line) in plan.demand.lines.enumerated() {
      let project = plan.demand.projects[line.project]
      guard project.status.isConfirmed, let initiative = project.initiative,
        funded.contains(initiative)
      else { continue }
      var hours = 0.0
      for cell in 0..<plan.demand.cellCount { hours += plan.demand.hours(of: number, in: cell) }
      let rate = known[line.asked] ?? rates.pay(of: line) ?? anybody
      known[line.asked] = rate
      cost += hours * rate
    }
    share = cost / total
  }
}

extension DemandLine {
  /// What tells who may serve a line.
  fileprivate struct Asked: Hashable {
    var need: Demand.Need
    var team: String?
  }

  fileprivate var asked: Asked { Asked(need: need, team: team) }
}

/// The mean pay of some people, weighted by their plannable hours.
private struct MeanPay {
  private let plan: CompiledPlan
  /// By unit: pay an hour, nil where it is not known; and plannable hours.
  private let pays: [(rate: Double?, hours: Double)]

  init(_ plan: CompiledPlan) {
    self.plan = plan
    pays = plan.supply.units.indices.map { index in
      let cost =
        switch plan.supply.units[index].source {
        case .person(let row): plan.plan.people[row].cost
        case .hire(let row): plan.plan.hires[row].cost
        case .contract(let row): plan.plan.contracts[row].cost
        }
      return (
        cost?.perHour(in: plan.plan.settings),
        plan.supply.plannable(of: index, in: 0..<plan.supply.cellCount)
      )
    }
  }

  var ofEverybody: Double? { mean { _ in true } }

  func pay(of line: DemandLine) -> Double? {
    mean { unit in
      switch line.need {
      case .person(let person):
        guard case .person = unit.source else { return false }
        return unit.id == person
      case .skill(let skill, let level):
        guard let held = unit.level(of: skill), held >= level else { return false }
        return line.team.map { plan.teams.contains($0, member: unit.team) } ?? true
      }
    }
  }

  private func mean(_ isMeant: (SupplyUnit) -> Bool) -> Double? {
    var (money, hours) = (0.0, 0.0)
    for (index, unit) in plan.supply.units.enumerated() where isMeant(unit) {
      guard let rate = pays[index].rate else { continue }
      money += rate * pays[index].hours
      hours += pays[index].hours
    }
    return hours > 0 ? money / hours : nil
  }
}
