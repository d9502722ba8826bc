internal import COpenBLAS

/// Why a matrix has no factor.
public enum FactorizationError: Error, Hashable, Sendable {
  /// The leading minor of this order is not positive; or a NaN stands in it.
  case notPositiveDefinite(order: Int)
}

extension Matrix {
  /// The lower Cholesky factor of a symmetric positive definite matrix.
  ///
  ///     let l = try Matrix([[4, 2], [2, 3]]).choleskyFactored()   // l[1, 0] == 1
  ///
  /// Shapes: `self` is n × n; only its lower triangle is read. The result is n × n, lower triangular.
  /// Units: the square root of the matrix's own.
  /// Edge cases: n = 0 gives an empty matrix; a NaN on the diagonal is reported as not positive
  /// definite.
  /// Accuracy: ‖A − LLᵀ‖ ≤ c n ε ‖A‖; last bits depend on the BLAS kernel, compare with a tolerance.
  /// Source: LAPACK `dpotrf`; Golub & Van Loan, *Matrix Computations*, 4th ed., §4.2.
  ///
  /// - Complexity: n³/3 multiplications.
  /// - Throws: ``FactorizationError`` with the order of the first leading minor that is not positive.
  public consuming func choleskyFactored() throws(FactorizationError) -> Matrix {
    precondition(rowCount == columnCount, "only square matrices have a Cholesky factor")
    let n = rowCount
    guard n > 0 else { return self }
    BLASLibrary.singleThreaded
    let order = values.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map { headroom_dpotrf_lower(Int32(n), $0, Int32(n)) } ?? 0
    }
    guard order == 0 else { throw .notPositiveDefinite(order: Int(order)) }
    // Some kernels carry a NaN through the square root without a word.
    for j in 0..<n where self[j, j].isNaN { throw .notPositiveDefinite(order: j + 1) }
    for j in 1..<n { for i in 0..<j { self[i, j] = 0 } }
    return self
  }
}
