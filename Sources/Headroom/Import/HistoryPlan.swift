import PlanModel
import WorkCalendar

/// Puts a plan together from hours that were worked. The rules are those of ``Import``.
struct HistoryPlan {
  private let request: Import.Request
  private let rows: [Actual]
  private let asOf: Day
  /// Of a full-time person.
  private let standardWeek: Double
  private let people: [PersonHistory]
  private let tally: WorkTally

  init(_ request: Import.Request, _ rows: [Actual], asOf: Day) {
    self.request = request
    self.rows = rows
    self.asOf = asOf
    standardWeek = 5 * request.hoursPerDay
    people = PersonHistory.all(rows, asOf: asOf, weeks: request.recentWeeks)
    tally = WorkTally(rows, asOf: asOf, weeks: request.recentWeeks)
  }

  func answer() -> Import.Answer {
    var plan = Plan()
    plan.settings = settings()
    plan.people = people.map(person)
    plan.teams = Set(rows.compactMap(\.team)).sorted().map { Team(id: $0) }
    plan.projects = projects()
    plan.demand = demand()
    plan.assignments = request.books ? bookings() : []
    plan.actuals = rows.map {
      var row = $0
      row.origin = .none
      return row
    }
    let there = people.filter(\.isThere)
    let weeks = there.reduce(0) { $0 + $1.weeksWorked }
    let mean = there.reduce(0) { $0 + $1.hours } / Double(max(1, weeks))
    let going = plan.projects.count { $0.status == .active }
    return Import.Answer(
      summary: """
        As of \(asOf), \(there.count) of \(counted(people.count, "person", "people")) are there, with \
        \(plain(mean)) h in a week worked; \(going) of \
        \(counted(plan.projects.count, "project", "projects")) \(going == 1 ? "goes" : "go") on.
        """,
      plan: plan, asOf: asOf, people: people.count, peopleThere: there.count,
      projects: plan.projects.count, projectsGoingOn: going, hoursPerPersonWeek: mean)
  }

  private var firstDay: Day { asOf + 1 }

  /// The end of the last whole quarter.
  private var lastDay: Day {
    var period = Period(of: firstDay, grain: .quarter, in: .calendarYear)
    let whole = period.days(in: .calendarYear).first == firstDay
    for _ in (whole ? 1 : 0)..<request.quarters { period = period.next(in: .calendarYear) }
    return period.days(in: .calendarYear).last
  }

  private func settings() -> PlanSettings {
    var settings = PlanSettings()
    settings.name = request.name
    settings.asOf = asOf
    settings.starts = firstDay
    settings.ends = lastDay
    settings.hoursPerDay = request.hoursPerDay
    settings.runWork = down(tally.runShare)
    return settings
  }

  private func person(_ history: PersonHistory) -> Person {
    var person = Person(id: history.id)
    person.team = history.team
    person.role = history.role
    person.fte = up(history.hours / Double(max(1, history.weeksWorked)) / standardWeek)
    if history.hours > 0, tally.runShare > 0 {
      person.runWork = down(history.runHours / history.hours)
    }
    if !history.isThere { person.end = history.last }
    return person
  }

  private func projects() -> [Project] {
    tally.windows.sorted { $0.key < $1.key }.map { id, window in
      var project = Project(id: id)
      project.status = tally.isGoingOn(id) ? .active : .done
      project.start = window.first
      project.finish = tally.isGoingOn(id) ? lastDay : window.last
      return project
    }
  }

  private func demand() -> [Demand] {
    tally.recent.sorted { $0.key < $1.key }.compactMap { work, hours in
      let fte = down(hours / Double(request.recentWeeks) / standardWeek)
      guard tally.isGoingOn(work.project), fte > 0 else { return nil }
      var demand = Demand(
        project: work.project, need: .skill(work.role, level: 1), amount: .fte(fte))
      demand.from = firstDay
      demand.to = lastDay
      return demand
    }
  }

  private func bookings() -> [Booking] {
    let there = Set(people.filter(\.isThere).map(\.id))
    return tally.shares.sorted { $0.key < $1.key }.compactMap { work, hours in
      let weekly = (hours / Double(request.recentWeeks) * 100).rounded(.down) / 100
      guard weekly > 0, there.contains(work.person), tally.isGoingOn(work.project) else {
        return nil
      }
      var booking = Booking(
        holder: .person(work.person), project: work.project, amount: .hoursPerWeek(weekly))
      booking.from = firstDay
      booking.to = min(lastDay, asOf + 7 * request.recentWeeks)
      return booking
    }
  }

  private func up(_ share: Double) -> Double { (share * 1000).rounded(.up) / 1000 }
  private func down(_ share: Double) -> Double { (share * 1000).rounded(.down) / 1000 }
}

extension Actual {
  /// What the work asks for: the role, else the team's work.
  var roleOrTeam: String { role ?? team ?? "" }

  /// The hours of each day: evenly on the days from monday to friday, or on all where there are none.
  func spread(_ body: (_ day: Day, _ hours: Double) -> Void) {
    let week = WorkingWeek.mondayToFriday
    let workdays = days.days.count { week.contains($0.weekday) }
    let share = hours / Double(workdays > 0 ? workdays : days.count)
    for day in days.days where workdays == 0 || week.contains(day.weekday) { body(day, share) }
  }
}
