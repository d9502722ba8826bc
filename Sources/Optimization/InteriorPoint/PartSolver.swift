internal import Parallelism

/// The leaves' cells, each leaf changed by one thread at a time.
typealias DisjointLeaves = DisjointElements<Leaf>

/// One part of a program, scaled and laid out, at a point of its interior.
struct PartSolver {
  let options: InteriorPointOptions
  let scale: ProgramScale
  let leaves: DisjointLeaves
  var border: BorderState
  var factor: BorderFactor
  var tally = Tally()
  /// The blocks' constants of the objective, scaled.
  let offset: Double

  /// Lays out a part.
  init(_ program: BlockProgram, _ part: ProgramPart, options: InteriorPointOptions) {
    self.options = options
    var partRow = [Int32](repeating: -1, count: program.borderSide.count)
    for (index, row) in part.rows.enumerated() { partRow[Int(row)] = Int32(index) }
    scale = ProgramScale(program, part)
    let scale = self.scale
    offset = part.blocks.reduce(0) { $0 + program.blocks[$1].offset } * scale.side * scale.cost

    let columns = part.columns.map { index in
      var column = program.borderColumns[index]
      column.cost *= scale.cost
      column.value *= scale.borderRow[Int(column.row)]
      column.row = partRow[Int(column.row)]
      if column.otherRow >= 0 {
        column.otherValue *= scale.borderRow[Int(column.otherRow)]
        column.otherRow = partRow[Int(column.otherRow)]
      }
      return column
    }
    border = BorderState(
      columns: columns,
      side: part.rows.map {
        program.borderSide[Int($0)] * scale.side * scale.borderRow[Int($0)]
      })

    let touched = part.blocks.map { program.blocks[$0].borderRows.map { partRow[Int($0)] } }
    let couples = columns.filter { $0.otherRow >= 0 }.map { ($0.row, $0.otherRow) }
    let tree = BorderTree(
      touched: touched, rowCount: part.rows.count, couples: couples,
      leafSize: PartSolver.leafSize)
    let terms = PartSolver.terms(tree, columns)
    var laid: [Leaf] = []
    for (n, node) in tree.nodes.enumerated() where node.children.isEmpty {
      var place = [Int32](repeating: -1, count: part.rows.count)
      for (index, row) in node.rows.enumerated() { place[Int(row)] = Int32(index) }
      let cells = node.blocks.map { t in
        let block = program.blocks[part.blocks[t]]
        let rows = touched[t]
        let order = rows.indices.sorted { place[Int(rows[$0])] < place[Int(rows[$1])] }
        return Cell(
          CellShape(
            block, scale: scale, order: order.map { Int32($0) },
            frontPlace: order.map { place[Int(rows[$0])] }, partRow: order.map { rows[$0] }))
      }
      laid.append(Leaf(cells: cells, node: node, terms: terms[n]))
    }
    leaves = DisjointElements(laid)
    factor = BorderFactor(tree: tree, terms: terms)
  }

  /// Blocks of a leaf at most: two quarters of weeks. Smaller leaves take more memory for their fronts,
  /// larger ones leave fewer to share among threads.
  private static let leafSize = 28

  /// For each node what border columns add to its own rows.
  private static func terms(
    _ tree: BorderTree, _ columns: [BlockProgram.BorderColumn]
  ) -> [[BorderTerm]] {
    var terms = [[BorderTerm]](repeating: [], count: tree.nodes.count)
    let places = tree.nodes.map { node in
      Dictionary(uniqueKeysWithValues: node.rows.enumerated().map { ($1, Int32($0)) })
    }
    func add(_ a: Int32, _ b: Int32, _ index: Int, _ factor: Double) {
      let node = Int(min(tree.owner[Int(a)], tree.owner[Int(b)]))
      guard let i = places[node][a], let j = places[node][b] else { return }
      terms[node].append(
        BorderTerm(row: max(i, j), column: min(i, j), index: Int32(index), factor: factor))
    }
    for (index, column) in columns.enumerated() {
      add(column.row, column.row, index, column.value * column.value)
      if column.otherRow >= 0 {
        add(column.row, column.otherRow, index, column.value * column.otherValue)
        add(column.otherRow, column.otherRow, index, column.otherValue * column.otherValue)
      }
    }
    return terms
  }

  // MARK: One phase each, over all cells

  /// Sums the cells' tallies in order, then the border's.
  mutating func gather() {
    tally = Tally()
    for index in 0..<leaves.count {
      leaves.with(index) { leaf in
        for cell in leaf.cells { tally.add(cell.tally) }
        tally.replacedPivots += leaf.replacedPivots
      }
    }
    tally.add(border.tally)
    tally.replacedPivots += factor.replacedPivots
  }

