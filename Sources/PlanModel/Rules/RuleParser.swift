/// The grammar of rules, weakest first: `or`, `and`, `not`, comparisons and `in`, sums, products, signs.
struct RuleParser {
  /// A part before its fields and types are known, and where it stands.
  struct Part {
    indirect enum Kind {
      case value(RuleToken.Kind)
      case not(Part)
      case negative(Part)
      case among(Part, [String])
      case pair(RuleExpression.Operator, Part, Part)
      case summary(RuleExpression.Summary, Part)
    }

    var kind: Kind
    var offset: Int
  }

  private let tokens: [RuleToken]
  private var index = 0
  private var depth = 0

  init(_ tokens: [RuleToken]) { self.tokens = tokens }

  private var token: RuleToken { tokens[index] }

  /// The whole text as one expression.
  mutating func rule() throws(RuleFault) -> Part {
    let part = try binary(0)
    guard token.kind == .end else { throw unexpected("the end, or a sign between two values") }
    return part
  }

  private typealias Operator = RuleExpression.Operator
  private static let levels: [[Operator]] = [
    [.or], [.and], [.equal, .different, .less, .atMost, .more, .atLeast], [.plus, .minus],
    [.times, .over],
  ]
  private static let comparison = 2

  private mutating func binary(_ level: Int) throws(RuleFault) -> Part {
    guard level < Self.levels.count else { return try signed() }
    if level == Self.comparison, case .word("not") = token.kind {
      let offset = token.offset
      index += 1
      return Part(
        kind: .not(try nested { parser throws(RuleFault) in try parser.binary(level) }),
        offset: offset)
    }
    var left = try binary(level + 1)
    if level == Self.comparison, case .word("in") = token.kind { return try among(left) }
    while let found = current(Self.levels[level]) {
      let offset = token.offset
      index += 1
      let right = try binary(level + 1)
      left = Part(kind: .pair(found, left, right), offset: offset)
      if level == Self.comparison, current(Self.levels[level]) != nil {
        throw unexpected("one comparison; join two by and")
      }
    }
    return left
  }

  private func current(_ operators: [Operator]) -> Operator? {
    switch token.kind {
    case .word(let word), .sign(let word): operators.first { $0.rawValue == word }
    default: nil
    }
  }

  private mutating func nested(
    _ body: (inout RuleParser) throws(RuleFault) -> Part
  ) throws(RuleFault) -> Part {
    depth += 1
    defer { depth -= 1 }
    guard depth <= RuleFault.deepest else {
      throw RuleFault(.size, at: token.offset, "the rule is nested too deeply")
    }
    return try body(&self)
  }

  private mutating func signed() throws(RuleFault) -> Part {
    let offset = token.offset
    guard case .sign("-") = token.kind else { return try primary() }
    index += 1
    return Part(
      kind: .negative(try nested { parser throws(RuleFault) in try parser.signed() }),
      offset: offset)
  }

  private mutating func primary() throws(RuleFault) -> Part {
    let start = token
    switch start.kind {
    case .number, .day, .text:
      index += 1
      return Part(kind: .value(start.kind), offset: start.offset)
    case .word(let word) where !["and", "or", "not", "in"].contains(word):
      index += 1
      guard case .sign("(") = token.kind else {
        return Part(kind: .value(start.kind), offset: start.offset)
      }
      guard let summary = RuleExpression.Summary(rawValue: word) else {
        throw RuleFault(
          .syntax, at: start.offset, "there is no function '\(word.prefix(40))'",
          expected: "one of weeks, max, min, mean",
          suggestion: suggestion(
            for: word, among: RuleExpression.Summary.allCases.map(\.rawValue)))
      }
      return Part(kind: .summary(summary, try bracketed()), offset: start.offset)
    case .sign("("): return try bracketed()
    default: throw unexpected("a value: a field, a number, a date or a text in quotes")
    }
  }

  private mutating func bracketed() throws(RuleFault) -> Part {
    let open = token.offset
    index += 1
    let part = try nested { parser throws(RuleFault) in try parser.binary(0) }
    guard case .sign(")") = token.kind else {
      guard token.kind == .end else { throw unexpected("a closing bracket, or a sign") }
      throw RuleFault(.bracket, at: open, "the bracket is not closed", suggestion: "add ')'")
    }
    index += 1
    return part
  }

  /// `in [a, b]`.
  private mutating func among(_ left: Part) throws(RuleFault) -> Part {
    let offset = token.offset
    index += 1
    guard case .sign("[") = token.kind else { throw unexpected("a list, as [committed, active]") }
    let open = token.offset
    var names: [String] = []
    repeat {
      index += 1
      switch token.kind {
      case .word(let name), .text(let name): names.append(name)
      case .end:
        throw RuleFault(.bracket, at: open, "the bracket is not closed", suggestion: "add ']'")
      default: throw unexpected("a word, or a text in quotes")
      }
      index += 1
    } while token.kind == .sign(",")
    guard case .sign("]") = token.kind else {
      guard token.kind == .end else { throw unexpected("a comma or ']'") }
      throw RuleFault(.bracket, at: open, "the bracket is not closed", suggestion: "add ']'")
    }
    index += 1
    return Part(kind: .among(left, names), offset: offset)
  }

  private func unexpected(_ expected: String) -> RuleFault {
    let found: String
    switch token.kind {
    case .end: found = "the rule ends too early"
    case .sign(let sign) where sign == ")" || sign == "]":
      return RuleFault(
        .bracket, at: token.offset, "'\(sign)' closes nothing that was opened here",
        expected: expected)
    case .word(let text), .sign(let text): found = "'\(text.prefix(40))' cannot stand here"
    default: found = "a value cannot stand here"
    }
    return RuleFault(.syntax, at: token.offset, found, expected: expected)
  }
}
