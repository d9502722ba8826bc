import PlanModel
import Randomness
import WorkCalendar

extension PlanGenerator {
  /// Below this load no plan has demand of a fixed size, which would exceed it.
  private static let leastLoadForFixedDemand = 0.3
  /// In its fullest period a scarce skill is asked for so much of what its holders can give.
  private static let scarcity = 1.3

  /// Gives rows their hours, so that confirmed demand ÷ plannable capacity is the load.
  mutating func setAmounts() {
    var stream = stream("amounts")
    let estimate = CapacityEstimate(plan, horizon: horizon)
    let fixed = request.load < Self.leastLoadForFixedDemand ? 0 : addFixedDemand(estimate)
    let target = max(0, request.load * estimate.plannable - fixed)
    let confirmed = rows.indices.filter { plan.projects[rows[$0].project].status.isConfirmed }
    let others = rows.indices.filter { !plan.projects[rows[$0].project].status.isConfirmed }
    let raw = confirmed.reduce(0) { $0 + rows[$1].hours }
    let scale = target / max(raw, .leastNonzeroMagnitude)
    let fullness = fullness(estimate, &stream)
    let rest = others.reduce(0) { $0 + rows[$1].hours } * scale
    fit(confirmed, to: target, estimate, fullness)
    fit(others, to: rest, estimate, fullness)
    makeSkillsScarce(confirmed, target, estimate, &stream)
    var named: [Demand] = []
    swap(&named, &plan.demand)
    for index in rows.indices {
      let demand = demand(&rows[index], estimate, &stream)
      plan.demand.append(demand)
    }
    absorbRounding(confirmed, target)
    plan.demand += named
  }

  /// For each period how full it is beside the others. Quarters lie around the mean; the fullest is some
  /// 22 % above it.
  private func fullness(
    _ estimate: CapacityEstimate, _ stream: inout RandomStream
  ) -> [Double] {
    let spread = NormalDistribution(mean: 1, standardDeviation: 0.12)
    var factors = quarters.map { _ in max(0.75, min(1.2, spread.draw(from: &stream))) }
    if factors.count > 1 { factors[stream.integer(below: factors.count)] = 1.22 }
    var ofPeriod = [Double](repeating: 1, count: estimate.periodCount)
    for (quarter, period) in zip(quarterOfDay, estimate.periodOfDay) {
      ofPeriod[period] = factors[quarter]
    }
    return ofPeriod
  }

  /// Gives some rows hours that the people can serve, in all `total`.
  ///
  /// - Parameter fullness: for each period how full it is beside the others.
  private mutating func fit(
    _ indices: [Int], to total: Double, _ estimate: CapacityEstimate, _ fullness: [Double]
  ) {
    var asks: [Ask: Int] = [:]
    let askOfRow = indices.map { index in
      let row = rows[index]
      let ask = Ask(skill: row.skill, level: row.level, team: row.team)
      let number = asks[ask] ?? asks.count
      asks[ask] = number
      return number
    }
    let givers = skills.indices.map { person in
      let scopes = [nil] + teams(of: person).map(Optional.some)
      let served = skills[person].flatMap { held in
        (1...held.level).flatMap { level in
          scopes.compactMap { asks[Ask(skill: held.skill, level: level, team: $0)] }
        }
      }
      return SupplyFit.Giver(
        asks: served, hours: zip(estimate.plannableOfPerson[person], fullness).map { $0 * $1 })
    }
    let fit = SupplyFit(
      givers: givers, askOfRow: askOfRow, askCount: asks.count,
      shares: indices.map { estimate.shares(of: rows[$0]) }, periodCount: estimate.periodCount)
    for (index, hours) in zip(indices, fit.fitted(indices.map { rows[$0].hours }, total: total)) {
      rows[index].hours = hours
    }
  }

  /// What rows ask alike.
  private struct Ask: Hashable {
    var skill: Int
    var level: Int
    var team: Int?
  }

  /// Of the rarer half of the skills one in six is asked for more than its holders can give, whatever else
  /// they do.
  private mutating func makeSkillsScarce(
    _ confirmed: [Int], _ total: Double, _ estimate: CapacityEstimate,
    _ stream: inout RandomStream
  ) {
    let half = skillCount / 2
    guard half > 1, total > 0 else { return }
    for _ in 0..<max(1, half / 6) {
      let skill = half + stream.integer(below: skillCount - half)
      var capacity = [Double](repeating: 0, count: estimate.periodCount)
      for person in skills.indices where skills[person].contains(where: { $0.skill == skill }) {
        for (period, hours) in estimate.plannableOfPerson[person].enumerated() {
          capacity[period] += hours
        }
      }
      let indices = confirmed.filter { rows[$0].skill == skill }
      var asked = [Double](repeating: 0, count: estimate.periodCount)
      for index in indices {
        let share = estimate.shares(of: rows[index])
        for (offset, part) in share.shares.enumerated() {
          asked[share.first + offset] += rows[index].hours * part
        }
      }
      let fullest = zip(asked, capacity).map { $1 > 0 ? $0 / $1 : 0 }.max() ?? 0
      guard fullest > 0, fullest < Self.scarcity else { continue }
      for index in indices { rows[index].hours *= Self.scarcity / fullest }
    }
    let sum = confirmed.reduce(0) { $0 + rows[$1].hours }
    guard sum > 0 else { return }
    for index in confirmed { rows[index].hours *= total / sum }
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
      let rounded = exact < 0.2 ? (exact * 100).rounded() / 100 : (exact * 20).rounded() / 20
      let fte = exact > 0 ? max(0.01, rounded) : 0
      row.hours = fte * standard
      amount = .fte(fte)
    case .days:
      let exact = row.hours / hoursPerDay
      let rounded = exact < 10 ? (exact * 2).rounded() / 2 : exact.rounded()
      let days = exact > 0 ? max(0.5, rounded) : 0
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
