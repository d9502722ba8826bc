#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Foundation
#endif

/// A distribution over the indices of a list of weights.
///
///     DiscreteDistribution(weights: [1, 3]).quantile(0.3)   // 1
///
/// Source: inversion by binary search, Devroye, *Non-Uniform Random Variate Generation* (1986),
/// §III.2, doi:10.1007/978-1-4613-8643-8.
public struct DiscreteDistribution: Distribution, Hashable {
  /// The probability of each index and all before it, up to rounding ending in 1.
  private let cumulative: [Double]

  /// Weights must be finite, not negative, and at least one of them positive.
  public init(weights: [Double]) {
    precondition(
      weights.allSatisfy { $0 >= 0 && $0.isFinite } && weights.contains { $0 > 0 },
      "weights are not negative, and one is positive")
    let total = weights.reduce(0, +)
    var sum = 0.0
    cumulative = weights.map { weight in
      sum += weight
      return sum / total
    }
  }

  /// Zipf's law: index i of 0..<count has weight 1 ⁄ (i + 1)^exponent. `count` must be positive.
  ///
  /// Source: Zipf, *Human Behavior and the Principle of Least Effort* (1949).
  public static func zipf(count: Int, exponent: Double = 1) -> DiscreteDistribution {
    precondition(count > 0, "Zipf's law needs a rank")
    return DiscreteDistribution(weights: (1...count).map { pow(Double($0), -exponent) })
  }

  /// The first index whose cumulative probability exceeds `p`.
  ///
  /// - Complexity: O(log n).
  public func quantile(_ p: Double) -> Int {
    var low = 0
    var high = cumulative.count - 1
    while low < high {
      let middle = (low + high) / 2
      if cumulative[middle] > p { high = middle } else { low = middle + 1 }
    }
    // Rounding may leave the last index with a share that belongs to none: go back to a weight.
    while low > 0, cumulative[low] == cumulative[low - 1] { low -= 1 }
    return low
  }

  /// The probability of an index.
  public func probability(of index: Int) -> Double {
    index == 0 ? cumulative[0] : cumulative[index] - cumulative[index - 1]
  }
}
