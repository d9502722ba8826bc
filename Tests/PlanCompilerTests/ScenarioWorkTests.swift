import PlanCompiler
import PlanModel
import TestSupport
import Testing
import WorkCalendar

@Suite("Changes of work")
struct ScenarioWorkTests {
  /// One project with rows of that amount from 1 to 19 March: three weeks.
  private func atlas(_ amount: Demand.Amount, _ profile: EffortProfile = .even) throws -> Plan {
    try march { plan in
      plan.projects = [Project(id: "atlas")]
      var row = Demand(project: "atlas", need: .skill("sql", level: 1), amount: amount)
      row.profile = profile
      row.from = try day("2027-03-01")
      row.to = try day("2027-03-19")
      plan.demand = [row]
    }
  }

  private func shift(_ days: Int, task: String? = nil) -> Change {
    .delay(Change.Shift(project: task == nil ? "atlas" : nil, task: task, days: days))
  }

  // MARK: Delay

  @Test("an implied window keeps its length when the project is delayed; the deadline stays")
  func impliedWindow() async throws {
    var plan = try atlas(.fte(1))
    plan.demand[0].from = nil
    plan.demand[0].to = nil
    plan.projects[0].earliestStart = try day("2027-03-01")
    plan.projects[0].deadline = try day("2027-03-12")
    #expect(same(await demanded(plan), [40, 40, 0, 0]))
    let late = try changed(plan, shift(7))
    #expect(same(await demanded(late), [0, 40, 40, 0]))
    #expect(late.projects == plan.projects)
    plan.projects[0].start = try day("2027-03-03")
    plan.projects[0].finish = try day("2027-03-10")
    let moved = try changed(plan, shift(7))
    #expect(same(await demanded(moved), [0, 24, 24, 0]))
    #expect(moved.projects[0].finish == (try day("2027-03-17")))
    #expect(moved.projects[0].deadline == plan.projects[0].deadline)
    #expect(moved.demand == plan.demand)
  }

  @Test("delayed effort keeps its total, whatever holidays the new window has")
  func effortTotal() async throws {
    var plan = try atlas(.effortHours(120))
    plan.demand[0].to = try day("2027-03-05")
    plan.holidays = [Holiday(date: try day("2027-03-10"))]
    #expect(same(await demanded(plan), [120, 0, 0, 0]))
    #expect(same(await demanded(try changed(plan, shift(7))), [0, 120, 0, 0]))
    // From Saturday to Wednesday: Monday and Tuesday are left.
    #expect(same(await demanded(try changed(plan, shift(5))), [0, 120, 0, 0]))
    plan.demand[0].to = plan.demand[0].from
    // A Saturday: the next working day is Monday.
    #expect(same(await demanded(try changed(plan, shift(5))), [0, 120, 0, 0]))
  }

  @Test("tasks, bookings and wide cells move by calendar days; accelerate is the way back")
  func everythingMoves() async throws {
    var plan = try atlas(
      .wide(.hours, [WideCell(days: try days("2027-03-01", "2027-03-07"), amount: 30)]))
    plan.demand[0].from = nil
    plan.demand[0].to = nil
    plan.people = [Person(id: "ann")]
    plan.tasks = [ProjectTask(id: "t", project: "atlas")]
    plan.tasks[0].start = try day("2027-03-01")
    plan.tasks[0].finish = try day("2027-03-05")
    plan.tasks[0].notAfter = try day("2027-03-05")
    var booking = Booking(holder: .person("ann"), project: "atlas", amount: .percent(0.5))
    booking.task = "t"
    plan.assignments = [booking]
    let late = try changed(plan, shift(14))
    #expect(same(await demanded(late), [0, 0, 30, 0]))
    #expect(late.tasks[0].finish == (try day("2027-03-19")))
    #expect(late.tasks[0].notAfter == plan.tasks[0].notAfter)
    let held = await CompiledPlan(late).supply.bookings.flatMap(\.held)
    #expect(same(held, [20]))
    #expect(await CompiledPlan(late).supply.bookings.map(\.cells) == [2..<3])
    #expect(try changed(late, .accelerate(Change.Shift(project: "atlas", days: 14))) == plan)
  }

