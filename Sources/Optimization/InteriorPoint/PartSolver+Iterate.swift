extension PartSolver {
  /// How a part ended, and after how many iterations.
  struct Ending: Sendable {
    var status: InteriorPointStatus
    var iterations: Int
  }

  /// The largest of the relative residuals and the relative gap of the present point, in scaled numbers;
  /// NaN where one is.
  private var distance: Double {
    let gap =
      abs(tally.primalObjective - tally.dualObjective)
      / (1e-3 + abs(tally.primalObjective + offset))
    return CellVectors.larger(CellVectors.larger(tally.primalResidual, tally.dualResidual), gap)
  }

  /// Mehrotra's predictor and corrector with Gondzio's centrality corrections, from the starting point to
  /// the tolerance.
  ///
  /// Source: Mehrotra 1992, doi:10.1137/0802028; Gondzio 1996, doi:10.1007/BF00249643; Wright 1997, ch. 10,
  /// doi:10.1137/1.9781611971453.
  mutating func iterate() async throws(InteriorPointError) -> Ending {
    await start()
    // The certificate counts in the program's own numbers; a tenth leaves room for that.
    let tolerance = options.tolerance / 10
    var best = Double.infinity
    var idle = 0
    for iteration in 0..<options.iterationLimit {
      if options.isCancelled() { return await ending(.cancelled, iteration, best) }
      let distance = self.distance
      guard distance.isFinite else {
        guard best < PartSolver.nearlySolved else {
          throw .numericalFailure(iteration: iteration)
        }
        return await ending(.stalled, iteration, best)
      }
      if distance <= tolerance { return Ending(status: .solved, iterations: iteration) }
      idle = distance < 0.9 * best ? 0 : idle + 1
      if distance < best {
        best = distance
        if distance < PartSolver.nearlySolved { keepPoint() }
      }
      if best < PartSolver.nearlySolved, idle >= PartSolver.patience {
        return await ending(.stalled, iteration, best)
      }
      let (primal, dual) = await findDirection()
      guard max(primal, dual) > PartSolver.leastStep else {
        return await ending(.stalled, iteration, best)
      }
      await advance(primal: primal, dual: dual)
    }
    return await ending(.iterationLimit, options.iterationLimit, best)
  }

  /// From here on the best point is kept; arithmetic may lose it again.
  private static let nearlySolved = 1e-6
  /// So many iterations without progress are the end.
  private static let patience = 12
  /// A step below this goes nowhere.
  private static let leastStep = 1e-9
  /// By how much a correction should lengthen a step.
  private static let hope = 0.3
  /// A step below this is short.
  private static let shortStep = 0.5
  /// The most corrections of one direction.
  private static let correctionLimit = 4
  /// The part of the way to the nearest bound that short steps go at most.
  private static let shortReach = 0.95

  /// The best point, if one was kept and is better than the present one.
  private mutating func ending(
    _ status: InteriorPointStatus, _ iterations: Int, _ best: Double
  ) async -> Ending {
    if best < PartSolver.nearlySolved, !(distance <= best) { takeKeptPoint() }
    return Ending(status: status, iterations: iterations)
  }

  /// The direction of an iteration, and how far to go along it.
  private mutating func findDirection() async -> (primal: Double, dual: Double) {
    let products = Double(max(1, tally.products))
    let mu = tally.complementarity / products
    await factorise(fresh: true)
    await direct()
    let (affinePrimal, affineDual) = (step(tally.primalRatio, 1), step(tally.dualRatio, 1))
    let affine =
      (mu * products + affinePrimal * tally.primalChange + affineDual * tally.dualChange
        + affinePrimal * affineDual * tally.secondChange) / products
    let ratio = max(0, affine / mu)
    let target = ratio * ratio * ratio * mu
    await correct(target: target, share: 1)
    await direct()
    var reach = max(0.9, min(0.9995, 1 - mu))
    var (primal, dual) = (step(tally.primalRatio, reach), step(tally.dualRatio, reach))
    // One correction pays; a second saves hardly an iteration where steps are long. Where they are
    // short, some columns are far nearer to their bounds than the others: more corrections, and a step
    // that keeps off the bounds.
    var corrections = 0
    while min(primal, dual) < (corrections == 0 ? 0.95 : PartSolver.shortStep),
      corrections < PartSolver.correctionLimit
    {
      corrections += 1
      if min(primal, dual) < PartSolver.shortStep { reach = min(reach, PartSolver.shortReach) }
      await centre(
        target: max(target, 1e-4 * mu), primal: min(1, primal * 1.08 + PartSolver.hope),
        dual: min(1, dual * 1.08 + PartSolver.hope))
      await direct()
      let (longer, longerDual) = (step(tally.primalRatio, reach), step(tally.dualRatio, reach))
      if longer + longerDual >= primal + dual {
        (primal, dual) = (longer, longerDual)
      } else {
        takeKept()
        break
      }
    }
    return (primal, dual)
  }

  /// The part of the way to the nearest bound that a step goes, at most 1.
  private func step(_ ratio: Double, _ reach: Double) -> Double {
    ratio > reach ? reach / ratio : 1
  }
}
