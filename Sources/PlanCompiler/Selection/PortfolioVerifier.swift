import PlanModel
import WorkCalendar

/// Rechecks a choice against the plan: the chosen projects are moved to their starts in the plan itself,
/// and the quarters' shortages, the budgets, the pins and the logic are computed anew from it.
///
/// It shares the meanings of demand and capacity with the model, but none of its problem: no sets of
/// skills, no resources, no projects in several copies.
struct PortfolioVerifier {
  private let plan: Plan
  private let today: Day
  /// By id of the chosen: quarters after the planned start.
  private let levels: [String: Int]

  init(_ model: PortfolioModel, _ chosen: [Int?]) {
    plan = model.plan
    today = model.today
    var levels: [String: Int] = [:]
    for (candidate, option) in zip(model.candidates, chosen) {
      if let option { levels[candidate.project.id] = candidate.options[option].level }
    }
    self.levels = levels
  }

  /// What the choice breaks, in words; empty where it is allowed.
  func faults() async -> [String] {
    let sources = DemandSources(plan, windows: PlanWindows(plan))
    var moved = plan
    for (project, level) in levels.sorted(by: { $0.key < $1.key }) where level > 0 {
      moved =
        PortfolioCandidates.moved(moved, project: project, by: level, today: today) ?? moved
    }
    let compiled = await CompiledPlan(moved, horizon: plan.horizon(sources))
    return logicFaults() + orderFaults(moved) + peopleFaults(compiled) + moneyFaults(compiled)
  }

  private func logicFaults() -> [String] {
    var faults: [String] = []
    var isIn: [String: Bool] = [:]
    for project in plan.projects {
      let chosen = levels[project.id] != nil
      isIn[project.id] = project.status.isTentative ? chosen : project.status.isKept
      guard project.status.isTentative else { continue }
      if project.pin == .out, chosen { faults.append("'\(project.id)' is pinned out") }
      if project.pin != .out, project.mustHave || project.pin == .in, !chosen {
        faults.append("'\(project.id)' must be in")
      }
    }
    for row in plan.logic {
      let (one, other) = (isIn[row.project] ?? true, isIn[row.other] ?? true)
      let holds =
        switch row.kind {
        case .requires: !one || other
        case .includes: one == other
        case .excludes: !one || !other
        }
      if !holds { faults.append("'\(row.project)' \(row.kind.rawValue) '\(row.other)'") }
    }
    return faults
  }

  /// Dependencies by the dates that the moved plan has. Those between confirmed projects are not asked.
  private func orderFaults(_ moved: Plan) -> [String] {
    let sources = DemandSources(moved, windows: PlanWindows(moved))
    let dates = WorkDates(moved, sources)
    return moved.dependencies.compactMap { row in
      guard let before = dates[row.predecessor], let after = dates[row.successor],
        before.project != after.project
      else { return nil }
      let chosen = [before.project, after.project].filter { levels[$0] != nil }
      let confirmed = [before.project, after.project].filter { sources.status(of: $0).isConfirmed }
      guard !chosen.isEmpty, chosen.count + confirmed.count == 2 else { return nil }
      return row.missingDays(before, after) > 0
        ? "'\(row.successor)' starts before '\(row.predecessor)' allows" : nil
    }
  }

  private func peopleFaults(_ compiled: CompiledPlan) -> [String] {
    let shares = [
      compiled.shares { _ in 0 }, compiled.shares { levels[$0.id] == nil ? 0 : 1 },
    ]
    let model = ShortageModel(compiled, shares: shares)
    var faults: [String] = []
    for span in compiled.grid.spans(by: .quarter, in: plan.settings.fiscalYear) {
      do throws(ShortageModel.Refuted) {
        let short = try model.pooledShortage(in: span)
        let asked = span.cells.reduce(0.0) { sum, cell in
          compiled.demand.lines.indices.reduce(sum) { $0 + compiled.demand.hours(of: $1, in: cell) }
        }
        if short[1] - short[0] > 1e-5 + 1e-7 * asked {
          faults.append("\(span.period) lacks \(short[1] - short[0]) hours more")
        }
      } catch {
        faults.append("the shortage of \(error.days) cannot be told")
      }
    }
    return faults
  }

  /// Sums by cell of what confirmed and chosen work costs, against the budgets' own rows.
  private func moneyFaults(_ compiled: CompiledPlan) -> [String] {
    let rates = MeanPay(compiled).rates(of: compiled.demand)
    let demand = compiled.demand
    let limits = MoneyLimits(compiled)
    var faults: [String] = []
    for (group, initiative) in limits.initiatives.enumerated() {
      var (carried, carriedConfirmed) = (0.0, 0.0)
      for (period, span) in limits.periods.enumerated() {
        var (confirmed, chosen) = (0.0, 0.0)
        for (number, line) in demand.lines.enumerated() {
          let project = demand.projects[line.project]
          guard project.initiative == initiative else { continue }
          let hours = span.cells.reduce(0) { $0 + demand.hours(of: number, in: $1) }
          let all = demand.projectHours[line.project]
          let price = project.budget.map { all > 0 ? $0 / all : 0 } ?? rates?[number] ?? 0
          if project.status.isConfirmed { confirmed += hours * price }
          if levels[project.id] != nil { chosen += hours * price }
        }
        let amount = limits.amounts[group * limits.periods.count + period]
        let isCarried = limits.carriesOver[group]
        let left = amount + (isCarried ? carried : 0)
        carried = left - confirmed - chosen
        carriedConfirmed = amount + (isCarried ? carriedConfirmed : 0) - confirmed
        // Where confirmed work has spent it all, nothing may be added.
        let allowed = min(0, carriedConfirmed)
        if carried.isFinite, carried < allowed - 1e-6 * (1 + amount) {
          faults.append("'\(initiative)' overspends \(-carried) in \(span.period)")
        }
      }
    }
    return faults
  }
}

extension Project.Status {
  /// Whether a project outside the choice counts as in for the logic: confirmed or done.
  var isKept: Bool { isConfirmed || self == .done }
}
