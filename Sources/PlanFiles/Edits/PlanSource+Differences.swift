public import PlanModel

extension PlanSource {
  /// What an edit does, in words that the files use: by file and line, what is added behind what is there.
  ///
  /// Changes of rows, columns or files that are not there are left out; ``applying(_:)`` refuses them.
  public func differences(of edit: PlanEdit) -> [PlanDifference] {
    edit.changes.compactMap(difference).sorted {
      ($0.file, $0.line ?? .max, $0.kind == .cell ? 1 : 0)
        < ($1.file, $1.line ?? .max, $1.kind == .cell ? 1 : 0)
    }
  }

  private func difference(_ change: PlanEdit.Change) -> PlanDifference? {
    switch change {
    case .setCell(let origin, let column, let text):
      guard let table = table(file: origin.file), let row = table.csv.row(onLine: origin.line)
      else { return nil }
      var difference = PlanDifference(
        .cell, file: table.name, line: Int(origin.line), row: table.label(ofRow: row))
      let index = table.index(ofColumn: column)
      difference.column = index.map { table.csv.text(row: 0, column: $0) } ?? column
      difference.old = index.flatMap { table.csv.text(row: row, column: $0).nonEmpty }
      difference.new = text.nonEmpty
      return difference
    case .removeRow(let origin):
      guard let table = table(file: origin.file), let row = table.csv.row(onLine: origin.line)
      else { return nil }
      var difference = PlanDifference(
        .rowRemoved, file: table.name, line: Int(origin.line), row: table.label(ofRow: row))
      difference.old = table.cells(ofRow: row).map { "\($0.column): \($0.text)" }
        .joined(separator: ", ")
      return difference
    case .addColumn(let file, let column):
      var difference = PlanDifference(.columnAdded, file: file, line: headerLine(of: file))
      difference.column = column
      return difference
    case .addRow(let file, let cells):
      var difference = PlanDifference(
        .rowAdded, file: file, row: RowLabel.text(of: cells.map { ($0.column, $0.text) }))
      difference.new = cells.filter { !$0.text.isEmpty }.map { "\($0.column): \($0.text)" }
        .joined(separator: ", ")
      return difference
    case .addFile(let name, let text):
      var difference = PlanDifference(.fileAdded, file: name)
      difference.new = text
      return difference
    case .setKey(let path, let text):
      let settings = files.first { FileRole(name: $0.name) == .settings }
      var difference = PlanDifference(.key, file: settings?.name ?? "plan.yaml")
      difference.column = path.joined(separator: ".")
      difference.new = text
      guard let settings, let root = try? YAMLNode.parse(settings.bytes, file: settings.name)
      else { return difference }
      var node: YAMLNode? = root
      for key in path { node = node?.entry(key)?.value }
      difference.line = node?.line
      difference.old = node?.scalar
      return difference
    }
  }

  private func headerLine(of file: String) -> Int? {
    tables.first { $0.name == file }.map { Int($0.csv.rowLines[0]) }
  }
}

extension SourceTable {
  /// The cells of a row that say something, by their columns' names in the table.
  func cells(ofRow row: Int) -> [(column: String, text: String)] {
    header.fields.enumerated().compactMap { index, field in
      let text = csv.text(row: row, column: index)
      guard !text.isEmpty else { return nil }
      if case .named(let name) = field { return (name, text) }
      return (csv.text(row: 0, column: index), text)
    }
  }

  /// What a row is about.
  fileprivate func label(ofRow row: Int) -> String? { RowLabel.text(of: cells(ofRow: row)) }
}

/// What a row is about, told by its own cells.
private enum RowLabel {
  private static let telling = [
    "person", "initiative", "project", "task", "skill", "team", "predecessor", "successor", "a",
    "b", "other", "date", "period",
  ]

  /// `atlas (The Atlas)` of a row with an id, else what it names: `summer, design`.
  static func text(of cells: [(column: String, text: String)]) -> String? {
    func cell(_ name: String) -> String? {
      cells.first { $0.column == name && !$0.text.isEmpty }?.text
    }
    let name = cell("name")
    if let id = cell("id") { return name.map { $0 == id ? id : "\(id) (\($0))" } ?? id }
    var parts = telling.compactMap(cell)
    // Days away are told by when they are.
    if parts.count == 1, cell("person") != nil, let from = cell("from") { parts.append(from) }
    if let name, parts.isEmpty || cell("date") == nil && cell("person") == nil { return name }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}

extension String {
  /// The text, or nil where it is empty.
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
