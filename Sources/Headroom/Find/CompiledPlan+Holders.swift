import PlanCompiler
import PlanModel

extension CompiledPlan {
  /// Why nobody may serve a skill at a level, with the nearest name of a skill that somebody holds where
  /// nobody holds it at any; without a full stop. nil where somebody may.
  func whyNobodyHolds(_ skill: SkillLevel) -> String? {
    let levels = supply.units.compactMap { unit in
      unit.level(of: skill.skill).map { ($0, unit.id) }
    }
    guard let highest = levels.max(by: { ($0.0, $1.1) < ($1.0, $0.1) }) else {
      let held = Set(supply.units.flatMap { $0.skills.map(\.skill) })
      let near = nearestName(to: skill.skill, among: held.sorted())
      return "Nobody holds \(skill.skill)" + (near.map { "; did you mean \($0)?" } ?? "")
    }
    guard highest.0 < skill.level else { return nil }
    return
      "Nobody holds \(skill.skill):\(skill.level); the highest level is \(highest.0), of \(highest.1)"
  }
}
