import PlanModel
public import WorkCalendar

extension Health {
  /// Where something stands; the worst of its reasons.
  public enum Level: String, Codable, Sendable, CaseIterable, Comparable {
    case onTrack
    case atRisk
    case offTrack

    private var rank: Int { self == .onTrack ? 0 : self == .atRisk ? 1 : 2 }

    /// On track before at risk before off track.
    public static func < (left: Level, right: Level) -> Bool { left.rank < right.rank }
  }

  /// The answer.
  public struct Answer: Codable, Sendable, Hashable {
    /// `headroom.health/1`.
    public var schema = "headroom.health/1"
    /// Which plan it speaks of.
    public var plan: PlanIdentity
    /// The answer in a sentence.
    public var summary: String
    /// Committed and active projects, the worst first, then by id.
    public var projects: [ProjectRow]
    /// The worst first, then by id.
    public var initiatives: [InitiativeRow]
    /// The stage gates at which such projects stand, by name.
    public var gates: [GateRow]
    /// By date.
    public var milestones: [MilestoneRow]
    /// By id.
    public var kpis: [KPIRow]
  }

  /// Why something is at risk or off track.
  public struct Reason: Codable, Sendable, Hashable {
    /// The identifier of the rule: `headroom explain` tells it.
    public var rule: String
    /// What the rule makes of it.
    public var level: Level
    /// What is the matter.
    public var text: String
    /// What would turn it.
    public var turn: String
  }

  /// A project's health.
  public struct ProjectRow: Codable, Sendable, Hashable {
    /// A project's id.
    public var project: String
    /// As people call it.
    @Nullable public var name: String?
    /// Its initiative.
    @Nullable public var initiative: String?
    /// Who answers for it.
    @Nullable public var owner: String?
    /// The worst of its reasons.
    public var level: Level
    /// The last day of its work; null where nothing says.
    @Nullable public var finish: Day?
    /// The worst first; empty where it is on track.
    public var reasons: [Reason]
  }

  /// An initiative's health.
  public struct InitiativeRow: Codable, Sendable, Hashable {
    /// An initiative's id.
    public var initiative: String
    /// As people call it.
    @Nullable public var name: String?
    /// Who answers for it.
    @Nullable public var owner: String?
    /// The worst of its reasons.
    public var level: Level
    /// How many of its projects are on track.
    public var onTrack: Int
    /// How many are at risk.
    public var atRisk: Int
    /// How many are off track.
    public var offTrack: Int
    /// What its projects' served hours cost where no budget holds them back; null where no pay is known.
    @Nullable public var spent: Double?
    /// All of its budgets; null without.
    @Nullable public var budget: Double?
    /// The worst first; empty where it is on track.
    public var reasons: [Reason]
  }

  /// A stage gate with its criteria.
  public struct GateRow: Codable, Sendable, Hashable {
    /// As projects name it.
    public var gate: String
    /// The rules that hold at it, in the order of plan.yaml; empty where plan.yaml has none for it.
    public var criteria: [Criterion]
    /// The projects before it, by id.
    public var projects: [GateProject]
  }

  /// What a project must meet at a gate.
  public struct Criterion: Codable, Sendable, Hashable {
    /// The rule's id.
    public var rule: String
    /// What must hold, as it is written.
    public var requirement: String
    /// The reason; null where none is given.
    @Nullable public var why: String?
  }

  /// A project before a gate.
  public struct GateProject: Codable, Sendable, Hashable {
    /// A project's id.
    public var project: String
    /// Whether it meets all criteria that are asked of it.
    public var passes: Bool
    /// The rules that it does not meet.
    public var unmet: [String]
  }

  /// A milestone.
  public struct MilestoneRow: Codable, Sendable, Hashable {
    /// Where it stands.
    public enum State: String, Codable, Sendable, CaseIterable {
      /// Its percent_complete is 100 %.
      case reached
      /// Its day has passed, and it is not reached.
      case missed
      /// What it depends on ends after it.
      case endangered
      /// To come, with nothing against it.
      case due
    }

    /// A task's id.
    public var milestone: String
    /// A project's id.
    public var project: String
    /// As people call it.
    @Nullable public var name: String?
    /// Its day; null where it has none.
    @Nullable public var day: Day?
    /// Where it stands.
    public var state: State
  }

  /// A measure of a goal, a project or the plan.
  public struct KPIRow: Codable, Sendable, Hashable {
    /// Where it stands.
    public enum State: String, Codable, Sendable, CaseIterable {
      /// At its target or better.
      case met
      /// Short of its target.
      case missed
      /// It has no value, no target, or does not say which way is better.
      case unknown
    }

    /// A KPI's id.
    public var kpi: String
    /// As people call it.
    @Nullable public var name: String?
    /// A goal's id.
    @Nullable public var goal: String?
    /// A project's id.
    @Nullable public var project: String?
    /// Of value and target.
    @Nullable public var unit: String?
    /// How it is computed; null where the plan gives the value.
    @Nullable public var formula: String?
    /// The plan's value, else what the formula comes to; null where a value that it needs is missing, or
    /// it divides by 0.
    @Nullable public var value: Double?
    /// What the value should become.
    @Nullable public var target: Double?
    /// Where it stands.
    public var state: State
    /// Who answers for it: the owner of its project, else of its goal.
    @Nullable public var owner: String?
  }
}
