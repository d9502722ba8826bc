import PlanFiles
import PlanModel
import Testing
import WorkCalendar

@Suite("Writing and reading a plan")
struct RoundTripTests {
  @Test("What is written reads back with the same fingerprint")
  func everyTable() throws {
    let plan = try Self.everyKindOfRow()
    let files = PlanWriter.files(for: plan)
    let read = try PlanReader.read(files: files).plan
    #expect(read.people == plan.people.map { $0.at(read.people, \.id, \.origin) })
    #expect(read.fingerprint == plan.fingerprint)
    #expect(PlanWriter.files(for: read).map(\.bytes) == files.map(\.bytes))
  }

  /// A plan with a row of every table and every kind of amount.
  private static func everyKindOfRow() throws -> Plan {
    let day = try #require(Day("2027-01-04"))
    let month = try #require(Period(parsing: "2027-03")).days(in: .calendarYear)
    let span = try #require(DayRange(day, day + 90))
    var plan = Plan()
    plan.settings.name = "All: \"of\" it"
    plan.settings.asOf = day - 30
    plan.settings.currency = "EUR"
    plan.settings.targetUtilisation = 0.85
    plan.settings.runWork = 0.1
    plan.settings.fiscalYear = FiscalYear(startMonth: 7, namedBy: .start)
    plan.settings.hiring = PlanSettings.Hiring(
      timeToFillDays: 45, noticeDays: 60, rampUpWeeks: 13, rampUpFrom: 0.25)
    var ann = Person(id: "ann")
    ann.name = "Ann \"A\" Berg, jr"
    ann.team = "core"
    ann.location = "oslo"
    ann.role = "engineer"
    ann.skills = [SkillLevel("sql", 4), SkillLevel("ux", 1)]
    ann.fte = 0.8
    ann.cost = CostRate(amount: 81.125, per: .hour)
    ann.runWork = 1.0 / 3
    plan.people = [ann, Person(id: "bo")]
    plan.people[1].manager = "ann"
    plan.people[1].cost = CostRate(amount: 5200, per: .month)
    plan.absences = [
      Absence(person: "ann", days: span, amount: .days(7.5)), Absence(person: nil, days: month),
      Absence(person: "bo", days: span, amount: .fraction(0.5)),
    ]
    plan.locations = [Location(id: "oslo")]
    plan.locations[0].hoursPerDay = 7.5
    plan.holidays = [Holiday(date: day), Holiday(date: day + 1, location: "oslo", hours: 4)]
    plan.teams = [Team(id: "core"), Team(id: "sub")]
    plan.teams[1].parent = "core"
    plan.teams[1].runWork = 0.3
    plan.hires = [Hire(id: "h1", start: day)]
    plan.hires[0].skills = [SkillLevel("sql", 3)]
    plan.hires[0].status = .approved
    plan.hires[0].rampUpFrom = 0.25
    plan.goals = [Goal(id: "g")]
    plan.initiatives = [Initiative(id: "i")]
    plan.initiatives[0].goal = "g"
    plan.initiatives[0].curve = [.init(money: 0, value: 0), .init(money: 1e6, value: 3e6)]
    plan.budgets = [Budget(initiative: "i", period: Period(parsing: "2027-Q3"), amount: 1e6)]
    plan.projects = [Project(id: "p"), Project(id: "q")]
    plan.projects[0].initiative = "i"
    plan.projects[0].start = span.first
    plan.projects[0].finish = span.last
    plan.projects[0].status = .onHold
    plan.projects[0].probability = 0.29
    plan.projects[1].pin = .in
    plan.projects[1].mustHave = true
    plan.logic = [ProjectLogic(project: "p", kind: .requires, other: "q")]
    plan.tasks = [ProjectTask(id: "t", project: "p")]
    plan.tasks[0].percentComplete = 0.07
    plan.dependencies = [Dependency(predecessor: "t", successor: "q")]
    plan.dependencies[0].lagDays = -2
    plan.demand = [
      Demand(project: "p", need: .skill("sql", level: 3), amount: .effortDays(12.125)),
      Demand(project: "p", need: .person("ann"), amount: .fte(0.05)),
      Demand(
        project: "q", need: .skill("ux", level: 1),
        amount: .wide(.hours, [WideCell(days: month, amount: 100.0 / 3)])),
    ]
    plan.demand[0].task = "t"
    plan.demand[0].profile = .bell
    plan.demand[0].flexible = true
    plan.assignments = [
      Booking(holder: .person("ann"), project: "p", amount: .percent(0.35)),
      Booking(
        holder: .person("bo"), project: "q",
        amount: .wide(.percent, [WideCell(days: month, amount: 1)])),
      Booking(holder: .placeholder, project: "p", amount: .fte(1)),
    ]
    plan.assignments[2].skill = "sql"
    plan.assignments[0].firmness = .soft
    plan.actuals = [
      Actual(project: Actual.run, days: DayRange(day), hours: 3.5),
      Actual(project: "p", days: month, hours: 40),
    ]
    return plan
  }
}

extension Person {
  /// This person with the origin that the row of the same id has in `rows`.
  fileprivate func at(
    _ rows: [Person], _ id: KeyPath<Person, String>, _ origin: WritableKeyPath<Person, RowOrigin>
  ) -> Person {
    var copy = self
    copy[keyPath: origin] = rows.first { $0[keyPath: id] == self[keyPath: id] }?.origin ?? .none
    return copy
  }
}
