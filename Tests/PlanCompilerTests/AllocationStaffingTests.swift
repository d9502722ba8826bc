import Optimization
import PlanCompiler
import PlanModel
import TestSupport
import Testing
import WorkCalendar

@Suite("An optimum handed to people")
struct AllocationStaffingTests {
  /// Sums of a few hundred hours that are rounded to 2⁻²⁰ hours.
  private static let tolerance = 1e-3

  /// The allocation of a plan, by an exact method of the tests' own.
  private func allocation(
    _ plan: Plan, options: Allocation.Staffing = Allocation.Staffing()
  ) async throws -> Allocation {
    let compiled = await CompiledPlan(plan)
    let model = AllocationModel(
      compiled, shares: compiled.shares { _ in 1 },
      options: AllocationModel.Options(today: try day("2027-03-01")))
    return Allocation(transportOptimum(model.problem), of: model).staffed(options)
  }

  private func person(_ id: String, _ skills: [(String, Int)], team: String? = nil) -> Person {
    var person = Person(id: id)
    person.skills = skills.map { SkillLevel($0.0, $0.1) }
    person.team = team
    return person
  }

  private func demand(
    _ project: String, _ skill: String, level: Int = 1, fte: Double,
    from: String = "2027-03-01", to: String = "2027-04-25"
  ) throws -> Demand {
    var row = Demand(project: project, need: .skill(skill, level: level), amount: .fte(fte))
    row.from = try day(from)
    row.to = try day(to)
    return row
  }

  /// Who gives hours to each project, by cell.
  private func givers(_ allocation: Allocation) -> [String: [Set<String>]] {
    let plan = allocation.model.plan
    var result: [String: [Set<String>]] = [:]
    for piece in allocation.pieces {
      let project = plan.demand.projects[plan.demand.lines[piece.line].project].id
      result[project, default: Array(repeating: [], count: plan.grid.cells.count)][piece.cell]
        .insert(plan.supply.units[piece.source].id)
    }
    return result
  }

  @Test("work of a level goes to people of that level, though seniors cost the same")
  func levels() async throws {
    var plan = Plan()
    plan.people = [person("junior", [("sql", 1)]), person("senior", [("sql", 3)])]
    plan.demand = [
      try demand("a", "sql", level: 1, fte: 0.8), try demand("b", "sql", level: 3, fte: 0.1),
    ]
    let givers = givers(try await allocation(plan))
    #expect(givers["a"]?.allSatisfy { $0 == ["junior"] } == true)
    #expect(givers["b"]?.allSatisfy { $0 == ["senior"] } == true)
  }

  @Test("equal people keep their lines: there is no hand-over, and each has one line a week")
  func memory() async throws {
    var plan = Plan()
    plan.people = (0..<6).map { person("p\($0)", [("sql", 3)]) }
    plan.demand = try (0..<6).map { try demand("q\($0)", "sql", fte: 0.75) }
    let measures = try await allocation(plan).measures()
    #expect(measures.handOvers == 0)
    #expect(measures.linesPerPersonWeek == 1)
    #expect(measures.smallAssignments == 0)
  }

  @Test("after a week of leave people come back to their lines")
  func leave() async throws {
    var plan = Plan()
    plan.people = (0..<3).map { person("p\($0)", [("sql", 3)]) }
    plan.demand = try (0..<2).map { try demand("q\($0)", "sql", fte: 1) }
    let before = givers(try await allocation(plan))
    let away = try #require(before["q0"]?[0].first)
    let week = try days("2027-03-15", "2027-03-21")
    plan.absences = [Absence(person: away, days: week, amount: .fraction(1))]
    let allocation = try await allocation(plan)
    let weeks = try #require(givers(allocation)["q0"])
    #expect(weeks[2] != [away])
    #expect(weeks.indices.allSatisfy { $0 == 2 || weeks[$0] == [away] })
    // Somebody stands in, and goes.
    #expect(allocation.measures().handOvers == 1)
  }

  @Test("hard bookings stay with those who are booked, soft ones where they cost nothing")
  func bookings() async throws {
    var plan = Plan()
    plan.people = (0..<4).map { person("p\($0)", [("sql", 3)]) }
    plan.demand = try (0..<4).map { try demand("q\($0)", "sql", fte: 1) }
    for (index, firmness) in [(3, Booking.Firmness.hard), (2, .soft)] {
      var row = Booking(holder: .person("p\(index)"), project: "q\(3 - index)", amount: .percent(1))
      row.from = try day("2027-03-01")
      row.to = try day("2027-04-25")
      row.firmness = firmness
      plan.assignments.append(row)
    }
    let allocation = try await allocation(plan)
    #expect(givers(allocation)["q0"]?.allSatisfy { $0 == ["p3"] } == true)
    #expect(givers(allocation)["q1"]?.allSatisfy { $0 == ["p2"] } == true)
    #expect(allocation.objective.friction < Self.tolerance)
  }

