import PlanCompiler
import PlanModel
import TestSupport
import Testing
import WorkCalendar

@Suite("Capacity")
struct CapacityTests {
  /// Hours are sums of a few dozen days' hours: they round by less than this.
  private static let tolerance = 1e-9

  /// Four weeks from Monday 1 March 2027: 20 working days, 160 standard hours.
  private func march(_ change: (inout Plan) -> Void) async throws -> CompiledPlan {
    var plan = Plan()
    plan.settings.starts = try day("2027-03-01")
    plan.settings.ends = try day("2027-03-28")
    change(&plan)
    return await CompiledPlan(plan)
  }

  private func total(_ hours: [Double]) -> Double { hours.reduce(0, +) }

  @Test("a full-time person gives every standard hour, a half-time person half of them")
  func gross() async throws {
    let plan = try await march { plan in
      plan.people = [Person(id: "a"), Person(id: "b")]
      plan.people[1].fte = 0.5
    }
    #expect(total(plan.supply.grossHours) == 240)
    #expect(total(plan.standardHours) == 160)
  }

  @Test(
    "run work and target utilisation come from the person, else the team, else its parent, else the plan"
  )
  func inheritance() async throws {
    let plan = try await march { plan in
      plan.settings.runWork = 0.5
      plan.settings.targetUtilisation = 0.9
      plan.teams = [Team(id: "top"), Team(id: "sub"), Team(id: "other")]
      plan.teams[0].runWork = 0.2
      plan.teams[1].parent = "top"
      plan.teams[1].targetUtilisation = 0.75
      plan.people = ["a", "b", "c", "d"].map { Person(id: $0) }
      plan.people[0].team = "sub"
      plan.people[1].team = "sub"
      plan.people[1].runWork = 0
      plan.people[2].team = "other"
    }
    let cells = 0..<plan.grid.cells.count
    let shares = (0..<4).map { plan.supply.plannable(of: $0, in: cells) / 160 }
    for (share, expected) in zip(shares, [0.8 * 0.75, 0.75, 0.5 * 0.9, 0.5 * 0.9]) {
      #expect(abs(share - expected) < Self.tolerance)
    }
  }

  @Test(
    "of several absences on a day the largest counts; days of leave spread over the working days")
  func absences() async throws {
    let window = try days("2027-03-01", "2027-03-28")
    let firstWeek = try days("2027-03-01", "2027-03-07")
    let plan = try await march { plan in
      plan.people = [Person(id: "a"), Person(id: "b")]
      plan.absences = [
        Absence(person: "a", days: window, amount: .days(5)),
        Absence(person: "a", days: firstWeek, amount: .fraction(0.5)),
        Absence(person: nil, days: firstWeek, amount: .fraction(0.1)),
      ]
    }
    // a: the first week at 0.5, the other three at 1 - 5 ⁄ 20; b: the first week at 0.9.
    let expected = 40 * 0.5 + 120 * 0.75 + 40 * 0.9 + 120
    #expect(abs(total(plan.supply.netHours) - expected) < Self.tolerance)
  }

  @Test("leave is spread over the working days within employment")
  func leaveWithinEmployment() async throws {
    let window = try days("2027-03-01", "2027-03-28")
    let start = try day("2027-03-15")
    let plan = try await march { plan in
      plan.people = [Person(id: "a")]
      plan.people[0].start = start
      plan.absences = [Absence(person: "a", days: window, amount: .days(5))]
    }
    #expect(abs(total(plan.supply.netHours) - 40) < Self.tolerance)
  }

  @Test("a hire that counts ramps up by the day; a planned one is no capacity")
  func ramp() async throws {
    let start = try day("2027-03-01")
    let plan = try await march { plan in
      plan.hires = [Hire(id: "h", start: start), Hire(id: "wish", start: start)]
      plan.hires[0].status = .approved
      plan.hires[0].count = 2
      plan.hires[0].rampUpWeeks = 4
      plan.hires[0].rampUpFrom = 0.5
    }
    var expected = 0.0
    for d in 0..<28 where d % 7 < 5 { expected += 16 * (0.5 + 0.5 * Double(d) / 28) }
    #expect(abs(total(plan.supply.plannableHours) - expected) < Self.tolerance)
    #expect(total(plan.supply.grossHours) == 320)
  }

