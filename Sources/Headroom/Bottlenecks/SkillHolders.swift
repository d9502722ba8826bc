import PlanCompiler
import PlanModel

/// Who holds a skill, at any level; a person holds `@id`.
struct SkillHolders: Sendable {
  /// For each skill the people who hold it, as indices of the plan's; somebody who is several units may
  /// stand there several times.
  private var people: [String: [Int]] = [:]
  private let personCount: Int

  /// The people of a plan; hires are not counted.
  init(_ plan: CompiledPlan) {
    personCount = plan.plan.people.count
    for unit in plan.supply.units {
      guard case .person(let index) = unit.source else { continue }
      people["@" + unit.id, default: []].append(index)
      for skill in unit.skills { people[skill.skill, default: []].append(index) }
    }
  }

  /// How many people hold any of the skills.
  func count(of skills: [String]) -> Int {
    var isCounted = [Bool](repeating: false, count: personCount)
    var count = 0
    for person in skills.lazy.flatMap({ people[$0] ?? [] }) where !isCounted[person] {
      isCounted[person] = true
      count += 1
    }
    return count
  }
}
