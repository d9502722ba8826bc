import Optimization
import PlanModel
import WorkCalendar

/// Gathers supplies, hubs and demands of an ``AllocationModel``.
struct AllocationBuilder {
  /// What the members of one supply have in common.
  private struct Key: Hashable {
    let kind: AllocationModel.Kind
    let hubs: [Int]
    let served: [Int]
    let rate: Double
  }

  private let plan: CompiledPlan
  private let shares: [Double]
  private let options: AllocationModel.Options
  private let eligibility: Eligibility
  private let money: MoneyLimits
  private let cellCount: Int

  private var problem: PooledTransport
  private var sources: [AllocationModel.Source] = []
  private var asked: [AllocationModel.Asked] = []
  private var indexOfKey: [Key: Int] = [:]
  /// For each project of the demand its demands in the problem.
  private var demandsOfProject: [[Int]]
  private var frictionAtMost = 0.0
  /// Free hours that no soft booking wants, by unit and cell.
  private var unwished: [Double]

  init(_ plan: CompiledPlan, shares: [Double], options: AllocationModel.Options) {
    self.plan = plan
    self.shares = shares
    self.options = options
    cellCount = plan.grid.cells.count
    eligibility = Eligibility(plan.demand.lines, teams: plan.teams)
    money = MoneyLimits(plan)
    problem = PooledTransport(cellCount: cellCount)
    problem.poolCount = eligibility.hubs.count
    problem.poolArcs = eligibility.ladderArcs.map {
      PooledTransport.Arc(from: Int32($0.tail), to: Int32($0.head))
    }
    money.limit(&problem)
    demandsOfProject = [[Int]](repeating: [], count: plan.demand.projects.count)
    unwished = plan.supply.freeHours
  }

  // MARK: Demand

  /// Lines by cell, and flexible work by window.
  mutating func addDemand() {
    var rigid = plan.demand.hours
    var windows: [(line: Int, amount: PooledTransport.Amount)] = []
    for row in plan.demand.flexible {
      let share = shares[plan.demand.lines[row.line].project]
      guard share > 0 else { continue }
      let floors = self.floors(of: row)
      var total = 0.0
      for (offset, cell) in row.cells.enumerated() {
        total += row.profileHours[offset] - floors[offset]
        rigid[row.line * cellCount + cell] += floors[offset] - row.profileHours[offset]
      }
      windows.append(
        (
          row.line,
          .window(
            cells: row.cells, totalHours: max(0, share * total),
            limitHours: row.limitHours.indices.map {
              share * max(0, row.limitHours[$0] - floors[$0])
            })
        ))
    }
    for (number, line) in plan.demand.lines.enumerated() where shares[line.project] > 0 {
      let hours = (0..<cellCount).map {
        // What is left of a sum after its parts are taken away may be the rounding of it.
        let left = rigid[number * cellCount + $0]
        return left > 1e-9 ? shares[line.project] * left : 0
      }
      guard let first = hours.firstIndex(where: { $0 > 0 }),
        let last = hours.lastIndex(where: { $0 > 0 })
      else { continue }
      add(
        number, isFlexible: false,
        .perCell(cells: first..<last + 1, hours: Array(hours[first...last]))
      )
    }
    for window in windows { add(window.line, isFlexible: true, window.amount) }
  }

  private mutating func add(_ line: Int, isFlexible: Bool, _ amount: PooledTransport.Amount) {
    let project = plan.demand.lines[line].project
    let group = plan.demand.projects[project].initiative.flatMap { money.group(of: $0) }
    demandsOfProject[project].append(asked.count)
    asked.append(AllocationModel.Asked(line: line, isFlexible: isFlexible))
    problem.demands.append(
      PooledTransport.Demand(
        pool: Int32(eligibility.hubOfLine[line]), pricePerHour: plan.hourPrices[project],
        group: group.map(Int32.init), amount: amount))
  }

