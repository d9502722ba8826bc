internal import Terminal

/// Lines of a report, none wider than its screen and never wider than 80 columns: it must be
/// readable in a mail as well.
struct Page {
  static let widest = 80

  let screen: Screen
  private(set) var lines: [String] = []

  init(_ screen: Screen) {
    self.screen = Screen(width: min(screen.width, Page.widest), colour: screen.colour)
  }

  var width: Int { screen.width }

  /// The whole, with a line end after each line.
  var text: String {
    lines.map { $0 + "\n" }.joined()
  }

  /// An empty line, unless there is one.
  mutating func space() {
    if let last = lines.last, !last.isEmpty { lines.append("") }
  }

  /// A heading after an empty line.
  mutating func heading(_ text: String) {
    space()
    add(text, style: .bold)
  }

  /// A wrapped paragraph.
  mutating func add(
    _ text: String, indent: String = "", hanging: String = "", style: Style? = nil
  ) {
    for line in text.wrapped(width: width, indent: indent, hanging: hanging) {
      lines.append(style.map { screen.styled(line, $0) } ?? line)
    }
  }

  /// A line of a picture as it is.
  mutating func add(verbatim line: String) { lines.append(line) }

  /// The lines of a table.
  mutating func add(_ table: TextTable) { lines += table.lines(on: screen) }

  /// `Label: text`, its further lines under the text.
  mutating func note(_ label: String, _ text: String) {
    add("\(label): \(text)", hanging: "  ")
  }

  /// What to run next: what for, and the command on a line of its own. A command is never broken: where
  /// the plan's path makes it too long, PLAN stands in its place.
  mutating func command(_ verb: String, _ plan: String, _ options: String, for purpose: String) {
    let tail = options.isEmpty ? "" : " " + options
    let whole = "  headroom \(verb) \(Words.quoted(plan.printable))\(tail)"
    add(purpose + ":")
    lines.append(whole.displayWidth <= width ? whole : "  headroom \(verb) PLAN\(tail)")
  }
}
