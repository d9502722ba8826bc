internal import Headroom
internal import Terminal
internal import WorkCalendar

extension AlignText {
  mutating func writeSinglePoints() {
    guard !answer.singlePoints.isEmpty else { return }
    page.heading("What one person alone can do")
    for row in answer.singlePoints.prefix(Self.rowLimit) {
      let level = row.level > 0 ? ":\(row.level)" : ""
      let team = row.team.map { " in \($0)" } ?? ""
      let what = row.skill.hasPrefix("@") ? "asked by name" : "\(row.skill)\(level)\(team)"
      page.add(
        """
        \(row.person): \(what), \(Numbers.hours(row.demandHours)) for \
        \(Words.list(row.projects, limit: 4))
        """.printable, indent: "- ", hanging: "  ")
    }
    writeRest(answer.singlePoints.count)
  }

  mutating func writeGaps() {
    guard !answer.ownershipGaps.isEmpty else { return }
    page.heading("Nobody answers for")
    for row in answer.ownershipGaps.prefix(Self.rowLimit) {
      let lack =
        row.person.map { person in
          let last = row.lastDay.map { " on \($0)" } ?? ""
          return "its \(row.field) \(person) leaves\(last), before it ends"
        } ?? "it names no \(row.field)"
      page.add("\(row.kind.rawValue) \(row.id): \(lack)".printable, indent: "- ", hanging: "  ")
    }
    writeRest(answer.ownershipGaps.count)
  }

  mutating func writeLinks() {
    guard !answer.links.isEmpty else { return }
    page.heading("Teams that wait for one another")
    var table = TextTable([
      .init("waits", limit: 18), .init("for", limit: 18), .init("hours", .right),
      .init("at risk", .right), .init("most of all", limit: 30),
    ])
    for link in answer.links.prefix(Self.rowLimit) {
      let first = link.dependencies.first
      table.add([
        .init(link.to), .init(link.from), .init(Numbers.hours(link.waitingHours)),
        .init(
          link.hoursAtRisk > 0 ? Numbers.hours(link.hoursAtRisk) : "",
          style: link.hoursAtRisk > 0 ? .red : nil),
        .init(first.map { "\($0.successor) after \($0.predecessor)" } ?? ""),
      ])
    }
    page.add(table)
    writeRest(answer.links.count)
    page.add(
      """
      At risk are all hours that wait where the dates break the dependency already, else the share that \
      stays undone of the work before.
      """)
    if answer.dependenciesWithoutTeam > 0 {
      let count = Words.count(answer.dependenciesWithoutTeam, "dependency ties", "dependencies tie")
      page.add("\(count) work of which no team is known.")
    }
  }
}
