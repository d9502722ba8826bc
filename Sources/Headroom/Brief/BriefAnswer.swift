public import PlanModel
public import WorkCalendar

extension Brief {
  /// One page. Hours are working hours; money is in the plan's currency.
  public struct Answer: Codable, Sendable, Hashable {
    /// `headroom.brief/1`.
    public var schema = "headroom.brief/1"
    /// Which plan it speaks of.
    public var plan: PlanIdentity
    /// The answer in a sentence or two.
    public var summary: String
    /// A project's id.
    public var project: String
    /// As people call it.
    @Nullable public var name: String?
    /// Where it stands.
    public var status: Project.Status
    /// The stage gate at which it stands.
    @Nullable public var gate: String?
    /// An initiative's id.
    @Nullable public var initiative: String?
    /// What will be different: the pitch's words, else the name of the initiative's goal.
    @Nullable public var goal: String?
    /// Who answers for the result.
    @Nullable public var owner: String?
    /// Who runs it.
    @Nullable public var manager: String?
    /// Who pays.
    @Nullable public var sponsor: String?
    /// Who answers for the money: the pitch's, else the initiative's.
    @Nullable public var budgetOwner: String?
    /// The first day.
    @Nullable public var start: Day?
    /// The last day.
    @Nullable public var finish: Day?
    /// A finish whose missing has a cost.
    @Nullable public var deadline: Day?
    /// In money.
    @Nullable public var value: Double?
    /// Money a week.
    @Nullable public var costOfDelay: Double?
    /// Money that it may spend.
    @Nullable public var budget: Double?
    /// Its hours at the mean pay of those who may do them; null where no pay is known.
    @Nullable public var cost: Double?
    /// What it asks within the plan's horizon.
    public var hours: Double
    /// What of it nobody can do in its weeks when the lower hour price yields first.
    public var shortHours: Double
    /// What will be there in the end; only pitches say it.
    public var deliverables: [String]
    /// Milestones by date.
    public var milestones: [Milestone]
    /// How success is measured.
    public var kpis: [KPI]
    /// What may go wrong; only pitches say it.
    public var risks: [Risk]
    /// What it asks, by skill.
    public var roles: [Role]
    /// Names of those who are booked for it, hard or soft.
    public var people: [String]
    /// What must happen before it.
    public var predecessors: [Predecessor]
    /// What is missing before it starts, the most basic first.
    public var missing: [Gap]
  }

  /// A point in time.
  public struct Milestone: Codable, Sendable, Hashable {
    /// As people call it.
    public var name: String
    /// The day; null where none is set.
    @Nullable public var date: Day?
  }

  /// A measure.
  public struct KPI: Codable, Sendable, Hashable {
    /// As people call it.
    public var name: String
    /// Of value and target.
    @Nullable public var unit: String?
    /// Today.
    @Nullable public var value: Double?
    /// What it should become.
    @Nullable public var target: Double?
  }

  /// What may go wrong.
  public struct Risk: Codable, Sendable, Hashable {
    /// What may happen.
    public var name: String
    /// What is done about it.
    @Nullable public var response: String?
    /// Who watches it.
    @Nullable public var owner: String?
  }

  /// What is asked of a skill.
  public struct Role: Codable, Sendable, Hashable {
    /// The skill or role; a person is written `@id`.
    public var skill: String
    /// At this level or above; 0 for a person.
    public var level: Int
    /// Working hours within the horizon.
    public var hours: Double
  }

  /// Something that comes before.
  public struct Predecessor: Codable, Sendable, Hashable {
    /// A project's or task's id.
    public var id: String
    /// Which ends are tied.
    public var kind: Dependency.Kind
    /// Its last day; null where none is known.
    @Nullable public var finish: Day?
  }

  /// Something that is missing.
  public struct Gap: Codable, Sendable, Hashable {
    /// The field or subject, as `owner` or `people`.
    public var what: String
    /// In words.
    public var text: String
  }
}
