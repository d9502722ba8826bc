import PlanModel

/// The answer of `apply` in a sentence.
struct ApplySentence {
  private let answer: Apply.Answer
  private let isWanted: Bool

  init(_ answer: Apply.Answer, isWanted: Bool) {
    self.answer = answer
    self.isWanted = isWanted
  }

  private var name: String { answer.source.name }
  private var files: [Apply.FileRow] { answer.files }

  var text: String {
    guard !files.isEmpty else { return "\(name) changes nothing: the plan says it already." }
    let repair =
      answer.repair.isEmpty
      ? "" : " with what repairs it (\(answer.repair.joined(separator: "; ")))"
    if answer.isWritten {
      return "\(name) is written\(repair): it \(what("changed", "added", "removed"))."
    }
    let would = "\(name) would \(what("change", "add", "remove"))"
    switch answer.decision {
    case .allowed:
      return "\(name)\(repair) \(what("changes", "adds", "removes")). Nothing is written yet."
    case .unagreed where !isWanted:
      return "\(name) \(what("changes", "adds", "removes")). Nothing is written yet."
    case .unagreed:
      return "\(would). Nothing is written: the team decides about \(subjects(.agreement))."
    case .advised:
      let isPlan = answer.mode == .advisory
      return """
        \(would). Nothing is written: \(isPlan ? "this plan" : subjects(.advised)) is advised, not run \
        (\(isPlan ? "governance.mode" : "mode"): advisory).
        """
    case .rejected:
      return "\(name) is rejected: \(rejections). Nothing is written."
    case .impossible:
      let set = answer.obstacles.first { $0.kind == .impossible }?.text ?? ""
      return "\(name) cannot be: \(set). Nothing is written."
    }
  }

  private func subjects(_ kind: Apply.Obstacle.Kind) -> String {
    let names = answer.obstacles.filter { $0.kind == kind }.map(\.subject)
    return names.count > 3 ? "\(names.count) projects and initiatives" : listed(names)
  }

  /// `served fails for atlas`, or how many things are in the way.
  private var rejections: String {
    let grave = answer.obstacles.filter { $0.kind == .rule || $0.kind == .pinned }
    if grave.count > 1 { return "\(grave.count) things stand in its way" }
    guard let only = grave.first else { return "something stands in its way" }
    guard let rule = only.rule else { return "\(only.subject) has a pin" }
    return "\(rule) fails for \(only.subject)"
  }

  /// `changes 6 cells and adds 2 rows in projects.csv and demand.csv`.
  private func what(_ change: String, _ add: String, _ remove: String) -> String {
    let cells = files.reduce(0) { $0 + $1.cells }
    let added = files.reduce(0) { $0 + $1.rowsAdded }
    let removed = files.reduce(0) { $0 + $1.rowsRemoved }
    let columns = files.reduce(0) { $0 + $1.columnsAdded }
    var parts: [String] = []
    if cells > 0 { parts.append("\(change) \(counted(cells, "cell", "cells"))") }
    if added > 0 { parts.append("\(add) \(counted(added, "row", "rows"))") }
    if removed > 0 { parts.append("\(remove) \(counted(removed, "row", "rows"))") }
    if columns > 0 { parts.append("\(add) \(counted(columns, "column", "columns"))") }
    let names = files.map { $0.isNew ? "\($0.file) (new)" : $0.file }
    return "\(listed(parts)) in \(names.count > 3 ? "\(names.count) files" : listed(names))"
  }
}
