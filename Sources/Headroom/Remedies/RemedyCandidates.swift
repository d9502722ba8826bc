import PlanCompiler
import PlanModel
import WorkCalendar

/// What could be bought against the shortage of some quarters.
///
/// Hires of each short skill at the highest level that is asked, from each quarter in which it is short
/// on; each pool of contractors for each short quarter; people who hold a short skill and may work
/// longer; people who hold it below that level, ready for each quarter in which it is short.
struct RemedyCandidates {
  private let plan: Plan
  private let horizon: DayRange?
  private let lines: [DemandLine]
  private let need: RemedyNeed
  private let terms: RemedyTerms
  /// For each span of the need the lines that are short in it, or tied to what is.
  private let shortLines: [[Int]]
  /// Those of them for which people are hired and trained.
  private let ownLines: [[Int]]

  /// So many of a thing at most.
  private static let mostOfThing = 1_000
  /// Of those who could be trained for a skill no more are tried, the closest first.
  private static let mostTrained = 16

  init(_ plan: Plan, today: Day, _ base: CompiledPlan, _ need: RemedyNeed, shortLines: [[Int]]) {
    (self.plan, self.need, self.shortLines) = (plan, need, shortLines)
    (horizon, lines) = (base.grid.horizon, base.demand.lines)
    terms = RemedyTerms(plan, today: today)
    ownLines = shortLines.map { [lines] numbers in
      numbers.filter { need.project == nil || lines[$0].project == need.project }
    }
  }

  func all() -> [RemedyChoice] {
    guard let horizon else { return [] }
    let skills = skills
    return skills.flatMap { hires($0, horizon) } + plan.pools.flatMap { contracts($0) }
      + trainings(skills) + spans.indices.flatMap { overtime(skills, in: $0) }
  }

  /// Where not all who could learn or work longer are tried.
  func limits() -> [Staff.Limit] {
    let skills = skills
    let training = skills.compactMap { skill -> Staff.Limit? in
      let able = learners(of: skill).count
      guard able > Self.mostTrained else { return nil }
      return Staff.Limit(
        kind: .train, skill: "\(skill.skill):\(skill.level)", period: nil, able: able,
        considered: Self.mostTrained)
    }
    let overtime = spans.indices.compactMap { span -> Staff.Limit? in
      let able = longer(skills, in: span).count
      guard able > need.mostLonger else { return nil }
      return Staff.Limit(
        kind: .overtime, skill: nil, period: spans[span].period, able: able,
        considered: need.mostLonger)
    }
    return training + overtime
  }

  private var spans: [Grid.Span] { need.spans }

  /// The skills for which people are hired and trained, by name, each at the highest level that is short.
  private var skills: [SkillLevel] {
    Set(ownLines.joined().map { lines[$0].skill }).filter { !$0.hasPrefix("@") }
      .sorted().map { SkillLevel($0, level(of: $0, in: ownLines)) }
  }

  /// The highest level of a skill that is asked and short.
  private func level(of skill: String, in lines: [[Int]]? = nil) -> Int {
    (lines ?? shortLines).joined().compactMap { number -> Int? in
      guard case .skill(skill, let level) = self.lines[number].need else { return nil }
      return level
    }.max() ?? 1
  }

  /// The spans in which a skill is short.
  private func spans(shortOf skill: String) -> [Int] {
    spans.indices.filter { span in ownLines[span].contains { lines[$0].skill == skill } }
  }

  // MARK: Kinds

  private func hires(_ skill: SkillLevel, _ horizon: DayRange) -> [RemedyChoice] {
    // Work that only a team may do asks for a member.
    let teams = Set(
      ownLines.joined().filter { lines[$0].skill == skill.skill }.map { lines[$0].team }
    )
    .union([nil]).sorted { ($0 ?? "") < ($1 ?? "") }
    var starts: [Day] = []
    for span in spans(shortOf: skill.skill) {
      if let start = terms.firstDay(ofHireFor: spans[span].days), !starts.contains(start) {
        starts.append(start)
      }
    }
    return starts.flatMap { start -> [RemedyChoice] in
      teams.compactMap { team in
        terms.hire(skill, team: team, from: start, within: horizon).map {
          RemedyChoice(things: [($0, Self.mostOfThing)])
        }
      }
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
    guard
      let days = terms.days(of: pool, for: first.union(last), beginningBy: first.last)
    else { return nil }
    let left = pool.maxFTE - plan.contractedFTE(of: pool.id, in: days)
    let wanted = shortLines[run.lowerBound].map { lines[$0].skill }
    guard left > 0,
      let skill = pool.skills.first(where: { wanted.contains($0.skill) }) ?? pool.skills.first
    else { return nil }
    let one = terms.contract(
      pool, SkillLevel(skill.skill, min(skill.level, level(of: skill.skill))),
      count: min(need.step, left), days)
    // A tenth is no binary fraction.
    return (one, max(1, Int(min(Double(Self.mostOfThing), left / need.step + 1e-9))))
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
      for (person, level) in learners(of: skill).prefix(Self.mostTrained) {
        var ready: Set<Day> = []
        for quarter in quarters {
          guard
            let one = terms.training(person, from: level, to: skill, for: spans[quarter].days),
            ready.insert(one.from).inserted
          else { continue }
          things[person.id, default: []].append((one, 1))
        }
      }
    }
    return things.keys.sorted().map { RemedyChoice(things: things[$0] ?? []) }
  }

  /// Who holds a skill below its level and is not to learn it yet, the closest level first, then by id.
  private func learners(of skill: SkillLevel) -> [(person: Person, level: Int)] {
    plan.people.compactMap { person -> (person: Person, level: Int)? in
      guard let own = person.allSkills.first(where: { $0.skill == skill.skill }),
        own.level < skill.level, !isLearning(person.id, skill.skill)
      else { return nil }
      return (person, own.level)
    }.sorted { ($1.level, $0.person.id) < ($0.level, $1.person.id) }
  }

  private func overtime(_ skills: [SkillLevel], in quarter: Int) -> [RemedyChoice] {
    longer(skills, in: quarter).prefix(need.mostLonger).compactMap { person, skill in
      let asked = SkillLevel(skill.skill, min(skill.level, level(of: skill.skill)))
      return terms.overtime(person, asked, in: spans[quarter].days).map {
        RemedyChoice(things: [($0, 1)])
      }
    }
  }

  /// People who hold a short skill and may work longer in a quarter: first those who hold one of some
  /// skills, then the cheapest, then by id.
  private func longer(
    _ skills: [SkillLevel], in quarter: Int
  ) -> [(person: Person, skill: SkillLevel)] {
    let days = spans[quarter].days
    let wanted = Set(shortLines[quarter].map { lines[$0].skill })
    let able = terms.peopleWithOvertime(in: days).compactMap { person in
      person.allSkills.first { wanted.contains($0.skill) }.map { (person: person, skill: $0) }
    }
    let own = Set(skills.map(\.skill))
    return able.map { able in
      (able, able.person.allSkills.contains { own.contains($0.skill) } ? 0 : 1)
    }.sorted {
      ($0.1, rate($0.0.person) ?? .infinity, $0.0.person.id)
        < ($1.1, rate($1.0.person) ?? .infinity, $1.0.person.id)
    }.map(\.0)
  }

  private func rate(_ person: Person) -> Double? { person.cost?.perHour(in: plan.settings) }
}
