import WorkCalendar

/// A word or sign of a rule, and where it stands.
struct RuleToken: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case number(Double)
    case day(Day)
    /// A quoted text.
    case text(String)
    case word(String)
    case sign(String)
    case end
  }

  var kind: Kind
  /// In characters of the rule, from 0.
  var offset: Int

  private static let signs: Set<Character> = [
    "(", ")", "[", "]", ",", "=", "<", ">", "+", "-", "*", "/",
  ]

  /// The words and signs of a rule, with the end as the last.
  static func tokens(of text: String) throws(RuleFault) -> [RuleToken] {
    guard text.unicodeScalars.count <= RuleFault.longest else {
      throw RuleFault(
        .size, at: 0, "the rule is too long", expected: "at most \(RuleFault.longest) characters")
    }
    let letters = Array(text)
    var tokens: [RuleToken] = []
    var index = 0
    while index < letters.count {
      let letter = letters[index]
      if letter.isWhitespace {
        index += 1
        continue
      }
      guard tokens.count < RuleFault.mostTokens else {
        throw RuleFault(
          .size, at: index, "the rule is too long",
          expected: "at most \(RuleFault.mostTokens) words and signs")
      }
      let start = index
      tokens.append(RuleToken(kind: try next(letters, &index), offset: start))
    }
    return tokens + [RuleToken(kind: .end, offset: letters.count)]
  }

  private static func next(
    _ letters: [Character], _ index: inout Int
  ) throws(RuleFault) -> Kind {
    let start = index
    let letter = letters[index]
    if letter == "'" || letter == "\"" {
      guard let end = letters[(start + 1)...].firstIndex(of: letter) else {
        throw RuleFault(.bracket, at: start, "the quote is not closed", suggestion: "close it")
      }
      index = end + 1
      return .text(String(letters[start + 1..<end]))
    }
    if letter.isASCII, letter.isNumber { return try number(letters, &index) }
    if letter.isLetter || letter == "_" {
      while index < letters.count, isInWord(letters[index]) { index += 1 }
      return .word(String(letters[start..<index]))
    }
    let two = String(letters[start..<Swift.min(start + 2, letters.count)])
    if ["!=", "<=", ">="].contains(two) {
      index += 2
      return .sign(two)
    }
    guard signs.contains(letter) else {
      throw RuleFault(.syntax, at: start, "'\(letter)' has no meaning in a rule")
    }
    index += 1
    return .sign(String(letter))
  }

  private static func isInWord(_ letter: Character) -> Bool {
    letter.isLetter || letter.isNumber || letter == "_" || letter == "."
  }

  /// `2`, `0.5`, `20%`, `2027-03-01`.
  private static func number(
    _ letters: [Character], _ index: inout Int
  ) throws(RuleFault) -> Kind {
    let start = index
    if start + 10 <= letters.count, let day = Day(String(letters[start..<start + 10])) {
      index += 10
      return .day(day)
    }
    while index < letters.count, isInWord(letters[index]) { index += 1 }
    let text = String(letters[start..<index])
    guard let value = Double(text), value.isFinite else {
      throw RuleFault(
        .syntax, at: start, "'\(text.prefix(40))' is not a number",
        expected: "a number, as 2, 0.5 or 20%")
    }
    guard index < letters.count, letters[index] == "%" else { return .number(value) }
    index += 1
    return .number(value / 100)
  }
}
