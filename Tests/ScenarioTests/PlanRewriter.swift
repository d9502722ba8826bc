import PlanFiles
import TestSupport

/// Writes the tables of a plan in another way that means the same: other orders of rows and columns,
/// another separator, line end and decimal sign, in parts, with remarks.
struct PlanRewriter {
  private var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed) }

  /// The same plan in other bytes.
  mutating func rewritten(_ files: [PlanFile]) -> [PlanFile] {
    var result: [PlanFile] = []
    for file in files {
      guard file.name.hasSuffix(".csv") else {
        // plan.yaml: remarks and line ends.
        let text = "# settings\n" + String(decoding: file.bytes, as: UTF8.self)
        let lineEnd = ["\n", "\r\n"][random.next(in: 0...1)]
        result.append(
          PlanFile(
            name: file.name,
            text: text.split(separator: "\n", omittingEmptySubsequences: false).joined(
              separator: lineEnd)))
        continue
      }
      let table = Self.cells(String(decoding: file.bytes, as: UTF8.self))
      guard let header = table.first, table.count > 2, random.next(in: 0...3) == 0 else {
        result.append(PlanFile(name: file.name, text: write(table)))
        continue
      }
      // A table in two parts.
      let middle = random.next(in: 1...table.count - 1)
      let stem = file.name.dropLast(4)
      result.append(PlanFile(name: "\(stem)-b.csv", text: write(Array(table[..<middle]))))
      result.append(PlanFile(name: "\(stem)-a.csv", text: write([header] + table[middle...])))
    }
    return result.shuffled(using: &random)
  }

  private mutating func write(_ table: [[String]]) -> String {
    let separator = [",", ";", "\t"][random.next(in: 0...2)]
    let lineEnd = ["\n", "\r\n", "\r"][random.next(in: 0...2)]
    let hasComma = random.next(in: 0...1) == 0
    let columns = Array((table.first ?? []).indices).shuffled(using: &random)
    let rows = table.dropFirst().shuffled(using: &random)
    let isQuoted = random.next(in: 0...2) == 0
    var text = random.next(in: 0...2) == 0 ? "\u{FEFF}" : ""
    if random.next(in: 0...1) == 0 { text += "# by hand; with care, and \"so on\"" + lineEnd }
    for (number, row) in ([table.first ?? []] + rows).enumerated() {
      if number > 0, random.next(in: 0...9) == 0 { text += "# remark" + lineEnd }
      let cells = columns.map { column -> String in
        var cell = row[column]
        if number > 0, hasComma { cell = Self.withComma(cell) }
        let needsQuotes = cell.contains { ",;\t\"\n\r".contains($0) } || cell.hasPrefix("#")
        guard needsQuotes || (isQuoted && random.next(in: 0...1) == 0) else { return cell }
        return "\""
          + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
          + "\""
      }
      text += cells.joined(separator: separator) + lineEnd
    }
    return text
  }

  /// `0.5%` as `0,5%`; in a curve each number.
  private static func withComma(_ cell: String) -> String {
    if cell.wholeMatch(of: /-?[0-9]+\.[0-9]+%?/) != nil
      || cell.wholeMatch(of: /[0-9.:; kM]+/) != nil
    {
      return String(cell.map { $0 == "." ? "," : $0 })
    }
    return cell
  }

  /// The cells of a table with commas, as `PlanWriter` writes it.
  private static func cells(_ text: String) -> [[String]] {
    var rows: [[String]] = [[]]
    var cell = ""
    var isQuoted = false
    var wasQuote = false
    for character in text.unicodeScalars {
      if character == "\"" {
        // A doubled quote is one.
        if wasQuote, !isQuoted { cell += "\"" }
        isQuoted.toggle()
        wasQuote = !isQuoted
        continue
      }
      wasQuote = false
      if !isQuoted, character == "," || character == "\n" {
        rows[rows.count - 1].append(cell)
        cell = ""
        if character == "\n" { rows.append([]) }
      } else {
        cell.unicodeScalars.append(character)
      }
    }
    return rows.filter { !$0.isEmpty }
  }
}
