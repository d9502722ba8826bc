internal import LinearAlgebra

/// One block inside the solver: its point, its direction, and its part of the normal equations.
///
/// Letters, after Wright, *Primal-Dual Interior-Point Methods*, 1997: x values, s dual slacks; v = u − x room
/// below an upper bound, w its dual; y prices of rows; θ = 1 ÷ (s/x + w/v); A the block's rows.
///
/// One Newton step solves, with residuals rp = b − A x and rd = c − Aᵀy − s + w and with e the wanted
/// change of x s over x, g that of v w over v:
///
///     A θ Aᵀ Δy = rp + A θ h,   h = rd − e + g
///     Δx = θ (AᵀΔy − h),  Δs = e − (s/x) Δx,  Δv = −Δx,  Δw = g + (w/v) Δx
struct Cell: Sendable {
  let shape: CellShape
  var x: [Double]
  var s: [Double]
  var v: [Double]
  var w: [Double]
  /// Prices of dense and border rows, and of diagonal rows.
  var localPrice: [Double]
  var diagonalPrice: [Double]

  var theta: [Double]
  var h: [Double]
  var e: [Double]
  var g: [Double]
  var dx: [Double]
  var ds: [Double]
  var dw: [Double]
  var localStep: [Double]
  var diagonalStep: [Double]
  /// The direction that stands while a correction is tried.
  var kept = Direction()
  /// Values and prices of the best point so far.
  var keptPoint = Point()

  /// rp of dense rows, −A x of border rows.
  var localResidual: [Double]
  var diagonalResidual: [Double]
  /// Sums of θ over the columns of each diagonal row.
  var delta: [Double]
  /// The Cholesky factor of the dense rows' part of the normal equations.
  var schur: [Double]
  /// Normal equations between border rows and dense rows, and between border rows.
  var coupling: [Double]
  var pair: [Double]
  /// The right-hand side of local rows after the diagonal rows are eliminated.
  var right: [Double]
  var tally = Tally()

  struct Direction: Sendable {
    var dx: [Double] = []
    var ds: [Double] = []
    var dw: [Double] = []
    var localStep: [Double] = []
    var diagonalStep: [Double] = []
  }

  struct Point: Sendable {
    var x: [Double] = []
    var localPrice: [Double] = []
    var diagonalPrice: [Double] = []
  }

  init(_ shape: CellShape) {
    self.shape = shape
    let n = shape.columnCount
    let bounded = shape.boundedColumn.count
    let local = shape.denseCount + shape.borderCount
    let zeros = [Double](repeating: 0, count: n)
    (x, s, theta, h, e, dx, ds) = (zeros, zeros, zeros, zeros, zeros, zeros, zeros)
    let few = [Double](repeating: 0, count: bounded)
    (v, w, g, dw) = (few, few, few, few)
    let rows = [Double](repeating: 0, count: local)
    (localPrice, localStep, localResidual, right) = (rows, rows, rows, rows)
    let diagonal = [Double](repeating: 0, count: shape.diagonalCount)
    (diagonalPrice, diagonalStep, diagonalResidual, delta) = (
      diagonal, diagonal, diagonal, diagonal
    )
    schur = [Double](repeating: 0, count: shape.denseCount * shape.denseCount)
    coupling = [Double](repeating: 0, count: shape.couplingRow.count)
    pair = [Double](repeating: 0, count: shape.pairFirst.count)
  }
}

/// What the cells tell the method; sums are added in the order of the cells.
struct Tally: Sendable {
  /// Largest |rp| and |rd|.
  var primalResidual = 0.0
  var dualResidual = 0.0
  /// cᵀx and bᵀy − uᵀw.
  var primalObjective = 0.0
  var dualObjective = 0.0
  /// Σ x s + Σ v w, and the number of products.
  var complementarity = 0.0
  var products = 0
  /// Largest −Δx/x, −Δv/v and −Δs/s, −Δw/w.
  var primalRatio = 0.0
  var dualRatio = 0.0
  /// Σ s Δx + Σ w Δv, Σ x Δs + Σ v Δw, Σ Δx Δs + Σ Δv Δw.
  var primalChange = 0.0
  var dualChange = 0.0
  var secondChange = 0.0
  /// Rows that depend on others.
  var replacedPivots = 0

  /// Adds another's sums and takes the larger of the largest.
  mutating func add(_ other: Tally) {
    primalResidual = larger(primalResidual, other.primalResidual)
    dualResidual = larger(dualResidual, other.dualResidual)
    primalObjective += other.primalObjective
    dualObjective += other.dualObjective
    complementarity += other.complementarity
    products += other.products
    primalRatio = larger(primalRatio, other.primalRatio)
    dualRatio = larger(dualRatio, other.dualRatio)
    primalChange += other.primalChange
    dualChange += other.dualChange
    secondChange += other.secondChange
    replacedPivots += other.replacedPivots
  }

  /// The larger, or NaN if one is.
  private func larger(_ a: Double, _ b: Double) -> Double { a > b || a.isNaN ? a : b }
}
