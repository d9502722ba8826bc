import PlanModel
import Randomness
import WorkCalendar

extension PlanGenerator {
  /// What an hour of work costs about, for budgets. Units: EUR.
  private static let budgetRate = 68.0

  /// Goals, initiatives with a budget for each quarter, and the projects' budgets.
  mutating func addInitiatives() {
    var stream = stream("initiatives")
    let count = request.projects < 4 ? 1 : min(40, request.projects / 12 + 2)
    let goals = min(Catalogue.goalNames.count, max(1, count / 2))
    for index in 0..<goals {
      var goal = Goal(id: Catalogue.id("g", index + 1, of: goals, width: 1))
      goal.name = Catalogue.goalNames[index]
      goal.weight = Double(stream.integer(in: 1...5))
      goal.owner = owner(&stream)
      plan.goals.append(goal)
    }
    for index in 0..<count {
      let names = Catalogue.initiativeNames
      let round = index / names.count
      var initiative = Initiative(id: Catalogue.id("i", index + 1, of: count, width: 2))
      initiative.name = names[index % names.count] + (round == 0 ? "" : " \(round + 1)")
      initiative.goal = plan.goals[index % goals].id
      initiative.owner = owner(&stream)
      initiative.budgetOwner = owner(&stream)
      plan.initiatives.append(initiative)
    }
    var initiativeOf: [Int] = []
    for index in plan.projects.indices {
      let initiative = index < count ? index : stream.integer(below: count)
      initiativeOf.append(initiative)
      plan.projects[index].initiative = plan.initiatives[initiative].id
    }
    addBudgets(initiativeOf, &stream)
  }

  private func owner(_ stream: inout RandomStream) -> String? {
    stream.element(of: plan.teams)?.lead
  }

  private mutating func addBudgets(_ initiativeOf: [Int], _ stream: inout RandomStream) {
    var money = [[Double]](
      repeating: [Double](repeating: 0, count: quarters.count), count: plan.initiatives.count)
    var projectMoney = [Double](repeating: 0, count: plan.projects.count)
    var values = [Double](repeating: 0, count: plan.initiatives.count)
    for row in rows {
      let project = plan.projects[row.project]
      let cost = row.hours * Self.budgetRate
      projectMoney[row.project] += cost
      guard project.status.isConfirmed else { continue }
      let shares = PeriodShares(row, in: horizon, periodOfDay: quarterOfDay)
      for (offset, share) in shares.shares.enumerated() {
        money[initiativeOf[row.project]][shares.first + offset] += cost * share
      }
    }
    for (index, project) in plan.projects.enumerated() {
      values[initiativeOf[index]] += project.value ?? 0
      let slack = 0.95 + 0.3 * stream.uniform()
      plan.projects[index].budget = (projectMoney[index] * slack / 1000).rounded(.up) * 1000
    }
    for (index, initiative) in plan.initiatives.enumerated() {
      plan.initiatives[index].value = values[index]
      plan.initiatives[index].sd = Double(stream.integer(in: 2...8)) / 20
      for (quarter, period) in quarters.enumerated() {
        let slack = 0.9 + 0.25 * stream.uniform()
        let amount = (money[index][quarter] * slack / 1000).rounded() * 1000
        var budget = Budget(initiative: initiative.id, period: period, amount: amount)
        budget.kind = index % 3 == 2 ? .capex : .opex
        plan.budgets.append(budget)
      }
    }
  }
}
