import WorkCalendar

/// Changes of who is there: hire, release, contract, freeze_hiring, attrition, holiday.
extension Plan {
  mutating func take(_ hire: Hire) throws(ChangeFault) -> [ChangeFault] {
    var hire = hire
    hire.status = .approved
    hire.team = try teamNames.id(of: hire.team, field: "team")
    hire.location = try locationNames.id(of: hire.location, field: "location")
    if hire.id.isEmpty {
      hire.id = freeId("hire-\(hire.role ?? hire.skills.first?.skill ?? "somebody")")
    } else if hires.contains(where: { $0.id == hire.id }) {
      throw ChangeFault(
        .duplicateId, field: "id", value: hire.id, "the plan has a hire '\(hire.id)' already")
    }
    guard !hire.allSkills.isEmpty else {
      throw ChangeFault(
        .changeImpossible, field: "skills", "the hire has neither a role nor skills",
        expected: "a role, or skills as swift:3; sql:2")
    }
    if hire.count > 0 { hires.append(hire) }
    return notesOnUnasked(hire.allSkills, field: hire.skills.isEmpty ? "role" : "skills")
  }

  mutating func take(_ release: Change.Release) throws(ChangeFault) -> [ChangeFault] {
    switch release.who {
    case .person(let name):
      let index = try peopleNames.index(of: name, field: "person")
      if let start = people[index].start, start > release.on {
        throw ChangeFault(
          .changeImpossible, field: "on", value: release.on.description,
          "\(people[index].id) starts on \(start), after that day",
          expected: "a day on or after \(start)")
      }
      end(index, on: release.on)
    case .count(let count, let team, let skill):
      let team = try teamNames.id(of: team, field: "team")
      try checkKnown(skill: skill)
      let (teams, spans) = (TeamTree(self), PersonSpans(self))
      let able = people.indices.filter { index in
        let person = people[index]
        let span = spans.span(of: person, on: release.on)
        guard (person.start ?? .earliest) <= release.on, (person.end ?? .latest) > release.on
        else { return false }
        if let skill, !span.skills.contains(where: { $0.skill == skill }) { return false }
        if let team, !teams.contains(team, member: span.team) { return false }
        return true
      }
      guard able.count >= count else {
        throw ChangeFault(
          .changeImpossible, field: "count", value: String(count),
          "\(able.count == 1 ? "only one person is" : "only \(able.count) people are") there to be released",
          expected: "a number up to \(able.count)")
      }
      let last = able.sorted {
        let (left, right) = (people[$0], people[$1])
        let (leftStart, rightStart) = (left.start ?? .earliest, right.start ?? .earliest)
        return leftStart == rightStart ? left.id < right.id : leftStart > rightStart
      }
      for index in last.prefix(count) { end(index, on: release.on) }
    }
    return []
  }

  private mutating func end(_ index: Int, on day: Day) {
    people[index].end = min(people[index].end ?? .latest, day)
  }

  mutating func take(_ change: Contract) throws(ChangeFault) -> [ChangeFault] {
    var notes: [ChangeFault] = []
    var contract = change
    if let name = change.pool {
      let pool = pools[try poolNames.index(of: name, field: "pool")]
      contract.pool = pool.id
      let taken = change.fte + contractedFTE(of: pool.id, in: change.days)
      if taken > pool.maxFTE + 1e-9 {
        notes.append(
          ChangeFault(
            .poolExceeded, field: "fte", value: "\(change.fte)",
            "contracts take \(taken) FTE of '\(pool.id)', which has \(pool.maxFTE)",
            suggestion: "ask for less, or raise max_fte of the pool"))
      }
    }
    let skills = filled(contract).skills
    guard let first = skills.first else {
      throw ChangeFault(
        .changeImpossible, field: "skills", "the contract names neither a pool nor skills",
        expected: "a pool, or skills as swift:3; sql:2")
    }
    contract.id = freeId("contract-\(contract.pool ?? first.skill)")
    if contract.fte > 0 { contracts.append(contract) }
    return notes + notesOnUnasked(skills, field: contract.pool == nil ? "skills" : "pool")
  }

  mutating func freezeHiring(in days: DayRange) -> [ChangeFault] {
    for index in hires.indices where days.contains(hires[index].start) {
      hires[index].start = days.last + 1
      if let latest = hires[index].startLatest, latest < hires[index].start {
        hires[index].startLatest = hires[index].start
      }
    }
    return []
  }

  /// Attrition of the same people from the same day on adds up in one row.
  mutating func take(_ change: Attrition, today: Day) throws(ChangeFault) -> [ChangeFault] {
    try checkKnown(skill: change.skill)
    var row = change
    row.since = change.since ?? (settings.asOf == nil ? today : nil)
    row.team = try teamNames.id(of: change.team, field: "team")
    guard row.rate > 0 else { return [] }
    let same = attritions.firstIndex {
      $0.skill == row.skill && $0.team == row.team
        && $0.start(in: settings) == row.start(in: settings)
    }
    if let same {
      let staying = (1 - attritions[same].rate) * (1 - row.rate)
      attritions[same].rate = (1 - staying).withTwelveDigits
    } else {
      attritions.append(row)
    }
    return []
  }

  mutating func take(_ holiday: Holiday) throws(ChangeFault) -> [ChangeFault] {
    var holiday = holiday
    holiday.location = try locationNames.id(of: holiday.location, field: "location")
    let isKnown = holidays.contains {
      $0.date == holiday.date && ($0.location == nil || $0.location == holiday.location)
        && $0.hours <= holiday.hours
    }
    if !isKnown { holidays.append(holiday) }
    return []
  }

  /// An id that begins so and that no person, hire or contract has.
  private func freeId(_ stem: String) -> String {
    let used = Set(people.map(\.id) + hires.map(\.id) + contracts.map(\.id))
    var number = 1
    while used.contains("\(stem)-\(number)") { number += 1 }
    return "\(stem)-\(number)"
  }
}
