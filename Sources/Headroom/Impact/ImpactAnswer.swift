public import WorkCalendar

extension Impact {
  /// What breaks, who can cover, and what nobody else can do. Hours are working hours; money is in the
  /// plan's currency.
  public struct Answer: Codable, Sendable, Hashable {
    /// `headroom.impact/1`.
    public var schema = "headroom.impact/1"
    /// Which plan it speaks of.
    public var plan: PlanIdentity
    /// The answer in a sentence.
    public var summary: String
    /// Who leaves.
    public var person: String
    /// The first day without them.
    public var from: Day
    /// What they do from then on, the most hours first.
    public var work: [WorkRow]
    /// What stays undone more than with them, by what it costs.
    public var uncovered: [UncoveredRow]
    /// All of it.
    public var uncoveredHours: Double
    /// All of it at its hour prices.
    public var loss: Double
    /// Who does something else than before, and what they drop; the most valuable first.
    public var moves: [Allocate.Move]
    /// Overtime and contractors' hours that come in, the most first.
    public var bought: [BoughtRow]
    /// What nobody else in the plan may do.
    public var singlePoints: [SinglePoint]
    /// What would stay undone if there were money for whoever could cover; null where no budget is in the
    /// way.
    @Nullable public var hoursWithoutBudgets: Double?
    /// The same at its hour prices.
    @Nullable public var lossWithoutBudgets: Double?
    /// Whether the allocation with them, which others step in for, is proven the best.
    public var isProven: Bool
  }

  /// Hours of the person for a skill of a project.
  public struct WorkRow: Codable, Sendable, Hashable {
    /// A project's id.
    public var project: String
    /// The demand's skill; `@id` for a person.
    public var skill: String
    /// More than 0.
    public var hours: Double
  }

  /// Hours that nobody takes over.
  public struct UncoveredRow: Codable, Sendable, Hashable {
    /// A project's id; not always one of theirs: others leave cheaper work to cover.
    public var project: String
    /// The demand's skill; `@id` for a person.
    public var skill: String
    /// What stays undone more than before.
    public var hours: Double
    /// Hours × hour price.
    public var loss: Double
  }

  /// Where hours come from that nobody's contract holds.
  public enum Purchase: String, Codable, Sendable, Hashable {
    /// Hours above somebody's contract.
    case overtime
    /// A pool of contractors.
    case contract
  }

  /// Hours that come in for money.
  public struct BoughtRow: Codable, Sendable, Hashable {
    /// What is bought.
    public var kind: Purchase
    /// Of whom: a person's, a hire's or a pool's id.
    public var id: String
    /// A project's id.
    public var project: String
    /// The demand's skill; `@id` for a person.
    public var skill: String
    /// More than 0.
    public var hours: Double
    /// Hours × rate, of overtime 1.5 × pay; null where that is not known.
    @Nullable public var cost: Double?
  }

  /// A skill at a level that a project asks and that nobody else holds.
  public struct SinglePoint: Codable, Sendable, Hashable {
    /// A project's id.
    public var project: String
    /// The demand's skill; `@id` for a person.
    public var skill: String
    /// The level that is asked; 0 for a person.
    public var level: Int
    /// What is asked from the day on.
    public var demandHours: Double
  }
}
