import LinearAlgebra
import Testing

/// ε times the size of the sums, with room for the order of summation.
private let tolerance = 1e-11

@Suite("Dense operations in place")
struct DenseTests {
  /// A positive definite matrix of order n, column by column.
  private func positive(_ n: Int) -> [Double] {
    (0..<(n * n)).map { k in
      let (i, j) = (k % n, k / n)
      return i == j ? Double(n) : 1 / Double(1 + i + j)
    }
  }

  private func close(_ a: Double, _ b: Double) -> Bool { abs(a - b) < tolerance }

  @Test("a factor and its transpose solve for vectors and for matrices")
  func solves() throws {
    let n = 30
    let a = positive(n)
    var l = a
    let place = Dense.Place(leading: n)
    try Dense.factorCholesky(&l, place, order: n)
    let x = (0..<n).map { Double($0) - 4 }
    var b = [Double](repeating: 0, count: n)
    Dense.multiply(a, place, rows: n, columns: n, x, beta: 0, &b)
    var vector = b
    Dense.solveLower(l, place, order: n, &vector)
    Dense.solveLower(l, place, order: n, transposed: true, &vector)
    #expect(zip(vector, x).allSatisfy(close))
    var matrix = b + b
    Dense.solveLower(l, place, order: n, &matrix, columns: 2)
    Dense.solveLower(l, place, order: n, transposed: true, &matrix, columns: 2)
    #expect(zip(matrix, x + x).allSatisfy(close))
  }

  @Test("a matrix times the inverse from its factor is the identity")
  func inverse() throws {
    let n = 20
    let a = positive(n)
    let place = Dense.Place(leading: n)
    var inverse = a
    try Dense.factorCholesky(&inverse, place, order: n)
    Dense.invertCholesky(&inverse, place, order: n)
    for j in 0..<n { for i in 0..<j { inverse[i + j * n] = inverse[j + i * n] } }
    var product = [Double](repeating: 0, count: n * n)
    Dense.multiply(
      &product, place, rows: n, columns: n, inner: n, a, place, inverse, place, beta: 0)
    for j in 0..<n { for i in 0..<n { #expect(close(product[i + j * n], i == j ? 1 : 0)) } }
  }

  @Test("a rank update is the product of a matrix and its transpose")
  func rankUpdate() {
    let a: [Double] = [1, 2, 3, 4, 5, 6]
    var c = [Double](repeating: 0, count: 4)
    Dense.rankUpdate(
      &c, Dense.Place(leading: 2), order: 2, alpha: 1, a, Dense.Place(leading: 2), inner: 3,
      beta: 0)
    // Rows (1, 3, 5) and (2, 4, 6).
    let outer: [Double] = [35, 44, 0, 56]
    #expect(c == outer)
    Dense.rankUpdate(
      &c, Dense.Place(leading: 2), order: 2, alpha: -1, a, Dense.Place(leading: 3), inner: 3,
      transposed: true, beta: 1)
    // Columns (1, 2, 3) and (4, 5, 6).
    // 35 − 14, 44 − 32, 56 − 77.
    let both: [Double] = [21, 12, 0, -21]
    #expect(c == both)
  }

  @Test("products of parts of a matrix need no copy")
  func parts() {
    let a: [Double] = [1, 2, 3, 4, 5, 6, 7, 8, 9]
    var y: [Double] = [1, 1]
    Dense.multiply(
      a, Dense.Place(offset: 4, leading: 3), rows: 2, columns: 2, transposed: true, alpha: 2,
      [1, 10], beta: 1, &y)
    // 1 + 2 (5 + 60) and 1 + 2 (8 + 90).
    let expected: [Double] = [131, 197]
    #expect(y == expected)
  }

  @Test("eliminating the first rows leaves the Schur complement of the others")
  func eliminate() {
    let n = 12
    let k = 7
    let a = positive(n)
    var front = a
    var scratch: [Double] = []
    #expect(Dense.eliminate(&front, order: n, pivots: k, tolerance: 1e-15, scratch: &scratch) == 0)
    #expect(
      Dense.eliminate(&front, order: n, pivots: 0, tolerance: 1e-15, scratch: &scratch) == 0)
    // The rest's factor completes that of the whole: L Lᵀ = A.
    let size = n - k
    var rest = [Double](repeating: 0, count: size * size)
    for j in 0..<size { for i in j..<size { rest[i + j * size] = front[k + i + (k + j) * n] } }
    #expect(
      Dense.eliminate(&rest, order: size, pivots: size, tolerance: 1e-15, scratch: &scratch) == 0)
    for j in 0..<size { for i in j..<size { front[k + i + (k + j) * n] = rest[i + j * size] } }
    for j in 0..<n {
      for i in j..<n {
        var sum = 0.0
        for l in 0...j { sum += front[i + l * n] * front[j + l * n] }
        #expect(close(sum, a[i + j * n]))
      }
    }
  }

