import PlanModel
import WorkCalendar

/// What one person did in the recent weeks up to their last day.
struct PersonHistory {
  let id: String
  /// The last day with hours.
  let last: Day
  /// Whether that lies within the last ``Import/absentWeeks`` weeks.
  let isThere: Bool
  /// Weeks with hours among the recent ones up to `last`.
  private(set) var weeksWorked = 0
  /// Hours in them.
  private(set) var hours = 0.0
  /// Business as usual among them.
  private(set) var runHours = 0.0
  /// Those of most of the hours.
  private(set) var team: String?
  private(set) var role: String?

  /// Everyone in the rows, by id.
  static func all(_ rows: [Actual], asOf: Day, weeks: Int) -> [PersonHistory] {
    var ofPerson: [String: [Actual]] = [:]
    for row in rows {
      if let person = row.person { ofPerson[person, default: []].append(row) }
    }
    return ofPerson.sorted { $0.key < $1.key }.map {
      PersonHistory($0.key, $0.value, asOf: asOf, weeks: weeks)
    }
  }

  private init(_ id: String, _ rows: [Actual], asOf: Day, weeks: Int) {
    self.id = id
    let last = rows.map(\.days.last).max() ?? asOf
    self.last = last
    isThere = asOf - last < 7 * Import.absentWeeks
    // Weeks end on as_of for all, so that everybody's weeks are the same.
    let lastWeek = (asOf - last) / 7
    var worked = [Double](repeating: 0, count: weeks)
    var teams: [String: Double] = [:]
    var roles: [String: Double] = [:]
    for row in rows where asOf - row.days.last < 7 * (lastWeek + weeks) {
      row.spread { day, hours in
        let week = (asOf - day) / 7 - lastWeek
        guard worked.indices.contains(week) else { return }
        worked[week] += hours
        if row.project == Actual.run { runHours += hours }
        if let team = row.team { teams[team, default: 0] += hours }
        roles[row.roleOrTeam, default: 0] += hours
      }
    }
    weeksWorked = worked.count { $0 > 0 }
    hours = worked.reduce(0, +)
    func most(_ shares: [String: Double]) -> String? {
      shares.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
    }
    team = most(teams)
    role = most(roles)
  }
}
