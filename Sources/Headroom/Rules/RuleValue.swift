import PlanModel
import WorkCalendar

/// What a part of a rule comes to for one subject; nil stands for a value that is missing.
enum RuleValue: Hashable, Sendable {
  case number(Double)
  case text(String)
  case day(Day)
  case truth(Bool)
}

/// One subject of rules with the values of its fields.
struct RuleCase: Sendable {
  var id: String
  var origin: RowOrigin = .none
  var values: [String: RuleValue] = [:]
  /// By field, a number for each week; none where the week has no such value.
  var weekly: [String: [Double?]] = [:]

  /// A rule cannot be judged: a number is divided by 0.
  struct DividedByZero: Error, Hashable, Sendable {}

  /// Whether the rule holds. A comparison in which a value is missing does not hold.
  func meets(_ rule: RuleExpression) throws(DividedByZero) -> Bool {
    try holds(rule.root, week: nil)
  }

  /// What a formula comes to; nil where a value that it needs is missing.
  func number(of formula: RuleExpression) throws(DividedByZero) -> Double? {
    try number(formula.root, week: nil)
  }

  private typealias Node = RuleExpression.Node

  private func holds(_ node: Node, week: Int?) throws(DividedByZero) -> Bool {
    switch try value(node, week: week) {
    case .truth(let truth)?: truth
    case .text(let text)?: !text.isEmpty
    case .number?, .day?: true
    case nil: false
    }
  }

  private func value(_ node: Node, week: Int?) throws(DividedByZero) -> RuleValue? {
    switch node {
    case .number(let number): return .number(number)
    case .text(let text): return .text(text)
    case .day(let day): return .day(day)
    case .field(let name):
      if let week, let numbers = weekly[name] { return numbers[week].map { .number($0) } }
      return values[name]
    case .not(let inner): return .truth(!(try holds(inner, week: week)))
    case .negative(let inner): return try number(inner, week: week).map { .number(-$0) }
    case .among(let inner, let names):
      guard case .text(let text)? = try value(inner, week: week) else { return .truth(false) }
      return .truth(names.contains(text))
    case .summary(let summary, let inner):
      return try over(summary, inner).map { .number($0) }
    case .pair(let sign, let left, let right, _):
      return try pair(sign, left, right, week: week)
    }
  }

  private func number(_ node: Node, week: Int?) throws(DividedByZero) -> Double? {
    guard case .number(let number)? = try value(node, week: week) else { return nil }
    return number
  }

  private func pair(
    _ sign: RuleExpression.Operator, _ left: Node, _ right: Node, week: Int?
  ) throws(DividedByZero) -> RuleValue? {
    switch sign {
    case .or:
      return .truth(try holds(left, week: week) ? true : try holds(right, week: week))
    case .and:
      return .truth(try holds(left, week: week) ? try holds(right, week: week) : false)
    case .plus, .minus, .times, .over:
      guard let first = try number(left, week: week), let second = try number(right, week: week)
      else { return nil }
      switch sign {
      case .plus: return .number(first + second)
      case .minus: return .number(first - second)
      case .times: return .number(first * second)
      default:
        guard second != 0 else { throw DividedByZero() }
        return .number(first / second)
      }
    case .equal, .different, .less, .atMost, .more, .atLeast:
      guard let first = try value(left, week: week), let second = try value(right, week: week)
      else { return .truth(false) }
      return .truth(Self.compare(sign, first, second))
    }
  }

  /// Hours that differ by less than this are the same: what is left of sums of many terms.
  private static let tolerance = 1e-6

  private static func compare(
    _ sign: RuleExpression.Operator, _ first: RuleValue, _ second: RuleValue
  ) -> Bool {
    let difference: Double
    switch (first, second) {
    case (.number(let first), .number(let second)): difference = first - second
    case (.day(let first), .day(let second)): difference = Double(first - second)
    default: return sign == .equal ? first == second : first != second
    }
    switch sign {
    case .equal: return difference.magnitude <= tolerance
    case .different: return difference.magnitude > tolerance
    case .less: return difference < -tolerance
    case .atMost: return difference <= tolerance
    case .more: return difference > tolerance
    default: return difference >= -tolerance
    }
  }

  /// Weeks without a value are passed over; without any there is none, and `weeks` counts 0.
  private func over(
    _ summary: RuleExpression.Summary, _ inner: Node
  ) throws(DividedByZero) -> Double? {
    let count = weekly.values.map(\.count).max() ?? 0
    var meeting = 0
    var numbers: [Double] = []
    for week in 0..<count {
      if summary == .weeks {
        if try holds(inner, week: week) { meeting += 1 }
      } else if let number = try number(inner, week: week) {
        numbers.append(number)
      }
    }
    switch summary {
    case .weeks: return Double(meeting)
    case .max: return numbers.max()
    case .min: return numbers.min()
    case .mean: return numbers.isEmpty ? nil : numbers.reduce(0, +) / Double(numbers.count)
    }
  }
}
