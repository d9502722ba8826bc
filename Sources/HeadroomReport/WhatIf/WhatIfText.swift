public import Headroom
public import Terminal
internal import WorkCalendar

/// The answer of `whatif` as text of at most 80 columns.
///
/// First the answer in a sentence, then the shortage by quarter and what each scenario takes, a row for
/// each, then what changed and why.
public struct WhatIfText {
  let answer: WhatIf.Answer
  private let plan: String?
  var page: Page

  /// How many causes of a scenario are told.
  private static let causeLimit = 6
  /// How many scenarios are told one by one; the tables have all.
  private static let scenarioLimit = 20
  static let nameLimit = 32

  /// A report on `answer`; `plan` is the path that the commands at the end name, nil for none.
  public init(_ answer: WhatIf.Answer, plan: String? = nil, screen: Screen = Screen()) {
    self.answer = answer
    self.plan = plan
    self.page = Page(screen)
  }

  /// The report, each line with its end.
  public var text: String {
    var report = self
    report.page.add(answer.summary, style: .bold)
    report.writeInterruption()
    report.writeCurve()
    report.writeFrontier()
    // Of a sweep alone the curve has all.
    if report.answer.curve == nil || report.rows.count > 1 {
      report.writeShortage()
      report.writeNeeds()
    }
    report.writeCauses()
    report.writeNext()
    return report.page.text
  }

  private mutating func writeInterruption() {
    guard !answer.leftOut.isEmpty else { return }
    page.note(
      "Interrupted",
      "\(Words.count(answer.scenarios.count, "scenario was", "scenarios were")) computed; not "
        + "\(Words.list(answer.leftOut)).")
  }

  /// A row of the tables.
  struct Row {
    var name: String
    var metrics: WhatIf.Metrics
    var differences: WhatIf.Differences?
    var isDominated = false
  }

  /// The scenarios that are no steps of a sweep.
  var named: ArraySlice<WhatIf.Outcome> {
    answer.scenarios.dropLast(answer.curve?.points.count ?? 0)
  }

  /// Those told one by one: the scenarios, and the step at the knee.
  private var told: [WhatIf.Outcome] {
    let knee = answer.curve.flatMap { curve in
      curve.points.firstIndex { $0.value == curve.knee }
        .map { answer.scenarios[named.count + $0] }
    }
    return named.prefix(Self.scenarioLimit) + [knee].compactMap(\.self)
  }

  /// The base, then the scenarios.
  var rows: [Row] {
    [Row(name: answer.base.name, metrics: answer.base.metrics)]
      + named.map {
        Row(
          name: $0.name, metrics: $0.metrics, differences: $0.differences,
          isDominated: !$0.dominatedBy.isEmpty)
      }
  }

  // MARK: What changed

  private mutating func writeCauses() {
    for (number, scenario) in told.enumerated() {
      if number == 0 { page.heading("What changes, and why") } else { page.space() }
      let title = scenario.title.map { ": \($0)" } ?? ""
      page.add("\(scenario.name)\(title)", style: .bold)
      if !scenario.dominatedBy.isEmpty {
        page.add(
          "Dominated by \(Words.list(scenario.dominatedBy.map { $0 == answer.base.name ? "the plan as it is" : $0 }, limit: 3)).",
          indent: "  ", hanging: "  ")
      }
      for cause in scenario.causes.prefix(Self.causeLimit) {
        page.add("\(cause.text).", indent: "  - ", hanging: "    ")
      }
      let rest = scenario.causes.count - Self.causeLimit
      if rest > 0 {
        page.add(
          "and \(Words.count(rest, "more change", "more changes")); --json shows all.",
          indent: "    ",
          hanging: "    ")
      }
      if scenario.causes.isEmpty {
        page.add("No shortage and no finish changes.", indent: "  ", hanging: "  ")
      }
      writeStakes(of: scenario)
    }
    let rest = named.count - Self.scenarioLimit
    if rest > 0 {
      page.space()
      page.add(
        "\(Words.count(rest, "more scenario", "more scenarios")); name fewer, or --csv or --json shows them."
      )
    }
  }

  private mutating func writeNext() {
    guard let plan else { return }
    page.heading("Next")
    page.command("bottlenecks", plan, "", for: "Where the plan as it is breaks")
    if answer.plan.asOfIsDayOfRun {
      page.note(
        "As of", "\(answer.plan.asOf), the day of the run, because the plan names none (as_of).")
    }
  }
}
