import PlanCompiler
import PlanModel
import WorkCalendar

/// What could be bought against the structural shortage of some quarters.
///
/// Hires of each short skill at the highest level that is asked, from each quarter in which it is short
/// on; each pool of contractors for each short quarter; people who hold a short skill and may work
/// longer; people who hold it below that level, ready for each quarter in which it is short. There are
/// no more hires of a skill than full-time people whom its work could take.
struct RemedyCandidates {
  private let base: CompiledPlan
  private let plan: Plan
  private let spans: [Grid.Span]
  private let horizon: DayRange?
  private let asOf: Day
  private let calendar: DailyHours
  private let shares: [Double]
  /// For each span the lines that are short in it, or tied to what is.
  private let shortLines: [[Int]]

  /// Of those who could be trained for a skill no more are tried, the closest first.
  private static let mostTrained = 16
  /// Of those who could work longer in a quarter no more are tried, the cheapest first.
  private static let mostLonger = 120

  init(_ request: Staff.Request, _ base: CompiledPlan, _ spans: [Grid.Span], shortLines: [[Int]]) {
    self.base = base
    plan = request.plan
    self.spans = spans
    horizon = base.grid.horizon
    asOf = plan.settings.asOf ?? request.today
    calendar = PlanCalendars(plan).standard
    shares = base.shares(of: .confirmed)
    self.shortLines = shortLines
  }

  func all() -> [RemedyChoice] {
    guard let horizon else { return [] }
    let skills = Set(shortLines.joined().map { lines[$0].skill }).filter { !$0.hasPrefix("@") }
      .sorted().map { SkillLevel($0, level(of: $0)) }
    return skills.flatMap { hires($0, horizon) } + plan.pools.flatMap { contracts($0) }
      + trainings(skills) + spans.indices.flatMap { overtime(skills, in: $0) }
  }

  private var lines: [DemandLine] { base.demand.lines }

  /// The highest level of a skill that is asked and short.
  private func level(of skill: String) -> Int {
    shortLines.joined().compactMap { number -> Int? in
      guard case .skill(skill, let level) = lines[number].need else { return nil }
      return level
    }.max() ?? 1
  }

  /// The spans in which a skill is short.
  private func spans(shortOf skill: String) -> [Int] {
    spans.indices.filter { span in shortLines[span].contains { lines[$0].skill == skill } }
  }

  private func hours(_ days: DayRange) -> Double {
    days.days.reduce(0) { $0 + calendar.hours(on: $1) }
  }

  // MARK: Kinds

  private func hires(_ skill: SkillLevel, _ horizon: DayRange) -> [RemedyChoice] {
    let hiring = plan.settings.hiring
    let ramp = Int(((hiring?.rampUpWeeks ?? 0) * 7).rounded(.up))
    let earliest = asOf + (hiring?.daysToFirstDay ?? 0)
    // Work that only a team may do asks for a member.
    let teams = Set(
      shortLines.joined().filter { lines[$0].skill == skill.skill }.map { lines[$0].team }
    )
    .union([nil]).sorted { ($0 ?? "") < ($1 ?? "") }
    var starts: [Day] = []
    for span in spans(shortOf: skill.skill) {
      let start = max(earliest, spans[span].days.first - ramp)
      if start <= spans[span].days.last, !starts.contains(start) { starts.append(start) }
    }
    return starts.flatMap { start -> [RemedyChoice] in
      let most = mostPeople(skill.skill, from: start)
      guard most > 0, let days = DayRange(max(start, horizon.first), horizon.last) else {
        return []
      }
      return teams.map { team in
        let one = Remedy(
          kind: .hire, skill: skill, count: 1, team: team, from: start, paidHours: hours(days),
          decideBy: start - (hiring?.daysToFirstDay ?? 0),
          costPerHour: plan.medianPay(of: skill.skill), hiring: hiring)
        return RemedyChoice(things: [(one, most)])
      }
    }
  }

  /// The full-time people whom the work of a skill takes in a quarter at most.
  private func mostPeople(_ skill: String, from start: Day) -> Int {
    spans.reduce(0) { most, span in
      let standard = base.standardHours(in: span.cells)
      guard span.days.last >= start, standard > 0 else { return most }
      let asked = lines.indices.filter { lines[$0].skill == skill }.reduce(0.0) { sum, line in
        span.cells.reduce(sum) {
          $0 + shares[lines[line].project] * base.demand.hours(of: line, in: $1)
        }
      }
      return max(most, Int(min(1_000, asked / standard).rounded(.up)))
    }
  }

