import TestSupport
import Testing

@testable import Optimization

/// The small matrix of a basis, whose inverse is kept while its columns change.
@Suite struct SideFactorTests {
  @Test("after hundreds of changed columns the inverse still solves, from both sides")
  func keepsItsInverse() {
    var random = SplitMix64(7)
    let count = 12
    var factor = SideFactor(count: count)
    for extra in 0..<count {
      for row in 0..<count {
        factor.spends[extra * count + row] =
          Double.random(in: -1...1, using: &random) + (row == extra ? 4 : 0)
      }
      factor.costs[extra] = Double.random(in: 0...10, using: &random)
    }
    var isTaken = factor.take(Array(0..<count))
    #expect(isTaken)
    for step in 0..<300 {
      // One or two columns become others, some of them far longer than the rest.
      let stale = step % 3 == 0 ? [step % count, (step + 5) % count] : [step % count]
      for extra in stale {
        let scale = step % 7 == 0 ? 1000.0 : 1
        for row in 0..<count {
          factor.spends[extra * count + row] =
            scale * (Double.random(in: -1...1, using: &random) + (row == extra ? 4 : 0))
        }
      }
      isTaken = factor.take(stale)
      #expect(isTaken)
      let rows = (0..<count).map { _ in Double.random(in: -5...5, using: &random) }
      let y = factor.solve(rows)
      let prices = factor.prices()
      for row in 0..<count {
        let sum = (0..<count).reduce(0) { $0 + factor.spends[$1 * count + row] * y[$1] }
        #expect(abs(sum - rows[row]) <= 1e-9, "step \(step), row \(row)")
      }
      for extra in 0..<count {
        let sum = (0..<count).reduce(0) { $0 + factor.spends[extra * count + $1] * prices[$1] }
        #expect(abs(sum + factor.costs[extra]) <= 1e-9, "step \(step), extra \(extra)")
      }
    }
  }

  @Test("two columns that become alike are no matrix any more")
  func tellsSingular() {
    var factor = SideFactor(count: 2)
    factor.spends = [1, 2, 3, 4]
    var isTaken = factor.take([0, 1])
    #expect(isTaken)
    factor.spends = [1, 2, 2, 4]
    isTaken = factor.take([1])
    #expect(!isTaken)
  }
}
