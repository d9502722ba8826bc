public import PlanModel
import WorkCalendar

/// A small plan with a bit of everything, out of a seed.
///
/// Its horizon is what its demand spans, in March to May 2027, so that no demand lies outside.
public struct RandomPlan {
  /// The plan.
  public private(set) var plan = Plan()
  private var random: SplitMix64
  private let first: Day
  private let times: Int

  /// The plan of a seed.
  ///
  /// - Parameter times: with so many times 8 people, 5 projects, 16 rows of demand and 24 bookings.
  public init(seed: UInt64, times: Int = 1) throws {
    self.times = times
    random = SplitMix64(seed)
    first = try day("2027-03-01")
    plan.settings.asOf = first - 7
    plan.settings.runWork = 0.1
    plan.settings.targetUtilisation = 0.85
    addPlaces()
    addPeople()
    addProjects()
    for _ in 0..<16 * times { addDemand() }
    for _ in 0..<24 * times { addBooking() }
    addStaffing()
  }

  private mutating func chance(_ percent: Int) -> Bool { random.next(in: 1...100) <= percent }
  private mutating func number(_ range: ClosedRange<Int>) -> Double {
    Double(random.next(in: range))
  }
  private mutating func some<T>(_ values: [T]) -> T {
    values[random.next(in: 0...values.count - 1)]
  }
  private mutating func skill() -> String { "s\(random.next(in: 0...3))" }

  private mutating func window() -> DayRange {
    let start = first + random.next(in: 0...60)
    return DayRange(start, start + random.next(in: 4...28)) ?? DayRange(start)
  }

  private mutating func addPlaces() {
    plan.locations = [Location(id: "north"), Location(id: "south")]
    plan.locations[0].hoursPerDay = 7.5
    plan.locations[1].workdays = WorkingWeek("sun-thu")
    plan.holidays = [
      Holiday(date: first + 25), Holiday(date: first + 2, location: "north", hours: 4),
      Holiday(date: first + 9, location: "south"), Holiday(date: first + 9, location: "north"),
    ]
    plan.teams = ["a", "b", "c"].map { Team(id: $0) }
    plan.teams[1].parent = "a"
    plan.teams[0].targetUtilisation = 0.9
    plan.teams[2].runWork = 0.2
  }

  private mutating func addPeople() {
    for number in 0..<8 * times {
      var person = Person(id: "p\(number)")
      person.team = some(["a", "b", "c", nil])
      person.location = some(["north", "south", nil])
      person.role = chance(50) ? skill() : nil
      person.skills = ["s0", "s1", "s2", "s3"].filter { _ in chance(50) }.map {
        SkillLevel($0, random.next(in: 1...5))
      }
      person.fte = some([1, 1, 0.5])
      person.maxOvertimeHours = some([nil, 4])
      person.cost = some([
        CostRate(amount: self.number(40...90), per: .hour), CostRate(amount: 9000, per: .month),
        nil,
      ])
      if chance(20) { person.start = first + random.next(in: 0...30) }
      if chance(20) { person.end = first + random.next(in: 40...80) }
      plan.people.append(person)
      guard chance(60) else { continue }
      plan.absences.append(
        Absence(
          person: chance(80) ? person.id : nil, days: window(),
          amount: some([.fraction(1), .fraction(0.5), .days(3)])))
    }
    var hire = Hire(id: "h", start: first + random.next(in: 0...20))
    hire.status = .approved
    hire.count = 2
    hire.skills = [SkillLevel(skill(), 4)]
    hire.team = "b"
    hire.rampUpWeeks = 6
    hire.rampUpFrom = 0.25
    hire.cost = CostRate(amount: 50, per: .hour)
    plan.hires = [hire]
    plan.pools = [Pool(id: "ext", maxFTE: 1.5)]
    plan.pools[0].skills = [SkillLevel(skill(), 3)]
    plan.pools[0].leadTimeDays = 20
    plan.pools[0].cost = CostRate(amount: 95, per: .hour)
  }

