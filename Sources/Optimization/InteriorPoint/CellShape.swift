/// The constant part of a block inside the solver: scaled, with its border rows in the order of the part
/// of the border it is eliminated into.
///
/// *Local rows* are the dense rows `0..<denseCount`, then the border rows that the block touches. A
/// *group* is a diagonal row with its columns, or one column without a diagonal row; the local rows its
/// columns touch are its *support*. Eliminating a diagonal row couples all rows of the support.
struct CellShape: Sendable {
  let columnCount: Int
  let diagonalCount: Int
  let denseCount: Int
  let borderCount: Int
  /// Leading diagonal rows whose columns touch at most one dense row each, all different, and no border.
  let simpleCount: Int
  let diagonalStart: [Int32]
  let entryStart: [Int32]
  let entryRow: [Int32]
  let entryValue: [Double]
  let cost: [Double]
  /// Right-hand sides of local rows (0 for border rows) and of diagonal rows.
  let localSide: [Double]
  let diagonalSide: [Double]
  /// Columns with an upper bound, ascending, and the bounds.
  let boundedColumn: [Int32]
  let upper: [Double]

  /// For each group past the simple ones its support: `supportRow[supportStart[g]..<supportStart[g + 1]]`,
  /// ascending; group `diagonalCount - simpleCount + k` is the k-th column without a diagonal row.
  let supportStart: [Int32]
  let supportRow: [Int32]
  /// For each entry of those groups its index in the support of its group.
  let entryPlace: [Int32]
  /// The first entry of those groups.
  let firstPlacedEntry: Int
  let largestSupport: Int
  /// For each of those groups whether its columns are nearly full: see
  /// ``CellSchur/full(_:theta:delta:pair:scratch:)``.
  let isFull: [Bool]

  /// For each border row its coupled dense rows, `couplingRow[couplingStart[k]..<couplingStart[k + 1]]`.
  let couplingStart: [Int32]
  let couplingRow: [Int32]
  /// Pairs of border rows that a group couples, the later one first.
  let pairFirst: [Int32]
  let pairSecond: [Int32]
  /// For each group with border rows where its couplings lie: (border, dense) pairs in `couplingRow`'s
  /// order, then (border, border) pairs in the pairs' order.
  let targetStart: [Int32]
  let target: [Int32]

  /// How border rows meet dense rows.
  let frontPlan: FrontPlan
  /// For each border row its index in the front of its leaf.
  let frontPlace: [Int32]
  /// For each border row its index in the program's part.
  let borderRow: [Int32]

  /// The number of groups past the simple ones.
  var placedGroupCount: Int { supportStart.count - 1 }
}

/// The factors that bring a program's numbers near 1.
struct ProgramScale: Sendable {
  /// Right-hand sides and values are multiplied by it.
  var side = 1.0
  /// Costs and prices are multiplied by it.
  var cost = 1.0
  /// For each border row what its coefficients are multiplied by.
  var borderRow: [Double] = []
}

extension CellShape {
  /// Scales a block and finds what couples what. `order` lists the block's border rows (indices of
  /// `borderRows`) in the leaf's order; `frontPlace` and `partRow` belong to them.
  init(
    _ block: BlockProgram.Block, scale: ProgramScale, order: [Int32], frontPlace: [Int32],
    partRow: [Int32]
  ) {
    columnCount = block.columnCount
    diagonalCount = block.diagonalCount
    denseCount = block.denseCount
    borderCount = block.borderRows.count
    diagonalStart = block.diagonalStart
    entryStart = block.entryStart
    cost = block.cost.map { $0 * scale.cost }
    localSide =
      block.denseSide.map { $0 * scale.side } + [Double](repeating: 0, count: borderCount)
    diagonalSide = block.diagonalSide.map { $0 * scale.side }
    var boundedColumn: [Int32] = []
    var upper: [Double] = []
    for (column, bound) in block.upper.enumerated() where bound < .infinity {
      boundedColumn.append(Int32(column))
      upper.append(bound * scale.side)
    }
    self.boundedColumn = boundedColumn
    self.upper = upper
    self.frontPlace = frontPlace
    borderRow = partRow

    var rows = block.entryRow
    var values = block.entryValue
    if borderCount > 0 {
      var newPlace = [Int32](repeating: 0, count: borderCount)
      for (place, old) in order.enumerated() { newPlace[Int(old)] = Int32(place) }
      CellShape.renumber(
        block, newPlace, scale: block.borderRows.map { scale.borderRow[Int($0)] }, &rows, &values)
    }
    entryRow = rows
    entryValue = values

    simpleCount = CellShape.simpleRows(block)
    var couplings = Couplings(
      simpleCount: simpleCount, block: block, rows: rows, borderCount: borderCount)
    couplings.build()
    supportStart = couplings.supportStart
    supportRow = couplings.supportRow
    entryPlace = couplings.entryPlace
    firstPlacedEntry = couplings.firstPlacedEntry
    largestSupport = couplings.largestSupport
    isFull = couplings.isFull
    couplingStart = couplings.couplingStart
    couplingRow = couplings.couplingRow
    pairFirst = couplings.pairFirst
    pairSecond = couplings.pairSecond
    targetStart = couplings.targetStart
    target = couplings.target
    frontPlan = FrontPlan(
      denseCount: denseCount, couplingStart: couplingStart, couplingRow: couplingRow,
      frontPlace: frontPlace)
  }

  /// Moves border entries to their new rows, scaled, and sorts each column's.
  private static func renumber(
    _ block: BlockProgram.Block, _ newPlace: [Int32], scale: [Double], _ rows: inout [Int32],
    _ values: inout [Double]
  ) {
    let dense = Int32(block.denseCount)
    for column in 0..<block.columnCount {
      let first = Int(block.entryStart[column])
      let last = Int(block.entryStart[column + 1])
      for e in first..<last where rows[e] >= dense {
        let old = Int(rows[e] - dense)
        rows[e] = dense + newPlace[old]
        values[e] *= scale[old]
        var place = e
        while place > first, rows[place - 1] > rows[place] {
          rows.swapAt(place - 1, place)
          values.swapAt(place - 1, place)
          place -= 1
        }
      }
    }
  }

  /// How many leading diagonal rows are simple.
  private static func simpleRows(_ block: BlockProgram.Block) -> Int {
    let dense = Int32(block.denseCount)
    for r in 0..<block.diagonalCount {
      var last: Int32 = -1
      for c in Int(block.diagonalStart[r])..<Int(block.diagonalStart[r + 1]) {
        let first = Int(block.entryStart[c])
        switch Int(block.entryStart[c + 1]) - first {
        case 0: continue
        case 1:
          let row = block.entryRow[first]
          guard row > last, row < dense else { return r }
          last = row
        default: return r
        }
      }
    }
    return block.diagonalCount
  }
}
