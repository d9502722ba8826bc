import PlanModel
import WorkCalendar

/// How many people there are and what they are paid over some days.
///
/// People count from their first to their last day, hires that count from their start, contracts with
/// their FTE. Pay is by the hours of the contract, holidays taken off, absences not: leave is paid.
struct Payroll {
  /// Mean headcount.
  let people: Double
  /// nil: no pay is known.
  let cost: Double?
  /// Mean headcount of those whose pay is not known.
  let unpaid: Double

  init(_ plan: Plan, over days: DayRange) {
    let calendars = PlanCalendars(plan)
    var sums: [String: [Double]] = [:]
    /// Hours from the first day to each day, that day left out.
    func running(_ calendar: DailyHours) -> [Double] {
      var sum = 0.0
      return [0]
        + days.days.map { day in
          sum += calendar.hours(on: day)
          return sum
        }
    }
    func hours(_ part: DayRange, at location: String?) -> Double {
      let key = location ?? ""
      let table = sums[key] ?? running(calendars.calendar(of: location))
      sums[key] = table
      return table[part.last - days.first + 1] - table[part.first - days.first]
    }
    var headcountDays = 0.0
    var unpaidDays = 0.0
    var cost: Double?
    func add(
      _ employment: DayRange?, heads: Double, fte: Double, _ rate: CostRate?,
      _ hours: (DayRange) -> Double
    ) {
      guard let part = employment?.intersection(days) else { return }
      headcountDays += heads * Double(part.count)
      guard let rate else {
        unpaidDays += heads * Double(part.count)
        return
      }
      cost = (cost ?? 0) + fte * hours(part) * rate.perHour(in: plan.settings)
    }
    for person in plan.people {
      add(
        DayRange(person.start ?? .earliest, person.end ?? .latest), heads: 1, fte: person.fte,
        person.cost
      ) { hours($0, at: person.location) }
    }
    for hire in plan.hires where hire.counts {
      add(
        DayRange(hire.start, .latest), heads: Double(hire.count), fte: Double(hire.count), hire.cost
      ) { hours($0, at: hire.location) }
    }
    let standard = running(calendars.standard)
    for contract in plan.contracts {
      let rate = plan.filled(contract).cost
      add(contract.days, heads: contract.fte, fte: contract.fte, rate) {
        standard[$0.last - days.first + 1] - standard[$0.first - days.first]
      }
    }
    people = headcountDays / Double(days.count)
    unpaid = unpaidDays / Double(days.count)
    self.cost = cost
  }
}
