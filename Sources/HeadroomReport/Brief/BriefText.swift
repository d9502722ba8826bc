public import Headroom
public import Terminal
internal import PlanModel
internal import WorkCalendar

/// The answer of `brief` as a page of at most 80 columns: what, who, when, how much, and what is missing.
public struct BriefText {
  private let answer: Brief.Answer
  private var page: Page

  /// A page of `answer`.
  public init(_ answer: Brief.Answer, screen: Screen = Screen()) {
    self.answer = answer
    page = Page(screen)
  }

  /// The page, each line with its end.
  public var text: String {
    var report = self
    report.page.add(answer.summary, style: .bold)
    report.writeFacts()
    report.writeLists()
    report.writeRoles()
    report.writeMissing()
    return report.page.text
  }

  private var currency: String { answer.plan.currency.map { " " + $0 } ?? "" }

  private mutating func writeFacts() {
    page.space()
    func money(_ value: Double?, _ unit: String = "") -> String? {
      value.map { Numbers.fixed($0) + currency + unit }
    }
    let facts: [(String, String?)] = [
      ("goal", answer.goal), ("initiative", answer.initiative),
      (
        "status",
        answer.status.rawValue + (answer.gate.map { ", gate \($0)" } ?? "")
      ),
      ("owner", answer.owner), ("manager", answer.manager), ("sponsor", answer.sponsor),
      ("budget owner", answer.budgetOwner), ("start", answer.start.map { "\($0)" }),
      ("finish", answer.finish.map { "\($0)" }), ("deadline", answer.deadline.map { "\($0)" }),
      ("value", money(answer.value)), ("cost of delay", money(answer.costOfDelay, " a week")),
      ("budget", money(answer.budget)), ("cost of people", money(answer.cost)),
    ]
    let width = 16
    for (label, value) in facts {
      guard let value else { continue }
      let padding = String(repeating: " ", count: width - label.count)
      page.add(
        value, indent: label + padding, hanging: String(repeating: " ", count: width))
    }
  }

  private mutating func writeLists() {
    write("Deliverables", answer.deliverables)
    write(
      "Milestones", answer.milestones.map { "\($0.date.map { "\($0)" } ?? "no date") \($0.name)" })
    write(
      "KPIs",
      answer.kpis.map { row in
        let unit = row.unit.map { " \($0)" } ?? ""
        let value = row.value.map { "\(Numbers.exact($0))" } ?? "?"
        let target = row.target.map { "\(Numbers.exact($0))" } ?? "?"
        return "\(row.name): \(value) → \(target)\(unit)"
      })
    write(
      "Risks",
      answer.risks.map { row in
        [row.name, row.response, row.owner].compactMap(\.self).joined(separator: "; ")
      })
    write(
      "Before it",
      answer.predecessors.map { row in
        "\(row.id) (\(row.kind.rawValue))" + (row.finish.map { ", ends on \($0)" } ?? "")
      })
  }

  private mutating func write(_ heading: String, _ items: [String]) {
    guard !items.isEmpty else { return }
    page.heading(heading)
    for item in items { page.add(item, indent: "- ", hanging: "  ") }
  }

  private mutating func writeRoles() {
    guard !answer.roles.isEmpty else { return }
    page.heading("Who is needed, \(Numbers.hours(answer.hours)) in all")
    var table = TextTable([
      .init("skill", limit: 30), .init("level", .right), .init("hours", .right),
    ])
    for row in answer.roles {
      table.add([
        .init(row.skill), .init(row.level > 0 ? "\(row.level)" : ""),
        .init(Numbers.hours(row.hours)),
      ])
    }
    page.add(table)
    if !answer.people.isEmpty { page.note("Booked", Words.list(answer.people)) }
  }

  private mutating func writeMissing() {
    page.heading("Missing before it starts")
    guard !answer.missing.isEmpty else {
      page.add("Nothing.")
      return
    }
    for row in answer.missing { page.add(row.text, indent: "[ ] ", hanging: "    ") }
  }
}
