import PlanModel
import WorkCalendar

/// Bookings of a number of hours over days on which their person does not work: there is nothing to spread
/// them over, so they hold nobody and serve nothing. Source: PLAN §4, "Bookings".
struct LostBookings {
  /// Hours that a row books in vain.
  struct Lost {
    let booking: Booking
    let person: Person
    /// The days of the row, or of the one period column.
    let days: DayRange
    let hours: Double
  }

  /// Row by row, in the order of the plan.
  let rows: [Lost]

  /// Looks over the hard bookings of projects that count.
  init(_ plan: Plan, _ sources: DemandSources) {
    let people = Dictionary(
      plan.people.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let absences = Dictionary(grouping: plan.timeAway) { $0.person ?? "" }
    let windows = PlanWindows(plan)
    let calendars = PlanCalendars(plan)
    var hoursOfPerson: [String: NetHours] = [:]
    rows = plan.assignments.flatMap { booking -> [Lost] in
      guard sources.holds(booking), case .person(let id) = booking.holder, let person = people[id]
      else { return [] }
      let parts = LostBookings.parts(of: booking, windows, plan.settings.hoursPerDay)
      return parts.compactMap { days, hours in
        let net =
          hoursOfPerson[id]
          ?? NetHours(
            of: person, absences: (absences[""] ?? []) + (absences[id] ?? []), calendars)
        hoursOfPerson[id] = net
        guard hours > 0, !days.days.contains(where: { net.hours(on: $0) > 0 }) else { return nil }
        return Lost(booking: booking, person: person, days: days, hours: hours)
      }
    }
  }

  /// The amounts of a row that are so many hours in all, each with its days; none of a rate.
  private static func parts(
    of booking: Booking, _ windows: PlanWindows, _ hoursPerDay: Double
  ) -> [(days: DayRange, hours: Double)] {
    switch booking.amount {
    case .hours(let hours): windows.days(of: booking).map { [($0, hours)] } ?? []
    case .wide(.hours, let cells): cells.map { ($0.days, $0.amount) }
    case .wide(.days, let cells): cells.map { ($0.days, $0.amount * hoursPerDay) }
    case .fte, .percent, .hoursPerWeek, .wide: []
    }
  }
}
