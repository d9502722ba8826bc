public import PlanModel

extension PlanSource {
  /// The files with an edit applied: what it names is other, no other byte.
  ///
  ///     let files = try read.source.applying(
  ///       PlanEdit([.setCell(row: project.origin, column: "priority", text: "1")]))
  ///
  /// New text is put in quotes only where the file's separator, a quote or a line end asks for it; new
  /// rows end as the lines of their file do, and one without a last line end keeps none.
  ///
  /// - Returns: every file that was read, in the order of ``files``, then those that are new.
  /// - Throws: each change of a file, row or column that is not there, each cell that is set twice, and
  ///   each key of plan.yaml that cannot be set.
  public func applying(_ edit: PlanEdit) throws(PlanErrors) -> [PlanFile] {
    var edits: [Int32: TableEdit] = [:]
    var added: [PlanFile] = []
    var keys: [(path: [String], text: String?)] = []
    var errors: [Diagnostic] = []
    // Columns come first, so that cells in them can be set wherever the edit names them.
    for change in edit.changes.filter(\.addsColumn) + edit.changes.filter({ !$0.addsColumn }) {
      do throws(Diagnostic) {
        switch change {
        case .setCell(let row, let column, let text):
          let table = try table(of: row, column, text)
          try edits[table.file, default: TableEdit(table)].set(row.line, column, text)
        case .removeRow(let row):
          let table = try table(of: row, nil, nil)
          try edits[table.file, default: TableEdit(table)].remove(row.line)
        case .addColumn(let file, let column):
          let table = try table(named: file)
          try edits[table.file, default: TableEdit(table)].add(column: column)
        case .addRow(let file, let cells):
          let table = try table(named: file)
          try edits[table.file, default: TableEdit(table)].add(row: cells)
        case .addFile(let name, let text):
          guard !(files + added).contains(where: { $0.name.lowercased() == name.lowercased() })
          else {
            throw Diagnostic(
              .fileExists, file: name, "the file exists already", suggestion: "add rows to it")
          }
          added.append(PlanFile(name: name, text: text))
        case .setKey(let path, let text): keys.append((path, text))
        }
      } catch {
        errors.append(error)
      }
    }
    var result = files.enumerated().map { index, file in
      edits[Int32(truncatingIfNeeded: index)].map { PlanFile(name: file.name, bytes: $0.bytes) }
        ?? file
    }
    do throws(Diagnostic) {
      for key in keys { try SettingsBytes.set(key.path, to: key.text, in: &result) }
    } catch {
      errors.append(error)
    }
    guard errors.isEmpty else { throw PlanErrors(errors) }
    return result + added
  }

  private func table(named name: String) throws(Diagnostic) -> SourceTable {
    if let table = tables.first(where: { $0.name == name }) { return table }
    let names = tables.map(\.name)
    throw Diagnostic(
      .editUnknownFile, file: name, "the plan has no table in a file of that name",
      expected: "one of \(names.joined(separator: ", "))",
      suggestion: suggestion(for: name, among: names))
  }

  private func table(
    of origin: RowOrigin, _ column: String?, _ text: String?
  ) throws(Diagnostic) -> SourceTable {
    if let table = table(file: origin.file), let row = table.csv.row(onLine: origin.line), row > 0 {
      return table
    }
    throw Diagnostic(
      .editUnknownRow,
      file: files.indices.contains(Int(origin.file)) ? files[Int(origin.file)].name : nil,
      line: origin.line > 0 ? Int(origin.line) : nil, field: column, value: text,
      "no row of a table begins there",
      suggestion: "edit a row that a file holds, and read the plan anew after each edit")
  }
}

extension PlanEdit.Change {
  fileprivate var addsColumn: Bool { if case .addColumn = self { true } else { false } }
}
