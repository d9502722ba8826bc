/// Flows of a ``SideNetwork``, and the prices that say how good they are.
struct NetworkPoint: Sendable {
  /// For each arc what it carries.
  var flow: [Double]
  /// For each column its value.
  var columnValue: [Double]
  /// For each node its potential: a unit on an arc costs the arc's cost and what its row's price says,
  /// plus the potential where it begins, less that where it ends. The root's is 0.
  var potential: [Double]
  /// For each row what a unit of it costs, at least 0.
  var price: [Double]
  /// How many steps it took: pivots, or rounds of a decomposition.
  var iterations: Int
}

extension SideSimplex {
  /// The amounts and prices of the basis.
  mutating func point() -> NetworkPoint {
    NetworkPoint(
      flow: flow, columnValue: columnValue, potential: (0..<nodeCount).map { settle($0) },
      price: price, iterations: pivotCount)
  }
}
