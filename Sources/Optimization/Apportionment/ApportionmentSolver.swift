/// Solves an ``ApportionmentProgram`` by a primal-dual interior-point method.
///
/// Newton's steps come in pairs: one straight for the optimum, then one that aims as far as the first got, and
/// corrects its error of second order.
/// Source: Mehrotra, *SIAM J. Optim.* 2 (1992) 575–601, doi:10.1137/0802028.
///
///     let solution = try ApportionmentSolver().solve(program)
///     solution.proof.relativeGap   // at most 1e-8
public struct ApportionmentSolver: Sendable {
  /// How far and how long.
  public var options: InteriorPointOptions

  /// A solver; the threads of the options are not used.
  public init(options: InteriorPointOptions = InteriorPointOptions()) { self.options = options }

  /// How near to a bound a step may go, as a share of the way.
  private static let boundaryShare = 0.9995
  /// Steps shorter than this lead nowhere.
  private static let shortestStep = 1e-10
  /// So many iterations without progress end the solve.
  private static let patience = 12

  /// The optimum of a program that has a feasible point.
  ///
  /// Edge cases: where nothing is feasible the solve ends as `stalled` or `iterationLimit`, with a proof whose
  /// residual says so.
  ///
  /// - Complexity: some 15 to 30 iterations, each as ``ApportionmentNewton`` says.
  /// - Throws: `invalidInput` where the numbers of the program mean nothing or its correlations contradict
  ///   each other, `numericalFailure` where they overflow at once.
  public func solve(
    _ program: ApportionmentProgram
  ) throws(InteriorPointError) -> ApportionmentSolution {
    try program.validate()
    let arrays = try ApportionmentArrays(program)
    var point = ApportionmentPoint(arrays)
    var newton = ApportionmentNewton(arrays)
    var best = (point: point, measure: Double.infinity, iteration: 0)
    var status = InteriorPointStatus.iterationLimit
    var iteration = 0
    while iteration < options.iterationLimit {
      let residuals = ApportionmentResiduals(arrays, point)
      let measure = residuals.measure(at: point)
      guard measure.isFinite else {
        status = .stalled
        break
      }
      if measure < best.measure { best = (point, measure, iteration) }
      if measure <= options.tolerance {
        status = .solved
        break
      }
      if options.isCancelled() {
        status = .cancelled
        break
      }
      guard iteration - best.iteration < Self.patience,
        Self.step(&point, arrays, &newton, residuals)
      else {
        status = .stalled
        break
      }
      iteration += 1
    }
    guard best.measure.isFinite else { throw .numericalFailure(iteration: iteration) }
    return ApportionmentSolution(program, arrays, best.point, status, iteration)
  }

  /// One iteration; false where it leads nowhere.
  private static func step(
    _ point: inout ApportionmentPoint, _ arrays: ApportionmentArrays,
    _ newton: inout ApportionmentNewton, _ residuals: ApportionmentResiduals
  ) -> Bool {
    let slackRatio = zip(point.slack, point.rowPrice).map { $0 > 0 ? $0 / $1 : 0 }
    do {
      try newton.factor(
        parts: zip(point.parts.diagonal, arrays.pull).map { $0 + $1 },
        pieces: point.pieces.diagonal, rows: slackRatio)
    } catch {
      return false
    }
    let mean = point.complementarity / Double(max(1, point.complementarityCount))
    let straight = ApportionmentDirection(newton, point, residuals, target: 0, before: nil)
    let reach = straight.reach(from: point, isJoint: residuals.isQuadratic)
    let ahead =
      straight.complementarity(from: point, reach)
      / Double(max(1, point.complementarityCount))
    let share = mean > 0 ? max(0, ahead / mean) : 0
    let direction = ApportionmentDirection(
      newton, point, residuals, target: mean * share * share * share, before: straight)
    let full = direction.reach(from: point, isJoint: residuals.isQuadratic)
    let steps = (
      primal: min(1, boundaryShare * full.primal), dual: min(1, boundaryShare * full.dual)
    )
    guard steps.primal > shortestStep || steps.dual > shortestStep else { return false }
    direction.move(&point, steps)
    return true
  }
}
