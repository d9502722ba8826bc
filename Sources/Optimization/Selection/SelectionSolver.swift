/// Solves a ``SelectionProblem`` by branch and bound: anytime, with a certified bound.
///
///     let answer = try SelectionSolver(seconds: 10).solve(problem)
///     answer.value        // the best found
///     answer.bound        // none is worth more
///     answer.certificate  // why
///
/// Presolve strikes out options that others dominate; the relaxation (`KernelSimplex`) gives bounds
/// that are recomputed from its multipliers; what cannot be better is struck out and the rest compacted;
/// the incumbent is improved by searches in its neighbourhood, which use the same tree search on what
/// they leave free.
///
/// Deterministic: the answer depends on the problem, ``nodes`` and ``work`` alone where no time limit or
/// cancellation strikes.
public struct SelectionSolver: Sendable {
  /// Values that have no common unit are told apart down to this share of the largest.
  public static let relativeTolerance = 1e-7

  /// The limit of time; nil for none.
  public var seconds: Double?
  /// The limit of nodes of the search tree; nil for none. Searches in neighbourhoods of the best solution
  /// have nodes of their own that do not count: what a search takes is bounded by ``work``.
  public var nodes: Int?
  /// The limit of all that the search does, the root's relaxation, rounding and neighbourhoods included;
  /// nil for none. The same on every machine: a step of the simplex method counts the options of the
  /// model that it is done on plus 100, an option that an exchange looks at counts 1. A second does about
  /// 1e7 to 1e8.
  ///
  /// A node that is begun is ended by what it holds then, so that the search may go beyond the limit by
  /// some steps. Neither reading the problem counts nor the question why nothing is allowed.
  public var work: Double?
  /// The limit of the certificate's size in memory. When it is reached, the bound stays as it is and only
  /// the solution is improved until another limit strikes; without a limit of time the search ends.
  public var certificateBytes: Int

  /// A solver with its limits.
  public init(
    seconds: Double? = nil, nodes: Int? = nil, work: Double? = nil,
    certificateBytes: Int = 2 << 30
  ) {
    self.seconds = seconds
    self.nodes = nodes
    self.work = work
    self.certificateBytes = certificateBytes
  }

  /// Solves a problem.
  ///
  /// - Parameters:
  ///   - isCancelled: asked every few nodes; true ends the search with the best so far.
  ///   - progress: told when the solution or the bound has improved, a few times a second at most.
  /// - Throws: where the problem's numbers mean nothing.
  public func solve(
    _ problem: SelectionProblem, isCancelled: () -> Bool = { false },
    progress: (SelectionProgress) -> Void = { _ in }
  ) throws(SelectionInputError) -> SelectionAnswer {
    try problem.validate()
    let clock = ContinuousClock()
    let start = clock.now
    let limit = seconds.map { Duration.seconds(max(0, $0)) }
    func isStopped() -> Bool {
      if let limit, clock.now - start >= limit { return true }
      return isCancelled()
    }
    var search = SelectionSearch(
      problem, keepsCertificate: true, workLimit: work ?? .infinity)
    var lastProgress = clock.now
    var told = (-Double.infinity, Double.infinity)
    while !search.isFinished, !isStopped() {
      if let nodes, search.nodeCount >= nodes { break }
      if let work, search.work >= work { break }
      if search.certificateByteCount >= certificateBytes {
        guard limit != nil, search.improve(isStopped: isStopped) else { break }
      } else {
        search.advance(
          nodes: min(256, (nodes ?? .max) - search.nodeCount), isStopped: isStopped)
      }
      let now = (search.bestValue, search.bound)
      if now != told, clock.now - lastProgress > .milliseconds(200) {
        told = now
        lastProgress = clock.now
        progress(
          SelectionProgress(
            seconds: (clock.now - start) / .seconds(1), value: now.0, bound: now.1,
            nodeCount: search.nodeCount))
      }
    }
    return search.answer { isStopped() }
  }
}
