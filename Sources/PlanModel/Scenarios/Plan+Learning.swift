import WorkCalendar

/// Changes of what people can do and when: train, move, absence.
extension Plan {
  /// The days of a training are the working days just before it ends on which the person would work.
  mutating func take(_ training: Change.Training) throws(ChangeFault) -> [ChangeFault] {
    let index = try peopleNames.index(of: training.person, field: "person")
    let person = people[index]
    let held = person.span(on: training.ready).skills.first { $0.skill == training.skill.skill }
    if let held, held.level >= training.skill.level {
      return [
        ChangeFault(
          .changeWithoutEffect, field: "skill", value: training.skill.skill,
          "\(person.id) holds '\(held.skill)' at level \(held.level) already")
      ]
    }
    if training.days > 0 { try takeTime(training, of: person) }
    people[index].stages.append(PersonStage(from: training.ready, skills: [training.skill]))
    return notesOnUnasked([training.skill], field: "skill")
  }

  private mutating func takeTime(
    _ training: Change.Training, of person: Person
  ) throws(ChangeFault) {
    let net = NetHours(of: person, in: self, PlanCalendars(self))
    var left = training.days
    var day = training.ready - 1
    var first = training.ready
    // Nobody trains for longer than ten years.
    let earliest = max(person.start ?? .earliest, training.ready - 3660)
    while left >= 1 - 1e-9, day >= earliest {
      if net.hours(on: day) > 0 {
        left -= 1
        first = day
      }
      day = day - 1
    }
    while left > 1e-9, day >= earliest, net.hours(on: day) <= 0 { day = day - 1 }
    guard left <= 1e-9 || (left < 1 && day >= earliest) else {
      throw ChangeFault(
        .changeImpossible, field: "days", value: "\(training.days)",
        "\(person.id) works fewer days before \(training.ready)",
        expected: "at most \(training.days - left) days")
    }
    func absence(_ days: DayRange, _ fraction: Double) -> Absence {
      var row = Absence(person: person.id, days: days, amount: .fraction(fraction))
      row.kind = "training"
      return row
    }
    if let days = DayRange(first, training.ready - 1) { absences.append(absence(days, 1)) }
    if left > 1e-9 { absences.append(absence(DayRange(day), left)) }
  }

  mutating func take(_ move: Change.Move) throws(ChangeFault) -> [ChangeFault] {
    let index = try peopleNames.index(of: move.person, field: "person")
    guard let team = try teamNames.id(of: move.team, field: "team") else { return [] }
    guard people[index].span(on: move.on).team != team else { return [] }
    people[index].stages.append(PersonStage(from: move.on, team: team))
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
      let teams = TeamTree(self)
      for person in people
      where teams.contains(team, member: person.span(on: away.days.first).team) {
        absences.append(Absence(person: person.id, days: away.days, amount: amount))
      }
    }
    return []
  }
}
