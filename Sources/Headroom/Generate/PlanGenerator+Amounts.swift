import PlanModel
import Randomness
import WorkCalendar

extension PlanGenerator {
  /// Below this load no plan has demand of a fixed size, which would exceed it.
  private static let leastLoadForFixedDemand = 0.3

  /// Gives rows their hours, so that confirmed demand ÷ plannable capacity is the load.
  mutating func setAmounts() {
    var stream = stream("amounts")
    let estimate = CapacityEstimate(plan, horizon: horizon, quarters: quarters)
    let fixed = request.load < Self.leastLoadForFixedDemand ? 0 : addFixedDemand(estimate)
    let target = max(0, request.load * estimate.plannable.reduce(0, +) - fixed)
    let confirmed = rows.indices.filter { plan.projects[rows[$0].project].status.isConfirmed }
    let raw = confirmed.map { rows[$0].hours }
    let scale = target / max(raw.reduce(0, +), .leastNonzeroMagnitude)
    for index in rows.indices { rows[index].hours *= scale }
    if target > 0 {
      let fitted = QuarterFit.fitted(
        raw, confirmed.map { QuarterShares(rows[$0], estimate) },
        targets: quarterTargets(estimate.plannable, total: target, &stream))
      for (index, hours) in zip(confirmed, fitted) { rows[index].hours = hours }
    }
    var named: [Demand] = []
    swap(&named, &plan.demand)
    for index in rows.indices {
      let demand = demand(&rows[index], estimate, &stream)
      plan.demand.append(demand)
    }
    absorbRounding(confirmed, target)
    plan.demand += named
  }

  /// Quarters lie around the mean; the fullest is some 22 % above it.
  private func quarterTargets(
    _ plannable: [Double], total: Double, _ stream: inout RandomStream
  ) -> [Double] {
    let spread = NormalDistribution(mean: 1, standardDeviation: 0.12)
    var factors = plannable.map { _ in max(0.75, min(1.2, spread.draw(from: &stream))) }
    if factors.count > 1 { factors[stream.integer(below: factors.count)] = 1.22 }
    let targets = zip(plannable, factors).map { $0 * $1 }
    let sum = max(targets.reduce(0, +), .leastNonzeroMagnitude)
    return targets.map { $0 * total / sum }
  }

  /// The row of the plan; the draft's hours become those of the rounded amount.
  private func demand(
    _ row: inout DemandDraft, _ estimate: CapacityEstimate, _ stream: inout RandomStream
  ) -> Demand {
    let need = Demand.Need.skill(Catalogue.skills[row.skill].skill, level: row.level)
    let hoursPerDay = plan.settings.hoursPerDay
    let standard = estimate.standardHours(row.days)
    let amount: Demand.Amount
    switch row.unit {
    case .fte:
      let exact = row.hours / max(standard, 1)
      let fte = exact < 0.2 ? (exact * 100).rounded() / 100 : (exact * 20).rounded() / 20
      row.hours = fte * standard
      amount = .fte(fte)
    case .days:
      let exact = row.hours / hoursPerDay
      let days = exact < 10 ? (exact * 2).rounded() / 2 : exact.rounded()
      row.hours = days * hoursPerDay
      amount = .effortDays(days)
    case .hours:
      row.hours.round()
      amount = .effortHours(row.hours)
    }
    var demand = Demand(project: plan.projects[row.project].id, need: need, amount: amount)
    demand.team = row.team.map { plan.teams[$0].id }
    demand.task = row.task.map { plan.tasks[$0].id }
    if row.saysDays { (demand.from, demand.to) = (row.days.first, row.days.last) }
    if case .effortDays(let days) = amount {
      demand.profile = row.profile
      if stream.happens(0.2) {
        demand.effortLow = (days * 1.6).rounded(.down) / 2
        demand.effortHigh = (days * 3).rounded(.up) / 2
      }
      if stream.happens(0.15) {
        demand.flexible = true
        demand.maxFTE = max(1, (2 * row.hours / max(standard, 1)).rounded(.up))
      }
    } else if case .effortHours = amount {
      demand.profile = row.profile
    }
    return demand
  }

  /// The largest row in days takes what rounding the others has changed.
  private mutating func absorbRounding(_ confirmed: [Int], _ target: Double) {
    let inDays = confirmed.filter { rows[$0].unit == .days }
    guard target > 0, let largest = inDays.max(by: { rows[$0].hours < rows[$1].hours }) else {
      return
    }
    let hoursPerDay = plan.settings.hoursPerDay
    let missing = target - confirmed.reduce(0) { $0 + rows[$1].hours }
    let days = ((rows[largest].hours + missing) / hoursPerDay * 2).rounded() / 2
    guard days >= 0.5 else { return }
    rows[largest].hours = days * hoursPerDay
    plan.demand[largest].amount = .effortDays(days)
    if plan.demand[largest].effortLow != nil {
      plan.demand[largest].effortLow = (days * 1.6).rounded(.down) / 2
      plan.demand[largest].effortHigh = (days * 3).rounded(.up) / 2
    }
  }

  /// Demand for people by name, and placeholders: the hours of both on confirmed projects.
  private mutating func addFixedDemand(_ estimate: CapacityEstimate) -> Double {
    var stream = stream("fixed demand")
    var hours = 0.0
    let confirmed = plan.projects.indices.filter { plan.projects[$0].status.isConfirmed }
    let limit = request.people / 20
    for _ in 0..<min(rows.count / 60, limit) {
      guard let project = stream.element(of: confirmed) else { break }
      let person = plan.people[stream.integer(below: request.people)].id
      let fte = Double(stream.integer(in: 2...5)) / 20
      var demand = Demand(
        project: plan.projects[project].id, need: .person(person), amount: .fte(fte))
      (demand.from, demand.to) = (projectDays[project].first, projectDays[project].last)
      plan.demand.append(demand)
      hours += fte * estimate.standardHours(projectDays[project])
    }
    for _ in 0..<min(plan.projects.count / 25, limit) {
      guard let project = stream.element(of: confirmed), let row = stream.element(of: rows) else {
        break
      }
      let fte = stream.choice([0.5: 1, 1: 1])
      var booking = Booking(
        holder: .placeholder, project: plan.projects[project].id, amount: .fte(fte))
      booking.skill = Catalogue.skills[row.skill].skill
      booking.from = projectDays[project].first
      booking.to = projectDays[project].last
      booking.firmness = stream.happens(0.7) ? .hard : .soft
      plan.assignments.append(booking)
      if booking.firmness == .hard {
        hours += fte * estimate.standardHours(projectDays[project])
      }
    }
    return hours
  }
}
