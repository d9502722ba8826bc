public import PlanModel
public import WorkCalendar

extension Allocate {
  /// How the hours of the optimum are handed out.
  public struct StaffingChange: Codable, Sendable, Hashable {
    /// In order: each class of people is used up one by one, without memory.
    public var before: StaffingRow
    /// As the assignments have them.
    public var after: StaffingRow
  }

  /// How an allocation is to live with. An assignment is a person and a line of demand in a week.
  public struct StaffingRow: Codable, Sendable, Hashable {
    /// How many there are.
    public var assignments: Int
    /// Weeks of people with an assignment.
    public var personWeeks: Int
    /// Lines of demand that a person with an assignment has in a week, on average.
    public var linesPerPersonWeek: Double
    /// Projects that a person with an assignment has in a week, on average.
    public var projectsPerPersonWeek: Double
    /// Assignments of less than a tenth of the week's standard hours.
    public var smallSlices: Int
    /// Assignments that begin while others have been serving the line the week before.
    public var handOvers: Int
  }

  /// Hours of one giver for a skill of a project in weeks that follow one another.
  public struct StaffRow: Codable, Sendable, Hashable {
    /// A project's id.
    public var project: String
    /// A person's, hire's, pool's or contract's id.
    public var person: String
    /// `person`, `hire`, `pool` or `contract`.
    public var giver: String
    /// The demand's skill; `@id` for a person.
    public var skill: String
    /// The first day of the first cell.
    public var from: Day
    /// The last day of the last.
    public var to: Day
    /// More than 0.
    public var hours: Double
  }

  /// What one person does.
  public struct PersonRow: Codable, Sendable, Hashable {
    /// A person's id.
    public var person: String
    /// As people call them.
    @Nullable public var name: String?
    /// The team of the last days of the plan.
    @Nullable public var team: String?
    /// By period.
    public var periods: [PersonPeriod]
    /// For each week of the answer plannable hours.
    public var plannableByWeek: [Double]
    /// For each week of the answer the hours that they are given, overtime included.
    public var usedByWeek: [Double]
    /// The most hours first.
    public var projects: [Load.ProjectHours]
  }

  /// A person's load in a period.
  public struct PersonPeriod: Codable, Sendable, Hashable {
    /// Which period.
    public var period: Period
    /// Net less run work, × target utilisation.
    public var plannableHours: Double
    /// Hours for projects, overtime included.
    public var usedHours: Double
  }

  /// Why somebody moves.
  public enum MoveCause: String, Codable, Sendable, Hashable {
    /// The work that they go to is worth more, and what they leave stays undone in part.
    case worth
    /// Others do the work that they leave.
    case covered
    /// The work that they were booked for is not asked of them then.
    case notNeeded
    /// They were free.
    case spare
  }

  /// Hours of one person that go elsewhere than their bookings say.
  public struct Move: Codable, Sendable, Hashable {
    /// A person's id.
    public var person: String
    /// The project that they were softly booked on; null where they were free.
    @Nullable public var from: String?
    /// The project that they work for; null where they are free then.
    @Nullable public var to: String?
    /// The first day of the first cell.
    public var first: Day
    /// The last day of the last.
    public var last: Day
    /// More than 0.
    public var hours: Double
    /// Hours × the hour price of the work that they go to, less what stays undone of the work that they
    /// leave, at its hour price.
    public var value: Double
    /// Why.
    public var cause: MoveCause
    /// The same in words.
    public var reason: String
  }

  /// A booking of the plan that the allocation leaves as it is.
  public struct KeptBooking: Codable, Sendable, Hashable {
    /// A person's id; null for a placeholder.
    @Nullable public var person: String?
    /// A project's id.
    public var project: String
    /// A task's id; null: the whole project.
    @Nullable public var task: String?
    /// A skill or role.
    @Nullable public var skill: String?
    /// null: the task's or the project's first day.
    @Nullable public var from: Day?
    /// null: the task's or the project's last day.
    @Nullable public var to: Day?
    /// `fte`, `percent` (a share), `hours_per_week` or `hours`.
    public var unit: String
    /// How much, in that unit.
    public var amount: Double
    /// `hard` or `soft`.
    public var booking: Booking.Firmness
  }
}
