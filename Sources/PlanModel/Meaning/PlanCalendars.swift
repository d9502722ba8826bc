public import WorkCalendar

/// The working hours of each day: a standard week, shortened by holidays.
public struct DailyHours: Sendable {
  /// Hours of a working day.
  public let hoursPerDay: Double
  /// Days on which work is done.
  public let workdays: WorkingWeek
  /// For each holiday the most hours that are left.
  public let limits: [Day: Double]

  /// A week, with the most hours that are left on some days.
  public init(hoursPerDay: Double, workdays: WorkingWeek, limits: [Day: Double] = [:]) {
    self.hoursPerDay = hoursPerDay
    self.workdays = workdays
    self.limits = limits
  }

  /// Working hours of the day; 0 on days off.
  public func hours(on day: Day) -> Double {
    guard workdays.contains(day.weekday) else { return 0 }
    guard !limits.isEmpty, let limit = limits[day] else { return hoursPerDay }
    return min(hoursPerDay, limit)
  }
}

/// The calendars of a plan: the standard one, and one for each location. Source: PLAN §4.
///
/// A holiday without location shortens every calendar. A holiday of a location shortens that
/// location's; where it is listed for every location in use by a person or a counted hire, it
/// shortens the standard calendar as well (by the longest of the locations' hours that day).
public struct PlanCalendars: Sendable {
  /// The plan's standard week with its holidays: what an FTE is measured by.
  public let standard: DailyHours
  /// The calendar of those who have no location.
  public let withoutLocation: DailyHours
  private let locations: [String: DailyHours]

  /// Reads locations, holidays, people and hires.
  public init(_ plan: Plan) {
    let settings = plan.settings
    var everywhere: [Day: Double] = [:]
    var local: [String: [Day: Double]] = [:]
    for holiday in plan.holidays {
      if let location = holiday.location {
        local[location, default: [:]].shorten(holiday.date, to: holiday.hours)
      } else {
        everywhere.shorten(holiday.date, to: holiday.hours)
      }
    }

    var used = Set(plan.people.compactMap(\.location))
    used.formUnion(plan.hires.lazy.filter { $0.counts && $0.count > 0 }.compactMap(\.location))
    var standardLimits = everywhere
    if let some = used.min(), let days = local[some] {
      for day in days.keys {
        let limits = used.map { local[$0]?[day] }
        guard limits.allSatisfy({ $0 != nil }) else { continue }
        standardLimits.shorten(day, to: limits.compactMap { $0 }.max() ?? 0)
      }
    }

    standard = DailyHours(
      hoursPerDay: settings.hoursPerDay, workdays: settings.workdays, limits: standardLimits)
    withoutLocation = DailyHours(
      hoursPerDay: settings.hoursPerDay, workdays: settings.workdays, limits: everywhere)
    var locations: [String: DailyHours] = [:]
    for location in plan.locations {
      locations[location.id] = DailyHours(
        hoursPerDay: location.hoursPerDay ?? settings.hoursPerDay,
        workdays: location.workdays ?? settings.workdays,
        limits: everywhere.merging(local[location.id] ?? [:], uniquingKeysWith: min))
    }
    self.locations = locations
  }

  /// The calendar of a location; that of ``withoutLocation`` where it is nil or unknown.
  public func calendar(of location: String?) -> DailyHours {
    location.flatMap { locations[$0] } ?? withoutLocation
  }
}

extension [Day: Double] {
  /// Of two holidays on one day the shorter one holds.
  fileprivate mutating func shorten(_ day: Day, to hours: Double) {
    self[day] = Swift.min(self[day] ?? .infinity, hours)
  }
}
