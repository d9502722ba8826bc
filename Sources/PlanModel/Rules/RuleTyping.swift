/// Gives each part of a rule its field and its type.
struct RuleTyping {
  private typealias Part = RuleParser.Part
  private typealias Node = RuleExpression.Node
  private typealias ValueType = RuleSubject.ValueType

  private let subject: RuleSubject
  private let known: [RuleSubject.Field]
  private(set) var fields: Set<String> = []
  /// Whether the place is within a function over the weeks.
  private var isOverWeeks = false

  init(subject: RuleSubject) {
    self.subject = subject
    known = subject.fields
  }

  /// A part as yes or no; a field of another type: whether it has a value.
  mutating func condition(_ part: RuleParser.Part) throws(RuleFault) -> RuleExpression.Node {
    let (node, type) = try typed(part)
    if type == .truth { return node }
    if case .field = node, !isWeekly(node) { return node }
    throw wrong(type, .truth, at: part.offset)
  }

  private func wrong(_ type: ValueType, _ wanted: ValueType, at offset: Int) -> RuleFault {
    RuleFault(
      .type, at: offset, "a \(type.rawValue) stands where \(wanted.rawValue) is asked",
      expected: wanted == .truth
        ? "a condition, as owner or short_hours <= 40" : "a \(wanted.rawValue)")
  }

  private func isWeekly(_ node: Node) -> Bool {
    guard case .field(let name) = node else { return false }
    return known.contains { $0.name == name && $0.isWeekly }
  }

  /// A part as a number.
  mutating func number(_ part: RuleParser.Part) throws(RuleFault) -> RuleExpression.Node {
    let (node, type) = try typed(part)
    guard type == .number else { throw wrong(type, .number, at: part.offset) }
    return node
  }

  private mutating func typed(
    _ part: Part, wordIsText: Bool = false
  ) throws(RuleFault) -> (Node, ValueType) {
    switch part.kind {
    case .value(let value): return try literal(value, at: part.offset, wordIsText)
    case .not(let inner): return (.not(try condition(inner)), .truth)
    case .negative(let inner): return (.negative(try number(inner)), .number)
    case .among(let inner, let names):
      let (node, type) = try typed(inner)
      guard type == .text else { throw wrong(type, .text, at: inner.offset) }
      return (.among(node, names), .truth)
    case .summary(let summary, let inner): return try over(summary, inner, at: part.offset)
    case .pair(let sign, let left, let right): return try pair(sign, left, right, at: part.offset)
    }
  }

  private mutating func literal(
    _ value: RuleToken.Kind, at offset: Int, _ wordIsText: Bool
  ) throws(RuleFault) -> (Node, ValueType) {
    switch value {
    case .number(let number): return (.number(number), .number)
    case .day(let day): return (.day(day), .day)
    case .text(let text): return (.text(text), .text)
    case .word(let word): return try field(word, at: offset, wordIsText)
    case .sign, .end: throw RuleFault(.syntax, at: offset, "a value is missing")
    }
  }

  private mutating func field(
    _ word: String, at offset: Int, _ wordIsText: Bool
  ) throws(RuleFault) -> (Node, ValueType) {
    guard let field = known.first(where: { $0.name == word }) else {
      if wordIsText { return (.text(word), .text) }
      throw RuleFault(
        .field, at: offset, "a \(subject.rawValue) has no field '\(word.prefix(40))'",
        expected: "one of \(known.map(\.name).joined(separator: ", "))",
        suggestion: suggestion(for: word, among: known.map(\.name)))
    }
    if field.isWeekly, !isOverWeeks {
      throw RuleFault(
        .type, at: offset, "'\(word)' has another value in each week",
        expected: "a function of it, as max(\(word)) or weeks(\(word) > 1)")
    }
    fields.insert(word)
    return (.field(word), field.type)
  }

  private mutating func over(
    _ summary: RuleExpression.Summary, _ inner: Part, at offset: Int
  ) throws(RuleFault) -> (Node, ValueType) {
    guard !isOverWeeks else {
      throw RuleFault(.type, at: offset, "'\(summary.rawValue)' stands within another function")
    }
    guard known.contains(where: \.isWeekly) else {
      throw RuleFault(
        .type, at: offset, "a \(subject.rawValue) has no field that changes from week to week")
    }
    isOverWeeks = true
    defer { isOverWeeks = false }
    let node = summary == .weeks ? try condition(inner) : try number(inner)
    return (.summary(summary, node), .number)
  }

  private mutating func pair(
    _ sign: RuleExpression.Operator, _ left: Part, _ right: Part, at offset: Int
  ) throws(RuleFault) -> (Node, ValueType) {
    switch sign {
    case .or, .and:
      return (.pair(sign, try condition(left), try condition(right), at: offset), .truth)
    case .plus, .minus, .times, .over:
      let (first, second) = (try number(left), try number(right))
      if sign == .over, second == .number(0) {
        throw RuleFault(
          .zero, at: offset, "a number is divided by 0", expected: "a divisor that is not 0")
      }
      return (.pair(sign, first, second, at: offset), .number)
    case .equal, .different, .less, .atMost, .more, .atLeast:
      let (first, type) = try typed(left)
      let (second, other) = try typed(right, wordIsText: type == .text)
      guard type == other else { throw wrong(other, type, at: right.offset) }
      let isOrdered = type == .number || type == .day
      guard isOrdered || sign == .equal || sign == .different else {
        throw RuleFault(
          .type, at: offset, "'\(sign.rawValue)' has no meaning for \(type.rawValue)",
          expected: "= or !=, or numbers or dates on both sides")
      }
      return (.pair(sign, first, second, at: offset), .truth)
    }
  }
}
