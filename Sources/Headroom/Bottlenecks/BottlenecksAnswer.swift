public import PlanModel
public import WorkCalendar

extension Bottlenecks {
  /// Where the plan breaks. All hours are working hours, every FTE a mean over its period.
  ///
  /// Order of lists: by basis (confirmed, expected, all), period, then name; `ranked` by size.
  public struct Answer: Codable, Sendable, Hashable {
    /// `headroom.bottlenecks/1`.
    public var schema = "headroom.bottlenecks/1"
    /// Which plan it speaks of.
    public var plan: PlanIdentity
    /// The answer in a sentence.
    public var summary: String
    /// The periods, in order of time.
    public var periods: [PeriodRow]
    /// The layers of capacity, by period.
    public var capacity: [CapacityRow]
    /// Every skill that is held or asked for, by basis and period.
    public var skills: [SkillRow]
    /// The shortage, by basis and period.
    public var shortage: [ShortageRow]
    /// Every binding set of every period and basis asked for.
    public var bottlenecks: [Bottleneck]
    /// The bottlenecks as they are told to people: sets that are nearly the same, as where one contains
    /// another, are merged under the one with most hours; of at least ``Finding/smallestFTE``; the worst first.
    public var ranked: [Finding]
    /// What is nearest to becoming a bottleneck, the nearest first; empty where nothing is demanded.
    public var nearest: [NearMiss]
    /// What the answer leaves out.
    public var ignored: Ignored
    /// How far the data carries the answer.
    public var trust: Trust
    /// The utilisations at which colours change.
    public var thresholds: PlanSettings.Thresholds
    /// Whether the plan says how long hiring takes; without it there are no decide-by dates.
    public var knowsHiringTimes: Bool
    /// The basis of the sentence, the heat map and the first list.
    public var headlineBasis: Basis
    /// How to call the people who stand as `@id` in the answer and have a name, by id.
    public var people: [PersonName]
    /// Whether there are prices, or why not.
    public var pricing: Pricing
    /// What one more full-time person of each binding skill is worth, on the basis of the headline.
    public var prices: [Allocate.PriceRow]
  }

  /// What a person is called.
  public struct PersonName: Codable, Sendable, Hashable {
    /// A person's id.
    public var id: String
    /// The name, with the id where several people bear it.
    public var name: String
  }

  /// Whether there are prices of one more person, or why not.
  public enum Pricing: String, Codable, Sendable, Hashable {
    /// They were computed.
    case computed
    /// They were computed at a fixed price of an hour, as no project says what its delay costs.
    case nominal
    /// Nobody asked, or nothing is short.
    case notWanted
    /// The plan is too large to price in passing.
    case large
    /// No proven allocation was found.
    case unsolved
  }

  /// A period of the answer.
  public struct PeriodRow: Codable, Sendable, Hashable {
    /// Which period.
    public var period: Period
    /// The first day within the horizon.
    public var from: Day
    /// The last day within the horizon.
    public var to: Day
    /// The plan's standard hours within the horizon.
    public var standardHours: Double
    /// Whether it ends before the plan's as_of.
    public var past: Bool
  }

  /// The four layers of capacity in a period.
  public struct CapacityRow: Codable, Sendable, Hashable {
    /// Which period.
    public var period: Period
    /// Contract hours of the calendar, less holidays.
    public var grossHours: Double
    /// Gross less absence.
    public var netHours: Double
    /// Net less run work, × target utilisation.
    public var plannableHours: Double
    /// Plannable less booked hours, not below 0.
    public var freeHours: Double
  }

  /// Demand for a skill against the plannable hours of all who hold it.
  public struct SkillRow: Codable, Sendable, Hashable {
    /// A skill, a role, or `@id` for work that only that person may do.
    public var skill: String
    /// Which period.
    public var period: Period
    /// Which work counts.
    public var basis: Basis
    /// What is asked for.
    public var demandHours: Double
    /// null where the period has no standard hours; likewise the others.
    @Nullable public var demandFTE: Double?
    /// The plannable hours of all holders.
    @Nullable public var plannableFTE: Double?
    /// Supply less demand; negative is short.
    @Nullable public var headroomFTE: Double?
  }

  /// Demand that even the best use of everybody's skills leaves unserved.
  public struct ShortageRow: Codable, Sendable, Hashable {
    /// Which period.
    public var period: Period
    /// Which work counts.
    public var basis: Basis
    /// What is asked for.
    public var demandHours: Double
    /// Demand less shortage.
    public var servedHours: Double
    /// What is not served.
    public var shortHours: Double
    /// What is short even when the period's hours are pooled.
    public var structuralHours: Double
  }

  /// Whether shifting work within the period would mend it.
  public enum Kind: String, Codable, Sendable, Hashable {
    /// Short even when the period's hours are pooled.
    case structural
    /// Short only in some weeks.
    case timing
  }

  /// A project's part in a bottleneck.
  public struct ProjectShare: Codable, Sendable, Hashable {
    /// A project's id.
    public var project: String
    /// What it asks of the set's skills in the set's short cells.
    public var demandHours: Double
    /// What of that it loses when the lower hour price yields first.
    public var shortHours: Double
  }

  /// A skill of a binding set whose own demand goes unmet.
  public struct CoreSkill: Codable, Sendable, Hashable {
    /// A skill or role; `@id` for a person.
    public var skill: String
    /// What it misses when the lower hour price yields first.
    public var missingHours: Double
  }

