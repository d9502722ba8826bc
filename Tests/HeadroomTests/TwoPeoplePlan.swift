import PlanModel
import TestSupport
import WorkCalendar

/// Two people with sql at 50 an hour; in March atlas asks for `atlas` FTE of it and crm for 1.
func twoPeoplePlan(atlas: Double) throws -> Plan {
  var plan = Plan()
  plan.settings.asOf = try day("2027-01-01")
  plan.settings.starts = try day("2027-03-01")
  plan.settings.ends = try day("2027-06-30")
  plan.settings.currency = "EUR"
  plan.people = ["ann", "bo"].map { Person(id: $0) }
  for index in 0..<2 {
    plan.people[index].skills = [SkillLevel("sql")]
    plan.people[index].cost = CostRate(amount: 50, per: .hour)
  }
  plan.initiatives = [Initiative(id: "i")]
  plan.budgets = [Budget(initiative: "i", period: Period(parsing: "2027-Q1"), amount: 60_000)]
  for (id, fte, value, cost) in [("atlas", atlas, 5e5, 7e3), ("crm", 1, 2e5, 1e3)] {
    var project = Project(id: id)
    project.value = value
    project.costOfDelay = cost
    project.initiative = "i"
    plan.projects.append(project)
    var row = Demand(project: id, need: .skill("sql", level: 1), amount: .fte(fte))
    row.from = try day("2027-03-01")
    row.to = try day("2027-03-28")
    plan.demand.append(row)
  }
  return plan
}
