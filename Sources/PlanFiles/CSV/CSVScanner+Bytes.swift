/// What can be told of the bytes alone.
extension CSVScanner {
  /// The separator that stands most often in the header, outside quotes; a comma where none does.
  static func separator(_ bytes: UnsafeBufferPointer<UInt8>, header index: Int) -> UInt8 {
    var counts: (comma: Int, semicolon: Int, tab: Int) = (0, 0, 0)
    var quoted = false
    var position = index
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "\"") { quoted.toggle() }
      if quoted { continue }
      if byte == 0x0A || byte == 0x0D { break }
      if byte == UInt8(ascii: ",") { counts.comma += 1 }
      if byte == UInt8(ascii: ";") { counts.semicolon += 1 }
      if byte == UInt8(ascii: "\t") { counts.tab += 1 }
    }
    if counts.semicolon > counts.comma, counts.semicolon >= counts.tab { return UInt8(ascii: ";") }
    return counts.tab > counts.comma ? UInt8(ascii: "\t") : UInt8(ascii: ",")
  }

  /// No fewer cells than there are: each ends at a separator, a line end or the end of the file.
  static func cellsAtMost(_ bytes: UnsafeBufferPointer<UInt8>, _ separator: UInt8) -> Int {
    let separators = UInt64(separator) &* 0x0101_0101_0101_0101
    var ends = 1
    var index = 0
    while index + 8 <= bytes.count {
      // Each byte of `counts` counts those in its place: 255 words at once cannot overflow it.
      let stop = min(bytes.count - 7, index + 255 * 8)
      var counts: UInt64 = 0
      while index < stop {
        let word = bytes.word(at: index, as: UInt64.self)
        let zeros =
          zeroBytes(word ^ separators) | zeroBytes(word ^ 0x0A0A_0A0A_0A0A_0A0A)
          | zeroBytes(word ^ 0x0D0D_0D0D_0D0D_0D0D)
        counts &+= zeros >> 7
        index &+= 8
      }
      for byte in 0..<8 { ends += Int(counts >> (8 * byte) & 0xFF) }
    }
    for byte in bytes[index...] where byte == separator || byte == 0x0A || byte == 0x0D {
      ends += 1
    }
    // A row of too many cells is given up, and so is a table: one row more than it may have.
    return min(ends, CSVScanner.mostCells + CSVScanner.mostColumns)
  }

  /// The top bit of each byte that is 0. Source: H. Warren, Hacker's Delight, 2nd ed., §6-1.
  @inline(__always)
  private static func zeroBytes(_ word: UInt64) -> UInt64 {
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    return ~(((word & low) &+ low) | word | low)
  }

  /// The bytes without the spaces around them, the no-break space among them.
  @inline(__always)
  static func trimmed(
    _ bytes: UnsafeBufferPointer<UInt8>, _ first: Int, _ last: Int
  ) -> Range<Int> {
    var start = first
    var end = last
    while start < end {
      if bytes[start] <= 0x20 {
        start += 1
      } else if bytes[start] == 0xC2, start + 1 < end, bytes[start + 1] == 0xA0 {
        start += 2
      } else {
        break
      }
    }
    while end > start {
      if bytes[end - 1] <= 0x20 {
        end -= 1
      } else if bytes[end - 1] == 0xA0, end - 2 >= start, bytes[end - 2] == 0xC2 {
        end -= 2
      } else {
        break
      }
    }
    return start..<end
  }
}
