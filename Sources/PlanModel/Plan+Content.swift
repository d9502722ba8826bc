import WorkCalendar

extension Hire.Status: ContentPart {}
extension Budget.Kind: ContentPart {}
extension Project.Status: ContentPart {}
extension Project.Pin: ContentPart {}
extension ProjectLogic.Kind: ContentPart {}
extension KPI.Better: ContentPart {}
extension ProjectTask.Kind: ContentPart {}
extension Dependency.Kind: ContentPart {}
extension EffortProfile: ContentPart {}
extension Booking.Firmness: ContentPart {}
extension WorkUnit: ContentPart {}
extension CostRate.Unit: ContentPart {}
extension FiscalYear.Naming: ContentPart {}
extension Governance.Mode: ContentPart {}
extension Governance.Rule.Severity: ContentPart {}

extension SkillLevel: ContentPart {
  func feed(_ hash: inout ContentHash) {
    skill.feed(&hash)
    level.feed(&hash)
  }
}

extension CostRate: ContentPart {
  func feed(_ hash: inout ContentHash) {
    amount.feed(&hash)
    per.feed(&hash)
  }
}

extension WideCell: ContentPart {
  func feed(_ hash: inout ContentHash) {
    days.feed(&hash)
    amount.feed(&hash)
  }
}

extension Initiative.CurvePoint: ContentPart {
  func feed(_ hash: inout ContentHash) {
    money.feed(&hash)
    value.feed(&hash)
  }
}

extension Absence.Amount: ContentPart {
  func feed(_ hash: inout ContentHash) {
    switch self {
    case .fraction(let share): hash.feed("fraction", share)
    case .days(let days): hash.feed("days", days)
    }
  }
}

extension Demand.Need: ContentPart {
  func feed(_ hash: inout ContentHash) {
    switch self {
    case .skill(let skill, let level): hash.feed("skill", skill, level)
    case .person(let person): hash.feed("person", person)
    }
  }
}

extension Demand.Amount: ContentPart {
  func feed(_ hash: inout ContentHash) {
    switch self {
    case .fte(let fte): hash.feed("fte", fte)
    case .effortDays(let days): hash.feed("days", days)
    case .effortHours(let hours): hash.feed("hours", hours)
    case .wide(let unit, let cells): hash.feed("wide", unit, cells)
    }
  }
}

extension Booking.Holder: ContentPart {
  func feed(_ hash: inout ContentHash) {
    switch self {
    case .person(let person): hash.feed("person", person)
    case .placeholder: hash.feed("placeholder")
    }
  }
}

extension Booking.Amount: ContentPart {
  func feed(_ hash: inout ContentHash) {
    switch self {
    case .fte(let fte): hash.feed("fte", fte)
    case .percent(let share): hash.feed("percent", share)
    case .hoursPerWeek(let hours): hash.feed("week", hours)
    case .hours(let hours): hash.feed("hours", hours)
    case .wide(let unit, let cells): hash.feed("wide", unit, cells)
    }
  }
}

extension Governance.Rule: ContentPart {
  func feed(_ hash: inout ContentHash) {
    hash.feed(id, severity, subject, condition, requirement, why, owner, repair)
  }
}

extension Person: IdentifiedRow {
  /// Everything but the origin.
  public var content: ContentHash {
    ContentHash(
      id, name, team, location, role, skills.sorted(), fte, start, end, cost,
      runWork, targetUtilisation, maxOvertimeHours, manager)
  }
}

extension Absence {
  /// What rows are sorted by.
  public var sortKey: String { person ?? "" }
  /// Everything but the origin.
  public var content: ContentHash {
    ContentHash(
      person, days, amount, kind)
  }
}

extension Location: IdentifiedRow {
  /// Everything but the origin.
  public var content: ContentHash {
    ContentHash(
      id, hoursPerDay, workdays)
  }
}

extension Holiday {
  /// What rows are sorted by.
  public var sortKey: String { location ?? "" }
  /// Everything but the origin.
  public var content: ContentHash {
    ContentHash(
      date, name, location, hours)
  }
}

extension Team: IdentifiedRow {
  /// Everything but the origin.
  public var content: ContentHash {
    ContentHash(
      id, name, parent, lead, runWork, targetUtilisation)
  }
}

extension Hire: IdentifiedRow {
  /// Everything but the origin.
  public var content: ContentHash {
    ContentHash(
      id, role, skills.sorted(), count, start, startLatest, probability,
      rampUpWeeks, rampUpFrom, location, team, cost, status)
  }
}

extension Pool: IdentifiedRow {
  /// Everything but the origin.
  public var content: ContentHash {
    ContentHash(
      id, skills.sorted(), maxFTE, cost, leadTimeDays, minWeeks)
  }
}

extension Contract: IdentifiedRow {
  /// Everything but the origin.
  public var content: ContentHash {
    ContentHash(
      id, pool, skills.sorted(), fte, days, cost)
  }
}

extension Training {
  /// What rows are sorted by.
  public var sortKey: String { person }
  /// Everything but the origin.
  public var content: ContentHash {
    ContentHash(
      person, skill, ready, days)
  }
}

extension TeamMove {
  /// What rows are sorted by.
  public var sortKey: String { person }
  /// Everything but the origin.
  public var content: ContentHash {
    ContentHash(
      person, team, on)
  }
}

