internal import Headroom
internal import Terminal
internal import WorkCalendar

extension AllocateText {
  private static let staffLimit = 8
  private static let projectLimit = 12
  private static let moveLimit = 10
  private static let pictureLimit = 25
  private static let weekWidth = 3

  /// Who staffs each project when.
  mutating func writeStaff() {
    guard !answer.staff.isEmpty else { return }
    page.heading("Who works on what")
    var rows: [String: [Allocate.StaffRow]] = [:]
    for row in answer.staff { rows[row.project, default: []].append(row) }
    let projects = answer.projects.map(\.project).filter { rows[$0] != nil }
    for project in projects.prefix(Self.projectLimit) {
      var hours: [String: Double] = [:]
      var days: [String: (Day, Day)] = [:]
      for row in rows[project] ?? [] {
        hours[row.person, default: 0] += row.hours
        let known = days[row.person] ?? (row.from, row.to)
        days[row.person] = (min(known.0, row.from), max(known.1, row.to))
      }
      let people = hours.filter { $0.value >= 0.5 }.sorted {
        ($1.value, $0.key) < ($0.value, $1.key)
      }
      let told = people.prefix(Self.staffLimit).map { person, hours in
        let span = days[person].map { " (\($0.0) to \($0.1))" } ?? ""
        return "\(person) \(Numbers.hours(hours))\(span)"
      }
      let rest = people.count - told.count
      page.add(
        "\(project): " + told.joined(separator: ", ")
          + (rest > 0 ? " and \(Words.count(rest, "other", "others"))" : ""),
        indent: "- ", hanging: "  ")
    }
    if projects.count > Self.projectLimit {
      page.add(
        "\(Words.count(projects.count - Self.projectLimit, "more project", "more projects")); --json shows all.",
        indent: "  ")
    }
  }

  /// What changes against the current bookings.
  mutating func writeMoves() {
    let moves = answer.moves.filter { $0.from != nil && $0.hours >= 0.5 }
    let joins = answer.moves.filter { $0.from == nil }
    guard !moves.isEmpty || !joins.isEmpty else { return }
    page.heading("Moves against the soft bookings, the most valuable first")
    for move in moves.prefix(Self.moveLimit) {
      let way = "\(move.from ?? "") → \(move.to ?? "free")"
      page.add(
        "\(move.person): \(way), \(Numbers.hours(move.hours)) from \(move.first) to \(move.last), "
          + "worth \(Numbers.fixed(move.value)): \(move.reason)",
        indent: "- ", hanging: "  ")
    }
    if moves.count > Self.moveLimit {
      page.add("and \(moves.count - Self.moveLimit) more; --json shows all.", indent: "  ")
    }
    if !joins.isEmpty {
      let people = Set(joins.map(\.person)).count
      let hours = Numbers.hours(joins.reduce(0) { $0 + $1.hours })
      page.add(
        "Out of free time: \(hours) of \(Words.count(people, "person", "people")).",
        indent: "- ", hanging: "  ")
    }
  }

  /// A picture of people and weeks.
  mutating func writePicture() {
    let rows = answer.people.filter { $0.plannableByWeek.contains { $0 > 1e-6 } }
    guard !rows.isEmpty, !answer.weeks.isEmpty else { return }
    page.heading("Load, in tenths of plannable hours (+ full, · nothing, blank: no working time)")
    let shown = rows.prefix(Self.pictureLimit)
    let longest = shown.map { $0.person.printable.displayWidth }.max() ?? 6
    let nameWidth = max(6, min(20, longest))
    let perPage = max(1, page.width - nameWidth - 1)
    for (number, block) in answer.weeks.indices.balanced(into: perPage).enumerated() {
      if number > 0 { page.space() }
      var table = TextTable([
        .init("person", limit: nameWidth, least: nameWidth),
        .init(title(of: block), gap: 1),
      ])
      for row in shown {
        let marks = block.map { mark(row.usedByWeek[$0], of: row.plannableByWeek[$0]) }
        table.add([.init(row.person), .init(String(marks))])
      }
      page.add(table)
    }
    if rows.count > shown.count {
      page.add(
        "\(Words.count(rows.count - shown.count, "more person", "more people")); --json shows all.",
        indent: "  ")
    }
  }

  private func title(of block: Range<Int>) -> String {
    guard let first = block.first, let last = block.last, first < last else {
      return block.first.map { answer.weeks[$0].period.description } ?? ""
    }
    let (from, to) = (
      answer.weeks[first].period.description, answer.weeks[last].period.description
    )
    return block.count > from.count + to.count + 3 ? "\(from) to \(to)" : ""
  }

  private func mark(_ used: Double, of plannable: Double) -> Character {
    guard plannable > 1e-6 else { return used > 1e-6 ? "+" : " " }
    let tenths = Int((10 * used / plannable).rounded())
    if tenths <= 0 { return "·" }
    return tenths < 10 ? Character(String(tenths)) : "+"
  }

  /// How few and how lasting the assignments are.
  mutating func writeMeasures() {
    let (before, after) = (answer.staffing.before, answer.staffing.after)
    guard after.assignments > 0 else { return }
    page.space()
    page.note(
      "Staffing",
      """
      \(Numbers.fixed(after.projectsPerPersonWeek, decimals: 2)) projects a person-week \
      (\(Numbers.fixed(before.projectsPerPersonWeek, decimals: 2)) with the hours handed out in order), \
      \(Words.count(after.handOvers, "hand-over", "hand-overs")) \
      (\(Numbers.fixed(Double(before.handOvers)))), \
      \(Words.count(after.smallSlices, "slice", "slices")) below 10\u{A0}% \
      (\(Numbers.fixed(Double(before.smallSlices)))).
      """)
  }
}

extension Range where Bound == Int {
  /// The last number; nil of none.
  fileprivate var last: Int? { isEmpty ? nil : upperBound - 1 }
}
