public import Headroom
internal import WorkCalendar

/// The answer of `whatif` as a table: a row for each number of each scenario, the base's beside it.
public struct WhatIfCSV {
  private let answer: WhatIf.Answer

  /// A table of `answer`.
  public init(_ answer: WhatIf.Answer) { self.answer = answer }

  /// Header and rows; `key` is a quarter or a project where the metric has one.
  public var text: String {
    var csv = CSVText(["scenario", "metric", "key", "base", "value", "difference"])
    for scenario in answer.scenarios {
      let (base, own) = (answer.base.metrics, scenario.metrics)
      func add(_ metric: String, key: String = "", _ old: Double?, _ new: Double?) {
        let difference = old.flatMap { old in new.map { $0 - old } }
        csv.add([
          scenario.name, metric, key, old.map(Numbers.exact) ?? "", new.map(Numbers.exact) ?? "",
          difference.map(Numbers.exact) ?? "",
        ])
      }
      add("people", base.people, own.people)
      add("cost", base.cost, own.cost)
      add("people_without_pay", base.peopleWithoutPay, own.peopleWithoutPay)
      add("utilisation", base.utilisation, own.utilisation)
      add("budget_use", base.budgetUse, own.budgetUse)
      add("value", base.value, own.value)
      add("delay_cost", base.delayCost, own.delayCost)
      add("hours_outside_horizon", base.hoursOutsideHorizon, own.hoursOutsideHorizon)
      add("short_hours_to_come", base.shortHoursToCome, own.shortHoursToCome)
      for quarter in answer.periods.map(\.period.description) {
        add("short_hours", key: quarter, base.shortHours[quarter], own.shortHours[quarter])
      }
      let short = Set(base.shortProjects.keys).union(own.shortProjects.keys).sorted()
      for project in short {
        add(
          "short_hours_of_project", key: project, base.shortProjects[project] ?? 0,
          own.shortProjects[project] ?? 0)
      }
      for project in Set(base.finish.keys).union(own.finish.keys).sorted() {
        let (old, new) = (base.finish[project], own.finish[project])
        csv.add([
          scenario.name, "finish", project, old?.description ?? "", new?.description ?? "",
          old.flatMap { old in new.map { String($0 - old) } } ?? "",
        ])
      }
    }
    return csv.text
  }
}