  @Test("a row that depends on others gets an infinite pivot, its unknown comes out as 0")
  func dependent() {
    for n in [2, 50] {
      // Row n − 1 repeats row 0.
      var a = positive(n)
      for i in 0..<n { a[n - 1 + i * n] = a[0 + i * n] }
      for i in 0..<n { a[i + (n - 1) * n] = a[n - 1 + i * n] }
      a[n * n - 1] = a[0]
      var scratch: [Double] = []
      #expect(Dense.eliminate(&a, order: n, pivots: n, tolerance: 1e-12, scratch: &scratch) == 1)
      var x = [Double](repeating: 1, count: n)
      Dense.solveLower(a, Dense.Place(leading: n), order: n, &x)
      Dense.solveLower(a, Dense.Place(leading: n), order: n, transposed: true, &x)
      #expect(abs(x[n - 1]) < 1e-30)
    }
  }

  @Test("an indefinite matrix names its first minor that is not positive")
  func indefinite() {
    var a: [Double] = [1, 2, 2, 1]
    #expect(throws: FactorizationError.notPositiveDefinite(order: 2)) {
      try Dense.factorCholesky(&a, Dense.Place(leading: 2), order: 2)
    }
  }
}

@Suite("QR and least squares")
struct QRTests {
  @Test("Qᵀ Q is the identity and Q R is the matrix")
  func identities() {
    let (m, n) = (9, 4)
    var a = Matrix(rowCount: m, columnCount: n)
    for i in 0..<m { for j in 0..<n { a[i, j] = 1 / Double(1 + i + 2 * j) } }
    let qr = QRFactorization(a)
    var identity = Matrix(rowCount: m, columnCount: m)
    for i in 0..<m { identity[i, i] = 1 }
    let back = qr.orthogonalProduct(qr.orthogonalProduct(identity), transposed: true)
    #expect(zip(back.values, identity.values).allSatisfy { abs($0 - $1) < tolerance })
    var r = Matrix(rowCount: m, columnCount: n)
    for i in 0..<n { for j in 0..<n { r[i, j] = qr.upperTriangle[i, j] } }
    #expect(
      zip(qr.orthogonalProduct(r).values, a.values).allSatisfy { abs($0 - $1) < tolerance })
  }

  @Test("the example of the documentation holds: the line through three points")
  func line() throws {
    let x = try QRFactorization(Matrix([[1, 0], [1, 1], [1, 2]])).leastSquares([1, 3, 5])
    #expect(abs(x[0] - 1) < tolerance && abs(x[1] - 2) < tolerance)
  }

  @Test("a column that depends on others is named")
  func dependent() {
    #expect(throws: QRFactorization.RankError.dependentColumn(1)) {
      try QRFactorization(Matrix([[1, 2], [1, 2], [1, 2]])).leastSquares([1, 2, 3])
    }
  }
}
