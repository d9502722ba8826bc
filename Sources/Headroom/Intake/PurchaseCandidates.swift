import PlanCompiler
import PlanModel
import WorkCalendar

/// What could be bought against the shortage of some skills in a quarter.
struct PurchaseCandidates {
  private let remedies: [Remedy]
  private let compiled: CompiledPlan
  private let plan: Plan
  private let span: Grid.Span
  private let horizon: DayRange
  private let asOf: Day
  private let calendar: DailyHours

  /// Of several people who could be trained or work longer no more are tried.
  private static let mostPeople = 3

  init(_ search: PurchaseSearch, _ compiled: CompiledPlan, _ span: Grid.Span) {
    remedies = search.remedies
    self.compiled = compiled
    plan = search.plan
    self.span = span
    horizon = search.base.grid.horizon ?? span.days
    asOf = plan.settings.asOf ?? search.today
    calendar = PlanCalendars(plan).standard
  }

  /// For the first two of the skills: overtime, contractors, training, a hire.
  func all(skills: [String], hours: Double) -> [Remedy] {
    skills.prefix(2).filter { !$0.hasPrefix("@") }.flatMap { name -> [Remedy] in
      let skill = SkillLevel(name, level(of: name))
      return overtime(skill) + contracts(skill, hours: hours) + trainings(skill) + hires(skill)
    }
  }

  private var lines: [DemandLine] { compiled.demand.lines }

  /// The highest level that is asked in the quarter.
  private func level(of skill: String) -> Int {
    lines.indices.compactMap { number -> Int? in
      guard case .skill(skill, let level) = lines[number].need, asks(number) else { return nil }
      return level
    }.max() ?? 1
  }

  private func asks(_ line: Int) -> Bool {
    span.cells.contains { compiled.demand.hours(of: line, in: $0) > 0 }
  }

  private func hours(_ days: DayRange) -> Double {
    days.days.reduce(0) { $0 + calendar.hours(on: $1) }
  }

  // MARK: Kinds

  private func hires(_ skill: SkillLevel) -> [Remedy] {
    let hiring = plan.settings.hiring
    let ramp = Int(((hiring?.rampUpWeeks ?? 0) * 7).rounded(.up))
    let earliest = asOf + (hiring?.daysToFirstDay ?? 0)
    let start = max(earliest, span.days.first - ramp)
    guard start <= span.days.last, let days = DayRange(max(start, horizon.first), horizon.last)
    else { return [] }
    let rate = plan.medianPay(of: skill.skill)
    var teams = [String?.none]
    // Work that only a team may do asks for a member.
    let teamed = lines.indices.filter {
      lines[$0].skill == skill.skill && lines[$0].team != nil && asks($0)
    }
    if let first = teamed.first { teams.append(lines[first].team) }
    return teams.map { team in
      Remedy(
        kind: .hire, skill: skill, count: 1, team: team, from: start,
        paidHours: hours(days),
        decideBy: start - (hiring?.daysToFirstDay ?? 0),
        costPerHour: rate, hiring: hiring)
    }
  }

  private func contracts(_ skill: SkillLevel, hours needed: Double) -> [Remedy] {
    plan.pools.compactMap { pool -> Remedy? in
      guard
        pool.skills.contains(where: { $0.skill == skill.skill && $0.level >= skill.level })
      else { return nil }
      let from = max(span.days.first, asOf + (pool.leadTimeDays ?? 0))
      guard from <= span.days.last else { return nil }
      let least = Int(((pool.minWeeks ?? 0) * 7).rounded(.up))
      let to = max(span.days.last, from + max(0, least - 1))
      guard let useful = DayRange(from, span.days.last), let days = DayRange(from, to) else {
        return nil
      }
      let taken = remedies.filter {
        $0.pool == pool.id && $0.from <= to && ($0.to ?? to) >= from
      }.reduce(0) { $0 + $1.count }
      let bought = plan.contractedFTE(of: pool.id, in: days)
      let left = pool.maxFTE - taken - bought
      let room = left >= 1 ? left.rounded(.down) : left
      let each = hours(useful)
      guard room > 0, each > 0 else { return nil }
      let rate = pool.cost?.perHour(in: plan.settings)
      return Remedy(
        kind: .contract, skill: skill, count: min(room, max(1, (needed / each).rounded(.up))),
        pool: pool.id, from: from, to: to, paidHours: hours(days),
        decideBy: from - (pool.leadTimeDays ?? 0), costPerHour: rate)
    }
  }

  /// People who hold the skill below the level, the closest first.
  private func trainings(_ skill: SkillLevel) -> [Remedy] {
    let trained = Set(
      remedies.filter { $0.kind == .train && $0.skill == skill }.compactMap(\.person)
        + plan.trainings.filter { $0.skill.skill == skill.skill }.map(\.person))
    let near = plan.people.compactMap { person -> (Person, Int)? in
      guard let own = person.allSkills.first(where: { $0.skill == skill.skill }),
        own.level < skill.level, !trained.contains(person.id),
        person.end ?? .latest > span.days.first
      else { return nil }
      return (person, own.level)
    }.sorted { ($1.1, $0.0.id) < ($0.1, $1.0.id) }
    return near.prefix(Self.mostPeople).map { person, level in
      let days = Staff.trainingDaysPerLevel * Double(skill.level - level)
      // Working days fill five of seven.
      let length = Int((days * 7 / 5).rounded(.up))
      let ready = max(span.days.first, asOf + length)
      let rate = person.cost?.perHour(in: plan.settings)
      return Remedy(
        kind: .train, skill: skill, count: 1, person: person.id, from: ready,
        paidHours: days * plan.settings.hoursPerDay, decideBy: ready - length,
        costPerHour: rate, days: days)
    }.filter { $0.from <= span.days.last }
  }

  /// People who hold the skill and may work longer.
  private func overtime(_ skill: SkillLevel) -> [Remedy] {
    let from = max(span.days.first, asOf)
    let busy = Set(
      remedies.filter {
        $0.kind == .overtime && $0.from <= span.days.last && ($0.to ?? from) >= from
      }
      .compactMap(\.person))
    guard let days = DayRange(from, span.days.last) else { return [] }
    let week = (0..<7).reduce(0) { $0 + calendar.hours(on: span.days.first.startOfWeek + 7 + $1) }
    let full = max(week, plan.settings.hoursPerDay * 5)
    return plan.people.filter { person in
      (person.maxOvertimeHours ?? 0) > 0 && !busy.contains(person.id)
        && (person.start ?? .earliest) <= from && (person.end ?? .latest) >= span.days.last
        && person.allSkills.contains { $0.skill == skill.skill && $0.level >= skill.level }
    }.sorted { $0.id < $1.id }.prefix(Self.mostPeople).map { person in
      let rate = person.cost.map {
        $0.perHour(in: plan.settings) * AllocationModel.overtimeFactor
      }
      return Remedy(
        kind: .overtime, skill: skill, count: (person.maxOvertimeHours ?? 0) / full,
        person: person.id, from: from, to: span.days.last,
        paidHours: hours(days), decideBy: from, costPerHour: rate,
        skills: person.allSkills)
    }
  }
}
