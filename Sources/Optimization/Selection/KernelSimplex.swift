/// A dual simplex method for the relaxation of a ``SelectionModel``, that re-optimises in a few steps
/// after columns are fixed or freed of a choice.
///
/// Maximise c·x over A x + s = b, s ≥ 0, x in [0, 1], where single columns may be fixed at 0 or 1 and
/// single slacks at 0. All columns are boxed, so any set of basic variables can be made dual feasible
/// by moving columns between their bounds, and the method needs no first phase.
///
/// Only few rows bind. The basis is therefore kept as its *kernel*: with S the basic columns and T the
/// *tight* rows (those whose slack is not basic), |S| = |T| = k, the inverse of A[T, S] is all that is
/// needed; a step costs O(k²) besides the entries of a row and a column. The four kinds of step
/// replace a column, add a row and a column, drop a row and a column, or replace a row of the kernel.
///
/// Shapes: n columns, m rows; `inverse` is k × k within rows of `stride`: its rows belong to S, its
/// columns to T.
/// Source: bounded dual simplex with the long-step ratio test: A. Koberstein, *The dual simplex method*,
/// thesis, Paderborn 2005, chapters 3 and 6; kernels: J. Bisschop & A. Meeraus, "Matrix augmentation and
/// partitioning in the updating of the basis inverse", Math. Programming 13 (1977).
struct KernelSimplex: Sendable {
  /// How a solve ended.
  enum Outcome: Sendable {
    /// Primal and dual feasible.
    case optimal
    /// No point satisfies rows and bounds; `ray` proves it.
    case infeasible
    /// The dual objective has fallen below the cutoff.
    case cutoff
    /// The limit of steps came first; the multipliers are still usable.
    case stalled
  }

  /// A column's bounds.
  enum Bound {
    static let free: UInt8 = 0
    static let zero: UInt8 = 1
    static let one: UInt8 = 2
  }

  /// Rows are scaled to a largest coefficient of 1, so one tolerance fits all.
  static let primalTolerance = 1e-7
  static let pivotTolerance = 1e-7

  var bound: [UInt8]
  /// For each row whether its slack is fixed at 0.
  var isEquality: [Bool]
  /// For each non-basic column whether it is at 1.
  var atOne: [Bool]

  var size = 0
  var basic: [Int32] = []
  var tight: [Int32] = []
  /// A column's place in `basic`, a row's in `tight`; −1 for none.
  var basicPlace: [Int32]
  var tightPlace: [Int32]
  var inverse: [Double]
  var stride: Int

  var basicValue: [Double] = []
  /// By row: A x.
  var activity: [Double]
  /// By column: c − yA.
  var reduced: [Double]
  /// By row: y.
  var multiplier: [Double]
  /// Σ c over the non-basic columns at 1.
  var nonbasicValue = 0.0
  /// By row: the direction in which multipliers prove that nothing is feasible.
  var ray: [Double]
  var stepsSinceFactor = 0
  var totalSteps = 0

  // Scratch of a step.
  var rowOfInverse: [Double]
  var pivotRow: [Double]
  var column: [Double]
  /// By place in `tight`.
  var byTight: [Double]
  var change: [Double]
  var breakpoints: [Breakpoint] = []
  var flips: [Int32] = []

  /// A place where the dual step would make a reduced cost change its sign.
  struct Breakpoint: Sendable {
    var ratio: Double
    var size: Double
    /// A column, or ~row for a slack.
    var variable: Int32
  }

  init(_ model: SelectionModel) {
    let n = model.columnCount
    let m = model.rowCount
    bound = [UInt8](repeating: Bound.free, count: n)
    isEquality = [Bool](repeating: false, count: m)
    atOne = [Bool](repeating: false, count: n)
    basicPlace = [Int32](repeating: -1, count: n)
    tightPlace = [Int32](repeating: -1, count: m)
    stride = min(64, min(n, m) + 1)
    inverse = [Double](repeating: 0, count: stride * stride)
    activity = [Double](repeating: 0, count: m)
    reduced = model.cost
    multiplier = [Double](repeating: 0, count: m)
    ray = multiplier
    rowOfInverse = multiplier
    pivotRow = [Double](repeating: 0, count: n)
    column = [Double](repeating: 0, count: stride)
    byTight = column
    change = multiplier
    for group in 0..<model.groupCount where model.groupMust[group] {
      requireGroup(group, of: model)
    }
    startFromSlacks(model)
  }

  /// The value of the current basic solution, an upper bound when it is dual feasible.
  func objective(_ model: SelectionModel) -> Double {
    var sum = nonbasicValue
    for place in 0..<size { sum += model.cost[Int(basic[place])] * basicValue[place] }
    return sum
  }

  /// A column's value in the current basic solution.
  func value(of column: Int) -> Double {
    let place = Int(basicPlace[column])
    return place >= 0 ? basicValue[place] : atOne[column] ? 1 : 0
  }

