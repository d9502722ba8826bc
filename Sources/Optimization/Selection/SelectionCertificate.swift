/// Why no solution of a ``SelectionProblem`` is worth more than a bound: a search tree with multipliers,
/// which ``SelectionCertificateChecker`` recomputes from the problem's own numbers.
///
/// Every node is a set of options that are still allowed. For any multipliers y ≥ 0 of the rows
/// Σ a·x ≤ b, no solution within it is worth more than
///
///     L(y) = Σ y·b + Σ over candidates of the largest of (value − Σ y·a), 0 for being left out,
///
/// over what is allowed. At each node, options without which nothing above the bound is lost are struck
/// out (those for which L(y) with them is no more than the bound, and those that no longer fit); a node
/// that is not branched on must then have L(y) no more than the bound. An optimum of integer programming
/// has no shorter proof in general; nodes where the search stopped are leaves whose L(y) is the bound.
///
/// Rows are numbered: resources; then each entry of `requires` (candidate − needed ≤ 0); then for each
/// group of `includes` its members in a ring (member − next ≤ 0); then the groups of `excludes`
/// (Σ ≤ 1, a candidate that is named twice counted once).
///
/// Shapes: one entry of `parent`, `side`, `branchCandidate`, `branchSplit` for each node, parents first,
/// the root at 0; the multipliers of node i are the entries `firstMultiplier[i]..<firstMultiplier[i + 1]`,
/// all others are 0. A child without an entry is a leaf with its parent's multipliers.
/// Source: A. M. Geoffrion, "Lagrangean relaxation for integer programming", Math. Programming Study 2
/// (1974) 82–114, doi:10.1007/BFb0120690.
public struct SelectionCertificate: Sendable, Hashable {
  /// The bound that the tree proves.
  public var bound = 0.0
  /// For each node its parent; −1 for the root.
  public var parent: [Int32] = []
  /// For each node which child it is: 0 or 1.
  public var side: [UInt8] = []
  /// The candidate on which a node is branched; −1 for a leaf, ``unbranched`` for a node with one child
  /// (side 0) that is bounded anew with other multipliers.
  public var branchCandidate: [Int32] = []
  /// How: −1 for left out (side 0) or chosen (side 1); else side 0 strikes the options past this
  /// number out, side 1 those up to it.
  public var branchSplit: [Int16] = []
  /// By node, and the end.
  public var firstMultiplier: [Int] = [0]
  /// The rows of the multipliers.
  public var multiplierRow: [Int32] = []
  /// Multipliers, each at least 0.
  public var multiplier: [Double] = []
  /// Options (numbered through all candidates) that another option of the same candidate makes needless:
  /// it is worth no less and uses no more of anything.
  public var dominated: [Domination] = []

  /// An option that another makes needless.
  public struct Domination: Sendable, Hashable {
    /// The candidate.
    public var candidate: Int
    /// The option that is needless.
    public var option: Int
    /// The option that is at least as good, and not itself needless.
    public var by: Int

    /// Says that `option` is needless for `by`.
    public init(candidate: Int, option: Int, by: Int) {
      self.candidate = candidate
      self.option = option
      self.by = by
    }
  }

  /// Stands for a node that only hands what it has struck out to its one child.
  public static let unbranched: Int32 = -2

  /// An empty tree.
  public init() {}

  /// The number of nodes.
  public var nodeCount: Int { parent.count }

  /// An estimate of its size in memory.
  public var byteCount: Int { parent.count * 20 + multiplier.count * 12 }

  /// Adds a node.
  ///
  /// - Returns: its number.
  mutating func addNode(parent: Int32, side: UInt8) -> Int32 {
    self.parent.append(parent)
    self.side.append(side)
    branchCandidate.append(-1)
    branchSplit.append(-1)
    firstMultiplier.append(multiplier.count)
    return Int32(self.parent.count - 1)
  }

  /// Adds a multiplier to the node added last.
  mutating func addMultiplier(_ value: Double, row: Int32) {
    multiplierRow.append(row)
    multiplier.append(value)
    firstMultiplier[firstMultiplier.count - 1] = multiplier.count
  }
}
