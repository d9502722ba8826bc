/// Which candidates to leave free around a solution, and how often to try.
///
/// Three kinds in turn: where the relaxation's root and the solution differ (E. Danna, E. Rothberg & C. Le
/// Pape, Math. Programming 102 (2005) 71–90, doi:10.1007/s10107-004-0518-7); the *core* of candidates
/// whose best and second-best choices are close at the root's prices; and a mixture by chance. The size
/// grows where a search finishes in vain and shrinks where it does not finish.
struct SelectionNeighbourhood: Sendable {
  /// The limit of nodes of one search.
  static let nodes = 1_500
  /// Share of the tree's work that goes into neighbourhoods.
  static let share = 0.25
  /// Where a child's bound is worse than this share of the way to the best one, the search turns elsewhere.
  static let plunge = 0.3
  /// The most work for searches before the tree grows: about a second's.
  private static let largestLoan = 1.5e7

  /// For each candidate how much worse its second-best choice is at the root's prices.
  private var regret: [Double]
  /// For each candidate the option that the root's relaxation takes fully; −1 for none, −2 for parts.
  private var relaxed: [Int32]
  private var size: Double
  private var random: UInt64 = 0x9e37_79b9_7f4a_7c15
  private var round = 0
  private var credit = 0.0

  init(candidateCount: Int) {
    regret = [Double](repeating: 0, count: candidateCount)
    relaxed = [Int32](repeating: -2, count: candidateCount)
    size = Double(min(candidateCount, 40))
  }

  private mutating func uniform() -> Double {
    // SplitMix64.
    random &+= 0x9e37_79b9_7f4a_7c15
    var z = random
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return Double((z ^ (z >> 31)) >> 11) * 0x1p-53
  }

  /// Remembers prices and point of a root.
  mutating func look(at tree: SelectionTree, candidateCount: Int) {
    regret = [Double](repeating: .infinity, count: candidateCount)
    relaxed = [Int32](repeating: -2, count: candidateCount)
    for group in 0..<tree.model.groupCount {
      let candidate = Int(tree.model.groupCandidate[group])
      let columns = Int(tree.model.groupFirst[group])..<Int(tree.model.groupFirst[group + 1])
      var choices = columns.map { tree.terms[$0] }
      if !tree.model.groupMust[group] { choices.append(0) }
      choices.sort(by: >)
      regret[candidate] = choices.count > 1 ? choices[0] - choices[1] : .infinity
      var sum = 0.0
      for column in columns {
        let value = tree.simplex.value(of: column)
        sum += value
        if value > 1 - 1e-6 {
          relaxed[candidate] = tree.model.columnOption[column] - Int32(tree.firstOption[candidate])
        }
      }
      if sum < 1e-6 { relaxed[candidate] = -1 }
    }
  }

  /// Whether the tree's work has earned another search.
  var isDue: Bool { credit > 0 }

  mutating func earn(_ work: Double) { credit += Self.share * work }

  /// Allows searches before the tree has earned them.
  mutating func lend() {
    let count = Double(regret.count)
    credit += min(Self.largestLoan, 200 * count * (count + 100))
  }

  /// - Returns: for each candidate whether it is free.
  mutating func choose(around choice: [Int32]) -> [Bool] {
    let count = choice.count
    var key = [Double](repeating: 0, count: count)
    let kind = round % 3
    round += 1
    let spread = kind == 1 ? 0.5 : 3.0
    for candidate in 0..<count {
      // Small regrets first, blurred by chance; a multiplication keeps the order's scale.
      let blur = (1 + spread * uniform()) * (1 + spread * uniform())
      key[candidate] = (regret[candidate] + 1e-9) * blur
      if kind == 2 { key[candidate] = uniform() * (regret[candidate].isFinite ? 1 : 2) }
      // Where the relaxation and the solution differ, one of them is wrong.
      if kind == 0, relaxed[candidate] != choice[candidate] { key[candidate] *= 0.05 }
    }
    let order = (0..<count).sorted { key[$0] != key[$1] ? key[$0] < key[$1] : $0 < $1 }
    var free = [Bool](repeating: false, count: count)
    for candidate in order.prefix(max(2, Int(size))) { free[candidate] = true }
    return free
  }

  mutating func learn(improved: Bool, finished: Bool, work: Double) {
    credit -= work + 2_000
    if !finished {
      size = max(8, size * 0.95)
    } else if !improved {
      size = min(Double(regret.count), size * 1.03 + 0.2)
    }
  }
}
