/// Residuals, objective and bound of values and prices, summed from a program as it was given.
struct BlockCertificate: Sendable {
  private(set) var objective = 0.0
  private(set) var bound = 0.0
  private(set) var certificate: OptimalityCertificate

  /// Plain loops that share nothing with the solver.
  init(
    _ program: BlockProgram, _ solution: [BlockSolution.Block], borderX: [Double],
    borderPrice: [Double]
  ) {
    var (primal, dual) = (0.0, 0.0)
    var (largestSide, largestCost) = (0.0, 0.0)
    func worse(_ a: Double, _ b: Double) -> Double { b <= a ? a : b }
    var border = program.borderSide
    objective = program.offset
    bound = program.offset
    for (block, point) in zip(program.blocks, solution) {
      var dense = block.denseSide
      objective += block.offset
      bound += block.offset
      var row = 0
      var diagonal = block.diagonalSide
      for c in 0..<block.columnCount {
        while row < block.diagonalCount, c >= Int(block.diagonalStart[row + 1]) { row += 1 }
        let value = point.x[c]
        var reduced = block.cost[c]
        if row < block.diagonalCount {
          diagonal[row] -= value
          reduced -= point.diagonalPrice[row]
        }
        for e in Int(block.entryStart[c])..<Int(block.entryStart[c + 1]) {
          let (k, a) = (Int(block.entryRow[e]), block.entryValue[e])
          if k < block.denseCount {
            dense[k] -= a * value
            reduced -= a * point.densePrice[k]
          } else {
            let borderRow = Int(block.borderRows[k - block.denseCount])
            border[borderRow] -= a * value
            reduced -= a * borderPrice[borderRow]
          }
        }
        objective += block.cost[c] * value
        primal = worse(primal, -value)
        largestCost = max(largestCost, abs(block.cost[c]))
        if block.upper[c] < .infinity {
          primal = worse(primal, value - block.upper[c])
          largestSide = max(largestSide, block.upper[c])
          if !(reduced >= 0) { bound += block.upper[c] * reduced }
        } else {
          dual = worse(dual, -reduced)
        }
      }
      for (residual, (side, price)) in zip(diagonal, zip(block.diagonalSide, point.diagonalPrice)) {
        primal = worse(primal, abs(residual))
        largestSide = max(largestSide, abs(side))
        bound += side * price
      }
      for (residual, (side, price)) in zip(dense, zip(block.denseSide, point.densePrice)) {
        primal = worse(primal, abs(residual))
        largestSide = max(largestSide, abs(side))
        bound += side * price
      }
    }
    for (c, column) in program.borderColumns.enumerated() {
      var reduced = column.cost - column.value * borderPrice[Int(column.row)]
      border[Int(column.row)] -= column.value * borderX[c]
      if column.otherRow >= 0 {
        reduced -= column.otherValue * borderPrice[Int(column.otherRow)]
        border[Int(column.otherRow)] -= column.otherValue * borderX[c]
      }
      objective += column.cost * borderX[c]
      primal = worse(primal, -borderX[c])
      dual = worse(dual, -reduced)
      largestCost = max(largestCost, abs(column.cost))
    }
    for (residual, (side, price)) in zip(border, zip(program.borderSide, borderPrice)) {
      primal = worse(primal, abs(residual))
      largestSide = max(largestSide, abs(side))
      bound += side * price
    }
    certificate = OptimalityCertificate(
      primalResidual: primal / (1 + largestSide), dualResidual: dual / (1 + largestCost),
      relativeGap: (objective - bound) / (1 + abs(objective)))
  }
}