  @Test("the project's own team goes first where others cost the same")
  func teams() async throws {
    var plan = Plan()
    plan.teams = [Team(id: "red"), Team(id: "blue")]
    plan.people = [
      person("p0", [("sql", 3)], team: "red"), person("p1", [("sql", 3)], team: "blue"),
      person("p2", [("data", 3)], team: "blue"),
    ]
    plan.demand = [try demand("q", "sql", fte: 0.5), try demand("q", "data", fte: 0.5)]
    var row = Booking(holder: .person("p2"), project: "q", amount: .percent(0.5))
    row.from = try day("2027-03-01")
    row.to = try day("2027-04-25")
    plan.assignments = [row]
    let givers = givers(try await allocation(plan))
    #expect(givers["q"]?.allSatisfy { $0 == ["p1", "p2"] } == true)
  }

  /// Plans with leave, part-time, rates, levels, teams and bookings.
  private func random(_ seed: Int) throws -> Plan {
    var random = SplitMix64(UInt64(seed))
    let skills = ["sql", "ml", "ops"]
    var plan = Plan()
    plan.teams = [Team(id: "red"), Team(id: "blue")]
    plan.people = (0..<random.next(in: 2...9)).map { index in
      var row = person(
        "p\(index)",
        skills.filter { _ in random.next(in: 0...1) == 0 }.map { ($0, random.next(in: 1...3)) },
        team: random.next(in: 0...2) == 0 ? "red" : "blue")
      row.fte = [0.5, 0.8, 1, 1][random.next(in: 0...3)]
      row.cost =
        [nil, CostRate(amount: 50, per: .hour), CostRate(amount: 80, per: .hour)][
          random.next(in: 0...2)]
      if random.next(in: 0...3) == 0 { row.maxOvertimeHours = 4 }
      return row
    }
    for index in plan.people.indices where random.next(in: 0...1) == 0 {
      let first = try day("2027-03-01") + random.next(in: 0...40)
      if let days = DayRange(first, first + random.next(in: 0...9)) {
        plan.absences.append(
          Absence(
            person: "p\(index)", days: days,
            amount: .fraction(random.next(in: 0...1) == 0 ? 1 : 0.5)))
      }
    }
    for index in 0..<random.next(in: 1...7) {
      plan.demand.append(
        try demand(
          "q\(index % 4)", skills[random.next(in: 0...2)], level: random.next(in: 1...3),
          fte: Double(random.next(in: 1...30)) / 10))
      if random.next(in: 0...2) == 0 {
        plan.demand[index].flexible = true
        plan.demand[index].maxFTE = 2
      }
    }
    for index in plan.people.indices where random.next(in: 0...1) == 0 {
      var row = Booking(
        holder: .person("p\(index)"), project: "q\(random.next(in: 0...3))",
        amount: .percent(Double(random.next(in: 1...4)) / 4))
      row.from = try day("2027-03-08")
      row.to = try day("2027-04-04")
      row.firmness = random.next(in: 0...1) == 0 ? .soft : .hard
      plan.assignments.append(row)
    }
    return plan
  }

  @Test("random plans: nobody gives more than they have, and the cost is that of the optimum")
  func limits() async throws {
    for seed in 0..<100 {
      let allocation = try await allocation(random(seed))
      let model = allocation.model
      let supply = model.plan.supply
      let cells = model.plan.grid.cells.count
      var given: [Int: Double] = [:]
      var overtime: [Int: Double] = [:]
      for piece in allocation.pieces {
        let entry = piece.source * cells + piece.cell
        #expect(piece.hours > 0)
        if piece.kind == .overtime {
          overtime[entry, default: 0] += piece.hours
        } else {
          given[entry, default: 0] += piece.hours
        }
      }
      // Free hours of several kinds are added up in floating point.
      for (entry, hours) in given { #expect(hours <= supply.plannableHours[entry] + 1e-9) }
      for (entry, hours) in overtime { #expect(hours <= supply.overtimeHours[entry] + 1e-9) }
      let expected = allocation.solution.objective + model.frictionAtMost
      #expect(abs(allocation.objective.total - expected) <= 1e-7 * (1 + abs(expected)))
      let total = allocation.pieces.reduce(0) { $0 + $1.hours }
      let used = allocation.solution.uses.reduce(0) { $0 + $1.hours }
      #expect(abs(total - used) < Self.tolerance)
    }
  }
}
