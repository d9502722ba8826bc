import PlanCompiler
import PlanModel
import TestSupport
import WorkCalendar

/// A small plan with an allocation that was worked out by hand.
///
/// The horizon is 22 March to 4 April 2027, Friday 26 March is a holiday: cells of 32, 24 and 16
/// standard hours.
///
/// | who | hours by cell |
/// |---|---|
/// | ana, dev:3, at 80 %, away on 29 March | 25.6, 12.8, 12.8; up to 5 of overtime a week |
/// | ben, dev:4, 0.75 FTE booked on alpha and on beta | 16, 12, 8 for each of them |
/// | hal, two ops:2 from 29 March, from half to full in 2 weeks | 0, 25.71, 20 |
/// | ext, one ops:3 from 31 March | 0, 8, 16 |
///
/// Ana would like to work 16 hours a week on beta, and all of her time on alpha: both × 8 ⁄ 13.
struct SampleAllocation {
  var plan = Plan()
  var rows: [AllocationRow] = []
  var claimed = AllocationObjective(shortage: 0, staffing: 0, friction: 0)
  let cells: [DayRange]
  /// 100 × 8^½ and 100 × 8^−½: the first and the last of two priorities.
  let betaPrice = 100 * 8.0.squareRoot()
  let gammaPrice = 100 / 8.0.squareRoot()

  // Where some of the rows stand.
  let anaFree = 1
  let anaOvertime = 2
  let benAlpha = 4
  let halFirst = 10

  init() throws {
    cells = [
      try days("2027-03-22", "2027-03-28"), try days("2027-03-29", "2027-03-31"),
      try days("2027-04-01", "2027-04-04"),
    ]
    plan.settings.starts = try day("2027-03-22")
    plan.settings.ends = try day("2027-04-04")
    plan.settings.asOf = try day("2027-03-21")
    plan.holidays = [Holiday(date: try day("2027-03-26"))]
    try addPeople()
    try addWork()
    allocate()
  }

  private mutating func addPeople() throws {
    plan.people = [Person(id: "ana"), Person(id: "ben")]
    plan.people[0].role = "dev"
    plan.people[0].targetUtilisation = 0.8
    plan.people[0].maxOvertimeHours = 5
    plan.people[0].cost = CostRate(amount: 100, per: .hour)
    plan.people[1].skills = [SkillLevel("dev", 4)]
    plan.people[1].cost = CostRate(amount: 400, per: .day)
    plan.absences = [Absence(person: "ana", days: DayRange(try day("2027-03-29")))]
    plan.hires = [Hire(id: "hal", start: try day("2027-03-29"))]
    plan.hires[0].status = .approved
    plan.hires[0].count = 2
    plan.hires[0].skills = [SkillLevel("ops", 2)]
    plan.hires[0].rampUpWeeks = 2
    plan.hires[0].rampUpFrom = 0.5
    plan.hires[0].cost = CostRate(amount: 40, per: .hour)
    plan.pools = [Pool(id: "ext", maxFTE: 1)]
    plan.pools[0].skills = [SkillLevel("ops")]
    plan.pools[0].leadTimeDays = 10
    plan.pools[0].cost = CostRate(amount: 90, per: .hour)
  }

