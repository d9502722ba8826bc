import PlanCompiler
import PlanModel
import WorkCalendar

/// When tasks and projects begin and end, and how far dependencies are kept.
struct WorkDates: Sendable {
  /// A project, or one of its tasks.
  struct Work: Hashable, Sendable {
    var project: String
    var task: String?
  }

  private let plan: CompiledPlan
  private let tasks: [String: ProjectTask]
  private let windows: [String: DayRange]

  init(_ plan: CompiledPlan) {
    self.plan = plan
    tasks = Dictionary(
      plan.plan.tasks.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    windows = Dictionary(
      zip(plan.demand.projects, plan.demand.windows).compactMap { project, window in
        window.map { (project.id, $0) }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// What an end of a dependency names: a task, else a project.
  func work(_ id: String) -> Work {
    tasks[id].map { Work(project: $0.project, task: id) } ?? Work(project: id)
  }

  /// The first to the last day of a project's demand; nil without.
  func window(of project: String) -> DayRange? { windows[project] }

  /// The dates of a task or project, else the first and the last day of its demand.
  func days(of work: Work) -> (start: Day?, finish: Day?) {
    if let task = work.task.flatMap({ tasks[$0] }), task.start != nil || task.finish != nil {
      return (task.start ?? task.finish, task.finish ?? task.start)
    }
    let project = plan.sources.projects[work.project]
    let window = windows[work.project]
    return (
      project?.start ?? window?.first ?? project?.earliestStart,
      project?.finish ?? window?.last ?? project?.deadline
    )
  }

  /// Calendar days between the two ends of a dependency beyond its lag, below 0 where the dates break it;
  /// nil where a date is missing. The day after a finish is the earliest start.
  func slackDays(of row: Dependency) -> Int? {
    let (before, after) = (days(of: work(row.predecessor)), days(of: work(row.successor)))
    let (from, to): (Day?, Day?) =
      switch row.kind {
      case .fs: (before.finish.map { $0 + 1 }, after.start)
      case .ss: (before.start, after.start)
      case .ff: (before.finish, after.finish)
      case .sf: (before.start, after.finish)
      }
    guard let from, let to else { return nil }
    return Int((Double(to - from) - row.lagDays).rounded(.down))
  }
}
