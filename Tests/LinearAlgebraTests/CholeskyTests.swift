import LinearAlgebra
import Testing

@Suite("Cholesky factors")
struct CholeskyTests {
  @Test("a matrix is the product of its factor and the factor's transpose")
  func product() throws {
    let n = 40
    var a = Matrix(rowCount: n, columnCount: n)
    // Diagonally dominant, hence positive definite.
    for i in 0..<n { for j in 0..<n { a[i, j] = i == j ? Double(n) : 1 / Double(1 + i + j) } }
    let l = try a.choleskyFactored()
    // ε times the size of the sums, with room for the order of summation.
    let tolerance = 1e-12
    for i in 0..<n {
      for j in 0...i {
        let sum = (0..<n).reduce(0.0) { $0 + l[i, $1] * l[j, $1] }
        #expect(abs(sum - a[i, j]) < tolerance)
      }
    }
    #expect(l[0, n - 1] == 0)
  }

  @Test("the example of the documentation holds")
  func example() throws {
    #expect(try Matrix([[4, 2], [2, 3]]).choleskyFactored()[1, 0] == 1)
  }

  @Test("an indefinite matrix names the first leading minor that is not positive")
  func indefinite() {
    #expect(throws: FactorizationError.notPositiveDefinite(order: 2)) {
      try Matrix([[1, 2], [2, 1]]).choleskyFactored()
    }
    #expect(throws: FactorizationError.notPositiveDefinite(order: 1)) {
      try Matrix([[Double.nan]]).choleskyFactored()
    }
  }

  @Test("the empty matrix is its own factor")
  func empty() throws {
    #expect(try Matrix(rowCount: 0, columnCount: 0).choleskyFactored().values.isEmpty)
  }

  @Test("the library names itself and its kernel")
  func library() { #expect(BLASLibrary.summary.hasPrefix("OpenBLAS")) }
}
