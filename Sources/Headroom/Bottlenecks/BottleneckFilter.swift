import PlanModel
import WorkCalendar

/// Which rows of the answer a request asks to see; every name in it exists in the plan.
struct BottleneckFilter: Sendable {
  let basis: Basis?
  let within: Period?
  let days: DayRange?
  let skill: String?
  /// What the members of the asked team can serve: their skills, and themselves as `@id`.
  let teamSkills: Set<String>?

  init(_ request: Bottlenecks.Request) throws(RequestError) {
    var problems: [Diagnostic] = []
    let plan = request.plan
    basis = request.basis
    within = request.within
    days = request.within.map { $0.days(in: plan.settings.fiscalYear) }
    skill = request.skill
    if request.grain == .year {
      problems.append(
        RequestError.unusable("--by", "year", expected: "week, month or quarter"))
    }
    if let within = request.within, within.grain.isFiner(than: request.grain) {
      problems.append(
        RequestError.unusable(
          "--quarter", within.description,
          expected: "a \(request.grain.rawValue) or longer, or --by \(within.grain.rawValue)"))
    }
    if let skill = request.skill {
      var known = plan.knownSkills
      for row in plan.demand {
        if case .person(let person) = row.need { known.insert("@" + person) }
      }
      known.formUnion(plan.people.map { "@" + $0.id })
      if !known.contains(skill) {
        // Who writes a skill means none of the people.
        let near = known.filter { $0.hasPrefix("@") == skill.hasPrefix("@") }
        problems.append(RequestError.unknown(.unknownSkill, "--skill", skill, among: near))
      }
    }
    if let team = request.team {
      let tree = TeamTree(plan)
      var members: Set<String> = []
      let spans = PersonSpans(plan)
      for person in plan.people {
        let within = spans.spans(of: person).filter { tree.contains(team, member: $0.team) }
        guard !within.isEmpty else { continue }
        members.formUnion(within.flatMap { $0.skills.map(\.skill) })
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

  /// A period is shown if it lies within the one asked for; a week also where it holds its first or last
  /// day.
  func shows(_ span: DayRange) -> Bool { days?.overlaps(span) ?? true }

  /// What is wrong where none of the plan's periods is shown; nil for a plan without any.
  func fault(_ spans: [Grid.Span]) -> Diagnostic? {
    guard let within, let days, let first = spans.first, let last = spans.last,
      !spans.contains(where: { shows($0.days) })
    else { return nil }
    let nearest = days.last < first.days.first ? first : last
    return Diagnostic(
      id: RequestFault.outsideHorizon.rawValue, severity: .error, field: "--quarter",
      value: within.description, message: "the plan's horizon holds no day of \(within)",
      expected: "a period within \(first.days.first) to \(last.days.last)",
      suggestion: "the nearest is \(nearest.period)")
  }

  func shows(skills: [String]) -> Bool {
    if let skill, !skills.contains(skill) { return false }
    if let teamSkills, !skills.contains(where: teamSkills.contains) { return false }
    return true
  }
}
