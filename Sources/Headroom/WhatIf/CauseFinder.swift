import PlanCompiler
import PlanModel
import WorkCalendar

/// What changed between the plan as it is and a scenario, in words.
struct CauseFinder {
  let base: Study
  let scenario: Study
  let baseMetrics: WhatIf.Metrics
  let metrics: WhatIf.Metrics

  /// Fewer hours are not worth a word.
  static let fewestHours = 1.0

  /// Binding sets by the size of their change, then budgets, projects, dates, and what left the horizon.
  var causes: [WhatIf.Cause] {
    sets + BudgetCauses(base: base.compiled, scenario: scenario.compiled).causes + projects + dates
      + horizon
  }

  private var currency: String { base.compiled.plan.settings.currency.map { " " + $0 } ?? "" }

  // MARK: Binding sets

  private typealias Set = Bottlenecks.Bottleneck

  private var sets: [WhatIf.Cause] {
    let before = base.bottlenecks.bottlenecks.filter { $0.basis == .confirmed }
    let after = scenario.bottlenecks.bottlenecks.filter { $0.basis == .confirmed }
    let periods = Swift.Set(before.map(\.period) + after.map(\.period)).sorted()
    let causes = periods.flatMap { period in
      SkillSets.pairs(
        before.filter { $0.period == period }, after.filter { $0.period == period }
      ) { $0.skills }.compactMap { cause(from: $0.before, to: $0.after) }
    }
    func size(_ cause: WhatIf.Cause) -> Double {
      abs((cause.scenarioHours ?? 0) - (cause.baseHours ?? 0))
    }
    return causes.enumerated().sorted {
      let (left, right) = (size($0.element), size($1.element))
      return left == right ? $0.offset < $1.offset : left > right
    }.map(\.element)
  }

  private func cause(from before: Set?, to after: Set?) -> WhatIf.Cause? {
    let (old, new) = (before?.missingHours ?? 0, after?.missingHours ?? 0)
    guard abs(new - old) >= CauseFinder.fewestHours, let set = after ?? before else { return nil }
    let name = CauseFinder.name(set)
    let text: String
    let kind: WhatIf.Cause.Kind
    switch (before, after) {
    case (let before?, nil):
      kind = .relieved
      text = "\(name) in \(set.period) is short no more: it missed \(size(before))"
    case (nil, let after?):
      kind = .appeared
      text = "\(name) in \(set.period) becomes short: \(size(after)); \(competing(after))"
    case (let before?, let after?):
      kind = new < old ? .eased : .worsened
      let were = before.skills == after.skills ? "" : " (before: \(CauseFinder.name(before)))"
      text =
        "\(name)\(were) in \(set.period) misses \(size(after)) instead of \(size(before))"
        + (new > old ? "; \(competing(after))" : "")
    case (nil, nil): return nil
    }
    return WhatIf.Cause(
      kind: kind, text: text, skills: set.skills, period: set.period, project: nil,
      baseHours: old, scenarioHours: new)
  }

  /// The skills of a set; of a long one its core.
  private static func name(_ set: Set) -> String {
    guard set.skills.count > 3 else { return set.skills.joined(separator: " + ") }
    let shown = (set.core.isEmpty ? set.skills : set.core.map(\.skill)).prefix(3)
    return shown.joined(separator: " + ") + " and \(set.skills.count - shown.count) more"
  }

  private func size(_ set: Set) -> String {
    let hours = "\(grouped(set.missingHours)) h"
    guard let fte = set.missingFTE, fte >= 0.005 else { return hours }
    return "\(plain(fte, decimals: fte < 0.995 ? 2 : 1)) FTE (\(hours))"
  }

  private func competing(_ set: Set) -> String {
    let losers = set.projects.filter { $0.shortHours >= CauseFinder.fewestHours }
      .sorted { ($1.shortHours, $0.project) < ($0.shortHours, $1.project) }
    guard let first = losers.first else { return "all weeks yield a little" }
    let others = losers.count > 1 ? " and \(counted(losers.count - 1, "other", "others"))" : ""
    return "\(first.project)\(others) give\(losers.count > 1 ? "" : "s") way"
  }

  // MARK: Projects

  private var projects: [WhatIf.Cause] {
    let names = Swift.Set(baseMetrics.shortProjects.keys).union(metrics.shortProjects.keys)
    let changes = names.map { project in
      (
        project: project, before: baseMetrics.shortProjects[project] ?? 0,
        after: metrics.shortProjects[project] ?? 0
      )
    }.filter { abs($0.after - $0.before) >= CauseFinder.fewestHours }
    return changes.sorted {
      let (left, right) = ($0.after - $0.before, $1.after - $1.before)
      return left == right ? $0.project < $1.project : left > right
    }.map { change in
      let (old, new) = (grouped(change.before), grouped(change.after))
      let isWorse = change.after > change.before
      return WhatIf.Cause(
        kind: isWorse ? .givesWay : .recovers,
        text: isWorse
          ? "\(change.project) gives way: it lacks \(new) h instead of \(old) h"
          : "\(change.project) lacks \(new) h instead of \(old) h",
        skills: [], period: nil, project: change.project, baseHours: change.before,
        scenarioHours: change.after)
    }
  }

  private var dates: [WhatIf.Cause] {
    let names = Swift.Set(baseMetrics.finish.keys).union(metrics.finish.keys).sorted()
    let costs = Dictionary(
      scenario.compiled.plan.projects.map { ($0.id, $0.costOfDelay) },
      uniquingKeysWith: { first, _ in first })
    return names.compactMap { project in
      func cause(_ kind: WhatIf.Cause.Kind, _ text: String) -> WhatIf.Cause {
        WhatIf.Cause(
          kind: kind, text: text, skills: [], period: nil, project: project, baseHours: nil,
          scenarioHours: nil)
      }
      switch (baseMetrics.finish[project], metrics.finish[project]) {
      case (let old?, let new?) where old != new:
        let days = abs(new - old)
        let by = PlainTime.days(days)
        var text = "\(project) ends on \(new), \(by) \(new > old ? "later" : "earlier")"
        if let cost = costs[project] ?? nil, cost > 0 {
          let money = cost * Double(days) / 7
          text +=
            new > old
            ? "; the delay costs \(shortMoney(money))\(currency)"
            : "; that is worth \(shortMoney(money))\(currency)"
        }
        return cause(.finishMoves, text)
      case (_?, nil): return cause(.leaves, "\(project) asks for nothing any more")
      case (nil, _?): return cause(.joins, "\(project) asks for work that it did not")
      default: return nil
      }
    }
  }

  private var horizon: [WhatIf.Cause] {
    let (old, new) = (baseMetrics.hoursOutsideHorizon, metrics.hoursOutsideHorizon)
    guard abs(new - old) >= CauseFinder.fewestHours else { return [] }
    let hours = grouped(abs(new - old))
    return [
      WhatIf.Cause(
        kind: .outsideHorizon,
        text: new > old
          ? "\(hours) h of work now lie outside the horizon and are not counted"
          : "\(hours) h of work that lay outside the horizon are counted now",
        skills: [], period: nil, project: nil, baseHours: old, scenarioHours: new)
    ]
  }
}

/// Money in the words of a sentence: `1.8M`, `250k`, `900`.
public func shortMoney(_ amount: Double) -> String {
  switch amount.magnitude {
  case 999_500...: plain(amount / 1e6, decimals: amount.magnitude < 99.95e6 ? 1 : 0) + "M"
  case 9_995...: plain(amount / 1e3, decimals: 0) + "k"
  default: plain(amount, decimals: 0)
  }
}
