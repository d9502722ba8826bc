/// How a ``PooledTransport`` becomes a linear program. Both forms have the same optimum.
public enum TransportForm: String, Sendable, Hashable, CaseIterable {
  /// Supplies enter pools, pools serve demands; pools are split by rate where a budget can bind.
  case compact
  /// A column for every supply and demand that meet.
  case direct

  /// The form that costs less for each iteration, estimated from a few cells: columns, and the
  /// multiplications of the dense rows' factors.
  public static func smaller(of problem: PooledTransport) -> TransportForm {
    let index = TransportIndex(problem)
    let border = BorderRows(problem, index)
    var compact = CompactReduction(problem, index, border)
    var direct = DirectReduction(problem, index, border)
    var (compactWork, directWork) = (0.0, 0.0)
    let samples = min(3, problem.cellCount)
    for k in 0..<samples {
      let t = (2 * k + 1) * problem.cellCount / (2 * samples)
      compactWork += work(compact.cell(t).0)
      directWork += work(direct.cell(t).0)
    }
    return compactWork <= directWork ? .compact : .direct
  }

  /// Nanoseconds, about, that a block costs in an iteration.
  private static func work(_ block: BlockProgram.Block) -> Double {
    let m = Double(block.denseCount)
    let border = Double(block.borderRows.count)
    let entries = Double(block.entryRow.count)
    return 60 * Double(block.columnCount) + 10 * entries + 0.1 * m * m * (m / 3 + border)
      + border * border
  }
}

extension PooledTransport {
  /// The linear program of one form, with what its rows and columns stand for.
  ///
  /// - Throws: ``InteriorPointError/invalidInput(_:)`` where a number is NaN, infinite or negative and may
  ///   not be, or an index points nowhere.
  public func program(form: TransportForm) throws(InteriorPointError) -> TransportProgram {
    try validate()
    let index = TransportIndex(self)
    let border = BorderRows(self, index)
    var result = TransportProgram(form: form, rates: index.rates)
    result.borderRows = border.rows
    result.borderColumns = border.columns
    result.program.borderSide = border.side
    result.program.borderColumns = border.programColumns
    result.program.blocks.reserveCapacity(cellCount)
    switch form {
    case .compact:
      var reduction = CompactReduction(self, index, border)
      for t in 0..<cellCount { result.append(reduction.cell(t)) }
    case .direct:
      var reduction = DirectReduction(self, index, border)
      for t in 0..<cellCount { result.append(reduction.cell(t)) }
    }
    return result
  }
}

extension TransportProgram {
  fileprivate mutating func append(_ cell: (BlockProgram.Block, Cell)) {
    program.blocks.append(cell.0)
    cells.append(cell.1)
  }
}
