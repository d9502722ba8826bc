/// The cells of a CSV file: byte ranges in flat arrays, no text of their own.
///
/// Every row has as many cells as the header; the header is row 0. A range points into the file's
/// bytes; that of a cell with doubled quotes, or of spaces within its quotes, into `unquoted`.
struct CSVTable: Sendable {
  /// The file's bytes, as they are.
  let bytes: [UInt8]
  /// The text of the cells that had doubled quotes.
  var unquoted: [UInt8] = []
  /// The byte between two cells.
  var separator = UInt8(ascii: ",")
  /// The cells of a row.
  var columnCount = 0
  /// Row by row the first byte of each cell, spaces left out; the top bit marks one in `unquoted`.
  var starts: [UInt32] = []
  /// Row by row the byte behind each cell.
  var ends: [UInt32] = []
  /// The first byte of each row.
  var rowStarts: [UInt32] = []
  /// The line of each row's first byte, from 1; in order.
  var rowLines: [Int32] = []

  /// The bit that marks a range in `unquoted`.
  static let unquotedFlag: UInt32 = 1 << 31

  /// A table of those bytes, not yet scanned.
  init(bytes: [UInt8]) { self.bytes = bytes }

  /// The number of rows with the header.
  var rowCount: Int { rowStarts.count }

  /// The text of a cell.
  func text(row: Int, column: Int) -> String {
    let cell = row * columnCount + column
    let start = starts[cell]
    if start & CSVTable.unquotedFlag != 0 {
      let first = Int(start & ~CSVTable.unquotedFlag)
      return String(decoding: unquoted[first..<Int(ends[cell])], as: UTF8.self)
    }
    return String(decoding: bytes[Int(start)..<Int(ends[cell])], as: UTF8.self)
  }

  /// The row whose first byte stands on that line; nil where none does.
  func row(onLine line: Int32) -> Int? {
    var low = 0
    var high = rowLines.count
    while low < high {
      let middle = (low + high) / 2
      if rowLines[middle] < line { low = middle + 1 } else { high = middle }
    }
    return low < rowLines.count && rowLines[low] == line ? low : nil
  }

  /// The bytes of a cell as they stand in the file, with their quotes and spaces.
  func rawRange(row: Int, column: Int) -> Range<Int> {
    var index = Int(rowStarts[row])
    var cell = 0
    while true {
      let start = index
      if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
        index += 1
        while index < bytes.count {
          if bytes[index] == UInt8(ascii: "\"") {
            guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\"") else { break }
            index += 1
          }
          index += 1
        }
      }
      while index < bytes.count, bytes[index] != separator, bytes[index] != 0x0A,
        bytes[index] != 0x0D
      { index += 1 }
      if cell == column || index >= bytes.count || bytes[index] != separator {
        return start..<index
      }
      cell += 1
      index += 1
    }
  }

  /// The line and column of a cell's first byte, each from 1, in characters.
  func place(row: Int, column: Int) -> (line: Int, column: Int) {
    place(of: rawRange(row: row, column: column).lowerBound, fromRow: row)
  }

  /// The line and column of a byte on a row or behind it.
  private func place(of offset: Int, fromRow row: Int) -> (line: Int, column: Int) {
    CSVTable.place(
      of: offset, in: bytes, from: Int(rowStarts[row]), line: Int(rowLines[row]))
  }

  /// The line and column of a byte, counted from the start of a line that lies before it.
  static func place(
    of offset: Int, in bytes: [UInt8], from start: Int, line: Int
  ) -> (line: Int, column: Int) {
    var line = line
    var column = 1
    var index = start
    let end = min(offset, bytes.count)
    while index < end {
      let byte = bytes[index]
      if byte == 0x0A || (byte == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A)) {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80, byte != 0x0D {
        column += 1
      }
      index += 1
    }
    return (line, column)
  }
}

/// Something wrong with the form of a CSV file.
struct CSVFault: Hashable, Sendable {
  var kind: DiagnosticKind
  var line: Int
  var column: Int?
  var value: String?
  var message: String
  var suggestion: String?
}
