import PlanModel
import Randomness

extension PlanGenerator {
  /// Skills for everyone; each skill has somebody.
  mutating func drawSkills() {
    var stream = stream("skills")
    let draw = SkillDraw(skillCount: skillCount)
    skills = [[HeldSkill]](repeating: [], count: request.people)
    for (place, person) in stream.permutation(of: request.people).enumerated() {
      // Spread evenly over the distribution, so that the mean holds in small plans too; places and
      // first skills must not go together.
      let first = place < skillCount ? place : nil
      skills[person] = draw.skills(draw.count(at: evenPlace(place)), first: first, &stream)
    }
  }

  /// Numbers from 0 on as places from 0 to 1 of which any few that follow one another lie far apart:
  /// multiples of the golden ratio, modulo 1.
  func evenPlace(_ number: Int) -> Double {
    (Double(number) * 0.618_033_988_749_895 + 0.5).truncatingRemainder(dividingBy: 1)
  }

  /// The team of the person and its department.
  func teams(of person: Int) -> [Int] {
    let team = teamOfPerson[person]
    return [team] + (departmentOfTeam[team].map { [$0] } ?? [])
  }

  /// Draws the skills of people anew who may serve just what others may, until few are left.
  mutating func separateClasses() {
    var stream = stream("classes")
    let draw = SkillDraw(skillCount: skillCount)
    let eligible = EligibleDemand(rows, skillCount: skillCount, teamCount: plan.teams.count)
    var holders = [Int](repeating: 0, count: skillCount)
    for held in skills.joined() { holders[held.skill] += 1 }
    var sizes: [[UInt64]: Int] = [:]
    var keys = skills.indices.map { eligible.key(skills[$0], teams: teams(of: $0)) }
    for key in keys { sizes[key, default: 0] += 1 }
    // From the second round on the number of skills may change: only small plans come to that.
    for round in 0..<6 {
      let alone = keys.count { sizes[$0] == 1 }
      if round > 0, Double(alone) >= 0.85 * Double(keys.count) { break }
      for person in skills.indices where sizes[keys[person]] != 1 || keys[person].isEmpty {
        guard skills[person].allSatisfy({ holders[$0.skill] > 1 }) else { continue }
        let teams = teams(of: person)
        for _ in 0..<40 {
          let count = round < 2 ? skills[person].count : draw.count(at: stream.uniform())
          let candidate = draw.skills(count, &stream)
          let key = eligible.key(candidate, teams: teams)
          guard !key.isEmpty, sizes[key, default: 0] == 0 else { continue }
          for held in skills[person] { holders[held.skill] -= 1 }
          for held in candidate { holders[held.skill] += 1 }
          sizes[keys[person], default: 1] -= 1
          sizes[key] = 1
          keys[person] = key
          skills[person] = candidate
          break
        }
      }
    }
  }

  /// Gives one person of each group that shares no skill with the largest one a skill of that.
  mutating func connectPeople() {
    var parents = Array(0..<skillCount)
    func root(_ skill: Int) -> Int {
      var skill = skill
      while parents[skill] != skill { skill = parents[skill] }
      return skill
    }
    for held in skills {
      for one in held.dropFirst() {
        let (first, second) = (root(held[0].skill), root(one.skill))
        parents[max(first, second)] = min(first, second)
      }
    }
    var sizes = [Int](repeating: 0, count: skillCount)
    for held in skills where !held.isEmpty { sizes[root(held[0].skill)] += 1 }
    guard let largest = sizes.indices.max(by: { sizes[$0] < sizes[$1] }) else { return }
    for person in skills.indices {
      let group = root(skills[person][0].skill)
      guard group != root(largest), skills[person].count < 4 else { continue }
      skills[person].append(HeldSkill(skill: largest, level: 2))
      skills[person].sort { $0.skill < $1.skill }
      parents[group] = root(largest)
    }
  }
}
