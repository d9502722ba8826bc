import PlanCompiler
import PlanModel
import WorkCalendar

extension Health.Reason {
  init(_ rule: Health.Rule, _ level: Health.Level, _ text: String, turn: String) {
    self.init(rule: rule.rawValue, level: level, text: text, turn: turn)
  }

  /// What is spent against a budget; nil within it.
  static func overBudget(_ rule: Health.Rule, spent: Double, budget: Double) -> Self? {
    guard spent > budget else { return nil }
    return Self(
      rule, spent > budget * (1 + Health.overBudgetOffTrack) ? .offTrack : .atRisk,
      "its people cost \(grouped(spent)) against a budget of \(grouped(budget))",
      turn: "\(grouped((spent - budget).rounded(.up))) more money, or so much less cost")
  }
}

/// Asks the rules of health of projects.
struct ProjectHealth: Sendable {
  let plan: CompiledPlan
  let results: RuleResults
  /// By project the criteria of its gate that it does not meet.
  let unmet: [String: [String]]
  let asOf: Day
  private let dates: WorkDates
  private let tasks: [String: [ProjectTask]]

  init(plan: CompiledPlan, results: RuleResults, unmet: [String: [String]], asOf: Day) {
    self.plan = plan
    self.results = results
    self.unmet = unmet
    self.asOf = asOf
    dates = WorkDates(plan)
    tasks = Dictionary(grouping: plan.plan.tasks, by: \.project)
  }

  func row(_ project: Project) -> Health.ProjectRow {
    let finish = finish(of: project)
    let reasons = [
      late(project, finish), short(project), overBudget(project), behind(project),
      milestoneMissed(project), dependencyBroken(project), gateNotMet(project), noOwner(project),
      noEstimate(project),
    ].compactMap { $0 }
    // Of the same level the rules stand in their order.
    let sorted = [Health.Level.offTrack, .atRisk].flatMap { level in
      reasons.filter { $0.level == level }
    }
    return Health.ProjectRow(
      project: project.id, name: project.name, initiative: project.initiative,
      owner: project.owner, level: sorted.first?.level ?? .onTrack, finish: finish,
      reasons: sorted)
  }

  /// The last day of its demand, its tasks, or its own.
  private func finish(of project: Project) -> Day? {
    ([project.finish, dates.window(of: project.id)?.last]
      + (tasks[project.id] ?? []).map(\.finish)).compactMap { $0 }.max()
  }

  private func late(_ project: Project, _ finish: Day?) -> Health.Reason? {
    guard let finish else { return nil }
    if let limit = project.mustFinish, finish > limit {
      return Health.Reason(
        .late, .offTrack,
        "its work ends on \(finish), \(counted(finish - limit, "day", "days")) after it must",
        turn: "end its work by \(limit)")
    }
    guard let limit = project.deadline, finish > limit else { return nil }
    let days = counted(finish - limit, "day", "days")
    return Health.Reason(
      .late, finish - limit > Health.graceDays ? .offTrack : .atRisk,
      "its work ends on \(finish), \(days) after the deadline",
      turn: "end its work by \(limit), or agree on a later deadline")
  }

  private func short(_ project: Project) -> Health.Reason? {
    guard let row = results.unlimited[project.id], row.shortHours > Health.leastShortHours,
      row.shortHours > Health.shortAtRisk * row.demandHours
    else { return nil }
    let skill = row.shortSkill.map { " of \($0)" } ?? ""
    let since = row.firstShortWeek.map { " from \($0) on" } ?? ""
    // On track is whoever lacks so small a share, or so few hours.
    let spared = max(Health.shortAtRisk * row.demandHours, Health.leastShortHours)
    let needed = max(1, (row.shortHours - spared).rounded(.up))
    return Health.Reason(
      .short,
      row.shortHours > Health.shortOffTrack * row.demandHours ? .offTrack : .atRisk,
      "it lacks \(grouped(row.shortHours)) of \(grouped(row.demandHours)) h, most\(skill)",
      turn: "\(grouped(needed)) h more\(skill)\(since), or so much less work")
  }

  private func overBudget(_ project: Project) -> Health.Reason? {
    guard let budget = project.budget, let spent = results.unlimited[project.id]?.cost else {
      return nil
    }
    return .overBudget(.overBudget, spent: spent, budget: budget)
  }

