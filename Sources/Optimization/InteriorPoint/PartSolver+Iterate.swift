import Glibc

extension PartSolver {
  /// How a part ended, and after how many iterations.
  struct Ending: Sendable {
    var status: InteriorPointStatus
    var iterations: Int
  }

  /// Relative residuals and gap of the present point, in scaled numbers.
  private var merit: (primal: Double, dual: Double, gap: Double) {
    let gap = abs(tally.primalObjective - tally.dualObjective) / (1e-3 + abs(tally.primalObjective + offset))
    return (tally.primalResidual, tally.dualResidual, gap)
  }

  /// Mehrotra's predictor and corrector from the starting point to the tolerance.
  ///
  /// Source: Mehrotra 1992, doi:10.1137/0802028; Wright 1997, ch. 10, doi:10.1137/1.9781611971453.
  mutating func iterate(part: Int) async throws(InteriorPointError) -> Ending {
    await start()
    // The certificate counts in the program's own numbers; a tenth leaves room for that.
    let tolerance = options.tolerance / 10
    var short = 0
    for iteration in 0..<options.iterationLimit {
      if options.isCancelled() { throw .cancelled }
      let (primal, dual, gap) = merit
      guard primal.isFinite, dual.isFinite, gap.isFinite else {
        throw .numericalFailure(iteration: iteration)
      }
      if primal <= tolerance, dual <= tolerance, gap <= tolerance {
        return Ending(status: .solved, iterations: iteration)
      }
      let mu = tally.complementarity / Double(max(1, tally.products))
      await factorise(fresh: true)
      await direct()
      let products = Double(max(1, tally.products))
      let (affinePrimal, affineDual) = (step(tally.primalRatio, 1), step(tally.dualRatio, 1))
      let affine =
        (tally.complementarity + affinePrimal * tally.primalChange + affineDual * tally.dualChange
          + affinePrimal * affineDual * tally.secondChange) / products
      let ratio = max(0, affine / mu)
      let sigma = ratio * ratio * ratio
      await correct(
        target: sigma * mu, share: Self.envShare == 1 ? 1 : affinePrimal * affineDual)
      await direct()
      let reach = max(0.9, min(0.9995, 1 - mu))
      var (primalStep, dualStep) = (step(tally.primalRatio, reach), step(tally.dualRatio, reach))
      var tries = 0
      while tries < Self.envK, min(primalStep, dualStep) < 0.95 {
        let hope = Self.envDelta
        await centre(
          target: max(sigma * mu, 1e-4 * mu), primal: min(1, primalStep * 1.08 + hope),
          dual: min(1, dualStep * 1.08 + hope))
        let kept = tally
        await direct()
        let (p, d) = (step(tally.primalRatio, reach), step(tally.dualRatio, reach))
        tries += 1
        if p + d < primalStep + dualStep + 0.1 * hope {
          if p + d < primalStep + dualStep {
            await takeKept()
            tally = kept
          } else {
            (primalStep, dualStep) = (p, d)
          }
          break
        }
        (primalStep, dualStep) = (p, d)
      }
      if PartSolver.traces {
        print(
          part, iteration, tally.primalObjective, tally.dualObjective, primal, dual, gap, mu, sigma,
          primalStep, dualStep, tally.replacedPivots, tries)
      }
      short = max(primalStep, dualStep) < 1e-6 ? short + 1 : 0
      if short > 3 { return Ending(status: .stalled, iterations: iteration) }
      await advance(primal: primalStep, dual: dualStep)
    }
    return Ending(status: .iterationLimit, iterations: options.iterationLimit)
  }

  static func env(_ n: String, _ d: Double) -> Double {
    if let p = getenv(n) { return atof(p) }
    return d
  }
  static let envShare = env("SHARE", 1)
  static let envK = Int(env("K", 2))
  static let envDelta = env("DELTA", 0.1)
  static let envStart = env("START", 0)
  static let traces = getenv("TRACE") != nil

  /// The part of the way to the nearest bound that a step goes, at most 1.
  private func step(_ ratio: Double, _ reach: Double) -> Double {
    ratio > reach ? reach / ratio : 1
  }
}
