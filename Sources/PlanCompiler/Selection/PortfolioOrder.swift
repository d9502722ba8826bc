import PlanModel
import WorkCalendar

/// The days of projects and tasks, as far as the plan says them: those of their work, else their own dates.
struct WorkDates {
  /// A project or a task.
  struct End: Hashable {
    var project: String
    var first: Day
    var last: Day
  }

  private var ends: [String: End] = [:]

  init(_ plan: Plan, _ sources: DemandSources) {
    let projects = Dictionary(
      plan.projects.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var (work, taskWork) = ([String: DayRange](), [String: DayRange]())
    func widen(_ spans: inout [String: DayRange], _ key: String?, _ span: DayRange?) {
      guard let key, let span else { return }
      spans[key] = spans[key]?.union(span) ?? span
    }
    for row in plan.demand {
      widen(&work, row.project, sources.span(of: row))
      widen(&taskWork, row.task, sources.span(of: row))
    }
    for row in plan.assignments where sources.isDemand(row) {
      widen(&work, row.project, sources.span(of: row))
    }
    for project in plan.projects {
      let first = work[project.id]?.first ?? project.start ?? project.earliestStart
      let last = work[project.id]?.last ?? project.finish ?? project.deadline
      guard let first, let last else { continue }
      ends[project.id] = End(project: project.id, first: first, last: last)
    }
    for task in plan.tasks {
      let project = projects[task.project]
      let first = task.start ?? taskWork[task.id]?.first ?? project?.start
      let last = task.finish ?? taskWork[task.id]?.last ?? project?.finish
      guard let first, let last, ends[task.id] == nil else { continue }
      ends[task.id] = End(project: task.project, first: first, last: last)
    }
  }

  /// A project's or a task's; nil where its days are not known.
  subscript(_ id: String) -> End? { ends[id] }
}

extension Dependency {
  /// By how many days the successor must move later so that the predecessor allows it; 0 or less where it is
  /// late enough.
  func missingDays(_ before: WorkDates.End, _ after: WorkDates.End) -> Int {
    let lag = Int(lagDays.rounded(.up))
    return switch kind {
    case .fs: before.last + (lag + 1) - after.first
    case .ss: before.first + lag - after.first
    case .ff: before.last + lag - after.last
    case .sf: before.first + (lag - 1) - after.last
    }
  }
}

/// What dependencies between projects, and between tasks of different projects, ask of the starts.
///
/// Where both projects are in, the successor starts so many steps after the predecessor's start, counted from
/// the planned ones, that its dates allow it. A project that is left out binds nobody: whether one needs
/// the other is for logic.csv to say.
struct PortfolioOrder: Hashable, Sendable {
  /// Projects by id.
  var predecessor: String
  var successor: String
  /// The successor's delay in steps is at least the predecessor's plus this.
  var steps: Int

  /// The orders of a plan, the strictest for each pair, sorted.
  static func all(in plan: Plan, _ sources: DemandSources) -> [PortfolioOrder] {
    let dates = WorkDates(plan, sources)
    var strictest: [[String]: Int] = [:]
    for row in plan.dependencies {
      guard let before = dates[row.predecessor], let after = dates[row.successor],
        before.project != after.project
      else { continue }
      // Rounded up, also below 0.
      let days = row.missingDays(before, after)
      let steps = -((-days).floorDivided(by: PortfolioCandidate.stepDays))
      let pair = [before.project, after.project]
      strictest[pair] = max(strictest[pair] ?? steps, steps)
    }
    return strictest.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map {
      PortfolioOrder(predecessor: $0.key[0], successor: $0.key[1], steps: $0.value)
    }
  }
}

extension Int {
  /// Rounded towards −∞. `divisor` is above 0.
  fileprivate func floorDivided(by divisor: Int) -> Int {
    let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
    return rest < 0 ? quotient - 1 : quotient
  }
}
