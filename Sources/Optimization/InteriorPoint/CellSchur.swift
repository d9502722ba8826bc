/// Assembles a cell's normal equations A θ Aᵀ without its diagonal rows. Letters as in ``Cell``; indices
/// come from the ``CellShape``.
enum CellSchur {
  /// Writes the lower triangle of `schur`, `coupling`, `pair` and `delta`.
  static func assemble(
    _ shape: CellShape, theta: [Double], delta: inout [Double], schur: inout [Double],
    coupling: inout [Double], pair: inout [Double], scratch: inout Cell.Scratch
  ) {
    do {
      var a = schur.mutableSpan
      var b = coupling.mutableSpan
      var c = pair.mutableSpan
      for k in 0..<a.count { a[unchecked: k] = 0 }
      for k in 0..<b.count { b[unchecked: k] = 0 }
      for k in 0..<c.count { c[unchecked: k] = 0 }
    }
    if scratch.weights.count < shape.diagonalWidth {
      scratch.weights = [Double](repeating: 0, count: shape.diagonalWidth)
    }
    simple(shape, theta: theta, delta: &delta, schur: &schur)
    if shape.placedGroupCount > 0 {
      placed(
        shape, theta: theta, delta: &delta, schur: &schur, coupling: &coupling, pair: &pair,
        weights: &scratch.weights)
      full(shape, theta: theta, delta: &delta, pair: &pair, scratch: &scratch)
    }
  }

  /// Diagonal rows whose columns touch one dense row each: θ₁(δ − θ₁)/δ on the diagonal, where the
  /// difference is summed from the others so that nothing cancels, −θ₁θ₂/δ off it.
  private static func simple(
    _ shape: CellShape, theta: [Double], delta: inout [Double], schur: inout [Double]
  ) {
    let (start, row, value) = (shape.entryStart.span, shape.entryRow.span, shape.entryValue.span)
    let groups = shape.diagonalStart.span
    let m = shape.denseCount
    let theta = theta.span
    var delta = delta.mutableSpan
    var schur = schur.mutableSpan
    for r in 0..<shape.simpleCount {
      let range = Int(groups[unchecked: r])..<Int(groups[unchecked: r + 1])
      var sum = 0.0
      for c in range { sum += theta[unchecked: c] }
      delta[unchecked: r] = sum
      let inverse = 1 / sum
      for c in range {
        let e = Int(start[unchecked: c])
        guard Int(start[unchecked: c + 1]) > e else { continue }
        let i = Int(row[unchecked: e])
        let weight = theta[unchecked: c]
        let a = value[unchecked: e]
        var others = sum - weight
        if others < 0.5 * sum, range.count < 16 {
          others = 0
          for k in range where k != c { others += theta[unchecked: k] }
        }
        schur[unchecked: i &* (m &+ 1)] += a * a * weight * others * inverse
        let scaled = a * weight * inverse
        // Rows ascend within a simple group: c's row is below those of later columns.
        var k = c &+ 1
        while k < range.upperBound {
          let other = Int(start[unchecked: k])
          if Int(start[unchecked: k + 1]) > other {
            let place = Int(row[unchecked: other]) &+ i &* m
            schur[unchecked: place] -= scaled * theta[unchecked: k] * value[unchecked: other]
          }
          k &+= 1
        }
      }
    }
  }

  /// Groups of any shape that are not full: Σ θ a aᵀ over the columns, less (Σ θ a)(Σ θ a)ᵀ / δ where there
  /// is a diagonal row.
  private static func placed(
    _ shape: CellShape, theta: [Double], delta: inout [Double], schur: inout [Double],
    coupling: inout [Double], pair: inout [Double], weights: inout [Double]
  ) {
    let (start, value) = (shape.entryStart.span, shape.entryValue.span)
    let groups = shape.diagonalStart.span
    let (supportStart, support) = (shape.supportStart.span, shape.supportRow.span)
    let (place, targetStart, target) = (
      shape.entryPlace.span, shape.targetStart.span, shape.target.span
    )
    let m = shape.denseCount
    let theta = theta.span
    var delta = delta.mutableSpan
    var schur = schur.mutableSpan
    var coupling = coupling.mutableSpan
    var pair = pair.mutableSpan
    var weights = weights.mutableSpan
    let rowGroups = shape.diagonalCount - shape.simpleCount
    let firstSingle = Int(groups[unchecked: shape.diagonalCount])
    let firstEntry = shape.firstPlacedEntry

    for index in 0..<shape.placedGroupCount where !shape.isFull[index] {
      let first = Int(supportStart[unchecked: index])
      let size = Int(supportStart[unchecked: index + 1]) - first
      let hasRow = index < rowGroups
      let r = shape.simpleCount + index
      let range =
        hasRow
        ? Int(groups[unchecked: r])..<Int(groups[unchecked: r + 1])
        : (firstSingle + index - rowGroups)..<(firstSingle + index - rowGroups + 1)
      var dense = 0
      while dense < size, Int(support[unchecked: first + dense]) < m { dense += 1 }
      let border = size - dense
      let targets = Int(targetStart[unchecked: index])
      let pairs = targets + border * dense
      for k in 0..<size { weights[unchecked: k] = 0 }

      let group = Group(
        first: first, dense: dense, rows: m, targets: targets, pairs: pairs)
      var sum = 0.0
      for c in range {
        let weight = theta[unchecked: c]
        sum += weight
        let entries = Int(start[unchecked: c])..<Int(start[unchecked: c + 1])
        for e in entries {
          let a = Int(place[unchecked: e &- firstEntry])
          let scaled = weight * value[unchecked: e]
          weights[unchecked: a] += scaled
          for other in entries.lowerBound...e {
            add(
              scaled * value[unchecked: other], a, Int(place[unchecked: other &- firstEntry]),
              group, support, target, &schur, &coupling, &pair)
          }
        }
      }
      guard hasRow else { continue }
      delta[unchecked: r] = sum
      for a in 0..<size {
        let scaled = -weights[unchecked: a] / sum
        for b in 0...a {
          add(
            scaled * weights[unchecked: b], a, b, group, support, target, &schur, &coupling, &pair)
        }
      }
    }
  }
}

extension CellSchur {
  /// Where a group's support and couplings lie.
  private struct Group {
    var first: Int
    var dense: Int
    var rows: Int
    var targets: Int
    var pairs: Int
  }

  /// Adds to the normal equations of the a-th and b-th rows of a group's support, b not after a.
  @inline(__always) private static func add(
    _ amount: Double, _ a: Int, _ b: Int, _ group: Group, _ support: Span<Int32>,
    _ target: Span<Int32>, _ schur: inout MutableSpan<Double>,
    _ coupling: inout MutableSpan<Double>, _ pair: inout MutableSpan<Double>
  ) {
    if a < group.dense {
      let i = Int(support[unchecked: group.first &+ a])
      let j = Int(support[unchecked: group.first &+ b])
      schur[unchecked: i &+ j &* group.rows] += amount
    } else if b < group.dense {
      let place = group.targets &+ (a &- group.dense) &* group.dense &+ b
      coupling[unchecked: Int(target[unchecked: place])] += amount
    } else {
      let (i, j) = (a &- group.dense, b &- group.dense)
      let place = group.pairs &+ i &* (i &+ 1) / 2 &+ j
      pair[unchecked: Int(target[unchecked: place])] += amount
    }
  }
}

extension CellShape {
  /// Room for the weights of the largest support.
  var diagonalWidth: Int { max(1, largestSupport) }
}
