import PlanCompiler
import PlanModel
import TestSupport
import Testing
import WorkCalendar

@Suite("The verifier of allocations: people")
struct AllocationVerifierTests {
  /// Sums of a few dozen products of hours and prices of some thousands round by less than this.
  private static let tolerance = 1e-8

  @Test("a correct allocation passes, and costs what it costs by hand")
  func correct() throws {
    let sample = try SampleAllocation()
    let report = sample.report()
    #expect(report.violations.map(\.description) == [])
    let (claimed, found) = (sample.claimed, report.objective)
    #expect(abs(found.shortage - claimed.shortage) < Self.tolerance)
    #expect(abs(found.staffing - claimed.staffing) < Self.tolerance)
    #expect(abs(found.friction - claimed.friction) < Self.tolerance)
    #expect(report.largestExcessHours < Self.tolerance)
  }

  @Test("nothing allocated is valid: all demand is short, and every wish costs friction")
  func nothing() throws {
    var sample = try SampleAllocation()
    sample.rows = []
    let report = sample.report()
    #expect(report.violations.map(\.rule) == [.shortage, .staffing, .friction])
    // Alpha 72 at 100, beta 40 and gamma 80 at the priorities' prices.
    let all = 72 * 100 + 40 * sample.betaPrice + 80 * sample.gammaPrice
    #expect(abs(report.objective.shortage - all) < Self.tolerance)
    #expect(report.objective.staffing == 0)
    let wished = 0.05 * (sample.betaPrice * 32 + 100 * 51.2) * 8 / 13
    #expect(abs(report.objective.friction - wished) < Self.tolerance)
  }

