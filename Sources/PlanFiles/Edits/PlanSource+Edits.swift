public import PlanModel

extension PlanSource {
  /// The files with an edit applied: the bytes of the cells that it names are others, no other byte.
  ///
  ///     let files = try read.source.applying(
  ///       PlanEdit([.setCell(row: project.origin, column: "priority", text: "1")]))
  ///
  /// New text is put in quotes only where the file's separator, a quote or a line end asks for it.
  ///
  /// - Returns: every file that was read, in the order of ``files``.
  /// - Throws: each change of a row or column that is not there, and each cell that is set twice.
  public func applying(_ edit: PlanEdit) throws(PlanErrors) -> [PlanFile] {
    var replacements: [Int32: [Replacement]] = [:]
    var seen: Set<CellPlace> = []
    var errors: [Diagnostic] = []
    for case .setCell(let origin, let column, let text) in edit.changes {
      do throws(Diagnostic) {
        let (table, place) = try find(origin, column, text)
        guard seen.insert(place).inserted else {
          throw table.diagnostic(
            .editTwice, row: place.row, column: place.column, "the edit sets the cell twice",
            suggestion: "keep one of the changes")
        }
        replacements[place.file, default: []].append(
          Replacement(
            range: table.csv.rawRange(row: place.row, column: place.column),
            bytes: table.csv.written(text, inColumn: place.column)))
      } catch {
        errors.append(error)
      }
    }
    guard errors.isEmpty else { throw PlanErrors(errors) }
    return files.enumerated().map { index, file in
      guard let changes = replacements[Int32(truncatingIfNeeded: index)] else { return file }
      return PlanFile(name: file.name, bytes: PlanSource.applied(changes, to: file.bytes))
    }
  }

  /// A cell of a plan.
  private struct CellPlace: Hashable {
    var file: Int32
    var row: Int
    var column: Int
  }

  /// New bytes for a range of a file.
  private struct Replacement {
    var range: Range<Int>
    var bytes: [UInt8]
  }

  private func find(
    _ origin: RowOrigin, _ column: String, _ text: String
  ) throws(Diagnostic) -> (table: SourceTable, place: CellPlace) {
    guard let table = table(file: origin.file), let row = table.csv.row(onLine: origin.line),
      row > 0
    else {
      throw Diagnostic(
        .editUnknownRow,
        file: files.indices.contains(Int(origin.file)) ? files[Int(origin.file)].name : nil,
        line: origin.line > 0 ? Int(origin.line) : nil, field: column, value: text,
        "no row of a table begins there",
        suggestion: "edit a row that a file holds, and read the plan anew after each edit")
    }
    let name = TableHeader.normalised(column)
    let csv = table.csv
    let headers = (0..<csv.columnCount).map { csv.text(row: 0, column: $0) }
    let index =
      headers.firstIndex { TableHeader.normalised($0) == name } ?? table.header.index(of: name)
    guard let index else {
      throw Diagnostic(
        .editUnknownColumn, file: table.name, line: Int(origin.line), field: column, value: text,
        "the file has no column '\(shown(column))'",
        expected: "one of \(headers.joined(separator: ", "))",
        suggestion: suggestion(for: column, among: headers))
    }
    guard !text.utf8.contains(0) else {
      throw table.diagnostic(
        .nulByte, row: row, column: index, "the new text of the cell holds a NUL byte",
        suggestion: "remove it")
    }
    return (table, CellPlace(file: origin.file, row: row, column: index))
  }

  private static func applied(_ changes: [Replacement], to bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + changes.reduce(0) { $0 + $1.bytes.count })
    var index = 0
    for change in changes.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      result += bytes[index..<change.range.lowerBound]
      result += change.bytes
      index = change.range.upperBound
    }
    result += bytes[index...]
    return result
  }
}

extension CSVTable {
  /// The text as it stands in a cell, in quotes where it would not be read back without.
  func written(_ text: String, inColumn column: Int) -> [UInt8] {
    let quote = UInt8(ascii: "\"")
    let bytes = Array(text.utf8)
    let needsQuotes =
      bytes.contains { $0 == separator || $0 == quote || $0 == 0x0A || $0 == 0x0D }
      // A first cell that begins with # would make the row a comment.
      || (column == 0 && bytes.first == UInt8(ascii: "#"))
      // A row of one empty cell would be a blank line.
      || (columnCount == 1 && bytes.isEmpty)
    guard needsQuotes else { return bytes }
    return [quote] + bytes.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote]
  }
}
