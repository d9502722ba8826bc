/// The cells of a table while its bytes stay where they are: see ``CSVTable/withCells(_:)``.
struct CellBytes {
  /// The cells of a row.
  let columnCount: Int
  fileprivate let starts: UnsafeBufferPointer<UInt32>
  fileprivate let ends: UnsafeBufferPointer<UInt32>
  fileprivate let bytes: UnsafeBufferPointer<UInt8>
  fileprivate let unquoted: UnsafeBufferPointer<UInt8>

  /// The text of the cell of that number, counted row by row.
  @inline(__always)
  func text(_ cell: Int) -> UnsafeBufferPointer<UInt8> {
    let start = starts[cell]
    let end = Int(ends[cell])
    if start & CSVTable.unquotedFlag != 0 {
      return UnsafeBufferPointer(
        rebasing: unquoted[Int(start & ~CSVTable.unquotedFlag)..<end])
    }
    return UnsafeBufferPointer(rebasing: bytes[Int(start)..<end])
  }
}

extension CSVTable {
  /// Hands out the cells without a copy; they are not to be kept.
  func withCells<Result>(_ body: (CellBytes) -> Result) -> Result {
    starts.withUnsafeBufferPointer { starts in
      ends.withUnsafeBufferPointer { ends in
        bytes.withUnsafeBufferPointer { bytes in
          unquoted.withUnsafeBufferPointer { unquoted in
            body(
              CellBytes(
                columnCount: columnCount, starts: starts, ends: ends, bytes: bytes,
                unquoted: unquoted))
          }
        }
      }
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The bytes from that place on, four or eight at once; so many must follow.
  @inline(__always)
  func word<Word: FixedWidthInteger>(at index: Int, as type: Word.Type) -> Word {
    UnsafeRawBufferPointer(self).loadUnaligned(fromByteOffset: index, as: type)
  }

  /// Whether both hold the same bytes.
  @inline(__always)
  func hasBytes(of other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard count == other.count else { return false }
    var index = 0
    while index &+ 8 <= count {
      if word(at: index, as: UInt64.self) != other.word(at: index, as: UInt64.self) { return false }
      index &+= 8
    }
    while index < count {
      if self[index] != other[index] { return false }
      index &+= 1
    }
    return true
  }
}
