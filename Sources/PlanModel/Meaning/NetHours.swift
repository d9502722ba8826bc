public import WorkCalendar

/// A person's net hours by day: the location's hours × fte, within employment, less absence.
///
/// Source: PLAN §4, "Capacity".
public struct NetHours: Sendable {
  private let calendar: DailyHours
  private let fte: Double
  private let employment: DayRange?
  private let absences: [(days: DayRange, share: Double)]

  /// The hours of one of the plan's people.
  public init(of person: Person, in plan: Plan, _ calendars: PlanCalendars) {
    self.init(of: person, absences: plan.timeAway, calendars)
  }

  /// The hours of a person, of absences among which are all of that person and those of everyone.
  public init(of person: Person, absences rows: [Absence], _ calendars: PlanCalendars) {
    let calendar = calendars.calendar(of: person.location)
    let employment = DayRange(person.start ?? .earliest, person.end ?? .latest)
    absences = rows.compactMap { row in
      guard row.person == nil || row.person == person.id else { return nil }
      switch row.amount {
      case .fraction(let share): return (row.days, share)
      case .days(let days):
        guard let window = employment.flatMap({ row.days.intersection($0) }) else { return nil }
        let workdays = window.days.reduce(0) { $0 + (calendar.hours(on: $1) > 0 ? 1 : 0) }
        return workdays > 0 ? (row.days, min(1, days / Double(workdays))) : nil
      }
    }
    self.calendar = calendar
    self.employment = employment
    fte = person.fte
  }

  /// Net hours of the day.
  public func hours(on day: Day) -> Double {
    guard let employment, employment.contains(day) else { return 0 }
    let absent = absences.reduce(0.0) { $1.days.contains(day) ? max($0, $1.share) : $0 }
    return calendar.hours(on: day) * fte * (1 - absent)
  }
}
