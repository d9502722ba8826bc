import PlanModel
import TestSupport
import Testing
import WorkCalendar

@testable import PlanCompiler

@Suite("What projects take from one another")
struct ProjectTiesTests {
  /// Sums over weeks of flows that are each exact to 1e-9.
  private static let tolerance = 1e-5

  /// Hours that each project of a plan is served, its dearest work first, by a flow that knows nothing of
  /// classes, hubs or cuts: augmenting paths from lines to people.
  private static func served(_ plan: CompiledPlan, prices: [String: Double]) -> [String: Double] {
    var served: [String: Double] = [:]
    let lines = plan.demand.lines.indices.filter {
      plan.demand.projects[plan.demand.lines[$0].project].status.isConfirmed
    }.sorted {
      let (left, right) = (
        plan.demand.projects[plan.demand.lines[$0].project].id,
        plan.demand.projects[plan.demand.lines[$1].project].id
      )
      return left == right
        ? $0 < $1 : (prices[right] ?? 0, left) < (prices[left] ?? 0, right)
    }
    for cell in plan.grid.cells.indices {
      var flow = PathFlow(plan, cell)
      for line in lines {
        let project = plan.demand.projects[plan.demand.lines[line].project].id
        served[project, default: 0] += flow.serve(line, plan.demand.hours(of: line, in: cell))
      }
    }
    return served
  }

  /// Givers of hours in one cell, each with the lines that it may serve.
  private struct PathFlow {
    var left: [Double]
    let mayServe: [[Bool]]
    /// By giver and line.
    var flow: [[Double]]

    init(_ plan: CompiledPlan, _ cell: Int) {
      left = []
      var mayServe: [[Bool]] = []
      func able(_ unit: SupplyUnit, _ line: DemandLine) -> Bool {
        if let team = line.team, !plan.teams.chain(of: unit.team).contains(team) {
          if case .skill = line.need { return false }
        }
        switch line.need {
        case .person(let id): return unit.id == id && unit.headcount == 1
        case .skill(let skill, let level):
          return unit.skills.contains { $0.skill == skill && $0.level >= level }
        }
      }
      for (index, unit) in plan.supply.units.enumerated() {
        left.append(plan.supply.freeHours[index * plan.supply.cellCount + cell])
        mayServe.append(plan.demand.lines.map { able(unit, $0) })
      }
      for booking in plan.supply.bookings where booking.cells.contains(cell) {
        left.append(booking.held[cell - booking.cells.lowerBound])
        let unit = plan.supply.units[booking.unit]
        mayServe.append(
          plan.demand.lines.map { line in
            guard plan.demand.projects[line.project].id == booking.project else { return false }
            if let task = booking.task, task != line.task { return false }
            guard let skill = booking.skill else { return able(unit, line) }
            if let team = line.team, !plan.teams.chain(of: unit.team).contains(team) {
              return false
            }
            return line.skill == skill
          })
      }
      self.mayServe = mayServe
      flow = mayServe.map { $0.map { _ in 0 } }
    }

    mutating func serve(_ line: Int, _ hours: Double) -> Double {
      var wanted = hours
      while wanted > 1e-9 {
        var seen = Set<Int>()
        let sent = push(to: line, upTo: wanted, &seen)
        guard sent > 1e-9 else { break }
        wanted -= sent
      }
      return hours - wanted
    }

    private mutating func push(to line: Int, upTo amount: Double, _ seen: inout Set<Int>) -> Double
    {
      seen.insert(line)
      for giver in left.indices where mayServe[giver][line] {
        let free = min(amount, left[giver])
        if free > 1e-9 {
          left[giver] -= free
          flow[giver][line] += free
          return free
        }
      }
      for giver in left.indices where mayServe[giver][line] {
        for other in flow[giver].indices where flow[giver][other] > 1e-9 && !seen.contains(other) {
          let moved = push(to: other, upTo: min(amount, flow[giver][other]), &seen)
          guard moved > 1e-9 else { continue }
          flow[giver][other] -= moved
          flow[giver][line] += moved
          return moved
        }
      }
      return 0
    }
  }

  private static func without(_ project: String, _ plan: Plan) -> Plan {
    var plan = plan
    if !plan.projects.contains(where: { $0.id == project }) {
      plan.projects.append(Project(id: project))
    }
    for index in plan.projects.indices where plan.projects[index].id == project {
      plan.projects[index].status = .cancelled
    }
    return plan
  }

