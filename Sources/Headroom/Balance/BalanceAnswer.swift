public import WorkCalendar

extension Balance {
  /// Which projects to fund. Hours are working hours within the horizon; money is in the plan's currency.
  public struct Answer: Codable, Sendable, Hashable {
    /// `headroom.balance/1`.
    public var schema = "headroom.balance/1"
    /// Which plan it speaks of.
    public var plan: PlanIdentity
    /// The answer in a sentence or two.
    public var summary: String
    /// The projects to fund, by start, then by id.
    public var selected: [Selected]
    /// The others, the nearest miss first.
    public var rejected: [Rejected]
    /// The value of the choice: Σ value, less what delays cost.
    public var value: Double
    /// No choice is worth more; proven, and recomputed from the proof.
    public var bound: Double
    /// (bound − value) ÷ |value|; null where the value is 0 and the bound is not.
    @Nullable public var relativeGap: Double?
    /// The value of the named baseline: by priority, first come first served, at planned starts.
    public var greedyValue: Double
    /// The ids that the baseline takes, sorted.
    public var greedy: [String]
    /// All candidates in order of rank.
    public var ranking: [Ranked]
    /// Candidates without a value: they are chosen only where something needs them.
    public var withoutValue: [String]
    /// Initiatives' budgets were left out for these, since nothing says what they cost.
    public var withoutCost: [String]
  }

  /// A project to fund.
  public struct Selected: Codable, Sendable, Hashable {
    /// Its id.
    public var project: String
    /// The first day of its work; null where it asks for none.
    @Nullable public var start: Day?
    /// The last day of its work; null where it asks for none.
    @Nullable public var finish: Day?
    /// Quarters of 13 weeks after the planned start.
    public var level: Int
    /// Its value less what the delay costs.
    public var value: Double
    /// What it asks for.
    public var hours: Double
    /// What it costs; null where that is not known.
    @Nullable public var cost: Double?
  }

  /// A project that is left out.
  public struct Rejected: Codable, Sendable, Hashable {
    /// Its id.
    public var project: String
    /// Its value.
    public var value: Double
    /// What keeps it out at its planned start; empty where it would fit, but another choice is worth more.
    public var needs: [Need]
  }

  /// What keeps a project out.
  public struct Need: Codable, Sendable, Hashable {
    /// What is lacking.
    public enum Kind: String, Codable, Sendable, Hashable, CaseIterable {
      /// People with any of the skills.
      case people
      /// Money of an initiative.
      case money
      /// A project that it requires.
      case requires
      /// A project that comes with it.
      case includes
      /// A project that excludes it.
      case excludes
      /// A project that it follows: its planned start is too early.
      case follows
      /// A project that follows it, and starts too early for it.
      case precedes
      /// It is pinned out.
      case pinnedOut
      /// It is worth nothing.
      case value
    }

    /// What is lacking.
    public var kind: Kind
    /// In words.
    public var text: String
    /// The binding set.
    public var skills: [String] = []
    /// When.
    @Nullable public var period: Period?
    /// Missing hours.
    @Nullable public var hours: Double?
    /// Missing hours ÷ the period's standard hours.
    @Nullable public var fte: Double?
    /// The initiative whose money is missing.
    @Nullable public var initiative: String?
    /// Missing money.
    @Nullable public var amount: Double?
    /// The other project.
    @Nullable public var other: String?
  }

  /// A candidate in the ranked list: must-haves first, then by value an hour of work, then by id.
  public struct Ranked: Codable, Sendable, Hashable {
    /// Its id.
    public var project: String
    /// Its value.
    public var value: Double
    /// What it asks for, over the standard hours of the horizon.
    public var fte: Double
    /// What it and all before it ask for.
    public var cumulativeFTE: Double
    /// What it costs; null where that is not known.
    @Nullable public var cost: Double?
    /// What it and all before it cost, as far as that is known.
    public var cumulativeCost: Double
    /// Whether it stands above the cut-off line: it fits with all before it, at planned starts.
    public var aboveCutOff: Bool
    /// Whether the choice takes it.
    public var selected: Bool
    /// Whether it must be in.
    public var mustHave: Bool
  }
}
