public import WorkCalendar

extension Status {
  /// What has changed since a snapshot.
  public struct Answer: Codable, Sendable, Hashable {
    /// `headroom.status/1`.
    public var schema = "headroom.status/1"
    /// The plan as it is.
    public var plan: PlanIdentity
    /// The answer in a sentence or two.
    public var summary: String
    /// The snapshot that it is compared with.
    public var since: Trend.Point
    /// The changes: first the largest of each kind in turn, in the order of ``Kind``, then the next.
    public var changes: [Change]
  }

  /// What kind of change it is, the most pressing first.
  public enum Kind: String, Codable, Sendable, Hashable, CaseIterable {
    /// A set of skills is short, or shorter.
    case shortage
    /// Work ends later.
    case later
    /// A project came in, left, or has another status.
    case portfolio
    /// The money of an initiative.
    case money
    /// How many people there are.
    case people
    /// A set of skills is less short, or no more.
    case relief
    /// Work ends earlier.
    case earlier
  }

  /// A change with what follows from it.
  public struct Change: Codable, Sendable, Hashable {
    /// What kind of change it is.
    public var kind: Kind
    /// What has changed, in words.
    public var change: String
    /// What follows from it, in words.
    public var effect: String
    /// Who answers for it; null where nobody is known.
    @Nullable public var owner: String?
    /// The last day on which a decision still helps; null where there is none.
    @Nullable public var decideBy: Day?
    /// Whether that day lies before the plan's as_of; null where there is none.
    @Nullable public var decideByPassed: Bool?
    /// By what changes of a kind are compared: hours, calendar days, money or people.
    public var size: Double
  }
}
