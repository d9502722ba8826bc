/// The loops over columns: plain arithmetic on flat arrays, every index from a ``CellShape``, whose
/// starts ascend to the arrays' ends and whose rows lie below the numbers of rows; so the indices need no
/// check. Letters as in ``Cell``.
enum CellKernels {
  /// h := c − Aᵀy; residuals := the sums −A x of local rows and of diagonal rows (without sides).
  static func reducedCosts(
    _ shape: CellShape, x: [Double], localPrice: [Double], diagonalPrice: [Double],
    h: inout [Double], localResidual: inout [Double], diagonalResidual: inout [Double]
  ) {
    let (start, row, value) = (shape.entryStart.span, shape.entryRow.span, shape.entryValue.span)
    let (groups, cost, x) = (shape.diagonalStart.span, shape.cost.span, x.span)
    let (y, yd) = (localPrice.span, diagonalPrice.span)
    var h = h.mutableSpan
    var local = localResidual.mutableSpan
    var diagonal = diagonalResidual.mutableSpan
    for k in 0..<local.count { local[unchecked: k] = 0 }
    var c = 0
    var e = 0
    for r in 0..<shape.diagonalCount {
      let end = Int(groups[unchecked: r + 1])
      let price = yd[unchecked: r]
      var sum = 0.0
      while c < end {
        let last = Int(start[unchecked: c + 1])
        let amount = x[unchecked: c]
        var reduced = cost[unchecked: c] - price
        while e < last {
          let k = Int(row[unchecked: e])
          let a = value[unchecked: e]
          reduced -= a * y[unchecked: k]
          local[unchecked: k] -= a * amount
          e &+= 1
        }
        h[unchecked: c] = reduced
        sum += amount
        c &+= 1
      }
      diagonal[unchecked: r] = -sum
    }
    while c < shape.columnCount {
      let last = Int(start[unchecked: c + 1])
      let amount = x[unchecked: c]
      var reduced = cost[unchecked: c]
      while e < last {
        let k = Int(row[unchecked: e])
        let a = value[unchecked: e]
        reduced -= a * y[unchecked: k]
        local[unchecked: k] -= a * amount
        e &+= 1
      }
      h[unchecked: c] = reduced
      c &+= 1
    }
  }

  /// right := A θ h on local rows, after the diagonal rows with their residuals are eliminated.
  static func eliminateDiagonal(
    _ shape: CellShape, theta: [Double], h: [Double], delta: [Double], diagonalResidual: [Double],
    right: inout [Double]
  ) {
    let (start, row, value) = (shape.entryStart.span, shape.entryRow.span, shape.entryValue.span)
    let groups = shape.diagonalStart.span
    let (theta, h) = (theta.span, h.span)
    let (delta, residual) = (delta.span, diagonalResidual.span)
    var right = right.mutableSpan
    var e = 0
    var c = 0
    for r in 0..<shape.diagonalCount {
      let end = Int(groups[unchecked: r + 1])
      var sum = residual[unchecked: r]
      for k in c..<max(c, end) { sum += theta[unchecked: k] * h[unchecked: k] }
      let share = sum / delta[unchecked: r]
      while c < end {
        let last = Int(start[unchecked: c + 1])
        let amount = theta[unchecked: c] * (h[unchecked: c] - share)
        while e < last {
          right[unchecked: Int(row[unchecked: e])] += value[unchecked: e] * amount
          e &+= 1
        }
        c &+= 1
      }
    }
    while c < shape.columnCount {
      let last = Int(start[unchecked: c + 1])
      let amount = theta[unchecked: c] * h[unchecked: c]
      while e < last {
        right[unchecked: Int(row[unchecked: e])] += value[unchecked: e] * amount
        e &+= 1
      }
      c &+= 1
    }
  }

  /// Diagonal steps from local ones, and Δx := θ (AᵀΔy − h).
  static func columnSteps(
    _ shape: CellShape, theta: [Double], h: [Double], delta: [Double], diagonalResidual: [Double],
    localStep: [Double], diagonalStep: inout [Double], dx: inout [Double]
  ) {
    let (start, row, value) = (shape.entryStart.span, shape.entryRow.span, shape.entryValue.span)
    let groups = shape.diagonalStart.span
    let (theta, h, step) = (theta.span, h.span, localStep.span)
    let (delta, residual) = (delta.span, diagonalResidual.span)
    var diagonal = diagonalStep.mutableSpan
    var dx = dx.mutableSpan
    var e = 0
    var c = 0
    for r in 0..<shape.diagonalCount {
      let end = Int(groups[unchecked: r + 1])
      let first = c
      var sum = residual[unchecked: r]
      while c < end {
        let last = Int(start[unchecked: c + 1])
        var change = -h[unchecked: c]
        while e < last {
          change += value[unchecked: e] * step[unchecked: Int(row[unchecked: e])]
          e &+= 1
        }
        dx[unchecked: c] = change
        sum -= theta[unchecked: c] * change
        c &+= 1
      }
      let price = sum / delta[unchecked: r]
      diagonal[unchecked: r] = price
      for k in first..<max(first, end) {
        dx[unchecked: k] = theta[unchecked: k] * (dx[unchecked: k] + price)
      }
    }
    while c < shape.columnCount {
      let last = Int(start[unchecked: c + 1])
      var change = -h[unchecked: c]
      while e < last {
        change += value[unchecked: e] * step[unchecked: Int(row[unchecked: e])]
        e &+= 1
      }
      dx[unchecked: c] = theta[unchecked: c] * change
      c &+= 1
    }
  }
}