  /// Says that a group must be chosen: an equality, or a fixed column.
  mutating func requireGroup(_ group: Int, of model: SelectionModel) {
    let row = Int(model.groupRow[group])
    if row >= 0 {
      isEquality[row] = true
    } else {
      bound[Int(model.groupFirst[group])] = Bound.one
    }
  }

  /// Whether a group must be chosen.
  func isRequired(_ group: Int, of model: SelectionModel) -> Bool {
    let row = Int(model.groupRow[group])
    return row >= 0 ? isEquality[row] : bound[Int(model.groupFirst[group])] == Bound.one
  }

  // MARK: Bases

  /// The basis of all slacks, each column at its better bound.
  mutating func startFromSlacks(_ model: SelectionModel) {
    for place in 0..<size {
      basicPlace[Int(basic[place])] = -1
      tightPlace[Int(tight[place])] = -1
    }
    size = 0
    basic.removeAll(keepingCapacity: true)
    tight.removeAll(keepingCapacity: true)
    basicValue.removeAll(keepingCapacity: true)
    recompute(model)
  }

  /// Makes `basic` and `tight` the given sets and factorises anew; falls back to the slacks where
  /// they do not fit together.
  mutating func load(basic columns: [Int32], tight rows: [Int32], _ model: SelectionModel) {
    for place in 0..<size {
      basicPlace[Int(basic[place])] = -1
      tightPlace[Int(tight[place])] = -1
    }
    size = columns.count
    basic = columns
    tight = rows
    basicValue = [Double](repeating: 0, count: size)
    for place in 0..<size {
      basicPlace[Int(basic[place])] = Int32(place)
      tightPlace[Int(tight[place])] = Int32(place)
    }
    if !factor(model) {
      startFromSlacks(model)
    } else {
      recompute(model)
    }
  }

  /// Inverts the kernel by Gauss-Jordan elimination with row pivoting.
  ///
  /// - Returns: false where it is singular.
  private mutating func factor(_ model: SelectionModel) -> Bool {
    let k = size
    stepsSinceFactor = 0
    guard k > 0 else { return true }
    grow(to: k)
    // In place: the row of `inverse` at `place` becomes that of the basic column there.
    for place in 0..<k {
      for index in 0..<k { inverse[place * stride + index] = 0 }
    }
    for place in 0..<k {
      let column = Int(basic[place])
      for entry in Int(model.columnFirst[column])..<Int(model.columnFirst[column + 1]) {
        let row = Int(tightPlace[Int(model.columnRow[entry])])
        if row >= 0 { inverse[row * stride + place] = model.columnValue[entry] }
      }
    }
    var exchanged: [Int] = []
    for pivot in 0..<k {
      var best = pivot
      for row in pivot..<k
      where abs(inverse[row * stride + pivot]) > abs(inverse[best * stride + pivot]) {
        best = row
      }
      guard abs(inverse[best * stride + pivot]) > 1e-9 else { return false }
      exchanged.append(best)
      if best != pivot {
        for index in 0..<k { inverse.swapAt(best * stride + index, pivot * stride + index) }
      }
      let scale = 1 / inverse[pivot * stride + pivot]
      inverse[pivot * stride + pivot] = 1
      for index in 0..<k { inverse[pivot * stride + index] *= scale }
      for row in 0..<k where row != pivot && inverse[row * stride + pivot] != 0 {
        let factor = inverse[row * stride + pivot]
        inverse[row * stride + pivot] = 0
        Flat.add(
          partAt: pivot * stride, times: -factor, toPartAt: row * stride, count: k, of: &inverse)
      }
    }
    // Exchanged rows of the kernel are exchanged columns of its inverse.
    for pivot in (0..<k).reversed() where exchanged[pivot] != pivot {
      for row in 0..<k { inverse.swapAt(row * stride + pivot, row * stride + exchanged[pivot]) }
    }
    return true
  }

  mutating func grow(to k: Int) {
    guard k > stride else { return }
    let wider = max(k, stride * 3 / 2)
    var copy = [Double](repeating: 0, count: wider * wider)
    for row in 0..<min(stride, size) {
      for index in 0..<stride { copy[row * wider + index] = inverse[row * stride + index] }
    }
    inverse = copy
    column += [Double](repeating: 0, count: wider - stride)
    byTight += [Double](repeating: 0, count: wider - stride)
    stride = wider
  }

  /// Recomputes all numbers from the basis and the bounds; columns go to the bound that their reduced
  /// costs ask for.
  mutating func recompute(_ model: SelectionModel) {
    let k = size
    Flat.clear(&multiplier)
    Flat.clear(&byTight)
    for place in 0..<k {
      Flat.add(
        inverse, at: place * stride, times: model.cost[Int(basic[place])], to: &byTight, count: k)
    }
    for index in 0..<k { multiplier[Int(tight[index])] = byTight[index] }
    model.price(multiplier, into: &reduced)
    nonbasicValue = 0
    for column in 0..<model.columnCount {
      guard basicPlace[column] < 0 else {
        reduced[column] = 0
        atOne[column] = false
        continue
      }
      switch bound[column] {
      case Bound.zero: atOne[column] = false
      case Bound.one: atOne[column] = true
      default: if abs(reduced[column]) > 1e-9 { atOne[column] = reduced[column] > 0 }
      }
      if atOne[column] { nonbasicValue += model.cost[column] }
    }
    recomputePrimal(model)
  }

