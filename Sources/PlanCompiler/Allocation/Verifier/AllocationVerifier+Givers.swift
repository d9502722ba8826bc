import PlanModel
import WorkCalendar

extension AllocationVerifier.Recheck {
  typealias Given = AllocationVerifier.Given
  typealias Holding = AllocationVerifier.Holding
  typealias Ability = AllocationVerifier.Ability
  typealias Capacity = AllocationVerifier.Capacity

  /// Each person, hire and pool of contractors that gives hours, and those who have soft bookings.
  mutating func checkGivers() {
    let (plan, teams) = (verifier.plan, verifier.workforce.teams)
    guard verifier.cells.horizon != nil else { return }
    for (index, person) in plan.people.enumerated() {
      guard !givenByPerson[index].isEmpty || verifier.bookings.soft[person.id] != nil else {
        continue
      }
      check(Capacity(person, verifier), givenByPerson[index], cost: person.cost)
    }
    let horizon = verifier.cells.span(with: [])
    for (index, hire) in plan.hires.enumerated() where !givenByHire[index].isEmpty {
      let capacity = Capacity(
        .hire(hire.id), Ability(hire.allSkills, team: hire.team, teams),
        verifier.workforce.days(of: hire, horizon), verifier.cells)
      check(capacity, givenByHire[index], cost: hire.cost)
    }
    for (index, pool) in plan.pools.enumerated() where !givenByPool[index].isEmpty {
      check(Capacity(pool, verifier), givenByPool[index], cost: pool.cost)
    }
    for (index, row) in plan.contracts.enumerated() where !givenByContract[index].isEmpty {
      let contract = plan.filled(row)
      let capacity = Capacity(
        .contract(contract.id), Ability(contract.skills, team: nil, teams),
        verifier.workforce.days(of: contract, horizon), verifier.cells)
      check(capacity, givenByContract[index], cost: contract.cost)
    }
  }

  private mutating func check(_ capacity: Capacity, _ given: [Given], cost: CostRate?) {
    checkEligibility(capacity, given)
    checkHours(capacity, given)
    checkBooked(capacity, given)
    checkWished(capacity, given)
    pay(given, cost?.perHour(in: verifier.plan.settings) ?? 0)
  }

  /// Hours that no booking holds need the skill, the team or the person that is asked.
  private mutating func checkEligibility(_ capacity: Capacity, _ given: [Given]) {
    var known: [Int: Bool] = [:]
    for row in given where row.kind != .booked {
      guard let index = row.line else { continue }
      let line = verifier.demand.asked[index].line
      let mayServe =
        known[index] ?? capacity.ability.mayServe(line, on: days(of: row.cell))
      if capacity.ability.isConstant { known[index] = mayServe }
      guard !mayServe else { continue }
      limit(
        .eligibility, row.hours, to: 0, giver: capacity.giver, line: line, days: days(of: row.cell))
    }
  }

  /// Free hours, overtime and contracts against what there is of them.
  private mutating func checkHours(_ capacity: Capacity, _ given: [Given]) {
    let none = [Double](repeating: 0, count: verifier.cells.count)
    var (free, overtime, contract) = (none, none, none)
    for row in given {
      guard let cell = row.cell else { continue }
      switch row.kind {
      case .free, .wished: free[cell] += row.hours
      case .overtime: overtime[cell] += row.hours
      case .contract: contract[cell] += row.hours
      case .booked: break
      }
    }
    var overtimeOfWeek = 0.0
    for cell in none.indices {
      let days = verifier.cells.days[cell]
      limit(.freeHours, free[cell], to: capacity.free[cell], giver: capacity.giver, days: days)
      limit(
        .contractHours, contract[cell], to: capacity.contract[cell], giver: capacity.giver,
        days: days)
      if capacity.net[cell] <= 0 {
        limit(.overtimeHours, overtime[cell], to: 0, giver: capacity.giver, days: days)
        overtime[cell] = 0
      }
      overtimeOfWeek += overtime[cell]
      let monday = verifier.cells.mondays[cell]
      let isLastOfWeek = cell + 1 == none.count || verifier.cells.mondays[cell + 1] != monday
      guard isLastOfWeek else { continue }
      limit(
        .overtimeHours, overtimeOfWeek, to: capacity.overtimeOfWeek, giver: capacity.giver,
        days: DayRange(monday, monday + 6))
      overtimeOfWeek = 0
    }
  }

