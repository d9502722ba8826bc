import PlanCompiler
import PlanModel
import WorkCalendar

/// Looks a plan over as a planner would. Each method is one question; each finding names its row.
struct PlanInspector: Sendable {
  let plan: CompiledPlan
  let files: [String]
  let today: Day
  /// How messages call people.
  let names: PersonNames

  init(plan: CompiledPlan, files: [String], today: Day) {
    self.plan = plan
    self.files = files
    self.today = today
    names = PersonNames(plan.plan.people)
  }

  var rows: Plan { plan.plan }

  func warnings() -> [Diagnostic] {
    settings() + skills() + outsideHorizon() + restingProjects() + owners() + estimates()
      + priorities() + bookedPeople() + bookingRows() + lostBookings()
  }

  /// A warning about a row.
  func warning(
    _ finding: Check.Finding, _ origin: RowOrigin, field: String? = nil, value: String? = nil,
    _ message: String, expected: String? = nil, do suggestion: String? = nil
  ) -> Diagnostic {
    let index = Int(origin.file)
    return Diagnostic(
      id: finding.rawValue, severity: .warning,
      file: files.indices.contains(index) ? files[index] : nil,
      line: origin.line > 0 ? Int(origin.line) : nil, field: field, value: value,
      message: message, expected: expected, suggestion: suggestion)
  }

  /// Is the plan fresh, and is there anything to plan?
  private func settings() -> [Diagnostic] {
    var found: [Diagnostic] = []
    if let asOf = rows.settings.asOf {
      let age = today - asOf
      if age > Check.staleAfterDays {
        found.append(
          Diagnostic(
            id: Check.Finding.stalePlan.rawValue, severity: .warning, file: "plan.yaml",
            field: "as_of",
            value: asOf.description, message: "the plan was true \(age) days ago",
            expected: "at most \(Check.staleAfterDays) days before the day of the run",
            suggestion: "bring the tables up to date, then set as_of"))
      }
    } else {
      found.append(
        Diagnostic(
          id: Check.Finding.noAsOf.rawValue, severity: .warning, file: "plan.yaml", field: "as_of",
          message: "the plan does not say as of which day it is true; today is taken",
          suggestion: "write as_of: \(today) into plan.yaml"))
    }
    if plan.demand.lines.isEmpty {
      found.append(
        Diagnostic(
          id: Check.Finding.noDemand.rawValue, severity: .warning,
          message: "nothing is demanded within the horizon",
          suggestion: "add rows to demand.csv or assignments.csv for projects that count"))
    }
    return found
  }

  /// What of demand and tasks lies outside the horizon?
  private func outsideHorizon() -> [Diagnostic] {
    guard let horizon = plan.grid.horizon else { return [] }
    let days = "\(horizon.first) to \(horizon.last)"
    let demand = plan.demand.outside.map { part in
      warning(
        .demandOutsideHorizon, part.origin,
        "\(plain(part.hours, decimals: 0)) hours of \(part.project) lie outside the horizon, \(days)",
        expected: "demand within the horizon",
        do: "they are left out; move starts or ends in plan.yaml to take them in")
    }
    let tasks = rows.tasks.compactMap { task -> Diagnostic? in
      guard plan.sources.status(of: task.project).counts,
        let start = task.start ?? task.finish, let finish = task.finish ?? task.start,
        let window = DayRange(start, finish), !horizon.overlaps(window)
      else { return nil }
      return warning(
        .taskOutsideHorizon, task.origin, field: task.start == nil ? "finish" : "start",
        value: (task.start ?? finish).description,
        "task \(task.id) of \(task.project) lies outside the horizon, \(days)",
        do: "check its dates, or move starts or ends in plan.yaml")
    }
    return demand + tasks
  }

  /// Projects that rest, and still have demand or bookings.
  private func restingProjects() -> [Diagnostic] {
    let asking = Set(rows.demand.map(\.project))
    let booking = Set(rows.assignments.map(\.project))
    return rows.projects.compactMap { project in
      guard !project.status.counts, asking.contains(project.id) || booking.contains(project.id)
      else { return nil }
      let what = booking.contains(project.id) ? "bookings count" : "demand counts"
      return warning(
        .restingProject, project.origin, field: "status", value: project.status.rawValue,
        "\(project.id) is \(project.status.rawValue); its \(what) for nothing",
        do: "remove them, or give the project another status")
    }
  }

  private func owners() -> [Diagnostic] {
    rows.projects.compactMap { project in
      guard project.status.counts, project.owner == nil, project.origin != .none,
        isListed(project.origin)
      else { return nil }
      return warning(
        .projectWithoutOwner, project.origin, field: "owner",
        "\(project.id) has no owner", do: "name who answers for it")
    }
  }

  /// Whether the row stands in projects.csv: projects that other tables imply cannot have an owner.
  private func isListed(_ origin: RowOrigin) -> Bool {
    let index = Int(origin.file)
    return files.indices.contains(index) && files[index].hasPrefix("projects")
  }

  private func estimates() -> [Diagnostic] {
    let asking = Set(rows.demand.map(\.project) + rows.assignments.map(\.project))
    return rows.projects.compactMap { project in
      guard project.status.counts, !asking.contains(project.id) else { return nil }
      return warning(
        .projectWithoutEstimates, project.origin,
        "\(project.id) asks for nothing: no demand, no booking",
        do: "add a row to demand.csv, or set its status to on_hold")
    }
  }

  /// Where everything comes first, nothing does.
  private func priorities() -> [Diagnostic] {
    let ranked = rows.projects.filter { $0.status.counts && $0.priority != nil }
    guard let first = ranked.compactMap(\.priority).min(),
      let example = ranked.first(where: { $0.priority == first })
    else { return [] }
    let share = Double(ranked.count { $0.priority == first }) / Double(ranked.count)
    guard ranked.count >= 4, share > 0.5 else { return [] }
    return [
      warning(
        .everythingFirst, example.origin, field: "priority",
        """
        \(plain(100 * share, decimals: 0)) % of the projects are priority \
        \(plain(first, decimals: 0))
        """,
        expected: "at most half of them",
        do: "rank them: what would you stop first?")
    ]
  }
}