  @Test("a delayed task leaves the rest of its project where it is")
  func task() async throws {
    var plan = try atlas(.fte(1))
    plan.tasks = [ProjectTask(id: "t", project: "atlas"), ProjectTask(id: "u", project: "atlas")]
    var row = plan.demand[0]
    row.task = "t"
    row.amount = .fte(2)
    row.to = try day("2027-03-05")
    plan.demand.append(row)
    #expect(same(await demanded(plan), [120, 40, 40, 0]))
    #expect(same(await demanded(try changed(plan, shift(21, task: "t"))), [40, 40, 40, 80]))
    #expect(try notes(plan, shift(21, task: "u")) == [.changeWithoutEffect])
    #expect(try fault(plan, shift(7, task: "x"))?.kind == .unknownReference)
    plan.projects.append(Project(id: "b"))
    plan.tasks.append(ProjectTask(id: "t", project: "b"))
    #expect(try fault(plan, shift(7, task: "t"))?.kind == .ambiguousReference)
  }

  // MARK: Pause

  @Test(
    "a pause moves what lies behind its first day by its length; effort keeps total and profile",
    arguments: EffortProfile.allCases)
  func pause(profile: EffortProfile) async throws {
    let plan = try atlas(.effortHours(120), profile)
    let rest = Change.pause(
      Change.Pause(project: "atlas", days: try days("2027-03-08", "2027-03-14")))
    let before = await demanded(plan)
    let after = await demanded(try changed(plan, rest))
    #expect(same(after, [before[0], 0, before[1], before[2]]))
  }

  @Test("rates are cut in two by a pause, wide cells by date, and the project's finish moves")
  func pausedRates() async throws {
    let rest = Change.pause(
      Change.Pause(project: "atlas", days: try days("2027-03-10", "2027-03-16")))
    var plan = try atlas(.fte(1))
    plan.projects[0].start = plan.demand[0].from
    plan.projects[0].finish = plan.demand[0].to
    plan.demand[0].from = nil
    plan.demand[0].to = nil
    let paused = try changed(plan, rest)
    #expect(same(await demanded(paused), [40, 16, 24, 40]))
    #expect(paused.projects[0].finish == (try day("2027-03-26")))
    let cell = WideCell(days: try days("2027-03-08", "2027-03-14"), amount: 40)
    plan.demand[0].amount = .wide(.hours, [cell])
    #expect(same(await demanded(try changed(plan, rest)), [0, 16, 24, 0]))
    let early = Change.pause(
      Change.Pause(project: "atlas", days: try days("2027-03-22", "2027-03-26")))
    plan.projects[0].finish = try day("2027-03-12")
    #expect(try notes(plan, early) == [.changeWithoutEffect])
  }

  @Test("a booking of so many hours is cut by the person's own days")
  func pausedBooking() async throws {
    var plan = try atlas(.fte(1))
    plan.people = [Person(id: "ann")]
    plan.absences = [Absence(person: "ann", days: try days("2027-03-01", "2027-03-03"))]
    var booking = Booking(holder: .person("ann"), project: "atlas", amount: .hours(24))
    booking.from = try day("2027-03-01")
    booking.to = try day("2027-03-12")
    plan.assignments = [booking]
    let rest = Change.pause(
      Change.Pause(project: "atlas", days: try days("2027-03-08", "2027-03-14")))
    let paused = try changed(plan, rest)
    // Two of seven working days lie before the pause.
    let amounts = paused.assignments.map(\.amount)
    let parts: [Double] = [16 / 56, 40 / 56]
    #expect(amounts == parts.map { Booking.Amount.hours(24 * $0) })
    #expect(paused.assignments[1].from == (try day("2027-03-15")))
  }

  // MARK: Scale

  @Test(
    "scaled demand is × factor on the days that are named and as it was on all others",
    arguments: EffortProfile.allCases)
  func scale(profile: EffortProfile) async throws {
    for amount in [Demand.Amount.effortHours(120), .effortDays(10), .fte(1.5)] {
      let plan = try atlas(amount, profile)
      var scaling = Change.Scaling(project: "atlas", factor: 2)
      scaling.from = try day("2027-03-08")
      scaling.to = try day("2027-03-14")
      let before = await demanded(plan)
      let after = await demanded(try changed(plan, .scale(scaling)))
      #expect(same(after, [before[0], before[1] + before[1], before[2], 0]))
      let whole = await demanded(
        try changed(plan, .scale(Change.Scaling(skill: "sql", factor: 0.5))))
      #expect(same(whole, before.map { $0 / 2 }))
    }
  }

