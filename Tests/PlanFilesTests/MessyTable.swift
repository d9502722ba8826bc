import PlanFiles
import TestSupport

/// A table of projects as people save it: any separator, line end and quoting, with comments and blank
/// lines; it knows where each cell stands.
struct MessyTable {
  static let columns = ["name", "owner", "manager", "sponsor", "gate"]

  private(set) var bytes: [UInt8] = []
  /// By row, the id first, and by column of the header: the text of each cell.
  private(set) var rows: [[String]] = []
  /// The bytes of each cell, with its quotes and spaces.
  private(set) var ranges: [[Range<Int>]] = []
  /// The columns in the order of the file.
  private(set) var header: [String] = []

  private var random: SplitMix64
  private let separator: UInt8
  private let lineEnd: [UInt8]
  private let isQuotedOften: Bool

  init(seed: UInt64) {
    random = SplitMix64(seed)
    separator = Array(",;\t".utf8)[random.next(in: 0...2)]
    lineEnd = [[0x0A], [0x0D, 0x0A], [0x0D]][random.next(in: 0...2)]
    isQuotedOften = random.next(in: 0...1) == 0
    if random.next(in: 0...2) == 0 { bytes = [0xEF, 0xBB, 0xBF] }
    header = (["id", "x_kept"] + Self.columns).shuffled(using: &random)
    addRemarks()
    _ = addRow(header.map { random.next(in: 0...3) == 0 ? $0.uppercased() : $0 })
    for number in 0..<random.next(in: 1...6) {
      addRemarks()
      let row = header.map { $0 == "id" ? "p\(number)" : Self.text(&random) }
      rows.append(row)
      ranges.append(addRow(row))
    }
    if random.next(in: 0...2) == 0 { bytes.removeLast(lineEnd.count) } else { addRemarks() }
  }

  /// A text that tables have trouble with.
  static func text(_ random: inout SplitMix64) -> String {
    let parts = [
      "Ann", " ", "\"", "\"\"", ",", ";", "\t", "#", "\n", "\r\n", "å", "e\u{301}", "\u{A0}", "👩‍🚀",
      "-", "1,5",
      "=1+1", "'",
    ]
    return (0..<random.next(in: 0...4)).map { _ in parts[random.next(in: 0...parts.count - 1)] }
      .joined()
  }

  /// The text as a cell gives it: without white space at its ends.
  static func read(_ text: String) -> String {
    var scalars = text.unicodeScalars[...]
    func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.value <= 0x20 || scalar == "\u{A0}" }
    while let first = scalars.first, isSpace(first) { scalars.removeFirst() }
    while let last = scalars.last, isSpace(last) { scalars.removeLast() }
    return String(scalars)
  }

  private mutating func addRemarks() {
    for _ in 0..<max(0, random.next(in: -3...2)) {
      bytes += ["", "# to check; \"with\" care,", "   "][random.next(in: 0...2)].utf8
      bytes += lineEnd
    }
  }

  private mutating func addRow(_ cells: [String]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for (column, text) in cells.enumerated() {
      if column > 0 { bytes.append(separator) }
      let start = bytes.count
      let plain = Array(text.utf8)
      let needsQuotes =
        plain.contains { $0 == separator || [0x22, 0x0A, 0x0D].contains($0) }
        || (column == 0 && plain.first == UInt8(ascii: "#"))
      if needsQuotes || (isQuotedOften && random.next(in: 0...2) == 0) {
        bytes.append(0x22)
        bytes += plain.flatMap { $0 == 0x22 ? [0x22, 0x22] : [$0] }
        bytes.append(0x22)
      } else {
        bytes += plain
      }
      ranges.append(start..<bytes.count)
    }
    bytes += lineEnd
    return ranges
  }
}
