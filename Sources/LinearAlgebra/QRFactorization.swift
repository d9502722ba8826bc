internal import COpenBLAS

/// A = QR of a matrix with at least as many rows as columns, kept as Householder reflectors.
///
///     let line = try QRFactorization(Matrix([[1, 0], [1, 1], [1, 2]])).leastSquares([1, 3, 5])  // [1, 2]
///
/// Shapes: A is m × n with m ≥ n; Q is m × m, R is n × n, upper triangular.
/// Source: LAPACK `dgeqrf`, `dormqr`; Golub & Van Loan, *Matrix Computations*, 4th ed., §5.2–5.3.
///
/// - Complexity: 2n²(m − n/3) operations to build.
public struct QRFactorization: Sendable {
  /// Why a least-squares problem has no single answer.
  public enum RankError: Error, Hashable, Sendable {
    /// This column, counted from 0, depends on those before it to working precision.
    case dependentColumn(Int)
  }

  /// The number of rows m.
  public let rowCount: Int
  /// The number of columns n.
  public let columnCount: Int
  private var reflectors: [Double]
  private var tau: [Double]

  /// Factors a matrix.
  public init(_ a: consuming Matrix) {
    precondition(a.rowCount >= a.columnCount, "QR is for matrices that are not wide")
    rowCount = a.rowCount
    columnCount = a.columnCount
    reflectors = a.values
    tau = [Double](repeating: 0, count: columnCount)
    guard columnCount > 0 else { return }
    BLASLibrary.singleThreaded
    var work = [Double](repeating: 0, count: 32 * columnCount)
    let (m, n, size) = (Int32(rowCount), Int32(columnCount), Int32(work.count))
    reflectors.withUnsafeMutableBufferPointer { a in
      tau.withUnsafeMutableBufferPointer { tau in
        work.withUnsafeMutableBufferPointer { work in
          guard let a = a.baseAddress, let tau = tau.baseAddress, let work = work.baseAddress
          else { return }
          _ = headroom_dgeqrf(m, n, a, m, tau, work, size)
        }
      }
    }
  }

  /// R, n × n.
  public var upperTriangle: Matrix {
    var r = Matrix(rowCount: columnCount, columnCount: columnCount)
    for j in 0..<columnCount { for i in 0...j { r[i, j] = reflectors[i + j * rowCount] } }
    return r
  }

  /// Q B, or Qᵀ B, for B of m rows.
  public func orthogonalProduct(_ b: consuming Matrix, transposed: Bool = false) -> Matrix {
    precondition(b.rowCount == rowCount, "B has as many rows as Q")
    guard columnCount > 0, b.columnCount > 0 else { return b }
    var work = [Double](repeating: 0, count: 32 * b.columnCount)
    let (m, k, size) = (Int32(rowCount), Int32(columnCount), Int32(work.count))
    let columns = Int32(b.columnCount)
    reflectors.withUnsafeBufferPointer { a in
      tau.withUnsafeBufferPointer { tau in
        b.values.withUnsafeMutableBufferPointer { c in
          work.withUnsafeMutableBufferPointer { work in
            guard let a = a.baseAddress, let tau = tau.baseAddress, let c = c.baseAddress,
              let work = work.baseAddress
            else { return }
            _ = headroom_dormqr_left(
              transposed ? 1 : 0, m, columns, k, a, m, tau, c, m, work, size)
          }
        }
      }
    }
    return b
  }

  /// The x with the least ‖A x − b‖₂.
  ///
  /// Shapes: `b` has m entries, x has n. Edge cases: n = 0 gives an empty x.
  ///
  /// - Throws: ``RankError`` where a diagonal entry of R is below m ε times the largest.
  public func leastSquares(_ b: [Double]) throws(RankError) -> [Double] {
    precondition(b.count == rowCount, "b has an entry for each row")
    var right = Matrix(rowCount: rowCount, columnCount: 1)
    right.values = b
    var x = Array(orthogonalProduct(right, transposed: true).values.prefix(columnCount))
    let diagonal = (0..<columnCount).map { abs(reflectors[$0 * (rowCount + 1)]) }
    let least = Double(rowCount) * Double.ulpOfOne * (diagonal.max() ?? 0)
    for j in 0..<columnCount where !(diagonal[j] > least) { throw .dependentColumn(j) }
    reflectors.withUnsafeBufferPointer { r in
      x.withUnsafeMutableBufferPointer { x in
        guard let r = r.baseAddress, let x = x.baseAddress else { return }
        headroom_dtrsv_upper(Int32(columnCount), r, Int32(rowCount), x)
      }
    }
    return x
  }
}
