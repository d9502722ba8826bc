import PlanModel
import WorkCalendar

/// Which rows of the answer a request asks to see; every name in it exists in the plan.
struct BottleneckFilter: Sendable {
  let basis: Basis?
  let days: DayRange?
  let skill: String?
  /// What the members of the asked team can serve: their skills, and themselves as `@id`.
  let teamSkills: Set<String>?

  init(_ request: Bottlenecks.Request) throws(RequestError) {
    var problems: [Diagnostic] = []
    let plan = request.plan
    basis = request.basis
    days = request.within.map { $0.days(in: plan.settings.fiscalYear) }
    skill = request.skill
    if request.grain == .year {
      problems.append(
        RequestError.unusable("--by", "year", expected: "week, month or quarter"))
    }
    if let skill = request.skill {
      var known = Set(plan.people.flatMap { $0.allSkills.map(\.skill) })
      known.formUnion(plan.hires.flatMap { $0.allSkills.map(\.skill) })
      for row in plan.demand {
        switch row.need {
        case .skill(let skill, _): known.insert(skill)
        case .person(let person): known.insert("@" + person)
        }
      }
      known.formUnion(plan.assignments.compactMap(\.skill))
      known.formUnion(plan.people.map { "@" + $0.id })
      if !known.contains(skill) {
        problems.append(RequestError.unknown(.unknownSkill, "--skill", skill, among: known))
      }
    }
    if let team = request.team {
      let tree = TeamTree(plan)
      var members: Set<String> = []
      for person in plan.people where tree.contains(team, member: person.team) {
        members.formUnion(person.allSkills.map(\.skill))
        members.insert("@" + person.id)
      }
      teamSkills = members
      if !plan.teams.contains(where: { $0.id == team }) {
        problems.append(
          RequestError.unknown(.unknownTeam, "--team", team, among: Set(plan.teams.map(\.id))))
      }
    } else {
      teamSkills = nil
    }
    guard problems.isEmpty else { throw RequestError(problems) }
  }

  func shows(_ basis: Basis) -> Bool { self.basis.map { $0 == basis } ?? true }

  /// A period is shown if it lies within the days asked for, or holds them.
  func shows(_ span: DayRange) -> Bool {
    guard let days else { return true }
    return days.intersection(span) == span || span.intersection(days) == days
  }

  func shows(skills: [String]) -> Bool {
    if let skill, !skills.contains(skill) { return false }
    if let teamSkills, !skills.contains(where: teamSkills.contains) { return false }
    return true
  }
}
