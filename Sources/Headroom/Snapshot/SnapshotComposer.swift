import PlanCompiler
import PlanModel
import WorkCalendar

/// Picks the key results out of a plan that was computed.
struct SnapshotComposer {
  private let study: Study
  private let request: Snapshot.Request

  /// Bottlenecks beyond these are not kept.
  private static let mostBottlenecks = 20

  init(_ study: Study, _ request: Snapshot.Request) {
    self.study = study
    self.request = request
  }

  private var plan: Plan { study.compiled.plan }

  var answer: Snapshot.Answer {
    let metrics = MetricsBuilder(base: study, today: request.today).metrics(of: study)
    let past = Set(study.bottlenecks.periods.filter(\.past).map(\.period.description))
    let quarters = study.bottlenecks.periods.filter { !$0.past }.map { row in
      let period = row.period.description
      return Snapshot.Quarter(
        period: row.period, shortHours: (metrics.shortHours[period] ?? 0).rounded(to: 10),
        shortFTE: metrics.shortFTE[period]?.rounded(to: 100))
    }
    return Snapshot.Answer(
      plan: PlanIdentity(plan, today: request.today), summary: study.bottlenecks.summary,
      label: request.label, people: metrics.people?.rounded(to: 100),
      pay: metrics.cost?.rounded(to: 1), utilisation: metrics.utilisation?.rounded(to: 1000),
      budgetUse: metrics.budgetUse?.rounded(to: 1000), value: metrics.value?.rounded(to: 1),
      shortHours: metrics.shortHoursToCome.rounded(to: 10), quarters: quarters,
      bottlenecks: bottlenecks(past), projects: projects(metrics), budgets: budgets)
  }

  private func bottlenecks(_ past: Set<String>) -> [Snapshot.Bottleneck] {
    study.bottlenecks.ranked.filter { $0.basis == .confirmed && !$0.past }
      .prefix(Self.mostBottlenecks).map { finding in
        let losers = finding.projects.filter { $0.shortHours > ShortageModel.negligibleHours }
          .sorted { ($1.shortHours, $0.project) < ($0.shortHours, $1.project) }
        return Snapshot.Bottleneck(
          skills: finding.skills, named: finding.named, period: finding.period,
          missingHours: finding.missingHours.rounded(to: 10),
          missingFTE: finding.missingFTE?.rounded(to: 100), decideBy: finding.decideBy,
          projects: losers.map(\.project))
      }
  }

  private func projects(_ metrics: WhatIf.Metrics) -> [Snapshot.ProjectRow] {
    var hours: [String: Double] = [:]
    let demand = study.compiled.demand
    for (number, line) in demand.lines.enumerated() {
      let project = demand.projects[line.project].id
      for cell in 0..<demand.cellCount {
        hours[project, default: 0] += demand.hours(of: number, in: cell)
      }
    }
    return plan.projects.sorted { $0.id < $1.id }.map { project in
      Snapshot.ProjectRow(
        project: project.id, name: project.name, status: project.status, owner: project.owner,
        finish: metrics.finish[project.id],
        demandHours: (hours[project.id] ?? 0).rounded(to: 10),
        shortHours: (metrics.shortProjects[project.id] ?? 0).rounded(to: 10))
    }
  }

  private var budgets: [Snapshot.BudgetRow] {
    let use = BudgetUse(study.compiled)
    let initiatives = Dictionary(
      plan.initiatives.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return use.budgets.sorted { $0.key < $1.key }.map { id, amount in
      Snapshot.BudgetRow(
        initiative: id, owner: initiatives[id]?.budgetOwner ?? initiatives[id]?.owner,
        amount: amount.rounded(to: 1), planned: use.costs?[id]?.rounded(to: 1))
    }
  }
}

extension Double {
  /// The nearest number of whole parts, `parts` of them in one. Rounding: half away from zero.
  fileprivate func rounded(to parts: Double) -> Double { (self * parts).rounded() / parts }
}
