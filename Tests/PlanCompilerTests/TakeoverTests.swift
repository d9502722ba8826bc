import Optimization
import PlanCompiler
import PlanModel
import TestSupport
import Testing
import WorkCalendar

@Suite("Who takes over when somebody's hours are withdrawn")
struct TakeoverTests {
  /// Sums of some hundred hours that the method of comparison rounds to 2⁻²⁰.
  private static let tolerance = 0.05
  private static let stability = 0.05

  /// A plan, its optimum handed to people, and somebody who leaves.
  private struct Office {
    var plan: Plan
    let allocation: Allocation
    let leaver: String
    let last: Day

    /// - Parameter budgets: whether money is limited.
    init(seed: Int, budgets: Bool) async throws {
      plan = try RandomPlan(seed: UInt64(seed), times: seed % 4 == 0 ? 2 : 1).plan
      if !budgets {
        plan.budgets = []
        // A booking of a week is spread over its days; whoever changes in between is two.
        plan.trainings = []
        plan.moves = []
      }
      leaver = "p\(seed % 8)"
      let leaver = leaver
      // What the leaver's own bookings ask would leave with them, and so would a least number of people.
      plan.assignments.removeAll {
        $0.holder == .person(leaver) || (!budgets && $0.firmness == .soft)
      }
      // Everybody is there on the day.
      for index in plan.people.indices { plan.people[index].start = nil }
      for index in plan.demand.indices { plan.demand[index].minFTE = nil }
      // The end of a week: within one, which of their bookings is cut short is a matter of taste.
      last = try day("2027-02-28") + 7 * (1 + seed % 5)
      allocation = try await Self.optimum(plan, budgets: budgets)
    }

    /// An optimum, by an exact method of the tests' own where no budget is in the way.
    static func optimum(_ plan: Plan, budgets: Bool) async throws -> Allocation {
      let compiled = await CompiledPlan(plan)
      let model = AllocationModel(
        compiled, shares: compiled.shares { _ in 1 },
        options: AllocationModel.Options(today: try day("2027-02-22")))
      if budgets { return try await AllocationSolver.solve(model).staffed().allocation }
      return Allocation(transportOptimum(model.problem), of: model).staffed()
    }

    /// The plan without the leaver, with everybody else softly booked where they are.
    func planAfter() throws -> Plan {
      var after = plan
      after.assignments.removeAll { $0.firmness == .soft && $0.holder != .placeholder }
      for row in allocation.rows where row.kind == .free || row.kind == .wished {
        guard case .person(let person) = row.giver else { continue }
        var booking = Booking(
          holder: .person(person), project: row.project, amount: .hours(row.hours))
        let skill: String =
          switch row.need {
          case .skill(let skill, _): skill
          case .person(let person): "@" + person
          }
        (booking.skill, booking.firmness) = (skill, .soft)
        (booking.from, booking.to) = (row.days.first, row.days.last)
        after.assignments.append(booking)
      }
      _ = try Change.release(Change.Release(.person(leaver), on: last)).apply(
        to: &after, today: try day("2027-02-22"))
      return after
    }

    /// The takeover, with the leaver's hours as they are in the plan without them.
    func takeover(_ after: CompiledPlan) -> Takeover {
      var left = Takeover.HoursLeft(of: leaver, in: after.supply)
      var takeover = Takeover(allocation, stability: TakeoverTests.stability)
      let units = allocation.model.plan.supply.units
      for unit in units.indices where units[unit].id == leaver {
        takeover.withdraw(unit: unit, leaving: &left)
      }
      return takeover
    }

