/// A byte that no text file of a plan may hold.
struct TextFault: Hashable, Sendable {
  var kind: DiagnosticKind
  var offset: Int

  var message: String {
    kind == .nulByte ? "the file holds a NUL byte" : "the file holds bytes that are not UTF-8"
  }

  var suggestion: String {
    kind == .nulByte ? "save the file as text" : "save the file with the encoding UTF-8"
  }

  /// The first NUL byte or byte that is not UTF-8; nil where all are well.
  ///
  /// Source: the table of well-formed byte sequences, The Unicode Standard, table 3-7.
  static func find(in bytes: UnsafeBufferPointer<UInt8>) -> TextFault? {
    var index = 0
    let count = bytes.count
    while index < count {
      // Eight bytes at once where all are ASCII and none is NUL.
      while index + 8 <= count {
        let word = UnsafeRawBufferPointer(bytes).loadUnaligned(
          fromByteOffset: index, as: UInt64.self)
        let hasZero = (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
        guard word & 0x8080_8080_8080_8080 == 0, hasZero == 0 else { break }
        index += 8
      }
      guard index < count else { return nil }
      let byte = bytes[index]
      if byte < 0x80 {
        if byte == 0 { return TextFault(kind: .nulByte, offset: index) }
        index += 1
        continue
      }
      let length: Int
      var second: ClosedRange<UInt8> = 0x80...0xBF
      switch byte {
      case 0xC2...0xDF: length = 2
      case 0xE0: (length, second) = (3, 0xA0...0xBF)
      case 0xED: (length, second) = (3, 0x80...0x9F)
      case 0xE1...0xEF: length = 3
      case 0xF0: (length, second) = (4, 0x90...0xBF)
      case 0xF1...0xF3: length = 4
      case 0xF4: (length, second) = (4, 0x80...0x8F)
      default: return TextFault(kind: .invalidUTF8, offset: index)
      }
      guard index + length <= count, second.contains(bytes[index + 1]),
        (2..<4).allSatisfy({ $0 >= length || bytes[index + $0] & 0xC0 == 0x80 })
      else { return TextFault(kind: .invalidUTF8, offset: index) }
      index += length
    }
    return nil
  }
}
