/// The least that any reader of CSV must do: find where each cell ends.
///
/// Quotes, separators and line ends of RFC 4180 with `\n`; no check, no trimming, no text, no meaning.
enum BareScan {
  /// The ends of all cells, row by row, and the number of rows.
  static func cells(of bytes: [UInt8], into ends: inout [UInt32]) -> Int {
    ends.removeAll(keepingCapacity: true)
    var rows = 0
    var isQuoted = false
    bytes.withUnsafeBufferPointer { bytes in
      for index in bytes.indices {
        let byte = bytes[index]
        if byte >= 0x2D { continue }  // Everything of interest lies below.
        if byte == 0x22 {
          isQuoted.toggle()
        } else if !isQuoted {
          if byte == 0x2C {
            ends.append(UInt32(truncatingIfNeeded: index))
          } else if byte == 0x0A {
            ends.append(UInt32(truncatingIfNeeded: index))
            rows += 1
          }
        }
      }
    }
    return rows
  }
}
