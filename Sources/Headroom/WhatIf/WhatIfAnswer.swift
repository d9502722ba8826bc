public import WorkCalendar

extension WhatIf {
  /// Scenarios side by side with the plan as it is. Hours are working hours on confirmed work; money is
  /// in the plan's currency. Scenarios stand in the order of the request.
  public struct Answer: Codable, Sendable, Hashable {
    /// `headroom.whatif/1`.
    public var schema = "headroom.whatif/1"
    /// Which plan it speaks of.
    public var plan: PlanIdentity
    /// The answer in a sentence or two.
    public var summary: String
    /// The quarters of the plan and of all scenarios.
    public var periods: [Quarter]
    /// The plan as it is.
    public var base: Base
    /// What becomes of it.
    public var scenarios: [Outcome]
    /// The curve of a sweep, whose steps are the last of the scenarios; null where none was asked for.
    @Nullable public var curve: Curve?
    /// Which scenarios no other beats in the respects asked for; null where none were.
    @Nullable public var pareto: Frontier?
    /// Names of scenarios that were not computed, because the work was interrupted; none as a rule.
    public var leftOut: [String]
  }

  /// A quarter that the plan or a scenario has.
  public struct Quarter: Codable, Sendable, Hashable {
    /// Which quarter.
    public var period: Period
    /// Whether it ends before the plan's as_of.
    public var past: Bool
  }

  /// The plan as it is.
  public struct Base: Codable, Sendable, Hashable {
    /// `base`.
    public var name: String
    /// Its numbers.
    public var metrics: Metrics
  }

  /// What a scenario makes of the plan.
  public struct Outcome: Codable, Sendable, Hashable {
    /// The scenario's name.
    public var name: String
    /// What it is, in words.
    @Nullable public var title: String?
    /// The fingerprint of the plan that it makes.
    public var fingerprint: String
    /// Its numbers.
    public var metrics: Metrics
    /// Its numbers less those of the plan as it is.
    public var differences: Differences
    /// What changed and why, the largest change first.
    public var causes: [Cause]
    /// Who loses or gains, projects by id and then initiatives by id; those without a change are left out.
    public var stakes: [Stake]
    /// What is no worse in any respect and better in one: other scenarios, or `base`.
    public var dominatedBy: [String]
  }

  /// The numbers of a plan.
  public struct Metrics: Codable, Sendable, Hashable {
    /// Mean headcount, hires that count and contractors' FTE included, over the days to come of the
    /// base's horizon; null without a horizon.
    @Nullable public var people: Double?
    /// Pay of these people and contracts over the same days; null where no pay is known.
    @Nullable public var cost: Double?
    /// Mean headcount of those whose pay is not known: `cost` leaves them out. null without a horizon.
    @Nullable public var peopleWithoutPay: Double?
    /// Confirmed demand ÷ plannable hours of the quarters to come; null where there are none.
    @Nullable public var utilisation: Double?
    /// By quarter, exactly as in `bottlenecks`.
    public var shortHours: [String: Double]
    /// The same in FTE; quarters without standard hours are left out.
    public var shortFTE: [String: Double]
    /// Of the quarters to come.
    public var shortHoursToCome: Double
    /// For each project that is short in a quarter to come what it lacks when the lower hour price
    /// yields first.
    public var shortProjects: [String: Double]
    /// The ISO week of the first short cell to come; null where nothing is short.
    @Nullable public var firstShortWeek: Period?
    /// For each project with demand the last day of its window.
    public var finish: [String: Day]
    /// Confirmed work of initiatives with a budget, at the mean pay of those who may do it, ÷ their
    /// budgets within the horizon; null without budgets or pay.
    @Nullable public var budgetUse: Double?
    /// Σ value of confirmed projects; null where no project has one.
    @Nullable public var value: Double?
    /// Σ cost of delay × weeks by which confirmed projects finish later than in the base; null where no
    /// project has a cost of delay.
    @Nullable public var delayCost: Double?
    /// Demand outside the horizon: it is not counted.
    public var hoursOutsideHorizon: Double
  }

  /// A scenario's numbers less those of the base; null where one of them is.
  public struct Differences: Codable, Sendable, Hashable {
    /// Mean headcount.
    @Nullable public var people: Double?
    /// Money.
    @Nullable public var cost: Double?
    /// Mean headcount.
    @Nullable public var peopleWithoutPay: Double?
    /// A share.
    @Nullable public var utilisation: Double?
    /// By quarter; a quarter that one of them lacks counts as 0 there.
    public var shortHours: [String: Double]
    /// Of the quarters to come.
    public var shortHoursToCome: Double
    /// Days by which projects finish later; those that finish on the same day are left out.
    public var finish: [String: Int]
    /// A share.
    @Nullable public var budgetUse: Double?
    /// Money.
    @Nullable public var value: Double?
    /// Money.
    @Nullable public var delayCost: Double?
    /// Hours.
    public var hoursOutsideHorizon: Double
  }

  /// Something that changed.
  public struct Cause: Codable, Sendable, Hashable {
    /// What kind of change it is.
    public enum Kind: String, Codable, Sendable, Hashable, CaseIterable {
      /// A binding set is short no more.
      case relieved
      /// A binding set is less short.
      case eased
      /// A binding set is shorter.
      case worsened
      /// A binding set is short that was not.
      case appeared
      /// The work of an initiative costs more than its budgets, and another share of them than before.
      case overBudget
      /// It did, and does no more.
      case withinBudget
      /// A project loses more hours.
      case givesWay
      /// A project gets hours that it lacked.
      case recovers
      /// A project ends on another day.
      case finishMoves
      /// A project asks for nothing any more.
      case leaves
      /// A project asks for work that did not.
      case joins
      /// Demand left or came into the horizon.
      case outsideHorizon
    }

    /// What kind of change it is.
    public var kind: Kind
    /// In words.
    public var text: String
    /// The skills of the binding set in the scenario, or in the base where it is relieved.
    public var skills: [String]
    /// The quarter of the binding set.
    @Nullable public var period: Period?
    /// The project.
    @Nullable public var project: String?
    /// In the base.
    @Nullable public var baseHours: Double?
    /// In the scenario.
    @Nullable public var scenarioHours: Double?
  }
}
