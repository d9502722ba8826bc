public import Headroom
internal import PlanModel
public import Terminal

/// The answer of `explain` as text of at most 80 columns.
public struct ExplainText {
  private let answer: Explain.Answer
  private let screen: Screen

  /// A report on `answer`.
  public init(_ answer: Explain.Answer, screen: Screen = Screen()) {
    self.answer = answer
    self.screen = screen
  }

  /// The report, each line with its end. Lines of a finding are indented, and wrapped like all others.
  public var text: String {
    var page = Page(screen)
    page.add(answer.summary.printable)
    if let example = answer.example {
      page.heading("In the plan")
      for line in example.split(separator: "\n") {
        page.add(String(line).printable, indent: "  ", hanging: "  ")
      }
    } else if let plan = answer.plan, answer.kind != .rule {
      page.space()
      page.add("The plan\(plan.name.map { " " + $0.printable } ?? "") has no example of it.")
    }
    return page.text
  }
}
