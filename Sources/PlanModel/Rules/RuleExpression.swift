public import WorkCalendar

/// The syntax tree of what a rule requires, or of whom it is required.
///
///     let rule = try RuleExpression(parsing: "weeks(utilisation > 1.0) <= 2", for: .person)
///
/// Every tree has been checked: its fields are those of the subject, and its types agree. A field that
/// stands where yes or no is asked holds where it has a value.
public struct RuleExpression: Hashable, Sendable {
  /// An operator between two values.
  public enum Operator: String, Sendable, CaseIterable {
    case or, and
    case equal = "="
    case different = "!="
    case less = "<"
    case atMost = "<="
    case more = ">"
    case atLeast = ">="
    case plus = "+"
    case minus = "-"
    case times = "*"
    case over = "/"
  }

  /// What is made of the weeks of the plan.
  public enum Summary: String, Sendable, CaseIterable {
    /// How many weeks meet a condition.
    case weeks
    /// The largest value of any week.
    case max
    /// The smallest value of any week.
    case min
    /// The mean of all weeks.
    case mean
  }

  /// A part of the tree.
  public indirect enum Node: Hashable, Sendable {
    case number(Double)
    case text(String)
    case day(Day)
    /// A field of the subject, by its name.
    case field(String)
    /// The opposite of a condition.
    case not(Node)
    /// A number with its sign turned.
    case negative(Node)
    /// Whether a text is one of the list.
    case among(Node, [String])
    /// Two values; `at` is where the operator stands, in characters of the rule from 0.
    case pair(Operator, Node, Node, at: Int)
    /// A number of the weeks.
    case summary(Summary, Node)
  }

  /// The outermost part; its type is yes or no, that of a formula is a number.
  public let root: Node

  /// The names of its fields, in order of the alphabet.
  public let fields: [String]

  /// Reads and checks the text of a rule for a subject.
  ///
  /// - Complexity: linear in the text, which is refused above ``RuleFault/longest`` characters.
  /// - Throws: the first fault, with its place.
  public init(parsing text: String, for subject: RuleSubject) throws(RuleFault) {
    var parser = RuleParser(try RuleToken.tokens(of: text))
    let tree = try parser.rule()
    var typing = RuleTyping(subject: subject)
    root = try typing.condition(tree)
    fields = typing.fields.sorted()
  }

  /// Reads and checks a formula: as a rule, but it comes to a number.
  ///
  ///     let formula = try RuleExpression(formula: "short_hours / demand_hours", for: .project)
  ///
  /// - Throws: the first fault, with its place.
  public init(formula text: String, for subject: RuleSubject) throws(RuleFault) {
    var parser = RuleParser(try RuleToken.tokens(of: text))
    let tree = try parser.rule()
    var typing = RuleTyping(subject: subject)
    root = try typing.number(tree)
    fields = typing.fields.sorted()
  }
}

/// Why the text of a rule cannot be used, and where.
public struct RuleFault: Error, Hashable, Sendable {
  /// The kinds of faults.
  public enum Kind: String, Sendable, CaseIterable {
    /// Something is missing, or stands where it cannot.
    case syntax
    /// A bracket or quote is not closed, or one closes that was not opened.
    case bracket
    /// The subject has no field of that name.
    case field
    /// A value is of another type than its place asks.
    case type
    /// A number is divided by 0.
    case zero
    /// The rule is too long or nested too deeply.
    case size
  }

  /// The most characters of a rule.
  public static let longest = 2000
  /// The most words and signs of a rule.
  public static let mostTokens = 400
  /// Brackets and signs within one another.
  public static let deepest = 40

  /// Which kind.
  public let kind: Kind
  /// In characters of the rule, from 0.
  public let offset: Int
  /// What is wrong, as a sentence without its end.
  public let message: String
  /// What would be right.
  public let expected: String?
  /// What to do about it.
  public let suggestion: String?

  init(
    _ kind: Kind, at offset: Int, _ message: String, expected: String? = nil,
    suggestion: String? = nil
  ) {
    self.kind = kind
    self.offset = offset
    self.message = message
    self.expected = expected
    self.suggestion = suggestion
  }
}
