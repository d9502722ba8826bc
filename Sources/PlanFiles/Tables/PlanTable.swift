/// The tables of a plan; the raw value names the file.
public enum PlanTable: String, CaseIterable, Sendable, Codable {
  case people
  case absences
  case locations
  case holidays
  case teams
  case hires
  case pools
  case contracts
  case training
  case moves
  case attrition
  case goals
  case initiatives
  case budgets
  case projects
  case logic
  case risk
  case tasks
  case dependencies
  case demand
  case assignments
  case kpis
  case actuals
  case estimates

  /// Tables whose rows have an id (or name) by which others refer to them.
  var hasIds: Bool {
    switch self {
    case .people, .locations, .teams, .hires, .pools, .contracts, .goals, .initiatives, .projects,
      .tasks, .kpis:
      true
    default: false
    }
  }

  /// What a row of the table is called.
  var noun: String {
    switch self {
    case .people: "person"
    case .absences: "absence"
    case .holidays: "holiday"
    case .dependencies: "dependency"
    case .training, .attrition, .logic, .risk, .demand: rawValue
    case .assignments: "booking"
    case .kpis: "KPI"
    default: String(rawValue.dropLast())
    }
  }
}
