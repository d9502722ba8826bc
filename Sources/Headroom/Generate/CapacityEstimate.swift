import PlanModel
import WorkCalendar

/// Plannable hours of a plan in periods of equal length, by PLAN §4, on a path of its own.
struct CapacityEstimate {
  let horizon: DayRange
  /// For each day of the horizon the index of its period.
  let periodOfDay: [Int]
  /// How many periods there are; the last may be shorter.
  let periodCount: Int
  /// Plannable hours of people and hires in all.
  private(set) var plannable = 0.0
  /// Of them for each person those of each period.
  private(set) var plannableOfPerson: [[Double]] = []
  /// Standard hours of all days of the horizon before each day.
  private let standardBefore: [Double]
  private let calendars: PlanCalendars
  private let tree: TeamTree

  /// There are no more periods than this, whole weeks each.
  private static let mostPeriods = 60

  init(_ plan: Plan, horizon: DayRange) {
    self.horizon = horizon
    calendars = PlanCalendars(plan)
    tree = TeamTree(plan)
    let weeks = (horizon.count + 6) / 7
    let length = 7 * ((weeks + Self.mostPeriods - 1) / Self.mostPeriods)
    periodOfDay = (0..<horizon.count).map { $0 / length }
    periodCount = (horizon.count + length - 1) / length
    var before = [0.0]
    before.reserveCapacity(horizon.count + 1)
    for day in horizon.days {
      before.append((before.last ?? 0) + calendars.standard.hours(on: day))
    }
    standardBefore = before
    addPeople(plan)
    addHires(plan)
  }

  /// Standard hours of the days within the horizon.
  func standardHours(_ days: DayRange) -> Double {
    guard let days = horizon.intersection(days) else { return 0 }
    return standardBefore[days.last - horizon.first + 1]
      - standardBefore[days.first - horizon.first]
  }

  /// How the row's hours fall on the periods.
  func shares(of row: DemandDraft) -> PeriodShares {
    PeriodShares(row, in: horizon, periodOfDay: periodOfDay)
  }

  private mutating func addPeople(_ plan: Plan) {
    let hours = dailyHours(plan)
    let absences = Dictionary(grouping: plan.absences.filter { $0.person != nil }) {
      $0.person ?? ""
    }
    let common = commonAbsence(plan)
    for person in plan.people {
      let day = hours[person.location ?? ""] ?? hours[""] ?? []
      let from = person.start.map { max(0, $0 - horizon.first) } ?? 0
      let to = person.end.map { min(horizon.count, $0 - horizon.first + 1) } ?? horizon.count
      var own = [Double](repeating: 0, count: periodCount)
      defer {
        plannable += own.reduce(0, +)
        plannableOfPerson.append(own)
      }
      guard from < to else { continue }
      var away = common
      for absence in absences[person.id] ?? [] {
        let first = max(from, absence.days.first - horizon.first)
        let end = min(to, absence.days.last - horizon.first + 1)
        guard first < end else { continue }
        let share: Double
        switch absence.amount {
        case .fraction(let fraction): share = fraction
        case .days(let days):
          share = min(1, days / Double(max(1, day[first..<end].count { $0 > 0 })))
        }
        for index in first..<end where away[index] < share { away[index] = share }
      }
      let factor =
        person.fte * (1 - tree.runWork(own: person.runWork, team: person.team))
        * tree.targetUtilisation(own: person.targetUtilisation, team: person.team)
      for index in from..<to {
        own[periodOfDay[index]] += day[index] * (1 - away[index]) * factor
      }
    }
  }

  private mutating func addHires(_ plan: Plan) {
    let hours = dailyHours(plan)
    let common = commonAbsence(plan)
    for hire in plan.hires where hire.counts {
      let day = hours[hire.location ?? ""] ?? hours[""] ?? []
      let factor =
        Double(hire.count) * (1 - tree.runWork(own: nil, team: hire.team))
        * tree.targetUtilisation(own: nil, team: hire.team)
      let start = hire.rampUpFrom ?? 0
      let length = max(1, (hire.rampUpWeeks ?? 0) * 7)
      for index in min(horizon.count, max(0, hire.start - horizon.first))..<horizon.count {
        let since = Double(index - (hire.start - horizon.first))
        let ramp = min(1, start + (1 - start) * since / length)
        plannable += day[index] * (1 - common[index]) * factor * ramp
      }
    }
  }

  /// For each location, and "" for none, the hours of each day of the horizon.
  private func dailyHours(_ plan: Plan) -> [String: [Double]] {
    var hours = ["": horizon.days.map { calendars.withoutLocation.hours(on: $0) }]
    for location in plan.locations {
      let calendar = calendars.calendar(of: location.id)
      hours[location.id] = horizon.days.map { calendar.hours(on: $0) }
    }
    return hours
  }

  /// For each day of the horizon the share that everyone is away.
  private func commonAbsence(_ plan: Plan) -> [Double] {
    var away = [Double](repeating: 0, count: horizon.count)
    for absence in plan.absences where absence.person == nil {
      guard case .fraction(let share) = absence.amount,
        let days = horizon.intersection(absence.days)
      else { continue }
      for day in days.days {
        let index = day - horizon.first
        away[index] = max(away[index], share)
      }
    }
    return away
  }
}
