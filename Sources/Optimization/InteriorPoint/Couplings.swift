/// Finds the supports of a block's groups and which border rows they couple with what.
struct Couplings {
  let simpleCount: Int
  let block: BlockProgram.Block
  let rows: [Int32]
  let borderCount: Int

  private(set) var supportStart: [Int32] = [0]
  private(set) var supportRow: [Int32] = []
  private(set) var entryPlace: [Int32] = []
  private(set) var firstPlacedEntry = 0
  private(set) var largestSupport = 0
  private(set) var isFull: [Bool] = []
  private(set) var couplingStart: [Int32] = []
  private(set) var couplingRow: [Int32] = []
  private(set) var pairFirst: [Int32] = []
  private(set) var pairSecond: [Int32] = []
  private(set) var targetStart: [Int32] = [0]
  private(set) var target: [Int32] = []

  init(simpleCount: Int, block: BlockProgram.Block, rows: [Int32], borderCount: Int) {
    self.simpleCount = simpleCount
    self.block = block
    self.rows = rows
    self.borderCount = borderCount
  }

  /// Supports first, then the couplings of border rows, then each group's targets among them.
  mutating func build() {
    findSupports()
    findCouplings()
    isFull = (0..<groupCount).map(isNearlyFull)
  }

  /// Fewer columns than this are as fast one by one.
  private static let leastColumns = 4

  /// Whether a group has a diagonal row, and touches border rows alone, its columns at least half of them.
  private func isNearlyFull(_ g: Int) -> Bool {
    let columns = columns(ofGroup: g)
    guard g < block.diagonalCount - simpleCount, columns.count >= Couplings.leastColumns
    else { return false }
    let support = supportRow[Int(supportStart[g])..<Int(supportStart[g + 1])]
    guard let first = support.first, Int(first) >= block.denseCount else { return false }
    let entries = block.entryStart[columns.upperBound] - block.entryStart[columns.lowerBound]
    return 2 * Int(entries) >= columns.count * support.count
  }

  /// The groups past the simple ones, each a range of columns.
  private func columns(ofGroup g: Int) -> Range<Int> {
    let rowGroups = block.diagonalCount - simpleCount
    if g < rowGroups {
      let r = simpleCount + g
      return Int(block.diagonalStart[r])..<Int(block.diagonalStart[r + 1])
    }
    let column = Int(block.diagonalStart[block.diagonalCount]) + g - rowGroups
    return column..<(column + 1)
  }

  private var groupCount: Int {
    block.columnCount - Int(block.diagonalStart[block.diagonalCount]) + block.diagonalCount
      - simpleCount
  }

  private mutating func findSupports() {
    let firstColumn = Int(block.diagonalStart[simpleCount])
    firstPlacedEntry = Int(block.entryStart[firstColumn])
    entryPlace = [Int32](repeating: 0, count: rows.count - firstPlacedEntry)
    supportStart.reserveCapacity(groupCount + 1)
    var place = [Int32](repeating: -1, count: block.denseCount + borderCount)
    for g in 0..<groupCount {
      let columns = columns(ofGroup: g)
      let entries =
        Int(block.entryStart[columns.lowerBound])..<Int(block.entryStart[columns.upperBound])
      let first = supportRow.count
      for e in entries where place[Int(rows[e])] < 0 {
        place[Int(rows[e])] = 0
        supportRow.append(rows[e])
      }
      supportRow[first...].sort()
      for k in first..<supportRow.count { place[Int(supportRow[k])] = Int32(k - first) }
      for e in entries { entryPlace[e - firstPlacedEntry] = place[Int(rows[e])] }
      for k in first..<supportRow.count { place[Int(supportRow[k])] = -1 }
      supportStart.append(Int32(supportRow.count))
      largestSupport = max(largestSupport, supportRow.count - first)
    }
  }

  private mutating func findCouplings() {
    let m = Int32(block.denseCount)
    // Coupled dense rows of each border row, with repetition; then sorted without.
    var coupled = [[Int32]](repeating: [], count: borderCount)
    var pairs: [Int64] = []
    for g in 0..<groupCount {
      let support = supportRow[Int(supportStart[g])..<Int(supportStart[g + 1])]
      guard let last = support.last, last >= m else { continue }
      let border = support.firstIndex { $0 >= m } ?? support.endIndex
      for b in support[border...] {
        coupled[Int(b - m)].append(contentsOf: support[..<border])
        for other in support[border...] where other <= b {
          pairs.append(Int64(b - m) << 32 | Int64(other - m))
        }
      }
    }
    couplingStart = [0]
    couplingStart.reserveCapacity(borderCount + 1)
    for k in 0..<borderCount {
      coupled[k].sort()
      var last: Int32 = -1
      for row in coupled[k] where row != last {
        couplingRow.append(row)
        last = row
      }
      couplingStart.append(Int32(couplingRow.count))
    }
    pairs.sort()
    var unique: [Int64] = []
    for pair in pairs where pair != unique.last { unique.append(pair) }
    pairFirst = unique.map { Int32($0 >> 32) }
    pairSecond = unique.map { Int32(truncatingIfNeeded: $0) }
    findTargets(m, unique)
  }

  private mutating func findTargets(_ m: Int32, _ pairs: [Int64]) {
    targetStart.reserveCapacity(groupCount + 1)
    for g in 0..<groupCount {
      let support = supportRow[Int(supportStart[g])..<Int(supportStart[g + 1])]
      if let last = support.last, last >= m {
        let border = support.firstIndex { $0 >= m } ?? support.endIndex
        for b in support[border...] {
          let range = Int(couplingStart[Int(b - m)])..<Int(couplingStart[Int(b - m) + 1])
          for dense in support[..<border] {
            target.append(Int32(lowerBound(couplingRow, range, dense)))
          }
        }
        for b in support[border...] {
          for other in support[border...] where other <= b {
            let pair = Int64(b - m) << 32 | Int64(other - m)
            target.append(Int32(lowerBound(pairs, 0..<pairs.count, pair)))
          }
        }
      }
      targetStart.append(Int32(target.count))
    }
  }

  /// The first index of a sorted range whose value is not below `value`.
  private func lowerBound<Value: Comparable>(
    _ values: [Value], _ range: Range<Int>, _ value: Value
  ) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if values[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
