import Headroom
import PlanModel
import TestSupport
import Testing
import WorkCalendar

/// Ann and Bob hold data and have 40 hours a week; a takes both until 2027-03-28, one of them for four
/// more weeks, and nothing after that. The plan ends on 2027-06-27.
private struct Office {
  var plan = Plan()
  let today: Day

  init() throws {
    today = try day("2027-03-01")
    plan.settings.asOf = today
    plan.settings.starts = today
    plan.settings.ends = try day("2027-06-27")
    for id in ["ann", "bob"] {
      var person = Person(id: id)
      person.skills = [SkillLevel("data", 3)]
      person.cost = CostRate(amount: 50, per: .hour)
      plan.people.append(person)
    }
    var project = Project(id: "a")
    project.costOfDelay = 8000
    plan.projects.append(project)
    try demand(2, "2027-03-01", "2027-03-28")
    try demand(1, "2027-03-29", "2027-04-25")
  }

  private mutating func demand(_ fte: Double, _ from: String, _ to: String) throws {
    var row = Demand(project: "a", need: .skill("data", level: 3), amount: .fte(fte))
    (row.from, row.to) = (try day(from), try day(to))
    plan.demand.append(row)
  }

  /// Four weeks of data from 2027-03-01 on.
  func pitch(fte: Double, _ change: (inout Pitch) -> Void = { _ in }) throws -> Pitch {
    var project = Project(id: "new")
    (project.start, project.finish) = (try day("2027-03-01"), try day("2027-03-28"))
    project.costOfDelay = 1000
    let row = Demand(project: "new", need: .skill("data", level: 3), amount: .fte(fte))
    var pitch = Pitch(project: project, demand: [row])
    change(&pitch)
    return pitch
  }

  func answer(_ pitch: Pitch) async throws -> Intake.Answer {
    try await Intake.answer(Intake.Request(plan: plan, today: today, pitch: pitch))
  }
}

@Suite("Intake: can we take this on")
struct IntakeTests {
  private static let tolerance = 1e-6

  @Test(
    "work starts in the first week in which free people can do all of it",
    arguments: [(1.0, "2027-03-29", "2027-04-25"), (2.0, "2027-04-26", "2027-05-23")])
  func earliest(fte: Double, start: String, finish: String) async throws {
    let office = try Office()
    let answer = try await office.answer(try office.pitch(fte: fte))
    let earliest = try #require(answer.earliest)
    #expect(earliest.start == (try day(start)))
    #expect(earliest.finish == (try day(finish)))
    #expect(!answer.asked.fits)
    // Four weeks at 40 hours; a leaves nothing of them.
    #expect(abs(answer.asked.addedShortHours - 160 * fte) < Self.tolerance)
    #expect(abs(answer.hours - 160 * fte) < Self.tolerance)
    #expect(abs(try #require(answer.cost) - 160 * fte * 50) < Self.tolerance)
  }

  @Test("every start is held against the plan with the work in it")
  func starts() async throws {
    let office = try Office()
    let answer = try await office.answer(try office.pitch(fte: 2))
    // Weeks 1 to 4 lack both people, weeks 5 to 8 one.
    let lacks = [0, 1, 2, 3, 4, 5, 6, 7, 8].map { week in
      (week..<week + 4).reduce(0.0) { $0 + ($1 < 4 ? 80 : $1 < 8 ? 40 : 0) }
    }
    for (start, lack) in zip(answer.starts, lacks) {
      #expect(abs(start.addedShortHours - lack) < Self.tolerance)
      #expect(start.fits == (lack == 0))
    }
    #expect(answer.starts.count == 14)
  }

  @Test("work that must start as asked takes its hours from others at their hour price")
  func displaced() async throws {
    let office = try Office()
    let answer = try await office.answer(try office.pitch(fte: 1))
    let lost = try #require(answer.displaced.first)
    #expect(answer.displaced.count == 1 && lost.project == "a")
    #expect(abs(lost.hours - 160) < Self.tolerance)
    // 480 hours in 8 weeks are 60 a week, worth 8000.
    #expect(abs(lost.hourPrice - 8000.0 / 60) < Self.tolerance)
    #expect(abs(answer.displacedCost - 160 * 8000.0 / 60) < 1e-4)
    #expect(answer.lacking.map(\.skill) == ["data"])
  }

  @Test("a later start costs its cost of delay, week by week")
  func later() async throws {
    let office = try Office()
    let answer = try await office.answer(try office.pitch(fte: 1))
    let later = try #require(answer.ways.first { $0.kind == .later })
    #expect(try #require(later.cost) == 4000)
    #expect(later.start == (try day("2027-03-29")))
    let costs = answer.ways.compactMap(\.cost)
    #expect(costs == costs.sorted())
  }

