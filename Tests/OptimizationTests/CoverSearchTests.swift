import Optimization
import TestSupport
import Testing

@Suite("Covers found row by row")
struct CoverSearchTests {
  /// Costs are compared to this share; ``CoverSearch/relativeTolerance`` and rounding.
  private static let tolerance = 1e-5

  private struct Instance {
    var costs: [[Double]] = []
    var rows: [CoverRow] = []

    init(seed: Int) {
      var random = SplitMix64(UInt64(seed))
      let count = random.next(in: 2...6)
      for _ in 0..<count {
        var costs = [0.0]
        for _ in 0..<random.next(in: 1...3) {
          costs.append((costs.last ?? 0) + Double(random.next(in: 1...40)))
        }
        self.costs.append(costs)
      }
      for _ in 0..<random.next(in: 1...5) {
        var parts: [CoverRow.Part] = []
        for candidate in 0..<count where random.next(in: 0...2) > 0 {
          // Every fourth gives and takes, as one thing in place of another does.
          let isMixed = candidate % 4 == 3
          var amounts = [0.0]
          for _ in 1..<costs[candidate].count {
            amounts.append(
              isMixed
                ? Double(random.next(in: -20...30))
                : (amounts.last ?? 0) + Double(random.next(in: 0...30)))
          }
          parts.append(CoverRow.Part(candidate: candidate, amounts: amounts))
        }
        let most = parts.reduce(0) { $0 + ($1.amounts.max() ?? 0) }
        rows.append(CoverRow(parts: parts, least: most * Double(random.next(in: 1...9)) / 10))
      }
    }

    func isBroken(_ row: CoverRow, by chosen: [Int]) -> Bool {
      row.parts.reduce(0) { $0 + $1.amounts[chosen[$1.candidate]] } < row.least - 1e-9
    }

    /// The least cost, by trying every choice; nil where each breaks a row.
    func leastCost() -> Double? {
      var chosen = costs.map { _ in 0 }
      var best: Double?
      while true {
        if !rows.contains(where: { isBroken($0, by: chosen) }) {
          let cost = zip(costs, chosen).reduce(0) { $0 + $1.0[$1.1] }
          best = min(best ?? .infinity, cost)
        }
        guard let next = chosen.indices.first(where: { chosen[$0] + 1 < costs[$0].count }) else {
          return best
        }
        for index in 0..<next { chosen[index] = 0 }
        chosen[next] += 1
      }
    }
  }

  @Test("cost what the best of all choices costs, and no more is claimed", arguments: 0..<300)
  func exact(seed: Int) {
    let instance = Instance(seed: seed)
    let answer = CoverSearch(costs: instance.costs).solve { chosen in
      instance.rows.filter { instance.isBroken($0, by: chosen) }
    }
    guard let least = instance.leastCost() else {
      #expect(answer == nil)
      return
    }
    guard let answer else {
      Issue.record("a choice exists at \(least), and none was found")
      return
    }
    #expect(!instance.rows.contains { instance.isBroken($0, by: answer.chosen) })
    #expect(abs(answer.cost - least) <= Self.tolerance * (1 + least))
    #expect(answer.bound <= least * (1 + Self.tolerance))
    #expect(answer.isProven)
  }
}
