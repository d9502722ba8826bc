import PlanModel
import Randomness
import WorkCalendar

extension PlanGenerator {
  /// Leave in summer, weeks in winter, leave without dates, parental leave, planning days.
  mutating func addAbsences() {
    for quarter in quarters {
      // The third Friday.
      let first = quarter.days(in: .calendarYear).first
      let friday = first + ((4 - first.weekday.index + 7) % 7 + 14)
      add(nil, friday, days: 1, .fraction(1), "planning day")
    }
    var stream = stream("absences")
    let years = horizon.first.civil.year...horizon.last.civil.year
    for person in plan.people.indices {
      let id = plan.people[person].id
      if stream.happens(0.025) {
        let start = horizon.first + stream.integer(below: horizon.count)
        let share = stream.choice([1: 0.7, 0.5: 0.3])
        add(id, start, days: 7 * stream.integer(in: 12...30), .fraction(share), "parental leave")
      }
      for year in years {
        if let june = Day(year: year, month: 6, day: 15) {
          let start = june.startOfWeek + 7 * stream.integer(in: 1...8)
          add(id, start, days: 7 * stream.integer(in: 2...4) - 2, .fraction(1), "vacation")
        }
        if let february = Day(year: year, month: 2, day: 1), stream.happens(0.2) {
          let start = february.startOfWeek + 7 * stream.integer(in: 1...6)
          add(id, start, days: 5, .fraction(1), "vacation")
        }
        if stream.happens(0.3), let january = Day(year: year, month: 1, day: 1),
          let december = Day(year: year, month: 12, day: 31), let all = DayRange(january, december),
          let days = horizon.intersection(all)
        {
          let most = max(0.5, (Double(days.count) / 60).rounded() * 2)
          add(id, days.first, days: days.count, .days(most), "leave without dates")
        }
      }
    }
  }

  private mutating func add(
    _ person: String?, _ first: Day, days: Int, _ amount: Absence.Amount, _ kind: String
  ) {
    guard let range = DayRange(first, first + (days - 1)),
      let within = horizon.intersection(range)
    else { return }
    var absence = Absence(person: person, days: within, amount: amount)
    absence.kind = kind
    plan.absences.append(absence)
  }

  /// Hires of all statuses: a row for each 40 people, one at least.
  mutating func addHires() {
    var stream = stream("hires")
    let draw = SkillDraw(skillCount: skillCount)
    let count = max(1, request.people / 40)
    let firstTeam = plan.teams.count - leafTeamCount
    for index in 0..<count {
      var hire = Hire(
        id: Catalogue.id("h", index + 1, of: count, width: 3),
        start: (horizon.first + stream.integer(below: max(1, horizon.count * 3 / 4))).startOfWeek)
      if hire.start < horizon.first { hire.start = hire.start + 7 }
      let held = draw.skills(stream.integer(in: 1...3), &stream)
      hire.skills = held.map { SkillLevel(Catalogue.skills[$0.skill].skill, $0.level) }
      hire.role = held.first.map { Catalogue.skills[$0.skill].role }
      hire.count = stream.choice([1: 0.8, 2: 0.15, 3: 0.05])
      hire.status = stream.choice([.planned: 0.4, .approved: 0.35, .accepted: 0.25])
      if hire.status == .planned {
        hire.probability = Double(stream.integer(in: 6...18)) / 20
        hire.startLatest = hire.start + 7 * stream.integer(in: 4...12)
      }
      hire.rampUpWeeks = Double(stream.integer(in: 6...16))
      hire.rampUpFrom = stream.choice([0.2: 1, 0.25: 2, 0.4: 1])
      hire.team = plan.teams[stream.integer(in: firstTeam...plan.teams.count - 1)].id
      hire.location = PlanGenerator.locationIds[stream.integer(below: 2)]
      hire.cost = CostRate(amount: Double(stream.integer(in: 50...85)), per: .hour)
      plan.hires.append(hire)
    }
  }
}
