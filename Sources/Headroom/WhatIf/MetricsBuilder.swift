import PlanCompiler
import PlanModel
import WorkCalendar

/// The numbers of a plan that was computed.
///
/// A number that comes from elsewhere, as the cost of an allocation, is one more property of
/// ``WhatIf/Metrics`` and one more line here, in ``WhatIf/Differences`` and in ``Dominance``.
struct MetricsBuilder {
  /// The plan as it is: people and pay are counted on its days, delays against its dates.
  let base: Study
  let today: Day

  private var asOf: Day { base.compiled.plan.settings.asOf ?? today }

  /// The days to come of the base's horizon; all of them where none is to come.
  private var days: DayRange? {
    guard let horizon = base.compiled.grid.horizon else { return nil }
    return DayRange(max(horizon.first, asOf), horizon.last) ?? horizon
  }

  func metrics(of study: Study) -> WhatIf.Metrics {
    let answer = study.bottlenecks
    let past = Set(answer.periods.filter(\.past).map(\.period))
    let payroll = days.map { Payroll(study.compiled.plan, over: $0) }
    var shortHours: [String: Double] = [:]
    var shortFTE: [String: Double] = [:]
    var (short, demand) = (0.0, 0.0)
    let standard = Dictionary(
      answer.periods.map { ($0.period, $0.standardHours) }, uniquingKeysWith: { first, _ in first })
    for row in answer.shortage where row.basis == .confirmed {
      shortHours[row.period.description] = row.shortHours
      if let hours = standard[row.period], hours > 0 {
        shortFTE[row.period.description] = row.shortHours / hours
      }
      guard !past.contains(row.period) else { continue }
      short += row.shortHours
      demand += row.demandHours
    }
    let plannable = answer.capacity.filter { !past.contains($0.period) }
      .reduce(0) { $0 + $1.plannableHours }
    let sets = answer.bottlenecks.filter { $0.basis == .confirmed && !past.contains($0.period) }
    let firstDay = sets.map(\.firstDay).min()
    let hasValue = study.compiled.plan.projects.contains { $0.value != nil }
    let confirmed = study.compiled.plan.projects.filter(\.status.isConfirmed)
    return WhatIf.Metrics(
      people: payroll?.people, cost: payroll?.cost, peopleWithoutPay: payroll?.unpaid,
      utilisation: plannable > 0 ? demand / plannable : nil, shortHours: shortHours,
      shortFTE: shortFTE, shortHoursToCome: short, shortProjects: Self.shortProjects(sets),
      firstShortWeek: firstDay.map {
        Period(of: $0, grain: .week, in: study.compiled.plan.settings.fiscalYear)
      },
      finish: study.finish, budgetUse: BudgetUse(study.compiled).share,
      value: hasValue ? confirmed.reduce(0) { $0 + ($1.value ?? 0) } : nil,
      delayCost: delayCost(of: study),
      hoursOutsideHorizon: study.compiled.demand.outside.reduce(0) { sum, row in
        study.compiled.sources.status(of: row.project).isConfirmed ? sum + row.hours : sum
      })
  }

  /// What each project lacks, in hours that are worth a word.
  static func shortProjects(_ sets: [Bottlenecks.Bottleneck]) -> [String: Double] {
    var short: [String: Double] = [:]
    for part in sets.flatMap(\.projects) where part.shortHours > 0 {
      short[part.project, default: 0] += part.shortHours
    }
    return short.filter { $0.value > ShortageModel.negligibleHours }
  }

  private func delayCost(of study: Study) -> Double? {
    let projects = study.compiled.plan.projects
    guard projects.contains(where: { $0.costOfDelay != nil }) else { return nil }
    let (before, after) = (base.finish, study.finish)
    return projects.reduce(0) { sum, project in
      sum + (project.delayCost(from: before[project.id], to: after[project.id]) ?? 0)
    }
  }
}

extension Project {
  /// What it costs that confirmed work ends on another day, negative where that is earlier; nil where a day
  /// or the cost of delay is not known.
  func delayCost(from old: Day?, to new: Day?) -> Double? {
    guard let costOfDelay, status.isConfirmed, let old, let new else { return nil }
    return costOfDelay * Double(new - old) / 7
  }
}

extension Study {
  /// For each project with demand the last day of its window.
  var finish: [String: Day] {
    var finish: [String: Day] = [:]
    for (project, window) in zip(compiled.demand.projects, compiled.demand.windows) {
      finish[project.id] = window?.last
    }
    return finish
  }
}

extension WhatIf.Differences {
  /// A scenario's numbers less those of the base.
  init(_ scenario: WhatIf.Metrics, less base: WhatIf.Metrics) {
    func less(_ number: KeyPath<WhatIf.Metrics, Double?>) -> Double? {
      guard let left = scenario[keyPath: number], let right = base[keyPath: number] else {
        return nil
      }
      return left - right
    }
    var finish: [String: Int] = [:]
    for (project, day) in scenario.finish {
      if let old = base.finish[project], old != day { finish[project] = day - old }
    }
    self.init(
      people: less(\.people), cost: less(\.cost), peopleWithoutPay: less(\.peopleWithoutPay),
      utilisation: less(\.utilisation),
      shortHours: scenario.shortHours.merging(base.shortHours.mapValues { -$0 }) { $0 + $1 },
      shortHoursToCome: scenario.shortHoursToCome - base.shortHoursToCome, finish: finish,
      budgetUse: less(\.budgetUse), value: less(\.value), delayCost: less(\.delayCost),
      hoursOutsideHorizon: scenario.hoursOutsideHorizon - base.hoursOutsideHorizon)
  }
}