  /// Booked hours of each project against what its bookings hold for these lines.
  private mutating func checkBooked(_ capacity: Capacity, _ given: [Given]) {
    for group in groups(of: given.filter { $0.kind == .booked }) {
      limit(
        .bookedHours, group.hours.reduce(0, +),
        to: most(of: group, from: capacity.held, capacity.ability, wished: false),
        giver: capacity.giver, subject: group.project, days: verifier.cells.days[group.cell])
    }
  }

  /// Softly booked hours that stay where they are wished; what leaves causes friction.
  private mutating func checkWished(_ capacity: Capacity, _ given: [Given]) {
    let rows = given.filter { $0.kind == .wished }
    // A wish counts where its project has a line that it may serve.
    let wishes = capacity.wished.filter { wish in
      verifier.linesOfProject[wish.project, default: []].contains {
        let line = verifier.demand.asked[$0].line
        return capacity.ability.mayServe(line, on: nil)
          && capacity.ability.mayServe(line, from: wish, on: nil)
      }
    }
    var used = [Double](repeating: 0, count: verifier.cells.count)
    for row in rows { if let cell = row.cell { used[cell] += row.hours } }
    for cell in used.indices where used[cell] > 0 {
      limit(
        .softlyBookedHours, used[cell], to: wishes.reduce(0) { $0 + $1.hours[cell] },
        giver: capacity.giver, days: verifier.cells.days[cell])
    }
    for wish in wishes { friction += price(wish.project) * wish.hours.reduce(0, +) }
    for group in groups(of: rows) {
      friction -=
        price(group.project) * most(of: group, from: wishes, capacity.ability, wished: true)
    }
  }

  private func price(_ project: String) -> Double {
    verifier.stability * verifier.hourPrices[project, default: 0]
  }

  fileprivate func days(of cell: Int?) -> DayRange? { cell.map { verifier.cells.days[$0] } }
}

extension AllocationVerifier.Recheck {
  /// Hours that somebody gives to the lines of one project in one cell.
  private struct Group {
    let project: String
    let cell: Int
    /// Indices of the demand's lines.
    var lines: [Int] = []
    /// For each of `lines`.
    var hours: [Double] = []
  }

  /// The rows by cell and project, in order of cells.
  private func groups(of rows: [Given]) -> [Group] {
    let known = rows.compactMap { row -> (cell: Int, line: Int, hours: Double)? in
      guard let cell = row.cell, let line = row.line else { return nil }
      return (cell, line, row.hours)
    }
    var groups: [Group] = []
    var first = 0
    for (cell, line, hours) in known.sorted(by: { ($0.cell, $0.line) < ($1.cell, $1.line) }) {
      let project = verifier.demand.asked[line].line.project
      if first < groups.count, groups[first].cell != cell { first = groups.count }
      var index = first
      while index < groups.count, groups[index].project != project { index += 1 }
      if index == groups.count { groups.append(Group(project: project, cell: cell)) }
      if groups[index].lines.last == line {
        groups[index].hours[groups[index].hours.count - 1] += hours
      } else {
        groups[index].lines.append(line)
        groups[index].hours.append(hours)
      }
    }
    return groups
  }

  /// The most of a group's hours that bookings can give.
  ///
  /// - Parameter wished: whether they are free hours, which need the skill besides.
  private func most(
    of group: Group, from bookings: [Holding], _ ability: Ability, wished: Bool
  ) -> Double {
    let own = bookings.filter { $0.project == group.project && $0.hours[group.cell] > 0 }
    var placement = AllocationVerifier.Placement(
      amounts: group.hours, rooms: own.map { $0.hours[group.cell] })
    for (amount, line) in group.lines.enumerated() {
      let line = verifier.demand.asked[line].line
      let days = days(of: group.cell)
      for (room, booking) in own.enumerated()
      where ability.mayServe(line, from: booking, on: days)
        && (!wished || ability.mayServe(line, on: days))
      {
        placement.allow(amount, in: room)
      }
    }
    return placement.mostPlaced()
  }
}
