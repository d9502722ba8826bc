public import Headroom
internal import PlanModel
public import Terminal
internal import WorkCalendar

/// The answer of `check` as text of at most 80 columns: what the plan holds, and the warnings by kind.
public struct CheckText {
  private let answer: Check.Answer
  private let plan: String?
  var page: Page

  /// A report on `answer`; `plan` is the path that the commands at the end name, nil for none.
  public init(_ answer: Check.Answer, plan: String? = nil, screen: Screen = Screen()) {
    self.answer = answer
    self.plan = plan
    self.page = Page(screen)
  }

  /// The report, each line with its end.
  public var text: String {
    var report = self
    report.write()
    return report.page.text
  }

  private mutating func write() {
    page.add(answer.summary, style: .bold)
    let counts = answer.counts
    let held = [
      Words.count(counts.people, "person", "people"),
      Words.count(counts.skills, "skill", "skills"),
      Words.count(counts.projects, "project", "projects"),
      Words.count(counts.demandRows, "row of demand", "rows of demand"),
      Words.count(counts.assignments, "booking", "bookings"),
    ]
    let horizon =
      counts.horizon.map { "; planned from \($0.first) to \($0.last)" } ?? "; nothing is planned"
    page.space()
    page.note("The plan holds", Words.list(held, limit: 8) + horizon + ".")
    if let governance = answer.governance { write(governance) }
    for kind in answer.kinds { write(kind) }
    if let plan {
      page.heading("Next")
      if let changes = answer.governance?.repair?.changes, !changes.isEmpty {
        let text = changes.map(\.change).joined(separator: "; ")
        page.command(
          "whatif", plan, "--inline \(Words.quoted(text))", for: "What the repair does to the plan")
      }
      page.command("bottlenecks", plan, "", for: "Where the plan breaks")
    }
  }

  /// So many findings of a kind are told one by one; the others are counted.
  static let most = 8

  /// A heading, the findings, and once for all what to do where it is the same for all.
  private mutating func write(_ kind: Check.Kind) {
    let warnings = answer.warnings.filter { $0.id == kind.id }
    page.heading("\(kind.title) (\(Numbers.fixed(Double(kind.count)))) [\(kind.id)]")
    let isSame = Set(warnings.map(\.suggestion)).count == 1
    let shown = warnings.count > CheckText.most + 1 ? CheckText.most : warnings.count
    for warning in warnings.prefix(shown) {
      page.add("\(warning.message) \(CheckText.place(warning))", indent: "- ", hanging: "  ")
      if !isSame, let suggestion = warning.suggestion {
        page.add("do: \(suggestion)", indent: "    ", hanging: "    ")
      }
    }
    if shown < warnings.count {
      page.add(
        "and \(Numbers.fixed(Double(warnings.count - shown))) more; --csv lists all", indent: "- ")
    }
    if isSame, let suggestion = warnings.first?.suggestion {
      page.add("do: \(suggestion)", indent: "  ", hanging: "  ")
    }
  }

  /// `(projects.csv:4)`, in plan.yaml the key.
  private static func place(_ warning: Diagnostic) -> String {
    guard let file = warning.file else { return "" }
    if let line = warning.line { return "(\(file):\(line))" }
    return warning.field.map { "(\(file), \($0))" } ?? "(\(file))"
  }
}
