import PlanModel

/// Numbers, and the decimal sign of a file.
extension RowReader {
  mutating func whole(
    _ text: UnsafeBufferPointer<UInt8>, _ rule: NumberRule, at index: Int
  ) -> Int? {
    guard let value = number(text, rule, at: index) else { return nil }
    guard value == value.rounded() else {
      cellError(.notANumber, at: index, "the number is not whole", expected: rule.expected)
      return nil
    }
    return Int(value)
  }

  mutating func number(
    _ text: UnsafeBufferPointer<UInt8>, _ rule: NumberRule, at index: Int
  ) -> Double? {
    guard let number = NumberText.parse(text, decimal: decimal ?? .point) else {
      if let signConflict, signConflict == (row, index) { return nil }
      let isWords = text.contains { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }
      let sign = decimal
      cellError(
        .notANumber, at: index,
        isWords
          ? "the cell is not a number"
          : sign.map { "the cell is not a number with the \($0) as decimal sign" }
            ?? "the cell is not a number",
        expected: rule.expected)
      return nil
    }
    if decimal == nil, !reportedAmbiguity, DecimalEvidence(text) == .ambiguous {
      reportedAmbiguity = true
      cellError(
        .ambiguousNumber, at: index,
        "the number may be read with its point or comma as decimal or as grouping sign",
        suggestion: "write 'decimal: point' or 'decimal: comma' in plan.yaml")
      return nil
    }
    var value = number.value
    switch rule.form {
    case .plain, .money:
      let suffix = (text.last ?? 0) | 0x20
      let isMultiple = suffix == UInt8(ascii: "k") || suffix == UInt8(ascii: "m")
      if number.isPercent || (rule.form == .plain && isMultiple) {
        cellError(
          .notANumber, at: index, "the number has a suffix that its column does not take",
          expected: rule.expected,
          suggestion: number.isPercent ? RowReader.withoutPercent(number.value) : nil)
        return nil
      }
    case .share: break
    case .percent:
      if !number.isPercent {
        if value > 0, value <= 1 {
          let written = String(decoding: text, as: UTF8.self)
          cellError(
            .ambiguousPercent, at: index, "\(written) may be \(written) percent or a share",
            expected: rule.expected,
            suggestion: "write \(written)% for that many percent, or the share as percent")
          return nil
        }
        value /= 100
      }
    }
    guard rule.range.contains(value) else {
      cellError(
        .numberOutOfRange, at: index, "the number is out of range", expected: rule.expected)
      return nil
    }
    return value
  }

  /// `write 0.5` for a share that is written as 50%.
  private static func withoutPercent(_ share: Double) -> String? {
    let rounded = (share * 1e6).rounded() / 1e6
    guard rounded.magnitude < 1e9 else { return nil }
    return "write \(rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)")"
  }

  /// Finds the decimal sign of the file by the numbers that leave no doubt.
  mutating func findDecimalSign(_ numbers: [Int], curves: [Int]) {
    let csv = source.csv
    let search = csv.withCells { cells in
      var search = DecimalSearch()
      for row in 1..<max(1, csv.rowCount) {
        for column in numbers {
          let text = cells.text(row * cells.columnCount + column)
          if text.count > 1, text.count <= 64 { search.look(at: text, row, column) }
        }
        for column in curves {
          let text = cells.text(row * cells.columnCount + column)
          for part in text.split(whereSeparator: { $0 == 0x3A || $0 == 0x3B }) {
            search.look(at: UnsafeBufferPointer(rebasing: part), row, column)
          }
        }
      }
      return search
    }
    decimal = search.first?.sign ?? state.format.decimal
    state.decimals[source.file] = decimal
    guard let first = search.first, let conflict = search.conflict else { return }
    signConflict = conflict
    row = conflict.row
    cellError(
      .mixedDecimalSigns, at: conflict.column,
      "the file uses both point and comma as decimal sign: line \(csv.rowLines[first.row]) has the"
        + " \(first.sign)", suggestion: "write all numbers of a file alike")
  }

  /// The numbers of a file that leave no doubt of its decimal sign.
  private struct DecimalSearch {
    /// The first of them.
    var first: (sign: DecimalSign, row: Int, column: Int)?
    /// The first that has the other sign.
    var conflict: (row: Int, column: Int)?

    mutating func look(at text: UnsafeBufferPointer<UInt8>, _ row: Int, _ column: Int) {
      guard case .decides(let sign) = DecimalEvidence(text) else { return }
      guard let first else {
        first = (sign, row, column)
        return
      }
      if first.sign != sign, conflict == nil { conflict = (row, column) }
    }
  }
}
