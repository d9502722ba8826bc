import PlanModel
public import WorkCalendar

extension Load {
  /// The answer. All hours are working hours.
  public struct Answer: Codable, Sendable, Hashable {
    /// `headroom.load/1`.
    public var schema = "headroom.load/1"
    /// Which plan it speaks of.
    public var plan: PlanIdentity
    /// The answer in a sentence.
    public var summary: String
    /// By person or by team.
    public var grouping: Grouping
    /// The weeks, in order of time.
    public var weeks: [WeekRow]
    /// The most over-booked first, then the fullest, then by id.
    public var rows: [Row]
    /// How many rows the filters left out.
    public var hidden: Int
  }

  /// A week of the answer.
  public struct WeekRow: Codable, Sendable, Hashable {
    /// Which period.
    public var period: Period
    /// The first day.
    public var from: Day
    /// The last day.
    public var to: Day
  }

  /// A person or team.
  public struct Row: Codable, Sendable, Hashable {
    /// A person's or team's id; empty for those without a team.
    public var id: String
    /// As people call it.
    @Nullable public var name: String?
    /// The person's team; the team's parent.
    @Nullable public var team: String?
    /// One for each week.
    public var cells: [Cell]
    /// Net less run work, × target utilisation.
    public var plannableHours: Double
    /// As asked for, before they are scaled down to what the person can give.
    public var bookedHours: Double
    /// Plannable less booked hours, not below 0.
    public var freeHours: Double
    /// Booked hours above the plannable ones.
    public var overBookedHours: Double
    /// Free hours ÷ plannable hours is at least a half.
    public var isOnBench: Bool
    /// The most hours first.
    public var projects: [ProjectHours]
  }

  /// A row's week.
  public struct Cell: Codable, Sendable, Hashable {
    /// Net less run work, × target utilisation.
    public var plannableHours: Double
    /// As asked for, before it is scaled down to what the people can give.
    public var bookedHours: Double
    /// Plannable less booked hours, not below 0.
    public var freeHours: Double
    /// Booked hours above the plannable ones.
    public var overBookedHours: Double
    /// In over-booked weeks the projects that book, the most hours first; else empty.
    public var overBookedBy: [ProjectHours]
  }

  /// Booked hours of a project.
  public struct ProjectHours: Codable, Sendable, Hashable {
    /// A project's id.
    public var project: String
    /// Working hours.
    public var hours: Double
  }
}
