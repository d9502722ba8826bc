public import WorkCalendar

/// The windows of demand and bookings. Source: PLAN §4, "Window, each end on its own".
public struct PlanWindows: Sendable {
  /// What the dates of a row come to.
  public enum Window: Hashable, Sendable {
    /// The days from the first to the last.
    case days(DayRange)
    /// An end that nothing gives.
    case missing(from: Bool, to: Bool)
    /// The end lies before the start.
    case reversed(from: Day, to: Day)
  }

  private let tasks: [String: [String: ProjectTask]]
  private let projects: [String: Project]

  /// Reads tasks and projects.
  public init(_ plan: Plan) {
    var tasks: [String: [String: ProjectTask]] = [:]
    for task in plan.tasks where tasks[task.project]?[task.id] == nil {
      tasks[task.project, default: [:]][task.id] = task
    }
    self.tasks = tasks
    self.projects = Dictionary(
      plan.projects.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Each end is the row's own, else the task's, else the project's: its start (earliest start), its
  /// finish (deadline).
  public func window(project: String, task: String?, from: Day?, to: Day?) -> Window {
    let task = task.flatMap { tasks[project]?[$0] }
    let project = projects[project]
    let first = from ?? task?.start ?? project?.start ?? project?.earliestStart
    let last = to ?? task?.finish ?? project?.finish ?? project?.deadline
    guard let first, let last else { return .missing(from: first == nil, to: last == nil) }
    return DayRange(first, last).map(Window.days) ?? .reversed(from: first, to: last)
  }

  /// The days of a demand row; nil where they are missing or reversed, or the row is wide.
  public func days(of demand: Demand) -> DayRange? {
    if case .wide = demand.amount { return nil }
    return days(
      window(project: demand.project, task: demand.task, from: demand.from, to: demand.to))
  }

  /// The days of a booking; nil where they are missing or reversed, or the row is wide.
  public func days(of booking: Booking) -> DayRange? {
    if case .wide = booking.amount { return nil }
    return days(
      window(project: booking.project, task: booking.task, from: booking.from, to: booking.to))
  }

  private func days(_ window: Window) -> DayRange? {
    if case .days(let days) = window { days } else { nil }
  }
}