  @Test("wide rows and placeholders are scaled; people's bookings are not")
  func scaledRows() async throws {
    var plan = try atlas(
      .wide(.fte, [WideCell(days: try days("2027-03-01", "2027-03-14"), amount: 1)]))
    plan.people = [Person(id: "ann")]
    var holder = Booking(holder: .placeholder, project: "atlas", amount: .fte(1))
    holder.skill = "sql"
    holder.from = try day("2027-03-01")
    holder.to = try day("2027-03-14")
    var booking = holder
    booking.holder = .person("ann")
    plan.assignments = [holder, booking]
    var scaling = Change.Scaling(project: "atlas", skill: "sql", factor: 3)
    scaling.from = try day("2027-03-08")
    let scaled = try changed(plan, .scale(scaling))
    #expect(same(await demanded(scaled), [80, 240, 0, 0]))
    #expect(scaled.assignments.last == booking)
    #expect(
      try fault(plan, .scale(Change.Scaling(skill: "sq", factor: 2)))?.suggestion
        == "write 'sql' if that is meant")
    #expect(
      try notes(plan, .scale(Change.Scaling(skill: "sql", factor: 1))) == [.changeWithoutEffect])
  }

  // MARK: Portfolio

  @Test("a cancelled or lost project asks for nothing, a won one counts as confirmed")
  func status() async throws {
    var plan = try atlas(.fte(1))
    for change in [Change.cancel(project: "atlas"), .lose(project: "atlas")] {
      #expect(same(await demanded(try changed(plan, change)), [0, 0, 0, 0]))
    }
    #expect(try notes(plan, .win(project: "atlas")) == [.changeWithoutEffect])
    plan.projects[0].status = .pitch
    #expect(same(try await short(plan), [0, 0, 0, 0]))
    #expect(same(try await short(try changed(plan, .win(project: "atlas"))), [40, 40, 40, 0]))
    plan.projects[0].status = .active
    #expect(try changed(plan, .win(project: "atlas")) == plan)
  }

  @Test("a budget becomes an amount, or changes by a share or an amount, pro rata over its rows")
  func budget() throws {
    let plan = try march { plan in
      plan.initiatives = [Initiative(id: "grow")]
      plan.budgets = [("2027-Q1", 30.0), ("2027-Q2", 10), ("2028-Q1", 60)].map {
        Budget(initiative: "grow", period: Period(parsing: $0.0), amount: $0.1)
      }
    }
    func amounts(_ period: String?, _ amount: Change.Money.Amount) throws -> [Double] {
      let period = period.flatMap { Period(parsing: $0) }
      let money = Change.Money(initiative: "grow", period: period, amount: amount)
      return try changed(plan, .budget(money)).budgets.map(\.amount)
    }
    #expect(try amounts("2027-Q1", .to(50)) == [50, 10, 60])
    #expect(try amounts("2027", .by(-20)) == [15, 5, 60])
    #expect(same(try amounts(nil, .byShare(0.1)), [33, 11, 66]))
    #expect(try amounts("2027-Q3", .to(7)) == [30, 10, 60, 7])
    let part = Period(parsing: "2027-02")
    let tooFine = Change.Money(initiative: "grow", period: part, amount: .to(1))
    #expect(try fault(plan, .budget(tooFine))?.kind == .changeImpossible)
    let tooLow = Change.Money(initiative: "grow", amount: .by(-101))
    #expect(try fault(plan, .budget(tooLow))?.field == "by")
  }

  @Test("changes are applied in order, and the same scenario gives the same plan")
  func order() async throws {
    let plan = try atlas(.fte(1))
    let later = shift(7)
    var scaling = Change.Scaling(project: "atlas", factor: 2)
    scaling.to = try day("2027-03-07")
    #expect(same(await demanded(try changed(plan, .scale(scaling), later)), [0, 80, 40, 40]))
    #expect(same(await demanded(try changed(plan, later, .scale(scaling))), [0, 40, 40, 40]))
    #expect(try changed(plan, later, .scale(scaling)) == changed(plan, later, .scale(scaling)))
  }
}
