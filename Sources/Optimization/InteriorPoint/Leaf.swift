internal import LinearAlgebra

/// The cells of a leaf of the border's tree, with its dense front.
struct Leaf: Sendable {
  var cells: [Cell]
  /// The rows of its front: its own first.
  let rows: [Int32]
  let ownCount: Int
  /// What border columns add to own rows: (place, place, column, coefficient of θ).
  let terms: [BorderTerm]
  var front: [Double]
  /// Sums over the cells for the rows of the front: −A x, and the right-hand side.
  var residual: [Double]
  var right: [Double]
  var scratch = Cell.Scratch()
  var replacedPivots = 0

  init(cells: [Cell], node: BorderTree.Node, terms: [BorderTerm]) {
    self.cells = cells
    rows = node.rows
    ownCount = node.ownCount
    self.terms = terms
    front = [Double](repeating: 0, count: rows.count * rows.count + Leaf.frontPadding)
    residual = [Double](repeating: 0, count: rows.count)
    right = residual
    scratch.vector = [Double](repeating: 0, count: cells.map(\.shape.denseCount).max() ?? 0)
  }

  /// Kernels write four rows at a time.
  static let frontPadding = 8

  /// Evaluates the point after a step.
  mutating func advance(primal: Double, dual: Double, borderPrice: [Double]) {
    for k in residual.indices { residual[k] = 0 }
    for i in cells.indices {
      cells[i].advance(primal: primal, dual: dual, borderPrice: borderPrice)
      let m = cells[i].shape.denseCount
      for k in 0..<cells[i].shape.borderCount {
        residual[Int(cells[i].shape.frontPlace[k])] += cells[i].localResidual[m + k]
      }
    }
  }

  /// Factors the cells and eliminates them and its own rows from the front.
  mutating func factor(borderTheta: [Double], fresh: Bool) {
    let size = rows.count
    CellVectors.clear(&front)
    for i in cells.indices {
      if fresh { cells[i].factor(&scratch) } else { cells[i].assemble(&scratch) }
      if size > 0 { cells[i].addToFront(&front, size: size, &scratch) }
    }
    for term in terms {
      front[Int(term.row) + Int(term.column) * size] += term.factor * borderTheta[Int(term.index)]
    }
    replacedPivots = Dense.eliminate(
      &front, order: size, pivots: ownCount, tolerance: Cell.pivotTolerance,
      scratch: &scratch.square)
  }

  /// The right-hand side of the front's rows.
  mutating func eliminate() {
    for k in right.indices { right[k] = 0 }
    for i in cells.indices {
      cells[i].eliminate(&scratch)
      let m = cells[i].shape.denseCount
      for k in 0..<cells[i].shape.borderCount {
        right[Int(cells[i].shape.frontPlace[k])] += cells[i].right[m + k]
      }
    }
  }

  /// The directions of its cells.
  mutating func direct(borderStep: [Double]) {
    for i in cells.indices { cells[i].direct(borderStep: borderStep, &scratch) }
  }
}

/// What a border column adds to the front of the node that eliminates one of its rows.
struct BorderTerm: Sendable {
  /// Places in the front, the row not before the column.
  var row: Int32
  var column: Int32
  /// The border column.
  var index: Int32
  /// The product of its two coefficients.
  var factor: Double
}
