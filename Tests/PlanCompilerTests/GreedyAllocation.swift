import PlanCompiler
import PlanModel
import WorkCalendar

/// A valid allocation of a compiled plan: whoever comes first takes the first line that they may serve.
struct GreedyAllocation {
  private(set) var rows: [AllocationRow] = []
  private let plan: CompiledPlan
  private let shares: [Double]
  private let cellCount: Int
  /// By line and cell what is still asked there.
  private var rigid: [Double]
  /// For each flexible row what is still asked in all, and in each of its cells at most.
  private var flexible: [(row: FlexibleDemand, total: Double, limits: [Double])] = []
  /// By initiative and month what may still be spent.
  private var money: [String: [Period: Double]] = [:]
  private var free: [Double]
  private var shortage = 0.0
  private var staffing = 0.0
  private var friction = 0.0

  var objective: AllocationObjective {
    AllocationObjective(shortage: shortage, staffing: staffing, friction: friction)
  }

  /// Allocates cell by cell: bookings, wishes, free hours, overtime, contractors.
  init(_ plan: CompiledPlan, shares: [Double], stability: Double) {
    self.plan = plan
    self.shares = shares
    cellCount = plan.grid.cells.count
    rigid = plan.demand.hours
    free = plan.supply.freeHours
    askForWork()
    for budget in plan.plan.budgets {
      guard let month = budget.period else { continue }
      money[budget.initiative, default: [:]][month, default: 0] += budget.amount
    }
    let able = plan.supply.units.map { unit in lines { mayServe($0, unit) } }
    for cell in 0..<cellCount {
      for booking in plan.supply.bookings where booking.cells.contains(cell) {
        let unit = plan.supply.units[booking.unit]
        give(
          .booked, booking.unit, cell, upTo: booking.held[cell - booking.cells.lowerBound],
          to: lines { serves($0, booking, unit) })
      }
      grantWishes(cell, stability)
      for unit in able.indices {
        let place = unit * cellCount + cell
        give(.free, unit, cell, upTo: free[place], to: able[unit])
        guard !plan.supply.overtimeHours.isEmpty else { continue }
        give(.overtime, unit, cell, upTo: plan.supply.overtimeHours[place], to: able[unit])
      }
      hire(in: cell)
      carryOver(cell)
    }
  }

  private func lines(_ fits: (Int) -> Bool) -> [Int] { plan.demand.lines.indices.filter(fits) }

  private mutating func askForWork() {
    for row in plan.demand.flexible {
      let share = shares[plan.demand.lines[row.line].project]
      for (offset, cell) in row.cells.enumerated() {
        rigid[row.line * cellCount + cell] -= row.profileHours[offset]
      }
      flexible.append(
        (row, share * row.profileHours.reduce(0, +), row.limitHours.map { share * $0 }))
    }
    for (line, asked) in plan.demand.lines.enumerated() {
      for place in line * cellCount..<(line + 1) * cellCount {
        rigid[place] = max(0, rigid[place]) * shares[asked.project]
        shortage +=
          plan.hourPrices[asked.project] * shares[asked.project] * plan.demand.hours[place]
      }
    }
  }

  private mutating func grantWishes(_ cell: Int, _ stability: Double) {
    for wish in plan.supply.wishes where wish.cells.contains(cell) {
      let unit = plan.supply.units[wish.unit]
      let lines = plan.demand.lines.indices.filter {
        let line = plan.demand.lines[$0]
        return shares[line.project] > 0 && mayServe($0, unit) && serves($0, wish, unit)
      }
      guard let project = lines.first.map({ plan.demand.lines[$0].project }) else { continue }
      let price = stability * plan.hourPrices[project]
      let held = wish.held[cell - wish.cells.lowerBound]
      let given = give(.wished, wish.unit, cell, upTo: held, to: lines)
      free[wish.unit * cellCount + cell] -= given
      friction += price * (held - given)
    }
  }

  private mutating func hire(in cell: Int) {
    let calendar = PlanCalendars(plan.plan).standard
    for pool in plan.plan.pools {
      let first = (plan.plan.settings.asOf ?? .earliest) + (pool.leadTimeDays ?? 0)
      var hours = 0.0
      for day in plan.grid.cells[cell].days where day >= first {
        hours += pool.maxFTE * calendar.hours(on: day)
      }
      let able = lines { line in
        guard plan.demand.lines[line].team == nil,
          case .skill(let skill, let level) = plan.demand.lines[line].need
        else { return false }
        return pool.skills.contains { $0.skill == skill && $0.level >= level }
      }
      give(.contract, .pool(pool.id), rate: rate(pool.cost), cell, upTo: hours, to: able)
    }
  }

