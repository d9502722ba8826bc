public import Headroom
internal import PlanModel
public import Terminal
internal import WorkCalendar

/// The answer of `apply` as text of at most 80 columns: what changes, file by file, and how it is written.
public struct ApplyText {
  private let answer: Apply.Answer
  private let plan: String?
  private let command: String
  private var page: Page

  /// So many changes of a file are told one by one; the others are counted.
  private static let most = 24

  /// A report on `answer`.
  ///
  /// - Parameters:
  ///   - plan: the path that the commands at the end name, nil for none.
  ///   - command: what follows the plan's path in the command that was run, without `--yes`.
  public init(
    _ answer: Apply.Answer, plan: String? = nil, command: String = "", screen: Screen = Screen()
  ) {
    self.answer = answer
    self.plan = plan
    self.command = command
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
    if let title = answer.source.title { page.add(title) }
    for file in answer.files { write(file) }
    if !answer.source.taken.isEmpty || !answer.source.leftOut.isEmpty {
      page.heading("What is taken")
      for text in answer.source.taken { page.add(text, indent: "- ", hanging: "  ") }
      for text in answer.source.leftOut {
        page.add("Not taken: \(text)", indent: "- ", hanging: "  ")
      }
    }
    if !answer.obstacles.isEmpty {
      page.heading("In the way")
      for obstacle in answer.obstacles.prefix(Self.most) {
        page.add("\(obstacle.text) (\(obstacle.mode.rawValue))", indent: "- ", hanging: "  ")
      }
      writeRest(answer.obstacles.count - Self.most)
    }
    if !answer.repair.isEmpty {
      page.heading("What repairs the plan after it")
      for change in answer.repair { page.add(change, indent: "- ", hanging: "  ") }
    }
    if let agreed = answer.agreed {
      page.space()
      page.note("Agreed", agreed)
    }
    writeNext()
  }

  private mutating func write(_ file: Apply.FileRow) {
    page.heading(file.file + (file.isNew ? " (new)" : ""))
    let changes = ApplyText.joined(answer.changes.filter { $0.file == file.file })
    let shown = changes.prefix(changes.count > Self.most + 1 ? Self.most : changes.count)
    let cells = shown.filter { $0.kind == .cell || $0.kind == .key }
    if !cells.isEmpty { page.add(table(of: cells)) }
    if cells.contains(where: \.movesAway) {
      page.add("Rows that no longer fit its periods move to rows with from and to.", indent: "  ")
    }
    for change in shown {
      switch change.kind {
      case .cell, .key: continue
      case .columnAdded: page.add("+ column \(change.column ?? "")", hanging: "    ")
      case .rowAdded: page.add("+ \(change.new ?? "")", hanging: "    ")
      case .rowRemoved:
        page.add(
          "- line \(change.line ?? 0): \(change.old ?? "")", hanging: "    ")
      case .fileAdded:
        let lines = (change.new ?? "").split(separator: "\n")
        for line in lines.prefix(Self.most) { page.add("+ \(line)", hanging: "    ") }
        writeRest(lines.count - Self.most)
      }
    }
    writeRest(changes.count - shown.count)
  }

  /// Cells that follow one another on a row and are emptied as one: the row moves to others.
  private static func joined(_ changes: [Apply.Change]) -> [Apply.Change] {
    var joined: [Apply.Change] = []
    var count = 1
    for change in changes {
      guard let last = joined.last, change.kind == .cell, last.kind == .cell,
        change.new == nil, last.new == nil, change.line == last.line
      else {
        joined.append(change)
        count = 1
        continue
      }
      count += 1
      let first = last.column?.split(separator: " ").first.map(String.init) ?? ""
      joined[joined.count - 1].column = "\(first) … \(change.column ?? "")"
      joined[joined.count - 1].old = Words.count(count, "cell", "cells")
    }
    return joined
  }

  private mutating func writeRest(_ count: Int) {
    guard count > 0 else { return }
    page.add("and \(Words.count(count, "more", "more")); --csv lists all", indent: "  ")
  }

  private func table(of cells: [Apply.Change]) -> TextTable {
    var table = TextTable([
      .init("line", .right), .init("row", limit: 24), .init("column", limit: 18),
      .init("before", limit: 13), .init("after", limit: 13),
    ])
    for cell in cells {
      table.add([
        .init(cell.line.map(String.init) ?? "new"), .init(cell.row ?? ""),
        .init(cell.column ?? ""), .init(cell.old ?? "(empty)", style: .dim),
        .init(cell.new ?? "(empty)"),
      ])
    }
    return table
  }

  private mutating func writeNext() {
    guard let plan, !answer.files.isEmpty else { return }
    switch answer.decision {
    case .allowed where answer.isWritten:
      page.heading("Next")
      page.command("bottlenecks", plan, "", for: "Where the plan breaks now")
    case .allowed:
      page.heading("Next")
      page.command("apply", plan, command + " --yes", for: "To write it")
    case .unagreed:
      page.heading("Next")
      page.command(
        "apply", plan, command + " --yes --agreed \"with whom, or why\"",
        for: "To write it once the team agrees")
    case .advised, .rejected, .impossible: return
    }
  }
}

extension Apply.Change {
  /// Whether it empties the cell of a period.
  fileprivate var movesAway: Bool {
    let first = column?.split(separator: " ").first.map(String.init) ?? ""
    return kind == .cell && new == nil && Period(parsing: first) != nil
  }
}
