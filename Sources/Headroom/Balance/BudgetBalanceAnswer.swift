public import PlanModel
public import WorkCalendar

extension BudgetBalance {
  /// How to split the money. Money and values are in the plan's currency; money of periods before as_of is
  /// spent and stays as it is.
  public struct Answer: Codable, Sendable, Hashable {
    /// `headroom.balance/1`.
    public var schema = "headroom.balance/1"
    /// Which plan it speaks of.
    public var plan: PlanIdentity
    /// The answer in a sentence or two.
    public var summary: String
    /// The money of the budgets within the horizon that may move between initiatives.
    public var budget: Double
    /// The expected value of the allocation: Σ over initiatives.
    public var value: Double
    /// That of the plan's own budgets.
    public var baseValue: Double
    /// `value` less the charge for risk.
    public var objective: Double
    /// No allocation within the limits has a greater objective; recomputed from the prices.
    public var bound: Double
    /// (bound − objective) ÷ |objective|; null where the objective is 0 and the bound is not.
    @Nullable public var relativeGap: Double?
    /// The standard deviation of the value.
    public var deviation: Double
    /// That of the value of the plan's own budgets.
    public var baseDeviation: Double
    /// The aversion to risk that was asked for.
    public var riskAversion: Double
    /// For each initiative and period, in this order.
    public var allocation: [Amount]
    /// For each initiative over the horizon.
    public var initiatives: [Initiative]
    /// What moves, the largest gain first.
    public var shifts: [Shift]
    /// What money of a period is worth.
    public var prices: [Price]
    /// What money of a kind or fund is worth.
    public var sources: [Source]
    /// Whether prices are changes of the objective; in large plans they are dual prices, one for both units.
    public var pricesAreChanges: Bool
    /// The most value by budget, by rising budget.
    public var frontier: [Point]
    /// Money to come that the allocation leaves unspent, because more of it brings nothing.
    public var unspent: Double
    /// What may be spent at most, as asked for.
    public var limits: [Limit]
    /// Whether the work was interrupted: the allocation is the best one, but frontier and prices may lack
    /// numbers.
    public var isInterrupted: Bool
    /// What a cut or limits take away; null where nothing is.
    @Nullable public var cut: Cut?
    /// Skills whose people keep money from going further, by period.
    public var people: [People]
    /// Initiatives of which nobody says what money is worth: theirs stays with them.
    public var withoutValue: [String]
    /// Initiatives with a value, but neither cap nor curve: the plan's money counts as all that they can use.
    public var withoutCap: [String]
    /// Money of budgets outside the horizon, which is left out.
    public var outside: Double
  }

  /// What may be spent at most in all periods, what is spent already included.
  public struct Limit: Codable, Sendable, Hashable {
    /// Of money of this kind; null: of all.
    @Nullable public var kind: Budget.Kind?
    /// Money.
    public var amount: Double
    /// What a unit more of the next hundredth brings; null where it is not known.
    @Nullable public var valuePerUnit: Double?
    /// What each unit of the last hundredth has brought; null where the floors need it.
    @Nullable public var valueOfLastUnit: Double?
  }

  /// The money of an initiative in a period.
  public struct Amount: Codable, Sendable, Hashable {
    /// Its id.
    public var initiative: String
    /// The period.
    public var period: Period
    /// What it gets.
    public var amount: Double
    /// That less the plan's.
    public var change: Double
  }

  /// An initiative over the horizon.
  public struct Initiative: Codable, Sendable, Hashable {
    /// Its id.
    public var initiative: String
    /// The plan's money.
    public var planned: Double
    /// What it gets.
    public var amount: Double
    /// The value of the plan's money; null where nobody says what money is worth.
    @Nullable public var plannedValue: Double?
    /// The value of what it gets; null as above.
    @Nullable public var value: Double?
    /// The least money that it may get; null as above.
    @Nullable public var least: Double?
    /// The most money that brings anything; null as above.
    @Nullable public var most: Double?
  }

  /// Money that moves.
  public struct Shift: Codable, Sendable, Hashable {
    /// Who gives; null: money that the plan leaves unspent.
    @Nullable public var from: String?
    /// Who gets; null: nobody, it is released or cut.
    @Nullable public var to: String?
    /// The period in which it is taken.
    public var period: Period
    /// The period in which it is spent; a later one where money is carried over.
    public var toPeriod: Period
    /// Its kind; null where the budgets name none.
    @Nullable public var kind: Budget.Kind?
    /// Its fund; null where nothing restricts it.
    @Nullable public var fund: String?
    /// How much.
    public var amount: Double
    /// What it brings; the sum over all shifts is `value − baseValue`.
    public var gain: Double
  }

  /// What money of a period is worth at the allocation.
  public struct Price: Codable, Sendable, Hashable {
    /// The period.
    public var period: Period
    /// What each unit of the next hundredth of its money brings; null where the period has none to move.
    @Nullable public var valuePerUnit: Double?
    /// What each unit of the last hundredth has brought; null as above, and where floors need it.
    @Nullable public var valueOfLastUnit: Double?
  }

  /// What money of a kind or fund is worth at the allocation, over all periods to come.
  public struct Source: Codable, Sendable, Hashable {
    /// opex or capex; null where the budgets name none.
    @Nullable public var kind: Budget.Kind?
    /// Restricted money's name; null for money that nothing restricts.
    @Nullable public var fund: String?
    /// The plan's money of it to come.
    public var amount: Double
    /// As of periods.
    @Nullable public var valuePerUnit: Double?
    /// As of periods.
    @Nullable public var valueOfLastUnit: Double?
  }

  /// A point of the frontier.
  public struct Point: Codable, Sendable, Hashable {
    /// The budgets of the periods to come, as a share of the plan's.
    public var share: Double
    /// The money.
    public var budget: Double
    /// The value of the best allocation.
    public var value: Double
  }

  /// What a cut does.
  public struct Cut: Codable, Sendable, Hashable {
    /// Of each period's money to come; with limits of all money.
    public var share: Double
    /// In money.
    public var amount: Double
    /// The value that it costs, against the best allocation of all the money.
    public var cost: Double
    /// Who gives, what costs least for each unit first; against the best allocation of all the money.
    public var goesFirst: [Loss]
  }

  /// What an initiative loses by a cut.
  public struct Loss: Codable, Sendable, Hashable {
    /// Its id.
    public var initiative: String
    /// Money.
    public var amount: Double
    /// Value.
    public var value: Double
    /// Value ÷ money.
    public var valuePerUnit: Double
  }

  /// Skills whose people bind.
  public struct People: Codable, Sendable, Hashable {
    /// The period.
    public var period: Period
    /// The skills.
    public var skills: [String]
  }
}
