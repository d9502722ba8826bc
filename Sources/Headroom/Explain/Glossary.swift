/// The words of the field as Headroom uses them, each with its meaning and, where a plan can show it, an
/// example.
enum Glossary {
  /// A word and what it means.
  struct Word: Sendable {
    /// As people write it.
    var name: String
    /// Other words for the same.
    var others: [String]
    /// A few sentences.
    var meaning: String
    /// A sentence on a plan; nil where the plan has nothing of the kind.
    var example: (@Sendable (PlanFacts) -> String?)?

    init(
      _ name: String, also others: [String] = [], _ meaning: String,
      example: (@Sendable (PlanFacts) -> String?)? = nil
    ) {
      self.name = name
      self.others = others
      self.meaning = meaning
      self.example = example
    }

    var names: [String] { [name] + others }
  }

  /// By topic.
  static let words = supply + demand + balance + schedule + portfolio + money
}
