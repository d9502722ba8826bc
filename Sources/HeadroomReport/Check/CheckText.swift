public import Headroom
internal import PlanModel
public import Terminal
internal import WorkCalendar

/// The answer of `check` as text of at most 80 columns: what the plan holds, and the warnings by file.
public struct CheckText {
  private let answer: Check.Answer
  private let plan: String?
  private var page: Page

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
    var place: String?
    for warning in answer.warnings {
      let file = warning.file ?? "The whole plan"
      if file != place {
        page.heading(file)
        place = file
      }
      write(warning)
    }
    if let plan {
      page.heading("Next")
      page.command("bottlenecks", plan, "", for: "Where the plan breaks")
    }
  }

  private mutating func write(_ warning: Diagnostic) {
    var label = warning.line.map { "line\u{A0}\($0)" } ?? ""
    if let field = warning.field { label += (label.isEmpty ? "" : ", ") + field }
    page.add(
      (label.isEmpty ? "" : label + ": ") + "\(warning.message) [\(warning.id)]", indent: "- ",
      hanging: "  ")
    if let expected = warning.expected {
      page.add("expected: \(expected)", indent: "    ", hanging: "    ")
    }
    if let suggestion = warning.suggestion {
      page.add("do: \(suggestion)", indent: "    ", hanging: "    ")
    }
  }
}
