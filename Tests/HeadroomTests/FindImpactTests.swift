import Headroom
import Optimization
import PlanCompiler
import PlanModel
import TestSupport
import Testing
import WorkCalendar

/// Four weeks of 40 hours from 2027-03-01; everybody plans all of their time.
private struct FourWeeks {
  var plan = Plan()
  let today: Day
  let days: DayRange

  init() throws {
    today = try day("2027-03-01")
    days = try TestSupport.days("2027-03-01", "2027-03-28")
    plan.settings.asOf = today
    plan.settings.starts = days.first
    plan.settings.ends = days.last
  }

  mutating func addPerson(_ id: String, _ skills: [(String, Int)], pay: Double = 0) {
    var person = Person(id: id)
    person.skills = skills.map { SkillLevel($0.0, $0.1) }
    person.cost = CostRate(amount: pay, per: .hour)
    plan.people.append(person)
  }

  /// A project that asks one skill for the four weeks; an hour of it is worth `price`.
  mutating func addProject(
    _ id: String, _ skill: String, level: Int = 3, fte: Double, price: Double
  ) {
    var project = Project(id: id)
    project.costOfDelay = price * 40 * fte
    plan.projects.append(project)
    var row = Demand(project: id, need: .skill(skill, level: level), amount: .fte(fte))
    (row.from, row.to) = (days.first, days.last)
    plan.demand.append(row)
  }

  mutating func wish(_ person: String, _ project: String) {
    var row = Booking(holder: .person(person), project: project, amount: .percent(1))
    (row.from, row.to, row.firmness) = (days.first, days.last, .soft)
    plan.assignments.append(row)
  }
}

@Suite("Who fits")
struct FindTests {
  private static let tolerance = 1e-3

  /// Ann has half of her time for a, whose hour is worth 100; Bob is dearer, and free.
  private func office() throws -> FourWeeks {
    var office = try FourWeeks()
    office.addPerson("ann", [("data", 3)])
    office.addPerson("bob", [("data", 5)], pay: 100)
    office.addPerson("cia", [("sql", 3)])
    office.addProject("a", "data", fte: 0.5, price: 100)
    return office
  }

  private func find(
    _ office: FourWeeks, _ skill: String, _ level: Int, fte: Double = 1
  ) async throws -> Find.Answer {
    try await Find.answer(
      Find.Request(
        plan: office.plan, today: office.today, skill: SkillLevel(skill, level),
        days: office.days, fte: fte))
  }

  @Test("what lies after the plan's last day is said to be unknown")
  func afterThePlan() async throws {
    let office = try office()
    #expect(try await find(office, "data", 3).unknownFrom == nil)
    for (first, unknown) in [("2027-03-15", "2027-03-29"), ("2027-04-05", "2027-04-05")] {
      let answer = try await Find.answer(
        Find.Request(
          plan: office.plan, today: office.today, skill: SkillLevel("data", 3),
          days: TestSupport.days(first, "2027-04-11")))
      #expect(answer.unknownFrom == (try day(unknown)))
      #expect(
        answer.summary.hasSuffix(
          " The plan knows of no work from \(unknown) on: people look free then."))
    }
  }

  @Test("more than one FTE is nobody's alone: what the closest gives, and what all have free")
  func tooMuchForOne() async throws {
    // 160 hours of Bob, 80 of Ann.
    #expect(
      try await find(office(), "data", 3, fte: 1000).reason == """
        Nobody alone can give 1,000 FTE of data:3, 160,000 h: bob comes closest with 160 h. 2 candidates \
        together have 240 h free.
        """)
  }

  @Test("who is free comes before who would leave other work, whatever they cost")
  func ranked() async throws {
    let answer = try await find(office(), "data", 3)
    #expect(answer.candidates.map(\.id) == ["bob", "ann"])
    #expect(abs(answer.neededHours - 160) < Self.tolerance)
    let (bob, ann) = (answer.candidates[0], answer.candidates[1])
    #expect(abs(bob.freeHours - 160) < Self.tolerance)
    #expect(bob.displaced.isEmpty && bob.handOvers == 0)
    #expect(abs((bob.cost ?? 0) - 16_000) < 1)
    #expect(bob.months.map { ($0.freeFTE ?? 0).rounded() } == [1])
    // Bob can take over the 80 hours that she would leave.
    #expect(abs(ann.freeHours - 80) < Self.tolerance)
    #expect(abs(ann.displacedHours - 80) < Self.tolerance)
    #expect(ann.displacedCost == 0 && ann.displaced.isEmpty && ann.handOvers == 1)
    #expect(answer.reason == nil)
  }

  @Test("where nobody can take over, 80 hours are lost to a, at 100 each")
  func lost() async throws {
    var office = try office()
    office.plan.people.removeAll { $0.id == "bob" }
    let ann = try #require(try await find(office, "data", 3).candidates.first)
    #expect(abs(ann.displacedCost - 8_000) < 1)
    #expect(ann.handOvers == 0 && ann.displaced.map(\.project) == ["a"])
    #expect(ann.displaced.allSatisfy { abs($0.hours - 80) < Self.tolerance })
  }

  @Test("a level that few hold leaves few; one that nobody holds says who comes closest")
  func levels() async throws {
    #expect(try await find(office(), "data", 4).candidates.map(\.id) == ["bob"])
    let nobody = try await find(office(), "sql", 5)
    #expect(nobody.candidates.isEmpty)
    #expect(nobody.reason == "Nobody holds sql:5; the highest level is 3, of cia.")
  }

  @Test("a week of leave is lacking, and puts somebody behind those who can give all")
  func leave() async throws {
    var office = try office()
    office.plan.absences = [
      Absence(
        person: "bob", days: try TestSupport.days("2027-03-08", "2027-03-14"),
        amount: .fraction(1))
    ]
    let answer = try await find(office, "data", 3)
    #expect(answer.candidates.map(\.id) == ["ann", "bob"])
    #expect(abs(answer.candidates[1].missingHours - 40) < Self.tolerance)
  }

  @Test("contractors come after their lead time, without anybody's expense")
  func pools() async throws {
    var office = try office()
    var pool = Pool(id: "ext", maxFTE: 2)
    pool.skills = [SkillLevel("data", 4)]
    pool.leadTimeDays = 14
    pool.cost = CostRate(amount: 90, per: .hour)
    office.plan.pools = [pool]
    let answer = try await find(office, "data", 4, fte: 2)
    let ext = try #require(answer.candidates.first { $0.id == "ext" })
    // Two full-time people in the last two of four weeks.
    #expect(abs(ext.freeHours - 160) < Self.tolerance)
    #expect(abs(ext.missingHours - 160) < Self.tolerance)
  }

  @Test("a skill that the plan does not know is refused with the nearest one")
  func unknown() async throws {
    await #expect(throws: RequestError.self) { _ = try await find(office(), "dat", 3) }
  }
}

