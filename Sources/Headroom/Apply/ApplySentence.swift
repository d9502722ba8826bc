import PlanModel

/// The answer of `apply` in a sentence.
struct ApplySentence {
  let source: Apply.Source
  let files: [Apply.FileRow]
  let mode: Governance.Mode?
  let isWritten: Bool

  init(
    _ source: Apply.Source, _ files: [Apply.FileRow], mode: Governance.Mode?, isWritten: Bool
  ) {
    self.source = source
    self.files = files
    self.mode = mode
    self.isWritten = isWritten
  }

  var text: String {
    guard !files.isEmpty else { return "\(source.name) changes nothing: the plan says it already." }
    if isWritten { return "\(source.name) is written: it \(what("changed", "added", "removed"))." }
    if mode == .advisory {
      return """
        \(source.name) would \(what("change", "add", "remove")). Nothing is written: this plan is \
        advised, not run (governance.mode: advisory).
        """
    }
    return "\(source.name) \(what("changes", "adds", "removes")). Nothing is written yet."
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
