import PlanModel
import Randomness
import WorkCalendar

/// A plan in the making. Each step draws from a stream of its own.
struct PlanGenerator {
  let request: Generate.Request
  let horizon: DayRange
  let quarters: [Period]
  /// For each day of the horizon the index of its quarter.
  let quarterOfDay: [Int]
  /// The number of skills: the first of ``Catalogue/skills``.
  let skillCount: Int
  var plan = Plan()
  /// For each team the index of its department in `plan.teams`; nil for departments and small plans.
  var departmentOfTeam: [Int?] = []
  /// For each person the index of the team.
  var teamOfPerson: [Int] = []
  /// For each person skills as indices, with levels, in order of skill.
  var skills: [[HeldSkill]] = []
  /// For each project its days within the horizon.
  var projectDays: [DayRange] = []
  /// For each project the index of its first task and their number.
  var tasksOfProject: [Range<Int>] = []
  var rows: [DemandDraft] = []

  init(_ request: Generate.Request) {
    self.request = request
    let quarter = Period(of: request.asOf, grain: .quarter, in: .calendarYear)
    let starts = quarter.next(in: .calendarYear).days(in: .calendarYear).first
    let ends = starts + (request.weeks * 7 - 1)
    horizon = DayRange(starts, ends) ?? DayRange(starts)
    quarters = Array(
      sequence(first: Period(of: starts, grain: .quarter, in: .calendarYear)) { period in
        let next = period.next(in: .calendarYear)
        return next.days(in: .calendarYear).first <= ends ? next : nil
      })
    quarterOfDay = quarters.enumerated().flatMap { [horizon] index, quarter in
      let days = horizon.intersection(quarter.days(in: .calendarYear))
      return repeatElement(index, count: days?.count ?? 0)
    }
    skillCount = min(Catalogue.skills.count, max(3, request.people / 3))
  }

  mutating func generate() -> Plan {
    addSettings()
    addHolidays()
    addTeams()
    addPeople()
    drawSkills()
    addProjects()
    addTasks()
    draftDemand()
    separateClasses()
    connectPeople()
    mendDemand()
    describePeople()
    addAbsences()
    addHires()
    setAmounts()
    addBookings()
    addInitiatives()
    return plan
  }

  func stream(_ name: String) -> RandomStream { RandomStream(seed: request.seed, stream: name) }
}

/// A skill that somebody holds.
struct HeldSkill: Hashable {
  /// Index in ``Catalogue/skills``.
  var skill: Int
  /// 1 to 5.
  var level: Int
}

/// A demand row before its amount is known.
struct DemandDraft {
  enum Unit { case fte, days, hours }

  /// Index of the project.
  var project: Int
  var skill: Int
  var level: Int
  /// Index of the team to which it is bound.
  var team: Int?
  /// Index of the task.
  var task: Int?
  var days: DayRange
  /// Whether the row says its days itself.
  var saysDays: Bool
  var unit: Unit
  var profile: EffortProfile
  var hours: Double
}

extension RandomStream {
  /// One of the values, by weights.
  mutating func choice<Value>(_ values: KeyValuePairs<Value, Double>) -> Value {
    let draw = uniform() * values.reduce(0) { $0 + $1.value }
    var sum = 0.0
    for (value, weight) in values {
      sum += weight
      if draw < sum { return value }
    }
    return values[values.count - 1].key
  }
}
