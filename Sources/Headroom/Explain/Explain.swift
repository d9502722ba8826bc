import PlanCompiler
public import PlanModel
public import WorkCalendar

/// What does a word, a finding or a rule of the plan mean?
public enum Explain: Verb {
  /// An identifier that findings bear, with its meaning.
  public struct Identifier: Codable, Sendable, Hashable {
    /// In kebab case.
    public var id: String
    /// A sentence.
    public var meaning: String

    /// An identifier with its meaning.
    public init(id: String, meaning: String) {
      self.id = id
      self.meaning = meaning
    }
  }

  /// The question.
  public struct Request: Codable, Sendable {
    /// A word, an identifier, or the id of a rule; capitals, spaces and hyphens do not count.
    public var term: String
    /// The identifiers of reading, which the engine does not know.
    public var identifiers: [Identifier]
    /// The plan that examples are taken from; nil: no examples, or the plan cannot be read.
    public var plan: Plan?
    /// The day of the run.
    public var today: Day
    /// What reading the plan found, errors as well.
    public var findings: [Diagnostic]

    /// Asks for a term, without a plan.
    public init(term: String, identifiers: [Identifier] = [], plan: Plan? = nil, today: Day) {
      self.term = term
      self.identifiers = identifiers
      self.plan = plan
      self.today = today
      self.findings = []
    }
  }

  /// Answers the request.
  ///
  /// - Throws: `unknown-term` with the nearest name where nothing bears that name.
  public static func answer(_ request: Request) async throws(RequestError) -> Answer {
    let wanted = key(request.term)
    if let word = Glossary.words.first(where: { $0.names.map(key).contains(wanted) }) {
      return try await answer(request, word)
    }
    let identifiers = request.identifiers + Identifier.ofTheEngine
    if let found = identifiers.first(where: { key($0.id) == wanted }) {
      return try await answer(request, found)
    }
    let rules = request.plan?.settings.governance?.rules ?? []
    if let rule = rules.first(where: { key($0.id) == wanted }) { return answer(request, rule) }
    throw unknown(
      request.term,
      among: Glossary.words.flatMap(\.names) + identifiers.map(\.id) + rules.map(\.id))
  }

  /// What of a name counts: its letters and digits, in small letters.
  static func key(_ text: String) -> String {
    text.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  private static func answer(
    _ request: Request, _ word: Glossary.Word
  ) async throws(RequestError) -> Answer {
    var example: String?
    if let plan = request.plan, let tell = word.example {
      example = tell(try await PlanFacts(plan, today: request.today))
    }
    return Answer(request, word.name, .word, word.meaning, example: example)
  }

  private static func answer(_ request: Request, _ identifier: Identifier)
    async throws(RequestError) -> Answer
  {
    var findings = request.findings
    if let plan = request.plan, findings.allSatisfy({ $0.id != identifier.id }) {
      let asked = Check.Request(plan: plan, today: request.today)
      findings += try await Check.answer(asked).warnings
    }
    let found = findings.filter { $0.id == identifier.id }.min(by: Diagnostic.precedes)
    return Answer(
      request, identifier.id, .identifier, identifier.meaning, example: found?.text)
  }

  private static func answer(_ request: Request, _ rule: Governance.Rule) -> Answer {
    let whom = rule.condition.map { " where \($0)" } ?? ""
    let why = rule.why.map { " Why: \($0)." } ?? ""
    return Answer(
      request, rule.id, .rule,
      """
      A rule of the plan (\(rule.severity.rawValue)): every \(rule.subject)\(whom) must meet \
      '\(rule.requirement)'.\(why)
      """,
      example: nil)
  }

  private static func unknown(_ term: String, among names: [String]) -> RequestError {
    RequestError([
      Diagnostic(
        id: RequestFault.unknownTerm.rawValue, severity: .error, value: String(term.prefix(80)),
        message: "no word, finding or rule bears that name",
        expected: "a word as 'utilisation', or an identifier as 'over-booked'",
        suggestion: suggestion(for: term, among: names))
    ])
  }
}

extension Explain.Identifier {
  /// What `check` finds, the rules of `health`, and what can be wrong with a request.
  static let ofTheEngine =
    Check.Finding.allCases.map { Self(id: $0.rawValue, meaning: $0.meaning) }
    + Health.Rule.allCases.map { Self(id: $0.rawValue, meaning: $0.meaning) }
    + RequestFault.allCases.map { Self(id: $0.rawValue, meaning: $0.meaning) }
}
