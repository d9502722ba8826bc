internal import LinearAlgebra

extension Cell {
  /// Moves the point along its direction, reads the border's prices, and evaluates residuals; h becomes
  /// c − Aᵀy, which is the h of the affine direction.
  mutating func advance(primal: Double, dual: Double, borderPrice: [Double]) {
    if primal > 0 { CellVectors.add(&x, dx, times: primal) }
    if dual > 0 {
      CellVectors.add(&s, ds, times: dual)
      CellVectors.add(&w, dw, times: dual)
      CellVectors.add(&localPrice, localStep, times: dual)
      CellVectors.add(&diagonalPrice, diagonalStep, times: dual)
    }
    if primal > 0 {
      for (k, c) in shape.boundedColumn.enumerated() { v[k] -= primal * dx[Int(c)] }
    }
    for k in 0..<shape.borderCount {
      localPrice[shape.denseCount + k] = borderPrice[Int(shape.borderRow[k])]
    }
    evaluate()
  }

  /// Residuals, objectives and complementarity of the point.
  mutating func evaluate() {
    CellKernels.reducedCosts(
      shape, x: x, localPrice: localPrice, diagonalPrice: diagonalPrice, h: &h,
      localResidual: &localResidual, diagonalResidual: &diagonalResidual)
    tally = Tally()
    for k in 0..<shape.denseCount {
      localResidual[k] += shape.localSide[k]
      tally.dualObjective += shape.localSide[k] * localPrice[k]
      tally.primalResidual = CellVectors.larger(tally.primalResidual, abs(localResidual[k]))
    }
    for k in 0..<shape.diagonalCount {
      diagonalResidual[k] += shape.diagonalSide[k]
      tally.dualObjective += shape.diagonalSide[k] * diagonalPrice[k]
      tally.primalResidual = CellVectors.larger(tally.primalResidual, abs(diagonalResidual[k]))
    }
    CellVectors.dualResidual(
      shape, h: h, s: s, w: w, scratch: &dx, largest: &tally.dualResidual)
    tally.primalObjective = CellVectors.product(shape.cost, x)
    tally.complementarity = CellVectors.product(x, s) + CellVectors.product(v, w)
    tally.dualObjective -= CellVectors.product(shape.upper, w)
    tally.products = x.count + v.count
  }

  /// θ, e and g of the affine direction, and the factor of the dense rows.
  mutating func factor(_ scratch: inout Scratch) {
    CellVectors.affine(shape, x: x, s: s, v: v, w: w, theta: &theta, e: &e, g: &g)
    assemble(&scratch)
  }

  /// The normal equations of the present θ, the dense rows factored.
  mutating func assemble(_ scratch: inout Scratch) {
    CellSchur.assemble(
      shape, theta: theta, delta: &delta, schur: &schur, coupling: &coupling, pair: &pair,
      scratch: &scratch)
    tally.replacedPivots = Dense.eliminate(
      &schur, order: shape.denseCount, pivots: shape.denseCount,
      tolerance: Cell.pivotTolerance, scratch: &scratch.square)
  }

  /// What remains of a diagonal entry below which its row counts as dependent.
  static let pivotTolerance = 1e-15

  /// e, g and h of a direction that aims at products `target` and cancels the second-order term of the
  /// affine direction, `share` of it.
  mutating func correct(target: Double, share: Double) {
    CellVectors.correct(
      shape, x: x, s: s, v: v, w: w, dx: dx, ds: ds, dw: dw, target: target, share: share, e: &e,
      g: &g, h: &h)
  }

  /// Keeps the direction and aims at a more central one.
  mutating func centre(target: Double, primal: Double, dual: Double) {
    CellVectors.centre(
      shape, x: x, s: s, v: v, w: w, dx: dx, ds: ds, dw: dw, target: target, primal: primal,
      dual: dual, e: &e, g: &g, h: &h)
    if kept.dx.count != dx.count || kept.localStep.count != localStep.count
      || kept.diagonalStep.count != diagonalStep.count
    {
      kept = Direction(
        dx: dx, ds: ds, dw: dw, localStep: localStep, diagonalStep: diagonalStep)
    }
    swapKept()
  }

