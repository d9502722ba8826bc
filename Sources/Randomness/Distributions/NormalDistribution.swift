#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Foundation
#endif

/// The normal distribution.
///
///     NormalDistribution().quantile(0.975)   // 1.959963984540054
///
/// Source: Wichura, "Algorithm AS 241: the percentage points of the normal distribution" (1988),
/// doi:10.2307/2347330, the routine PPND16.
/// Accuracy: about one part in 10¹⁶.
public struct NormalDistribution: Distribution, Hashable {
  /// Its mean, which is its median too.
  public let mean: Double
  /// Its standard deviation, not negative.
  public let standardDeviation: Double

  /// The standard normal distribution by default.
  public init(mean: Double = 0, standardDeviation: Double = 1) {
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  /// Edge cases: -∞ at 0, ∞ at 1, not a number outside.
  public func quantile(_ p: Double) -> Double {
    mean + standardDeviation * NormalDistribution.standardQuantile(p)
  }

  private static func standardQuantile(_ p: Double) -> Double {
    guard p > 0, p < 1 else { return p == 0 ? -.infinity : p == 1 ? .infinity : .nan }
    let q = p - 0.5
    if abs(q) <= 0.425 {
      return q * ratio(0.180625 - q * q, centralNumerator, centralDenominator)
    }
    let r = log(q < 0 ? p : 1 - p).magnitude.squareRoot()
    let z =
      r <= 5
      ? ratio(r - 1.6, middleNumerator, middleDenominator)
      : ratio(r - 5, tailNumerator, tailDenominator)
    return q < 0 ? -z : z
  }

  /// The quotient of two polynomials, coefficients in rising order.
  private static func ratio(
    _ x: Double, _ numerator: SIMD8<Double>, _ denominator: SIMD8<Double>
  ) -> Double {
    var above = numerator[7]
    var below = denominator[7]
    for index in stride(from: 6, through: 0, by: -1) {
      above = above * x + numerator[index]
      below = below * x + denominator[index]
    }
    return above / below
  }

  // The paper's a, b, c, d, e, f.
  private static let centralNumerator = SIMD8<Double>(
    3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
    1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
    3.3430575583588128105e4, 2.5090809287301226727e3)
  private static let centralDenominator = SIMD8<Double>(
    1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
    2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4,
    5.2264952788528545610e3)
  private static let middleNumerator = SIMD8<Double>(
    1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
    3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
    2.27238449892691845833e-2, 7.74545014278341407640e-4)
  private static let middleDenominator = SIMD8<Double>(
    1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
    1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
    1.05075007164441684324e-9)
  private static let tailNumerator = SIMD8<Double>(
    6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
    2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
    2.71155556874348757815e-5, 2.01033439929228813265e-7)
  private static let tailDenominator = SIMD8<Double>(
    1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
    7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
    2.04426310338993978564e-15)
}