  /// The least hours of each cell of a window, as far as anybody may serve them and the work lasts.
  private func floors(of row: FlexibleDemand) -> [Double] {
    guard row.floorHours.contains(where: { $0 > 0 }) else { return row.floorHours }
    let hub = eligibility.hubOfLine[row.line]
    let able = plan.supply.units.indices.filter { eligibility.mayServe(plan.supply.units[$0], hub) }
    var left = row.profileHours.reduce(0, +)
    return row.cells.enumerated().map { offset, cell in
      let exist = able.reduce(0) { $0 + plan.supply.freeHours[$1 * cellCount + cell] }
      let floor = min(row.floorHours[offset], exist, left)
      left -= floor
      return floor
    }
  }

  // MARK: Supply

  /// Free hours, and overtime.
  mutating func addPeople() {
    addWishes()
    for (number, unit) in plan.supply.units.enumerated() {
      let hubs = eligibility.hubs(of: unit)
      guard !hubs.isEmpty else { continue }
      let base = number * cellCount
      let pay = plan.pay(of: unit)
      add(
        .free, hubs: hubs, served: [], pay: pay, reward: 0,
        AllocationModel.Member(
          source: number, cells: 0..<cellCount, hours: Array(unwished[base..<base + cellCount])))
      guard !plan.supply.overtimeHours.isEmpty else { continue }
      add(
        .overtime, hubs: hubs, served: [], pay: pay, reward: 0,
        AllocationModel.Member(
          source: number, cells: 0..<cellCount,
          hours: Array(plan.supply.overtimeHours[base..<base + cellCount])))
    }
  }

  /// Hours that a hard booking holds; those that may serve nothing are lost.
  mutating func addBookings() {
    for booking in plan.supply.bookings {
      let unit = plan.supply.units[booking.unit]
      let served = demands(of: booking).filter {
        let line = asked[$0].line
        return eligibility.mayServe(
          booking, unit, eligibility.hubOfLine[line], task: plan.demand.lines[line].task)
      }
      guard !served.isEmpty else { continue }
      add(
        .booked, hubs: [], served: served, pay: plan.pay(of: unit), reward: 0,
        AllocationModel.Member(source: booking.unit, cells: booking.cells, hours: booking.held))
    }
  }

  /// Soft bookings: of a unit's free hours those that a project would like to keep.
  private mutating func addWishes() {
    var held = [Double](repeating: 0, count: unwished.count)
    let groups = plan.supply.unitsOfGivers
    for wish in plan.supply.wishes {
      let unit = plan.supply.units[wish.unit]
      let served = demands(of: wish).filter { mayServe(wish, unit, demand: $0) }
      guard let first = served.first else {
        // Who may serve a booking on other days leaves it on those on which they may not.
        let others = plan.supply.units[groups[wish.unit]]
        if let first = demands(of: wish).first(where: { demand in
          others.contains { mayServe(wish, $0, demand: demand) }
        }) {
          frictionAtMost += friction(of: first) * wish.held.reduce(0, +)
        }
        continue
      }
      for (offset, cell) in wish.cells.enumerated() {
        held[wish.unit * cellCount + cell] += wish.held[offset]
      }
      let price = friction(of: first)
      frictionAtMost += price * wish.held.reduce(0, +)
      add(
        .wished, hubs: eligibility.hubs(of: unit), served: served, pay: plan.pay(of: unit),
        reward: price,
        AllocationModel.Member(source: wish.unit, cells: wish.cells, hours: wish.held))
    }
    keepUnwished(besides: held)
  }

  /// The price of an hour that leaves a soft booking of a demand's project.
  private func friction(of demand: Int) -> Double {
    options.stability * problem.demands[demand].pricePerHour
  }

  /// Whether a unit may serve a demand with hours of a soft booking.
  private func mayServe(_ wish: BookedHours, _ unit: SupplyUnit, demand: Int) -> Bool {
    let line = asked[demand].line
    let hub = eligibility.hubOfLine[line]
    return eligibility.mayServe(unit, hub)
      && eligibility.mayServe(wish, unit, hub, task: plan.demand.lines[line].task)
  }