  /// Remembers values and prices.
  mutating func keepPoint() {
    keptPoint = Point(x: x, localPrice: localPrice, diagonalPrice: diagonalPrice)
  }

  /// Goes back to those that were remembered.
  mutating func takeKeptPoint() {
    (x, localPrice, diagonalPrice) = (
      keptPoint.x, keptPoint.localPrice, keptPoint.diagonalPrice
    )
  }

  /// Exchanges the direction and the one that is kept.
  mutating func swapKept() {
    swap(&dx, &kept.dx)
    swap(&ds, &kept.ds)
    swap(&dw, &kept.dw)
    swap(&localStep, &kept.localStep)
    swap(&diagonalStep, &kept.diagonalStep)
  }

  /// The right-hand side of dense and border rows; the latter without their own residuals.
  mutating func eliminate(_ scratch: inout Scratch) {
    let m = shape.denseCount
    for k in 0..<m { right[k] = localResidual[k] }
    for k in m..<right.count { right[k] = 0 }
    CellKernels.eliminateDiagonal(
      shape, theta: theta, h: h, delta: delta, diagonalResidual: diagonalResidual, right: &right)
    guard shape.borderCount > 0, m > 0 else { return }
    scratch.vector.replaceSubrange(0..<scratch.vector.count, with: right[0..<m])
    solveDense(&scratch.vector)
    for k in 0..<shape.borderCount {
      var sum = 0.0
      for e in Int(shape.couplingStart[k])..<Int(shape.couplingStart[k + 1]) {
        sum += coupling[e] * scratch.vector[Int(shape.couplingRow[e])]
      }
      right[m + k] -= sum
    }
  }

  /// Solves with the factor of the dense rows, in place.
  private func solveDense(_ b: inout [Double]) {
    let place = Dense.Place(leading: shape.denseCount)
    Dense.solveLower(schur, place, order: shape.denseCount, &b)
    Dense.solveLower(schur, place, order: shape.denseCount, transposed: true, &b)
  }

  /// The whole direction from the border's steps, with its ratios and sums in the tally.
  mutating func direct(borderStep: [Double], _ scratch: inout Scratch) {
    let m = shape.denseCount
    scratch.vector.replaceSubrange(0..<scratch.vector.count, with: right[0..<m])
    for k in 0..<shape.borderCount {
      let step = borderStep[Int(shape.borderRow[k])]
      localStep[m + k] = step
      guard step != 0 else { continue }
      for e in Int(shape.couplingStart[k])..<Int(shape.couplingStart[k + 1]) {
        scratch.vector[Int(shape.couplingRow[e])] -= coupling[e] * step
      }
    }
    solveDense(&scratch.vector)
    for k in 0..<m { localStep[k] = scratch.vector[k] }
    CellKernels.columnSteps(
      shape, theta: theta, h: h, delta: delta, diagonalResidual: diagonalResidual,
      localStep: localStep, diagonalStep: &diagonalStep, dx: &dx)
    CellVectors.slackSteps(
      shape, x: x, s: s, v: v, w: w, e: e, g: g, dx: dx, ds: &ds, dw: &dw, tally: &tally)
  }

  /// Space that cells of one leaf share, one after the other.
  struct Scratch: Sendable {
    var weights: [Double] = []
    var columns: [Double] = []
    var columnsProduct: [Double] = []
    var square: [Double] = []
    var vector: [Double] = []
    var inverse: [Double] = []
    var wide: [Double] = []
    var wideProduct: [Double] = []
    var wideTransposed: [Double] = []
    var packed: [Double] = []
    var sums: [Double] = []
  }
}
