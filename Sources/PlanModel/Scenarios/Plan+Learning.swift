import WorkCalendar

/// Changes of what people can do and when: train, move, absence.
extension Plan {
  /// A training of the same skill for the same day gives way to the new one.
  mutating func take(_ change: Training) throws(ChangeFault) -> [ChangeFault] {
    let person = people[try peopleNames.index(of: change.person, field: "person")]
    var training = change
    training.person = person.id
    if let held = PersonSpans(self).held(before: training, by: person) {
      return [
        ChangeFault(
          .changeWithoutEffect, field: "skill", value: training.skill.skill,
          "\(person.id) holds '\(held.skill)' at level \(held.level) already")
      ]
    }
    let same = trainings.firstIndex {
      $0.person == person.id && $0.skill.skill == training.skill.skill
        && $0.ready == training.ready
    }
    if let same {
      training.origin = trainings[same].origin
      trainings[same] = training
    } else {
      trainings.append(training)
    }
    let taken = trainingDays.first { $0.training == training }
    if let missing = taken?.missingDays, missing > 0 {
      throw ChangeFault(
        .changeImpossible, field: "days", value: "\(training.days)",
        "\(person.id) works fewer days before \(training.ready)",
        expected: "at most \(training.days - missing) days")
    }
    return notesOnUnasked([training.skill], field: "skill")
  }

  /// A move of the same person on the same day gives way to the new one.
  mutating func take(_ change: TeamMove) throws(ChangeFault) -> [ChangeFault] {
    let person = people[try peopleNames.index(of: change.person, field: "person")]
    guard let team = try teamNames.id(of: change.team, field: "team") else { return [] }
    guard PersonSpans(self).span(of: person, on: change.on).team != team else { return [] }
    var move = TeamMove(person: person.id, team: team, on: change.on)
    if let same = moves.firstIndex(where: { $0.person == person.id && $0.on == move.on }) {
      move.origin = moves[same].origin
      moves[same] = move
    } else {
      moves.append(move)
    }
    return []
  }

  mutating func take(_ away: Change.Away) throws(ChangeFault) -> [ChangeFault] {
    guard away.fraction > 0 else { return [] }
    let amount = Absence.Amount.fraction(away.fraction)
    switch away.who {
    case .everyone: absences.append(Absence(person: nil, days: away.days, amount: amount))
    case .person(let name):
      let person = people[try peopleNames.index(of: name, field: "person")]
      absences.append(Absence(person: person.id, days: away.days, amount: amount))
    case .team(let name):
      guard let team = try teamNames.id(of: name, field: "team") else { return [] }
      let (teams, spans) = (TeamTree(self), PersonSpans(self))
      for person in people
      where teams.contains(team, member: spans.span(of: person, on: away.days.first).team) {
        absences.append(Absence(person: person.id, days: away.days, amount: amount))
      }
    }
    return []
  }
}
