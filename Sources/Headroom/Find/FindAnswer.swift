public import WorkCalendar

extension Find {
  /// Who fits, the best first. Hours are working hours; money is in the plan's currency.
  public struct Answer: Codable, Sendable, Hashable {
    /// `headroom.find/1`.
    public var schema = "headroom.find/1"
    /// Which plan it speaks of.
    public var plan: PlanIdentity
    /// The answer in a sentence; where nobody fits, why.
    public var summary: String
    /// The skill that is wanted.
    public var skill: String
    /// At this level or above.
    public var level: Int
    /// How much of it.
    public var fte: Double
    /// The first day.
    public var from: Day
    /// The last day.
    public var to: Day
    /// The hours of that many full-time people in these days.
    public var neededHours: Double
    /// The first of these days that lies after the plan's last day: no work is known from then on, and all
    /// who are there look free; null where the plan reaches to the end.
    @Nullable public var unknownFrom: Day?
    /// Those who give all first, by what it costs others; then those who lack least.
    public var candidates: [Candidate]
    /// Why nobody can give all of it; null where somebody can.
    @Nullable public var reason: String?
  }

  /// Somebody who holds the skill.
  public struct Candidate: Codable, Sendable, Hashable {
    /// A person's, hire's, contract's or pool's id.
    public var id: String
    /// `person`, `hire`, `contract` or `pool`.
    public var giver: String
    /// As people call them.
    @Nullable public var name: String?
    /// A team's id.
    @Nullable public var team: String?
    /// The level of the skill.
    public var level: Int
    /// What they can give out of free time, of the hours that are needed.
    public var freeHours: Double
    /// What they can give besides by leaving other work.
    public var displacedHours: Double
    /// What they lack: absence, hard bookings, part time, a lead time.
    public var missingHours: Double
    /// Free time by month, whatever is needed.
    public var months: [MonthFTE]
    /// null: not known.
    @Nullable public var costPerHour: Double?
    /// Pay or rate of the hours that they can give; null: not known.
    @Nullable public var cost: Double?
    /// Lines of demand that others take over, in part or as a whole.
    public var handOvers: Int
    /// Whom it costs how many hours that nobody takes over, the dearest first.
    public var displaced: [Displaced]
    /// What it costs the rest of the plan: displaced hours at their hour prices, and what those who take
    /// over cost besides (contractors, overtime, moved soft bookings).
    public var displacedCost: Double
    /// Whether others take over what they can; where not, hours and cost are what is lost if nobody does.
    public var isTakenOver: Bool
    /// Whether no allocation costs the rest of the plan less: the plan was solved again, or there is
    /// nothing to take over. Where not, others take over along the cheapest chains within the budgets.
    public var isExact: Bool
  }

  /// Free time in a month.
  public struct MonthFTE: Codable, Sendable, Hashable {
    /// The month.
    public var period: Period
    /// Free hours ÷ the month's standard hours; null where it has none.
    @Nullable public var freeFTE: Double?
  }

  /// Work that somebody would leave.
  public struct Displaced: Codable, Sendable, Hashable {
    /// A project's id.
    public var project: String
    /// Hours that it would lose.
    public var hours: Double
    /// What an unserved hour costs.
    public var hourPrice: Double
    /// Both multiplied.
    public var cost: Double
  }
}
