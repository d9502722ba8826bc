public import PlanModel
public import WorkCalendar

/// A pitch or tentative project with the starts that it may have.
public struct PortfolioCandidate: Sendable {
  /// Calendar days of a quarter of delay: 13 weeks, so that weekdays stay.
  public static let stepDays = 91

  /// One start.
  public struct Option: Sendable, Hashable {
    /// Whole quarters of 13 weeks after the planned start.
    public var level: Int
    /// The first day of its work; nil where it asks for none.
    public var start: Day?
    /// The last day of its work; nil where it asks for none.
    public var finish: Day?
    /// Its value less what the delay costs; 0 where it names no value.
    public var value: Double
    /// The id under which the expanded plan has it.
    var id: String
  }

  /// The project.
  public let project: Project
  /// The planned start first.
  public let options: [Option]
}

/// The candidates of a plan, and the plan in which each of their starts is a project of its own.
///
/// A candidate may start as planned, or later by whole quarters of 13 weeks, so that weekdays stay, as
/// far as it then ends within the horizon and by its must_finish. A candidate on which people are hard
/// booked starts as planned: their days are taken. Each week of delay takes the cost of delay off its value.
struct PortfolioCandidates {
  let candidates: [PortfolioCandidate]
  let expanded: Plan
  let horizon: DayRange?

  init(_ plan: Plan, today: Day, latestDelay: Int) {
    let sources = DemandSources(plan, windows: PlanWindows(plan))
    horizon = plan.horizon(sources)
    var spans: [String: DayRange] = [:]
    func widen(_ project: String, _ span: DayRange?) {
      guard let span else { return }
      spans[project] = spans[project]?.union(span) ?? span
    }
    for row in plan.demand { widen(row.project, sources.span(of: row)) }
    for row in plan.assignments where sources.isDemand(row) {
      widen(row.project, sources.span(of: row))
    }
    let fixed = Set(plan.assignments.filter(sources.holds).map(\.project))
    var expanded = plan
    var found: [PortfolioCandidate] = []
    let projects = plan.projects.filter(\.status.isTentative).sorted { $0.id < $1.id }
    let demand = Dictionary(grouping: plan.demand, by: \.project)
    let bookings = Dictionary(grouping: plan.assignments, by: \.project)
    let tasks = Dictionary(grouping: plan.tasks, by: \.project)
    for project in projects {
      let window = spans[project.id]
      var options = [Self.option(project, window, level: 0, id: project.id)]
      var alone = plan
      alone.projects = [project]
      alone.tasks = tasks[project.id] ?? []
      alone.demand = demand[project.id] ?? []
      alone.assignments = bookings[project.id] ?? []
      if let window, let horizon, !fixed.contains(project.id), latestDelay > 0 {
        let last = min(horizon.last, project.mustFinish ?? horizon.last)
        for level in 1...latestDelay where window.last + PortfolioCandidate.stepDays * level <= last
        {
          let id = project.id + "\u{1}" + String(level)
          guard let moved = Self.moved(alone, by: level, today: today) else { continue }
          expanded.append(moved, renamed: id)
          options.append(Self.option(project, window, level: level, id: id))
        }
      }
      found.append(PortfolioCandidate(project: project, options: options))
    }
    candidates = found
    self.expanded = expanded
  }

  /// A plan in which its first project starts later; nil where it cannot be moved.
  static func moved(_ plan: Plan, by level: Int, today: Day) -> Plan? {
    guard let project = plan.projects.first?.id else { return nil }
    return moved(plan, project: project, by: level, today: today)
  }

  /// A plan in which a project starts later; nil where it cannot be moved.
  static func moved(_ plan: Plan, project: String, by level: Int, today: Day) -> Plan? {
    guard level > 0 else { return plan }
    var plan = plan
    let shift = Change.delay(
      Change.Shift(project: project, days: PortfolioCandidate.stepDays * level))
    return (try? shift.apply(to: &plan, today: today)).map { _ in plan }
  }

  private static func option(
    _ project: Project, _ window: DayRange?, level: Int, id: String
  ) -> PortfolioCandidate.Option {
    let days = PortfolioCandidate.stepDays * level
    return PortfolioCandidate.Option(
      level: level, start: (window?.first).map { $0 + days },
      finish: (window?.last).map { $0 + days },
      value: (project.value ?? 0) - (project.costOfDelay ?? 0) * Double(days) / 7, id: id)
  }
}

extension Plan {
  /// Adds the one project of another plan, with its rows, under another id.
  fileprivate mutating func append(_ other: Plan, renamed id: String) {
    projects += other.projects.map { row in
      var row = row
      row.id = id
      return row
    }
    tasks += other.tasks.map { row in
      var row = row
      row.project = id
      return row
    }
    demand += other.demand.map { row in
      var row = row
      row.project = id
      return row
    }
    assignments += other.assignments.map { row in
      var row = row
      row.project = id
      return row
    }
  }
}
