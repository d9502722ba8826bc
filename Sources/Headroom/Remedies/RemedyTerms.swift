import PlanCompiler
import PlanModel
import WorkCalendar

/// What a plan's people, pools and hiring times make of a purchase: its dates, what it is paid for, and by
/// when it must be decided.
struct RemedyTerms {
  private let plan: Plan
  let asOf: Day
  private let calendar: DailyHours

  init(_ plan: Plan, today: Day) {
    self.plan = plan
    asOf = plan.settings.asOf ?? today
    calendar = PlanCalendars(plan).standard
  }

  /// The standard hours of some days.
  func hours(_ days: DayRange) -> Double {
    days.days.reduce(0) { $0 + calendar.hours(on: $1) }
  }

  // MARK: Hires

  private var daysToFirstDay: Int { plan.settings.hiring?.daysToFirstDay ?? 0 }

  /// The first day of somebody who is hired for a quarter, ramped up when it begins if that is possible;
  /// nil: the quarter is over by then.
  func firstDay(ofHireFor quarter: DayRange) -> Day? {
    let ramp = Int(((plan.settings.hiring?.rampUpWeeks ?? 0) * 7).rounded(.up))
    let start = max(asOf + daysToFirstDay, quarter.first - ramp)
    return start <= quarter.last ? start : nil
  }

  /// One person, paid to the end of the horizon; nil where that is over by then.
  func hire(
    _ skill: SkillLevel, team: String?, from start: Day, within horizon: DayRange
  ) -> Remedy? {
    DayRange(max(start, horizon.first), horizon.last).map { days in
      Remedy(
        kind: .hire, skill: skill, count: 1, team: team, from: start, paidHours: hours(days),
        decideBy: start - daysToFirstDay, costPerHour: plan.medianPay(of: skill.skill),
        hiring: plan.settings.hiring)
    }
  }

  // MARK: Contractors

  /// The days of a contract for some days of need, with the pool's lead time and least term; nil: none can
  /// begin by the last day on which it may.
  func days(of pool: Pool, for need: DayRange, beginningBy latest: Day) -> DayRange? {
    let from = max(need.first, asOf + (pool.leadTimeDays ?? 0))
    guard from <= latest else { return nil }
    let least = Int(((pool.minWeeks ?? 0) * 7).rounded(.up))
    return DayRange(from, max(need.last, from + max(0, least - 1)))
  }

  func contract(_ pool: Pool, _ skill: SkillLevel, count: Double, _ days: DayRange) -> Remedy {
    Remedy(
      kind: .contract, skill: skill, count: count, pool: pool.id, from: days.first, to: days.last,
      paidHours: hours(days), decideBy: days.first - (pool.leadTimeDays ?? 0),
      costPerHour: pool.cost?.perHour(in: plan.settings))
  }

  // MARK: People who are there

  /// Somebody of a level learns a skill for a quarter; nil where they are ready, or stay, too short for it.
  func training(
    _ person: Person, from level: Int, to skill: SkillLevel, for quarter: DayRange
  ) -> Remedy? {
    let days = Staff.trainingDaysPerLevel * Double(skill.level - level)
    // Working days fill five of seven.
    let length = Int((days * 7 / 5).rounded(.up))
    let ready = max(quarter.first, asOf + length)
    guard ready <= quarter.last, person.end ?? .latest > quarter.first else { return nil }
    return Remedy(
      kind: .train, skill: skill, count: 1, person: person.id, from: ready,
      paidHours: days * plan.settings.hoursPerDay, decideBy: ready - length,
      costPerHour: person.cost?.perHour(in: plan.settings), days: days)
  }

  /// Those who may work longer in what is to come of a quarter, and are there all the time.
  func peopleWithOvertime(in quarter: DayRange) -> [Person] {
    let from = max(quarter.first, asOf)
    return plan.people.filter { person in
      (person.maxOvertimeHours ?? 0) > 0 && (person.start ?? .earliest) <= from
        && (person.end ?? .latest) >= quarter.last
    }
  }

  /// All of somebody's overtime in what is to come of a quarter; nil where it is over.
  func overtime(_ person: Person, _ skill: SkillLevel, in quarter: DayRange) -> Remedy? {
    let from = max(quarter.first, asOf)
    let week = (0..<7).reduce(0) { $0 + calendar.hours(on: quarter.first.startOfWeek + 7 + $1) }
    let full = max(week, plan.settings.hoursPerDay * 5)
    return DayRange(from, quarter.last).map { days in
      Remedy(
        kind: .overtime, skill: skill, count: (person.maxOvertimeHours ?? 0) / full,
        person: person.id, from: from, to: quarter.last, paidHours: hours(days), decideBy: from,
        costPerHour: person.cost.map {
          $0.perHour(in: plan.settings) * AllocationModel.overtimeFactor
        }, skills: person.allSkills)
    }
  }
}
