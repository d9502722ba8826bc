import PlanModel
import WorkCalendar

/// What `--sweep` asks for: a number of the plan, the values that it takes, and the change that gives it each.
///
///     hires.backend=0..6 from 2027-03-01
///     delay.atlas=0..8/2 weeks
///     scale.atlas=0.8..1.2
///     "contract {} vistula from 2027-04-01 to 2027-06-30 = 0..4"
///     plan.target_utilisation=0.7..0.9/0.05
///
/// A text with `{}` is a change as ``InlineText`` reads it, the value in place of the braces; any other name
/// with a point is a path of `set`.
struct SweepText {
  /// What findings name as their file.
  static let file = "--sweep"
  /// A sweep has at most so many steps.
  static let mostSteps = 101
  /// Where no step is given, the roundest that makes at most so many.
  private static let usualSteps = 12.0

  /// What is swept.
  let parameter: String
  /// Ascending.
  let values: [Double]
  /// The change, with `{}` in place of the value.
  private let template: String
  /// The value that changes nothing; nil: none does.
  private let neutral: Double?

  init(_ text: String, plan: Plan, today: Day) throws(Diagnostic) {
    guard let equals = Self.lastEquals(in: text) else {
      throw Self.error(text, "the sweep has no '=' before its values")
    }
    let parameter = Self.trimmed(text[..<equals])
    let words = text[text.index(after: equals)...].split(whereSeparator: \.isWhitespace)
      .map(String.init)
    guard !parameter.isEmpty, let range = words.first else {
      throw Self.error(text, "the sweep lacks a parameter or its values")
    }
    let known = SweepParameter(parameter, words: Array(words.dropFirst()), plan, today: today)
    guard let known else {
      throw Self.error(parameter, "'\(shown(parameter))' is nothing that can be swept")
    }
    self.parameter = parameter
    template = known.template
    neutral = known.neutral
    values = try Self.values(range, isWhole: known.isWhole)
  }

  /// The change of a value; nil where it changes nothing.
  func change(_ value: Double) -> String? {
    guard value != neutral else { return nil }
    return template.split(separator: "{}", omittingEmptySubsequences: false)
      .joined(separator: Self.text(value))
  }

  /// What the scenario of a value is called.
  func name(_ value: Double) -> String { "\(parameter)=\(Self.text(value))" }

  // MARK: Values

  /// `0..6`, `0.8..1.2/0.05`.
  private static func values(_ text: String, isWhole: Bool) throws(Diagnostic) -> [Double] {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    let ends = parts.first.map { split($0) } ?? []
    guard parts.count <= 2, ends.count == 2, let first = Double(ends[0]),
      let last = Double(ends[1]), first.isFinite, last.isFinite, first <= last,
      abs(first) <= 1e9, abs(last) <= 1e9
    else { throw error(text, "'\(shown(text))' is no range of values") }
    var step = roundStep((last - first) / usualSteps, isWhole: isWhole)
    if parts.count == 2 {
      guard let given = Double(parts[1]), given > 0, given.isFinite else {
        throw error(text, "'\(shown(String(parts[1])))' is no step above 0")
      }
      step = given
    }
    let count = ((last - first) / step + 1e-9).rounded(.down) + 1
    guard count <= Double(mostSteps) else {
      throw error(text, "the sweep has more than \(mostSteps) steps")
    }
    let values = (0..<Int(count)).map { (first + Double($0) * step).withTwelveDigits }
    guard !isWhole || values.allSatisfy({ $0 == $0.rounded() }) else {
      throw error(text, "the values of this sweep are whole numbers")
    }
    return values
  }

  private static func split(_ text: Substring) -> [String] {
    guard let dots = text.firstRange(of: "..") else { return [] }
    return [String(text[..<dots.lowerBound]), String(text[dots.upperBound...])]
  }

  /// The least of 1, 2 and 5 × 10ⁿ that is no less than a step; 1 for nothing.
  private static func roundStep(_ least: Double, isWhole: Bool) -> Double {
    guard least > 0 else { return 1 }
    var unit = 1e-9
    while unit * 10 <= least { unit *= 10 }
    let step = [1.0, 2, 5, 10].map { $0 * unit }.first { $0 >= least * (1 - 1e-9) } ?? unit * 10
    return isWhole ? max(1, step.rounded()) : step.withTwelveDigits
  }

  // MARK: Text

  /// A value as a change is written with it: `3`, `0.85`.
  static func text(_ value: Double) -> String {
    let text = (value == 0 ? 0 : value).description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// The last `=` outside brackets.
  private static func lastEquals(in text: String) -> String.Index? {
    var depth = 0
    var found: String.Index?
    for index in text.indices {
      switch text[index] {
      case "[": depth += 1
      case "]": depth -= 1
      case "=" where depth <= 0:
        // What follows the values may have `key=value` of its own.
        let rest = text[text.index(after: index)...].drop(while: \.isWhitespace)
        if rest.prefix(while: { !$0.isWhitespace }).contains("..") { found = index }
      default: break
      }
    }
    return found
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text.drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  private static func error(_ value: String, _ message: String) -> Diagnostic {
    Diagnostic(
      .inlineSyntax, file: file, value: value, message,
      expected: "as hires.backend=0..6, delay.atlas=0..8 weeks or scale.atlas=0.8..1.2",
      suggestion: "or a change with {} for the value: \"hire {} backend from 2027-03-01 = 0..6\"")
  }
}
