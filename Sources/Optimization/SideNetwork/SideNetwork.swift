/// A flow of least cost with a few rows more: a network in which some arcs also spend from budgets.
///
///     least Σ cost × flow + Σ cost × column
///     for each node:  Σ flow out − Σ flow in = balance
///     for each row:   Σ value × flow + Σ value × column = side
///     0 ≤ flow ≤ capacity,  0 ≤ column
///
/// The *root* is a node without a row: it gives and takes what the others lack. Nodes are numbered from
/// 0, the root comes last.
///
/// Shapes: every row needs a column with a positive value there and a value of at most 0 in later rows
/// alone (its slack, or what it hands on). Units: those of the caller.
struct SideNetwork: Sendable {
  /// No row, no node.
  static let none: Int32 = -1

  /// A way for flow from one node to another.
  struct Arc: Sendable, Hashable {
    var from: Int32
    var to: Int32
    var cost: Double
    /// At least 0; `.infinity` for no limit.
    var capacity: Double
    /// The row that the arc's flow spends from, or ``none``.
    var row = SideNetwork.none
    /// What a unit of flow spends.
    var value = 0.0
  }

  /// A column of rows alone, without an upper bound.
  struct Column: Sendable, Hashable {
    var cost: Double
    var row: Int32
    var value: Double
    /// A later row, or ``none``.
    var otherRow = SideNetwork.none
    var otherValue = 0.0
  }

  /// For each node what it gives, negative where it takes.
  var balance: [Double] = []
  /// For each node the arc by which it hangs in the first tree: to or from the root, or a node that
  /// hangs there. The first flow must fit these arcs alone.
  var home: [Int32] = []
  var arcs: [Arc] = []
  /// For each row its right-hand side.
  var side: [Double] = []
  var columns: [Column] = []

  var root: Int32 { Int32(balance.count) }
}