  // MARK: Who may serve what

  private func isIn(_ team: String?, _ unit: SupplyUnit) -> Bool {
    team.map { plan.teams.contains($0, member: unit.team) } ?? true
  }

  private func mayServe(_ line: Int, _ unit: SupplyUnit) -> Bool {
    let line = plan.demand.lines[line]
    switch line.need {
    case .person(let person): return unit.id == person
    case .skill(let skill, let level):
      return (unit.level(of: skill) ?? 0) >= level && isIn(line.team, unit)
    }
  }

  private func serves(_ line: Int, _ booking: BookedHours, _ unit: SupplyUnit) -> Bool {
    let asked = plan.demand.lines[line]
    guard plan.demand.projects[asked.project].id == booking.project,
      booking.task == nil || booking.task == asked.task
    else { return false }
    guard let skill = booking.skill else { return mayServe(line, unit) }
    return asked.skill == skill && isIn(asked.team, unit)
  }

  // MARK: Giving

  private func rate(_ cost: CostRate?) -> Double { cost?.perHour(in: plan.plan.settings) ?? 0 }

  @discardableResult
  private mutating func give(
    _ kind: AllocationModel.Kind, _ unit: Int, _ cell: Int, upTo hours: Double,
    to lines: [Int]
  ) -> Double {
    let unit = plan.supply.units[unit]
    switch unit.source {
    case .person(let index):
      let pay = rate(plan.plan.people[index].cost)
      return give(kind, .person(unit.id), rate: pay, cell, upTo: hours, to: lines)
    case .hire(let index):
      let pay = rate(plan.plan.hires[index].cost)
      return give(kind, .hire(unit.id), rate: pay, cell, upTo: hours, to: lines)
    case .contract(let index):
      let pay = rate(plan.plan.contracts[index].cost)
      return give(kind, .contract(unit.id), rate: pay, cell, upTo: hours, to: lines)
    }
  }

  @discardableResult
  private mutating func give(
    _ kind: AllocationModel.Kind, _ giver: AllocationRow.Giver, rate: Double, _ cell: Int,
    upTo hours: Double, to lines: [Int]
  ) -> Double {
    let (cost, money) =
      switch kind {
      case .free, .booked, .wished: (rate * 0.001, rate)
      case .overtime: (rate * 1.5, rate * 1.5)
      case .contract: (rate, rate)
      }
    var left = hours
    for line in lines where left > 0.01 {
      let given = take(line, cell, left, money)
      // What rounding leaves of a demand is no row.
      guard given > 1e-6 else { continue }
      left -= given
      staffing += cost * given
      let asked = plan.demand.lines[line]
      shortage -= plan.hourPrices[asked.project] * given
      rows.append(
        AllocationRow(
          giver: giver, kind: kind, project: plan.demand.projects[asked.project].id,
          task: asked.task, need: asked.need, team: asked.team, days: plan.grid.cells[cell],
          hours: given))
    }
    return hours - left
  }

  /// Takes hours for a line where it still asks for them and its initiative can pay them.
  private mutating func take(_ line: Int, _ cell: Int, _ hours: Double, _ rate: Double) -> Double {
    let initiative = plan.demand.projects[plan.demand.lines[line].project].initiative
    let month = Period(of: plan.grid.cells[cell].first, grain: .month, in: .calendarYear)
    var left = hours
    if let initiative, rate > 0, let amount = money[initiative]?[month] {
      left = min(left, amount / rate)
    }
    let most = left
    let place = line * cellCount + cell
    let here = min(left, rigid[place])
    rigid[place] -= here
    left -= here
    for index in flexible.indices
    where flexible[index].row.line == line && flexible[index].row.cells.contains(cell) {
      let offset = cell - flexible[index].row.cells.lowerBound
      let part = min(left, flexible[index].total, flexible[index].limits[offset])
      flexible[index].total -= part
      flexible[index].limits[offset] -= part
      left -= part
    }
    if let initiative { money[initiative]?[month]? -= (most - left) * rate }
    return most - left
  }

  /// What an initiative leaves of a month is its next month's, where it carries over.
  private mutating func carryOver(_ cell: Int) {
    guard cell + 1 < cellCount else { return }
    let (now, next) = (plan.grid.cells[cell].first, plan.grid.cells[cell + 1].first)
    let month = Period(of: now, grain: .month, in: .calendarYear)
    let following = Period(of: next, grain: .month, in: .calendarYear)
    guard month != following else { return }
    for initiative in Set(plan.plan.budgets.filter(\.carryOver).map(\.initiative)) {
      let kept = money[initiative]?[month] ?? 0
      money[initiative]?[following]? += kept
    }
  }
}
