/// Finds the cells of a CSV file: RFC 4180 with comments, three separators and three line ends.
///
///     var scanner = CSVScanner(bytes: Array("id,fte\np1,0.5\n".utf8))
///     let table = scanner.scan()   // table.text(row: 1, column: 1) == "0.5", no faults
///
/// Blank lines, rows of empty cells and lines that begin with `#` are passed over.
/// - Complexity: two passes, one of them to count; 8 bytes of memory for each cell.
struct CSVScanner {
  /// A cell of more bytes is refused.
  static let largestCell = 1 << 20
  /// A table of more columns is refused.
  static let mostColumns = 5000
  /// A table of more cells is refused: their ranges would take half a gigabyte.
  static let mostCells = 1 << 26
  /// So many faults of a file are kept.
  static let mostFaults = 1000

  private var table: CSVTable
  /// What is wrong, in order of place.
  private(set) var faults: [CSVFault] = []
  /// Faults beyond ``mostFaults``.
  private(set) var faultsLeftOut = 0

  private var index = 0
  private var line = 1
  private var rowStart = 0
  private var rowLine = 1

  /// A scanner of those bytes, at most ``PlanReader/largestFile`` of them.
  init(bytes: [UInt8]) { table = CSVTable(bytes: bytes) }

  /// The cells of all rows that are well formed.
  mutating func scan() -> CSVTable {
    let bytes = table.bytes
    bytes.withUnsafeBufferPointer { scan($0) }
    return table
  }