  /// Recomputes the basic columns' values and all activities from the non-basic columns.
  mutating func recomputePrimal(_ model: SelectionModel) {
    Flat.clear(&activity)
    for column in 0..<model.columnCount where basicPlace[column] < 0 && atOne[column] {
      model.add(column, times: 1, to: &activity)
    }
    for index in 0..<size {
      byTight[index] = model.limit[Int(tight[index])] - activity[Int(tight[index])]
    }
    for place in 0..<size {
      basicValue[place] = Flat.dot(inverse, at: place * stride, byTight, count: size)
    }
    for place in 0..<size {
      model.add(Int(basic[place]), times: basicValue[place], to: &activity)
    }
  }
}

extension SelectionModel {
  /// c − yA.
  func price(_ multiplier: [Double], into result: inout [Double]) {
    for column in 0..<columnCount { result[column] = cost[column] }
    for row in 0..<rowCount where multiplier[row] != 0 {
      subtract(row, times: multiplier[row], from: &result)
    }
  }

  /// Subtracts a multiple of a row from an array by column.
  @inline(__always)
  func subtract(_ row: Int, times factor: Double, from result: inout [Double]) {
    var out = result.mutableSpan
    if !dense.isEmpty {
      let values = dense.span
      let offset = row * columnCount
      // `out` has n entries, `dense` has m × n.
      for column in 0..<columnCount {
        out[unchecked: column] -= factor * values[unchecked: offset &+ column]
      }
    } else {
      let columns = rowColumn.span
      let values = rowValue.span
      // Entries of a row lie within the arrays, its columns within 0..<n.
      for entry in Int(rowFirst[row])..<Int(rowFirst[row + 1]) {
        out[unchecked: Int(columns[unchecked: entry])] -= factor * values[unchecked: entry]
      }
    }
  }

  /// Adds a multiple of a column to an array by row.
  @inline(__always)
  func add(_ column: Int, times factor: Double, to result: inout [Double]) {
    var out = result.mutableSpan
    let rows = columnRow.span
    let values = columnValue.span
    // Entries of a column lie within the arrays, its rows within 0..<m.
    for entry in Int(columnFirst[column])..<Int(columnFirst[column + 1]) {
      out[unchecked: Int(rows[unchecked: entry])] += factor * values[unchecked: entry]
    }
  }
}

/// Loops over flat arrays that nothing else touches.
enum Flat {
  /// Adds a multiple of an array to another of the same length.
  static func add(_ source: [Double], times factor: Double, to result: inout [Double]) {
    precondition(source.count == result.count)
    let from = source.span
    var out = result.mutableSpan
    // Both have the same length.
    for index in 0..<from.count { out[unchecked: index] += factor * from[unchecked: index] }
  }

  /// Sets all entries to 0.
  static func clear(_ array: inout [Double]) {
    var out = array.mutableSpan
    for index in 0..<out.count { out[unchecked: index] = 0 }
  }

  /// Adds a multiple of a part of an array to another part of it that does not overlap.
  static func add(
    partAt source: Int, times factor: Double, toPartAt target: Int, count: Int,
    of array: inout [Double]
  ) {
    precondition(source >= 0 && target >= 0 && max(source, target) + count <= array.count)
    var span = array.mutableSpan
    // Both parts lie within the array.
    for index in 0..<count {
      span[unchecked: target &+ index] += factor * span[unchecked: source &+ index]
    }
  }

  /// Adds a multiple of a part of one array to the beginning of another.
  static func add(
    _ source: [Double], at start: Int, times factor: Double, to result: inout [Double], count: Int
  ) {
    precondition(start >= 0 && start + count <= source.count && count <= result.count)
    let from = source.span
    var out = result.mutableSpan
    // `count` entries lie within both arrays.
    for index in 0..<count { out[unchecked: index] += factor * from[unchecked: start &+ index] }
  }

  /// The inner product of a part of one array and the beginning of another.
  static func dot(_ a: [Double], at start: Int, _ b: [Double], count: Int) -> Double {
    precondition(start >= 0 && start + count <= a.count && count <= b.count)
    let x = a.span
    let y = b.span
    var sums = SIMD4<Double>.zero
    var index = 0
    // `count` entries lie within both arrays; four sums let the additions overlap.
    while index + 4 <= count {
      let left = SIMD4(
        x[unchecked: start &+ index], x[unchecked: start &+ index &+ 1],
        x[unchecked: start &+ index &+ 2], x[unchecked: start &+ index &+ 3])
      let right = SIMD4(
        y[unchecked: index], y[unchecked: index &+ 1], y[unchecked: index &+ 2],
        y[unchecked: index &+ 3])
      sums += left * right
      index += 4
    }
    var sum = sums.sum()
    while index < count {
      sum += x[unchecked: start &+ index] * y[unchecked: index]
      index += 1
    }
    return sum
  }
}
