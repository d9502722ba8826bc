import Randomness

/// Draws what somebody can do.
struct SkillDraw {
  private let popularity: DiscreteDistribution
  private let number = DiscreteDistribution(weights: SkillDraw.numberWeights)
  private let level = DiscreteDistribution(weights: [0.10, 0.22, 0.35, 0.23, 0.10])
  private let skillCount: Int

  /// Of 1, 2, 3 and 4 skills; the mean is 2.2.
  private static let numberWeights = [0.15, 0.55, 0.25, 0.05]

  init(skillCount: Int) {
    self.skillCount = skillCount
    popularity = .zipf(count: skillCount)
  }

  /// How many skills the person at a place of 0 to 1 among all has.
  func count(at place: Double) -> Int { min(skillCount, number.quantile(place) + 1) }

  func skill(_ stream: inout RandomStream) -> Int { popularity.draw(from: &stream) }

  /// So many different skills with levels, in order of skill; `first` among them where given.
  func skills(_ count: Int, first: Int? = nil, _ stream: inout RandomStream) -> [HeldSkill] {
    var held = first.map { [HeldSkill(skill: $0, level: levelOf(&stream))] } ?? []
    while held.count < min(count, skillCount) {
      let skill = skill(&stream)
      guard !held.contains(where: { $0.skill == skill }) else { continue }
      held.append(HeldSkill(skill: skill, level: levelOf(&stream)))
    }
    return held.sorted { $0.skill < $1.skill }
  }

  private func levelOf(_ stream: inout RandomStream) -> Int { level.draw(from: &stream) + 1 }
}

/// Which demand a person may serve: people of the same demand are of one class.
struct EligibleDemand {
  /// For each skill the levels that are asked of anyone, as bits.
  private var open: [UInt8]
  /// For each team the skills asked of it alone, with levels as bits.
  private var bound: [[(skill: Int, levels: UInt8)]]

  init(_ rows: [DemandDraft], skillCount: Int, teamCount: Int) {
    open = [UInt8](repeating: 0, count: skillCount)
    bound = [[(skill: Int, levels: UInt8)]](repeating: [], count: teamCount)
    for row in rows {
      let bit = UInt8(1) << UInt8(row.level)
      if let team = row.team {
        if let place = bound[team].firstIndex(where: { $0.skill == row.skill }) {
          bound[team][place].levels |= bit
        } else {
          bound[team].append((row.skill, bit))
        }
      } else {
        open[row.skill] |= bit
      }
    }
  }

  /// A list that two people share if they may serve the same demand; empty for none.
  func key(_ held: [HeldSkill], teams: [Int]) -> [UInt64] {
    var key: [UInt64] = []
    for one in held {
      append(open[one.skill], one, scope: 0, to: &key)
      for team in teams {
        for ask in bound[team] where ask.skill == one.skill {
          append(ask.levels, one, scope: team + 1, to: &key)
        }
      }
    }
    return key
  }

  /// The highest asked level that is met stands for all below it.
  private func append(_ levels: UInt8, _ held: HeldSkill, scope: Int, to key: inout [UInt64]) {
    let met = levels & UInt8((2 << held.level) - 1)
    guard met != 0 else { return }
    let level = 7 - met.leadingZeroBitCount
    key.append(UInt64(scope) << 16 | UInt64(held.skill) << 8 | UInt64(level))
  }
}