extension Attrition {
  /// What rows are sorted by.
  public var sortKey: String { skill ?? team ?? "" }
  /// Everything but the origin.
  public var content: ContentHash {
    ContentHash(
      rate, skill, team, since)
  }
}

extension Goal: IdentifiedRow {
  /// Everything but the origin.
  public var content: ContentHash {
    ContentHash(
      id, name, weight, owner)
  }
}

extension Initiative: IdentifiedRow {
  /// Everything but the origin.
  public var content: ContentHash {
    let hash = ContentHash(
      id, name, goal, owner, budgetOwner, value, sd, floor, cap, curve)
    return mode == nil ? hash : ContentHash(Int(truncatingIfNeeded: hash.value), mode)
  }
}

extension Budget {
  /// What rows are sorted by.
  public var sortKey: String { initiative }
  /// Everything but the origin.
  public var content: ContentHash {
    ContentHash(
      initiative, period, amount, kind, carryOver, fund)
  }
}

extension Project: IdentifiedRow {
  /// Everything but the origin.
  public var content: ContentHash {
    ContentHash(
      id, name, initiative, owner, manager, sponsor, status, probability,
      priority, mustHave, pin, earliestStart, start, finish, deadline,
      mustFinish, value, costOfDelay, budget, gate)
  }
}

extension ProjectLogic {
  /// What rows are sorted by.
  public var sortKey: String { project }
  /// Everything but the origin.
  public var content: ContentHash {
    ContentHash(
      project, kind, other)
  }
}

extension RiskCorrelation {
  /// What rows are sorted by.
  public var sortKey: String { a }
  /// Everything but the origin.
  public var content: ContentHash {
    ContentHash(
      a, b, correlation)
  }
}

extension KPI: IdentifiedRow {
  /// Everything but the origin.
  public var content: ContentHash {
    ContentHash(
      id, name, goal, project, unit, value, formula, target, better)
  }
}

extension ProjectTask: IdentifiedRow {
  /// Everything but the origin.
  public var content: ContentHash {
    ContentHash(
      id, project, name, kind, start, finish, durationDays, notBefore, notAfter,
      percentComplete)
  }
}

extension Dependency {
  /// What rows are sorted by.
  public var sortKey: String { predecessor }
  /// Everything but the origin.
  public var content: ContentHash {
    ContentHash(
      predecessor, successor, kind, lagDays)
  }
}

extension Demand {
  /// What rows are sorted by.
  public var sortKey: String { project }
  /// Everything but the origin.
  public var content: ContentHash {
    ContentHash(
      project, task, need, team, from, to, amount, effortLow, effortHigh,
      profile, flexible, minFTE, maxFTE)
  }
}

extension Booking {
  /// What rows are sorted by.
  public var sortKey: String { project }
  /// Everything but the origin.
  public var content: ContentHash {
    ContentHash(
      holder, project, task, skill, from, to, amount, firmness)
  }
}

extension Actual {
  /// What rows are sorted by.
  public var sortKey: String { project }
  /// Everything but the origin.
  public var content: ContentHash {
    ContentHash(
      person, role, team, project, task, days, hours)
  }
}

extension Estimate {
  /// What rows are sorted by.
  public var sortKey: String { project ?? task ?? "" }
  /// Everything but the origin.
  public var content: ContentHash {
    ContentHash(
      task, project, type, team, estimateHours, actualHours, finished)
  }
}

extension [SkillLevel] {
  /// By name, then by level.
  fileprivate func sorted() -> [SkillLevel] {
    sorted { ($0.skill, $0.level) < ($1.skill, $1.level) }
  }
}

extension Plan {
  /// Sixteen hexadecimal digits computed from what the plan says, whatever the order of its rows and
  /// the bytes of its files.
  public var fingerprint: String {
    var hash = settings.content
    var table: UInt64 = 0
    func add(_ rows: [some PlanRow]) {
      table += 1
      hash.combine(table)
      // A sum does not depend on the order of the rows.
      hash.combine(rows.reduce(0 as UInt64) { $0 &+ $1.content.value })
    }
    add(people)
    add(absences)
    add(locations)
    add(holidays)
    add(teams)
    add(hires)
    add(pools)
    add(goals)
    add(initiatives)
    add(budgets)
    add(projects)
    add(logic)
    add(risk)
    add(tasks)
    add(dependencies)
    add(demand)
    add(assignments)
    add(kpis)
    add(actuals)
    add(estimates)
    // A plan without them has the fingerprint that it had before there were any.
    if !contracts.isEmpty || !trainings.isEmpty || !moves.isEmpty || !attritions.isEmpty {
      add(contracts)
      add(trainings)
      add(moves)
      add(attritions)
    }
    let digits = String(hash.value, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}

extension PlanSettings {
  var content: ContentHash {
    var hash = ContentHash(
      format, name, asOf, starts, ends, quarters, currency, fiscalYear.startMonth,
      fiscalYear.namedBy, hoursPerDay, workdays, targetUtilisation, runWork, thresholds.amber,
      thresholds.red)
    hash.feed(
      hiring?.timeToFillDays, hiring?.noticeDays, hiring?.rampUpWeeks, hiring?.rampUpFrom,
      governance?.mode, governance?.rules)
    return hash
  }
}
