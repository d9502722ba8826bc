/// The border's own columns and rows inside the solver. Letters as in ``Cell``.
struct BorderState: Sendable {
  let columns: [BlockProgram.BorderColumn]
  let side: [Double]
  var x: [Double]
  var s: [Double]
  var price: [Double]
  var theta: [Double]
  var h: [Double]
  var e: [Double]
  var dx: [Double]
  var ds: [Double]
  var step: [Double]
  /// rp of the border rows.
  var residual: [Double]
  var tally = Tally()
  private var kept: ([Double], [Double], [Double]) = ([], [], [])
  private var keptPoint: ([Double], [Double]) = ([], [])

  /// `columns` and `side` scaled.
  init(columns: [BlockProgram.BorderColumn], side: [Double]) {
    self.columns = columns
    self.side = side
    let zeros = [Double](repeating: 0, count: columns.count)
    (x, s, theta, h, e, dx, ds) = (zeros, zeros, zeros, zeros, zeros, zeros, zeros)
    let rows = [Double](repeating: 0, count: side.count)
    (price, step, residual) = (rows, rows, rows)
  }

  mutating func advance(primal: Double, dual: Double) {
    if primal > 0 { CellVectors.add(&x, dx, times: primal) }
    if dual > 0 {
      CellVectors.add(&s, ds, times: dual)
      CellVectors.add(&price, step, times: dual)
    }
  }

  /// Residuals and sums, after the leaves' sums −A x are added to `residual` = b.
  mutating func evaluate() {
    tally = Tally()
    for (c, column) in columns.enumerated() {
      h[c] = column.cost - column.value * price[Int(column.row)]
      residual[Int(column.row)] -= column.value * x[c]
      if column.otherRow >= 0 {
        h[c] -= column.otherValue * price[Int(column.otherRow)]
        residual[Int(column.otherRow)] -= column.otherValue * x[c]
      }
      tally.dualResidual = CellVectors.larger(tally.dualResidual, abs(h[c] - s[c]))
      tally.primalObjective += column.cost * x[c]
      tally.complementarity += x[c] * s[c]
    }
    for k in side.indices {
      tally.primalResidual = CellVectors.larger(tally.primalResidual, abs(residual[k]))
      tally.dualObjective += side[k] * price[k]
    }
    tally.products = columns.count
  }

  /// θ and e of the affine direction.
  mutating func affine() {
    for c in columns.indices {
      theta[c] = x[c] / s[c]
      e[c] = -s[c]
    }
  }

  mutating func correct(target: Double, share: Double) {
    for c in columns.indices {
      let wanted = (target - share * dx[c] * ds[c]) / x[c] - s[c]
      h[c] += e[c] - wanted
      e[c] = wanted
    }
  }

  /// The like of ``Cell/centre(target:primal:dual:)``.
  mutating func centre(target: Double, primal: Double, dual: Double) {
    let (low, high) = (0.1 * target, 10 * target)
    for c in columns.indices {
      let product = (x[c] + primal * dx[c]) * (s[c] + dual * ds[c])
      var change = product < low ? low - product : product > high ? high - product : 0
      change = max(change, -high) / x[c]
      e[c] += change
      h[c] -= change
    }
    kept = (dx, ds, step)
  }

  /// Exchanges the direction and the one that is kept.
  mutating func swapKept() {
    let present = (dx, ds, step)
    (dx, ds, step) = kept
    kept = present
  }

  /// Remembers values and prices.
  mutating func keepPoint() { keptPoint = (x, price) }

  /// Goes back to those that were remembered.
  mutating func takeKeptPoint() { (x, price) = keptPoint }

  /// rp + A θ h of the border's own columns.
  func right() -> [Double] {
    var right = residual
    for (c, column) in columns.enumerated() {
      let amount = theta[c] * h[c]
      right[Int(column.row)] += column.value * amount
      if column.otherRow >= 0 { right[Int(column.otherRow)] += column.otherValue * amount }
    }
    return right
  }

  /// The columns' directions from `step`.
  mutating func direct() {
    tally.primalRatio = 0
    tally.dualRatio = 0
    (tally.primalChange, tally.dualChange, tally.secondChange) = (0, 0, 0)
    for (c, column) in columns.enumerated() {
      var change = column.value * step[Int(column.row)]
      if column.otherRow >= 0 { change += column.otherValue * step[Int(column.otherRow)] }
      dx[c] = theta[c] * (change - h[c])
      ds[c] = e[c] - s[c] / x[c] * dx[c]
      tally.primalRatio = CellVectors.larger(tally.primalRatio, -dx[c] / x[c])
      tally.dualRatio = CellVectors.larger(tally.dualRatio, -ds[c] / s[c])
      tally.primalChange += s[c] * dx[c]
      tally.dualChange += x[c] * ds[c]
      tally.secondChange += dx[c] * ds[c]
    }
  }
}