  @Test(
    "other work waits as many weeks as it must, and no more",
    arguments: [("2027-03-07", 1), ("2027-03-21", 3), ("2027-04-11", 6), ("2027-05-09", 10)])
  func fewestWeeks(finish: String, weeks: Int) async throws {
    var office = try Office()
    office.plan.demand.removeLast()
    office.plan.projects[0].costOfDelay = 10
    let end = try day(finish)
    let answer = try await office.answer(try office.pitch(fte: 2) { $0.project.finish = end })
    let wait = try #require(answer.ways.first { $0.kind == .wait })
    #expect(wait.changes == ["delay: { project: \"a\", by: \(weeks) weeks }"])
    #expect(wait.cost == Double(10 * weeks))
  }

  @Test("of work that half fits half can be done, at the value of the other half")
  func smaller() async throws {
    var office = try Office()
    office.plan.demand[0].amount = .fte(1.5)
    let pitch = try office.pitch(fte: 1) { $0.project.value = 10_000 }
    let answer = try await office.answer(pitch)
    let smaller = try #require(answer.ways.first { $0.kind == .smaller })
    #expect(abs(try #require(smaller.cost) - 5000) < Self.tolerance)
    #expect(smaller.start == (try day("2027-03-01")))
  }

  @Test("contractors make room where they are bought in time, and leave other shortage alone")
  func bought() async throws {
    var office = try Office()
    // A shortage of the plan's own: a lawyer would lessen it, and helps the pitch nothing.
    var row = Demand(project: "a", need: .skill("law", level: 3), amount: .fte(1))
    (row.from, row.to) = (try day("2027-03-01"), try day("2027-03-28"))
    office.plan.demand.append(row)
    var pool = Pool(id: "agency", maxFTE: 3)
    pool.skills = [SkillLevel("data", 3)]
    pool.cost = CostRate(amount: 1, per: .hour)
    office.plan.pools = [pool]
    let answer = try await office.answer(try office.pitch(fte: 1))
    let way = try #require(answer.ways.first { $0.kind == .buy })
    #expect(way.changes.count == 1 && way.changes[0].contains("agency"))
    #expect(way.start == (try day("2027-03-01")))
  }

  @Test("what fits as asked displaces nobody and needs no way out")
  func fits() async throws {
    var office = try Office()
    office.plan.demand.removeFirst()
    let answer = try await office.answer(try office.pitch(fte: 2))
    #expect(answer.asked.fits && answer.earliest == answer.asked)
    #expect(answer.displaced.isEmpty && answer.lacking.isEmpty && answer.ways.isEmpty)
    #expect(answer.roles.count == 1 && answer.roles[0].candidates.count == 2)
  }

  @Test("a skill that nobody holds fits in no week")
  func never() async throws {
    let office = try Office()
    let pitch = try office.pitch(fte: 1) { $0.demand[0].need = .skill("law", level: 3) }
    let answer = try await office.answer(pitch)
    #expect(answer.earliest == nil)
    #expect(answer.starts.allSatisfy { abs($0.addedShortHours - 160) < Self.tolerance })
    #expect(answer.roles[0].candidates.isEmpty)
    #expect(answer.summary.hasPrefix("Nobody holds law. "))
    #expect(answer.cost == nil, "nobody's pay is that of a lawyer")
  }

  @Test("a skill that nobody holds is named first, with the nearest name or the highest level")
  func nobody() async throws {
    var office = try Office()
    let misspelt = try office.pitch(fte: 1) { $0.demand[0].need = .skill("dada", level: 3) }
    #expect(
      try await office.answer(misspelt).summary.hasPrefix("Nobody holds dada; did you mean data? "))
    let senior = try office.pitch(fte: 1) { $0.demand[0].need = .skill("data", level: 5) }
    #expect(
      try await office.answer(senior).summary
        .hasPrefix("Nobody holds data:5; the highest level is 3, of ann. "))
    var pool = Pool(id: "firm", maxFTE: 1)
    pool.skills = [SkillLevel("law", 4)]
    office.plan.pools = [pool]
    let hired = try office.pitch(fte: 1) { $0.demand[0].need = .skill("law", level: 3) }
    #expect(
      try await office.answer(hired).summary
        .hasPrefix("Nobody holds law but contractors of firm. "))
  }

  @Test("where more people are hired than the work takes, the ramp-up is told")
  func rampUp() async throws {
    var office = try Office()
    office.plan.settings.hiring = PlanSettings.Hiring(
      timeToFillDays: 0, noticeDays: 0, rampUpWeeks: 8, rampUpFrom: 0.25)
    office.plan.projects[0].mustHave = true
    let answer = try await office.answer(
      try office.pitch(fte: 1) { $0.project.costOfDelay = 1_000_000 })
    let way = try #require(answer.ways.first { $0.kind == .buy })
    #expect(way.changes[0].contains("count: 4"))
    #expect(
      way.text == """
        hire 4 people for data:3 from 2027-03-01 (ramping up from 25 % to a full week's work on \
        2027-04-26)
        """)
  }

  @Test("a start that is past moves to the first week that is not, on the same days of the week")
  func past() async throws {
    var office = try Office()
    office.plan.settings.asOf = try day("2027-04-28")
    let answer = try await office.answer(try office.pitch(fte: 1))
    #expect(answer.asked.start == (try day("2027-05-03")))
  }
}
