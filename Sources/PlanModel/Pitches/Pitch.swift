/// New work before approval: what a pitch's file says.
///
/// Its rows are those that the work has in a plan; the rest is what people must know who decide.
public struct Pitch: Hashable, Sendable, Codable {
  /// What may go wrong.
  public struct Risk: Hashable, Sendable, Codable {
    /// What may happen.
    public var name: String
    /// What is done about it.
    public var response: String?
    /// Who watches it.
    public var owner: String?

    /// A risk without an answer to it.
    public init(name: String) { self.name = name }
  }

  /// The project, of status pitch.
  public var project: Project
  /// Roles and skills with their amounts and windows.
  public var demand: [Demand]
  /// Milestones of the project.
  public var milestones: [ProjectTask]
  /// How its success is measured.
  public var kpis: [KPI]
  /// What will be different, in words.
  public var goal: String?
  /// Who answers for the money.
  public var budgetOwner: String?
  /// What will be there in the end.
  public var deliverables: [String]
  /// What may go wrong.
  public var risks: [Risk]
  /// The file that says so; nil where none does.
  public var file: String?
  /// The lines, from 1, on which the keys of the file stand.
  public var lines: [String: Int]

  /// A pitch of a project and what it asks.
  public init(project: Project, demand: [Demand]) {
    self.project = project
    self.demand = demand
    milestones = []
    kpis = []
    deliverables = []
    risks = []
    lines = [:]
  }

  /// The rows that the pitch has in a plan.
  public var rows: Plan { rows(status: .pitch) }

  /// The same as work of another status.
  public func rows(status: Project.Status) -> Plan {
    var rows = Plan()
    var row = project
    row.status = status
    rows.projects = [row]
    rows.demand = demand
    rows.tasks = milestones
    rows.kpis = kpis
    return rows
  }

  /// What a PMO asks of a pitch and this one leaves open, by the keys of its file in their order there.
  public var missing: [String] {
    let fields: [(String, Bool)] = [
      ("initiative", project.initiative == nil), ("goal", goal == nil),
      ("owner", project.owner == nil), ("sponsor", project.sponsor == nil),
      ("budget_owner", budgetOwner == nil), ("value", project.value == nil),
      ("cost_of_delay", project.costOfDelay == nil), ("deliverables", deliverables.isEmpty),
      ("milestones", milestones.isEmpty), ("kpis", kpis.isEmpty), ("risks", risks.isEmpty),
    ]
    return fields.filter(\.1).map(\.0)
  }
}

extension Plan {
  /// Projects, tasks, KPIs and demand as plans of one row each, in an order in which each knows those that
  /// it names.
  public var singleRows: [Plan] {
    func single(_ change: (inout Plan) -> Void) -> Plan {
      var plan = Plan()
      change(&plan)
      return plan
    }
    return projects.map { row in single { $0.projects = [row] } }
      + tasks.map { row in single { $0.tasks = [row] } }
      + kpis.map { row in single { $0.kpis = [row] } }
      + demand.map { row in single { $0.demand = [row] } }
  }
}