  @Test(
    "a project taken out of the plan leaves the others what its tie says",
    arguments: 0..<100)
  func bruteForce(seed: UInt64) async throws {
    let plan = try RandomPlan(seed: seed).plan
    let base = await CompiledPlan(plan)
    let prices = Dictionary(
      uniqueKeysWithValues: zip(base.demand.projects.map(\.id), base.hourPrices))
    let shares = base.shares(tentative: { _ in 0 })
    let ties = try await ShortageModel(base, shares: [shares]).ties(in: base.grid.cells.indices)
    let before = Self.served(base, prices: prices)
    for (index, project) in base.demand.projects.enumerated() {
      let rest = await CompiledPlan(
        Self.without(project.id, plan), horizon: base.grid.horizon)
      let after = Self.served(rest, prices: prices)
      for other in base.demand.projects where other.id != project.id {
        let gain = ties.gains.filter {
          $0.without == index
            && base.demand.projects[base.demand.lines[$0.line].project].id == other.id
        }.reduce(0) { $0 + $1.hours }
        let counted = after[other.id, default: 0] - before[other.id, default: 0]
        #expect(
          abs(gain - counted) < Self.tolerance,
          "without \(project.id), \(other.id): \(gain) against \(counted)")
      }
    }
    for line in base.demand.lines.indices { #expect(ties.shortHours[line] >= 0) }
  }

  @Test("the random plans have ties by priority, and by bookings that hold scarce people")
  func notEmpty() async throws {
    var (byPriority, byBooking) = (0, 0)
    for seed in 0..<100 as Range<UInt64> {
      let plan = await CompiledPlan(try RandomPlan(seed: seed).plan)
      let shares = plan.shares(tentative: { _ in 0 })
      let ties = try await ShortageModel(plan, shares: [shares]).ties(in: plan.grid.cells.indices)
      for gain in ties.gains {
        let gainer = plan.demand.lines[gain.line].project
        if plan.hourPrices[gainer] > plan.hourPrices[gain.without] {
          byBooking += 1
        } else {
          byPriority += 1
        }
      }
    }
    #expect(byPriority > 100 && byBooking > 20, "\(byPriority), \(byBooking)")
  }

  @Test("a project taken out leaves its initiative the money that its tie says", arguments: 0..<100)
  func money(seed: UInt64) async throws {
    var plan = try RandomPlan(seed: seed).plan
    // Each hour price then depends on its own project alone.
    if !plan.projects.contains(where: { $0.id == "j5" }) { plan.projects.append(Project(id: "j5")) }
    for index in plan.projects.indices { plan.projects[index].costOfDelay = 1000 + Double(index) }
    let base = await CompiledPlan(plan)
    func short(_ plan: CompiledPlan) -> [String: Double]? {
      let shares = plan.shares(tentative: { _ in 1 })
      guard let ties = MoneyTies(plan, shares: shares)?.ties(from: .earliest) else { return nil }
      var sums: [String: Double] = [:]
      for (line, hours) in ties.shortHours.enumerated() {
        sums[plan.demand.projects[plan.demand.lines[line].project].id, default: 0] += hours
      }
      return sums
    }
    let before = try #require(short(base))
    let ties = try #require(
      MoneyTies(base, shares: base.shares(tentative: { _ in 1 }))?.ties(from: .earliest))
    for (index, project) in base.demand.projects.enumerated() {
      let rest = await CompiledPlan(Self.without(project.id, plan), horizon: base.grid.horizon)
      let after = try #require(short(rest))
      for other in base.demand.projects where other.id != project.id {
        let gain = ties.gains.filter {
          $0.without == index
            && base.demand.projects[base.demand.lines[$0.line].project].id == other.id
        }.reduce(0) { $0 + $1.hours }
        #expect(
          abs(gain - (before[other.id, default: 0] - after[other.id, default: 0])) < Self.tolerance)
      }
    }
  }

  @Test("of one person the dearer project takes what the cheaper one lacks")
  func knownAnswer() async throws {
    var plan = Plan()
    plan.people = [Person(id: "ann")]
    plan.people[0].skills = [SkillLevel("sql", 3)]
    let monday = try day("2027-03-01")
    for (id, price) in [("dear", 9000.0), ("cheap", 1000)] {
      var project = Project(id: id)
      project.costOfDelay = price
      (project.start, project.finish) = (monday, monday + 4)
      plan.projects.append(project)
      plan.demand.append(
        Demand(project: id, need: .skill("sql", level: 2), amount: .effortHours(30)))
    }
    let compiled = await CompiledPlan(plan)
    let ties = try await ShortageModel(compiled, shares: [[1, 1]])
      .ties(in: compiled.grid.cells.indices)
    // 40 hours: all 30 of the dear one, 10 of the cheap one.
    let gain = try #require(ties.gains.first)
    #expect(ties.gains.count == 1)
    #expect(compiled.demand.projects[gain.without].id == "dear")
    #expect(abs(gain.hours - 20) < Self.tolerance)
  }
}
