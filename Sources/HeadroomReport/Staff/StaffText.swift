public import Headroom
public import Terminal
internal import WorkCalendar

/// The answer of `staff` as text of at most 80 columns: the hire list, and what remains without each.
public struct StaffText {
  private let answer: Staff.Answer
  private let plan: String?
  private var page: Page

  /// A report on `answer`; `plan` is the path that the commands at the end name, nil for none.
  public init(_ answer: Staff.Answer, plan: String? = nil, screen: Screen = Screen()) {
    self.answer = answer
    self.plan = plan
    page = Page(screen)
  }

  /// The report, each line with its end.
  public var text: String {
    var report = self
    report.page.add(answer.summary, style: .bold)
    report.writeQuarters()
    report.writePackages()
    report.writeSteps()
    if let plan, !answer.packages.isEmpty {
      report.page.heading("Next")
      report.page.command(
        "staff", plan, "--scenario hires.yaml", for: "The packages as a scenario for whatif")
    }
    return report.page.text
  }

  private mutating func writeQuarters() {
    guard !answer.quarters.isEmpty else { return }
    page.heading("Shortage of confirmed work, in hours")
    var table = TextTable([
      .init("quarter"), .init("by week", .right), .init("structural", .right),
      .init("with the packages", .right),
    ])
    for row in answer.quarters {
      table.add([
        .init(row.period.description), .init(Numbers.fixed(row.shortHours)),
        .init(Numbers.fixed(row.structuralHours), style: row.structuralHours >= 1 ? .red : nil),
        .init(Numbers.fixed(row.remainingHours)),
      ])
    }
    page.add(table)
  }

  private mutating func writePackages() {
    guard !answer.packages.isEmpty else { return }
    let money = answer.plan.currency.map { " (\($0))" } ?? ""
    page.heading("Hire list, by the day of the decision\(money)")
    for row in answer.packages {
      let cost = row.cost.map { Numbers.fixed($0) } ?? "cost not known"
      let passed = row.decideByPassed ? ", which has passed" : ""
      page.add(
        "\(what(row)): \(cost); decide by \(row.decideBy)\(passed). Without it "
          + "\(Numbers.hours(row.remainingWithoutHours)) stay short.", indent: "- ", hanging: "  ")
    }
    page.add(proof)
    writeLimits()
  }

  /// Whom the search has left out, and by which order the others were taken.
  private mutating func writeLimits() {
    let orders: [(kind: Staff.PackageKind, who: String, order: String)] = [
      (.train, "could learn", "closest to the level, then by id"),
      (.overtime, "could work longer", "cheapest by the hour, then by id"),
    ]
    for (kind, who, order) in orders {
      let limits = answer.limits.filter { $0.kind == kind }.sorted { $0.able > $1.able }
      guard let first = limits.first else { continue }
      let places = limits.map {
        "\($0.skill ?? $0.period.map { "\($0)" } ?? "") (\(Numbers.fixed(Double($0.able))))"
      }
      page.add(
        "Of those who \(who) only the first \(first.considered) were looked at, \(order), where there are "
          + "more: \(Words.list(places, limit: 4)).", indent: "- ", hanging: "  ")
    }
  }

  private var proof: String {
    let considered = Words.count(answer.candidateCount, "thing", "things") + " to buy"
    if answer.isProven { return "Proven: of \(considered), no other set closes as much for less." }
    if answer.relativeGap > 0 {
      return "Of \(considered), no set that closes as much costs less by more than "
        + "\(Numbers.fixed(answer.relativeGap * 100, decimals: 1))\u{A0}%."
    }
    return "Of \(considered), no set that closes as much costs less; none leaves less than "
      + "\(Numbers.hours(answer.leastRemainingHours))."
  }

  private func what(_ row: Staff.Package) -> String {
    let days = row.to.map { "\(row.from) to \($0)" } ?? "from \(row.from)"
    switch row.kind {
    case .hire:
      return "hire \(Words.count(Int(row.count), "person", "people")) for \(row.skill) \(days)"
    case .contract:
      let fte = Numbers.fixed(row.count, decimals: row.count.rounded() == row.count ? 0 : 1)
      return "contract \(fte) of \(row.pool ?? "") for \(row.skill), \(days)"
    case .train: return "train \(row.person ?? "") in \(row.skill), ready on \(row.from)"
    case .overtime: return "overtime of \(row.person ?? "") for \(row.skill), \(days)"
    }
  }

  private mutating func writeSteps() {
    let steps = answer.steps.filter { $0.hours >= 0.5 }
    guard !steps.isEmpty else { return }
    page.heading("In this order")
    for row in steps {
      page.add(
        "\(row.step.rawValue): \(row.text) (up to \(Numbers.hours(row.hours)))", indent: "- ",
        hanging: "  ")
    }
  }
}
