/// What the chosen options of some candidates must bring together at least.
///
/// Shapes: candidates are numbered from 0; option 0 of each is to leave it out.
public struct CoverRow: Sendable, Hashable {
  /// A candidate with what each of its options brings.
  public struct Part: Sendable, Hashable {
    /// The candidate.
    public var candidate: Int
    /// By option; may be negative.
    public var amounts: [Double]

    /// A candidate with what each of its options brings.
    public init(candidate: Int, amounts: [Double]) {
      self.candidate = candidate
      self.amounts = amounts
    }
  }

  /// The candidates that bring or take anything, rising.
  public var parts: [Part]
  /// What the chosen options must bring together.
  public var least: Double

  /// A row.
  public init(parts: [Part], least: Double) {
    self.parts = parts
    self.least = least
  }

  /// What is lacking; negative where there is more than enough.
  func missing(_ chosen: [Int]) -> Double {
    parts.reduce(least) { $0 - $1.amounts[chosen[$1.candidate]] }
  }
}

/// What a ``CoverSearch`` found.
public struct CoverAnswer: Sendable, Hashable {
  /// For each candidate its option.
  public var chosen: [Int]
  /// What they cost.
  public var cost: Double
  /// No choice that breaks no row costs less.
  public var bound: Double
  /// Whether the choice costs no more than the bound, but for ``CoverSearch/relativeTolerance`` of the
  /// dearest option.
  public var isProven: Bool

  /// A choice with what it costs, and what none undercuts.
  public init(chosen: [Int], cost: Double, bound: Double, isProven: Bool) {
    self.chosen = chosen
    self.cost = cost
    self.bound = bound
    self.isProven = isProven
  }
}
