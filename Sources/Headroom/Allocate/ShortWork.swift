import Optimization
import PlanCompiler
import PlanModel
import WorkCalendar

/// Why a project's work stays undone, in the plan's words.
struct ShortWork: Sendable {
  let allocation: Allocation
  let tally: AllocationTally
  private let cellCount: Int

  init(_ allocation: Allocation, _ tally: AllocationTally) {
    self.allocation = allocation
    self.tally = tally
    cellCount = allocation.model.plan.grid.cells.count
  }

  /// What was found of one project.
  struct Finding: Sendable {
    let cause: Allocate.Cause
    let reason: String
    let skill: String
  }

  /// Why the line with most unserved hours among `lines` is short; nil where none is.
  func finding(of lines: some Sequence<Int>) -> Finding? {
    guard let line = lines.max(by: { tally.shortOfLine[$0] < tally.shortOfLine[$1] }),
      tally.shortOfLine[line] > Allocation.negligibleHours
    else { return nil }
    let plan = allocation.model.plan
    let asked = plan.demand.lines[line]
    let cells = (0..<cellCount).filter {
      tally.shortHours[line * cellCount + $0] > Allocation.negligibleHours
    }
    let able = plan.supply.units.indices.filter { allocation.model.mayServe($0, line: line) }
    let contractors = allocation.model.contractors(forLine: line)
    let (cause, reason) = tell(line, asked, cells, able: able, contractors: contractors)
    return Finding(cause: cause, reason: reason, skill: asked.skill)
  }

  private func tell(
    _ line: Int, _ asked: DemandLine, _ cells: [Int], able: [Int], contractors: [Int]
  ) -> (Allocate.Cause, String) {
    let plan = allocation.model.plan
    let what = described(asked)
    guard !able.isEmpty || !contractors.isEmpty else { return (.nobody, "nobody can do \(what)") }
    let short = tally.shortOfLine[line]
    let price = plan.hourPrices[asked.project]
    let idle = sum(tally.idleHours, able, cells)
    let idleContract = sum(tally.idleContractHours, contractors, cells)
    if idle + idleContract > 0.5 * short, let spent = spentBudget(of: asked.project, in: cells) {
      return (.budget, spent)
    }
    if idleContract > 0.5 * short, let cheapest = contractors.map(rate).min(), cheapest >= price {
      return (
        .rate,
        "its hour is worth \(plain(price, decimals: 0)), a contractor's costs \(plain(cheapest, decimals: 0))"
      )
    }
    return outbid(asked, cells, able: Set(able), price: price, what: what)
  }

  /// Who got the hours of those who could do it.
  private func outbid(
    _ asked: DemandLine, _ cells: [Int], able: Set<Int>, price: Double, what: String
  ) -> (Allocate.Cause, String) {
    let plan = allocation.model.plan
    let isShort = Set(cells)
    var taken: [Int: Double] = [:]
    var booked: [Int: Double] = [:]
    for piece in allocation.pieces where isShort.contains(piece.cell) {
      let project = plan.demand.lines[piece.line].project
      guard piece.kind != .contract, able.contains(piece.source), project != asked.project
      else { continue }
      if piece.kind == .booked {
        booked[project, default: 0] += piece.hours
      } else {
        taken[project, default: 0] += piece.hours
      }
    }
    func most(_ hours: [Int: Double], where holds: (Int) -> Bool) -> Int? {
      hours.filter { holds($0.key) }.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }
    func name(_ project: Int) -> String { plan.demand.projects[project].id }
    let mine = plain(price, decimals: 0)
    if let winner = most(taken, where: { plan.hourPrices[$0] > price * (1 + 1e-9) }) {
      return (
        .outbid,
        "its hour is worth \(mine), \(name(winner))'s \(plain(plan.hourPrices[winner], decimals: 0))"
      )
    }
    if let holder = most(booked, where: { _ in true }) {
      return (.booked, "who can do \(what) is booked on \(name(holder))")
    }
    if let rival = most(taken, where: { _ in true }) {
      return (.scarce, "there are too few hours of \(what) for it and \(name(rival)) together")
    }
    return (.scarce, "there are too few hours of \(what)")
  }

  /// The spent budget of a project's initiative in the short cells, in words; nil where money is left.
  private func spentBudget(of project: Int, in cells: [Int]) -> String? {
    let model = allocation.model
    guard let initiative = model.plan.demand.projects[project].initiative,
      let group = model.initiatives.firstIndex(of: initiative)
    else { return nil }
    for cell in cells {
      let period = Int(model.problem.moneyPeriod[cell])
      let budget = model.available(group: group, period: period, spent: tally.spent)
      let spent = tally.spent[group * model.problem.moneyPeriodCount + period]
      if budget.isFinite, spent >= budget * (1 - 1e-6) - 1e-6 {
        return "the budget of \(initiative) for \(model.moneyPeriods[period].period) is spent"
      }
    }
    return nil
  }

  private func rate(_ pool: Int) -> Double {
    let plan = allocation.model.plan.plan
    return plan.pools[pool].cost?.perHour(in: plan.settings) ?? 0
  }

  private func sum(_ hours: [Double], _ rows: [Int], _ cells: [Int]) -> Double {
    rows.reduce(0) { sum, row in cells.reduce(sum) { $0 + hours[row * cellCount + $1] } }
  }

  private func described(_ line: DemandLine) -> String {
    let team = line.team.map { " in \($0)" } ?? ""
    return switch line.need {
    case .skill(let skill, let level): (level > 1 ? "\(skill):\(level)" : skill) + team
    case .person(let person): "the work of @\(person)"
    }
  }
}
