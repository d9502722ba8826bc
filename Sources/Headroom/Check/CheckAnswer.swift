public import PlanModel
public import WorkCalendar

extension Check {
  /// The answer.
  public struct Answer: Codable, Sendable, Hashable {
    /// `headroom.check/1`.
    public var schema = "headroom.check/1"
    /// Which plan it speaks of.
    public var plan: PlanIdentity
    /// The answer in a sentence.
    public var summary: String
    /// In order of place.
    public var warnings: [Diagnostic]
    /// How many of which kind, those that matter most first.
    public var kinds: [Kind]
    /// The size of the plan.
    public var counts: Counts
    /// What the plan's rules say of it; null where plan.yaml has no `governance`.
    @Nullable public var governance: GovernanceReport?
  }

  /// What the plan holds.
  public struct Counts: Codable, Sendable, Hashable {
    /// People.
    public var people: Int
    /// Projects.
    public var projects: Int
    /// Rows of demand.
    public var demandRows: Int
    /// Bookings of people and placeholders.
    public var assignments: Int
    /// Different skills and roles, held or asked for.
    public var skills: Int
    /// The days that are planned; null without demand.
    @Nullable public var horizon: DayRange?
  }
}
