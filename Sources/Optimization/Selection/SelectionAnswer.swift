/// What a ``SelectionSolver`` found, and how good it is at least.
public struct SelectionAnswer: Sendable {
  /// How the search ended.
  public enum Status: Sendable, Hashable {
    /// The solution is worth the bound: none is better (for values that are not whole multiples of a
    /// common unit: by more than ``SelectionSolver/relativeTolerance``).
    case optimal
    /// A limit or the caller ended the search; the solution is allowed, the bound tells how good it is.
    case stopped
    /// A limit or the caller ended the search before a solution was found.
    case unknown
    /// No solution is allowed.
    case infeasible(SelectionConflict)
  }

  /// How the search ended.
  public var status: Status
  /// For each candidate the chosen option; nil for left out. Empty where there is no solution.
  public var chosen: [Int?]
  /// The sum of the chosen options' values; −∞ where there is no solution.
  public var value: Double
  /// No solution is worth more. Proved by ``certificate``.
  public var bound: Double
  /// Why none is worth more than ``bound``; ``SelectionCertificateChecker`` recomputes it.
  public var certificate: SelectionCertificate
  /// Nodes of the search tree that were evaluated.
  public var nodeCount: Int
  /// What the search took, in the unit of ``SelectionSolver/work``.
  public var work: Double

  /// (bound − value) / |value|; 0 where they agree, ∞ where there is no solution or it is worth nothing.
  public var gap: Double {
    if value == bound { return 0 }
    return value.isFinite && value != 0 ? (bound - value) / abs(value) : .infinity
  }
}

/// Demands that contradict each other: leaving out any one of them would do.
///
/// Where the search for them was cut short, some may be needless.
public struct SelectionConflict: Sendable, Hashable {
  /// Candidates that must be chosen, are pinned, or must be left out.
  public var demands: [Int] = []
  /// Indices of ``SelectionProblem/requires``.
  public var requires: [Int] = []
  /// Indices of ``SelectionProblem/includes``.
  public var includes: [Int] = []
  /// Indices of ``SelectionProblem/excludes``.
  public var excludes: [Int] = []
  /// Resources that are too short.
  public var resources: [Int] = []

  /// Nothing contradicts.
  public init() {}
}

/// How far a search has come.
public struct SelectionProgress: Sendable, Hashable {
  /// Seconds since the search began.
  public var seconds: Double
  /// The best value so far; −∞ while there is none.
  public var value: Double
  /// No solution is worth more.
  public var bound: Double
  /// Nodes evaluated.
  public var nodeCount: Int
}
