public import WorkCalendar

/// Which rows are demand, and which days their amounts span. Source: PLAN §4, "Status", "Bookings".
///
/// Demand are the demand rows of projects that count, hard placeholders, and the hard bookings of
/// people on projects without a demand row.
public struct DemandSources: Sendable {
  /// The projects by id.
  public let projects: [String: Project]
  private let withDemandRows: Set<String>
  private let windows: PlanWindows

  /// Reads projects, demand and the windows.
  public init(_ plan: Plan, windows: PlanWindows) {
    projects = Dictionary(
      plan.projects.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    withDemandRows = Set(plan.demand.map(\.project))
    self.windows = windows
  }

  /// A project's status; committed where no row says otherwise.
  public func status(of project: String) -> Project.Status {
    projects[project]?.status ?? .committed
  }

  /// Whether the project has a demand row, whatever it asks for.
  public func hasDemandRows(_ project: String) -> Bool { withDemandRows.contains(project) }

  /// Whether the row is demand in any basis.
  public func counts(_ demand: Demand) -> Bool { status(of: demand.project).counts }

  /// Whether the booking holds its person's time: hard, and its project counts.
  public func holds(_ booking: Booking) -> Bool {
    booking.firmness == .hard && booking.holder != .placeholder
      && status(of: booking.project).counts
  }

  /// Whether the booking is a wish of where its person works: soft, and its project counts.
  public func wishes(_ booking: Booking) -> Bool {
    booking.firmness == .soft && booking.holder != .placeholder
      && status(of: booking.project).counts
  }

  /// Whether the booking is demand: a hard placeholder, or a hard booking of a project without a
  /// demand row; and its project counts.
  public func isDemand(_ booking: Booking) -> Bool {
    booking.firmness == .hard && status(of: booking.project).counts
      && (booking.holder == .placeholder || !hasDemandRows(booking.project))
  }

  /// The first to the last day of the row's non-zero amounts; nil where there are none.
  public func span(of demand: Demand) -> DayRange? {
    switch demand.amount {
    case .fte(let amount), .effortDays(let amount), .effortHours(let amount):
      amount == 0 ? nil : windows.days(of: demand)
    case .wide(_, let cells): DemandSources.span(of: cells)
    }
  }

  /// The first to the last day of the booking's non-zero amounts; nil where there are none.
  public func span(of booking: Booking) -> DayRange? {
    switch booking.amount {
    case .fte(let amount), .percent(let amount), .hoursPerWeek(let amount), .hours(let amount):
      amount == 0 ? nil : windows.days(of: booking)
    case .wide(_, let cells): DemandSources.span(of: cells)
    }
  }

  private static func span(of cells: [WideCell]) -> DayRange? {
    cells.lazy.filter { $0.amount != 0 }.map(\.days)
      .reduce(nil) { span, days in span?.union(days) ?? days }
  }
}

extension Plan {
  /// The horizon of more days than this is refused: 20 years.
  public static let longestHorizonDays = 7305

  /// The days that are planned; nil where neither plan.yaml nor any demand sets them.
  ///
  /// It starts on `starts`, else on the first day of demand that counts; it ends on `ends`, else
  /// after `quarters` fiscal quarters, else on the last day of demand that counts. Source: PLAN §2.
  public func horizon(_ sources: DemandSources) -> DayRange? {
    var span: DayRange?
    func take(_ days: DayRange?) {
      guard let days else { return }
      span = span?.union(days) ?? days
    }
    for row in demand where sources.counts(row) { take(sources.span(of: row)) }
    for row in assignments where sources.isDemand(row) { take(sources.span(of: row)) }

    guard let first = settings.starts ?? span?.first else { return nil }
    let last: Day?
    if let ends = settings.ends {
      last = ends
    } else if let quarters = settings.quarters {
      var quarter = Period(of: first, grain: .quarter, in: settings.fiscalYear)
      for _ in 1..<max(1, min(quarters, 400)) { quarter = quarter.next(in: settings.fiscalYear) }
      last = quarter.days(in: settings.fiscalYear).last
    } else {
      last = span?.last
    }
    return last.flatMap { DayRange(first, $0) }
  }
}
