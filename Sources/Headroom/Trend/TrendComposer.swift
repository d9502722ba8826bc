import WorkCalendar

/// Lays snapshots side by side.
struct TrendComposer {
  private let rows: [Snapshot.Answer]
  private let now: Snapshot.Answer
  private let hasNow: Bool

  init(_ rows: [Snapshot.Answer], now: Snapshot.Answer, hasNow: Bool) {
    self.rows = rows
    self.now = now
    self.hasNow = hasNow
  }

  var answer: Trend.Answer {
    let finishes = finishes
    return Trend.Answer(
      plan: now.plan, summary: summary(finishes),
      points: rows.enumerated().map { index, row in
        Trend.Point(row, isNow: hasNow && index == rows.count - 1)
      },
      series: series, finishes: finishes)
  }

  // MARK: Numbers

  private var series: [Trend.Series] {
    let quarters = Set(rows.flatMap { $0.quarters.map(\.period) })
      .sorted()
    let initiatives = Set(rows.flatMap { $0.budgets.map(\.initiative) }).sorted()
    func whole(_ measure: Trend.Measure, _ value: (Snapshot.Answer) -> Double?) -> Trend.Series {
      Trend.Series(measure: measure, of: nil, values: rows.map(value))
    }
    let all =
      [whole(.shortHours) { $0.shortHours }]
      + quarters.map { quarter in
        Trend.Series(
          measure: .shortFTE, of: quarter.description,
          values: rows.map { $0.quarters.first { $0.period == quarter }?.shortFTE })
      } + [
        whole(.people) { $0.people }, whole(.pay) { $0.pay },
        whole(.utilisation) { $0.utilisation }, whole(.budgetUse) { $0.budgetUse },
        whole(.value) { $0.value },
      ]
      + initiatives.flatMap { id in
        func money(
          _ measure: Trend.Measure, _ value: (Snapshot.BudgetRow) -> Double?
        ) -> Trend.Series {
          Trend.Series(
            measure: measure, of: id,
            values: rows.map { $0.budgets.first { $0.initiative == id }.flatMap(value) })
        }
        return [money(.budget) { $0.amount }, money(.planned) { $0.planned }]
      }
    return all.filter { $0.values.contains { $0 != nil } }
  }

  // MARK: Dates

  private var finishes: [Trend.Finish] {
    let ids = Set(rows.flatMap { $0.projects.map(\.project) }).sorted()
    return ids.compactMap { id -> Trend.Finish? in
      let projects = rows.map { row in row.projects.first { $0.project == id } }
      let days = projects.map { $0?.finish }
      let known = days.compactMap(\.self)
      guard let first = known.first, let last = known.last, first != last,
        let latest = projects.compactMap(\.self).last
      else { return nil }
      return Trend.Finish(
        project: id, name: latest.name, owner: latest.owner, days: days, movedDays: last - first)
    }.sorted {
      let (left, right) = (abs($0.movedDays), abs($1.movedDays))
      return left == right ? $0.project < $1.project : left > right
    }
  }

  // MARK: The sentence

  private func summary(_ finishes: [Trend.Finish]) -> String {
    guard let first = rows.first, let last = rows.last, rows.count > 1 else {
      return """
        The plan is as its only snapshot has it, of \(now.plan.asOf): \(grouped(now.shortHours)) h \
        short in the quarters to come.
        """
    }
    let (old, new) = (first.shortHours, last.shortHours)
    let change =
      abs(new - old) < 1
      ? "has stayed at \(grouped(new)) h"
      : "has \(new > old ? "grown" : "fallen") from \(grouped(old)) h to \(grouped(new)) h"
    var text = "Since \(first.plan.asOf) the shortage to come \(change)"
    let later = finishes.filter { $0.movedDays > 0 }
    if let most = later.first {
      let by = PlainTime.days(most.movedDays)
      text +=
        later.count == 1
        ? "; \(most.project) ends \(by) later"
        : "; \(later.count) projects end later, the most \(most.project): by \(by)"
    } else {
      text += "; no project ends later"
    }
    return text + "."
  }
}
