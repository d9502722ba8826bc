import PlanModel

extension Explain {
  /// What bears the name.
  public enum Kind: String, Codable, Sendable, CaseIterable {
    /// A word of the field.
    case word
    /// The identifier of a finding.
    case identifier
    /// A rule of plan.yaml.
    case rule
  }

  /// The answer.
  public struct Answer: Codable, Sendable, Hashable {
    /// `headroom.explain/1`.
    public var schema = "headroom.explain/1"
    /// Which plan the example is from; null without a plan, or where it cannot be read.
    @Nullable public var plan: PlanIdentity?
    /// Name and meaning in one text.
    public var summary: String
    /// The name as it is written.
    public var term: String
    /// What bears the name.
    public var kind: Kind
    /// A few sentences.
    public var meaning: String
    /// What the plan says of it: a sentence, of an identifier its first finding as `check` prints it; null
    /// without a plan, or where the plan has nothing of the kind.
    @Nullable public var example: String?

    init(_ request: Request, _ term: String, _ kind: Kind, _ meaning: String, example: String?) {
      let identity = request.plan.map { PlanIdentity($0, today: request.today) }
      _plan = Nullable(wrappedValue: identity)
      summary = "\(term): \(meaning)"
      self.term = term
      self.kind = kind
      self.meaning = meaning
      _example = Nullable(wrappedValue: example)
    }
  }
}