@Suite("What breaks when somebody leaves")
struct ImpactTests {
  private static let tolerance = 1e-3

  private func impact(_ office: FourWeeks, from: String) async throws -> Impact.Answer {
    try await Impact.answer(
      Impact.Request(
        plan: office.plan, today: office.today, person: "ann", from: try day(from)))
  }

  @Test("whoever can covers the dearest work and drops the cheapest")
  func covered() async throws {
    var office = try FourWeeks()
    office.addPerson("ann", [("data", 3)])
    office.addPerson("bob", [("data", 3)])
    office.addProject("a", "data", fte: 1, price: 100)
    office.addProject("b", "data", fte: 1, price: 10)
    office.wish("ann", "a")
    office.wish("bob", "b")
    let answer = try await impact(office, from: "2027-03-15")
    #expect(answer.work.map(\.project) == ["a"])
    #expect(abs(answer.work[0].hours - 80) < Self.tolerance)
    // Two weeks of Ann: Bob goes to a, and b loses them.
    #expect(answer.uncovered.map(\.project) == ["b"])
    #expect(abs(answer.uncoveredHours - 80) < Self.tolerance)
    #expect(abs(answer.loss - 800) < 1)
    let move = try #require(answer.moves.first)
    #expect(answer.moves.count == 1)
    #expect(move.person == "bob" && move.from == "b" && move.to == "a")
    #expect(abs(move.hours - 80) < Self.tolerance)
    // 80 hours at 100, less 80 at 10.
    #expect(abs(move.value - 7_200) < 1)
    #expect(answer.singlePoints.isEmpty)
  }

  @Test("what nobody else holds is a single point of failure, and stays undone")
  func alone() async throws {
    var office = try FourWeeks()
    office.addPerson("ann", [("ml", 4)])
    office.addPerson("bob", [("ml", 2)])
    office.addProject("a", "ml", level: 3, fte: 0.5, price: 50)
    let answer = try await impact(office, from: "2027-03-22")
    #expect(answer.singlePoints.map(\.skill) == ["ml"])
    #expect(answer.singlePoints.map(\.level) == [3])
    #expect(abs(answer.singlePoints[0].demandHours - 20) < Self.tolerance)
    #expect(abs(answer.uncoveredHours - 20) < Self.tolerance)
    #expect(abs(answer.loss - 1_000) < 1)
  }

  @Test("whose work others have time for leaves nothing undone")
  func nothing() async throws {
    var office = try FourWeeks()
    office.addPerson("ann", [("data", 3)])
    office.addPerson("bob", [("data", 3)])
    office.addProject("a", "data", fte: 1, price: 100)
    office.wish("ann", "a")
    let answer = try await impact(office, from: "2027-03-01")
    #expect(answer.uncovered.isEmpty)
    #expect(answer.moves.map(\.person) == ["bob"])
    #expect(answer.moves.allSatisfy { $0.from == nil && $0.to == "a" })
  }

