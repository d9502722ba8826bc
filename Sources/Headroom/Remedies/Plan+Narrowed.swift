import PlanModel

extension Plan {
  /// Some people and the work of some projects alone: enough to compile what they give and what is asked
  /// there, on the same calendars.
  ///
  /// For each location that is in use and would not be, somebody who can do nothing stands in, so that
  /// standard hours are the same.
  func narrowed(toPeople ids: Set<String>, projects: Set<String>) -> Plan {
    var plan = self
    plan.people = people.filter { ids.contains($0.id) }
    let coming = hires.filter { $0.counts && $0.count > 0 }
    let gone = Set(people.compactMap(\.location) + coming.compactMap(\.location))
      .subtracting(plan.people.compactMap(\.location))
    // No name of the plan's begins with a line's end.
    plan.people += gone.sorted().map { location in
      var person = Person(id: "\n@\(location)")
      person.location = location
      return person
    }
    (plan.hires, plan.contracts) = ([], [])
    plan.absences.removeAll { row in row.person.map { !ids.contains($0) } ?? false }
    plan.demand.removeAll { !projects.contains($0.project) }
    plan.assignments.removeAll { row in
      if case .person(let id) = row.holder, ids.contains(id) { return false }
      return !projects.contains(row.project)
    }
    return plan
  }
}
