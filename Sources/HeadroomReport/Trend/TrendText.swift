public import Headroom
public import Terminal
internal import WorkCalendar

/// The answer of `trend` as text of at most 80 columns: a row of bars for each number, then the dates that
/// have moved.
public struct TrendText {
  private let answer: Trend.Answer
  private let plan: String?
  private var page: Page

  /// So many points have a bar; earlier ones are left out, but for the first.
  private static let mostPoints = 16
  /// So many projects are told; the others are counted.
  private static let mostProjects = 15
  private static let nameLimit = 26

  /// A report on `answer`; `plan` is the path that the commands at the end name, nil for none.
  public init(_ answer: Trend.Answer, plan: String? = nil, screen: Screen = Screen()) {
    self.answer = answer
    self.plan = plan
    self.page = Page(screen)
  }

  /// The report, each line with its end.
  public var text: String {
    var report = self
    report.page.add(answer.summary, style: .bold)
    report.writeNumbers()
    report.writeDates()
    report.writePoints()
    report.writeNext()
    return report.page.text
  }

  private var isPlanLast: Bool { answer.points.last?.isNow ?? false }

  /// What stands above the last values.
  private var lastName: String {
    isPlanLast ? "now" : answer.points.last?.asOf.description ?? ""
  }

  // MARK: Numbers

  private mutating func writeNumbers() {
    page.space()
    var table = TextTable([
      .init("", limit: Self.nameLimit), .init("", limit: Self.mostPoints),
      .init(answer.points.first?.asOf.description ?? "", .right),
      .init(lastName, .right, least: 10), .init("change", .right),
    ])
    for series in answer.series where !isStillBudget(series) {
      let known = series.values.compactMap(\.self)
      guard let first = known.first, let last = known.last else { continue }
      let isWhole = series.values.first != .some(nil) && series.values.last != .some(nil)
      table.add([
        .init(name(of: series)), .init(bars(series.values)),
        .init(series.values.first.flatMap(\.self).map { number($0, series.measure) } ?? "-"),
        .init(series.values.last.flatMap(\.self).map { number($0, series.measure) } ?? "-"),
        .init(
          isWhole ? change(last - first, series.measure) : "",
          style: style(of: last - first, series.measure)),
      ])
    }
    page.add(table)
    let still = answer.series.count { $0.measure == .budget && isStillBudget($0) }
    if still > 0 {
      page.add(
        "unchanged: \(Words.count(still, "initiative's budget", "initiatives' budgets")); "
          + "--csv lists all")
    }
  }

  /// Whether it is money of an initiative that has not moved: a plan may have very many.
  private func isStillBudget(_ series: Trend.Series) -> Bool {
    guard series.measure == .budget || series.measure == .planned else { return false }
    return answer.series.allSatisfy {
      $0.of != series.of || ![.budget, .planned].contains($0.measure) || Set($0.values).count == 1
    }
  }

  private func bars(_ values: [Double?]) -> String {
    sparkline(values.suffix(Self.mostPoints).map { $0 ?? .nan })
  }

  private func name(of series: Trend.Series) -> String {
    let of = series.of ?? ""
    return switch series.measure {
    case .shortHours: "short hours to come"
    case .shortFTE: "short FTE \(of)"
    case .people: "people, on average"
    case .pay: "pay" + currency
    case .utilisation: "utilisation"
    case .budgetUse: "share of budgets used"
    case .value: "value" + currency
    case .budget: "budget \(of)"
    case .planned: "  its work costs"
    }
  }

  private var currency: String { answer.plan.currency.map { ", " + $0 } ?? "" }

  private func number(_ value: Double, _ measure: Trend.Measure) -> String {
    switch measure {
    case .shortHours, .pay, .value, .budget, .planned: Numbers.fixed(value)
    case .shortFTE: Numbers.fixed(value, decimals: 2)
    case .people: Numbers.fixed(value, decimals: 1)
    case .utilisation, .budgetUse: Numbers.percent(value)
    }
  }

  private func change(_ value: Double, _ measure: Trend.Measure) -> String {
    let text = number(value, measure)
    return value > 0 && text != number(0, measure) ? "+" + text : text
  }

  /// More shortage is bad, less is good; of other numbers the team judges.
  private func style(of change: Double, _ measure: Trend.Measure) -> Style? {
    guard measure == .shortHours || measure == .shortFTE, change != 0 else { return nil }
    return change > 0 ? .red : .good
  }

  // MARK: Dates

  private mutating func writeDates() {
    guard !answer.finishes.isEmpty else { return }
    page.heading("Finish dates that have moved")
    var table = TextTable([
      .init("project", limit: Self.nameLimit), .init("owner", limit: 14),
      .init("first", least: 10), .init(lastName, least: 10), .init("moved", .right),
    ])
    for row in answer.finishes.prefix(Self.mostProjects) {
      let days = row.days.compactMap(\.self)
      table.add([
        .init(row.name.map { "\(row.project) (\($0))" } ?? row.project), .init(row.owner ?? "-"),
        .init(days.first?.description ?? "-"),
        .init(row.days.last.flatMap(\.self)?.description ?? "gone"),
        .init(
          PlainTime.days(row.movedDays) + (row.movedDays > 0 ? " later" : " earlier"),
          style: row.movedDays > 0 ? .red : .good),
      ])
    }
    page.add(table)
    let rest = answer.finishes.count - Self.mostProjects
    if rest > 0 { page.add("and \(Words.count(rest, "more", "more")); --csv lists all") }
  }

  private mutating func writePoints() {
    page.space()
    let shown = answer.points.suffix(Self.mostPoints).map { point in
      point.isNow
        ? "the plan as it is" : point.asOf.description + (point.label.map { " (\($0))" } ?? "")
    }
    page.note("Snapshots", Words.list(Array(shown), limit: Self.mostPoints) + ".")
  }

  private mutating func writeNext() {
    guard let plan else { return }
    page.heading("Next")
    page.command("status", plan, "--since last", for: "What has changed since the last snapshot")
    if isPlanLast { page.command("snapshot", plan, "", for: "To keep the plan as it is") }
  }
}
