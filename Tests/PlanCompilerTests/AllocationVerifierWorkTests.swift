import PlanCompiler
import PlanModel
import TestSupport
import Testing
import WorkCalendar

@Suite("The verifier of allocations: demand, money, claims")
struct AllocationVerifierWorkTests {
  /// Sums of a few dozen products of hours and prices of some thousands round by less than this.
  private static let tolerance = 1e-8

  @Test("no cell of a line gets more than is asked there")
  func demanded() throws {
    var sample = try SampleAllocation()
    sample.rows.append(sample.row(.person("ana"), .free, 0, sample.plan.demand[0], 7))
    let violation = try #require(sample.only(.demandedHours))
    #expect(violation.line?.project == "alpha")
    #expect(violation.found == 33)
    #expect(violation.allowed == 32)
  }

  @Test("flexible work keeps to its window, its max_fte and its amount")
  func flexible() throws {
    var sample = try SampleAllocation()
    let beta = sample.plan.demand[1]
    // Half a full-time person of 32 hours.
    sample.rows.append(sample.row(.person("ana"), .free, 0, beta, 1))
    #expect(sample.violations(.demandedHours).map(\.allowed) == [16])

    sample = try SampleAllocation()
    sample.plan.demand[1].amount = .effortHours(35)
    let total = try #require(sample.only(.demandedHours))
    #expect(total.days == nil)
    #expect(total.found == 36)
    #expect(abs(total.allowed - 35) < Self.tolerance)

    sample = try SampleAllocation()
    sample.plan.demand[1].to = try day("2027-03-30")
    // Only Monday and Tuesday of the second cell are left: 8 hours; none of the third.
    let found = sample.violations(.demandedHours)
    #expect(found.map(\.allowed) == [8, 0])
    #expect(found.map(\.days) == [sample.cells[1], sample.cells[2]])
  }

  @Test("a budget holds people, overtime and what was carried over, period by period")
  func budget() throws {
    var sample = try SampleAllocation()
    sample.plan.budgets[1].amount = 349
    let violation = try #require(sample.only(.budget))
    #expect(violation.subject == "growth")
    #expect(violation.found == 400)
    #expect(violation.allowed == 399)
    #expect(violation.days == (try days("2027-04-01", "2027-04-04")))

    sample.plan.budgets[0].carryOver = false
    #expect(sample.violations(.budget).map(\.allowed) == [349])
    // One row for the quarter before makes quarters of both months: 1650 in March, 400 in April.
    let quarter = try #require(Period(parsing: "2027-Q1"))
    sample.plan.budgets = [Budget(initiative: "growth", period: quarter, amount: 1600)]
    #expect(sample.violations(.budget).map(\.found) == [1650])
    // Without a period it is the whole horizon.
    sample.plan.budgets[0].period = nil
    #expect(sample.violations(.budget).map(\.found) == [2050])
    // Alpha takes 10 hours at 100, 5 of overtime at 150, and 36 at 50.
    sample.plan.budgets[0].amount = 2050
    sample.plan.projects[0].initiative = "growth"
    let spent = 2050.0 + 1000 + 750 + 1800
    #expect(sample.violations(.budget).map(\.found) == [spent])
  }

  @Test("what the plan does not have is told, and does not stop the rest")
  func unknown() throws {
    var sample = try SampleAllocation()
    let (alpha, cell) = (sample.plan.demand[0], sample.cells[0])
    for giver in [AllocationRow.Giver.person("zoe"), .hire("ana"), .pool("nobody")] {
      sample.rows.append(sample.row(giver, .free, 0, alpha, 1))
    }
    var other = alpha
    other.project = "omega"
    sample.rows.append(sample.row(.person("ana"), .free, 0, other, 1))
    other = alpha
    other.task = "build"
    sample.rows.append(sample.row(.person("ana"), .free, 0, other, 1))
    sample.rows.append(sample.row(.person("ana"), .free, 0, alpha, 1))
    sample.rows[sample.rows.count - 1].days = DayRange(cell.first)
    sample.rows.append(sample.row(.person("ana"), .free, 0, alpha, -1))
    sample.rows.append(sample.row(.person("ana"), .free, 0, alpha, .nan))
    let rules = sample.report().violations.map(\.rule)
    let refused = rules.filter { $0.rawValue < AllocationVerifier.Rule.countedProject.rawValue }
    #expect(
      refused == [
        .hours, .hours, .cell, .knownGiver, .knownGiver, .knownGiver, .knownProject, .knownLine,
      ])
  }

  @Test("a project gets nothing unless it counts in the basis")
  func status() throws {
    var sample = try SampleAllocation()
    for status in [Project.Status.tentative, .onHold, .done, .cancelled] {
      sample.plan.projects[2].status = status
      let found = sample.violations(.countedProject)
      #expect(found.map(\.days) == [1, 2, 1, 2].map { sample.cells[$0] })
      #expect(found.allSatisfy { $0.line?.project == "gamma" })
    }
  }

  @Test(
    "an hour price counts all of a project's demand; what lies outside the horizon is not short")
  func hourPrice() throws {
    var sample = try SampleAllocation()
    // Two weeks more, of three people: 72 + 240 hours in four weeks.
    var later = sample.plan.demand[0]
    later.amount = .fte(3)
    later.from = try day("2027-04-05")
    later.to = try day("2027-04-18")
    sample.plan.demand.append(later)
    let price = 3600.0 / 78
    // The other projects have no cost of delay: theirs follow from it.
    let shortage = sample.claimed.shortage * price / 100
    #expect(abs(sample.report().objective.shortage - shortage) < Self.tolerance)
  }

  @Test("a claim that is not true is told")
  func claims() throws {
    let sample = try SampleAllocation()
    for (rule, path) in [
      (.shortage, \.shortage), (.staffing, \.staffing), (.friction, \.friction),
    ] as [(AllocationVerifier.Rule, WritableKeyPath<AllocationObjective, Double>)] {
      var wrong = sample
      wrong.claimed[keyPath: path] += 0.01
      let violation = try #require(wrong.only(rule))
      #expect(abs(violation.excess - 0.01) < Self.tolerance)
    }
  }
}
