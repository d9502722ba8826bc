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
  private let terms: RemedyTerms

  /// Of several people who could be trained or work longer no more are tried.
  private static let mostPeople = 3

  init(_ search: PurchaseSearch, _ compiled: CompiledPlan, _ span: Grid.Span) {
    remedies = search.remedies
    self.compiled = compiled
    plan = search.plan
    self.span = span
    horizon = search.base.grid.horizon ?? span.days
    terms = RemedyTerms(search.plan, today: search.today)
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

  // MARK: Kinds

  private func hires(_ skill: SkillLevel) -> [Remedy] {
    guard let start = terms.firstDay(ofHireFor: span.days) else { return [] }
    var teams = [String?.none]
    // Work that only a team may do asks for a member.
    let teamed = lines.indices.filter {
      lines[$0].skill == skill.skill && lines[$0].team != nil && asks($0)
    }
    if let first = teamed.first { teams.append(lines[first].team) }
    return teams.compactMap { terms.hire(skill, team: $0, from: start, within: horizon) }
  }

  private func contracts(_ skill: SkillLevel, hours needed: Double) -> [Remedy] {
    plan.pools.compactMap { pool -> Remedy? in
      guard
        pool.skills.contains(where: { $0.skill == skill.skill && $0.level >= skill.level })
      else { return nil }
      guard
        let days = terms.days(of: pool, for: span.days, beginningBy: span.days.last),
        let useful = DayRange(days.first, span.days.last)
      else { return nil }
      let taken = remedies.filter {
        $0.pool == pool.id && $0.from <= days.last && ($0.to ?? days.last) >= days.first
      }.reduce(0) { $0 + $1.count }
      let left = pool.maxFTE - taken - plan.contractedFTE(of: pool.id, in: days)
      let room = left >= 1 ? left.rounded(.down) : left
      let each = terms.hours(useful)
      guard room > 0, each > 0 else { return nil }
      return terms.contract(
        pool, skill, count: min(room, max(1, (needed / each).rounded(.up))), days)
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
    return near.prefix(Self.mostPeople).compactMap { person, level in
      terms.training(person, from: level, to: skill, for: span.days)
    }
  }

  /// People who hold the skill and may work longer.
  private func overtime(_ skill: SkillLevel) -> [Remedy] {
    let busy = Set(
      remedies.filter {
        $0.kind == .overtime && $0.from <= span.days.last
          && $0.to.map { $0 >= max(span.days.first, terms.asOf) } ?? true
      }.compactMap(\.person))
    return terms.peopleWithOvertime(in: span.days).filter { person in
      !busy.contains(person.id)
        && person.allSkills.contains { $0.skill == skill.skill && $0.level >= skill.level }
    }.sorted { $0.id < $1.id }.prefix(Self.mostPeople).compactMap {
      terms.overtime($0, skill, in: span.days)
    }
  }
}
