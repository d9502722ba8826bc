import Randomness
import Testing

@Suite("Distributions by quantiles")
struct DistributionTests {
  /// Known answers: Python's `statistics.NormalDist().inv_cdf`.
  @Test(
    "Normal quantiles are those of tables",
    arguments: [
      (0.001, -3.090232306167813), (0.025, -1.9599639845400538), (0.3, -0.5244005127080407),
      (0.5, 0.0), (0.75, 0.6744897501960817), (1e-10, -6.361340902404056),
      (1e-300, -37.0470962993612), (0.999, 3.090232306167813),
    ])
  func normal(_ p: Double, _ expected: Double) {
    let value = NormalDistribution().quantile(p)
    #expect(abs(value - expected) <= 1e-14 * max(1, abs(expected)))  // Last bits depend on log.
    #expect(NormalDistribution(mean: 3, standardDeviation: 2).quantile(p) == 3 + 2 * value)
  }

  @Test("Normal quantiles end at the infinities")
  func ends() {
    #expect(NormalDistribution().quantile(0) == -.infinity)
    #expect(NormalDistribution().quantile(1) == .infinity)
    #expect(NormalDistribution().quantile(2).isNaN)
  }

  @Test("A log-normal distribution has the mean it was asked for")
  func logNormal() {
    let distribution = LogNormalDistribution(mean: 10, sigma: 0.5)
    #expect(abs(distribution.quantile(0.5) - 8.824969025845955) < 1e-12)  // 10 e^(-1/8)
    var stream = RandomStream(seed: 6, stream: 0)
    let draws = (0..<100_000).map { _ in distribution.draw(from: &stream) }
    #expect(abs(draws.reduce(0, +) / 100_000 - 10) < 0.1)  // Six standard errors.
  }

  @Test("The median of an exponential distribution is its mean times log 2")
  func exponential() {
    #expect(abs(ExponentialDistribution(mean: 2).quantile(0.5) - 1.3862943611198906) < 1e-15)
  }

  @Test("Discrete quantiles step where the cumulative weight does")
  func discrete() {
    let distribution = DiscreteDistribution(weights: [1, 0, 3, 0])
    #expect([0.01, 0.2499, 0.25, 0.9999999].map(distribution.quantile) == [0, 0, 2, 2])
    #expect(distribution.probability(of: 2) == 0.75)
  }

  @Test("Zipf's weights fall as one over the rank")
  func zipf() {
    let zipf = DiscreteDistribution.zipf(count: 4)
    #expect(abs(zipf.probability(of: 0) - 12.0 / 25) < 1e-15)
    #expect(abs(zipf.probability(of: 3) - 3.0 / 25) < 1e-15)
  }
}
