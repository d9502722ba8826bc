import PlanModel

/// Changes of one table's file, and the bytes that come of them.
struct TableEdit {
  private let table: SourceTable
  /// New text of cells, by row and column; columns that are added count on behind the others.
  private var cells: [Place: String] = [:]
  private var newColumns: [String] = []
  private var newRows: [[Place: String]] = []
  private var removed: Set<Int> = []

  /// A cell; of a new row the row is 0.
  private struct Place: Hashable {
    var row: Int
    var column: Int
  }

  /// No change yet.
  init(_ table: SourceTable) { self.table = table }

  private var csv: CSVTable { table.csv }

  // MARK: Changes

  mutating func set(_ line: Int32, _ column: String, _ text: String) throws(Diagnostic) {
    guard let row = csv.row(onLine: line) else { return }
    let index = try index(of: column, line: Int(line), text)
    guard !text.utf8.contains(0) else {
      throw table.diagnostic(
        .nulByte, row: row, column: min(index, csv.columnCount - 1),
        "the new text of the cell holds a NUL byte", suggestion: "remove it")
    }
    guard cells.updateValue(text, forKey: Place(row: row, column: index)) == nil else {
      throw table.diagnostic(
        .editTwice, row: row, column: min(index, csv.columnCount - 1),
        "the edit sets the cell twice", suggestion: "keep one of the changes")
    }
  }

  mutating func remove(_ line: Int32) throws(Diagnostic) {
    guard let row = csv.row(onLine: line) else { return }
    guard removed.insert(row).inserted else {
      throw table.diagnostic(
        .editTwice, row: row, column: 0, "the edit removes the row twice",
        suggestion: "keep one of the changes")
    }
  }

  mutating func add(column: String) throws(Diagnostic) {
    let name = TableHeader.normalised(column)
    guard table.index(ofColumn: column) == nil,
      !newColumns.contains(where: { TableHeader.normalised($0) == name })
    else {
      throw Diagnostic(
        .duplicateHeader, file: table.name, line: Int(csv.rowLines[0]), field: column,
        "the file has a column '\(shown(column))' already")
    }
    newColumns.append(column)
  }

  mutating func add(row: [PlanEdit.Cell]) throws(Diagnostic) {
    var texts: [Place: String] = [:]
    for cell in row {
      let index = try index(of: cell.column, line: nil, cell.text)
      texts[Place(row: 0, column: index)] = cell.text
    }
    newRows.append(texts)
  }

  private func index(of column: String, line: Int?, _ text: String) throws(Diagnostic) -> Int {
    if let index = table.index(ofColumn: column) { return index }
    let name = TableHeader.normalised(column)
    if let index = newColumns.firstIndex(where: { TableHeader.normalised($0) == name }) {
      return csv.columnCount + index
    }
    let headers = (0..<csv.columnCount).map { csv.text(row: 0, column: $0) }
    throw Diagnostic(
      .editUnknownColumn, file: table.name, line: line, field: column, value: text,
      "the file has no column '\(shown(column))'",
      expected: "one of \(headers.joined(separator: ", "))",
      suggestion: suggestion(for: column, among: headers))
  }

  // MARK: Bytes

  /// New bytes in place of a range of the file.
  private struct Replacement {
    var range: Range<Int>
    var bytes: [UInt8]
  }

  /// The file with the changes.
  var bytes: [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(csv.bytes.count)
    var index = 0
    for change in replacements {
      result += csv.bytes[index..<change.range.lowerBound]
      result += change.bytes
      index = change.range.upperBound
    }
    result += csv.bytes[index...]
    append(to: &result)
    return result
  }

  /// In order of place; what is added behind a cell follows what replaces it.
  private var replacements: [Replacement] {
    var rows = removed.union(cells.keys.map(\.row))
    if !newColumns.isEmpty { rows.formUnion(0..<csv.rowCount) }
    return rows.sorted().flatMap { row -> [Replacement] in
      if removed.contains(row) { return [Replacement(range: csv.lineRange(ofRow: row), bytes: [])] }
      var changes: [Replacement] = []
      for column in 0..<csv.columnCount {
        guard let text = cells[Place(row: row, column: column)] else { continue }
        changes.append(
          Replacement(
            range: csv.rawRange(row: row, column: column),
            bytes: csv.written(text, inColumn: column)))
      }
      if !newColumns.isEmpty {
        let end = csv.rawRange(row: row, column: csv.columnCount - 1).upperBound
        changes.append(Replacement(range: end..<end, bytes: newCells(ofRow: row)))
      }
      return changes
    }
  }

  /// The cells of a row in the new columns, each behind a separator.
  private func newCells(ofRow row: Int) -> [UInt8] {
    newColumns.indices.flatMap { index -> [UInt8] in
      let column = csv.columnCount + index
      let text = row == 0 ? newColumns[index] : cells[Place(row: row, column: column)] ?? ""
      return [csv.separator] + csv.written(text, inColumn: column)
    }
  }

  /// Adds the new rows at the end of the file's bytes.
  private func append(to bytes: inout [UInt8]) {
    let lineEnd = csv.lineEnd
    let isClosed = bytes.last == 0x0A || bytes.last == 0x0D
    for row in newRows {
      if !isClosed { bytes += lineEnd }
      for column in 0..<(csv.columnCount + newColumns.count) {
        if column > 0 { bytes.append(csv.separator) }
        bytes += csv.written(row[Place(row: 0, column: column)] ?? "", inColumn: column)
      }
      if isClosed { bytes += lineEnd }
    }
  }
}

extension SourceTable {
  /// The place of a column: by its name in the table, else as the file's own header calls it.
  func index(ofColumn column: String) -> Int? {
    let name = TableHeader.normalised(column)
    return header.index(of: name)
      ?? (0..<csv.columnCount).first {
        TableHeader.normalised(csv.text(row: 0, column: $0)) == name
      }
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
      || (columnCount == 1 && column == 0 && bytes.isEmpty)
    guard needsQuotes else { return bytes }
    return [quote] + bytes.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote]
  }

  /// How the file ends its lines: as its first line does, with a line feed where there is only one.
  var lineEnd: [UInt8] {
    guard let first = bytes.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else { return [0x0A] }
    guard bytes[first] == 0x0D else { return [0x0A] }
    return first + 1 < bytes.count && bytes[first + 1] == 0x0A ? [0x0D, 0x0A] : [0x0D]
  }

  /// The bytes of a row with its line end.
  func lineRange(ofRow row: Int) -> Range<Int> {
    var end = rawRange(row: row, column: columnCount - 1).upperBound
    if end < bytes.count {
      end += bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A ? 2 : 1
    }
    return Int(rowStarts[row])..<end
  }
}
