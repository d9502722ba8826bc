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
      await correct(target: sigma * mu, share: 1)
      await direct()
      let reach = max(0.9, 1 - mu)
      let (primalStep, dualStep) = (
        step(tally.primalRatio, min(reach, 0.9995)), step(tally.dualRatio, min(reach, 0.9995))
      )
      if PartSolver.traces {
        print(
          part, iteration, tally.primalObjective, tally.dualObjective, primal, dual, gap, mu, sigma,
          primalStep, dualStep, tally.replacedPivots)
      }
      short = max(primalStep, dualStep) < 1e-6 ? short + 1 : 0
      if short > 3 { return Ending(status: .stalled, iterations: iteration) }
      await advance(primal: primalStep, dual: dualStep)
    }
    return Ending(status: .iterationLimit, iterations: options.iterationLimit)
  }

  static let traces = getenv("TRACE") != nil

  /// The part of the way to the nearest bound that a step goes, at most 1.
  private func step(_ ratio: Double, _ reach: Double) -> Double {
    ratio > reach ? reach / ratio : 1
  }
}
