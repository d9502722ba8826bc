import PlanCompiler
import PlanModel

/// Who holds a skill, at any level; a person holds `@id`.
struct SkillHolders: Sendable {
  /// For each skill the people who hold it, in the order of the plan's units.
  private var people: [String: [Int]] = [:]
  private let unitCount: Int

  /// The people of a plan; hires are not counted.
  init(_ plan: CompiledPlan) {
    unitCount = plan.supply.units.count
    for (index, unit) in plan.supply.units.enumerated() {
      guard case .person = unit.source else { continue }
      people["@" + unit.id, default: []].append(index)
      for skill in unit.skills { people[skill.skill, default: []].append(index) }
    }
  }

  /// How many people hold any of the skills.
  func count(of skills: [String]) -> Int {
    var isCounted = [Bool](repeating: false, count: unitCount)
    var count = 0
    for person in skills.lazy.flatMap({ people[$0] ?? [] }) where !isCounted[person] {
      isCounted[person] = true
      count += 1
    }
    return count
  }
}