    /// What all costs after a takeover: shortage, hours that cost, and soft bookings that were left.
    func cost(_ takeover: Takeover) -> Double {
      let plan = allocation.model.plan
      let prices = plan.hourPrices
      var cost = 0.0
      for row in takeover.rows { cost += hourCost(row) * row.hours }
      for (line, hours) in takeover.undoneHours.enumerated() {
        cost += hours * prices[plan.demand.lines[line].project]
      }
      cost += allocation.objective.shortage
      struct Seat: Hashable {
        var person: Int
        var cell: Int
        var project: Int
        var skill: String
      }
      var left: [Seat: Double] = [:]
      for change in takeover.changes where change.kind == .free {
        guard case .person(let person) = plan.supply.units[change.source].source,
          plan.supply.units[change.source].id != leaver
        else { continue }
        let line = plan.demand.lines[change.line]
        left[
          Seat(
            person: person, cell: change.cell, project: line.project, skill: line.skill), default: 0
        ] -= change.hours
      }
      for (seat, hours) in left {
        cost += TakeoverTests.stability * prices[seat.project] * max(0, hours)
      }
      return cost
    }

    private func hourCost(_ row: AllocationRow) -> Double {
      let plan = allocation.model.plan
      let pay: Double? =
        switch row.giver {
        case .pool(let id):
          plan.plan.pools.first { $0.id == id }?.cost?.perHour(
            in: plan.plan.settings)
        case .person(let id), .hire(let id), .contract(let id):
          plan.supply.units.first { $0.id == id }.flatMap { plan.rate(of: $0) }
        }
      switch row.kind {
      case .free, .booked, .wished: return 0.001 * (pay ?? 0)
      case .overtime: return 1.5 * (pay ?? 0)
      case .contract: return pay ?? 0
      }
    }
  }

  @Test(
    "costs what the optimum of the plan without them costs, everybody booked on their projects",
    arguments: 0..<100)
  func exact(seed: Int) async throws {
    let office = try await Office(seed: seed, budgets: false)
    let plan = try office.planAfter()
    let after = await CompiledPlan(plan, horizon: office.allocation.model.plan.grid.horizon)
    let model = AllocationModel(
      after, shares: after.shares { _ in 1 },
      options: AllocationModel.Options(today: try day("2027-02-22")))
    let optimum = transportOptimum(model.problem)
    let cost = office.cost(office.takeover(after))
    #expect(abs(cost - (optimum.objective + model.frictionAtMost)) < Self.tolerance)
  }

  @Test("keeps everybody's hours, skills, dates and budgets", arguments: 0..<100)
  func valid(seed: Int) async throws {
    let office = try await Office(seed: seed, budgets: true)
    var released = office.plan
    _ = try Change.release(Change.Release(.person(office.leaver), on: office.last)).apply(
      to: &released, today: try day("2027-02-22"))
    let horizon = office.allocation.model.plan.grid.horizon
    let takeover = office.takeover(await CompiledPlan(released, horizon: horizon))
    let verifier = AllocationVerifier(
      plan: released, basis: { _ in 1 }, today: try day("2027-02-22"), horizon: horizon)
    let report = verifier.findings(rows: takeover.rows, claimed: nil)
    #expect(report.violations.map(\.description) == [])
    // Nothing else is undone than what the rows leave undone.
    let served = takeover.rows.reduce(0) { $0 + $1.hours }
    let before = office.allocation.pieces.reduce(0) { $0 + $1.hours }
    #expect(abs(before - takeover.undoneHours.reduce(0, +) - served) < Self.tolerance)
  }

  @Test("a claim costs no less than the optimum with it, and hard bookings stay", arguments: 0..<40)
  func claims(seed: Int) async throws {
    let office = try await Office(seed: seed, budgets: false)
    let model = office.allocation.model
    let (plan, cells) = (model.plan, model.plan.grid.cells.count)
    for unit in plan.supply.units.indices where plan.supply.units[unit].id == office.leaver {
      let free = Array(plan.supply.freeHours[unit * cells..<(unit + 1) * cells])
      let claim = Claim(units: [unit], hours: free.map { $0 / 2 })
      let chains = Takeover(office.allocation, stability: 0).cost(of: claim)
      let optimum = try #require(
        try await model.cost(of: claim, beside: office.allocation.solution))
      // Nothing is softly booked, so that both count the same.
      #expect(chains.money >= optimum.money - Self.tolerance)
      #expect(chains.money <= optimum.money + Self.tolerance)
      #expect(chains.lostHours.allSatisfy { $0 >= 0 })
    }
  }
}