  /// Moves the point and evaluates it.
  mutating func advance(primal: Double, dual: Double) async {
    border.advance(primal: primal, dual: dual)
    let price = border.price
    await leaves.update(threads: options.threads) { _, leaf in
      leaf.advance(primal: primal, dual: dual, borderPrice: price)
    }
    border.residual = border.side
    for index in 0..<leaves.count {
      leaves.with(index) { leaf in
        for (k, row) in leaf.rows.enumerated() { border.residual[Int(row)] += leaf.residual[k] }
      }
    }
    border.evaluate()
    gather()
  }

  /// Factors the normal equations, with θ of the present point where `fresh`.
  mutating func factorise(fresh: Bool) async {
    if fresh { border.affine() }
    let theta = border.theta
    await leaves.update(threads: options.threads) { _, leaf in
      leaf.factor(borderTheta: theta, fresh: fresh)
    }
    factor.factor(leaves: leaves, borderTheta: theta)
  }

  /// Solves for the direction of the present right-hand sides.
  mutating func direct() async {
    await leaves.update(threads: options.threads) { _, leaf in leaf.eliminate() }
    var step = border.right()
    for index in 0..<leaves.count {
      leaves.with(index) { leaf in
        for (k, row) in leaf.rows.enumerated() { step[Int(row)] += leaf.right[k] }
      }
    }
    factor.solve(&step, leaves: leaves)
    border.step = step
    let borderStep = step
    await leaves.update(threads: options.threads) { _, leaf in
      leaf.direct(borderStep: borderStep)
    }
    border.direct()
    gather()
  }

  /// Turns the affine direction into one that aims at products `target`.
  mutating func correct(target: Double, share: Double) async {
    border.correct(target: target, share: share)
    await leaves.update(threads: options.threads) { _, leaf in
      for i in leaf.cells.indices { leaf.cells[i].correct(target: target, share: share) }
    }
  }
}

extension PartSolver {
  /// Keeps the direction and aims at a more central one.
  mutating func centre(target: Double, primal: Double, dual: Double) async {
    border.centre(target: target, primal: primal, dual: dual)
    await leaves.update(threads: options.threads) { _, leaf in
      for i in leaf.cells.indices {
        leaf.cells[i].centre(target: target, primal: primal, dual: dual)
      }
    }
  }

  /// Goes back to the direction that was kept.
  mutating func takeKept() {
    border.swapKept()
    for index in 0..<leaves.count {
      leaves.with(index) { leaf in
        for i in leaf.cells.indices { leaf.cells[i].swapKept() }
      }
    }
  }

  /// Remembers the present point.
  mutating func keepPoint() {
    border.keepPoint()
    for index in 0..<leaves.count {
      leaves.with(index) { leaf in
        for i in leaf.cells.indices { leaf.cells[i].keepPoint() }
      }
    }
  }

  /// Goes back to the point that was remembered.
  mutating func takeKeptPoint() {
    border.takeKeptPoint()
    for index in 0..<leaves.count {
      leaves.with(index) { leaf in
        for i in leaf.cells.indices { leaf.cells[i].takeKeptPoint() }
      }
    }
  }
}

extension ProgramScale {
  /// Powers of two, so that scaling rounds nothing: the largest right-hand side, the largest cost and the
  /// largest coefficient of each border row come near 1.
  init(_ program: BlockProgram, _ part: ProgramPart) {
    var (largestSide, largestCost) = (0.0, 0.0)
    borderRow = [Double](repeating: 0, count: program.borderSide.count)
    for index in part.blocks {
      let block = program.blocks[index]
      for value in block.diagonalSide { largestSide = max(largestSide, abs(value)) }
      for value in block.denseSide { largestSide = max(largestSide, abs(value)) }
      for bound in block.upper where bound < .infinity { largestSide = max(largestSide, bound) }
      for value in block.cost { largestCost = max(largestCost, abs(value)) }
      guard !block.borderRows.isEmpty else { continue }
      for (e, row) in block.entryRow.enumerated() where Int(row) >= block.denseCount {
        let border = Int(block.borderRows[Int(row) - block.denseCount])
        borderRow[border] = max(borderRow[border], abs(block.entryValue[e]))
      }
    }
    for index in part.columns {
      largestCost = max(largestCost, abs(program.borderColumns[index].cost))
    }
    for row in part.rows {
      let factor = ProgramScale.inverse(borderRow[Int(row)])
      borderRow[Int(row)] = factor
      largestSide = max(largestSide, abs(program.borderSide[Int(row)]) * factor)
    }
    side = ProgramScale.inverse(largestSide)
    cost = ProgramScale.inverse(largestCost)
  }

  /// The power of two nearest to 1 ÷ value; 1 for 0.
  private static func inverse(_ value: Double) -> Double {
    value > 0 && value < .infinity
      ? Double(sign: .plus, exponent: -value.exponent, significand: 1) : 1
  }
}