  private mutating func addWork() throws {
    plan.projects = ["alpha", "beta", "gamma"].map { Project(id: $0) }
    // 72 hours in two weeks: 36 a week, each worth 100.
    plan.projects[0].costOfDelay = 3600
    plan.projects[1].priority = 1
    plan.projects[1].initiative = "growth"
    plan.projects[2].priority = 2
    for project in 0..<3 {
      plan.projects[project].start = cells[0].first
      plan.projects[project].finish = cells[2].last
    }
    plan.demand = [
      Demand(project: "alpha", need: .skill("dev", level: 3), amount: .fte(1)),
      Demand(project: "beta", need: .skill("dev", level: 1), amount: .effortHours(40)),
      Demand(project: "gamma", need: .skill("ops", level: 2), amount: .fte(2)),
    ]
    plan.demand[1].flexible = true
    plan.demand[1].maxFTE = 0.5
    plan.demand[2].from = cells[1].first
    plan.assignments = [
      Booking(holder: .person("ben"), project: "alpha", amount: .fte(0.75)),
      Booking(holder: .person("ben"), project: "beta", amount: .fte(0.75)),
      Booking(holder: .person("ana"), project: "alpha", amount: .percent(1)),
      Booking(holder: .person("ana"), project: "beta", amount: .hoursPerWeek(16)),
    ]
    plan.assignments[2].firmness = .soft
    plan.assignments[3].firmness = .soft
    let (march, april) = (Period(parsing: "2027-03"), Period(parsing: "2027-04"))
    // March leaves 50, so that April has exactly what it takes.
    plan.budgets = [
      Budget(initiative: "growth", period: march, amount: 1700),
      Budget(initiative: "growth", period: april, amount: 350),
    ]
    plan.budgets[0].carryOver = true
  }

  private mutating func allocate() {
    let (alpha, beta, gamma) = (plan.demand[0], plan.demand[1], plan.demand[2])
    let (ana, ben) = (AllocationRow.Giver.person("ana"), AllocationRow.Giver.person("ben"))
    rows = [
      row(ana, .wished, 0, beta, 5), row(ana, .free, 0, alpha, 10),
      row(ana, .overtime, 1, alpha, 3), row(ana, .overtime, 2, alpha, 2),
      row(ben, .booked, 0, alpha, 16), row(ben, .booked, 1, alpha, 12),
      row(ben, .booked, 2, alpha, 8),
      row(ben, .booked, 0, beta, 11), row(ben, .booked, 1, beta, 12),
      row(ben, .booked, 2, beta, 8),
      row(.hire("hal"), .free, 1, gamma, 16 * (1.5 + 0.5 * 3 / 14)),
      row(.hire("hal"), .free, 2, gamma, 16 * (1 + 0.5 * 7 / 14)),
      row(.pool("ext"), .contract, 1, gamma, 8), row(.pool("ext"), .contract, 2, gamma, 12),
    ]
    let hal = 16 * (2.5 + 0.5 * 10 / 14)
    claimed = AllocationObjective(
      shortage: (72 - 51) * 100 + (40 - 36) * betaPrice + (80 - 20 - hal) * gammaPrice,
      staffing: 15 * 0.1 + 5 * 150 + (36 + 31) * 0.05 + hal * 0.04 + 20 * 90,
      friction: 0.05 * ((32 * betaPrice + 51.2 * 100) * 8 / 13 - 5 * betaPrice))
  }

  /// Hours for what a row of demand asks.
  func row(
    _ giver: AllocationRow.Giver, _ kind: AllocationModel.Kind, _ cell: Int, _ line: Demand,
    _ hours: Double
  ) -> AllocationRow {
    AllocationRow(
      giver: giver, kind: kind, project: line.project, task: line.task, need: line.need,
      team: line.team, days: cells[cell], hours: hours)
  }

  /// What the verifier says, of confirmed demand.
  func report() -> AllocationVerifier.Report {
    AllocationVerifier(
      plan: plan, basis: { $0.status.isConfirmed ? 1 : 0 }, today: cells[0].first, stability: 0.05
    ).findings(rows: rows, claimed: claimed)
  }

  /// The violations of one rule.
  func violations(_ rule: AllocationVerifier.Rule) -> [AllocationVerifier.Violation] {
    report().violations.filter { $0.rule == rule }
  }

  /// The violation of a rule where it is the only one but for what the change costs.
  func only(_ rule: AllocationVerifier.Rule) -> AllocationVerifier.Violation? {
    let found = report().violations.filter { $0.rule == rule || !Self.claims.contains($0.rule) }
    return found.count == 1 ? found.first { $0.rule == rule } : nil
  }

  private static let claims: [AllocationVerifier.Rule] = [.shortage, .staffing, .friction]
}
