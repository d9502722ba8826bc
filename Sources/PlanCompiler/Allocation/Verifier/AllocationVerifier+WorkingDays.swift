import PlanModel
import WorkCalendar

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension AllocationVerifier {
  /// What somebody can work on each day of a span. Units: hours.
  struct WorkingDays {
    /// Whole weeks.
    let span: DayRange
    /// Hours of the place where they work.
    var location: [Double]
    /// Their contract's hours less absence.
    var net: [Double]
    /// Net hours less run work, at the target utilisation and as far as they are ramped up.
    var plannable: [Double]

    init(span: DayRange) {
      self.span = span
      location = [Double](repeating: 0, count: span.count)
      net = location
      plannable = location
    }

    /// The places in the arrays of those of some days that lie within the span.
    func indices(of days: DayRange) -> Range<Int> {
      guard let part = days.intersection(span) else { return 0..<0 }
      return (part.first - span.first)..<(part.last - span.first + 1)
    }

    /// The net hours of the ISO week that holds a place of the arrays.
    func netOfWeek(_ index: Int) -> Double {
      let monday = index - index % 7
      return net[monday..<monday + 7].reduce(0, +)
    }
  }

  /// How people and hires work, day by day. Source: PLAN §4, "Capacity", "Standard hours".
  struct Workforce: Sendable {
    let teams: TeamTree
    let spans: PersonSpans
    private let settings: PlanSettings
    private let calendars: PlanCalendars
    private let absencesOfAll: [Absence]
    private let absencesOfPerson: [String: [Absence]]
    private let attritions: [Attrition]

    init(_ plan: Plan) {
      teams = TeamTree(plan)
      calendars = PlanCalendars(plan)
      attritions = plan.attritions
      spans = PersonSpans(plan)
      settings = plan.settings
      let away = plan.timeAway
      absencesOfAll = away.filter { $0.person == nil }
      absencesOfPerson = Dictionary(grouping: away.filter { $0.person != nil }) { $0.person ?? "" }
    }

    /// Standard hours, as somebody works them who is never away.
    func standardDays(_ span: DayRange) -> WorkingDays {
      var days = WorkingDays(span: span)
      days.location = span.days.map { calendars.standard.hours(on: $0) }
      days.net = days.location
      days.plannable = days.location
      return days
    }

    func days(of person: Person, _ span: DayRange) -> WorkingDays {
      var days = WorkingDays(span: span)
      guard let employed = DayRange(person.start ?? .earliest, person.end ?? .latest) else {
        return days
      }
      work(
        &days, employed, at: person.location, fte: person.fte,
        away: absencesOfAll + absencesOfPerson[person.id, default: []])
      for phase in spans.spans(of: person) {
        let share =
          (1 - teams.runWork(own: person.runWork, team: phase.team))
          * teams.targetUtilisation(own: person.targetUtilisation, team: phase.team)
        for index in days.indices(of: phase.days) {
          days.plannable[index] =
            days.net[index] * share * staying(phase.skills, phase.team, on: span.first + index)
        }
      }
      return days
    }

    /// The share of the plannable hours that attrition leaves. Source: PLAN §5.
    private func staying(_ skills: [SkillLevel], _ team: String?, on day: Day) -> Double {
      attritions.reduce(1) { share, attrition in
        guard let start = attrition.start(in: settings), day > start,
          attrition.concerns(skills: skills, team: team, in: teams)
        else { return share }
        return share * pow(1 - attrition.rate, Double(day - start) / 365)
      }
    }

    /// Contractors at their FTE of the standard hours.
    func days(of contract: Contract, _ span: DayRange) -> WorkingDays {
      var days = standardDays(span)
      for (index, day) in span.days.enumerated() {
        let share = contract.days.contains(day) ? contract.fte : 0
        days.net[index] *= share
        days.plannable[index] *= share
      }
      return days
    }

    /// All people of a row of hires together; nothing where it does not count.
    func days(of hire: Hire, _ span: DayRange) -> WorkingDays {
      var days = WorkingDays(span: span)
      guard hire.counts, hire.count > 0, let employed = DayRange(hire.start, .latest) else {
        return days
      }
      work(&days, employed, at: hire.location, fte: 1, away: absencesOfAll)
      let share =
        Double(hire.count) * (1 - teams.runWork(own: nil, team: hire.team))
        * teams.targetUtilisation(own: nil, team: hire.team)
      for (index, day) in span.days.enumerated() {
        days.plannable[index] =
          days.net[index] * share * productivity(of: hire, on: day)
          * staying(hire.allSkills, hire.team, on: day)
      }
      return days
    }

    private func productivity(of hire: Hire, on day: Day) -> Double {
      guard let weeks = hire.rampUpWeeks, weeks > 0 else { return 1 }
      let from = hire.rampUpFrom ?? 0
      return min(1, from + (1 - from) * Double(day - hire.start) / (7 * weeks))
    }

    /// Fills in location and net hours of the days of employment.
    private func work(
      _ days: inout WorkingDays, _ employed: DayRange, at location: String?, fte: Double,
      away: [Absence]
    ) {
      let calendar = calendars.calendar(of: location)
      var absent = [Double](repeating: 0, count: days.span.count)
      for absence in away {
        let share = share(of: absence, calendar, employed)
        for day in days.indices(of: absence.days) { absent[day] = max(absent[day], share) }
      }
      for day in days.indices(of: employed) {
        days.location[day] = calendar.hours(on: days.span.first + day)
        days.net[day] = days.location[day] * fte * (1 - absent[day])
      }
    }

    /// The share of each of its days that an absence takes.
    private func share(of absence: Absence, _ calendar: DailyHours, _ employed: DayRange) -> Double
    {
      switch absence.amount {
      case .fraction(let fraction): return fraction
      case .days(let leave):
        let window = absence.days.intersection(employed)
        let workdays = window?.days.count { calendar.hours(on: $0) > 0 } ?? 0
        return workdays > 0 ? min(1, leave / Double(workdays)) : 0
      }
    }
  }
}