  /// Contractors of a pool by quarter, or where their least term reaches into the next one, some of them
  /// for a run of quarters.
  private func contracts(_ pool: Pool) -> [RemedyChoice] {
    let short = spans.indices.filter { !shortLines[$0].isEmpty }
    let single = short.compactMap { contract(pool, $0...$0) }
    let overlap = zip(single, single.dropFirst()).contains {
      ($0.one.to ?? $0.one.from) >= $1.one.from
    }
    guard overlap else { return single.map { RemedyChoice(things: [$0]) } }
    let runs = short.flatMap { first in
      short.filter { $0 >= first }.compactMap { contract(pool, first...$0) }
    }
    return [RemedyChoice(things: runs)]
  }

  private func contract(_ pool: Pool, _ run: ClosedRange<Int>) -> (one: Remedy, most: Int)? {
    let (first, last) = (spans[run.lowerBound].days, spans[run.upperBound].days)
    let from = max(first.first, asOf + (pool.leadTimeDays ?? 0))
    let least = Int(((pool.minWeeks ?? 0) * 7).rounded(.up))
    let to = max(last.last, from + max(0, least - 1))
    guard from <= first.last, let days = DayRange(from, to) else { return nil }
    let left = pool.maxFTE - plan.contractedFTE(of: pool.id, in: days)
    let wanted = shortLines[run.lowerBound].map { lines[$0].skill }
    guard left > 0,
      let skill = pool.skills.first(where: { wanted.contains($0.skill) }) ?? pool.skills.first
    else { return nil }
    let one = Remedy(
      kind: .contract, skill: SkillLevel(skill.skill, min(skill.level, level(of: skill.skill))),
      count: min(1, left), pool: pool.id, from: from, to: to, paidHours: hours(days),
      decideBy: from - (pool.leadTimeDays ?? 0),
      costPerHour: pool.cost?.perHour(in: plan.settings))
    return (one, max(1, Int(min(1_000, left))))
  }

  /// Whether somebody is to learn a skill already.
  private func isLearning(_ person: String, _ skill: String) -> Bool {
    plan.trainings.contains { $0.person == person && $0.skill.skill == skill }
  }

  /// People who hold a skill below the level; each learns one thing.
  private func trainings(_ skills: [SkillLevel]) -> [RemedyChoice] {
    var things: [String: [(one: Remedy, most: Int)]] = [:]
    for skill in skills {
      let quarters = spans(shortOf: skill.skill)
      let near = plan.people.compactMap { person -> (Person, Int)? in
        guard let own = person.allSkills.first(where: { $0.skill == skill.skill }),
          own.level < skill.level, !isLearning(person.id, skill.skill)
        else { return nil }
        return (person, own.level)
      }.sorted { ($1.1, $0.0.id) < ($0.1, $1.0.id) }
      for (person, level) in near.prefix(Self.mostTrained) {
        var ready: Set<Day> = []
        for quarter in quarters {
          guard let one = training(person, level, skill, for: spans[quarter].days),
            ready.insert(one.from).inserted
          else { continue }
          things[person.id, default: []].append((one, 1))
        }
      }
    }
    return things.keys.sorted().map { RemedyChoice(things: things[$0] ?? []) }
  }

  private func training(
    _ person: Person, _ level: Int, _ skill: SkillLevel, for quarter: DayRange
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

  /// People who hold a short skill and may work longer in a quarter.
  private func overtime(_ skills: [SkillLevel], in quarter: Int) -> [RemedyChoice] {
    let span = spans[quarter]
    let from = max(span.days.first, asOf)
    let wanted = Set(shortLines[quarter].map { lines[$0].skill })
    guard let days = DayRange(from, span.days.last) else { return [] }
    let week = (0..<7).reduce(0) { $0 + calendar.hours(on: span.days.first.startOfWeek + 7 + $1) }
    let full = max(week, plan.settings.hoursPerDay * 5)
    let able = plan.people.compactMap { person -> (person: Person, skill: SkillLevel)? in
      guard (person.maxOvertimeHours ?? 0) > 0, (person.start ?? .earliest) <= from,
        (person.end ?? .latest) >= span.days.last,
        let skill = person.allSkills.first(where: { wanted.contains($0.skill) })
      else { return nil }
      return (person, skill)
    }
    let cheapest = able.sorted {
      (rate($0.person) ?? .infinity, $0.person.id) < (rate($1.person) ?? .infinity, $1.person.id)
    }
    return cheapest.prefix(Self.mostLonger).map { person, skill in
      let one = Remedy(
        kind: .overtime, skill: SkillLevel(skill.skill, min(skill.level, level(of: skill.skill))),
        count: (person.maxOvertimeHours ?? 0) / full, person: person.id, from: from,
        to: span.days.last, paidHours: hours(days), decideBy: from,
        costPerHour: rate(person).map { $0 * AllocationModel.overtimeFactor },
        skills: person.allSkills)
      return RemedyChoice(things: [(one, 1)])
    }
  }

  private func rate(_ person: Person) -> Double? { person.cost?.perHour(in: plan.settings) }
}
