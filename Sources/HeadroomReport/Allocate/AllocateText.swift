public import Headroom
public import Terminal
internal import WorkCalendar

/// The answer of `allocate` as text of at most 80 columns.
///
/// First the answer in a sentence, then what each project gets, why some yield, what one more person
/// and the budgets are worth, who works on what and what that changes, and what proves it.
public struct AllocateText {
  let answer: Allocate.Answer
  let plan: String?
  var page: Page

  static let rowLimit = 20
  static let reasonLimit = 10
  private static let barWidth = 10

  /// A report on `answer`; `plan` is the path that the commands at the end name, nil for none.
  public init(_ answer: Allocate.Answer, plan: String? = nil, screen: Screen = Screen()) {
    self.answer = answer
    self.plan = plan
    self.page = Page(screen)
  }

  /// The report, each line with its end.
  public var text: String {
    var report = self
    report.page.add(answer.summary, style: .bold)
    report.writeProjects()
    report.writeReasons()
    report.writePrices()
    report.writeBudgets()
    report.writeStaff()
    report.writeMoves()
    report.writePicture()
    report.writeMeasures()
    report.writeProof()
    report.writeNext()
    return report.page.text
  }

  /// Projects that lack half an hour or more, those that lose most first.
  private var short: [Allocate.ProjectRow] { answer.projects.filter { $0.shortHours >= 0.5 } }

  private mutating func writeProjects() {
    guard !answer.projects.isEmpty else { return }
    let short = short
    let whole = answer.projects.filter { $0.shortHours < 0.5 }
    if !short.isEmpty {
      page.heading("Projects that go short, by what they lose\(currencyNote)")
      var table = TextTable([
        .init("project", limit: 16), .init("asks", .right), .init("served"),
        .init("", .right, gap: 1),
        .init("short", .right), .init("an hour", .right), .init("loses", .right),
        .init("from"),
      ])
      for row in short.prefix(Self.rowLimit) { table.add(cells(of: row)) }
      page.add(table)
      if short.count > Self.rowLimit {
        page.add(
          "\(Words.count(short.count - Self.rowLimit, "more project", "more projects")); --csv or --json shows all.",
          indent: "  ")
      }
    }
    if !whole.isEmpty {
      page.space()
      let hours = Numbers.hours(whole.reduce(0) { $0 + $1.demandHours })
      page.add(
        "Served in full: \(Words.count(whole.count, "project", "projects")) with \(hours): "
          + "\(Words.list(whole.map(\.project).sorted(), limit: 8)).", hanging: "  ")
    }
  }

  private var currencyNote: String { answer.plan.currency.map { " (\($0))" } ?? "" }

  private func cells(of row: Allocate.ProjectRow) -> [TextTable.Cell] {
    let share = row.demandHours > 0 ? row.servedHours / row.demandHours : 1
    // A full bar is for what is served in full.
    let filled = min(Self.barWidth - 1, Int((share * Double(Self.barWidth)).rounded()))
    let bar =
      String(repeating: "█", count: filled)
      + String(repeating: "░", count: max(0, Self.barWidth - filled))
    return [
      .init(row.project), .init(Numbers.hours(row.demandHours)), .init(bar),
      .init(Numbers.partialPercent(share)), .init(Numbers.hours(row.shortHours), style: .red),
      .init(Numbers.fixed(row.hourPrice)), .init(Numbers.fixed(row.loss)),
      .init(row.firstShortWeek?.description ?? ""),
    ]
  }

  private mutating func writeReasons() {
    let told = short.filter { $0.reason != nil }
    guard !told.isEmpty else { return }
    page.heading("Why they yield")
    for row in told.prefix(Self.reasonLimit) {
      let skill = row.shortSkill.map { " (\($0))" } ?? ""
      page.add("\(row.project)\(skill): \(row.reason ?? "")", indent: "- ", hanging: "  ")
    }
    if told.count > Self.reasonLimit {
      page.add(
        "and \(told.count - Self.reasonLimit) more; --csv or --json shows all.", indent: "  ")
    }
  }

  private mutating func writeProof() {
    page.space()
    let gap = answer.certificate.relativeGap
    let model = answer.model
    let way =
      switch model.method {
      case "nested-flows": "nested maximum flows"
      case "simplex": "the simplex method"
      case "decomposition": "decomposition into weeks"
      default: "an interior-point method"
      }
    let found =
      model.isProven
      ? "optimal by \(way), within \(scientific(gap)) of"
      : "the best that \(way) found\(model.isInterrupted ? " by then" : ", not proven to the usual 1e-8"): \(distance), of"
    page.note(
      model.isProven ? "Proof" : model.isInterrupted ? "Interrupted" : "Not proven",
      """
      \(found) \(Numbers.fixed(answer.objective.total))\
      \(answer.plan.currency.map { " \($0)" } ?? "") (\(Numbers.fixed(Double(model.supplies))) \
      classes of people, \(Numbers.fixed(Double(model.demands))) lines of demand, \
      \(Numbers.fixed(Double(model.cells))) weeks and parts of weeks). Checked against the plan: \
      \(Words.count(answer.check.rows, "row", "rows")), no limit exceeded.
      """)
    if answer.objective.friction > 0.5 {
      page.note(
        "Moves",
        "work that leaves its soft bookings costs \(Numbers.fixed(answer.objective.friction)).")
    }
  }

  /// How far from the optimum an allocation may be that is not proven to be one.
  private var distance: String {
    let certificate = answer.certificate
    // Prices that break the rules of the dual prove nothing.
    guard certificate.dualResidual <= 1e-6 else { return "too early to say how good it is" }
    let gap = abs(certificate.relativeGap)
    return "at most \(gap < 0.01 ? scientific(gap) : Numbers.percent(gap)) dearer than need be"
  }

  /// `4e-10`, or `0`.
  private func scientific(_ value: Double) -> String {
    guard value.isFinite, abs(value) > 1e-16 else { return "0" }
    var exponent = 0
    var mantissa = abs(value)
    while mantissa < 0.95 {
      mantissa *= 10
      exponent -= 1
    }
    return "\(Numbers.fixed(mantissa))e\(exponent)"
  }

  private mutating func writeNext() {
    guard let plan else { return }
    page.heading("Next")
    page.command("bottlenecks", plan, "", for: "Which skills are short, and when")
    if answer.pricesAreLeftOut {
      page.command(
        "allocate", plan, "--prices binding",
        for: "What one more person is worth (budgets bind: it takes longer)")
    } else if answer.prices.isEmpty || answer.projects.contains(where: { $0.shortHours >= 0.5 }) {
      page.command("allocate", plan, "--prices all --json", for: "Every price and assignment")
    }
  }
}
