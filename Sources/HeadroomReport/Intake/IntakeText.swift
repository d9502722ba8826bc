public import Headroom
public import Terminal
internal import WorkCalendar

/// The answer of `intake` as text of at most 80 columns: when new work fits, what it lacks before, whom
/// it displaces, how to make it fit, and who could do it.
public struct IntakeText {
  private let answer: Intake.Answer
  private let plan: String?
  private let pitch: String?
  private var page: Page

  private static let rowLimit = 8
  /// Hours below this round to nothing.
  private static let leastShown = 0.05

  /// A report on `answer`; `plan` and `pitch` are the paths that the commands at the end name, nil for
  /// none.
  public init(
    _ answer: Intake.Answer, plan: String? = nil, pitch: String? = nil, screen: Screen = Screen()
  ) {
    self.answer = answer
    self.plan = plan
    self.pitch = pitch
    page = Page(screen)
  }

  /// The report, each line with its end.
  public var text: String {
    var report = self
    report.page.add(answer.summary, style: .bold)
    report.writeStarts()
    report.writeDisplaced()
    report.writeWays()
    report.writeRoles()
    report.writeMissing()
    return report.page.text
  }

  private var currency: String { answer.plan.currency.map { " " + $0 } ?? "" }

  // MARK: When

  private mutating func writeStarts() {
    guard !answer.asked.fits else { return }
    page.heading("What each start adds to the shortage")
    let most = answer.starts.map(\.addedShortHours).max() ?? 0
    var table = TextTable([
      .init("start"), .init("finish"), .init("adds", .right), .init(""),
    ])
    // A month of weeks to a row is enough to see where the room is; the first that fits always shows.
    let step = max(1, (answer.starts.count + Self.pictureRows - 1) / Self.pictureRows)
    for (index, row) in answer.starts.enumerated()
    where index % step == 0 || row.start == answer.earliest?.start {
      let length = most > 0 ? Int((row.addedShortHours / most * 30).rounded()) : 0
      table.add([
        .init("\(row.start)"), .init("\(row.finish)"),
        .init(Numbers.hours(row.fits ? 0 : row.addedShortHours)),
        .init(
          row.fits ? "fits" : String(repeating: "█", count: max(1, length)),
          style: row.fits ? nil : .red),
      ])
    }
    page.add(table)
    if step > 1 {
      page.add(
        "Every \(Words.ordinal(step)) week and the first that fits; --csv shows all.", indent: "  ")
    }
  }

  private static let pictureRows = 14

  // MARK: If it must start as asked

  private mutating func writeDisplaced() {
    guard !answer.asked.fits else { return }
    page.heading("If it must start on \(answer.asked.start)")
    if !answer.lacking.isEmpty {
      let skills = answer.lacking.map { "\($0.skill) \(Numbers.hours($0.hours))" }
      page.add("Behind all confirmed work it lacks \(Words.list(skills)).")
    }
    guard !answer.displaced.isEmpty else {
      page.add("Even before all confirmed work it takes nothing from it.")
      return
    }
    page.add(
      "Before all confirmed work it takes from others, at a price of \(Numbers.fixed(answer.displacedCost))\(currency):"
    )
    var table = TextTable([
      .init("project", limit: 24), .init("loses", .right), .init("an hour", .right),
      .init("price", .right),
    ])
    for row in answer.displaced.prefix(Self.rowLimit) {
      table.add([
        .init(row.project), .init(Numbers.hours(row.hours)), .init(Numbers.fixed(row.hourPrice)),
        .init(Numbers.fixed(row.cost)),
      ])
    }
    page.add(table)
    let rest = answer.displaced.count - Self.rowLimit
    if rest > 0 {
      page.add("and \(Words.count(rest, "other", "others")); --json shows all.", indent: "  ")
    }
  }

  private mutating func writeWays() {
    guard !answer.asked.fits else { return }
    page.heading("The cheapest ways to make it fit")
    guard !answer.ways.isEmpty else {
      page.add(
        "None was found: not a later start, a smaller scope, more people, or other projects that wait or go."
      )
      return
    }
    if !answer.displaced.isEmpty {
      page.add(
        "What it takes from others above is worth \(Numbers.fixed(answer.displacedCost))\(currency). "
          + "These ways take nothing from them, but what they name:")
    }
    for (number, way) in answer.ways.enumerated() {
      let cost = way.cost.map { "\(Numbers.fixed($0))\(currency)" } ?? "cost not known"
      page.add(
        "\(cost) (\(Self.price(way.kind))): \(way.text). It ends on \(way.finish).\(doubt(way))",
        indent: "\(number + 1). ", hanging: "   ")
    }
    if answer.ways.contains(where: \.namesFew) {
      page.add("--json lists all who work longer, with their hours.")
    }
  }

  /// How much cheaper another purchase could be.
  private func doubt(_ way: Intake.Way) -> String {
    way.leastCost.map {
      " Cheaper ones were not ruled out; none costs less than \(Numbers.fixed($0))\(currency)."
    } ?? ""
  }

  /// What the cost of a way is.
  private static func price(_ kind: Intake.Way.Kind) -> String {
    switch kind {
    case .later, .wait: "cost of delay"
    case .smaller, .cut: "value that is lost"
    case .buy: "money"
    case .laterAndBuy: "cost of delay and money"
    }
  }

  // MARK: Who

  private mutating func writeRoles() {
    let start = answer.earliest ?? answer.asked
    page.heading("Who could do it from \(start.start) on, \(Numbers.hours(answer.hours)) in all")
    for role in answer.roles {
      let what = role.level > 0 ? "\(role.skill):\(role.level)" : role.skill
      page.add(
        "\(what), \(Numbers.fte(role.fte)) FTE from \(role.from) to \(role.to), \(Numbers.hours(role.hours))",
        indent: "- ", hanging: "  ")
      let people = role.candidates.map { row in
        let parts = [(row.freeHours, "free"), (row.displacedHours, "from others")]
          .filter { $0.0 >= Self.leastShown }.map { "\(Numbers.hours($0.0)) \($0.1)" }
        return ([row.name ?? row.id] + [parts.joined(separator: ", ")]).filter { !$0.isEmpty }
          .joined(separator: " ")
      }
      page.add(
        people.isEmpty
          ? (role.level > 0 ? "nobody holds it" : "that person alone")
          : people.joined(separator: "; "), indent: "    ", hanging: "    ")
    }
  }

  private mutating func writeMissing() {
    if !answer.missing.isEmpty {
      page.heading("Open in the pitch")
      page.add(Words.list(answer.missing, limit: answer.missing.count), indent: "  ", hanging: "  ")
    }
    guard let plan, let pitch else { return }
    page.heading("Next")
    let way = answer.asked.fits || answer.ways.isEmpty ? "" : " --way 1"
    page.command(
      "intake", plan, "\(pitch) --scenario FILE\(way)",
      for: way.isEmpty
        ? "The pitch as committed work, as a scenario for whatif and apply"
        : "The first way as a scenario for whatif and apply (--way 0: as asked)")
    page.command("brief", plan, pitch, for: "One page for those who decide")
    if answer.plan.asOfIsDayOfRun {
      page.note(
        "As of", "\(answer.plan.asOf), the day of the run, because the plan names none (as_of).")
    }
  }
}
