/// Minimum-cost flows by the primal network simplex method.
///
///     let arcs = [NetworkSimplex.Arc(from: 0, to: 1, cost: 3, capacity: 10)]
///     let flow = NetworkSimplex.solve(supply: [4, -4], arcs: arcs)   // flow.amounts == [4]
///
/// Minimise Σ cost × amount over 0 ≤ amount ≤ capacity where what leaves a node less what enters it is
/// the node's supply. All numbers are whole, so that every answer is exact and the same everywhere.
///
/// A basis is a spanning tree: arcs off the tree carry nothing or their capacity. It begins with a
/// star of artificial arcs at a price above any path's. Trees stay *strongly feasible* (from each node
/// some amount can still go to the root along the tree) by the choice of the arc that leaves: the last
/// that blocks on the way round the cycle from its highest node; so that degenerate pivots cannot
/// cycle. The arc that enters is the one of the most negative reduced cost in the next block of arcs.
/// So at an optimum the arcs strictly between their bounds are a forest.
///
/// Source: R. K. Ahuja, T. L. Magnanti & J. B. Orlin, *Network Flows* (1993), ch. 11; W. H. Cunningham,
/// Mathematical Programming 11 (1976) 105–116, doi:10.1007/BF01580379 (strongly feasible trees);
/// P. Kovács, Optimization Methods and Software 30 (2015) 94–127, doi:10.1080/10556788.2014.895828
/// (block search).
///
/// Edge cases: parallel arcs, loops, arcs of capacity 0 and no nodes at all are fine.
///
/// - Complexity: arcs ÷ blocks + the size of a subtree for each pivot; in practice a few pivots a node.
public enum NetworkSimplex {
  /// A way from one node to another.
  public struct Arc: Sendable, Hashable {
    /// The node that it leaves, `0..<nodeCount`.
    public var from: Int32
    /// The node that it enters.
    public var to: Int32
    /// What a unit costs; |cost| × nodes must stay below 2⁶¹.
    public var cost: Int64
    /// The most units, at least 0; ``unlimited`` for no limit.
    public var capacity: Int64

    /// An arc without limit unless one is given.
    public init(from: Int32, to: Int32, cost: Int64, capacity: Int64 = NetworkSimplex.unlimited) {
      self.from = from
      self.to = to
      self.cost = cost
      self.capacity = capacity
    }
  }

  /// The capacity of an arc without limit. Sums of supplies must stay below it.
  public static let unlimited = Int64.max / 4

  /// What came of it.
  public enum Status: Sendable, Hashable {
    /// The amounts are a flow of least cost, the potentials prove it.
    case optimal
    /// No flow takes every supply to the demands, or they do not add to 0.
    case infeasible
    /// A cycle of negative cost has no limit.
    case unbounded
  }

  /// A flow with its proof.
  public struct Solution: Sendable {
    /// What came of it; the rest means something at an optimum alone.
    public var status: Status
    /// For each arc the units that it carries.
    public var amounts: [Int64]
    /// For each node a price such that the reduced cost, cost + potential[from] − potential[to], is at
    /// least 0 on arcs that carry nothing, at most 0 on full arcs and 0 on all others.
    public var potentials: [Int64]
    /// For each arc whether it is one of the spanning tree.
    public var isBasic: [Bool]
    /// The number of pivots.
    public var pivotCount: Int

    /// Σ cost × amount, in floating point because it may exceed 64 bits.
    public func objective(of arcs: [Arc]) -> Double {
      zip(arcs, amounts).reduce(0) { $0 + Double($1.0.cost) * Double($1.1) }
    }
  }

  /// A flow of least cost.
  ///
  /// - Parameter supply: for each node what it gives, negative where it takes.
  public static func solve(supply: [Int64], arcs: [Arc]) -> Solution {
    for arc in arcs {
      precondition(
        supply.indices.contains(Int(arc.from)) && supply.indices.contains(Int(arc.to)),
        "an arc joins nodes of the network")
      precondition(arc.capacity >= 0, "a capacity is at least 0")
    }
    var pivots = NetworkPivots(supply: supply, arcs: arcs)
    let isBounded = pivots.run()
    let count = arcs.count
    let isFeasible =
      supply.reduce(0, &+) == 0 && pivots.amount[count...].allSatisfy { $0 == 0 }
    var isBasic = [Bool](repeating: false, count: count)
    for arc in pivots.tree.link where arc >= 0 && arc < count { isBasic[Int(arc)] = true }
    return Solution(
      status: isFeasible ? (isBounded ? .optimal : .unbounded) : .infeasible,
      amounts: Array(pivots.amount.prefix(count)),
      potentials: Array(pivots.tree.potential.prefix(supply.count)), isBasic: isBasic,
      pivotCount: pivots.pivotCount)
  }
}