  @Test("hours above what is free are told with both numbers")
  func free() throws {
    var sample = try SampleAllocation()
    // Ana: 8 hours on four days at 80 %; 5 wished, then 10 + 11 free.
    sample.rows[sample.anaFree].hours += 11
    sample.rows[sample.benAlpha].hours -= 11
    let violation = try #require(sample.only(.freeHours))
    #expect(violation.giver == .person("ana"))
    #expect(violation.days == sample.cells[0])
    #expect(abs(violation.found - 26) < Self.tolerance)
    #expect(abs(violation.allowed - 25.6) < Self.tolerance)
    #expect(
      violation.description
        == "person ana gives 26 free hours from 2027-03-22 to 2027-03-28, and has 25.6.")
  }

  @Test("nobody works when absent, or before their employment")
  func absent() throws {
    var sample = try SampleAllocation()
    sample.plan.absences.append(Absence(person: "ana", days: sample.cells[0]))
    let violation = try #require(sample.report().violations.first { $0.rule == .freeHours })
    #expect(violation.allowed == 0)
    #expect(violation.found == 15)

    sample = try SampleAllocation()
    sample.plan.people[0].start = try day("2027-03-29")
    #expect(sample.report().violations.contains { $0.rule == .freeHours && $0.found == 15 })
  }

  @Test("a hire gives what its people give on the days of their ramp-up, and only where it counts")
  func hires() throws {
    var sample = try SampleAllocation()
    sample.rows[sample.halFirst].hours += 1
    let violation = try #require(sample.only(.freeHours))
    #expect(abs(violation.allowed - 16 * (1.5 + 0.5 * 3 / 14)) < Self.tolerance)
    sample = try SampleAllocation()
    sample.plan.hires[0].status = .planned
    #expect(sample.violations(.freeHours).map(\.allowed) == [0, 0])
  }

  @Test("bookings above what is plannable are scaled down; no more of them serves the project")
  func booked() throws {
    var sample = try SampleAllocation()
    sample.rows[sample.benAlpha].hours += 2
    let violation = try #require(sample.only(.bookedHours))
    #expect(violation.subject == "alpha")
    #expect(violation.found == 18)
    #expect(abs(violation.allowed - 16) < Self.tolerance)
  }

  @Test(
    "hours booked for another task or skill do not serve; a named skill need not be held",
    arguments: [
      ("build", nil, true), ("test", nil, false), (nil, "dev", false), (nil, "ops", true),
      (nil, nil, false),
    ] as [(String?, String?, Bool)])
  func bookedTaskAndSkill(task: String?, skill: String?, fits: Bool) throws {
    var sample = try SampleAllocation()
    sample.plan.demand[0].task = "build"
    if skill != nil || task == nil { sample.plan.demand[0].need = .skill("ops", level: 5) }
    sample.plan.assignments[0].task = task
    sample.plan.assignments[0].skill = skill
    sample.rows = [sample.row(.person("ben"), .booked, 0, sample.plan.demand[0], 16)]
    #expect(sample.violations(.bookedHours).isEmpty == fits)
  }

  @Test("several lines share the bookings that fit them")
  func bookedTogether() throws {
    var sample = try SampleAllocation()
    // 16 hours for any task and 16 for the task `build`, of one project.
    sample.plan.assignments[1].project = "alpha"
    sample.plan.assignments[1].task = "build"
    var build = sample.plan.demand[0]
    build.task = "build"
    sample.plan.demand.append(build)
    func rows(_ any: Double, _ build: Double) -> [AllocationRow] {
      [
        sample.row(.person("ben"), .booked, 0, sample.plan.demand[0], any),
        sample.row(.person("ben"), .booked, 0, sample.plan.demand[3], build),
      ]
    }
    for (any, task, most) in [(16, 16, 32), (10, 22, 32), (17, 15, 31), (0, 33, 32)]
      as [(Double, Double, Double)]
    {
      sample.rows = rows(any, task)
      let found = sample.violations(.bookedHours)
      #expect(found.map { $0.allowed.rounded() } == (any + task > most ? [most] : []))
    }
  }

  @Test("overtime is limited over the whole ISO week, and needs net hours in the cell")
  func overtime() throws {
    var sample = try SampleAllocation()
    sample.rows[sample.anaOvertime].hours += 0.5
    let violation = try #require(sample.only(.overtimeHours))
    #expect(violation.found == 5.5)
    #expect(violation.allowed == 5)
    #expect(violation.days == (try days("2027-03-29", "2027-04-04")))

    sample = try SampleAllocation()
    sample.plan.absences.append(Absence(person: "ana", days: sample.cells[1]))
    #expect(sample.violations(.overtimeHours).map(\.found) == [3])
  }

  @Test("contractors come after their lead time, and no more of them than there are")
  func contract() throws {
    var sample = try SampleAllocation()
    sample.plan.pools[0].leadTimeDays = 11
    #expect(sample.violations(.contractHours).map(\.allowed) == [0])
    sample = try SampleAllocation()
    sample.plan.pools[0].maxFTE = 0.5
    let found = sample.violations(.contractHours)
    #expect(found.map(\.found) == [8, 12])
    #expect(found.map(\.allowed) == [4, 8])
  }

  @Test(
    "skill, level, team and named person decide who may serve",
    arguments: [
      (.skill("dev", level: 3), nil, true), (.skill("dev", level: 4), nil, false),
      (.skill("ops", level: 1), nil, false), (.skill("dev", level: 1), "apps", true),
      (.skill("dev", level: 1), "web", true), (.skill("dev", level: 1), "data", false),
      (.person("ana"), nil, true), (.person("ana"), "data", true), (.person("ben"), nil, false),
    ] as [(Demand.Need, String?, Bool)])
  func eligibility(need: Demand.Need, team: String?, fits: Bool) throws {
    var sample = try SampleAllocation()
    sample.plan.teams = ["apps", "web", "data"].map { Team(id: $0) }
    sample.plan.teams[1].parent = "apps"
    sample.plan.people[0].team = "web"
    sample.plan.demand[0].need = need
    sample.plan.demand[0].team = team
    sample.rows = [sample.row(.person("ana"), .free, 0, sample.plan.demand[0], 4)]
    let found = sample.violations(.eligibility)
    #expect(found.isEmpty == fits)
    #expect(found.allSatisfy { $0.found == 4 && $0.line?.need == need })
  }

  @Test("soft bookings hold no more than they hold, and what they lose is friction")
  func wishes() throws {
    var sample = try SampleAllocation()
    let beta = sample.plan.demand[1]
    sample.rows[0].hours = 3
    // Two hours less stay where they are wished.
    let more = sample.report().objective.friction - sample.claimed.friction
    #expect(abs(more - 0.05 * 2 * sample.betaPrice) < Self.tolerance)
    sample.rows = [sample.row(.person("ana"), .wished, 1, beta, 13)]
    let violation = try #require(sample.violations(.softlyBookedHours).first)
    #expect(abs(violation.allowed - 12.8) < Self.tolerance)
  }
}
