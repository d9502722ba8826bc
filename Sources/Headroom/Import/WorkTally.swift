import PlanModel
import WorkCalendar

/// Hours by project and role, and by person and project, in the weeks before as_of.
struct WorkTally {
  /// A project's work for one role.
  struct Work: Hashable, Comparable {
    var project: String
    var role: String

    static func < (left: Work, right: Work) -> Bool {
      (left.project, left.role) < (right.project, right.role)
    }
  }

  /// A person's work for one project.
  struct Share: Hashable, Comparable {
    var person: String
    var project: String

    static func < (left: Share, right: Share) -> Bool {
      (left.person, left.project) < (right.person, right.project)
    }
  }

  /// For each project, business as usual left out, its first to its last day with hours.
  private(set) var windows: [String: DayRange] = [:]
  /// Hours in the recent weeks, without business as usual.
  private(set) var recent: [Work: Double] = [:]
  /// The same by person.
  private(set) var shares: [Share: Double] = [:]
  /// Business as usual ÷ all hours of the recent weeks.
  private(set) var runShare = 0.0
  private var goingOn: Set<String> = []

  init(_ rows: [Actual], asOf: Day, weeks: Int) {
    var (run, all) = (0.0, 0.0)
    for row in rows {
      let isRun = row.project == Actual.run
      if !isRun { windows[row.project] = windows[row.project]?.union(row.days) ?? row.days }
      guard asOf - row.days.last < 7 * max(weeks, Import.activeWeeks) else { continue }
      var (inRecent, inNow) = (0.0, 0.0)
      row.spread { day, hours in
        if asOf - day < 7 * weeks { inRecent += hours }
        if asOf - day < 7 * Import.activeWeeks { inNow += hours }
      }
      all += inRecent
      guard !isRun else {
        run += inRecent
        continue
      }
      if inNow > 0 { goingOn.insert(row.project) }
      guard inRecent > 0 else { continue }
      recent[Work(project: row.project, role: row.roleOrTeam), default: 0] += inRecent
      if let person = row.person {
        shares[Share(person: person, project: row.project), default: 0] += inRecent
      }
    }
    if all > 0 { runShare = run / all }
  }

  /// Whether the project has hours in the last weeks.
  func isGoingOn(_ project: String) -> Bool { goingOn.contains(project) }
}
