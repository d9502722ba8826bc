#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Foundation
#endif

/// The log-normal distribution: efforts and durations, whose logarithm is normal.
///
///     LogNormalDistribution(mean: 1, sigma: 0.5).quantile(0.5)   // e^(-1/8), the median
///
/// Source: Johnson, Kotz, Balakrishnan, *Continuous Univariate Distributions*, vol. 1, 2nd ed., ch. 14.
public struct LogNormalDistribution: Distribution, Hashable {
  /// The arithmetic mean, positive.
  public let mean: Double
  /// The standard deviation of the logarithm, not negative.
  public let sigma: Double
  private let logarithm: NormalDistribution

  /// By its arithmetic mean and the standard deviation of its logarithm.
  public init(mean: Double, sigma: Double) {
    self.mean = mean
    self.sigma = sigma
    logarithm = NormalDistribution(mean: log(mean) - sigma * sigma / 2, standardDeviation: sigma)
  }

  /// Edge cases: 0 at 0, ∞ at 1.
  public func quantile(_ p: Double) -> Double { exp(logarithm.quantile(p)) }
}

/// The exponential distribution: waiting times without memory.
///
///     ExponentialDistribution(mean: 2).quantile(0.5)   // 2 log 2
///
/// Source: Devroye, *Non-Uniform Random Variate Generation* (1986), §II.2, doi:10.1007/978-1-4613-8643-8.
public struct ExponentialDistribution: Distribution, Hashable {
  /// The mean, positive.
  public let mean: Double

  /// By its mean.
  public init(mean: Double) { self.mean = mean }

  /// Edge cases: 0 at 0, ∞ at 1.
  public func quantile(_ p: Double) -> Double { -mean * log1p(-p) }
}
