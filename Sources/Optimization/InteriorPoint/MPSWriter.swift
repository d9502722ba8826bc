/// Names of a program's rows and columns, without blanks.
public struct BlockNames: Sendable {
  /// The name of a diagonal row: block, row.
  public var diagonalRow: @Sendable (Int, Int) -> String
  /// The name of a dense row: block, row.
  public var denseRow: @Sendable (Int, Int) -> String
  /// The name of a border row.
  public var borderRow: @Sendable (Int) -> String
  /// The name of a column: block, column.
  public var column: @Sendable (Int, Int) -> String
  /// The name of a border column.
  public var borderColumn: @Sendable (Int) -> String

  /// Names by closures.
  public init(
    diagonalRow: @escaping @Sendable (Int, Int) -> String,
    denseRow: @escaping @Sendable (Int, Int) -> String,
    borderRow: @escaping @Sendable (Int) -> String,
    column: @escaping @Sendable (Int, Int) -> String,
    borderColumn: @escaping @Sendable (Int) -> String
  ) {
    self.diagonalRow = diagonalRow
    self.denseRow = denseRow
    self.borderRow = borderRow
    self.column = column
    self.borderColumn = borderColumn
  }

  /// r3.7, p3.7, b7, x3.7, y7: kinds and numbers.
  public static let numbered = BlockNames(
    diagonalRow: { "r\($0).\($1)" }, denseRow: { "p\($0).\($1)" }, borderRow: { "b\($0)" },
    column: { "x\($0).\($1)" }, borderColumn: { "y\($0)" })
}

/// Writes a ``BlockProgram`` in free MPS, so that any solver can check it.
///
/// All rows are equations; columns are at least 0, with an upper bound where there is one. Numbers are
/// written so that they read back to the same bits. The objective's constant stands, negated, as the
/// right-hand side of the objective row, as most readers expect it.
/// Source: the format as HiGHS and CPLEX document it.
public struct MPSWriter: Sendable {
  private let program: BlockProgram
  private let names: BlockNames

  /// A writer of a program with names for its rows and columns.
  public init(_ program: BlockProgram, names: BlockNames = .numbered) {
    self.program = program
    self.names = names
  }

  /// Writes the model piece by piece: `write` gets some hundred kilobytes of text at a time.
  ///
  /// Edge cases: blanks in names become underscores; an empty name becomes `_`.
  public func write(
    name: String = "headroom", to write: ([UInt8]) throws -> Void
  ) rethrows {
    var text = MPSText()
    text.line("NAME \(MPSText.word(name))")
    text.line("ROWS")
    text.line(" N cost")
    for (t, block) in program.blocks.enumerated() {
      for r in 0..<block.diagonalCount { text.line(" E \(MPSText.word(names.diagonalRow(t, r)))") }
      for r in 0..<block.denseCount { text.line(" E \(MPSText.word(names.denseRow(t, r)))") }
      try text.flush(write)
    }
    let borderNames = program.borderSide.indices.map { MPSText.word(names.borderRow($0)) }
    for name in borderNames { text.line(" E \(name)") }
    text.line("COLUMNS")
    try writeColumns(&text, borderNames, write)
    text.line("RHS")
    try writeSides(&text, borderNames, write)
    text.line("BOUNDS")
    for (t, block) in program.blocks.enumerated() {
      for (c, upper) in block.upper.enumerated() where upper < .infinity {
        text.line(" UP bound \(MPSText.word(names.column(t, c))) \(upper)")
      }
      try text.flush(write)
    }
    text.line("ENDATA")
    try text.flush(write, all: true)
  }

  /// The whole model.
  public func bytes(name: String = "headroom") -> [UInt8] {
    var bytes: [UInt8] = []
    write(name: name) { bytes += $0 }
    return bytes
  }

  private func writeColumns(
    _ text: inout MPSText, _ borderNames: [String], _ write: ([UInt8]) throws -> Void
  ) rethrows {
    for (t, block) in program.blocks.enumerated() {
      let dense = block.denseSide.indices.map { MPSText.word(names.denseRow(t, $0)) }
      var row = 0
      for c in 0..<block.columnCount {
        while row < block.diagonalCount, c >= Int(block.diagonalStart[row + 1]) { row += 1 }
        let name = MPSText.word(names.column(t, c))
        // A column needs a line to exist; the cost's may be 0.
        text.line(" \(name) cost \(block.cost[c])")
        if row < block.diagonalCount {
          text.line(" \(name) \(MPSText.word(names.diagonalRow(t, row))) 1")
        }
        for e in Int(block.entryStart[c])..<Int(block.entryStart[c + 1]) {
          let k = Int(block.entryRow[e])
          let row =
            k < block.denseCount
            ? dense[k] : borderNames[Int(block.borderRows[k - block.denseCount])]
          text.line(" \(name) \(row) \(block.entryValue[e])")
        }
      }
      try text.flush(write)
    }
    for (c, column) in program.borderColumns.enumerated() {
      let name = MPSText.word(names.borderColumn(c))
      text.line(" \(name) cost \(column.cost)")
      text.line(" \(name) \(borderNames[Int(column.row)]) \(column.value)")
      if column.otherRow >= 0 {
        text.line(" \(name) \(borderNames[Int(column.otherRow)]) \(column.otherValue)")
      }
    }
    try text.flush(write)
  }

  private func writeSides(
    _ text: inout MPSText, _ borderNames: [String], _ write: ([UInt8]) throws -> Void
  ) rethrows {
    let offset = program.blocks.reduce(program.offset) { $0 + $1.offset }
    if offset != 0 { text.line(" side cost \(-offset)") }
    for (t, block) in program.blocks.enumerated() {
      for (r, side) in block.diagonalSide.enumerated() where side != 0 {
        text.line(" side \(MPSText.word(names.diagonalRow(t, r))) \(side)")
      }
      for (r, side) in block.denseSide.enumerated() where side != 0 {
        text.line(" side \(MPSText.word(names.denseRow(t, r))) \(side)")
      }
      try text.flush(write)
    }
    for (r, side) in program.borderSide.enumerated() where side != 0 {
      text.line(" side \(borderNames[r]) \(side)")
    }
    try text.flush(write)
  }
}

/// Lines that are handed on when there are enough.
private struct MPSText {
  private var bytes: [UInt8] = []

  mutating func line(_ text: String) {
    bytes += text.utf8
    bytes.append(UInt8(ascii: "\n"))
  }

  mutating func flush(_ write: ([UInt8]) throws -> Void, all: Bool = false) rethrows {
    guard all || bytes.count > 1 << 18 else { return }
    try write(bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  /// A name without blanks.
  static func word(_ name: String) -> String {
    guard !name.isEmpty else { return "_" }
    guard name.utf8.contains(where: { $0 <= 32 }) else { return name }
    return String(name.map { $0.isWhitespace ? "_" : $0 })
  }
}