  private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard checkText(bytes) else { return }
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { index = 3 }
    while index < bytes.count, skipsLine(bytes) {}
    guard index < bytes.count else { return }
    table.separator = CSVScanner.separator(bytes, header: index)
    let most = CSVScanner.cellsAtMost(bytes, table.separator)
    var ends: [UInt32] = []
    table.starts = [UInt32](unsafeUninitializedCapacity: most) { starts, count in
      ends = [UInt32](unsafeUninitializedCapacity: most) { ends, endCount in
        var cells = Cells(starts: starts, ends: ends)
        scanRows(bytes, &cells)
        (count, endCount) = (cells.count, cells.count)
      }
    }
    table.ends = ends
  }

  /// Room for the cells of all rows, and those that are filled.
  private struct Cells {
    let starts: UnsafeMutableBufferPointer<UInt32>
    let ends: UnsafeMutableBufferPointer<UInt32>
    var count = 0

    /// Keeps a cell; there must be room.
    @inline(__always)
    mutating func append(_ start: UInt32, _ end: UInt32) {
      starts[count] = start
      ends[count] = end
      count &+= 1
    }
  }

  private mutating func scanRows(_ bytes: UnsafeBufferPointer<UInt8>, _ cells: inout Cells) {
    while index < bytes.count {
      if skipsLine(bytes) { continue }
      rowStart = index
      rowLine = line
      guard scanRow(bytes, &cells) else { return }
    }
  }

  /// Passes over a line that holds no row: blank, or a comment.
  private mutating func skipsLine(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var end = index
    if bytes[end] == UInt8(ascii: "#") {
      while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    } else {
      while end < bytes.count, bytes[end] == 0x20 { end += 1 }
      guard end == bytes.count || bytes[end] == 0x0A || bytes[end] == 0x0D else { return false }
    }
    index = end
    passLineEnd(bytes)
    return true
  }

  private mutating func passLineEnd(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard index < bytes.count else { return }
    if bytes[index] == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
    index += 1
    line += 1
  }

  /// Scans one row; false where the file cannot be read further.
  private mutating func scanRow(
    _ bytes: UnsafeBufferPointer<UInt8>, _ cells: inout Cells
  ) -> Bool {
    let first = cells.count
    let separator = table.separator
    var isBlank = true
    while true {
      let start = index
      if start < bytes.count, bytes[start] == UInt8(ascii: "\"") {
        guard scanQuoted(bytes, &cells) else { return false }
      } else {
        let end = endOfCell(bytes, from: start)
        index = end
        if end < bytes.count, bytes[end] == UInt8(ascii: "\"") {
          fault(
            .strayQuote, at: index, "a quote stands within a cell that does not begin with one",
            "put the whole cell in quotes and write each quote in it twice")
          return false
        }
        if end - start > CSVScanner.largestCell { return refuseCell(at: start) }
        append(bytes, start, end, &cells)
      }
      let last = cells.count &- 1
      if cells.ends[last] != cells.starts[last] & ~CSVTable.unquotedFlag { isBlank = false }
      guard index < bytes.count, bytes[index] == separator else { break }
      index += 1
      if cells.count - first >= CSVScanner.mostColumns {
        fault(
          .tableTooLarge, at: index, "a row has more than \(CSVScanner.mostColumns) cells",
          "split the table over files")
        return false
      }
    }
    passLineEnd(bytes)
    endRow(from: first, isBlank: isBlank, &cells)
    if cells.count > CSVScanner.mostCells {
      fault(
        .tableTooLarge, at: index, "the table has more than \(CSVScanner.mostCells) cells",
        "split the table over files")
      return false
    }
    return true
  }

  /// The separator, line end or quote that ends a cell without quotes, or the end of the file.
  @inline(__always)
  private func endOfCell(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let separator = table.separator
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      // All bytes that end a cell or may not stand in it are below "-", or are the semicolon.
      if byte < 0x2D || byte == 0x3B,
        byte == separator || byte == 0x0A || byte == 0x0D || byte == UInt8(ascii: "\"")
      {
        break
      }
      index &+= 1  // Below bytes.count.
    }
    return index
  }

  /// Keeps the row's cells where it is well formed.
  private mutating func endRow(from first: Int, isBlank: Bool, _ cells: inout Cells) {
    let count = cells.count - first
    if table.rowCount == 0 { table.columnCount = count }
    guard count == table.columnCount, !isBlank || table.rowCount == 0 else {
      if !isBlank {
        let names = "\(count) cell\(count == 1 ? "" : "s")"
        fault(
          count > table.columnCount ? .tooManyCells : .tooFewCells, line: rowLine,
          column: nil, value: nil,
          "the row has \(names), the header has \(table.columnCount)",
          count > table.columnCount
            ? "put cells that hold the separator in quotes" : "add the separators that are missing")
      }
      cells.count = first
      return
    }
    table.rowStarts.append(UInt32(truncatingIfNeeded: rowStart))
    table.rowLines.append(Int32(clamping: rowLine))
  }

  /// Scans a cell that begins with a quote; false where the file cannot be read further.
  private mutating func scanQuoted(
    _ bytes: UnsafeBufferPointer<UInt8>, _ cells: inout Cells
  ) -> Bool {
    let quote = UInt8(ascii: "\"")
    let open = index
    var hasDoubled = false
    var newLines = 0
    index += 1
    let start = index
    while index < bytes.count {
      let byte = bytes[index]
      if byte == quote {
        guard index + 1 < bytes.count, bytes[index + 1] == quote else { break }
        hasDoubled = true
        index += 1
      } else if byte == 0x0A
        || (byte == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A))
      {
        newLines += 1
      }
      index += 1
      if index - start > CSVScanner.largestCell { return refuseCell(at: open) }
    }
    guard index < bytes.count else {
      fault(
        .unterminatedQuote, at: open, "the quote that opens this cell is never closed",
        "close the quote, or write a quote within quotes twice")
      return false
    }
    let end = index
    index += 1
    if index < bytes.count, bytes[index] != table.separator, bytes[index] != 0x0A,
      bytes[index] != 0x0D
    {
      fault(
        .strayQuote, at: end, "text follows the quote that closes this cell",
        "write a quote within quotes twice")
      return false
    }
    line += newLines
    guard hasDoubled else {
      append(bytes, start, end, &cells)
      return true
    }
    let first = table.unquoted.count
    let text = CSVScanner.trimmed(bytes, start, end)
    var position = text.lowerBound
    while position < text.upperBound {
      table.unquoted.append(bytes[position])
      position += bytes[position] == quote ? 2 : 1
    }
    cells.append(
      UInt32(truncatingIfNeeded: first) | CSVTable.unquotedFlag,
      UInt32(truncatingIfNeeded: table.unquoted.count))
    return true
  }

  /// Keeps a cell without the spaces around it.
  @inline(__always)
  private func append(
    _ bytes: UnsafeBufferPointer<UInt8>, _ first: Int, _ last: Int, _ cells: inout Cells
  ) {
    let text = CSVScanner.trimmed(bytes, first, last)
    cells.append(
      UInt32(truncatingIfNeeded: text.lowerBound), UInt32(truncatingIfNeeded: text.upperBound))
  }
}

extension CSVScanner {
  /// Whether the bytes are UTF-8 without NUL; else a fault at the first that is not.
  private mutating func checkText(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let fault = TextFault.find(in: bytes) else { return true }
    let place = CSVTable.place(of: fault.offset, in: table.bytes, from: 0, line: 1)
    faults.append(
      CSVFault(
        kind: fault.kind, line: place.line, column: place.column, value: nil,
        message: fault.message, suggestion: fault.suggestion))
    return false
  }

  private mutating func refuseCell(at offset: Int) -> Bool {
    fault(
      .cellTooLarge, at: offset, "a cell is larger than \(CSVScanner.largestCell) bytes",
      "look for a quote that is not closed")
    return false
  }

  private mutating func fault(
    _ kind: DiagnosticKind, at offset: Int, _ message: String, _ suggestion: String
  ) {
    let place = CSVTable.place(of: offset, in: table.bytes, from: rowStart, line: rowLine)
    fault(kind, line: place.line, column: place.column, value: nil, message, suggestion)
  }

  private mutating func fault(
    _ kind: DiagnosticKind, line: Int, column: Int?, value: String?, _ message: String,
    _ suggestion: String
  ) {
    guard faults.count < CSVScanner.mostFaults else {
      faultsLeftOut += 1
      return
    }
    faults.append(
      CSVFault(
        kind: kind, line: line, column: column, value: value, message: message,
        suggestion: suggestion))
  }
}
