import PlanModel

extension Plan {
  /// How many rows a table has.
  func rowCount(of table: PlanTable) -> Int { rows(of: table).count }

  /// The rows of a table, in order.
  func rows(of table: PlanTable) -> [any PlanRow] {
    switch table {
    case .people: people
    case .absences: absences
    case .locations: locations
    case .holidays: holidays
    case .teams: teams
    case .hires: hires
    case .pools: pools
    case .contracts: contracts
    case .training: trainings
    case .moves: moves
    case .attrition: attritions
    case .goals: goals
    case .initiatives: initiatives
    case .budgets: budgets
    case .projects: projects
    case .logic: logic
    case .risk: risk
    case .tasks: tasks
    case .dependencies: dependencies
    case .demand: demand
    case .assignments: assignments
    case .kpis: kpis
    case .actuals: actuals
    case .estimates: estimates
    }
  }

  /// A plan that holds one row of a table and nothing else.
  func row(_ index: Int, of table: PlanTable) -> Plan {
    var plan = Plan()
    switch table {
    case .people: plan.people = [people[index]]
    case .absences: plan.absences = [absences[index]]
    case .locations: plan.locations = [locations[index]]
    case .holidays: plan.holidays = [holidays[index]]
    case .teams: plan.teams = [teams[index]]
    case .hires: plan.hires = [hires[index]]
    case .pools: plan.pools = [pools[index]]
    case .contracts: plan.contracts = [contracts[index]]
    case .training: plan.trainings = [trainings[index]]
    case .moves: plan.moves = [moves[index]]
    case .attrition: plan.attritions = [attritions[index]]
    case .goals: plan.goals = [goals[index]]
    case .initiatives: plan.initiatives = [initiatives[index]]
    case .budgets: plan.budgets = [budgets[index]]
    case .projects: plan.projects = [projects[index]]
    case .logic: plan.logic = [logic[index]]
    case .risk: plan.risk = [risk[index]]
    case .tasks: plan.tasks = [tasks[index]]
    case .dependencies: plan.dependencies = [dependencies[index]]
    case .demand: plan.demand = [demand[index]]
    case .assignments: plan.assignments = [assignments[index]]
    case .kpis: plan.kpis = [kpis[index]]
    case .actuals: plan.actuals = [actuals[index]]
    case .estimates: plan.estimates = [estimates[index]]
    }
    return plan
  }

  /// The ids and names of a table's rows, in order; none for tables without ids.
  func names(of table: PlanTable) -> [(id: String, name: String?)] {
    switch table {
    case .people: people.map { ($0.id, $0.name) }
    case .locations: locations.map { ($0.id, nil) }
    case .teams: teams.map { ($0.id, $0.name) }
    case .hires: hires.map { ($0.id, nil) }
    case .pools: pools.map { ($0.id, nil) }
    case .contracts: contracts.map { ($0.id, nil) }
    case .goals: goals.map { ($0.id, $0.name) }
    case .initiatives: initiatives.map { ($0.id, $0.name) }
    case .projects: projects.map { ($0.id, $0.name) }
    case .tasks: tasks.map { ($0.id, $0.name) }
    case .kpis: kpis.map { ($0.id, $0.name) }
    default: []
    }
  }
}
