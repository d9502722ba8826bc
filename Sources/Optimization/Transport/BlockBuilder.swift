/// Writes one block of a program, column after column.
struct BlockBuilder {
  private(set) var block = BlockProgram.Block()
  private(set) var cell = TransportProgram.Cell()
  /// For each border row its index in the block, or -1.
  private var borderPlace: [Int32]

  init(borderRowCount: Int) {
    borderPlace = [Int32](repeating: -1, count: borderRowCount)
  }

  /// Begins a cell that touches these border rows.
  mutating func begin(borderRows: [Int32], nodePool: [Int32], nodeRate: [Int32], offset: Double) {
    for row in block.borderRows { borderPlace[Int(row)] = -1 }
    // Cells are much alike: room for the last one's size spares most of what growing would waste.
    let (columns, entries) = (block.columnCount, block.entryRow.count)
    block = BlockProgram.Block()
    cell = TransportProgram.Cell()
    reserve(columns + columns / 16, entries + entries / 16)
    block.borderRows = borderRows
    block.offset = offset
    for (place, row) in borderRows.enumerated() { borderPlace[Int(row)] = Int32(place) }
    cell.nodePool = nodePool
    cell.nodeRate = nodeRate
    for node in nodePool.indices { addDenseRow(.node, Int32(node), side: 0) }
  }

  private mutating func reserve(_ columns: Int, _ entries: Int) {
    block.cost.reserveCapacity(columns)
    block.upper.reserveCapacity(columns)
    block.entryStart.reserveCapacity(columns + 1)
    block.entryRow.reserveCapacity(entries)
    block.entryValue.reserveCapacity(entries)
    cell.columns.reserveCapacity(columns)
  }

  /// Adds a dense row and returns its number. All come before the columns.
  @discardableResult
  mutating func addDenseRow(
    _ kind: TransportProgram.Row.Kind, _ index: Int32, side: Double
  ) -> Int32 {
    block.denseSide.append(side)
    cell.denseRows.append(TransportProgram.Row(kind: kind, index: index))
    return Int32(block.denseSide.count - 1)
  }

  /// Begins the columns of a diagonal row.
  mutating func beginDiagonalRow(
    _ kind: TransportProgram.Row.Kind, _ index: Int32, side: Double
  ) {
    block.diagonalSide.append(side)
    cell.diagonalRows.append(TransportProgram.Row(kind: kind, index: index))
  }

  /// Ends them.
  mutating func endDiagonalRow() { block.diagonalStart.append(Int32(block.cost.count)) }

  /// Begins a column; its entries follow.
  mutating func addColumn(
    _ kind: TransportProgram.Column.Kind, _ a: Int32, _ b: Int32, cost: Double, upper: Double
  ) {
    block.cost.append(cost)
    block.upper.append(upper)
    block.entryStart.append(Int32(block.entryRow.count))
    cell.columns.append(TransportProgram.Column(kind: kind, a: a, b: b))
  }

  /// Adds an entry of the last column in a dense row; rows ascend.
  mutating func addEntry(dense row: Int32, _ value: Double) {
    block.entryRow.append(row)
    block.entryValue.append(value)
    block.entryStart[block.entryStart.count - 1] = Int32(block.entryRow.count)
  }

  /// Adds an entry of the last column in a border row, after the dense ones; rows ascend.
  mutating func addEntry(border row: Int32, _ value: Double) {
    block.entryRow.append(Int32(block.denseCount) + borderPlace[Int(row)])
    block.entryValue.append(value)
    block.entryStart[block.entryStart.count - 1] = Int32(block.entryRow.count)
  }
}