  @Test("a dearer colleague covers as far as the budget goes; without it all would be covered")
  func budget() async throws {
    var office = try FourWeeks()
    office.addPerson("ann", [("data", 3)], pay: 10)
    office.addPerson("bob", [("data", 3)], pay: 20)
    office.addProject("a", "data", fte: 1, price: 100)
    office.plan.projects[0].initiative = "i"
    office.plan.budgets = [Budget(initiative: "i", period: nil, amount: 160 * 10)]
    let answer = try await impact(office, from: "2027-03-01")
    #expect(abs(answer.uncoveredHours - 80) < Self.tolerance)
    #expect(answer.moves.map(\.person) == ["bob"])
    #expect(abs(answer.moves[0].hours - 80) < Self.tolerance)
    #expect(answer.hoursWithoutBudgets == 0 && answer.lossWithoutBudgets == 0)
  }

  @Test("a chain within one budget spends what all of its steps spend")
  func chainWithinBudget() async throws {
    var office = try FourWeeks()
    office.addPerson("ann", [("data", 3)], pay: 10)
    office.addPerson("xi", [("data", 3), ("sql", 3)], pay: 60)
    office.addPerson("zed", [("sql", 3)], pay: 100)
    office.addProject("p", "data", fte: 1, price: 100)
    office.addProject("q", "sql", fte: 1, price: 50)
    for index in office.plan.projects.indices { office.plan.projects[index].initiative = "i" }
    office.wish("ann", "p")
    office.wish("xi", "q")
    office.plan.budgets = [Budget(initiative: "i", period: nil, amount: 160 * (10 + 60))]
    let answer = try await impact(office, from: "2027-03-01")
    // An hour of Ann frees 10; that Xi does it and Zed does hers costs 60 and 40 more.
    #expect(answer.uncovered.map(\.project) == ["q"])
    #expect(abs(answer.uncoveredHours - 144) < Self.tolerance)
    let zed = try #require(answer.moves.first { $0.person == "zed" })
    #expect(abs(zed.hours - 16) < Self.tolerance)
  }

  @Test("idle hours of a hard booking take over, and nothing is bought")
  func booked() async throws {
    var office = try FourWeeks()
    office.addPerson("ann", [("data", 3)], pay: 10)
    office.addPerson("xi", [("data", 3)], pay: 60)
    office.addProject("p", "data", fte: 1, price: 100)
    office.wish("ann", "p")
    var row = Booking(holder: .person("xi"), project: "p", amount: .percent(1))
    (row.from, row.to, row.firmness) = (office.days.first, office.days.last, .hard)
    office.plan.assignments.append(row)
    let answer = try await impact(office, from: "2027-03-01")
    #expect(answer.uncovered.isEmpty && answer.bought.isEmpty)
    #expect(answer.moves.map(\.person) == ["xi"])
  }

  @Test("of the week in which somebody leaves only the days without them count")
  func withinWeek() async throws {
    var office = try FourWeeks()
    office.addPerson("ann", [("data", 3)])
    office.addProject("p", "data", fte: 1, price: 100)
    // From a Wednesday on: three days and a week of five.
    let answer = try await impact(office, from: "2027-03-17")
    #expect(abs(answer.work.reduce(0) { $0 + $1.hours } - 64) < Self.tolerance)
    #expect(abs(answer.uncoveredHours - 64) < Self.tolerance)
    #expect(abs(answer.singlePoints[0].demandHours - 64) < Self.tolerance)
  }

  @Test("contractors come in, and what they cost is told")
  func bought() async throws {
    var office = try FourWeeks()
    office.addPerson("ann", [("data", 3)])
    office.addProject("a", "data", fte: 1, price: 100)
    var pool = Pool(id: "ext", maxFTE: 0.25)
    pool.skills = [SkillLevel("data", 3)]
    pool.cost = CostRate(amount: 60, per: .hour)
    office.plan.pools = [pool]
    let answer = try await impact(office, from: "2027-03-01")
    let row = try #require(answer.bought.first)
    #expect(row.kind == .contract && row.id == "ext" && row.project == "a")
    #expect(abs(row.hours - 40) < Self.tolerance && abs((row.cost ?? 0) - 2_400) < 1)
    #expect(abs(answer.uncoveredHours - 120) < Self.tolerance)
    #expect(answer.hoursWithoutBudgets == nil)
  }

  @Test("somebody who is not in the plan is refused")
  func unknown() async throws {
    let office = try FourWeeks()
    await #expect(throws: RequestError.self) { _ = try await impact(office, from: "2027-03-01") }
  }
}

