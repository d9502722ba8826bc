public import WorkCalendar

extension Check {
  /// What directive mode does about broken hard rules and gates.
  public struct RepairReport: Codable, Sendable, Hashable {
    /// How it ended.
    public enum Outcome: String, Codable, Sendable, CaseIterable {
      /// The changes meet every hard rule and gate.
      case repaired
      /// No changes that are allowed meet them all: proven.
      case impossible
      /// None of the changes that were tried meets them all; others may.
      case notFound

      var verdict: Verdict {
        switch self {
        case .repaired: .repaired
        case .impossible: .impossible
        case .notFound: .failed
        }
      }
    }

    /// How it ended.
    public var outcome: Outcome
    /// What changes; empty where nothing was found.
    public var changes: [RepairChange]
    /// The same as a scenario for `whatif` and `apply`; null without changes.
    @Nullable public var scenario: String?
    /// How many plans were tried, the plan as it is among them.
    public var tried: Int
    /// How many there are within deadlines and pins.
    public var plans: Double
    /// Whether it was interrupted before it had ended.
    public var isInterrupted = false
    /// What the trying proves, as a sentence.
    public var bound: String
    /// The smallest set of rules that no such plan meets together; empty where it is not proven.
    public var contradiction: [String]
    /// For each rule of the contradiction what meets the others without it.
    public var removals: [Removal]
  }

  /// A change of a repair, and what it moves.
  public struct RepairChange: Codable, Sendable, Hashable {
    /// As `whatif --inline` takes it.
    public var change: String
    /// The project, or the initiative whose budget it is.
    public var subject: String
    /// The last day of the project's work before; null where there is none.
    @Nullable public var finishBefore: Day?
    /// The last day of the project's work after; null where there is none.
    @Nullable public var finishAfter: Day?
  }

  /// A rule of a contradiction that is left out.
  public struct Removal: Codable, Sendable, Hashable {
    /// The rule's id.
    public var rule: String
    /// The changes that then meet the others; empty where nothing has to change.
    public var changes: [String]
  }
}
