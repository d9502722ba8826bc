public import WorkCalendar

extension Staff {
  /// The hire list. Hours are working hours; money is in the plan's currency.
  public struct Answer: Codable, Sendable, Hashable {
    /// `headroom.staff/1`.
    public var schema = "headroom.staff/1"
    /// Which plan it speaks of.
    public var plan: PlanIdentity
    /// The answer in a sentence.
    public var summary: String
    /// The quarters to come.
    public var quarters: [QuarterRow]
    /// In the order in which remedies should be tried.
    public var steps: [StepRow]
    /// What to buy, by the day of the decision.
    public var packages: [Package]
    /// What all packages cost within the plan's horizon; null where a pay is not known.
    @Nullable public var cost: Double?
    /// Structural hours that remain with all packages.
    public var remainingHours: Double
    /// What remains at least, whichever of the candidates are bought.
    public var leastRemainingHours: Double
    /// How much less another set of the candidates that leaves as little could cost at most, as a share of
    /// the cost; 0: none costs less.
    public var relativeGap: Double
    /// Whether neither less can remain, but for an hour a quarter, nor as little for less.
    public var isProven: Bool
    /// How many things were considered: hires by skill, team and first day, contractors by pool and
    /// quarter, trainings and overtime by person and quarter.
    public var candidateCount: Int
    /// Where not all who could learn or work longer were looked at; skills first, by name, then quarters.
    public var limits: [Limit]
    /// The packages as a scenario of the plan, for `whatif`.
    public var scenario: String
  }

  /// A quarter's shortage of confirmed work.
  public struct QuarterRow: Codable, Sendable, Hashable {
    /// Which quarter.
    public var period: Period
    /// Its first day within the horizon.
    public var from: Day
    /// Its last day within the horizon.
    public var to: Day
    /// What is short week by week.
    public var shortHours: Double
    /// What is short when the quarter's hours are pooled.
    public var structuralHours: Double
    /// The same with all packages.
    public var remainingHours: Double
  }

  /// The steps of the theory of constraints.
  public enum Step: String, Codable, Sendable, Hashable, CaseIterable {
    /// Use better what is there: shift within the quarter.
    case exploit
    /// Let other work give way: flexible work waits.
    case subordinate
    /// Get more of it: overtime, contractors, training, hires.
    case elevate
    /// Give work up.
    case cut
  }

  /// What a step mends.
  public struct StepRow: Codable, Sendable, Hashable {
    /// Which step.
    public var step: Step
    /// Hours of shortage that it mends, at most.
    public var hours: Double
    /// In words.
    public var text: String
  }

  /// The kinds of packages.
  public enum PackageKind: String, Codable, Sendable, Hashable, CaseIterable {
    /// Whole people.
    case hire
    /// Contractors of a pool.
    case contract
    /// A person learns a level more.
    case train
    /// A person works more than the contract says.
    case overtime
  }

  /// Some of those who could learn a skill or work longer that alone were looked at.
  public struct Limit: Codable, Sendable, Hashable {
    /// `train`: those of the closest level, of like levels by id; `overtime`: the cheapest by the hour, of
    /// like pay by id.
    public var kind: PackageKind
    /// What they could learn: a skill and its level; null else.
    @Nullable public var skill: String?
    /// The quarter in which they could work longer; null else.
    @Nullable public var period: Period?
    /// How many could.
    public var able: Int
    /// How many of them were looked at.
    public var considered: Int
  }

  /// One thing to buy.
  public struct Package: Codable, Sendable, Hashable {
    /// What kind.
    public var kind: PackageKind
    /// A skill and its level.
    public var skill: String
    /// How many people, or full-time equivalents of contractors; of overtime the share of a full week.
    public var count: Double
    /// Who is trained or works longer; null else.
    @Nullable public var person: String?
    /// A pool's id; null else.
    @Nullable public var pool: String?
    /// The first day.
    public var from: Day
    /// The last day; null for what stays.
    @Nullable public var to: Day?
    /// Within the plan's horizon; null where the pay is not known.
    @Nullable public var cost: Double?
    /// The last day of the decision.
    public var decideBy: Day
    /// Whether it lies before as_of.
    public var decideByPassed: Bool
    /// Structural hours of the quarters that remain if it alone is left out.
    public var remainingWithoutHours: Double
    /// The change as a scenario writes it.
    public var change: String
  }
}
