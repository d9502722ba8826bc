/// A dense matrix of Doubles, column by column.
///
///     Matrix([[4, 2], [2, 3]])[1, 0]   // 2
///
/// Shapes: entry (i, j) stands at `values[i + j * rowCount]`.
/// Edge cases: a matrix may have no rows or no columns.
public struct Matrix: Sendable, Hashable {
  /// The number of rows.
  public let rowCount: Int
  /// The number of columns.
  public let columnCount: Int
  /// The entries, column by column.
  public var values: [Double]

  /// A matrix of one value.
  public init(rowCount: Int, columnCount: Int, repeating value: Double = 0) {
    precondition(rowCount >= 0 && columnCount >= 0, "a matrix has no negative size")
    self.rowCount = rowCount
    self.columnCount = columnCount
    values = [Double](repeating: value, count: rowCount * columnCount)
  }

  /// A matrix from its rows, which must be equally long.
  public init(_ rows: [[Double]]) {
    self.init(rowCount: rows.count, columnCount: rows.first?.count ?? 0)
    for (i, row) in rows.enumerated() {
      precondition(row.count == columnCount, "the rows of a matrix are equally long")
      for (j, value) in row.enumerated() { self[i, j] = value }
    }
  }

  /// The entry in row i and column j.
  public subscript(i: Int, j: Int) -> Double {
    get { values[i + j * rowCount] }
    set { values[i + j * rowCount] = newValue }
  }
}
