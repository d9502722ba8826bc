public import Headroom
public import Terminal
internal import WorkCalendar

/// The answer of `bottlenecks` as text of at most 80 columns.
///
///     print(BottlenecksText(answer, plan: "Scenarios/studio", screen: .standardOutput()).text)
///
/// First the answer in a sentence, then the heat map (a row for each skill that work asks for; of a set of
/// more skills than a sentence names one, that of its core, beside those asked for more than their
/// holders can give or short by themselves; people asked for by name only where no skill is), the bottlenecks one by one, what tentative work
/// adds, capacity, what is left out, how far the data carries it, and what to do next.
public struct BottlenecksText {
  let answer: Bottlenecks.Answer
  private let names: [String: String]
  let plan: String?
  var page: Page

  /// How many bottlenecks are told one by one.
  static let findingLimit = 10

  /// A report on `answer`; `plan` is the path that the commands at the end name, nil for none.
  public init(_ answer: Bottlenecks.Answer, plan: String? = nil, screen: Screen = Screen()) {
    self.answer = answer
    names = Dictionary(
      answer.people.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    self.plan = plan
    self.page = Page(screen)
  }

  /// The report, each line with its end.
  public var text: String {
    var report = self
    report.write()
    return report.page.text
  }

  /// What is to come, the worst first.
  var findings: [Bottlenecks.Finding] {
    answer.ranked.filter { $0.basis == answer.headlineBasis && !$0.past }
  }

  /// A skill as people call it: the name of a person who stands as `@id`.
  func label(_ skill: String) -> String {
    skill.hasPrefix("@") ? names[String(skill.dropFirst())] ?? skill : skill
  }

  /// `quarter`, as in "within the quarter".
  var grain: String { answer.periods.first?.period.grain.rawValue ?? "quarter" }

  private mutating func write() {
    page.add(answer.summary, style: .bold)
    if !answer.periods.isEmpty {
      writeHeatMap()
      writeFindings()
      writeSmall()
      writeBases()
      writeCapacity()
    }
    writeLeftOut()
    writeNext()
  }

  private mutating func writeLeftOut() {
    page.space()
    let ignored = answer.ignored
    var parts: [String] = []
    if !ignored.projectsWithoutEstimates.isEmpty {
      let count = Words.count(ignored.projectsWithoutEstimates.count, "project", "projects")
      let names = Words.list(ignored.projectsWithoutEstimates, limit: 4)
      parts.append(
        "\(count) without estimates (\(Numbers.percent(ignored.shareOfProjects)) of those that count): \(names)"
      )
    }
    if ignored.hoursOutsideHorizon > 0.5 {
      parts.append("\(Numbers.hours(ignored.hoursOutsideHorizon)) of demand outside the horizon")
    }
    if !ignored.restingProjects.isEmpty {
      let names = Words.list(ignored.restingProjects, limit: 4)
      parts.append("demand and bookings of projects that rest or have ended: \(names)")
    }
    if ignored.overBookedHours > 0.5 {
      parts.append("\(Numbers.hours(ignored.overBookedHours)) booked above what people can give")
    }
    if ignored.bookedWithoutWorkHours > 0.05 {
      parts.append(
        "\(Numbers.hours(ignored.bookedWithoutWorkHours)) booked on days on which their people do not work"
      )
    }
    page.note("Ignored", parts.isEmpty ? "nothing." : parts.joined(separator: "; ") + ".")
    let reasons = answer.trust.reasons.joined(separator: "; ")
    page.note("Trust", answer.trust.grade + (reasons.isEmpty ? "." : ": \(reasons)."))
    if answer.plan.asOfIsDayOfRun {
      page.note(
        "As of", "\(answer.plan.asOf), the day of the run, because the plan names none (as_of).")
    }
  }

  private mutating func writeNext() {
    guard let plan else { return }
    page.heading("Next")
    if let worst = findings.first, worst.period.grain != .week {
      page.command(
        "bottlenecks", plan, "--quarter \(worst.period) --by week",
        for: "Which weeks of \(worst.period) are short")
    }
    page.command(
      "load", plan, "--only over,bench", for: "Who is booked too much, and who is free")
    if answer.trust.grade != "A" {
      page.command("check", plan, "", for: "What would make the data better")
    }
  }
}
