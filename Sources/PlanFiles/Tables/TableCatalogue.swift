import PlanModel

/// The schemas of all tables, and what is done with each of them.
enum TableCatalogue {
  /// What the table asks of its files' headers.
  static func rules(_ table: PlanTable) -> HeaderRules {
    switch table {
    case .people: HeaderRules(PeopleSchemas.people)
    case .absences: HeaderRules(PeopleSchemas.absences)
    case .locations: HeaderRules(PeopleSchemas.locations)
    case .holidays: HeaderRules(PeopleSchemas.holidays)
    case .teams: HeaderRules(PeopleSchemas.teams)
    case .hires: HeaderRules(PeopleSchemas.hires)
    case .pools: HeaderRules(PeopleSchemas.pools)
    case .contracts: HeaderRules(StaffingSchemas.contracts)
    case .training: HeaderRules(StaffingSchemas.training)
    case .moves: HeaderRules(StaffingSchemas.moves)
    case .attrition: HeaderRules(StaffingSchemas.attrition)
    case .goals: HeaderRules(PortfolioSchemas.goals)
    case .initiatives: HeaderRules(PortfolioSchemas.initiatives)
    case .budgets: HeaderRules(PortfolioSchemas.budgets)
    case .projects: HeaderRules(PortfolioSchemas.projects)
    case .logic: HeaderRules(PortfolioSchemas.logic)
    case .risk: HeaderRules(PortfolioSchemas.risk)
    case .tasks: HeaderRules(WorkSchemas.tasks)
    case .dependencies: HeaderRules(WorkSchemas.dependencies)
    case .demand: HeaderRules(DemandSchemas.demand)
    case .assignments: HeaderRules(DemandSchemas.assignments)
    case .kpis: HeaderRules(PortfolioSchemas.kpis)
    case .actuals: HeaderRules(WorkSchemas.actuals)
    case .estimates: HeaderRules(WorkSchemas.estimates)
    }
  }

  /// Reads the rows of a file into the plan.
  static func read(_ source: SourceTable, into plan: inout Plan, state: inout ReadingState) {
    var reader = RowReader(source, state: ReadingState())
    swap(&reader.state, &state)
    defer { swap(&reader.state, &state) }
    switch source.table {
    case .people: reader.read(PeopleSchemas.people, into: &plan.people)
    case .absences: reader.read(PeopleSchemas.absences, into: &plan.absences)
    case .locations: reader.read(PeopleSchemas.locations, into: &plan.locations)
    case .holidays: reader.read(PeopleSchemas.holidays, into: &plan.holidays)
    case .teams: reader.read(PeopleSchemas.teams, into: &plan.teams)
    case .hires: reader.read(PeopleSchemas.hires, into: &plan.hires)
    case .pools: reader.read(PeopleSchemas.pools, into: &plan.pools)
    case .contracts: reader.read(StaffingSchemas.contracts, into: &plan.contracts)
    case .training: reader.read(StaffingSchemas.training, into: &plan.trainings)
    case .moves: reader.read(StaffingSchemas.moves, into: &plan.moves)
    case .attrition: reader.read(StaffingSchemas.attrition, into: &plan.attritions)
    case .goals: reader.read(PortfolioSchemas.goals, into: &plan.goals)
    case .initiatives: reader.read(PortfolioSchemas.initiatives, into: &plan.initiatives)
    case .budgets: reader.read(PortfolioSchemas.budgets, into: &plan.budgets)
    case .projects: reader.read(PortfolioSchemas.projects, into: &plan.projects)
    case .logic: reader.read(PortfolioSchemas.logic, into: &plan.logic)
    case .risk: reader.read(PortfolioSchemas.risk, into: &plan.risk)
    case .tasks: reader.read(WorkSchemas.tasks, into: &plan.tasks)
    case .dependencies: reader.read(WorkSchemas.dependencies, into: &plan.dependencies)
    case .demand: reader.read(DemandSchemas.demand, into: &plan.demand)
    case .assignments: reader.read(DemandSchemas.assignments, into: &plan.assignments)
    case .kpis: reader.read(PortfolioSchemas.kpis, into: &plan.kpis)
    case .actuals: reader.read(WorkSchemas.actuals, into: &plan.actuals)
    case .estimates: reader.read(WorkSchemas.estimates, into: &plan.estimates)
    }
  }
}