  private func behind(_ project: Project) -> Health.Reason? {
    var (length, missing) = (0.0, 0.0)
    var worst: (task: ProjectTask, gap: Double, due: Double)?
    for task in tasks[project.id] ?? [] where task.kind != .milestone {
      guard let start = task.start, let finish = task.finish, finish >= start,
        let done = task.percentComplete
      else { continue }
      let days = Double(finish - start + 1)
      let due = min(1, max(0, Double(asOf - start) / days))
      length += days
      missing += days * (due - done)
      if days * (due - done) > worst?.gap ?? 0 { worst = (task, days * (due - done), due) }
    }
    guard length > 0, let worst, missing > Health.behindAtRisk * length else { return nil }
    let share = missing / length
    let percent = { (share: Double) in plain(100 * share, decimals: 0) + " %" }
    return Health.Reason(
      .behind, share > Health.behindOffTrack ? .offTrack : .atRisk,
      "\(percent(share)) of its tasks should be done and is not",
      turn: """
        bring \(worst.task.id) from \(percent(worst.task.percentComplete ?? 0)) to \
        \(percent(worst.due)), or give it dates that hold
        """)
  }

  private func milestoneMissed(_ project: Project) -> Health.Reason? {
    let missed = (tasks[project.id] ?? []).compactMap { task in
      Self.day(of: task).flatMap { isMissed(task) ? (task: task, day: $0) : nil }
    }.min { ($0.day, $0.task.id) < ($1.day, $1.task.id) }
    guard let missed else { return nil }
    return Health.Reason(
      .milestoneMissed, asOf - missed.day > Health.graceDays ? .offTrack : .atRisk,
      "its milestone \(missed.task.id) was due on \(missed.day)",
      turn: "reach it, or give it a day that holds")
  }

  private static func day(of milestone: ProjectTask) -> Day? {
    milestone.finish ?? milestone.start
  }

  private func isMissed(_ task: ProjectTask) -> Bool {
    guard task.kind == .milestone, let day = Self.day(of: task) else { return false }
    return day < asOf && (task.percentComplete ?? 0) < 1
  }

  private func dependencyBroken(_ project: Project) -> Health.Reason? {
    let broken = plan.plan.dependencies.compactMap { row -> (row: Dependency, slack: Int)? in
      guard dates.work(row.successor).project == project.id,
        plan.sources.status(of: dates.work(row.predecessor).project).counts,
        let slack = dates.slackDays(of: row), slack < 0
      else { return nil }
      return (row, slack)
    }.min { ($0.slack, $0.row.successor) < ($1.slack, $1.row.successor) }
    guard let broken else { return nil }
    let days = counted(-broken.slack, "day", "days")
    return Health.Reason(
      .dependencyBroken, .atRisk,
      "\(broken.row.successor) does not wait for \(broken.row.predecessor) (\(days) too early)",
      turn: "move \(broken.row.successor) by \(days), or end \(broken.row.predecessor) earlier")
  }

  private func gateNotMet(_ project: Project) -> Health.Reason? {
    guard let gate = project.gate, let rules = unmet[project.id], !rules.isEmpty else { return nil }
    return Health.Reason(
      .gateNotMet, .atRisk, "it does not meet \(rules.joined(separator: ", ")) of gate \(gate)",
      turn: "meet \(rules.joined(separator: ", "))")
  }

  private func noOwner(_ project: Project) -> Health.Reason? {
    guard project.owner == nil else { return nil }
    return Health.Reason(.noOwner, .atRisk, "nobody answers for it", turn: "name its owner")
  }

  private func noEstimate(_ project: Project) -> Health.Reason? {
    guard dates.window(of: project.id) == nil else { return nil }
    return Health.Reason(
      .noEstimate, .atRisk, "it asks for no work", turn: "say in demand.csv what it needs")
  }

  /// The milestones of projects that count, by date; those without one last.
  var milestones: [Health.MilestoneRow] {
    let successors = Dictionary(grouping: plan.plan.dependencies, by: \.successor)
    return plan.plan.tasks.filter {
      $0.kind == .milestone && plan.sources.status(of: $0.project).counts
    }.map { task in
      let isEndangered = (successors[task.id] ?? []).contains {
        (dates.slackDays(of: $0) ?? 0) < 0
      }
      let state: Health.MilestoneRow.State =
        (task.percentComplete ?? 0) >= 1
        ? .reached : isMissed(task) ? .missed : isEndangered ? .endangered : .due
      return Health.MilestoneRow(
        milestone: task.id, project: task.project, name: task.name, day: Self.day(of: task),
        state: state)
    }.sorted { ($0.day ?? .latest, $0.milestone) < ($1.day ?? .latest, $1.milestone) }
  }
}
