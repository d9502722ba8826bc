extension Plan {
  /// Adds the rows of another plan behind those of this one.
  public mutating func append(_ rows: Plan) {
    people += rows.people
    absences += rows.absences
    locations += rows.locations
    holidays += rows.holidays
    teams += rows.teams
    hires += rows.hires
    pools += rows.pools
    contracts += rows.contracts
    trainings += rows.trainings
    moves += rows.moves
    attritions += rows.attritions
    goals += rows.goals
    initiatives += rows.initiatives
    budgets += rows.budgets
    projects += rows.projects
    logic += rows.logic
    risk += rows.risk
    tasks += rows.tasks
    dependencies += rows.dependencies
    demand += rows.demand
    assignments += rows.assignments
    kpis += rows.kpis
    actuals += rows.actuals
    estimates += rows.estimates
  }

  /// Replaces rows by others, table by table; whether all of them were found.
  mutating func replace(_ old: Plan, by new: Plan) -> Bool {
    var isWhole = true
    func swap<Row: Equatable>(_ table: inout [Row], _ old: [Row], _ new: [Row]) {
      for (before, after) in zip(old, new) {
        guard let index = table.firstIndex(of: before) else {
          isWhole = false
          continue
        }
        table[index] = after
      }
    }
    swap(&people, old.people, new.people)
    swap(&absences, old.absences, new.absences)
    swap(&locations, old.locations, new.locations)
    swap(&holidays, old.holidays, new.holidays)
    swap(&teams, old.teams, new.teams)
    swap(&hires, old.hires, new.hires)
    swap(&pools, old.pools, new.pools)
    swap(&contracts, old.contracts, new.contracts)
    swap(&trainings, old.trainings, new.trainings)
    swap(&moves, old.moves, new.moves)
    swap(&attritions, old.attritions, new.attritions)
    swap(&goals, old.goals, new.goals)
    swap(&initiatives, old.initiatives, new.initiatives)
    swap(&budgets, old.budgets, new.budgets)
    swap(&projects, old.projects, new.projects)
    swap(&logic, old.logic, new.logic)
    swap(&risk, old.risk, new.risk)
    swap(&tasks, old.tasks, new.tasks)
    swap(&dependencies, old.dependencies, new.dependencies)
    swap(&demand, old.demand, new.demand)
    swap(&assignments, old.assignments, new.assignments)
    swap(&kpis, old.kpis, new.kpis)
    swap(&actuals, old.actuals, new.actuals)
    swap(&estimates, old.estimates, new.estimates)
    return isWhole
  }
}