  @Test("a hire without ramp-up weeks is productive at once, whatever plan.yaml says of hiring")
  func noRamp() async throws {
    let start = try day("2027-03-01")
    let plan = try await march { plan in
      plan.settings.hiring = PlanSettings.Hiring(rampUpWeeks: 13, rampUpFrom: 0.25)
      plan.hires = [Hire(id: "h", start: start)]
      plan.hires[0].status = .accepted
    }
    #expect(total(plan.supply.plannableHours) == 160)
  }

  @Test(
    "a local holiday closes its location; it shortens the standard day only where every location in use has it"
  )
  func holidays() async throws {
    let monday = try day("2027-03-01")
    let tuesday = try day("2027-03-02")
    let plan = try await march { plan in
      plan.locations = [Location(id: "x"), Location(id: "y"), Location(id: "unused")]
      plan.people = [Person(id: "a"), Person(id: "b")]
      plan.people[0].location = "x"
      plan.people[1].location = "y"
      plan.holidays = [
        Holiday(date: monday, location: "x"),
        Holiday(date: tuesday, location: "x"), Holiday(date: tuesday, location: "y", hours: 4),
      ]
    }
    #expect(total(plan.supply.grossHours) == 144 + 156)
    #expect(total(plan.standardHours) == 156)
  }
}

@Suite("Bookings")
struct BookingTests {
  private static let tolerance = 1e-9

  private func week(_ change: (inout Plan) -> Void) async throws -> CompiledPlan {
    var plan = Plan()
    plan.settings.starts = try day("2027-03-01")
    plan.settings.ends = try day("2027-03-07")
    plan.settings.targetUtilisation = 0.8
    plan.people = [Person(id: "a")]
    change(&plan)
    return await CompiledPlan(plan)
  }

  private func booking(_ amount: Booking.Amount, project: String = "p") throws -> Booking {
    var row = Booking(holder: .person("a"), project: project, amount: amount)
    row.from = try day("2027-03-01")
    row.to = try day("2027-03-14")
    return row
  }

  @Test(
    "each unit means its hours: fte of the calendar, percent of the plannable, hours in proportion to net"
  )
  func units() async throws {
    let cases: [(Booking.Amount, Double)] = [
      (.fte(0.5), 20), (.percent(0.5), 16), (.hoursPerWeek(10), 10), (.hours(30), 15),
    ]
    for (amount, expected) in cases {
      let row = try booking(amount)
      let plan = try await week { $0.assignments = [row] }
      #expect(abs(plan.supply.bookings[0].asked.reduce(0, +) - expected) < Self.tolerance)
    }
  }

  @Test(
    "shares of a week and of a window are taken as if there were no leave of others and no horizon")
  func leave() async throws {
    let rows = [try booking(.hoursPerWeek(10)), try booking(.hours(30), project: "q")]
    let away = try days("2027-03-01", "2027-03-03")
    let plan = try await week {
      $0.assignments = rows
      $0.absences = [Absence(person: "a", days: away)]
    }
    // Two days of the first week are left, and seven of the window.
    #expect(abs(plan.supply.bookings[0].asked[0] - 10) < Self.tolerance)
    #expect(abs(plan.supply.bookings[1].asked[0] - 30 * 2 / 7) < Self.tolerance)
  }

  @Test(
    "bookings above the plannable hours are scaled down pro rata, and the excess is over-booking")
  func overBooking() async throws {
    let rows = [try booking(.hoursPerWeek(30)), try booking(.hoursPerWeek(10), project: "q")]
    let plan = try await week { $0.assignments = rows }
    #expect(abs(plan.supply.overBookedHours[0] - 8) < Self.tolerance)
    #expect(abs(plan.supply.bookings[0].held[0] - 24) < Self.tolerance)
    #expect(abs(plan.supply.bookings[1].held[0] - 8) < Self.tolerance)
    #expect(plan.supply.freeHours[0] == 0)
  }

  @Test("soft bookings and bookings on resting projects hold nobody")
  func soft() async throws {
    var soft = try booking(.fte(1))
    soft.firmness = .soft
    let resting = try booking(.fte(1), project: "later")
    let plan = try await week {
      $0.assignments = [soft, resting]
      $0.projects = [Project(id: "later")]
      $0.projects[0].status = .onHold
    }
    #expect(plan.supply.bookings.isEmpty)
    #expect(plan.demand.lines.isEmpty)
  }
}
