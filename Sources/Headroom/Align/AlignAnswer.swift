import PlanModel
public import WorkCalendar

extension Align {
  /// The answer. Hours are working hours of the work to come; money is in the plan's currency.
  public struct Answer: Codable, Sendable, Hashable {
    /// `headroom.align/1`.
    public var schema = "headroom.align/1"
    /// Which plan it speaks of.
    public var plan: PlanIdentity
    /// The answer in a sentence.
    public var summary: String
    /// Which work counts.
    public var basis: Basis
    /// The days that count: from as_of to the end of the horizon; null where nothing is to come.
    @Nullable public var days: DayRange?
    /// The goals by id; last the work without one, where there is any.
    public var goals: [GoalRow]
    /// Projects that serve no initiative or no goal, the most hours first.
    public var orphans: [Orphan]
    /// Pairs of projects that take half an hour or more from one another, the most hours at stake first.
    public var couplings: [Coupling]
    /// Why ties by money are not known; null where they are.
    @Nullable public var moneyNote: String?
    /// People who alone can do some work, the most hours first.
    public var singlePoints: [SinglePoint]
    /// Who or what nobody answers for.
    public var ownershipGaps: [OwnershipGap]
    /// Teams that wait for one another, the most hours at risk first.
    public var links: [TeamLink]
    /// How many dependencies tie work of which no team is known.
    public var dependenciesWithoutTeam: Int
  }

  /// A goal, with what goes into it.
  public struct GoalRow: Codable, Sendable, Hashable {
    /// A goal's id; null: the work that serves none.
    @Nullable public var goal: String?
    /// As people call it.
    @Nullable public var name: String?
    /// Who answers for it.
    @Nullable public var owner: String?
    /// How many projects that count serve it.
    public var projects: Int
    /// Its weight ÷ the sum of all weights; null where it has none.
    @Nullable public var weightShare: Double?
    /// What its projects ask.
    public var demandHours: Double
    /// What of it the people can serve.
    public var servedHours: Double
    /// Served hours ÷ those of all projects; null where nothing is served.
    @Nullable public var capacityShare: Double?
    /// Budgets of its initiatives in periods to come.
    public var money: Double
    /// Money ÷ that of all initiatives; null without money.
    @Nullable public var moneyShare: Double?
  }

  /// A project that serves no goal.
  public struct Orphan: Codable, Sendable, Hashable {
    /// What it lacks.
    public enum Lack: String, Codable, Sendable, CaseIterable {
      /// It belongs to no initiative.
      case initiative
      /// Its initiative serves no goal.
      case goal
    }

    /// A project's id.
    public var project: String
    /// What it lacks.
    public var lacks: Lack
    /// Its initiative.
    @Nullable public var initiative: String?
    /// Who answers for it.
    @Nullable public var owner: String?
    /// What it asks.
    public var demandHours: Double
  }

  /// Two projects of which one gains where the other is not there.
  public struct Coupling: Codable, Sendable, Hashable {
    /// What ties them.
    public enum Kind: String, Codable, Sendable, CaseIterable {
      /// Scarce skills.
      case skills
      /// One person who alone can do it.
      case person
      /// The budget of their initiative.
      case budget
    }

    /// What ties them.
    public var kind: Kind
    /// The project that takes more from the other.
    public var first: String
    /// The other one.
    public var second: String
    /// What the second gains without the first, and the first without the second.
    public var hours: Double
    /// What the second gains where the first is taken out of the plan.
    public var secondGainsHours: Double
    /// What the first gains where the second is taken out of the plan.
    public var firstGainsHours: Double
    /// The skills, people or initiative, the most hours first.
    public var through: [String]
  }

  /// Work that one person alone can do.
  public struct SinglePoint: Codable, Sendable, Hashable {
    /// A person's id.
    public var person: String
    /// The demand's skill; `@id` where the person is asked by name.
    public var skill: String
    /// The lowest level at which nobody else can do it; 0 for a person.
    public var level: Int
    /// The team whose people alone may do it.
    @Nullable public var team: String?
    /// The projects that ask for it, by id.
    public var projects: [String]
    /// What they ask.
    public var demandHours: Double
  }

  /// Something that nobody answers for.
  public struct OwnershipGap: Codable, Sendable, Hashable {
    /// What it is.
    public enum Kind: String, Codable, Sendable, CaseIterable {
      case goal
      case initiative
      case project
      case team
    }

    /// What it is.
    public var kind: Kind
    /// Its id.
    public var id: String
    /// The column that names nobody, or somebody who leaves: `owner`, `budget_owner` or `lead`.
    public var field: String
    /// Who leaves before the work ends; null where nobody is named.
    @Nullable public var person: String?
    /// Their last day.
    @Nullable public var lastDay: Day?
  }

  /// A team whose work waits for another team's.
  public struct TeamLink: Codable, Sendable, Hashable {
    /// The team that is waited for.
    public var from: String
    /// The team that waits.
    public var to: String
    /// The hours of the work that waits.
    public var waitingHours: Double
    /// All waiting hours of a dependency that the dates break already; else waiting hours × the share of
    /// the work before that stays undone.
    public var hoursAtRisk: Double
    /// The riskiest first.
    public var dependencies: [WaitingWork]
  }

  /// A dependency between the work of two teams.
  public struct WaitingWork: Codable, Sendable, Hashable {
    /// A task or project.
    public var predecessor: String
    /// The task or project that waits.
    public var successor: String
    /// FS, SS, FF or SF.
    public var type: String
    /// Days between them beyond the lag, below 0 where the dates break it; null where a date is missing.
    @Nullable public var slackDays: Int?
    /// The hours of the successor.
    public var waitingHours: Double
    /// As of the link.
    public var hoursAtRisk: Double
  }
}