  private mutating func addProjects() {
    let statuses: [Project.Status] = [.committed, .active, .tentative, .pitch, .onHold]
    for number in 0..<5 * times {
      var project = Project(id: "j\(number)")
      project.status = number < 2 ? .committed : some(statuses)
      project.probability = 0.5
      project.priority = some([1, 2, 3, nil])
      project.costOfDelay = chance(40) ? self.number(1000...9000) : nil
      project.initiative = some(["i", "k", nil])
      plan.projects.append(project)
    }
    for text in ["2027-03", "2027-04", "2027-05", "2027-06"] {
      var budget = Budget(
        initiative: "i", period: Period(parsing: text), amount: Double(times) * number(1000...9000))
      budget.carryOver = chance(50)
      plan.budgets.append(budget)
    }
  }

  private mutating func addDemand() {
    let need: Demand.Need =
      chance(15)
      ? .person("p\(random.next(in: 0...8 * times - 1))")
      : .skill(skill(), level: random.next(in: 1...4))
    let days = window()
    var row = Demand(
      project: "j\(random.next(in: 0...5 * times - 1))", need: need,
      amount: some([
        .fte(1.5), .effortDays(number(3...20)), .effortHours(number(20...150)),
        .wide(.hours, [WideCell(days: days, amount: number(10...90))]),
        .wide(.fte, [WideCell(days: days, amount: 0.75)]),
      ]))
    (row.from, row.to) = (days.first, days.last)
    row.task = chance(25) ? "t" : nil
    row.team = chance(20) ? some(["a", "b", "c"]) : nil
    row.profile = some(EffortProfile.allCases)
    row.flexible = chance(40)
    if row.flexible, chance(60) { row.maxFTE = 1.25 }
    if row.flexible, chance(30) { row.minFTE = 0.25 }
    plan.demand.append(row)
  }

  private mutating func addBooking() {
    let days = window()
    var row = Booking(
      holder: chance(10) ? .placeholder : .person("p\(random.next(in: 0...8 * times - 1))"),
      // The last one has no row of demand or of its own.
      project: "j\(random.next(in: 0...5 * times))",
      amount: some([
        .fte(0.5), .percent(0.6), .hoursPerWeek(20), .hours(number(10...80)),
        .wide(.days, [WideCell(days: days, amount: 5)]),
        .wide(.percent, [WideCell(days: days, amount: 0.7)]),
      ]))
    (row.from, row.to) = (days.first, days.last)
    row.task = chance(15) ? "t" : nil
    row.skill = chance(30) || row.holder == .placeholder ? skill() : nil
    row.firmness = chance(50) ? .hard : .soft
    plan.assignments.append(row)
  }

  /// What changes of people, in half of the plans.
  private mutating func addStaffing() {
    guard chance(50) else { return }
    let fte: Double = some([0.5, 1])
    plan.contracts = [
      Contract(id: "c0", pool: "ext", fte: fte, days: window()),
      Contract(
        id: "c1", skills: [SkillLevel(skill(), 4)], cost: CostRate(amount: 80, per: .hour),
        fte: 0.5, days: window()),
    ]
    for number in 0..<3 * times {
      plan.trainings.append(
        Training(
          person: "p\(number)", skill: SkillLevel(skill(), random.next(in: 2...5)),
          ready: first + random.next(in: 10...60), days: some([0, 2, 3.5])))
      plan.moves.append(
        TeamMove(
          person: "p\(number + 1)", team: some(["a", "b", "c"]),
          on: first + random.next(in: 0...60)))
    }
    plan.attritions = [
      Attrition(rate: 0.2, skill: some([skill(), nil])),
      Attrition(rate: 0.1, team: "a", since: first + 20),
    ]
    // Only a skill that somebody knows can be lost.
    if let skill = plan.attritions[0].skill, !plan.knownSkills.contains(skill) {
      plan.attritions[0].skill = nil
    }
  }
}