  /// Leaves of free hours what no soft booking holds. What the bookings of a person hold on the days of
  /// one unit may be more than that unit has: it is the person's hours of the cell that they share.
  private mutating func keepUnwished(besides held: [Double]) {
    for (unit, group) in plan.supply.unitsOfGivers.enumerated() where unit == group.lowerBound {
      for cell in 0..<cellCount {
        let asked = group.map { held[$0 * cellCount + cell] }
        guard asked.contains(where: { $0 > 0 }) else { continue }
        let free = group.map { unwished[$0 * cellCount + cell] }
        for (unit, left) in zip(group, UnitHours.free(plannable: free, asked: asked)) {
          unwished[unit * cellCount + cell] = left
        }
      }
    }
  }

  /// Contractors, from the day on which they can be there.
  mutating func addContracts() {
    let asOf = plan.plan.settings.asOf ?? options.today
    let calendar = PlanCalendars(plan.plan).standard
    for (number, pool) in plan.plan.pools.enumerated() {
      let hubs = eligibility.hubs(of: pool.skills, team: nil, person: nil)
      guard !hubs.isEmpty else { continue }
      let first = asOf + (pool.leadTimeDays ?? 0)
      let hours = plan.grid.cells.map { cell in
        cell.days.reduce(0) { sum, day in
          guard day >= first else { return sum }
          return sum + max(0, pool.maxFTE - bought(pool.id, on: day)) * calendar.hours(on: day)
        }
      }
      add(
        .contract, hubs: hubs, served: [],
        pay: pool.cost?.perHour(in: plan.plan.settings) ?? 0, reward: 0,
        AllocationModel.Member(source: number, cells: 0..<cellCount, hours: hours))
    }
  }

  /// What the plan's contracts have taken of a pool already.
  private func bought(_ pool: String, on day: Day) -> Double {
    plan.plan.contracts.reduce(0) {
      $1.pool == pool && $1.days.contains(day) ? $0 + $1.fte : $0
    }
  }

  private func demands(of booking: BookedHours) -> [Int] {
    plan.indexOfProject[booking.project].map { demandsOfProject[$0] } ?? []
  }

  private mutating func add(
    _ kind: AllocationModel.Kind, hubs: [Int], served: [Int], pay: Double, reward: Double,
    _ member: AllocationModel.Member
  ) {
    guard member.hours.contains(where: { $0 > 0 }) else { return }
    let key = Key(kind: kind, hubs: hubs, served: served, rate: pay)
    let index = indexOfKey[key] ?? sources.count
    if index == sources.count {
      indexOfKey[key] = index
      sources.append(AllocationModel.Source(kind: kind, members: []))
      let (cost, rate) = AllocationModel.prices(of: kind, pay: pay)
      problem.supplies.append(PooledTransport.Supply(costPerHour: cost, moneyPerHour: rate))
      problem.supplyHours.append(contentsOf: repeatElement(0, count: cellCount))
      for hub in hubs {
        problem.supplyArcs.append(PooledTransport.Arc(from: Int32(index), to: Int32(hub)))
      }
      for demand in served {
        problem.directArcs.append(
          PooledTransport.DirectArc(
            supply: Int32(index), demand: Int32(demand), cost: -reward, cells: 0..<cellCount,
            limitHours: [Double](repeating: .infinity, count: cellCount)))
      }
    }
    sources[index].members.append(member)
    for (offset, cell) in member.cells.enumerated() {
      problem.supplyHours[index * cellCount + cell] += member.hours[offset]
    }
  }

  func finished() -> AllocationModel {
    AllocationModel(
      plan: plan, shares: shares, problem: problem, sources: sources, asked: asked,
      initiatives: money.initiatives, moneyPeriods: money.periods, frictionAtMost: frictionAtMost,
      eligibility: eligibility)
  }
}

extension CompiledPlan {
  /// What an hour of a unit is paid; nil where that is not known.
  public func rate(of unit: SupplyUnit) -> Double? {
    let cost =
      switch unit.source {
      case .person(let index): plan.people[index].cost
      case .hire(let index): plan.hires[index].cost
      case .contract(let index): plan.filled(plan.contracts[index]).cost
      }
    return cost?.perHour(in: plan.settings)
  }

  /// The same, 0 where it is not known.
  func pay(of unit: SupplyUnit) -> Double { rate(of: unit) ?? 0 }
}
