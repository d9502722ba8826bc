import PlanModel
import WorkCalendar

extension PlanGenerator {
  static let locationIds = ["stockholm", "lisbon"]

  mutating func addSettings() {
    plan.settings.name = "Generated plan \(request.seed)"
    plan.settings.asOf = request.asOf
    plan.settings.starts = horizon.first
    plan.settings.ends = horizon.last
    plan.settings.currency = "EUR"
    plan.settings.targetUtilisation = 0.85
    plan.settings.runWork = 0.3
    plan.settings.hiring = PlanSettings.Hiring(
      timeToFillDays: 45, noticeDays: 60, rampUpWeeks: 13, rampUpFrom: 0.25)
  }

  /// The public holidays of two countries, for every year of the horizon.
  mutating func addHolidays() {
    plan.locations = PlanGenerator.locationIds.map { Location(id: $0) }
    plan.locations[1].hoursPerDay = 7.5
    let sweden = [
      (1, 1, "New Year's Day"), (1, 6, "Epiphany"), (5, 1, "May Day"), (6, 6, "National Day"),
      (12, 24, "Christmas Eve"), (12, 25, "Christmas Day"), (12, 26, "Boxing Day"),
      (12, 31, "New Year's Eve"),
    ]
    let portugal = [
      (1, 1, "New Year's Day"), (4, 25, "Freedom Day"), (5, 1, "Labour Day"),
      (6, 10, "Portugal Day"),
      (8, 15, "Assumption"), (10, 5, "Republic Day"), (11, 1, "All Saints' Day"),
      (12, 1, "Independence Day"), (12, 8, "Immaculate Conception"), (12, 25, "Christmas Day"),
    ]
    for year in horizon.first.civil.year...horizon.last.civil.year {
      for (location, dates) in zip(PlanGenerator.locationIds, [sweden, portugal]) {
        for (month, dayOfMonth, name) in dates {
          add(Day(year: year, month: month, day: dayOfMonth), name, location)
        }
        let easter = PlanGenerator.easter(year)
        add(easter.map { $0 - 2 }, "Good Friday", location)
        guard location == PlanGenerator.locationIds[0] else { continue }
        add(Day(year: year, month: 1, day: 5), "Twelfth Night", location, hours: 4)
        add(easter.map { $0 + 1 }, "Easter Monday", location)
        add(easter.map { $0 + 39 }, "Ascension Day", location)
      }
    }
  }

  private mutating func add(_ day: Day?, _ name: String, _ location: String, hours: Double = 0) {
    guard let day, horizon.contains(day), day.weekday.index < 5 else { return }
    var holiday = Holiday(date: day, location: location, hours: hours)
    holiday.name = name
    plan.holidays.append(holiday)
  }

  /// Easter Sunday of the Gregorian calendar.
  ///
  /// Source: Meeus, *Astronomical Algorithms*, 2nd ed. (1998), ch. 8.
  static func easter(_ year: Int) -> Day? {
    let (a, b, c) = (year % 19, year / 100, year % 100)
    let g = (8 * b + 13) / 25
    let h = (19 * a + b - b / 4 - g + 15) % 30
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7
    let m = (a + 11 * h + 22 * l) / 451
    let number = h + l - 7 * m + 114
    return Day(year: year, month: number / 31, day: number % 31 + 1)
  }
}
