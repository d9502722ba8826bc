/// A table for spreadsheets and programs. Source: RFC 4180.
struct CSVText {
  private(set) var text = ""

  init(_ header: [String]) { add(header) }

  /// Adds a row; cells that need it are quoted.
  mutating func add(_ row: [String]) {
    for (index, cell) in row.enumerated() {
      if index > 0 { text += "," }
      text += CSVText.quoted(cell)
    }
    text += "\r\n"
  }

  static func quoted(_ cell: String) -> String {
    let needsQuotes = cell.utf8.contains {
      $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n")
        || $0 == UInt8(ascii: "\r")
    }
    guard needsQuotes || cell.first == " " || cell.last == " " else { return cell }
    // By scalars: a quote before a combining mark is a quote as well.
    var quoted = String.UnicodeScalarView("\"".unicodeScalars)
    for scalar in cell.unicodeScalars {
      quoted.append(scalar)
      if scalar == "\"" { quoted.append(scalar) }
    }
    return String(quoted) + "\""
  }
}
