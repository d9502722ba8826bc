/// The small matrix of a basis: for each extra what a unit of it spends of each row, with its factor.
struct SideFactor: Sendable {
  private let count: Int
  /// Column by column: `spends[extra * count + row]`.
  var spends: [Double]
  /// For each extra what a unit costs along its cycle, without what it spends.
  var costs: [Double]
  /// For each extra the arcs of its cycle.
  var cycles: [[Int32]]
  /// Row by row, lower and upper factor in one.
  private var lu: [Double]
  private var order: [Int]

  init(count: Int) {
    self.count = count
    spends = [Double](repeating: 0, count: count * count)
    costs = [Double](repeating: 0, count: count)
    cycles = [[Int32]](repeating: [], count: count)
    lu = spends
    order = Array(0..<count)
  }

  /// Factors the matrix with partial pivoting.
  ///
  /// - Returns: false where it is singular to rounding.
  mutating func decompose() -> Bool {
    for row in 0..<count {
      order[row] = row
      for extra in 0..<count { lu[row * count + extra] = spends[extra * count + row] }
    }
    for step in 0..<count {
      var best = step
      for row in step..<count
      where abs(lu[row * count + step]) > abs(lu[best * count + step]) {
        best = row
      }
      guard abs(lu[best * count + step]) > 1e-11 else { return false }
      if best != step {
        for column in 0..<count { lu.swapAt(best * count + column, step * count + column) }
        order.swapAt(best, step)
      }
      let pivot = 1 / lu[step * count + step]
      for row in step + 1..<count where lu[row * count + step] != 0 {
        let factor = lu[row * count + step] * pivot
        lu[row * count + step] = factor
        for column in step + 1..<count {
          lu[row * count + column] -= factor * lu[step * count + column]
        }
      }
    }
    return true
  }

  /// For each extra how much of it makes up `rows`: the solution of W y = rows.
  func solve(_ rows: [Double]) -> [Double] {
    var y = order.map { rows[$0] }
    for row in 0..<count {
      for column in 0..<row { y[row] -= lu[row * count + column] * y[column] }
    }
    for row in (0..<count).reversed() {
      for column in row + 1..<count { y[row] -= lu[row * count + column] * y[column] }
      y[row] /= lu[row * count + row]
    }
    return y
  }

  /// For each row the price at which no extra has a reduced cost: the solution of Wᵀ μ = −costs.
  func prices() -> [Double] {
    var z = costs.map { -$0 }
    for row in 0..<count {
      for column in 0..<row { z[row] -= lu[column * count + row] * z[column] }
      z[row] /= lu[row * count + row]
    }
    for row in (0..<count).reversed() {
      for column in row + 1..<count { z[row] -= lu[column * count + row] * z[column] }
    }
    var prices = z
    for (row, original) in order.enumerated() { prices[original] = z[row] }
    return prices
  }
}
