public import WorkCalendar

/// Days on which a person is in one team and holds the same skills.
public struct PersonSpan: Hashable, Sendable {
  /// The days; the first span begins with the calendar, the last ends with it.
  public var days: DayRange
  /// A team's id.
  public var team: String?
  /// Skills with the role, sorted by name.
  public var skills: [SkillLevel]
}

/// How the teams and the skills of a plan's people change from day to day: by their own rows, by what they
/// learn (``Training``) and by where they move (``TeamMove``).
public struct PersonSpans: Sendable {
  private let trainings: [String: [Training]]
  private let moves: [String: [TeamMove]]

  /// Reads the plan's trainings and moves.
  public init(_ plan: Plan) {
    trainings = Dictionary(grouping: plan.trainings) { $0.person }
    moves = Dictionary(grouping: plan.moves) { $0.person }
  }

  /// The person's spans in order of time, at least one: a new one begins wherever the team or the skills
  /// change.
  ///
  /// Edge cases: a skill that is held higher stays so; of two moves on one day, which no file can bring in,
  /// the later row has the last word.
  public func spans(of person: Person) -> [PersonSpan] {
    var spans = [PersonSpan(days: .always, team: person.team, skills: person.allSkills)]
    let moves = moves[person.id] ?? []
    let trainings = trainings[person.id] ?? []
    for day in Set(moves.map(\.on) + trainings.map(\.ready)).sorted() {
      guard let last = spans.last, let days = DayRange(day, .latest) else { break }
      var next = last
      for move in moves where move.on == day { next.team = move.team }
      for training in trainings where training.ready == day { next.skills.raise(training.skill) }
      guard next != last else { continue }
      next.days = days
      if let before = DayRange(last.days.first, day - 1), day > last.days.first {
        spans[spans.count - 1].days = before
        spans.append(next)
      } else {
        next.days = last.days
        spans[spans.count - 1] = next
      }
    }
    return spans
  }

  /// The span of the person in which a day lies.
  public func span(of person: Person, on day: Day) -> PersonSpan {
    spans(of: person).last { $0.days.first <= day }
      ?? PersonSpan(days: .always, team: person.team, skills: person.allSkills)
  }

  /// The skill of a training where its person holds it as well the day before, so that nothing is learnt.
  public func held(before training: Training, by person: Person) -> SkillLevel? {
    span(of: person, on: training.ready - 1).skills.first {
      $0.skill == training.skill.skill && $0.level >= training.skill.level
    }
  }
}

extension DayRange {
  /// Every day of the calendar.
  fileprivate static var always: DayRange { DayRange(.earliest).union(DayRange(.latest)) }
}

extension [SkillLevel] {
  /// Holds the skill at that level at least; keeps the order by name.
  fileprivate mutating func raise(_ skill: SkillLevel) {
    if let index = firstIndex(where: { $0.skill == skill.skill }) {
      self[index].level = Swift.max(self[index].level, skill.level)
    } else {
      insert(skill, at: firstIndex { $0.skill > skill.skill } ?? endIndex)
    }
  }
}
