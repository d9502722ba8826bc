internal import COpenBLAS

extension Dense {
  /// The lower Cholesky factor of a symmetric positive definite matrix, in place.
  ///
  /// Shapes: n × n; only the lower triangle is read and written.
  /// Source: LAPACK `dpotrf`; Golub & Van Loan, *Matrix Computations*, 4th ed., §4.2.
  ///
  /// - Complexity: n³/3 multiplications.
  /// - Throws: ``FactorizationError`` with the order of the first leading minor that is not positive;
  ///   the lower triangle is lost then.
  public static func factorCholesky(
    _ a: inout [Double], _ place: Place, order n: Int
  ) throws(FactorizationError) {
    assert(place.fits(n, n, in: a.count), "the matrix fits")
    guard n > 0 else { return }
    BLASLibrary.singleThreaded
    let order = a.withUnsafeMutableBufferPointer { a in
      a.baseAddress.map { headroom_dpotrf_lower(Int32(n), $0 + place.offset, place.ld) } ?? 0
    }
    guard order == 0 else { throw .notPositiveDefinite(order: Int(order)) }
    // Some kernels carry a NaN through the square root without a word.
    for j in 0..<n where !(a[place.offset + j * (place.leading + 1)] > 0) {
      throw .notPositiveDefinite(order: j + 1)
    }
  }

  /// From a lower Cholesky factor L the lower triangle of (L Lᵀ)⁻¹, in place.
  ///
  /// Source: LAPACK `dpotri`. Edge cases: the diagonal must be positive, as a factor's is.
  ///
  /// - Complexity: 2n³/3 multiplications.
  public static func invertCholesky(_ l: inout [Double], _ place: Place, order n: Int) {
    assert(place.fits(n, n, in: l.count), "the factor fits")
    guard n > 0 else { return }
    BLASLibrary.singleThreaded
    l.withUnsafeMutableBufferPointer { l in
      guard let l = l.baseAddress else { return }
      _ = headroom_dpotri_lower(Int32(n), l + place.offset, place.ld)
    }
  }

  /// Eliminates the first `pivots` rows of a symmetric matrix, in place: their columns become those of
  /// the Cholesky factor, the rest becomes the Schur complement.
  ///
  /// A pivot below `tolerance` times its own diagonal entry belongs to a row that depends on those before
  /// it: it is replaced by an infinite one, so that the row's unknown comes out as 0.
  ///
  /// Shapes: n × n without gaps, only the lower triangle is read and written. `scratch` grows to
  /// `pivots`² and is free afterwards.
  /// Edge cases: NaN anywhere in the pivots' triangle counts as dependent.
  /// Source: Wright, *Primal-Dual Interior-Point Methods*, 1997, ch. 11, doi:10.1137/1.9781611971453
  /// (dependent rows); Duff & Reid 1983, doi:10.1145/356044.356047 (fronts).
  ///
  /// - Returns: how many pivots were replaced.
  public static func eliminate(
    _ a: inout [Double], order n: Int, pivots k: Int, tolerance: Double, scratch: inout [Double]
  ) -> Int {
    assert(a.count >= n * n && k <= n, "the matrix fits")
    guard k > 0 else { return 0 }
    let place = Place(leading: n)
    if scratch.count < k * k {
      scratch = [Double](repeating: 0, count: k * k)
    }
    copy(a, from: n, to: &scratch, k)
    var replaced = 0
    var isSound = true
    do {
      try factorCholesky(&a, place, order: k)
      // A dependent row may leave a rounding error for a pivot.
      for j in 0..<k {
        let root = a[j * (n + 1)]
        if !(root * root > tolerance * scratch[j * (k + 1)]) { isSound = false }
      }
    } catch {
      isSound = false
    }
    if !isSound {
      copyBack(scratch, k, to: &a, n)
      replaced = factorDependent(&a, order: k, leading: n, tolerance: tolerance)
    }
    guard n > k else { return replaced }
    a.withUnsafeMutableBufferPointer { a in
      guard let a = a.baseAddress else { return }
      let (rest, ld) = (Int32(n - k), Int32(n))
      headroom_dtrsm_right_lower_transposed(rest, Int32(k), a, ld, a + k, ld)
      headroom_dsyrk_lower(0, rest, Int32(k), -1, a + k, ld, 1, a + k + k * n, ld)
    }
    return replaced
  }

  /// Keeps the lower triangle of the leading k × k block.
  private static func copy(_ a: [Double], from n: Int, to b: inout [Double], _ k: Int) {
    let a = a.span
    var b = b.mutableSpan
    // i and j lie below k, and k² and n k below the counts.
    for j in 0..<k {
      for i in j..<k { b[unchecked: i &+ j &* k] = a[unchecked: i &+ j &* n] }
    }
  }

  /// Puts it back.
  private static func copyBack(_ b: [Double], _ k: Int, to a: inout [Double], _ n: Int) {
    for j in 0..<k { for i in j..<k { a[i + j * n] = b[i + j * k] } }
  }

  /// Cholesky that replaces the pivots of dependent rows; by panels, so that the bulk is still BLAS.
  private static func factorDependent(
    _ a: inout [Double], order k: Int, leading n: Int, tolerance: Double
  ) -> Int {
    let width = 32
    let diagonal = (0..<k).map { a[$0 * (n + 1)] }
    var replaced = 0
    for start in stride(from: 0, to: k, by: width) {
      let end = min(k, start + width)
      for j in start..<end {
        var pivot = a[j * (n + 1)]
        if !(pivot > tolerance * diagonal[j]) || !(pivot > 1e-300) {
          pivot = 1e128
          replaced += 1
        }
        let root = pivot.squareRoot()
        a[j * (n + 1)] = root
        for i in (j + 1)..<max(end, j + 1) { a[i + j * n] /= root }
        for l in (j + 1)..<max(end, j + 1) {
          let factor = a[l + j * n]
          for i in l..<end { a[i + l * n] -= factor * a[i + j * n] }
        }
      }
      guard end < k else { break }
      a.withUnsafeMutableBufferPointer { a in
        guard let a = a.baseAddress else { return }
        let (rest, size, ld) = (Int32(k - end), Int32(end - start), Int32(n))
        let panel = a + end + start * n
        headroom_dtrsm_right_lower_transposed(rest, size, a + start * (n + 1), ld, panel, ld)
        headroom_dsyrk_lower(0, rest, size, -1, panel, ld, 1, a + end * (n + 1), ld)
      }
    }
    return replaced
  }
}