  /// A binding set of skills in a period.
  public struct Bottleneck: Codable, Sendable, Hashable {
    /// Sorted by name; `@id` for a person.
    public var skills: [String]
    /// Which period.
    public var period: Period
    /// Which work counts.
    public var basis: Basis
    /// Structural or timing.
    public var kind: Kind
    /// What even the best use of everybody leaves unserved.
    public var missingHours: Double
    /// What is missing even when the period's hours are pooled.
    public var structuralHours: Double
    /// null where the period has no standard hours; likewise the next two.
    @Nullable public var missingFTE: Double?
    /// Of the worst cell.
    @Nullable public var peakFTE: Double?
    /// People of the plan's run work and target who would close it; null without standard hours.
    @Nullable public var hiresNeeded: Double?
    /// The first day of its first short cell.
    public var firstDay: Day
    /// The ISO week of its worst cell.
    public var worstWeek: Period
    /// null where the plan does not say how long hiring takes; likewise the next.
    @Nullable public var decideBy: Day?
    /// Whether `decideBy` lies before the plan's as_of.
    @Nullable public var decideByPassed: Bool?
    /// The projects that compete, with what each loses.
    public var projects: [ProjectShare]
    /// How many people hold any of the skills, at any level.
    public var holders: Int
    /// The skills whose own demand goes unmet when the lower hour price yields first, the most hours
    /// first.
    public var core: [CoreSkill]
    /// The period's demand of the set's nodes.
    public var demandHours: Double
    /// The period's free and booked hours that may serve any of them.
    public var supplyHours: Double
    /// The skill of the set whose next full-time person is worth most; null where there is no price.
    @Nullable public var hireSkill: String?
    /// What that person saves in the period, as ``Allocate/PriceRow/valuePerFTE``; null where there is no
    /// price.
    @Nullable public var valuePerFTE: Double?
  }

  /// One or more bottlenecks of one period and basis, told as one.
  public struct Finding: Codable, Sendable, Hashable {
    /// Sets with less are told in a line.
    public static let smallestFTE = 0.1

    /// The set with most hours; each of the others has two thirds of the smaller one's skills in common
    /// with it.
    public var skills: [String]
    /// Every skill of any of them, sorted by name.
    public var allSkills: [String]
    /// The core of all of them, the most hours first.
    public var core: [CoreSkill]
    /// Which period.
    public var period: Period
    /// Which work counts.
    public var basis: Basis
    /// Structural where ``structuralHours`` is not 0.
    public var kind: Kind
    /// How many sets it merges, at least 1.
    public var sets: Int
    /// The sum over the sets.
    public var missingHours: Double
    /// What of it is sure to be missing even when the period's hours are pooled: that of each of its sets,
    /// and where it merges several, what the whole period then misses beyond all that other sets miss.
    /// Never more than the period's own.
    public var structuralHours: Double
    /// What of the period stays missing when its hours are pooled, but for what sets without a skill of
    /// its own are sure to miss. 0: shifting mends it; else shifting mends a timing bottleneck only
    /// where others wait.
    public var sharedStructuralHours: Double
    /// Missing hours ÷ standard hours; null without standard hours.
    @Nullable public var missingFTE: Double?
    /// Of the worst cell; null without standard hours.
    @Nullable public var peakFTE: Double?
    /// People of the plan's run work and target who would close it; null without standard hours.
    @Nullable public var hiresNeeded: Double?
    /// The first day of the first short cell.
    public var firstDay: Day
    /// The ISO week of the worst cell.
    public var worstWeek: Period
    /// The last day on which hiring still helps; null without hiring times.
    @Nullable public var decideBy: Day?
    /// Whether `decideBy` lies before the plan's as_of.
    @Nullable public var decideByPassed: Bool?
    /// The most demanding first.
    public var projects: [ProjectShare]
    /// How many people hold any of the skills, at any level.
    public var holders: Int
    /// Demand ÷ supply of the leading set in the whole period; null where nobody may serve it.
    @Nullable public var utilisation: Double?
    /// Whether it ends before the plan's as_of.
    public var past: Bool
    /// The skill of its sets whose next full-time person is worth most; null where there is no price.
    @Nullable public var hireSkill: String?
    /// What that person saves in the period, as ``Allocate/PriceRow/valuePerFTE``; null where there is no
    /// price.
    @Nullable public var valuePerFTE: Double?
  }

  /// A skill that is not short, but nearly.
  public struct NearMiss: Codable, Sendable, Hashable {
    /// A skill or role; `@id` for a person.
    public var skill: String
    /// Which period.
    public var period: Period
    /// Which work counts.
    public var basis: Basis
    /// Supply less demand; negative is short.
    @Nullable public var headroomFTE: Double?
    /// Demand ÷ plannable hours of its holders.
    public var utilisation: Double
  }

  /// What the answer leaves out.
  public struct Ignored: Codable, Sendable, Hashable {
    /// Projects that count but ask for nothing: no demand row, no booking.
    public var projectsWithoutEstimates: [String]
    /// Their share of the projects that count, 0 to 1.
    public var shareOfProjects: Double
    /// Hours of demand that lie outside the horizon, at full size.
    public var hoursOutsideHorizon: Double
    /// Projects that rest, are done or cancelled, and still have demand or bookings.
    public var restingProjects: [String]
    /// Booked hours above what the booked people can give.
    public var overBookedHours: Double
    /// Hours booked on days on which their people do not work.
    public var bookedWithoutWorkHours: Double
  }

  /// How far the data carries the answer.
  public struct Trust: Codable, Sendable, Hashable {
    /// A to D.
    public var grade: String
    /// Why it is not better.
    public var reasons: [String]
  }
}
