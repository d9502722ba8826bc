/// The small matrix of a basis, for each extra what a unit of it spends of each row, with its inverse.
///
/// One extra that changes is a change of rank one, which the inverse takes in at once; after some tens of
/// them it is computed anew, so that rounding does not add up.
///
/// Source: W. W. Hager, SIAM Review 31 (1989) 221–239, doi:10.1137/1031049 (updating the inverse).
struct SideFactor: Sendable {
  private let count: Int
  /// Column by column: `spends[extra * count + row]`.
  var spends: [Double]
  /// For each extra what a unit costs along its cycle, without what it spends.
  var costs: [Double]
  /// For each extra the arcs of its cycle.
  var cycles: [[Int32]]
  /// Row by row: `inverse[row * count + extra]`.
  private var inverse: [Double]
  /// The changes since the inverse was computed from the matrix itself.
  private var changes = 0

  /// The most changes before the inverse is computed anew.
  private static let mostChanges = 64
  /// A pivot below this is rounding; one of a change, as a share of its column, costs too many digits.
  private static let leastPivot = 1e-11
  private static let leastChange = 1e-6

  init(count: Int) {
    self.count = count
    spends = [Double](repeating: 0, count: count * count)
    costs = [Double](repeating: 0, count: count)
    cycles = [[Int32]](repeating: [], count: count)
    inverse = spends
  }

  /// Takes in what these extras spend now.
  ///
  /// - Returns: false where the matrix is singular to rounding.
  mutating func take(_ stale: [Int]) -> Bool {
    guard changes + stale.count <= SideFactor.mostChanges, stale.count < count else {
      return invert()
    }
    for extra in stale where !change(extra) { return invert() }
    return true
  }

  /// Takes in what one extra spends now; false where that cost too many digits.
  private mutating func change(_ extra: Int) -> Bool {
    let spent = spends[extra * count..<(extra + 1) * count]
    let along = solve(spent)
    guard abs(along[extra]) > SideFactor.leastChange * along.reduce(0, { max($0, abs($1)) }) else {
      return false
    }
    let pivot = 1 / along[extra]
    for row in 0..<count {
      let first = row * count
      guard inverse[first + extra] != 0 else { continue }
      let share = inverse[first + extra] * pivot
      for other in 0..<count { inverse[first + other] -= along[other] * share }
      inverse[first + extra] = share
    }
    changes += 1
    return true
  }

  /// Computes the inverse from the matrix itself, by elimination with partial pivoting.
  ///
  /// - Returns: false where the matrix is singular to rounding.
  private mutating func invert() -> Bool {
    changes = 0
    // Rows of the transposed matrix are extras; eliminating them leaves its inverse, row by row.
    var matrix = spends
    var result = [Double](repeating: 0, count: count * count)
    for index in 0..<count { result[index * count + index] = 1 }
    for step in 0..<count {
      var best = step
      for extra in step..<count
      where abs(matrix[extra * count + step]) > abs(matrix[best * count + step]) {
        best = extra
      }
      guard abs(matrix[best * count + step]) > SideFactor.leastPivot else { return false }
      if best != step {
        for column in 0..<count {
          matrix.swapAt(best * count + column, step * count + column)
          result.swapAt(best * count + column, step * count + column)
        }
      }
      let pivot = 1 / matrix[step * count + step]
      for column in 0..<count {
        matrix[step * count + column] *= pivot
        result[step * count + column] *= pivot
      }
      for extra in 0..<count where extra != step && matrix[extra * count + step] != 0 {
        let factor = matrix[extra * count + step]
        for column in step..<count {
          matrix[extra * count + column] -= factor * matrix[step * count + column]
        }
        for column in 0..<count {
          result[extra * count + column] -= factor * result[step * count + column]
        }
      }
    }
    inverse = result
    return true
  }

  /// For each extra how much of it makes up `rows`: the solution of W y = rows.
  func solve(_ rows: some Collection<Double>) -> [Double] {
    var y = [Double](repeating: 0, count: count)
    for (row, amount) in rows.enumerated() where amount != 0 {
      for extra in 0..<count { y[extra] += amount * inverse[row * count + extra] }
    }
    return y
  }

  /// For each row the price at which no extra has a reduced cost: the solution of Wᵀ μ = −costs.
  func prices() -> [Double] {
    (0..<count).map { row in
      var sum = 0.0
      for extra in 0..<count { sum -= costs[extra] * inverse[row * count + extra] }
      return sum
    }
  }
}
