public import PlanModel
public import WorkCalendar

/// A plan's budgets as money that may move: sources, and lines that draw on them.
///
/// Money of one kind (opex, capex, neither named) and one fund is a *source*; it may move between the
/// initiatives that have a row of that source in budgets.csv, even one of 0. An initiative without any row
/// may draw on all money that no fund restricts. Money of periods before as_of is spent; that of
/// initiatives whose value nobody names stays with them.
public struct FundingLedger: Sendable {
  /// Whose money it is.
  public struct Source: Hashable, Sendable, Comparable {
    /// opex, capex, or not named.
    public let kind: Budget.Kind?
    /// The fund that restricts it; nil: none.
    public let fund: String?

    /// By fund, unrestricted money first, then by kind.
    public static func < (a: Source, b: Source) -> Bool {
      (a.fund ?? "", a.kind?.rawValue ?? "") < (b.fund ?? "", b.kind?.rawValue ?? "")
    }
  }

  /// Money of one source for one initiative.
  struct Line: Sendable {
    var initiative: Int
    var source: Int
    /// By period.
    var amounts: [Double]
  }

  /// An initiative.
  public struct Item: Sendable {
    /// Its id.
    public let id: String
    /// nil: nobody says what its money is worth, and it stays with it.
    public let curve: ValueCurve?
    /// The deviation of its value, a share.
    public let deviation: Double
    /// The plan's money for it, by period.
    public let planned: [Double]
  }

  /// In order of time.
  public let periods: [Grid.Span]
  /// By period whether its last day lies before as_of.
  public let isPast: [Bool]
  /// Sorted by id.
  public let initiatives: [Item]
  /// Sorted.
  public let sources: [Source]
  /// Of initiatives with a curve.
  let lines: [Line]
  /// By source and period: money that is lost at the period's end, and money that is carried over.
  let lapsing: [[Double]]
  let carried: [[Double]]
  /// Money of rows outside the horizon.
  public let outside: Double

  init(_ plan: CompiledPlan, today: Day) {
    let budgets = BudgetPeriods(plan)
    let count = budgets.spans.count
    periods = budgets.spans
    isPast = periods.map { $0.days.last < today }
    let rows = plan.plan.budgets.map { ($0, budgets.index(of: $0)) }
    outside = rows.reduce(0) { $0 + ($1.1 == nil ? $1.0.amount : 0) }
    initiatives = Self.items(plan.plan, rows, periods: count)
    sources = Set(rows.map { Source(kind: $0.0.kind, fund: $0.0.fund) }).sorted()
    let empty = [[Double]](repeating: [Double](repeating: 0, count: count), count: sources.count)
    var money = Money(lapsing: empty, carried: empty)
    let places = Dictionary(
      initiatives.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    for (row, period) in rows {
      guard let item = places[row.initiative], initiatives[item].curve != nil,
        let source = sources.firstIndex(of: Source(kind: row.kind, fund: row.fund))
      else { continue }
      money.add(row, period, item, source, periods: count)
    }
    for item in initiatives.indices
    where initiatives[item].curve != nil && money.lines[item] == nil {
      for (source, own) in sources.enumerated() where own.fund == nil {
        money.lines[item, default: [:]][source] = [Double](repeating: 0, count: count)
      }
    }
    (lapsing, carried) = (money.lapsing, money.carried)
    lines = money.lines.sorted { $0.key < $1.key }.flatMap { item, bySource in
      bySource.sorted { $0.key < $1.key }.map {
        Line(initiative: item, source: $0.key, amounts: $0.value)
      }
    }
  }

  /// Money of past periods that counts under a limit.
  func spent(under limit: FundingLimit) -> Double {
    lines.filter { limit.counts(sources[$0.source]) }.reduce(0) { sum, line in
      zip(line.amounts, isPast).reduce(sum) { $0 + ($1.1 ? $1.0 : 0) }
    }
  }

  /// A row of the budgets with its period; nil outside the horizon.
  private typealias Row = (Budget, Int?)

  /// The initiatives that a row names, in either table.
  private static func items(_ plan: Plan, _ rows: [Row], periods: Int) -> [Item] {
    let described = Dictionary(
      plan.initiatives.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var planned: [String: [Double]] = [:]
    for (row, period) in rows {
      var own = planned[row.initiative] ?? [Double](repeating: 0, count: periods)
      if let period { own[period] += row.amount }
      planned[row.initiative] = own
    }
    return Set(described.keys).union(planned.keys).sorted().map { name in
      let initiative = described[name] ?? Initiative(id: name)
      let own = planned[name] ?? [Double](repeating: 0, count: periods)
      return Item(
        id: name, curve: ValueCurve(initiative, planned: own.reduce(0, +)),
        deviation: initiative.sd ?? 0, planned: own)
    }
  }

  /// The rows of initiatives with a curve, summed.
  private struct Money {
    var lapsing: [[Double]]
    var carried: [[Double]]
    /// By initiative and source the amounts by period.
    var lines: [Int: [Int: [Double]]] = [:]

    mutating func add(_ row: Budget, _ period: Int?, _ item: Int, _ source: Int, periods: Int) {
      var own = lines[item]?[source] ?? [Double](repeating: 0, count: periods)
      if let period {
        own[period] += row.amount
        if row.carryOver {
          carried[source][period] += row.amount
        } else {
          lapsing[source][period] += row.amount
        }
      }
      lines[item, default: [:]][source] = own
    }
  }
}
