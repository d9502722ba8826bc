/// Supplies that serve demands through pools, cell by cell: the allocation problem as plain numbers.
///
/// In each cell t of `0..<cellCount`:
///
/// - a *supply* i gives at most `supplyHours[i * cellCount + t]` hours, each at `costPerHour`;
/// - its hours enter pools along *supply arcs*, move between pools along *pool arcs* (from a higher
///   level of a skill to the next lower), and leave a pool for the demands that draw on it;
/// - a *direct arc* leads hours of a supply to one demand without a pool: booked hours, and hours that
///   stay where they are softly booked (limited, and rewarded by a negative cost);
/// - a *demand* j is served from its pool and its direct arcs; what it lacks is *short*, at
///   `pricePerHour` an hour. Its amount is asked in each cell, or in all within limits of each cell;
/// - the hours that serve the demands of one *money group* spend `moneyPerHour` of their supply; what
///   they spend in the cells of one money period is at most the group's *budget*.
///
/// The objective, in the plan's currency, is the least of
///
///     Σ pricePerHour × short hours + Σ costPerHour × supplied hours + Σ cost × hours on direct arcs.
///
/// It is never infeasible (nothing must be served) and never unbounded (supply is limited).
///
/// Shapes: arrays by something and cell are flat, the cell fastest. Units: hours and money.
/// Edge cases: a supply without arcs, a demand without a pool, a cell without hours are all fine.
public struct PooledTransport: Sendable {
  /// Hours that can be used, and what one costs.
  public struct Supply: Sendable, Hashable {
    /// What an hour adds to the objective, at least 0.
    public var costPerHour: Double
    /// What an hour takes from the budget of the demand that it serves, at least 0.
    public var moneyPerHour: Double

    /// A supply at a cost, and at a rate that budgets see.
    public init(costPerHour: Double, moneyPerHour: Double) {
      self.costPerHour = costPerHour
      self.moneyPerHour = moneyPerHour
    }
  }

  /// An arc between two numbered nodes.
  public struct Arc: Sendable, Hashable {
    /// Where hours come from: an index of supplies, or of pools for a pool arc.
    public var from: Int32
    /// The pool that they enter.
    public var to: Int32

    /// An arc from a node to a pool.
    public init(from: Int32, to: Int32) {
      self.from = from
      self.to = to
    }
  }

  /// Hours of one supply for one demand, around the pools.
  public struct DirectArc: Sendable, Hashable {
    /// An index of ``supplies``.
    public var supply: Int32
    /// An index of ``demands``.
    public var demand: Int32
    /// What an hour adds to the objective besides the supply's cost; negative for a reward.
    public var cost: Double
    /// The cells in which the arc exists.
    public var cells: Range<Int>
    /// For each of `cells` the most hours; `.infinity` for no limit but the supply's.
    public var limitHours: [Double]

    /// An arc with its limits.
    public init(supply: Int32, demand: Int32, cost: Double, cells: Range<Int>, limitHours: [Double])
    {
      self.supply = supply
      self.demand = demand
      self.cost = cost
      self.cells = cells
      self.limitHours = limitHours
    }
  }

  /// How much a demand asks, and when.
  public enum Amount: Sendable, Hashable {
    /// For each of `cells` the hours that are asked there, each at least 0.
    case perCell(cells: Range<Int>, hours: [Double])
    /// Hours in all, anywhere in `cells`, at most `limitHours` in each of them (`.infinity`: no limit).
    case window(cells: Range<Int>, totalHours: Double, limitHours: [Double])
  }

  /// Work that is wanted.
  public struct Demand: Sendable, Hashable {
    /// The pool that serves it; nil where only direct arcs do.
    public var pool: Int32?
    /// What an unserved hour adds to the objective, at least 0.
    public var pricePerHour: Double
    /// The money group whose budget its hours spend; nil where none is limited.
    public var group: Int32?
    /// How much, and when.
    public var amount: Amount

    /// A demand of one pool.
    public init(pool: Int32?, pricePerHour: Double, group: Int32?, amount: Amount) {
      self.pool = pool
      self.pricePerHour = pricePerHour
      self.group = group
      self.amount = amount
    }
  }

  /// The number of cells.
  public var cellCount: Int
  /// Hours that can be used.
  public var supplies: [Supply]
  /// By supply and cell, finite and at least 0.
  public var supplyHours: [Double]
  /// The number of pools.
  public var poolCount: Int
  /// From supplies to pools, at most one for each pair.
  public var supplyArcs: [Arc]
  /// From pools to pools, without cycles.
  public var poolArcs: [Arc]
  /// Around the pools.
  public var directArcs: [DirectArc]
  /// Work that is wanted.
  public var demands: [Demand]
  /// For each cell its money period, `0..<moneyPeriodCount`.
  public var moneyPeriod: [Int32]
  /// The number of money periods.
  public var moneyPeriodCount: Int
  /// The number of money groups.
  public var groupCount: Int
  /// By group and money period (`group * moneyPeriodCount + period`), at least 0; `.infinity` where
  /// nothing limits the group.
  public var budgets: [Double]
  /// For each group whether what it leaves of a period's budget is added to the next period's.
  public var carriesOver: [Bool]

  /// Nothing supplied and nothing asked in some cells.
  public init(cellCount: Int) {
    self.cellCount = cellCount
    supplies = []
    supplyHours = []
    poolCount = 0
    supplyArcs = []
    poolArcs = []
    directArcs = []
    demands = []
    moneyPeriod = [Int32](repeating: 0, count: cellCount)
    moneyPeriodCount = 1
    groupCount = 0
    budgets = []
    carriesOver = []
  }
}
