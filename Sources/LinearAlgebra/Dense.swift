internal import COpenBLAS

/// Operations on matrices that stand in flat arrays, column by column, without a copy.
///
/// Every matrix is an array and an optional ``Place`` in it, so that blocks of a larger matrix need no
/// copy of their own. Sizes of 0 are fine and do nothing. Sizes that do not fit their arrays trap in
/// debug builds.
/// Accuracy: that of BLAS; last bits depend on the kernel of the processor.
public enum Dense {
  /// Where in an array a matrix stands: entry (i, j) at `offset + i + j * leading`.
  public struct Place: Sendable, Hashable {
    /// The index of entry (0, 0).
    public var offset: Int
    /// The distance between two columns, at least the number of rows.
    public var leading: Int

    /// A matrix that begins at `offset`, with columns `leading` apart.
    public init(offset: Int = 0, leading: Int) {
      self.offset = offset
      self.leading = leading
    }

    /// Whether `rows` × `columns` entries lie in an array of `count`.
    func fits(_ rows: Int, _ columns: Int, in count: Int) -> Bool {
      rows == 0 || columns == 0
        || (offset >= 0 && leading >= rows && offset + rows + (columns - 1) * leading <= count)
    }

    var ld: Int32 { Int32(max(1, leading)) }
  }

  /// Solves L x = b, or Lᵀ x = b, in place.
  ///
  /// Shapes: `l` is n × n, only its lower triangle is read; `x` holds b, then x, in its first n.
  public static func solveLower(
    _ l: [Double], _ place: Place, order n: Int, transposed: Bool = false, _ x: inout [Double]
  ) {
    assert(place.fits(n, n, in: l.count) && x.count >= n, "the triangle and the vector fit")
    guard n > 0 else { return }
    BLASLibrary.singleThreaded
    l.withUnsafeBufferPointer { l in
      x.withUnsafeMutableBufferPointer { x in
        guard let l = l.baseAddress, let x = x.baseAddress else { return }
        headroom_dtrsv_lower(transposed ? 1 : 0, Int32(n), l + place.offset, place.ld, x)
      }
    }
  }

  /// Solves L X = B, or Lᵀ X = B, in place.
  ///
  /// Shapes: `l` is n × n, only its lower triangle is read; `b` is n × `columns`, without gaps.
  public static func solveLower(
    _ l: [Double], _ place: Place, order n: Int, transposed: Bool = false, _ b: inout [Double],
    columns: Int
  ) {
    assert(place.fits(n, n, in: l.count) && b.count >= n * columns, "the matrices fit")
    guard n > 0, columns > 0 else { return }
    BLASLibrary.singleThreaded
    l.withUnsafeBufferPointer { l in
      b.withUnsafeMutableBufferPointer { b in
        guard let l = l.baseAddress, let b = b.baseAddress else { return }
        headroom_dtrsm_left_lower(
          transposed ? 1 : 0, Int32(n), Int32(columns), l + place.offset, place.ld, b, Int32(n))
      }
    }
  }

  /// The lower triangle of C := α A Aᵀ + β C, or of α Aᵀ A + β C.
  ///
  /// Shapes: C is n × n; A is n × `inner`, or `inner` × n where `transposed`.
  public static func rankUpdate(
    _ c: inout [Double], _ cPlace: Place, order n: Int, alpha: Double, _ a: [Double],
    _ aPlace: Place, inner: Int, transposed: Bool = false, beta: Double
  ) {
    assert(cPlace.fits(n, n, in: c.count), "C fits")
    assert(transposed ? aPlace.fits(inner, n, in: a.count) : aPlace.fits(n, inner, in: a.count))
    guard n > 0 else { return }
    BLASLibrary.singleThreaded
    a.withUnsafeBufferPointer { a in
      c.withUnsafeMutableBufferPointer { c in
        guard let a = a.baseAddress, let c = c.baseAddress else { return }
        headroom_dsyrk_lower(
          transposed ? 1 : 0, Int32(n), Int32(inner), alpha, a + aPlace.offset, aPlace.ld, beta,
          c + cPlace.offset, cPlace.ld)
      }
    }
  }

  /// y := α A x + β y, or α Aᵀ x + β y.
  ///
  /// Shapes: A is `rows` × `columns`; x and y stand at the start of their arrays.
  public static func multiply(
    _ a: [Double], _ place: Place, rows: Int, columns: Int, transposed: Bool = false,
    alpha: Double = 1, _ x: [Double], beta: Double, _ y: inout [Double]
  ) {
    assert(place.fits(rows, columns, in: a.count), "A fits")
    assert(x.count >= (transposed ? rows : columns) && y.count >= (transposed ? columns : rows))
    guard rows > 0, columns > 0 else { return }
    BLASLibrary.singleThreaded
    a.withUnsafeBufferPointer { a in
      x.withUnsafeBufferPointer { x in
        y.withUnsafeMutableBufferPointer { y in
          guard let a = a.baseAddress, let x = x.baseAddress, let y = y.baseAddress else { return }
          headroom_dgemv(
            transposed ? 1 : 0, Int32(rows), Int32(columns), alpha, a + place.offset, place.ld, x,
            beta, y)
        }
      }
    }
  }

  /// C := α op(A) op(B) + β C, where op transposes or not.
  ///
  /// Shapes: C is `rows` × `columns`; op(A) is `rows` × `inner`, op(B) is `inner` × `columns`.
  public static func multiply(
    _ c: inout [Double], _ cPlace: Place, rows: Int, columns: Int, inner: Int, alpha: Double = 1,
    _ a: [Double], _ aPlace: Place, aTransposed: Bool = false, _ b: [Double], _ bPlace: Place,
    bTransposed: Bool = false, beta: Double
  ) {
    assert(cPlace.fits(rows, columns, in: c.count), "C fits")
    assert(
      aTransposed ? aPlace.fits(inner, rows, in: a.count) : aPlace.fits(rows, inner, in: a.count))
    assert(
      bTransposed
        ? bPlace.fits(columns, inner, in: b.count) : bPlace.fits(inner, columns, in: b.count))
    guard rows > 0, columns > 0 else { return }
    BLASLibrary.singleThreaded
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        c.withUnsafeMutableBufferPointer { c in
          guard let a = a.baseAddress, let b = b.baseAddress, let c = c.baseAddress else { return }
          headroom_dgemm(
            aTransposed ? 1 : 0, bTransposed ? 1 : 0, Int32(rows), Int32(columns), Int32(inner),
            alpha, a + aPlace.offset, aPlace.ld, b + bPlace.offset, bPlace.ld, beta,
            c + cPlace.offset, cPlace.ld)
        }
      }
    }
  }
}