@Suite("What it costs that somebody takes on work")
struct FindCostTests {
  /// Sums of hours that the method of comparison rounds to 2⁻²⁰.
  private static let tolerance = 0.05

  private func office(seed: Int) throws -> FourWeeks {
    var random = SplitMix64(UInt64(seed))
    var office = try FourWeeks()
    let skills = ["data", "sql", "ops"]
    for index in 0..<random.next(in: 3...6) {
      let held = skills.filter { _ in random.next(in: 0...2) > 0 }
      office.addPerson(
        "p\(index)", (held.isEmpty ? ["data"] : held).map { ($0, random.next(in: 1...4)) })
      if random.next(in: 0...3) == 0, let first = office.plan.people.last?.id {
        office.plan.absences.append(
          Absence(
            person: first, days: try days("2027-03-08", "2027-03-12"), amount: .fraction(0.5)))
      }
    }
    for index in 0..<random.next(in: 2...5) {
      office.addProject(
        "q\(index)", skills[random.next(in: 0...2)], level: random.next(in: 1...3),
        fte: Double(random.next(in: 2...15)) / 10, price: Double(random.next(in: 10...200)))
      if random.next(in: 0...3) == 0 {
        office.plan.demand[index].flexible = true
        office.plan.demand[index].maxFTE = 2
      }
    }
    for person in office.plan.people.map(\.id) where random.next(in: 0...1) == 0 {
      office.wish(person, "q\(random.next(in: 0...1))")
    }
    if random.next(in: 0...1) == 0 {
      var pool = Pool(id: "ext", maxFTE: 1)
      pool.skills = [SkillLevel("data", 3)]
      pool.cost = CostRate(amount: 60, per: .hour)
      office.plan.pools = [pool]
    }
    return office
  }

  /// The least cost of the plan, and with work besides that somebody alone may do and that goes first.
  private func cost(_ office: FourWeeks, _ person: String, fte: Double) async throws -> Double {
    var plan = office.plan
    var project = Project(id: "new")
    // An hour of it is worth 10,000.
    project.costOfDelay = 10_000 * 40 * fte
    var row = Demand(project: "new", need: .person(person), amount: .fte(fte))
    (row.from, row.to) = (office.days.first, office.days.last)
    func optimum(_ plan: Plan) async -> (AllocationModel, TransportSolution) {
      let compiled = await CompiledPlan(plan, horizon: office.days)
      let model = AllocationModel(
        compiled, shares: compiled.shares { _ in 1 },
        options: AllocationModel.Options(today: office.today))
      return (model, transportOptimum(model.problem))
    }
    let (_, before) = await optimum(plan)
    plan.projects.append(project)
    plan.demand.append(row)
    let (model, after) = await optimum(plan)
    let short = model.asked.indices.filter {
      model.plan.demand.lines[model.asked[$0].line].skill == "@\(person)"
    }.reduce(0) { $0 + after.shortHours[$1] * model.problem.demands[$1].pricePerHour }
    return after.objective - short - before.objective
  }

  @Test("is what an exact method finds with the work in the plan", arguments: 0..<60)
  func exact(seed: Int) async throws {
    let office = try office(seed: seed)
    let fte = [0.5, 1][seed % 2]
    let answer = try await Find.answer(
      Find.Request(
        plan: office.plan, today: office.today, skill: SkillLevel("data", 1 + seed % 2),
        days: office.days, fte: fte))
    for candidate in answer.candidates where candidate.giver == "person" {
      #expect(candidate.isExact)
      let expected = try await cost(office, candidate.id, fte: fte)
      #expect(abs(candidate.displacedCost - expected) < Self.tolerance, "\(candidate.id)")
      #expect(candidate.displaced.allSatisfy { $0.hours > 0 })
      let lost = candidate.displaced.reduce(0) { $0 + $1.hours }
      #expect(lost <= candidate.displacedHours + Self.tolerance)
    }
  }

  @Test("is nothing where a colleague with time can do what somebody leaves")
  func takenOver() async throws {
    var office = try FourWeeks()
    office.addPerson("ann", [("data", 3), ("sql", 3)])
    office.addPerson("bob", [("data", 3)])
    office.addProject("a", "data", fte: 1, price: 100)
    office.wish("ann", "a")
    let answer = try await Find.answer(
      Find.Request(
        plan: office.plan, today: office.today, skill: SkillLevel("sql", 3), days: office.days))
    let ann = try #require(answer.candidates.first)
    #expect(abs(ann.displacedHours - 160) < Self.tolerance && ann.displaced.isEmpty)
    // 160 softly booked hours move, at a twentieth of 100 each.
    #expect(abs(ann.displacedCost - 800) < Self.tolerance)
    #expect(ann.handOvers == 1)
    #expect(answer.summary.contains("work that others take over"))
  }
}
