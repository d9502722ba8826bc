import PlanModel
import WorkCalendar

/// Texts, references, words and lists.
extension RowReader {
  mutating func take<Draft>(
    _ text: UnsafeBufferPointer<UInt8>, _ column: Column<Draft>, at index: Int,
    _ draft: inout Draft
  ) {
    switch column.cell {
    // Those of most cells are read by `read` itself.
    case .text, .reference, .number, .whole, .day, .choice, .skills: break
    case .days(let set):
      guard let value = days(text, at: index) else { return }
      set(&draft, value)
    case .period(let set):
      guard case .period(let period) = DateText.reading(text, order: state.format.dates) else {
        cellError(
          .notAPeriod, at: index, "the cell is not a period",
          expected: "a period, as 2027-W09, 2027-03, 2027-Q1 or 2027")
        return
      }
      set(&draft, period)
    case .flag(let set):
      guard let value = RowReader.flag(text) else {
        cellError(.notYesOrNo, at: index, "the cell is neither yes nor no", expected: "yes or no")
        return
      }
      set(&draft, value)
    case .curve(let set):
      let sign = decimal ?? .point
      let value = list(text, at: index, "points money:value, concave, as 0:0; 1M:3M; 2M:4M") {
        text throws(ListText.Fault) in
        try ListText.curve(text, decimal: sign)
      }
      if let value { set(&draft, value) }
    case .workdays(let set):
      guard let week = WorkingWeek(String(decoding: text, as: UTF8.self)) else {
        cellError(
          .invalidWorkdays, at: index, "the cell names no working days",
          expected: "days, as mon-fri or mon,wed")
        return
      }
      set(&draft, week)
    }
  }

  /// A text that many cells may share.
  mutating func word(
    _ text: UnsafeBufferPointer<UInt8>, longest: Int, at index: Int
  ) -> String? {
    guard text.count <= longest else {
      cellError(
        .textTooLong, at: index, "the text has \(text.count) bytes",
        expected: "at most \(longest) bytes")
      return nil
    }
    let symbol = state.symbols.intern(text)
    return state.symbols[symbol]
  }

  /// Skills with levels; the usual form is read from its bytes.
  mutating func skills(
    _ text: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> [SkillLevel]? {
    var skills: [SkillLevel] = []
    skills.reserveCapacity(1 + text.count { $0 == UInt8(ascii: ";") })
    for part in ListText.SimpleParts(text) {
      guard let part else {
        return list(
          text, at: index, "skills with levels 1 to 5, as swift:3; sql:2", ListText.skills)
      }
      let symbol = state.symbols.intern(UnsafeBufferPointer(rebasing: text[part.name]))
      let skill = state.symbols[symbol]
      if skills.contains(where: { $0.skill == skill }) {
        return list(
          text, at: index, "skills with levels 1 to 5, each once, as swift:3; sql:2",
          ListText.skills)
      }
      skills.append(SkillLevel(skill, part.level))
    }
    return skills
  }

  /// A list, or nil with an error.
  mutating func list<Value>(
    _ text: UnsafeBufferPointer<UInt8>, at index: Int, _ expected: String,
    _ read: (String) throws(ListText.Fault) -> Value
  ) -> Value? {
    do throws(ListText.Fault) {
      return try read(String(decoding: text, as: UTF8.self))
    } catch {
      cellError(error.kind, at: index, error.message, expected: expected)
      return nil
    }
  }

  mutating func reference(
    _ text: UnsafeBufferPointer<UInt8>, to table: PlanTable, besides: String?, at index: Int
  ) -> String? {
    guard text.count <= CellLimits.longestId else {
      cellError(
        .textTooLong, at: index, "the reference has \(text.count) bytes",
        expected: "at most \(CellLimits.longestId) bytes")
      return nil
    }
    let symbol = state.symbols.intern(text)
    if let besides, state.symbols[symbol] == besides { return besides }
    let origin = RowOrigin(file: source.file, line: source.csv.rowLines[row])
    switch state.references.resolve(symbol, in: table, origin: origin) {
    case .id(let id): return state.symbols[id]
    case .unknown:
      let written = state.symbols[symbol]
      let near = state.references.suggestion(for: symbol, in: table, symbols: state.symbols)
      cellError(
        .unknownReference, at: index,
        "no \(table.noun) has the id or name '\(shown(written))'",
        expected: "an id or unique name of \(table.rawValue).csv",
        suggestion: near.map { suggestion(of: $0) }
          ?? "add the \(table.noun) to \(table.rawValue).csv")
    case .ambiguous:
      let written = state.symbols[symbol]
      cellError(
        .ambiguousReference, at: index,
        "several rows of \(table.rawValue).csv bear the name '\(shown(written))'",
        suggestion: "write the id")
    }
    return nil
  }

  mutating func choice(
    _ text: UnsafeBufferPointer<UInt8>, _ words: [String], at index: Int
  ) -> Int? {
    for (place, word) in words.enumerated() where text.elementsEqual(word.utf8) { return place }
    let name = TableHeader.normalised(String(decoding: text, as: UTF8.self))
    if let place = words.firstIndex(where: { $0.lowercased() == name }) { return place }
    cellError(
      .unknownChoice, at: index, "the cell is none of the words that the column knows",
      expected: String.alternatives(words),
      suggestion: suggestion(for: name, among: words))
    return nil
  }

  static func flag(_ text: some Collection<UInt8>) -> Bool? {
    switch String(decoding: text.prefix(8), as: UTF8.self).lowercased() {
    case "yes", "y", "true", "1": true
    case "no", "n", "false", "0": false
    default: nil
    }
  }
}
