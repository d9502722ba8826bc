public import WorkCalendar

extension Trend {
  /// How a plan has moved. Lists of values have one for each point.
  public struct Answer: Codable, Sendable, Hashable {
    /// `headroom.trend/1`.
    public var schema = "headroom.trend/1"
    /// The plan as it is.
    public var plan: PlanIdentity
    /// The answer in a sentence or two.
    public var summary: String
    /// The snapshots in order of time, then the plan as it is unless it equals the last.
    public var points: [Point]
    /// Numbers, by measure.
    public var series: [Series]
    /// Projects whose work ends on another day than at the first point that has them, the most days first.
    public var finishes: [Finish]
  }

  /// A snapshot, or the plan as it is.
  public struct Point: Codable, Sendable, Hashable {
    /// The day on which the plan was taken as true.
    public var asOf: Day
    /// What tells the snapshot from others of the day; null: nothing.
    @Nullable public var label: String?
    /// Of the plan.
    public var fingerprint: String
    /// Whether it is the plan as it is.
    public var isNow: Bool

    init(_ snapshot: Snapshot.Answer, isNow: Bool) {
      asOf = snapshot.plan.asOf
      _label = Nullable(wrappedValue: snapshot.label)
      fingerprint = snapshot.plan.fingerprint
      self.isNow = isNow
    }
  }

  /// What is measured.
  public enum Measure: String, Codable, Sendable, Hashable, CaseIterable {
    /// Missing hours of the quarters to come.
    case shortHours
    /// Missing FTE of a quarter.
    case shortFTE
    /// Mean headcount.
    case people
    /// Their pay.
    case pay
    /// Demand ÷ plannable hours.
    case utilisation
    /// What initiatives with a budget take of it.
    case budgetUse
    /// Σ value of confirmed projects.
    case value
    /// The budget of an initiative.
    case budget
    /// What the work of an initiative costs.
    case planned
  }

  /// A number at each point.
  public struct Series: Codable, Sendable, Hashable {
    /// What is measured.
    public var measure: Measure
    /// The quarter or the initiative; null: the whole plan.
    @Nullable public var of: String?
    /// null where the point does not have it.
    public var values: [Double?]
  }

  /// When the work of a project ends.
  public struct Finish: Codable, Sendable, Hashable {
    /// A project's id.
    public var project: String
    /// As people call it.
    @Nullable public var name: String?
    /// Who answers for it.
    @Nullable public var owner: String?
    /// At each point; null where it asks for nothing, or is not there.
    public var days: [Day?]
    /// Calendar days from the first to the last that there is; negative: earlier.
    public var movedDays: Int
  }
}
