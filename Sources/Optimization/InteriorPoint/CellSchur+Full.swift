internal import LinearAlgebra

extension CellSchur {
  /// Diagonal rows whose columns touch border rows alone, and most of those: a product of dense matrices.
  ///
  /// Σ θ a aᵀ − (Σ θ a)(Σ θ a)ᵀ / δ is Σ θ (a − ā)(a − ā)ᵀ, where ā = Σ θ a / δ, so that nothing cancels.
  static func full(
    _ shape: CellShape, theta: [Double], delta: inout [Double], pair: inout [Double],
    scratch: inout Cell.Scratch
  ) {
    for index in shape.isFull.indices where shape.isFull[index] {
      let row = shape.simpleCount + index
      let range = Int(shape.diagonalStart[row])..<Int(shape.diagonalStart[row + 1])
      let size = Int(shape.supportStart[index + 1] - shape.supportStart[index])
      if scratch.columns.count < range.count * size {
        scratch.columns = [Double](repeating: 0, count: range.count * size)
      }
      if scratch.columnsProduct.count < size * size {
        scratch.columnsProduct = [Double](repeating: 0, count: size * size)
      }
      delta[row] = average(shape, range, size, theta, &scratch.weights)
      spread(shape, range, size, theta, average: scratch.weights, &scratch.columns)
      Dense.rankUpdate(
        &scratch.columnsProduct, Dense.Place(leading: size), order: size, alpha: 1, scratch.columns,
        Dense.Place(leading: size), inner: range.count, beta: 0)
      add(
        scratch.columnsProduct, size, to: &pair, at: shape.target[Int(shape.targetStart[index])...])
    }
  }

  /// Writes ā of a range of columns.
  ///
  /// - Returns: δ, the sum of θ.
  private static func average(
    _ shape: CellShape, _ range: Range<Int>, _ size: Int, _ theta: [Double],
    _ average: inout [Double]
  ) -> Double {
    for k in 0..<size { average[k] = 0 }
    var sum = 0.0
    for c in range {
      sum += theta[c]
      for e in Int(shape.entryStart[c])..<Int(shape.entryStart[c + 1]) {
        average[Int(shape.entryPlace[e - shape.firstPlacedEntry])] += theta[c] * shape.entryValue[e]
      }
    }
    for k in 0..<size { average[k] /= sum }
    return sum
  }

  /// Writes √θ (a − ā) of a range of columns, one after the other.
  private static func spread(
    _ shape: CellShape, _ range: Range<Int>, _ size: Int, _ theta: [Double], average: [Double],
    _ columns: inout [Double]
  ) {
    var first = 0
    for c in range {
      let root = theta[c].squareRoot()
      for k in 0..<size { columns[first + k] = -root * average[k] }
      for e in Int(shape.entryStart[c])..<Int(shape.entryStart[c + 1]) {
        columns[first + Int(shape.entryPlace[e - shape.firstPlacedEntry])] +=
          root * shape.entryValue[e]
      }
      first += size
    }
  }

  /// Adds a lower triangle to pairs of border rows, row by row.
  private static func add(
    _ triangle: [Double], _ size: Int, to pair: inout [Double], at target: ArraySlice<Int32>
  ) {
    var place = target.startIndex
    for i in 0..<size {
      for j in 0...i {
        pair[Int(target[place])] += triangle[i + j * size]
        place += 1
      }
    }
  }
}
