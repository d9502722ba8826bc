public import PlanModel
public import WorkCalendar

extension Snapshot {
  /// The key results of a plan on a day, on confirmed work. Hours are working hours; money is in the plan's
  /// currency.
  ///
  /// Numbers are rounded, so that a file of them changes only where the plan does: hours to a tenth, FTE to
  /// a hundredth, shares to a thousandth, money to whole units.
  public struct Answer: Codable, Sendable, Hashable {
    /// `headroom.snapshot/1`.
    public var schema = "headroom.snapshot/1"
    /// Which plan it speaks of.
    public var plan: PlanIdentity
    /// What `bottlenecks` says of it in a sentence or two.
    public var summary: String
    /// What tells it from others of the same day; null: nothing.
    @Nullable public var label: String?
    /// Mean headcount over the days to come; null without a horizon.
    @Nullable public var people: Double?
    /// Their pay over these days; null where no pay is known.
    @Nullable public var pay: Double?
    /// Demand ÷ plannable hours of the quarters to come; null where there are none.
    @Nullable public var utilisation: Double?
    /// What initiatives with a budget take of it; null without budgets or pay.
    @Nullable public var budgetUse: Double?
    /// Σ value of confirmed projects; null where no project has one.
    @Nullable public var value: Double?
    /// The shortage of the quarters to come.
    public var shortHours: Double
    /// By quarter, those that are past left out.
    public var quarters: [Quarter]
    /// Those to come that are worth a word, the largest first.
    public var bottlenecks: [Bottleneck]
    /// Every project, by id.
    public var projects: [ProjectRow]
    /// Every initiative with a budget, by id.
    public var budgets: [BudgetRow]

    /// The name of its file within a plan's history: `2026-11-23.json`, `2026-11-23-board.json`.
    public var fileName: String {
      plan.asOf.description + (label.map { "-" + $0 } ?? "") + ".json"
    }
  }

  /// The shortage of a quarter.
  public struct Quarter: Codable, Sendable, Hashable {
    /// Which quarter.
    public var period: Period
    /// Missing hours.
    public var shortHours: Double
    /// Missing hours ÷ standard hours; null where the quarter has none.
    @Nullable public var shortFTE: Double?
  }

  /// A set of skills that is short in a quarter.
  public struct Bottleneck: Codable, Sendable, Hashable {
    /// The set.
    public var skills: [String]
    /// The skills by which it is told.
    public var named: [String]
    /// Which quarter.
    public var period: Period
    /// Missing hours.
    public var missingHours: Double
    /// Missing hours ÷ standard hours; null where the quarter has none.
    @Nullable public var missingFTE: Double?
    /// The last day on which hiring still helps; null without hiring times.
    @Nullable public var decideBy: Day?
    /// The projects that give way, the most hours first.
    public var projects: [String]
  }

  /// A project.
  public struct ProjectRow: Codable, Sendable, Hashable {
    /// Its id.
    public var project: String
    /// As people call it.
    @Nullable public var name: String?
    /// Where it stands.
    public var status: Project.Status
    /// Who answers for it.
    @Nullable public var owner: String?
    /// The last day of its work; null where it asks for none.
    @Nullable public var finish: Day?
    /// What it asks for within the horizon, at full size.
    public var demandHours: Double
    /// What it lacks in the quarters to come.
    public var shortHours: Double
  }

  /// The money of an initiative.
  public struct BudgetRow: Codable, Sendable, Hashable {
    /// Its id.
    public var initiative: String
    /// Who answers for the money, else for the initiative.
    @Nullable public var owner: String?
    /// Its budgets within the horizon.
    public var amount: Double
    /// What its confirmed work costs; null where no pay is known.
    @Nullable public var planned: Double?
  }
}
